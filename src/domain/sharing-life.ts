/**
 * The life of a sharing (DESIGN §8): who may move it on, and when.
 *
 *   draft ──▶ open ──propose──▶ proposed ──adopt──▶ adopted ──post──▶ posted ──▶ paid, when nothing is owed any more
 *              ▲                   │                                    │
 *              └──── objection ────┘                                    └──reverse──▶ reversed, while no share is paid
 *   abandoned from each of the first four
 *
 *  1. While it is draft or open everything is computed and nothing kept. Proposing freezes the document, and holds its
 *     contributions; an objection, or an author who contests what was entered for them, opens it again.
 *  2. It cannot be proposed short of expenses («il manque 40,00 € pour les frais»), nor above what is left and expected.
 *  3. Nobody alone adopts a sharing that pays them: somebody it does not pay adopts it; where it pays everybody who
 *     could, whoever did not propose it does.
 *  4. It may be adopted on expected money, and is posted when what was received covers it.
 *  5. A posted sharing is corrected by reversing it, as long as no share is paid or left to a fund.
 *
 *   left 300.00, expected 700.00: 1000.00 may be proposed and adopted; posting finds 300.00 left for 1000.00 asked
 */
import type { Day } from "./calendar.js";
import { formatAmount, parseAmount } from "./money.js";
import { Refusal, type RefusalCode } from "./refusals.js";
import type { SharingResult } from "./sharing/result.js";
import { isReimbursed, type Line } from "./sharing-assembly.js";

export const sharingStatuses = ["draft", "open", "proposed", "adopted", "posted", "paid", "abandoned", "reversed"] as const;
export type SharingStatus = (typeof sharingStatuses)[number];

/** Where a sharing stands today: a draft whose wishes open on a day that has come is open, without anybody doing anything. */
export const statusOn = (
  today: Day,
  { status, opensOn }: { readonly status: SharingStatus; readonly opensOn: Day | null },
): SharingStatus => (status === "draft" && opensOn !== null && opensOn <= today ? "open" : status);

const refusing =
  (code: RefusalCode, ...allowed: readonly SharingStatus[]) =>
  (status: SharingStatus): void => {
    if (!allowed.includes(status)) throw new Refusal(code, { at: "status", status });
  };

/** What may still be changed: settings, figures, points, takes. */
export const requireOpen = refusing("sharing_not_open", "draft", "open");
/** Wishes are settled while it is open; a draft has not begun. */
export const requireMeeting = refusing("sharing_not_open", "open");
export const requireProposed = refusing("sharing_not_proposed", "proposed");
export const requireAdopted = refusing("sharing_not_adopted", "adopted");
export const requirePosted = refusing("sharing_not_posted", "posted", "paid");
export const requireUnposted = refusing("sharing_over", "draft", "open", "proposed", "adopted");

const money = (minor: bigint, currency: string) => ({ amount: formatAmount(minor, currency), currency });

/** Σ shares + Σ funds: what leaves the envelope. */
export const distributedMinor = ({ amount, rest, currency }: SharingResult): bigint =>
  parseAmount(amount, currency) - parseAmount(rest, currency);

/** Rule 2: what is missing for the expenses, which are debts. */
export function missingForExpenses(lines: readonly Pick<Line, "standing" | "amountMinor">[], result: SharingResult): bigint {
  const owed = lines.filter(isReimbursed).reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0n), 0n);
  const paid = result.lines
    .filter(({ basis }) => basis.kind === "reimburse")
    .reduce((sum, { amount }) => sum + parseAmount(amount, result.currency), 0n);
  return owed - paid;
}

/** Refuses `expenses_short`. */
export function requireExpensesCovered(lines: readonly Pick<Line, "standing" | "amountMinor">[], result: SharingResult): void {
  const missing = missingForExpenses(lines, result);
  if (missing > 0n) throw new Refusal("expenses_short", { at: "key", missing: money(missing, result.currency) });
}

/** Rules 2 and 4: what is asked of an envelope may count on what it expects. Refuses `sharing_exceeds_left`. */
export function requireWithinExpected(
  askedMinor: bigint,
  { leftMinor, expectedMinor }: { readonly leftMinor: bigint; readonly expectedMinor: bigint },
  currency: string,
): void {
  if (askedMinor <= leftMinor + expectedMinor) return;
  throw new Refusal("sharing_exceeds_left", {
    at: "amount",
    asked: money(askedMinor, currency),
    left: money(leftMinor, currency),
    expected: money(expectedMinor, currency),
  });
}

/** How a sharing is adopted: by the word of a person of the circle, or by a decision, which is nobody's alone. */
export type Adoption = { readonly by: "pilot"; readonly memberId: string } | { readonly by: "decision"; readonly decisionId: string };

export interface AdoptionFacts {
  readonly status: SharingStatus;
  readonly proposedBy: string | null;
  /** Who gets a share, and who is paid one. */
  readonly paid: ReadonlySet<string>;
  /** Pilots of its circle, treasurers and admins, with their names. */
  readonly adopters: ReadonlyMap<string, string>;
  /** How its circle adopts: by a person’s word, or by a decision alone. */
  readonly adoptsBy: AdoptsBy;
}

export type AdoptsBy = "pilot" | "consent";

/** Rule 3: who alone may adopt a sharing. Nobody, where its circle decides by consent; where it pays everybody who could and only one of them is there. */
export function adoptersOf({ proposedBy, paid, adopters, adoptsBy }: Omit<AdoptionFacts, "status">): string[] {
  if (adoptsBy === "consent") return [];
  const free = [...adopters.keys()].filter((id) => !paid.has(id));
  return free.length > 0 ? free : [...adopters.keys()].filter((id) => id !== proposedBy);
}

/**
 * Rule 3. Refuses `sharing_not_proposed`; `adoption_by_decision` where only a decision may; `role_missing` to who may not adopt; `adoption_of_own_share` with who can,
 * `adoption_by_nobody` where nobody can.
 */
export function requireAdoption(facts: AdoptionFacts, adoption: Adoption): void {
  requireProposed(facts.status);
  if (adoption.by === "decision") return;
  if (facts.adoptsBy === "consent") throw new Refusal("adoption_by_decision", { at: "adoption" });
  const { memberId } = adoption;
  const { adopters } = facts;
  if (!adopters.has(memberId)) throw new Refusal("role_missing", { roles: ["pilot", "treasurer", "admin"] });
  const able = adoptersOf(facts);
  if (able.includes(memberId)) return;
  if (able.length === 0) throw new Refusal("adoption_by_nobody", { at: "adoption" });
  throw new Refusal("adoption_of_own_share", { at: "adoption", who: able.map((id) => adopters.get(id) ?? id), ids: able });
}

/** Rule 5, and what was carried is not in a later sharing. Refuses `share_settled`, `carried_asked_again`. */
export function requireReversible(facts: {
  readonly status: SharingStatus;
  readonly settledMinor: bigint;
  readonly currency: string;
  /** Sharings that already ask again what this one carried. */
  readonly askedAgainIn: readonly string[];
}): void {
  if (facts.settledMinor !== 0n) {
    throw new Refusal("share_settled", { at: "shares", settled: money(facts.settledMinor, facts.currency) });
  }
  requirePosted(facts.status);
  if (facts.askedAgainIn.length > 0) throw new Refusal("carried_asked_again", { at: "carried", sharings: facts.askedAgainIn });
}

/** An envelope between which carried wishes move. */
export interface WishPlace {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly isClosed: boolean;
}

/**
 * A carried wish moves to another envelope, where the next sharings ask it again; it falls on the same day as before.
 * Refuses `contribution_in_sharing` while a sharing holds it, `nothing_changed`, `envelope_closed`, `currency_mismatch`.
 */
export function requireMovable(
  wish: {
    readonly envelopeId: string;
    readonly currency: string;
    readonly heldBy: { readonly id: string; readonly status: string } | null;
  },
  to: WishPlace,
): void {
  if (wish.heldBy !== null)
    throw new Refusal("contribution_in_sharing", { at: "carried", sharing: wish.heldBy.id, state: wish.heldBy.status });
  if (to.id === wish.envelopeId) throw new Refusal("nothing_changed", { at: "envelopeId" });
  if (to.isClosed) throw new Refusal("envelope_closed", { at: "envelopeId", envelope: to.name });
  if (to.currency !== wish.currency)
    throw new Refusal("currency_mismatch", { at: "envelopeId", expected: wish.currency, found: to.currency });
}

/** The day on which a carried wish falls: so many months after it was carried; 31 January + 1 month is the last of February. */
export function fallsOn(carriedOn: Day, months: number): Day {
  const [year = 0, month = 1, dayOfMonth = 1] = carriedOn.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(dayOfMonth, length))).toISOString().slice(0, 10);
}
