/** What keys can name here: kinds to reimburse, kinds that have a rate, the fund a levy goes to. */
import { useFunds, useKinds } from "../place.js";
import type { KeyMaterial } from "../sharing-keys.js";

export function useKeyMaterial(currency: string): KeyMaterial | undefined {
  const kinds = useKinds();
  const funds = useFunds();
  if (!kinds || !funds) return undefined;
  return {
    currency,
    expenses: kinds.filter(({ isExpense, isArchived }) => isExpense && !isArchived).map(({ id }) => id),
    weighable: kinds.filter(({ unit, isExpense, rate }) => unit !== null && !isExpense && rate !== null).map(({ id }) => id),
    fund: funds.find((fund) => fund.currency === currency && !fund.isArchived)?.id ?? null,
  };
}
