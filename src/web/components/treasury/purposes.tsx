/** What there is is what it is for: the money of the banks as envelopes, funds, rounds and debts, in a bar and a table. */
import { money } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/years.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/years.js";
import { speak } from "../../speech.js";
import { sumsOf } from "../../treasury-figures.js";
import type { Balances } from "../../treasury-place.js";
import { Bar, type Tone } from "../figures.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type Totals = Balances["totals"];

/** The sum of these classes in one currency. */
export function totalOf(totals: Totals, currency: string, ...classes: readonly Totals[number]["class"][]): string {
  const meant = totals.filter((each) => each.commodity === currency && classes.includes(each.class));
  return sumsOf([{ currency, amount: "0" }, ...meant.map(({ balance }) => ({ currency, amount: balance }))])[0]?.amount ?? "0";
}

export function Purposes({ totals, currency }: { totals: Totals; currency: string }) {
  const banked = totalOf(totals, currency, "bank");
  const parts: readonly { key: "envelope" | "owed" | "fund" | "round"; tone: Tone; value: string }[] = [
    { key: "envelope", tone: "green", value: totalOf(totals, currency, "envelope") },
    { key: "owed", tone: "wheat", value: totalOf(totals, currency, "member", "third-party") },
    { key: "fund", tone: "quiet", value: totalOf(totals, currency, "fund") },
    { key: "round", tone: "brick", value: totalOf(totals, currency, "round") },
  ];
  const shown = parts.filter(({ value }) => /[1-9]/.test(value));
  if (banked.startsWith("-") || shown.length === 0) return null;
  const sentence = t().purposes.sentence(
    money(banked, currency),
    shown.map(({ key, value }) => t().purposes[key](money(value, currency))),
  );
  return (
    <div class="card">
      <p class="strong">{t().purposes.title}</p>
      <Bar whole={banked} parts={shown.filter(({ key }) => key !== "round")} says={sentence} />
      <p class="muted">{sentence}</p>
      <details>
        <summary>{common().table}</summary>
        <table>
          <tbody>
            {shown.map(({ key, value }) => (
              <tr key={key}>
                <th scope="row">{t().purposes.names[key]}</th>
                <td class="num">{money(value, currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t().purposes.names.bank}</th>
              <td class="num">{money(banked, currency)}</td>
            </tr>
          </tfoot>
        </table>
      </details>
    </div>
  );
}
