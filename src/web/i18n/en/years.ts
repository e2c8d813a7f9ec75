import { plural } from "../../speech.js";
import type fr from "../fr/years.js";

const entries = (count: number) => plural("en", count, { zero: "no entry", one: "one entry", other: `${count} entries` });

export default {
  title: (year: string, count: number) => `The fiscal year ${year} is open, with ${entries(count)}.`,
  titleAllClosed: (year: string) => `The fiscal year ${year} is closed, and there is no other.`,
  titleNone: "The first fiscal year opens with the first entry.",
  lead: "A year that is over is closed: its entries no longer move, and balances run on into the next one.",
  years: "Fiscal years",
  from: (start: string, end: string) => `from ${start} to ${end}`,
  entries,
  open: "open",
  closed: (day: string) => `closed on ${day}`,
  notOver: (day: string) => `It can be closed once it is over, after ${day}.`,
  earlierFirst: (year: string) => `The year ${year} is closed first.`,
  close: "Close…",
  closing: {
    title: (year: string) => `Close the fiscal year ${year}?`,
    says: (count: number, start: string, end: string) =>
      `Its ${entries(count)} from ${start} to ${end} will no longer move: nothing can be dated in that year any more, not even a correction. A closed year never reopens.`,
    after: "A mistake that is found later is reversed in the open year. Balances run on as they are:",
    confirm: (year: string) => `Close the year ${year} for good`,
    done: (year: string) => `The fiscal year ${year} is closed.`,
  },
  balances: {
    title: "Balances on a day",
    on: "In the evening of",
    total: "Together",
    account: "Account",
    balance: "Balance",
    nothing: "Nothing was written yet on that day.",
    classes: {
      bank: "Bank",
      envelope: "Envelopes",
      fund: "Funds",
      member: "Owed to members",
      "third-party": "Owed to third parties",
      round: "Rounds",
    },
    export: "Take these balances away",
  },
  purposes: {
    title: "What there is, and what it is for",
    sentence: (banked: string, parts: readonly string[]) => `${banked} in the bank: ${parts.join(", ")}.`,
    envelope: (amount: string) => `${amount} in envelopes`,
    fund: (amount: string) => `${amount} in funds`,
    round: (amount: string) => `${amount} in rounds`,
    owed: (amount: string) => `${amount} to pay`,
    names: { bank: "In the bank", envelope: "Envelopes", fund: "Funds", round: "Rounds", owed: "To pay" },
  },
} satisfies typeof fr;
