/** Texts of closing a fiscal year: what to look at, what it does. */
import { plural } from "../../speech.js";
import type fr from "../fr/closing.js";

const entries = (count: number) => plural("en", count, { zero: "no entry", one: "one entry", other: `${count} entries` });

export default {
  ready: "Nothing is pending: the year can close.",
  inTheWay: "first of all",
  title: (year: string) => `Close the fiscal year ${year}?`,
  says: (count: number, start: string, end: string) =>
    `Its ${entries(count)} from ${start} to ${end} will no longer move: nothing can be dated in that year any more, not even a correction. A closed year never reopens.`,
  kept: "Its files (FEC, journals, trial balance) are kept as they are today.",
  checks: "What is still pending",
  after: "A mistake that is found later is reversed in the open year. Balances run on as they are:",
  confirm: (year: string) => `Close the year ${year} for good`,
  done: (year: string) => `The fiscal year ${year} is closed. The next opens with these balances.`,
} satisfies typeof fr;
