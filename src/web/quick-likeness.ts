/**
 * Likeness: whether what is about to be saved was logged already.
 *
 * The rule is the service’s own (`isAlike` of the domain): same giver, kind, day and figures; where there is no figure, the
 * same words. What it is compared with is the giver’s day, read from the list of contributions. It is said, and stops nobody.
 */
import { fieldsOf, isAlike } from "../domain/contribution-draft.js";
import { parseAmount } from "../domain/money.js";
import type { ContributionAnswer } from "../features/contributions/contributions.schema.js";
import { type DraftPlace, factsOf } from "./draft-fields.js";
import type { Understanding } from "./quick-draft.js";

/** The list that may hold the same; null while it is not yet clear what would be saved. */
export function likenessQuery(understanding: Understanding | undefined): string | null {
  if (!understanding?.isReady) return null;
  const { memberId, kindId, dayOn } = understanding.draft;
  return `member=${memberId}&kind=${kindId}&from=${dayOn}&until=${dayOn}&status=counted&limit=200`;
}

/** The contribution that says the same, the first one logged. */
export function likenessOf(
  { draft }: Understanding,
  place: DraftPlace,
  known: readonly ContributionAnswer[],
): ContributionAnswer | undefined {
  const fields = fieldsOf(draft, factsOf(place));
  return known.findLast((one) =>
    isAlike(fields, { ...one, amountMinor: one.amount === null ? null : parseAmount(one.amount, place.currency) }),
  );
}
