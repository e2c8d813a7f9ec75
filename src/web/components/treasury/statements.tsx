/** Statements that were added, and taking one back. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { type BankStatement, useStatements } from "../../bank-place.js";
import { dayAt, longDay } from "../../format.js";
import en from "../../i18n/en/bank.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/bank.js";
import common_fr from "../../i18n/fr/common.js";
import { useCollective, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { focusTitle } from "./fields.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function Statements() {
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const statements = useStatements();
  const undone = useSignal<BankStatement | undefined>(undefined);
  if (!statements) return null;
  return (
    <Section title={t().statements.title}>
      {statements.length === 0 && <p>{t().statements.none}</p>}
      <ul class="plain-list ruled">
        {statements.map((each) => (
          <li key={each.id} class="stack tight">
            <div class="row between baseline">
              <span class="grow wrap-anywhere">{each.fileName}</span>
              {each.undoneAt !== null && <Pill>{t().statements.isUndone}</Pill>}
            </div>
            <div class="row between">
              <span class="muted small grow">
                {[longDay(dayAt(each.addedAt, timeZone)), each.sourceTitle, t().statements.lines(each.linesRead, each.linesOpen)].join(
                  " · ",
                )}
              </span>
              {each.undoneAt === null && (
                <Button rank="link" label={`${t().statements.undo} ${each.fileName}`} onPress={() => (undone.value = each)}>
                  {t().statements.undo}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {undone.value && <UndoDialog each={undone.value} onClose={() => (undone.value = undefined)} />}
    </Section>
  );
}

function UndoDialog({ each, onClose }: { each: BankStatement; onClose: () => void }) {
  const here = useHere();
  const undoing = useSending((_: undefined, key: string) =>
    write<object>("POST", `${here.api}/bank-statements/${each.id}/undoing`, undefined, key),
  );
  const undo = async () => {
    if (!(await undoing.run(undefined))) return;
    onClose();
    tell(t().statements.undone);
    focusTitle();
  };
  return (
    <Dialog title={t().statements.undoTitle(each.fileName)} onClose={onClose}>
      <p>{t().statements.undoSays}</p>
      <ProblemNote problem={undoing.problem} onRetry={() => void undo()} />
      <Button rank="irreversible" isWide isBusy={undoing.isBusy} onPress={() => void undo()}>
        {t().statements.undo}
      </Button>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </Dialog>
  );
}
