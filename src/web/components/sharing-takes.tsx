/** Rémunération libre: each sets what they take, in sight of everybody. */

import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { currencyMark } from "../format.js";
import { useSending } from "../sending.js";
import { Button } from "./button.js";
import { CheckField, DecimalField, faultAt, readDecimal, typedDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

export function TakesSection({ meeting }: { meeting: Meeting }) {
  const { table, here } = meeting;
  if (!table.asksFor.takes) return null;
  const takesPart = table.participants.some(({ memberId, isOut }) => memberId === here.me && !isOut);
  return (
    <section class="card" aria-labelledby="takes">
      <h2 id="takes">{t().takes.title}</h2>
      <p>{t().takes.says}</p>
      {table.status === "open" && takesPart && <OwnTake meeting={meeting} />}
      <TakesTable meeting={meeting} />
    </section>
  );
}

function OwnTake({ meeting }: { meeting: Meeting }) {
  const { table, api, here } = meeting;
  const own = table.takes.find(({ memberId }) => memberId === here.me)?.take ?? null;
  const typed = useSignal<string | null>(null);
  const isAuto = useSignal<boolean | null>(null);
  const auto = isAuto.value ?? own === "auto";
  const value = typed.value ?? (own === null || own === "auto" ? "" : typedDecimal(own));
  const read = readDecimal(value);
  const isFaulty = !auto && typed.value !== null && (read === undefined || read.startsWith("-"));
  const send = useSending((take: string | null, key: string) => write("PUT", `${api}/takes`, { take }, key));
  const take = async (what: string | null) => {
    if (!(await send.run(what))) return;
    typed.value = null;
    isAuto.value = null;
    tell(t().takes.saved);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (auto) void take("auto");
        else if (read !== undefined && !isFaulty) void take(read);
        else typed.value = value;
      }}
    >
      {!auto && (
        <DecimalField
          label={t().takes.label}
          unit={currencyMark(table.currency)}
          value={value}
          fault={isFaulty ? t().kept.unread : faultAt(send.problem, "take")}
          onValue={(next) => {
            typed.value = next;
          }}
        />
      )}
      <CheckField
        label={t().takes.auto}
        isChecked={auto}
        onChecked={(isChecked) => {
          isAuto.value = isChecked;
        }}
      />
      <ProblemNote problem={send.problem} />
      <div class="row">
        <Button isSubmit isBusy={send.isBusy}>
          {t().takes.save}
        </Button>
        {own !== null && (
          <Button rank="link" isBusy={send.isBusy} onPress={() => void take(null)}>
            {t().takes.none}
          </Button>
        )}
      </div>
    </form>
  );
}

function TakesTable({ meeting }: { meeting: Meeting }) {
  const { table, name, money } = meeting;
  if (table.takes.length === 0) return <p class="muted">{t().takes.empty}</p>;
  return (
    <table class="stacked">
      <caption>{t().takes.table}</caption>
      <thead>
        <tr>
          <th scope="col">{t().takes.who}</th>
          <th scope="col" class="num">
            {t().takes.take}
          </th>
          <th scope="col" class="num">
            {t().takes.last}
          </th>
        </tr>
      </thead>
      <tbody>
        {table.takes.map(({ memberId, take, last }) => (
          <tr key={memberId}>
            <th scope="row">{name(memberId)}</th>
            <td class="num" data-label={t().takes.take}>
              {take === "auto" ? t().takes.isAuto : money(take)}
            </td>
            <td class="num muted" data-label={t().takes.last}>
              {money(last)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
