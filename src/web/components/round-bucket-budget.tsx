/** The budget of a bucket as a table: each item, and what they come to. */
import en from "../i18n/en/bucket.js";
import fr from "../i18n/fr/bucket.js";
import { type Bucket, type Round, sumIn } from "../round-figures.js";
import { speak } from "../speech.js";
import { Section } from "./page.js";

const t = speak({ fr, en });

export function BucketBudget({ bucket, round }: { bucket: Bucket; round: Round }) {
  const { budget } = t();
  const sum = sumIn(round.commodity);
  const hasMax = bucket.items.some(({ max }) => max !== null);
  return (
    <Section title={budget.title}>
      <table class="stacked">
        <caption class="visually-hidden">{budget.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{budget.item}</th>
            <th scope="col" class="num">
              {budget.min}
            </th>
            {hasMax && (
              <th scope="col" class="num">
                {budget.max}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {bucket.items.map(({ label, min, max, isIncome }, index) => (
            <tr key={`${index} ${label}`}>
              <th scope="row">
                {label} {isIncome && <span class="muted small">({budget.income})</span>}
              </th>
              <td class="num" data-label={budget.min}>
                {isIncome ? `+ ${sum(min)}` : sum(min)}
              </td>
              {hasMax && (
                <td class="num" data-label={budget.max}>
                  {max === null ? "" : sum(max)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {bucket.items.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{budget.total}</th>
              <td class="num" data-label={budget.min}>
                {sum(bucket.minGoal)}
              </td>
              {hasMax && (
                <td class="num" data-label={budget.max}>
                  {sum(bucket.maxGoal)}
                </td>
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </Section>
  );
}
