/** Files that were imported: how far each is, what it added, and taking all of it back. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ImportSummary } from "../../../features/imports/imports.schema.js";
import { write } from "../../api.js";
import { dayAt, longDay, number } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/exports.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/exports.js";
import { useCollective, useHere } from "../../place.js";
import { refreshReadings, useList } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button, ButtonLink } from "../button.js";
import { Dialog } from "../dialog.js";
import { Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { focusTitle } from "./fields.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const pauseMs = 1_500;

export function Imports() {
  const here = useHere();
  const imports = useList<ImportSummary>(`${here.api}/imports`).value;
  const undone = useSignal<ImportSummary | undefined>(undefined);
  const isReading = imports?.some(({ status }) => status === "staging") ?? false;
  // While a file is read, the page follows.
  useEffect(() => {
    if (!isReading) return;
    const timer = setInterval(refreshReadings, pauseMs);
    return () => clearInterval(timer);
  }, [isReading]);
  if (!imports) return null;
  return (
    <Section title={t().imports.title}>
      {imports.length === 0 ? (
        <p>{t().imports.none}</p>
      ) : (
        <ul class="plain-list ruled">
          {imports.map((each) => (
            <Import key={each.id} each={each} onUndo={() => (undone.value = each)} />
          ))}
        </ul>
      )}
      <div>
        <ButtonLink href={`${here.home}/contribute/table`}>{t().imports.act}</ButtonLink>
      </div>
      {undone.value && <UndoDialog each={undone.value} onClose={() => (undone.value = undefined)} />}
    </Section>
  );
}

function Import({ each, onUndo }: { each: ImportSummary; onUndo: () => void }) {
  const here = useHere();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const { status, fileName } = each;
  const isOpen = status === "staging" || status === "interrupted" || status === "previewed";
  const read = t().imports.read(number(`${each.bytesRead}`), number(`${each.fileBytes}`));
  return (
    <li class="stack tight">
      <div class="row between baseline">
        <a class="grow wrap-anywhere" href={`${here.home}/imports/${each.id}`}>
          {fileName}
        </a>
        <Pill tone={status === "applied" ? "green" : isOpen ? "wheat" : undefined}>{t().imports.status[status]}</Pill>
      </div>
      {status === "staging" && <progress value={each.bytesRead} max={each.fileBytes} aria-label={read} />}
      <div class="row between">
        <span class="muted small grow">
          {[
            longDay(dayAt(each.createdAt, timeZone)),
            status === "staging" ? read : t().imports.progress(each.rowsRead),
            status === "applied" ? t().imports.added(each.rowsApplied) : t().imports.errors(each.errorsCounted),
          ].join(" · ")}
        </span>
        {status === "applied" && each.rowsApplied > 0 && (
          <Button rank="link" label={`${t().imports.undo} ${fileName}`} onPress={onUndo}>
            {t().imports.undo}
          </Button>
        )}
      </div>
    </li>
  );
}

function UndoDialog({ each, onClose }: { each: ImportSummary; onClose: () => void }) {
  const here = useHere();
  const undoing = useSending((_: undefined, key: string) =>
    write<object>("POST", `${here.api}/imports/${each.id}/undoing`, undefined, key),
  );
  const undo = async () => {
    if (!(await undoing.run(undefined))) return;
    onClose();
    tell(t().imports.undone);
    focusTitle();
  };
  return (
    <Dialog title={t().imports.undoTitle(each.fileName)} onClose={onClose}>
      <p>{t().imports.undoSays(each.rowsApplied)}</p>
      <ProblemNote problem={undoing.problem} onRetry={() => void undo()} />
      <Button rank="irreversible" isWide isBusy={undoing.isBusy} onPress={() => void undo()}>
        {t().imports.undoConfirm(each.rowsApplied)}
      </Button>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </Dialog>
  );
}
