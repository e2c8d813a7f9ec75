/** The cascade of one share, as a picture and as a table. */
import { Cascade, type CascadeRow } from "../charts/cascade.js";
import { money } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/share.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/share.js";
import { nameIn, useFunds } from "../place.js";
import { type StepTotal, stepTotals } from "../share-cascade.js";
import { type Explanation, isZero, minus, type SharingTable } from "../sharing-figures.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

const toneOf = ({ kind, fund }: StepTotal): CascadeRow["tone"] => (fund !== null ? "fund" : kind === "reimburse" ? "expense" : "work");

export function CascadeCard({ table, why, who }: { table: SharingTable; why: Explanation; who: string }) {
  const fund = nameIn(useFunds());
  const { currency } = why;
  const { result, budget } = table;
  if (!result || isZero(budget.amount)) return null;
  const show = (amount: string) => money(amount, currency);
  const totals = stepTotals(result, why.memberId).filter(({ taken }) => !isZero(taken));
  const titleOf = (row: StepTotal) => (row.fund === null ? (t().kinds[row.kind] ?? row.kind) : fund(row.fund));
  const nothing = { ownBefore: "0", own: "0" };
  const rows: CascadeRow[] = [
    { title: t().picture.whole, says: show(budget.amount), before: "0", taken: budget.amount, ...nothing, tone: "whole" },
    ...totals.map((row) => ({
      title: titleOf(row),
      says: `−\u00a0${show(row.taken)}`,
      before: row.before,
      taken: row.taken,
      ownBefore: row.ownBefore,
      own: isZero(row.own) ? "0" : row.own,
      tone: toneOf(row),
    })),
    ...(isZero(result.rest)
      ? []
      : [
          {
            title: t().picture.rest,
            says: show(result.rest),
            before: minus(budget.amount, result.rest, currency),
            taken: result.rest,
            ...nothing,
            tone: "rest" as const,
          },
        ]),
  ];
  const sentence = t().picture.sentence(
    show(budget.amount),
    totals.map((row) => t().picture.part(titleOf(row), show(row.taken))).join(" ; "),
  );
  return (
    <section class="card" aria-labelledby="cascade">
      <h2 id="cascade" class="visually-hidden">
        {t().picture.title}
      </h2>
      <Cascade title={sentence} whole={budget.amount} currency={currency} rows={rows} />
      <p class="muted small">{t().picture.says(who)}</p>
      <details>
        <summary>{common().table}</summary>
        <table class="stacked">
          <caption>{t().picture.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t().picture.step}</th>
              <th scope="col" class="num">
                {t().picture.total}
              </th>
              <th scope="col" class="num">
                {t().picture.own(who)}
              </th>
            </tr>
          </thead>
          <tbody>
            {totals.map((row) => (
              <tr key={row.step}>
                <th scope="row">{titleOf(row)}</th>
                <td class="num" data-label={t().picture.total}>
                  {show(row.taken)}
                </td>
                <td class="num" data-label={t().picture.own(who)}>
                  {isZero(row.own) ? "" : show(row.own)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t().picture.whole}</th>
              <td class="num" data-label={t().picture.total}>
                {show(budget.amount)}
              </td>
              <td class="num" data-label={t().picture.own(who)}>
                {show(why.amount)}
              </td>
            </tr>
          </tfoot>
        </table>
      </details>
    </section>
  );
}
