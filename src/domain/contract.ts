/**
 * Rules of reciprocity contracts (DESIGN §11): what the collective and somebody give each other, seen from the other side of
 * the table: `gives` is what the parties give the collective, `receives` what they receive from it.
 *
 *   draft ─▶ signed ─▶ ended
 *
 *  1. A contract has at least one party besides the collective: members, or third parties.
 *  2. Only a draft is written again. A decision signs it, as those who decided saw it; what is then to change is written in
 *     a new draft that replaces it: the day that one is signed, the one before has ended.
 *  3. A contract is reviewed by its review day. A day that passed is told, in days; a review says what comes of it, and by
 *     which day the next is due.
 *  4. Money that came in is traced to the contract it was received under: once, from one of its parties. Money traced to a
 *     contract that has ended was owed under it. An entry that is reversed brought nothing in.
 *
 *   review due on 1 March; on 12 March it is late by 11 days; reviewed, next on 1 September: not late
 */
import { type Day, daysBetween } from "./calendar.js";
import { isSameParty, type Party } from "./party.js";
import { Refusal } from "./refusals.js";

/** Categories of actors: each gives and receives something else. */
export const actorCategories = ["contributor", "user", "commercial_user", "partner", "funder"] as const;
export type ActorCategory = (typeof actorCategories)[number];

export const contractStatuses = ["draft", "signed", "ended"] as const;
export type ContractStatus = (typeof contractStatuses)[number];

export interface ContractState {
  readonly id: string;
  readonly title: string;
  readonly changedAt: Date;
  readonly signedOn: Day | null;
  readonly endedOn: Day | null;
  readonly reviewOn: Day | null;
}

export const contractStatus = ({ signedOn, endedOn }: Pick<ContractState, "signedOn" | "endedOn">): ContractStatus =>
  signedOn === null ? "draft" : endedOn === null ? "signed" : "ended";

/** Rule 1. Refuses `contract_without_parties`. */
export function requireParties(title: string, parties: readonly Party[]): void {
  if (parties.length === 0)
    throw new Refusal("contract_without_parties", { at: "parties", contract: title, parties: parties.length, min: 1 });
}

/** Rule 2. Refuses `contract_not_draft` with the day it was signed. */
export function requireContractDraft({ title, signedOn }: Pick<ContractState, "title" | "signedOn">): void {
  if (signedOn !== null) throw new Refusal("contract_not_draft", { at: "contract", contract: title, signed: signedOn });
}

/** Refuses `contract_not_signed`, `contract_ended` with the day. */
export function requireInForce({ title, signedOn, endedOn }: Pick<ContractState, "title" | "signedOn" | "endedOn">, at = "contract"): void {
  requireSigned({ title, signedOn }, at);
  if (endedOn !== null) throw new Refusal("contract_ended", { at, contract: title, ended: endedOn });
}

/** Signed, ended since or not. Refuses `contract_not_signed`. */
function requireSigned({ title, signedOn }: Pick<ContractState, "title" | "signedOn">, at: string): void {
  if (signedOn === null) throw new Refusal("contract_not_signed", { at, contract: title });
}

/**
 * Rule 2, when a decision signs it: `seenAt` is when its attempt opened, `replaced` the contract it replaces, if any. Refuses
 * `contract_not_draft`, and `change_stale` where it was written again since, or where what it replaces has ended.
 */
export function requireSignable(
  draft: ContractState,
  { seenAt, replaced }: { readonly seenAt: Date; readonly replaced: Pick<ContractState, "signedOn" | "endedOn"> | null },
): void {
  requireContractDraft(draft);
  if (draft.changedAt > seenAt || (replaced !== null && contractStatus(replaced) !== "signed"))
    throw new Refusal("change_stale", { at: "contract", id: draft.id });
}

/** Refuses `contract_not_signed`, `contract_ended`, `day_in_future`, `contract_end_before` for a day before it was signed. */
export function requireEnd(contract: ContractState, endedOn: Day, today: Day): void {
  requireInForce(contract);
  if (endedOn > today) throw new Refusal("day_in_future", { at: "endedOn", day: endedOn, today });
  const { title, signedOn } = contract;
  if (signedOn !== null && endedOn < signedOn)
    throw new Refusal("contract_end_before", { at: "endedOn", contract: title, ended: endedOn, signed: signedOn });
}

// Reviews --------------------------------------------------------------------------------------------------------------

/** Rule 3: by how many days a review is late; 0 for what is not in force, or has no review day. */
export const reviewDaysLate = (contract: Pick<ContractState, "signedOn" | "endedOn" | "reviewOn">, today: Day): number =>
  contract.reviewOn === null || contractStatus(contract) !== "signed" ? 0 : Math.max(0, daysBetween(contract.reviewOn, today));

/**
 * Rule 3: a review that took place, and by which day the next one is due; null for none. Refuses `contract_not_signed`,
 * `contract_ended`, `day_in_future`, `review_not_ahead`.
 */
export function requireReview(
  contract: ContractState,
  { reviewedOn, nextOn }: { readonly reviewedOn: Day; readonly nextOn: Day | null },
  today: Day,
): void {
  requireInForce(contract);
  if (reviewedOn > today) throw new Refusal("day_in_future", { at: "reviewedOn", day: reviewedOn, today });
  if (nextOn !== null && nextOn <= reviewedOn) throw new Refusal("review_not_ahead", { at: "nextOn", next: nextOn, reviewed: reviewedOn });
}

// Money ----------------------------------------------------------------------------------------------------------------

/** An entry, as far as a contract asks of it. */
export interface ReceivedMoney {
  readonly number: number;
  readonly kind: string;
  readonly reversedByNumber: number | null;
  /** Who paid it in; null for nobody who is known. */
  readonly from: Party | null;
  /** The contract it is traced to already. */
  readonly tracedTo: string | null;
}

/** Who paid money in, by what its entry says. */
export function payerOf({ member, thirdParty }: Readonly<Record<string, string | undefined>>): Party | null {
  if (thirdParty !== undefined) return { kind: "third-party", id: thirdParty };
  return member === undefined ? null : { kind: "member", id: member };
}

/**
 * Rule 4. Refuses `contract_not_signed`, `money_not_in`, `already_reversed`, `money_traced` with the contract it is traced to,
 * and `money_of_no_party` with those it may come from; `nameOf` is how people call a party.
 */
export function requireReceipt(
  contract: Pick<ContractState, "title" | "signedOn"> & { readonly parties: readonly Party[] },
  money: ReceivedMoney,
  nameOf: (party: Party) => string,
): void {
  const { number, kind, reversedByNumber, from, tracedTo } = money;
  const at = "entryId";
  requireSigned(contract, "contract");
  if (kind !== "money-in") throw new Refusal("money_not_in", { at, number });
  if (reversedByNumber !== null) throw new Refusal("already_reversed", { at, number, by: reversedByNumber });
  if (tracedTo !== null) throw new Refusal("money_traced", { at, number, contract: tracedTo });
  if (from === null || !contract.parties.some((party) => isSameParty(party, from)))
    throw new Refusal("money_of_no_party", {
      ...{ at, number, contract: contract.title, parties: contract.parties.map(nameOf) },
      ...(from === null ? {} : { from: nameOf(from) }),
    });
}

export interface Received {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly isReversed: boolean;
}

/** What came in, per currency, in alphabetical order; what was reversed did not. */
export function sumsOf(received: readonly Received[]): { readonly currency: string; readonly amountMinor: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor, isReversed } of received)
    if (!isReversed) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
