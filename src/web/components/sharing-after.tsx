/** What stands beside the figures: objections, people on the board whom it pays, and what was learnt. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { instant, money, month } from "../format.js";
import { useCollective } from "../place.js";
import { useSending } from "../sending.js";
import { Button } from "./button.js";
import { LongTextField } from "./fields.js";
import { Pill } from "./figures.js";
import { ProblemNote } from "./problem.js";
import { common, type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

export function Objections({ meeting }: { meeting: Meeting }) {
  const { table, name } = meeting;
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  if (table.objections.length === 0) return null;
  return (
    <section class="card" aria-labelledby="objections">
      <h2 id="objections">{t().objections.title(table.objections.length)}</h2>
      <ul class="plain-list ruled">
        {table.objections.map(({ memberId, reason, at }) => (
          <li key={at}>
            <p>{reason}</p>
            <p class="muted small">{t().objections.one(name(memberId), instant(at, timeZone))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function BoardNote({ meeting }: { meeting: Meeting }) {
  const { table, name } = meeting;
  const [first] = table.board;
  if (!first) return null;
  return (
    <section class="card" aria-labelledby="board">
      <h2 id="board">{t().board.title}</h2>
      <ul class="plain-list ruled">
        {table.board.map(({ memberId, total, month: when, isAbove }) => (
          <li key={memberId} class="row between">
            <span>{t().board.says(name(memberId), money(total, table.currency), month(`${when}-01`))}</span>
            {isAbove && <Pill tone="wheat">{t().board.above}</Pill>}
          </li>
        ))}
      </ul>
      {first.threshold !== null && (
        <p class="muted small">{t().board.threshold(money(first.threshold, table.currency), first.source ?? "")}</p>
      )}
    </section>
  );
}

/** What was learnt is written by whoever leads, once the figures stand. */
export function Learnt({ meeting }: { meeting: Meeting }) {
  const { table, api, mayLead } = meeting;
  const typed = useSignal<string | null>(null);
  const send = useSending((learnt: string, key: string) => write("PATCH", api, { learnt }, key));
  if (table.status === "draft" || (table.status === "open" && !table.learnt)) return null;
  if (!mayLead && !table.learnt) return null;
  const value = typed.value ?? table.learnt ?? "";
  const submit = async () => {
    if (!(await send.run(value))) return;
    typed.value = null;
    tell(t().learnt.saved);
  };
  return (
    <section class="card" aria-labelledby="learnt">
      <h2 id="learnt">{t().learnt.title}</h2>
      {table.learnt && <p class="pre-line">{table.learnt}</p>}
      {mayLead && (
        <form
          class="no-print"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <LongTextField
            label={t().learnt.label}
            rows={3}
            value={value}
            onValue={(next) => {
              typed.value = next;
            }}
          />
          <ProblemNote problem={send.problem} onRetry={() => void submit()} />
          <Button isSubmit isBusy={send.isBusy} isOff={value === (table.learnt ?? "")}>
            {common().save}
          </Button>
        </form>
      )}
    </section>
  );
}
