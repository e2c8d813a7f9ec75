/** Points to give to the others, where the key asks for them. They are never anonymous, and the page says so first. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { listed } from "../format.js";
import { useSending } from "../sending.js";
import { stepsOf } from "../sharing-keys.js";
import { Button } from "./button.js";
import { Field } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

export function PointsSection({ meeting }: { meeting: Meeting }) {
  const { table, name, here } = meeting;
  if (!table.points.isAsked) return null;
  const takingPart = table.participants.filter(({ isOut }) => !isOut).map(({ memberId }) => memberId);
  const isImpartial = stepsOf(table.key).some(({ kind, method }) => kind === "peer" && method === "impartial");
  const { missing } = table.points;
  return (
    <section class="card" aria-labelledby="points">
      <h2 id="points">{t().points.title}</h2>
      <p>{t().points.says}</p>
      {isImpartial && <p class="muted small">{t().points.impartial}</p>}
      {table.status === "open" &&
        (takingPart.includes(here.me) ? (
          <OwnPoints meeting={meeting} others={takingPart.filter((id) => id !== here.me)} />
        ) : (
          <p class="muted">{t().points.outsider}</p>
        ))}
      <p class={missing.length > 0 ? "strong" : "good strong"}>
        {missing.length > 0 ? t().points.missing(listed(missing.map(name))) : t().points.none}
      </p>
      {table.status === "open" && <PointsForAbsent meeting={meeting} />}
      <PointsTable meeting={meeting} takingPart={takingPart} />
    </section>
  );
}

function OwnPoints({ meeting, others }: { meeting: Meeting; others: readonly string[] }) {
  const { table, name, api, here } = meeting;
  const typed = useSignal<Readonly<Record<string, string>>>({});
  const own = table.points.rows.find(({ from }) => from === here.me)?.points ?? [];
  const pointsFor = (to: string) => typed.value[to] ?? `${own.find((each) => each.to === to)?.points ?? ""}`;
  const isFaulty = (to: string) => !/^\d{0,7}$/.test(pointsFor(to).trim());
  const send = useSending((_: undefined, key: string) =>
    write("PUT", `${api}/points`, { points: others.map((to) => ({ to, points: Number(pointsFor(to).trim() || "0") })) }, key),
  );
  const submit = async () => {
    if (others.some(isFaulty) || !(await send.run(undefined))) return;
    typed.value = {};
    tell(t().points.saved);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="pair">
        {others.map((to) => (
          <Field key={to} label={t().points.label(name(to))} fault={isFaulty(to) ? t().points.whole : undefined}>
            {(wiring) => (
              <input
                {...wiring}
                class="money"
                type="text"
                inputMode="numeric"
                autocomplete="off"
                value={pointsFor(to)}
                onInput={(event) => {
                  typed.value = { ...typed.value, [to]: event.currentTarget.value };
                }}
              />
            )}
          </Field>
        ))}
      </div>
      <ProblemNote problem={send.problem} onRetry={() => void submit()} />
      <Button isSubmit isBusy={send.isBusy} isOff={Object.keys(typed.value).length === 0}>
        {t().points.save}
      </Button>
    </form>
  );
}

/** A pilot gives the row of somebody absent: 1 to each, visibly. */
function PointsForAbsent({ meeting }: { meeting: Meeting }) {
  const { table, name, api, here, isPilot } = meeting;
  const send = useSending((memberId: string, key: string) => write("PUT", `${api}/points/${memberId}`, undefined, key));
  const absent = table.points.missing.filter((id) => id !== here.me);
  if (!isPilot || absent.length === 0) return null;
  return (
    <div class="row no-print">
      {absent.map((memberId) => (
        <Button
          key={memberId}
          isBusy={send.isBusy}
          onPress={async () => {
            if (await send.run(memberId)) tell(t().points.forDone(name(memberId)));
          }}
        >
          {t().points.forAbsent(name(memberId))}
        </Button>
      ))}
      <ProblemNote problem={send.problem} />
    </div>
  );
}

function PointsTable({ meeting, takingPart }: { meeting: Meeting; takingPart: readonly string[] }) {
  const { table, name } = meeting;
  if (table.points.rows.length === 0) return null;
  return (
    <details>
      <summary>{t().points.table}</summary>
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{t().points.from}</th>
            {takingPart.map((to) => (
              <th scope="col" class="num wraps" key={to}>
                {name(to)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.points.rows.map(({ from, givenBy, points }) => (
            <tr key={from}>
              <th scope="row">
                {name(from)} {givenBy && <span class="muted small">{t().points.given(name(givenBy))}</span>}
              </th>
              {takingPart.map((to) => (
                <td class="num" key={to} data-label={name(to)}>
                  {points.find((each) => each.to === to)?.points ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
