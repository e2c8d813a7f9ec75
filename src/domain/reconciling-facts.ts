/** What open lines of a bank are compared with, what they are proposed to be, and what speaks for it (domain/reconciling). */
import type { Day } from "./calendar.js";

// Facts --------------------------------------------------------------------------------------------------------------

export interface OpenLine {
  readonly id: string;
  readonly datedOn: Day;
  readonly amountMinor: bigint;
  /** All its words: label, counterparty, reference. */
  readonly words: string;
}

export interface KnownEntry {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly datedOn: Day;
  /** What its line on this bank moves. */
  readonly amountMinor: bigint;
  readonly document: string | null;
  /** Who it is with, where it says so, and its text. */
  readonly names: readonly string[];
  readonly text: string | null;
  /** The payment batch whose transfer it records. */
  readonly batch: { readonly id: string; readonly number: number } | null;
  /** The entry that it reverses, or that reverses it. */
  readonly opposite: Opposite | null;
}

export interface Opposite {
  readonly number: number;
  /** It is the first of the two, which was reversed; otherwise it is the reversal. */
  readonly isReversed: boolean;
  /** A line of a statement is matched with it. */
  readonly isOnStatement: boolean;
}

/** A payment batch that is on its way: not recorded as paid yet. */
export interface KnownBatch {
  readonly id: string;
  readonly number: number;
  readonly executesOn: Day;
  /** Those of its transfers that are on their way: a bank debits them together, or one by one. */
  readonly transfers: readonly KnownTransfer[];
}

export interface KnownTransfer {
  readonly id: string;
  /** `V12-3`. */
  readonly reference: string;
  readonly amountMinor: bigint;
  readonly name: string;
  /** The day from which all of it may be paid. */
  readonly owedOn: Day;
}

export interface KnownDebt {
  readonly what: "share" | "bill";
  readonly id: string;
  /** The sharing of a share, the envelope of a bill. */
  readonly originId: string;
  readonly payeeId: string;
  readonly name: string;
  readonly label: string;
  /** What it is owed as: two shares of one sharing differ in nothing else. */
  readonly nature: string;
  readonly document: string | null;
  readonly leftMinor: bigint;
  /** The day from which it may be paid. */
  readonly owedOn: Day;
}

export interface KnownExpected {
  readonly id: string;
  readonly envelopeId: string;
  readonly amountMinor: bigint;
  readonly source: string;
  readonly expectedOn: Day | null;
}

/** Somebody who may be named, and what money of theirs was last. */
export interface KnownParty {
  readonly what: "member" | "third-party";
  readonly id: string;
  readonly name: string;
  readonly lastIn: { readonly nature: string; readonly envelopeId: string } | null;
  readonly lastBill: { readonly nature: string; readonly envelopeId: string } | null;
}

/** An open line of another bank account here. */
export interface OtherLine {
  readonly id: string;
  readonly bankId: string;
  readonly bankName: string;
  readonly datedOn: Day;
  readonly amountMinor: bigint;
}

export interface ReconcilingFacts {
  /** What no statement shows. */
  readonly entries: readonly KnownEntry[];
  /** What may come back, on a statement or not: payments, and money in, that are not reversed. */
  readonly returnable: readonly KnownEntry[];
  readonly debts: readonly KnownDebt[];
  readonly batches: readonly KnownBatch[];
  readonly expected: readonly KnownExpected[];
  readonly parties: readonly KnownParty[];
  readonly others: readonly OtherLine[];
  /** The envelope that bore the last bank fee. */
  readonly feeEnvelopeId: string | null;
}

// Proposals ----------------------------------------------------------------------------------------------------------

export type Reason =
  | { readonly why: "same-amount" }
  /** The thing’s day, counted from the line: 2 is two days later, −1 a day before. */
  | { readonly why: "days"; readonly days: number }
  | { readonly why: "words"; readonly words: readonly string[] }
  | { readonly why: "sum"; readonly count: number; readonly of: "shares" | "bills" | "debts" | "entries" }
  /** All that somebody is owed. */
  | { readonly why: "all-owed"; readonly name: string }
  /** The total of a payment batch. */
  | { readonly why: "batch"; readonly number: number }
  /** One transfer of a payment batch. */
  | { readonly why: "transfer"; readonly name: string }
  /** Entries of one document, or of one day. */
  | { readonly why: "document"; readonly name: string }
  | { readonly why: "one-day" }
  | { readonly why: "fee-words"; readonly words: readonly string[] }
  | { readonly why: "last-nature"; readonly nature: string }
  /** The opposite of an entry: what it moved comes back. */
  | { readonly why: "opposite"; readonly number: number }
  /** It was reversed, and the money came back. */
  | { readonly why: "came-back"; readonly number: number }
  | { readonly why: "return-words"; readonly words: readonly string[] }
  | { readonly why: "other-bank"; readonly name: string };

/** An entry that is there, with what it moves on this bank. */
export interface LinkedEntry {
  readonly entryId: string;
  readonly number: number;
  readonly kind: string;
  readonly amountMinor: bigint;
}

export interface PaidItem {
  readonly what: "share" | "bill";
  readonly id: string;
  /** Who is owed, and for what. */
  readonly called: string;
  readonly nature: string;
  readonly amountMinor: bigint;
}

export type Action =
  | { readonly does: "link"; readonly entries: readonly LinkedEntry[] }
  | { readonly does: "return"; readonly entry: LinkedEntry }
  | { readonly does: "pay"; readonly items: readonly PaidItem[] }
  | { readonly does: "pay-batch"; readonly batchId: string; readonly number: number; readonly transfer: KnownTransfer | null }
  | {
      readonly does: "money-in";
      readonly envelopeId: string | null;
      readonly expectedId: string | null;
      readonly partyId: string | null;
      readonly party: "member" | "third-party" | null;
      readonly nature: string | null;
    }
  | { readonly does: "bank-fee"; readonly envelopeId: string | null }
  | { readonly does: "transfer"; readonly bankId: string; readonly lineId: string }
  | { readonly does: "bill"; readonly thirdPartyId: string; readonly envelopeId: string | null; readonly nature: string | null };

export interface Proposal {
  readonly action: Action;
  readonly points: number;
  readonly reasons: readonly Reason[];
  /** What it is called: a name, a title. */
  readonly called: string;
}
