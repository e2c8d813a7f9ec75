/** The balance of a bank as its statement says it, as the ledger says it, and what makes the difference. */
import type { BankReconciliation } from "../../bank-place.js";
import { longDay, money } from "../../format.js";
import en from "../../i18n/en/bank.js";
import fr from "../../i18n/fr/bank.js";
import { speak } from "../../speech.js";

const t = speak({ fr, en });
const isNothing = (amount: string | null): boolean => amount === null || !/[1-9]/.test(amount);
const opposite = (amount: string): string => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);

export function ReconciliationCard({ name, told }: { name: string; told: BankReconciliation }) {
  const { currency, closing, closingOn, difference } = told;
  const parts = [
    { said: t().balance.open(told.linesOpen), amount: told.open },
    { said: t().balance.aside(told.linesAside), amount: told.aside },
    { said: t().balance.unmatched(told.entriesUnmatched), amount: opposite(told.unmatched) },
    { said: t().balance.rest, amount: told.rest },
  ].filter((part): part is { said: string; amount: string } => !isNothing(part.amount));
  const rows = [
    ...(closing === null || closingOn === null ? [] : [{ said: t().balance.statement(longDay(closingOn)), amount: closing }]),
    { said: closing === null ? t().balance.ledgerToday : t().balance.ledger, amount: told.ledger },
    ...(difference === null || isNothing(difference) ? [] : [{ said: t().balance.difference, amount: difference }]),
  ];
  return (
    <section class="card">
      <h3>{name}</h3>
      <ul class="plain-list ruled">
        {rows.map(({ said, amount }) => (
          <li key={said} class="row between baseline">
            <span class="grow">{said}</span>
            <span class="figure amount">{money(amount, currency)}</span>
          </li>
        ))}
        {difference !== null &&
          !isNothing(difference) &&
          parts.map(({ said, amount }) => (
            <li key={said} class="row between baseline muted small">
              <span class="grow">{said}</span>
              <span class="figure">{money(amount, currency)}</span>
            </li>
          ))}
      </ul>
      {difference !== null && isNothing(difference) && <p class="muted">{t().balance.same}</p>}
      {closing === null && <p class="muted small">{t().balance.none}</p>}
    </section>
  );
}
