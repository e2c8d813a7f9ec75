/** Decisions by consent. */
import type { DecisionCode } from "../../refusals.js";

export default {
  consent_setting_invalid: "This setting does not work ({at}: {value}): from {min} to {max}.",
  proposal_invalid: "The proposal is not complete: {at}: {problem}",
  not_proposing: "To propose and to reopen is for the standings that the social code names.",
  not_deciding: "Those decide here whose standing decided when it opened.",
  nobody_decides: "Today nobody has a standing that decides: propose once somebody has.",
  attempt_hours: "A decision stays open for {min} to {max} counted hours, not {asked}.",
  attempt_open: "It is being decided already, until {closesAt}.",
  attempt_too_early: "The same proposal may come back from {possibleAt} on ({days} days later); amended, it may come back at once.",
  decision_taken: "This was decided on {takenAt}: to come back to it, reopen the decision[, from {possibleAt} on].",
  decision_not_taken: "Nothing is decided in it: there is nothing to reopen.",
  decision_resting: "The last resort decided this, and it rests ({parts}): it can be reopened from {possibleAt} on.",
  part_not_reopened: "“{part}” is decided already: reopen that part first.",
  part_not_taken: "Say which decided parts to reopen: “{part}” is none.",
  ballot_late: "It was open until {closedAt}: a ballot that comes at that instant or later no longer counts.",
  block_without_argument: "A block says why: give your argument ({at}).",
  meeting_without_deciders: "Of those present, nobody has a standing that decides.",
  not_present: "{member} was not at the meeting ({at}).",
  last_resort_none: "The social code has no last resort: a proposal is amended until nobody blocks.",
  last_resort_not_yet:
    "No last resort yet: postponed attempts {attempts} of {attemptsNeeded}, recorded meetings {meetings} of {meetingsNeeded}[, and not before {possibleAt}].",
  council_awaited: "The council ({council}) has the word.",
  council_not_asked: "Nothing waits for the word of a council.",
  not_in_council: "Only members of the council ({council}) may do this.",
} satisfies Readonly<Record<DecisionCode, string>>;
