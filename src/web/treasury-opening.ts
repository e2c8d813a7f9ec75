/**
 * Opening balances as they are typed: what the banks show must be what the envelopes and funds show together. The rule is
 * domain/postings’ own; this says how far both sides are apart while one types.
 *
 *   bank 1,240.00; envelope 1,000.00 and fund 200.00 → 40.00 apart, and the rule refuses
 */
import { requireBalanced } from "../domain/ledger.js";
import { formatAmount, parseAmount } from "../domain/money.js";
import { opening } from "../domain/postings.js";
import type { Refusal } from "../domain/refusals.js";
import { attempt, type Owner, PageBooks } from "./treasury-figures.js";

export interface OpeningPart {
  readonly class: "bank" | "envelope" | "fund";
  readonly owner: Owner;
  readonly currency: string;
  /** Undefined while it cannot be read; "0" where nothing was typed. */
  readonly amount: string | undefined;
}

export interface OpeningPlan {
  /** Both sides in one currency, and how far they are apart. */
  readonly banked: string;
  readonly meant: string;
  readonly apart: string;
  readonly isReady: boolean;
  readonly refusal?: Refusal;
}

export function planOpening(parts: readonly OpeningPart[], currency: string): OpeningPlan {
  const known = parts.filter((part) => part.currency === currency && part.amount !== undefined);
  const minor = ({ amount = "0" }: OpeningPart) => attempt(() => parseAmount(amount, currency)).value ?? 0n;
  const sum = (some: readonly OpeningPart[]) => some.reduce((total, part) => total + minor(part), 0n);
  const banked = sum(known.filter((part) => part.class === "bank"));
  const meant = sum(known.filter((part) => part.class !== "bank"));
  const apart = banked < meant ? meant - banked : banked - meant;
  const { refusal } = attempt(() => {
    const books = new PageBooks([]);
    const balances = parts.map((part) => ({
      account: books.account(part.class, part.owner, part.currency),
      shownMinor: parseAmount(part.amount ?? "0", part.currency),
    }));
    requireBalanced(opening(balances).lines);
  });
  return {
    banked: formatAmount(banked, currency),
    meant: formatAmount(meant, currency),
    apart: formatAmount(apart, currency),
    isReady: refusal === undefined && parts.every(({ amount }) => amount !== undefined),
    ...(refusal ? { refusal } : {}),
  };
}
