/** Lines that are matched or set aside: with which entry, why, and taking it back. They are read when somebody opens them. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { type BankLine, useSettledLines } from "../../bank-place.js";
import { shortDay } from "../../format.js";
import en from "../../i18n/en/bank.js";
import fr from "../../i18n/fr/bank.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Amount } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { focusTitle } from "./fields.js";

const t = speak({ fr, en });

export function SettledLines() {
  const isOpen = useSignal(false);
  return (
    <details
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{t().settled}</summary>
      {isOpen.value && <List />}
    </details>
  );
}

function List() {
  const lines = useSettledLines();
  return (
    <ul class="plain-list ruled">
      {lines.map((line) => (
        <Settled key={line.id} line={line} />
      ))}
    </ul>
  );
}

/** With which entries, each a way to its own page. */
function Matched({ line: { entries } }: { line: BankLine }) {
  const here = useHere();
  return (
    <>
      {t().line.matched(entries.length)}{" "}
      {entries.map(({ id, number }, index) => (
        <>
          {index > 0 && ", "}
          <a key={id} href={`${here.home}/treasury/entries?entry=${id}`}>
            {t().line.number(number)}
          </a>
        </>
      ))}
    </>
  );
}

function Settled({ line }: { line: BankLine }) {
  const here = useHere();
  const sending = useSending((_: undefined, key: string) =>
    write<object>("POST", `${here.api}/bank-lines/${line.id}/reopening`, undefined, key),
  );
  const reopen = async () => {
    if (!(await sending.run(undefined))) return;
    tell(t().line.resumed);
    focusTitle();
  };
  const act = line.status === "matched" ? t().line.detach : t().line.resume;
  return (
    <li class="stack tight">
      <div class="row between baseline">
        <span class="grow wrap-anywhere">{line.counterparty ?? line.label}</span>
        <Amount value={line.amount} currency={line.currency} />
      </div>
      <div class="row between">
        <span class="muted small grow">
          {shortDay(line.datedOn)} · {line.status === "matched" ? <Matched line={line} /> : line.reason}
        </span>
        <Button rank="link" label={`${act} ${line.label}`} isBusy={sending.isBusy} onPress={() => void reopen()}>
          {act}
        </Button>
      </div>
      <ProblemNote problem={sending.problem} onRetry={() => void reopen()} />
    </li>
  );
}
