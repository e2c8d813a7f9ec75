/** Sharing documents, reviews and sharings (DESIGN §7, §8, §10). */
import type { SharingCode } from "../../refusals.js";

export default {
  // Sharing documents (DESIGN §7)
  document_invalid: "The sharing document is not valid: {at}: {problem}",
  unknown_member: "Unknown member: {id} ({at}).",
  unknown_fund: "Unknown fund: {id} ({at}).",
  unknown_kind: "Unknown kind of contribution: {id} ({at}).",
  key_invalid: "The key cannot work: {at}: {problem}",
  key_exceeds_amount: "Step {step} asks for {asked:money}, but only {available:money} is there.",
  rate_missing:
    "Step {step} counts “{kind}”, which has no rate yet on {day}[ (given by {member})]. Set a rate from that day on, under Kinds and rates, or take “{kind}” out of the step.",
  amount_needed:
    "Step {step} reimburses “{kind}”, but what {member} gave on {day} has no amount: add it to the contribution, or take “{kind}” out of the step.",
  quantity_needed:
    "Step {step} counts “{kind}”, but what {member} gave on {day} has no quantity: add it to the contribution, or take “{kind}” out of the step.",
  claims_exceed_amount: "Wishes add up to {claimed:money} for {available:money}: {missing:money} is missing. To settle together.",
  self_review: "Nobody scores themselves ({member}).",
  self_points: "Nobody gives points to themselves ({member}).",
  peer_too_few: "This needs at least 3 members, there are {count}.",
  peer_points_missing: "Points from {from} to {to} are missing.",

  // Reviews (DESIGN §10)
  review_empty: "A review says something: a few words, or a score.",
  review_unclear:
    "A review is of one contribution (contributionId), or of somebody’s period in an envelope (ofId, envelopeId, fromOn, untilOn), or of somebody in a period of reviews (ofId, periodId): {at}.",
  score_invalid: "A score goes from {min} to {max}, not “{score}” ({at}).",
  unknown_criterion: "“{criterion}” is not one of the collective’s criteria ({known}).",
  review_of_another: "Only who wrote this review may change it.",
  weaknesses_of_another: "Only the person this review is about may publish its weaknesses.",
  review_in_sharing: "The sharing “{sharing}” ({state}) counted with this review: it no longer changes.",

  // Sharings (DESIGN §8)
  sharing_empty: "There is nobody to share between: no contribution enters here, or another sharing holds them already.",
  sharing_not_open: "This sharing is not open: nothing changes in it.",
  sharing_not_proposed: "This sharing is not proposed.",
  sharing_not_adopted: "This sharing is not adopted, or already posted.",
  sharing_not_posted: "This sharing is not posted.",
  sharing_over: "This sharing is over: it no longer changes.",
  expenses_short: "{missing} is missing for the expenses.",
  sharing_exceeds_left: "{left} is left in the envelope and {expected} is expected; the sharing asks for {asked}.",
  kept_of_another: "This figure belongs to who gave; with their agreement, the facilitator may enter it for them.",
  kept_above_asked: "{asked} is wished for: no more can be kept ({kept}). To wish for more, amend the contribution.",
  nothing_wished: "Nothing is wished for this line.",
  nothing_to_contest: "Nobody entered this figure in your place.",
  not_in_sharing: "{member} takes no part in this sharing.",
  adoption_of_own_share: "This sharing pays you: somebody else must adopt it ({who}).",
  adoption_by_nobody: "This sharing pays the only person who could adopt it: first name another pilot, treasurer or admin.",
  share_settled: "{settled} is already paid or left to a fund: this sharing can no longer be reversed.",
  carried_asked_again: "What this sharing carried is asked again in another one: reverse that one first.",
  carried_over: "This carried wish no longer waits.",
} satisfies Readonly<Record<SharingCode, string>>;
