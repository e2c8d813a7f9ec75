import type { Attempt, Choice, Decision } from "../../decision-figures.js";
import { plural } from "../../speech.js";
import type fr from "../fr/decision.js";

const titles: Readonly<Record<Decision["state"], string>> = {
  proposed: "it is proposed.",
  open: "it is being decided.",
  waiting: "the council has the last word.",
  postponed: "it is postponed.",
  adopted: "it is adopted.",
  rejected: "it is rejected.",
  reopened: "we come back to it.",
};

export default {
  title: (title: string, state: Decision["state"]) => `${title}: ${titles[state]}`,
  open: (until: string, left: string) => `Until ${until}, ${left}. Silence agrees.`,
  openLast: (until: string, left: string) => `Last resort, until ${until}, ${left}.`,
  adopted: {
    consent: (at: string) => `Nobody blocked: adopted by consent on ${at}.`,
    vote: (at: string) => `Adopted by vote, as a last resort, on ${at}.`,
    council: (at: string) => `Adopted by the word of the council on ${at}.`,
  },
  rejected: {
    vote: (at: string) => `Rejected by vote, as a last resort, on ${at}.`,
    council: (at: string) => `Rejected by the word of the council on ${at}.`,
  },
  postponed: (blocks: number, at: string) =>
    `Postponed on ${at}: ${plural("en", blocks, { one: "one person blocks", other: `${blocks} people block` })}. The proposal may come back, improved.`,
  waiting: (council: string) => `A block remains: ${council} has the last word.`,
  reopened: "What was not done yet waits for a new proposal; what is done stays done.",
  by: (name: string, circle: string, way: string) => `Proposed by ${name}. Who decides: ${circle}, ${way}.`,
  ways: { announced: "by announcement", meeting: "in a meeting", ballots: "by ballots" },
  everybody: "the whole collective",
  lastWay: "by ballots, as a last resort",
  proposal: "What is proposed",
  changes: "What it will change",
  changed: "What it changes",
  noChange: "Nothing changes by itself: it is a decision in words.",
  before: "Done before",
  parts: { stands: "adopted", reopened: "reopened", rejected: "rejected" },
  mine: {
    title: "My word",
    legend: "What do you say to this proposal?",
    lead: "A block needs an argument; the others may give one.",
    said: (choice: Choice) =>
      ({
        agree: "You agree.",
        abstain: "You abstain.",
        disagree: "You disagree, without blocking.",
        block: "You block.",
      })[choice],
    untilThen: (until: string) => `You can change it until ${until}.`,
    choices: { agree: "I agree", abstain: "I abstain", disagree: "I disagree", block: "I block" },
    hints: {
      agree: "Saying nothing until the end says the same.",
      abstain: "I leave it to the others.",
      disagree: "I say so, and let it happen.",
      block: "It would do us harm. The decision is postponed, and the proposal comes back improved.",
    },
    lastHints: {
      agree: "As a last resort, only an agreement that is said counts.",
      abstain: "I take no side.",
      disagree: "I take the side against.",
      block: "I take the side against, and say why.",
    },
    argument: "Why?",
    argumentNeeded: "Why? (needed for a block)",
    argumentHint: "What is missing, what it would take for you to agree.",
    give: "Say my word",
    change: "Change my word",
    told: "Your word is noted.",
    notDeciding: "You read along; those decide here whose standing decided when it opened.",
  },
  stand: {
    title: "Where it stands",
    says: (counts: Attempt["counts"], silence: "agrees" | "agreed" | "aside") => {
      const { agree, abstain, disagree, block, silent } = counts;
      const means = { agrees: " (silence agrees)", agreed: " (silence agreed)", aside: "" }[silence];
      return [
        agree > 0 ? plural("en", agree, { one: "1 agrees", other: `${agree} agree` }) : "",
        abstain > 0 ? plural("en", abstain, { one: "1 abstains", other: `${abstain} abstain` }) : "",
        disagree > 0 ? plural("en", disagree, { one: "1 disagrees", other: `${disagree} disagree` }) : "",
        block > 0 ? plural("en", block, { one: "1 blocks", other: `${block} block` }) : "",
        silent > 0 ? `${silent} said nothing${means}` : "",
      ]
        .filter(Boolean)
        .join(", ");
    },
    choices: { agree: "Agree", abstain: "Abstain", disagree: "Disagree", block: "Block" },
    saw: "Saw it, said nothing",
    notYet: "Have not seen it yet",
    notYetOver: "Had not seen it",
    of: (count: number) => plural("en", count, { one: "One person decides.", other: `${count} people decide.` }),
  },
  arguments: {
    title: "The arguments",
    carried: "Heard in the attempts before",
    line: (name: string, choice: Choice) =>
      ({
        agree: `${name}, agrees`,
        abstain: `${name}, abstains`,
        disagree: `${name}, disagrees`,
        block: `${name}, blocks`,
      })[choice],
    attempt: (number: number) => `attempt ${number}`,
  },
  history: {
    title: "The attempts before",
    attempt: (number: number, stands: string, at: string) => `Attempt ${number}: ${stands} on ${at}`,
    opened: (name: string, at: string) => `Opened by ${name} on ${at}.`,
    reopened: (name: string, at: string, reason: string) => `${name} reopened it on ${at}: “${reason}”`,
    meetings: "Meetings that spoke of it",
    meeting: (day: string) => `Meeting of ${day}`,
  },
  next: {
    title: "What now?",
    again: "Take the proposal up again",
    againReopened: "Propose anew",
    asBefore: (at: string) => `Improved, it comes back at once; as it was, from ${at} on.`,
    anytime: "Improved or as it was, it may come back now.",
    last: "The last resort",
    lastSays: {
      vote: (numerator: number, denominator: number) =>
        `Where consent does not get there: adopted if ${numerator} in ${denominator} of those who take sides agree.`,
      council: (name: string) => `Where consent does not get there: ${name} has the last word.`,
    },
    far: (attempts: number, attemptsNeeded: number, meetings: number, meetingsNeeded: number) =>
      `${attempts} of ${attemptsNeeded} ${plural("en", attemptsNeeded, { one: "attempt", other: "attempts" })}, ${meetings} of ${meetingsNeeded} ${plural("en", meetingsNeeded, { one: "meeting", other: "meetings" })}`,
    notBefore: (at: string) => `not before ${at}`,
    meetingCounts: "A meeting counts when its notes list this decision.",
    lastReady: "Open the last resort",
    reopen: "Reopen the decision",
    reopenSays: "What is not done yet will wait for a new proposal. No posting is undone.",
    reason: "Why come back to it?",
    which: "Which parts?",
    reopened: "The decision is reopened.",
    rests: (until: string) => `Settled by the last resort, it rests: it can be reopened from ${until} on.`,
    print: "Print",
  },
  council: {
    title: (name: string) => `The word of the council: ${name}`,
    lead: (names: string, count: number) =>
      `Consent did not get there: ${names} ${plural("en", count, { one: "has the last word", other: "have the last word, together" })}.`,
    who: "Who spoke?",
    verdict: "What the council says",
    adopts: "The council adopts",
    rejects: "The council rejects",
    submit: "Write down the council’s word",
    told: "The council’s word is written down.",
    choose: "Say whether the council adopts or rejects.",
  },
} satisfies typeof fr;
