/** What to look at before a fiscal year closes, what is in the way first: on its page, and where it is closed. */
import type { z } from "zod";
import { closingSentence } from "../../../domain/closing-words.js";
import type { closingChecks } from "../../../features/reports/reports.schema.js";
import { money } from "../../format.js";
import en from "../../i18n/en/closing.js";
import fr from "../../i18n/fr/closing.js";
import { useHere } from "../../place.js";
import { language, speak } from "../../speech.js";
import { Pill } from "../figures.js";

const t = speak({ fr, en });

export type Checks = z.output<typeof closingChecks>["items"];

/** Where a matter is seen to. */
const places: Partial<Record<Checks[number]["what"], string>> = {
  year_before_open: "/treasury/years",
  year_round_secret: "/rounds",
  sharings_waiting: "/sharings",
  bills_unpaid: "/treasury/bills",
  shares_unpaid: "/treasury/payments",
  bank_lines_open: "/treasury/bank",
  banks_below: "/treasury",
  reports_due: "/envelopes",
  rates_missing: "/treasury/volunteering",
  siren_missing: "/settings",
};

export function ClosingChecks({ items, currency }: { items: Checks; currency: string }) {
  const here = useHere();
  if (items.length === 0) return <p>{t().ready}</p>;
  return (
    <ul class="plain-list ruled">
      {items.map(({ what, count, amount, isInTheWay }) => {
        const says = closingSentence(what, count, amount === null ? "" : money(amount, currency), language.value);
        const place = places[what];
        return (
          <li key={what} class="row between baseline">
            <span class="grow">{place ? <a href={`${here.home}${place}`}>{says}</a> : says}</span>
            {isInTheWay && <Pill tone="brick">{t().inTheWay}</Pill>}
          </li>
        );
      })}
    </ul>
  );
}
