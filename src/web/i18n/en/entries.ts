import { plural } from "../../speech.js";
import type fr from "../fr/entries.js";

export default {
  title: (count: number) =>
    plural("en", count, {
      zero: "The ledger is open, nothing is written in it yet.",
      one: "One entry, balanced to the cent.",
      other: `${count} entries, balanced to the cent.`,
    }),
  titleOne: (number: number, kind: string) => `Entry no. ${number}: ${kind}.`,
  lead: "What was written is not erased: a mistake is reversed, and both stay to be read.",
  empty: {
    title: "What the ledger holds",
    lead: "Each movement of money leaves an entry, with its reason and its document: money in, a bill, a sharing, a payment… They form a chain, and the smallest change would show.",
    act: "Record money in",
  },
  filters: {
    title: "Filter",
    kind: "Kind",
    anyKind: "All",
    envelope: "Envelope",
    anyEnvelope: "All",
    from: "From",
    until: "Until",
    clear: "Show all",
  },
  none: "No entry matches.",
  more: "Show earlier entries",
  all: "All entries",
  number: (number: number) => `no. ${number}`,
  lines: (count: number) => plural("en", count, { one: "one line", other: `${count} lines` }),
  account: "Account",
  debit: "Debit",
  credit: "Credit",
  forMember: (name: string) => `for ${name}`,
  classes: { bank: "bank", envelope: "envelope", fund: "fund", member: "member", "third-party": "third party", round: "round" },
  by: (name: string) => `written by ${name}`,
  byService: "written by Moisson",
  origin: {
    sharing: "The sharing",
    round: "The round",
    bucket: "The bucket",
    bill: "The bill",
    envelope: "The envelope",
    member: "The person",
  },
  reversed: (number: number) => `reversed by no. ${number}`,
  reverses: "reverses another entry",
  seeReversed: "see the entry it reverses",
  notHere: {
    sharing: "A sharing is reversed from its own page, with its contributions.",
    round: "An entry of a round is undone in its round.",
  },
  chain: {
    title: "Its place in the chain",
    position: "Position",
    posted: "Written",
    hash: "Hash",
    previous: "Hash before it",
    says: "The hash is taken over the entry and the hash before it: who changes one changes all that follow.",
  },
} satisfies typeof fr;
