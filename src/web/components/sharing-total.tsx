/** The running total against the envelope, as a bar with its sentence; and what is committed before any wish. */
import { isByWishes, isZero, minus, totalOf } from "../sharing-figures.js";
import { Bar, type Tone } from "./figures.js";
import { type Meeting, t } from "./sharing-meeting.js";

export function TotalBar({ meeting }: { meeting: Meeting }) {
  const { table, money } = meeting;
  const { budget, currency, result } = table;
  const isOver = !isZero(budget.over) && result === null;
  const asks = totalOf([budget.kept, budget.expenses], currency);
  if (isOver) {
    const says = t().total.over(money(budget.over), money(asks), money(budget.amount));
    return (
      <Total
        meeting={meeting}
        says={says}
        tone="danger"
        whole={asks}
        parts={[
          { tone: "green", value: budget.amount },
          { tone: "brick", value: budget.over },
        ]}
      />
    );
  }
  if (result === null) {
    const left = minus(budget.amount, asks, currency);
    const says = isZero(left) ? t().total.exact(money(budget.amount)) : t().total.fits(money(asks), money(budget.amount), money(left));
    return <Total meeting={meeting} says={says} tone="good" whole={budget.amount} parts={[{ tone: "green", value: asks }]} />;
  }
  const given = minus(budget.amount, result.rest, currency);
  const says = isZero(result.rest)
    ? isByWishes(table)
      ? t().total.exact(money(budget.amount))
      : t().total.all(money(given))
    : t().total.given(money(given), money(budget.amount), money(result.rest));
  return <Total meeting={meeting} says={says} tone="good" whole={budget.amount} parts={[{ tone: "green", value: given }]} />;
}

function Total({
  meeting,
  says,
  tone,
  whole,
  parts,
}: {
  meeting: Meeting;
  says: string;
  tone: "good" | "danger";
  whole: string;
  parts: readonly { tone: Tone; value: string }[];
}) {
  const { asksFor, budget, result, currency } = meeting.table;
  const { money } = meeting;
  const becomes = [budget.offered, budget.carried, budget.withdrawn].map((amount) => amount ?? "0");
  const cut = minus(budget.asked, budget.kept, currency);
  return (
    <div class="stack tight" id="total">
      <Bar parts={parts} whole={whole} says={says} />
      <p role="status">
        <strong class={tone}>{says}</strong> {!isZero(budget.expenses) && t().total.expenses(money(budget.expenses))}
      </p>
      {result !== null && asksFor.wishes && !isZero(totalOf(becomes, currency)) && (
        <p class="muted small">{t().total.becomes(money(becomes[0] ?? "0"), money(becomes[1] ?? "0"), money(becomes[2] ?? "0"))}</p>
      )}
      {result === null && tone === "good" && !isZero(cut) && <p class="muted small">{t().total.rest(money(cut))}</p>}
      {!isZero(budget.expected) && meeting.table.postedAt === null && (
        <p class="muted small">{t().total.expected(money(budget.expected))}</p>
      )}
    </div>
  );
}

/** «Déjà engagé»: bills and receipts are debts, and stand above the table. */
export function Committed({ meeting }: { meeting: Meeting }) {
  const { table, money, name } = meeting;
  const { bills, receipts, total } = table.committed;
  if (isZero(total)) return null;
  return (
    <details class="card">
      <summary>{t().committed.title(money(total))}</summary>
      <p class="muted">{t().committed.says}</p>
      <ul class="plain-list ruled">
        {bills.map((bill) => (
          <li key={bill.id} class="row between">
            <span>{t().committed.bill(bill.thirdParty, bill.label)}</span>
            <span class="figure amount">{money(bill.unpaid)}</span>
          </li>
        ))}
        {receipts.map((receipt) => (
          <li key={receipt.line} class="row between">
            <span>{t().committed.receipt(name(receipt.memberId))}</span>
            <span class="figure amount">{money(receipt.amount)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
