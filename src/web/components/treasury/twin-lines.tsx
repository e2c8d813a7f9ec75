/** Lines that are probably here already, from a statement in another layout: nothing to do, unless one is another movement. */
import { write } from "../../api.js";
import { type BankLine, useTwinLines } from "../../bank-place.js";
import { shortDay } from "../../format.js";
import en from "../../i18n/en/bank.js";
import fr from "../../i18n/fr/bank.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Amount } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { focusTitle } from "./fields.js";

const t = speak({ fr, en });

export function TwinLines() {
  const lines = useTwinLines();
  if (lines.length === 0) return null;
  return (
    <Section title={t().twins.title(lines.length)}>
      <p class="muted">{t().twins.lead}</p>
      <ul class="plain-list ruled">
        {lines.map((line) => (
          <Twin key={line.id} line={line} />
        ))}
      </ul>
    </Section>
  );
}

function Twin({ line }: { line: BankLine }) {
  const here = useHere();
  const sending = useSending((_: undefined, key: string) =>
    write<object>("POST", `${here.api}/bank-lines/${line.id}/reopening`, undefined, key),
  );
  const reopen = async () => {
    if (!(await sending.run(undefined))) return;
    tell(t().twins.done);
    focusTitle();
  };
  return (
    <li class="stack tight">
      <div class="row between baseline">
        <span class="grow wrap-anywhere">{line.label}</span>
        <Amount value={line.amount} currency={line.currency} />
      </div>
      <span class="muted small wrap-anywhere">
        {shortDay(line.datedOn)}
        {line.twin && ` · ${t().twins.like(line.twin.label, line.twin.fileName)}`}
      </span>
      <div>
        <Button rank="link" label={`${t().twins.act} ${line.label}`} isBusy={sending.isBusy} onPress={() => void reopen()}>
          {t().twins.act}
        </Button>
      </div>
      <ProblemNote problem={sending.problem} onRetry={() => void reopen()} />
    </li>
  );
}
