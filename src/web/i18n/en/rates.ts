/** Texts of the rate grid. */
import { plural } from "../../speech.js";
import type fr from "../fr/rates.js";

export default {
  title: (kinds) =>
    plural("en", kinds, { zero: "No kind has a rate.", one: "One kind has a rate today.", other: `${kinds} kinds have a rate today.` }),
  lead: "Each rate holds from a day on. What was shared was shared by the rate of its day: that changes no more.",
  back: "Kinds",
  propose: "Propose a rate",
  proposeOf: (kind) => `Propose a rate for ${kind}`,
  caption: (kind) => `The rates of ${kind}, the latest first`,
  from: "From",
  rate: "Rate",
  by: "Decided by",
  per: (amount, unit) => `${amount} per ${unit}`,
  now: "in force",
  soon: "to come",
  word: "the administration",
  decision: "a decision",
  none: "No rate: everybody says what they wish for.",
  discussion: "What was said of it",
  reason: "Proposed like this",
  noWords: "Nobody added a word.",
  says: (who, choice) => `${who}, ${choice}`,
  choices: { agree: "agrees", abstain: "abstains", disagree: "disagrees", block: "blocks" },
  see: "See the decision",
} satisfies typeof fr;
