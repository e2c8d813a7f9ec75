/** What each finds fair for every line, in a view of its own: the table stays readable, and nobody is hurried. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { useSending } from "../sending.js";
import { linesByPerson, type SettlementLine } from "../sharing-figures.js";
import { Button } from "./button.js";
import { DecimalField, readDecimal, typedDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

const mayBeFair = ({ standing }: SettlementLine): boolean => standing === "given";

export function FairSection({ meeting }: { meeting: Meeting }) {
  const { table, name, money, api, here } = meeting;
  const typed = useSignal<Readonly<Record<string, string>>>({});
  const lines = linesByPerson(table)
    .present.flatMap((person) => person.lines)
    .filter(mayBeFair);
  const ownOf = (line: SettlementLine) => line.fair.find(({ memberId }) => memberId === here.me)?.amount ?? null;
  const isOpen = table.status === "open";
  const changes = lines.flatMap((line) => {
    const text = typed.value[line.line];
    if (text === undefined) return [];
    const amount = text.trim() === "" ? null : readDecimal(text);
    return amount === ownOf(line) ? [] : [{ line, amount }];
  });
  const faulty = changes.filter(({ amount }) => amount === undefined || amount?.startsWith("-"));
  const send = useSending(async (_: undefined, key: string) => {
    // One word a line; each has its own key, so that a second try says nothing twice.
    for (const { line, amount } of changes)
      await write("PUT", `${api}/lines/${line.line}/fair`, { amount }, `${key}-${line.line.slice(-12)}`);
    return true;
  });
  if (lines.length === 0 || (!isOpen && lines.every(({ fair }) => fair.length === 0))) return null;
  const submit = async () => {
    if (faulty.length > 0 || !(await send.run(undefined))) return;
    typed.value = {};
    tell(t().fair.saved);
  };
  return (
    <details class="card">
      <summary>{t().fair.title}</summary>
      <p class="muted">{t().fair.says}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ul class="plain-list ruled">
          {lines.map((line) => (
            <li key={line.line} class="stack tight">
              {isOpen ? (
                <DecimalField
                  label={t().fair.label(name(line.memberId), line.note)}
                  value={typed.value[line.line] ?? typedDecimal(ownOf(line) ?? "")}
                  hint={medianOf(meeting, line)}
                  fault={faulty.some((each) => each.line === line) ? t().kept.unread : undefined}
                  onValue={(value) => {
                    typed.value = { ...typed.value, [line.line]: value };
                    send.forget();
                  }}
                />
              ) : (
                <div class="row between baseline">
                  <span>
                    <span class="strong">{name(line.memberId)}</span> <span class="muted small">{line.note}</span>
                  </span>
                  <span class="muted small">{medianOf(meeting, line)}</span>
                </div>
              )}
              {line.fair.length > 0 && (
                <p class="muted small">
                  {t().fair.all(line.fair.map(({ memberId, amount }) => t().fair.one(name(memberId), money(amount))).join(", "))}
                </p>
              )}
            </li>
          ))}
        </ul>
        <ProblemNote problem={send.problem} onRetry={() => void submit()} />
        {isOpen && (
          <Button isSubmit isBusy={send.isBusy} isOff={changes.length === 0}>
            {t().fair.save}
          </Button>
        )}
      </form>
    </details>
  );
}

const medianOf = ({ money }: Meeting, { fairMedian }: SettlementLine): string =>
  fairMedian === null ? t().fair.none : t().fair.median(money(fairMedian));
