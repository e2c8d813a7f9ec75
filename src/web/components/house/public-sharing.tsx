/** A posted sharing as anybody may read it: how much, to how many, by size; nobody is named. */
import type { z } from "zod";
import type { publicPage } from "../../../features/collectives/public.schema.js";
import { money, shortDay } from "../../format.js";
import { sumOf } from "../../house-figures.js";
import en from "../../i18n/en/public.js";
import fr from "../../i18n/fr/public.js";
import { speak } from "../../speech.js";
import { Amount, Bar } from "../figures.js";

const t = speak({ fr, en });
type PublicSharing = z.output<typeof publicPage>["sharings"][number];

export function SharingCard({ sharing }: { sharing: PublicSharing }) {
  const { title, envelope, currency, amount, postedOn, participants, funds, shares } = sharing;
  const texts = t().sharings;
  const toPeople = sumOf(shares);
  const toFunds = sumOf(funds.map((fund) => fund.amount));
  return (
    <div class="card">
      <h3>{title}</h3>
      <p>{texts.says(money(amount, currency), participants)}</p>
      <p class="muted small">{texts.of(envelope, shortDay(postedOn))}</p>
      <Bar
        parts={[
          { tone: "green", value: toPeople },
          { tone: "wheat", value: toFunds },
        ]}
        whole={amount}
        says={texts.bar(money(toPeople, currency), money(toFunds, currency))}
      />
      <ul class="plain-list legend">
        <li>
          <span class="mark green" aria-hidden="true" />
          <span class="figure amount">{money(toPeople, currency)}</span> <span class="muted">{texts.people}</span>
        </li>
        {funds.length > 0 && (
          <li>
            <span class="mark wheat" aria-hidden="true" />
            <span class="figure amount">{money(toFunds, currency)}</span> <span class="muted">{texts.toFunds}</span>
          </li>
        )}
      </ul>
      <details>
        <summary>{texts.table}</summary>
        <table>
          <caption>{texts.bySize}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.who}</th>
              <th scope="col" class="num">
                {texts.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.map((share, index) => (
              <tr key={index}>
                <th scope="row">{texts.share(index + 1)}</th>
                <td class="num">
                  <Amount value={share} currency={currency} />
                </td>
              </tr>
            ))}
            {funds.map((fund) => (
              <tr key={fund.name}>
                <th scope="row">{texts.fund(fund.name)}</th>
                <td class="num">
                  <Amount value={fund.amount} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{texts.total}</th>
              <td class="num">
                <Amount value={amount} currency={currency} />
              </td>
            </tr>
          </tfoot>
        </table>
      </details>
    </div>
  );
}
