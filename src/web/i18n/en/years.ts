import { plural } from "../../speech.js";
import type fr from "../fr/years.js";

const entries = (count: number) => plural("en", count, { zero: "no entry", one: "one entry", other: `${count} entries` });

export default {
  title: (year: string, count: number) => `The fiscal year ${year} is open, with ${entries(count)}.`,
  titleAllClosed: (year: string) => `The fiscal year ${year} is closed; the next opens with its first entry.`,
  titleNone: "The first fiscal year opens with the first entry.",
  lead: "A year that is over is closed: its entries no longer move, and balances run on into the next one.",
  years: "Fiscal years",
  from: (start: string, end: string) => `from ${start} to ${end}`,
  entries,
  open: "open",
  closed: (day: string) => `closed on ${day}`,
  notOver: (day: string) => `It can be closed once it is over, after ${day}.`,
  earlierFirst: (year: string) => `The year ${year} is closed first.`,
  see: (year) => `The report of ${year}, its checks and files`,
  close: "Close…",
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
    export: (format) => `Take these balances away: ${format}`,
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
