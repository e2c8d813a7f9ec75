/**
 * The settlement table (DESIGN §8): a line a contribution, with what is wished for it, what its author keeps, and what
 * becomes of the difference.
 *
 *  1. Asked (souhaité) is what was declared. Kept (retenu) is its author's alone to change, down to nothing and never
 *     above asked: who wishes for more amends the contribution. Nothing said: kept is what was asked.
 *  2. A facilitator may enter an absent person's figure «avec l’accord de …». Its author may contest it until adoption,
 *     and what is contested is not used.
 *  3. Of wished − kept the author says: offered, carried (asked again next time) or withdrawn.
 *  4. What the key leaves unpaid of kept is carried or forgotten as the key says; its author may still offer it.
 *     Who says nothing follows the key: carried where it carries, else withdrawn.
 *
 *   asked 6000.00, kept 4200.00, «carried», key pays 4000.00 of it and carries: paid 4000.00, carried 2000.00
 *   the same, key drops: paid 4000.00, carried 1800.00, withdrawn 200.00; «offered»: paid 4000.00, offered 2000.00
 */
import { formatAmount } from "./money.js";
import { halfUp, ratio } from "./ratio.js";
import { Refusal } from "./refusals.js";

export const remainders = ["offered", "carried", "withdrawn"] as const;
/** What an author says of wished − kept. */
export type Remainder = (typeof remainders)[number];

/** What was said of a line. */
export interface Said {
  readonly keptMinor: bigint | null;
  /** Who entered it: the author, or a facilitator with their agreement. */
  readonly saidBy: string | null;
  readonly isContested: boolean;
  readonly remainder: Remainder | null;
}

export const nothingSaid: Said = { keptMinor: null, saidBy: null, isContested: false, remainder: null };

/** Where a kept figure comes from: as asked, by its author, with their agreement, or asked again because they contest it. */
export type KeptSource = "asked" | "author" | "agreement" | "contested";

export interface Wish {
  readonly memberId: string;
  /** Null: nothing is wished for it (bénévole, offert), or it is reimbursed. */
  readonly askedMinor: bigint | null;
  readonly said: Said;
}

/** Rules 1 and 2. An amendment may have lowered what is asked since: kept never stands above it. */
export function keptOf({ memberId, askedMinor, said }: Wish): { keptMinor: bigint | null; source: KeptSource } {
  const { keptMinor, saidBy, isContested } = said;
  if (askedMinor === null || keptMinor === null) return { keptMinor: askedMinor, source: "asked" };
  if (isContested) return { keptMinor: askedMinor, source: "contested" };
  return { keptMinor: keptMinor < askedMinor ? keptMinor : askedMinor, source: saidBy === memberId ? "author" : "agreement" };
}

/** Who says what of a line, and in whose place. */
export interface Saying {
  readonly byId: string;
  /** Whether they animate this sharing: a pilot of its circle, or its facilitator. */
  readonly isFacilitator: boolean;
  /** The author in whose place they speak «avec l’accord de …». */
  readonly withAgreementOf: string | null;
  readonly currency: string;
}

/**
 * Rules 1 and 2 for a new word on a line. A figure or a remainder that is not given stays as it was; a contested one
 * does not. Refuses `kept_of_another`, `nothing_wished` and `kept_above_asked`.
 */
export function decideSaid(wish: Wish, word: { keptMinor?: bigint; remainder?: Remainder | null }, saying: Saying): Said {
  requireVoice(wish.memberId, saying);
  const { askedMinor, said } = wish;
  if (askedMinor === null) throw new Refusal("nothing_wished", { at: "line" });
  const money = (minor: bigint) => ({ amount: formatAmount(minor, saying.currency), currency: saying.currency });
  if (word.keptMinor !== undefined && word.keptMinor > askedMinor) {
    throw new Refusal("kept_above_asked", { at: "kept", asked: money(askedMinor), kept: money(word.keptMinor) });
  }
  const before = said.isContested ? nothingSaid : said;
  return {
    keptMinor: word.keptMinor ?? before.keptMinor,
    saidBy: saying.byId,
    isContested: false,
    remainder: word.remainder === undefined ? before.remainder : word.remainder,
  };
}

/** A line is its author's; a facilitator may speak in their place, and says so. */
function requireVoice(authorId: string, { byId, isFacilitator, withAgreementOf }: Saying): void {
  if (byId === authorId) return;
  if (isFacilitator && withAgreementOf === authorId) return;
  throw new Refusal("kept_of_another", { at: "line", member: authorId });
}

/** Whether somebody else spoke for the author, which they may contest. */
export const isContestable = ({ memberId, said }: Pick<Wish, "memberId" | "said">): boolean =>
  said.saidBy !== null && said.saidBy !== memberId && !said.isContested;

/** An author contests what was entered in their place. Refuses `kept_of_another`, `nothing_to_contest`. */
export function decideContest({ memberId, said }: Pick<Wish, "memberId" | "said">, byId: string): Said {
  if (byId !== memberId) throw new Refusal("kept_of_another", { at: "line", member: memberId });
  if (!isContestable({ memberId, said })) throw new Refusal("nothing_to_contest", { at: "line" });
  return { ...said, isContested: true };
}

/** What a key does with claims it does not pay: carries or drops them; null where it has no claims step. */
export type UnpaidRule = "carry" | "drop" | null;

/** What becomes of a wish, in minor units: paid + offered + carried + withdrawn = asked. */
export interface Outcome {
  readonly paidMinor: bigint;
  readonly offeredMinor: bigint;
  readonly carriedMinor: bigint;
  readonly withdrawnMinor: bigint;
}

/**
 * Rules 3 and 4. `claimPaidMinor` is what claims steps paid of the line. Where the key has no claims step a wish is no
 * claim: what other steps pay does not settle it, and only its author's word on wished − kept counts.
 */
export function outcomeOf(wish: Wish, claimPaidMinor: bigint, rule: UnpaidRule): Outcome {
  const askedMinor = wish.askedMinor ?? 0n;
  const keptMinor = keptOf(wish).keptMinor ?? 0n;
  const cutMinor = askedMinor - keptMinor;
  const unpaidMinor = keptMinor - claimPaidMinor;
  const word = wordOf(wish.said, rule);
  const none = { paidMinor: claimPaidMinor, offeredMinor: 0n, carriedMinor: 0n, withdrawnMinor: 0n };
  if (word === "offered") return { ...none, offeredMinor: cutMinor + unpaidMinor };
  if (word === "withdrawn") return { ...none, withdrawnMinor: cutMinor + unpaidMinor };
  return rule === "carry"
    ? { ...none, carriedMinor: cutMinor + unpaidMinor }
    : { ...none, carriedMinor: cutMinor, withdrawnMinor: unpaidMinor };
}

/** What an author said, or what follows where they said nothing. */
const wordOf = ({ remainder, isContested }: Said, rule: UnpaidRule): Remainder =>
  (isContested ? null : remainder) ?? (rule === "carry" ? "carried" : "withdrawn");

/** The median of fair figures; of an even number, the mean of the two in the middle, half up. Null where there is none. */
export function medianMinor(figures: readonly bigint[]): bigint | null {
  const sorted = [...figures].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : halfUp(ratio(low + high, 2n));
}
