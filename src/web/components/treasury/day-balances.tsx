/** Balances at the end of a day, by class: banks show as much as all others together. */
import { useSignal } from "@preact/signals";
import en from "../../i18n/en/years.js";
import fr from "../../i18n/fr/years.js";
import { useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { speak } from "../../speech.js";
import { type Balances, useCurrency, useToday } from "../../treasury-place.js";
import { TextField } from "../fields.js";
import { Section } from "../page.js";
import { Shown } from "../reading.js";
import { commodity } from "./booked.js";
import { Purposes } from "./purposes.js";
import { TableDownloads } from "./table-downloads.js";

const t = speak({ fr, en });
const isSome = (amount: string): boolean => /[1-9]/.test(amount);

export function DayBalances() {
  const here = useHere();
  const today = useToday();
  const currency = useCurrency();
  const typed = useSignal("");
  const day = typed.value || today;
  const reading = useReading<Balances>(`${here.api}/balances?on=${day}`);
  return (
    <Section title={t().balances.title}>
      <TextField
        type="date"
        label={t().balances.on}
        value={day}
        onValue={(value) => {
          typed.value = value;
        }}
      />
      <Shown reading={reading}>
        {({ items, totals }) =>
          items.some(({ balance }) => isSome(balance)) ? (
            <>
              <Purposes totals={totals} currency={currency} />
              {totals
                .filter((total) =>
                  items.some((item) => item.class === total.class && item.commodity === total.commodity && isSome(item.balance)),
                )
                .map((total) => (
                  <ClassTable key={`${total.class} ${total.commodity}`} total={total} items={items} />
                ))}
              <TableDownloads href={`/api/v1${here.api}/exports/balances?until=${day}`} labelOf={t().balances.export} />
            </>
          ) : (
            <p>{t().balances.nothing}</p>
          )
        }
      </Shown>
    </Section>
  );
}

function ClassTable({ total, items }: { total: Balances["totals"][number]; items: Balances["items"] }) {
  const rows = items.filter((item) => item.class === total.class && item.commodity === total.commodity && isSome(item.balance));
  return (
    <table>
      <caption>{t().balances.classes[total.class]}</caption>
      <tbody>
        {rows.map(({ accountId, name, balance }) => (
          <tr key={accountId}>
            <th scope="row">{name}</th>
            <td class="num">{commodity(balance, total.commodity)}</td>
          </tr>
        ))}
      </tbody>
      {rows.length > 1 && (
        <tfoot>
          <tr>
            <th scope="row">{t().balances.total}</th>
            <td class="num">{commodity(total.balance, total.commodity)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
