/** What an import says: how far it is, what is wrong in it, what is there twice; and what can be done with it. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso/router";
import type { ImportAnswer } from "../../features/imports/imports.schema.js";
import { write } from "../api.js";
import { instant, number, percent } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/imports.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/imports.js";
import { useCollective, useHere, useKinds } from "../place.js";
import { useSending } from "../sending.js";
import { speak, unbroken } from "../speech.js";
import { Button, ButtonLink } from "./button.js";
import { Dialog } from "./dialog.js";
import { CheckField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export const counted = (count: number): string => number(String(count));

/** Rows that would be added. */
const toAdd = ({ rowsValid, rowsKnown }: ImportAnswer): number => rowsValid - rowsKnown;

/** Hundredths of the file, as a whole percent. */
const readPart = ({ bytesRead, fileBytes }: ImportAnswer): string =>
  String((BigInt(bytesRead) * 100n) / (fileBytes > 0 ? BigInt(fileBytes) : 1n));

/** The answer of the page, in a sentence with its figure. */
export function importTitle(answer: ImportAnswer): string {
  const { status, profile, rowsValid, rowsApplied, errorsCounted } = answer;
  if (status === "staging") return t().reading.title(percent(readPart(answer)));
  if (status === "interrupted") return t().interrupted.title;
  if (status === "dropped") return t().dropped.title;
  if (status === "applied") return t().applied.title(profile, rowsApplied, counted(rowsApplied));
  if (status === "undone") return t().undone.title(profile, rowsApplied, counted(rowsApplied));
  if (errorsCounted > 0) {
    return t().faulty.title(rowsValid, errorsCounted, { ready: counted(rowsValid), errors: counted(errorsCounted) });
  }
  return toAdd(answer) === 0 ? t().ready.nothing : t().ready.title(profile, toAdd(answer), counted(toAdd(answer)));
}

export function ImportLead({ answer, isMendable }: { answer: ImportAnswer; isMendable: boolean }) {
  const { status, fileName, errorsCounted, rowsRead, appliedAt, isRepeat } = answer;
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  if (status === "staging") return <>{t().reading.lead(counted(rowsRead))}</>;
  if (status === "interrupted") return <>{t().interrupted.lead}</>;
  if (status === "dropped") return <>{t().dropped.lead}</>;
  if (status === "undone") return <>{t().undone.lead}</>;
  if (status === "applied") return <>{isRepeat ? t().applied.repeat : t().applied.lead(fileName, instant(appliedAt ?? "", timeZone))}</>;
  if (errorsCounted > 0) return <>{isMendable ? t().faulty.lead : t().faulty.leadFile}</>;
  return <>{toAdd(answer) === 0 ? t().ready.nothingLead : t().ready.lead(fileName)}</>;
}

interface ReportProps {
  answer: ImportAnswer;
  /** What the service says after something was done. */
  onAnswer: (answer: ImportAnswer) => void;
  /** Says the columns otherwise, where they were said by hand. */
  onColumns?: () => void;
  /** In place of the list of errors: the cells to mend. */
  children?: ComponentChildren;
}

export function ImportReport({ answer, onAnswer, onColumns, children }: ReportProps) {
  const { status, errorsCounted } = answer;
  return (
    <>
      {status === "staging" && (
        <progress max={100} value={Number(readPart(answer))} aria-label={t().reading.label}>
          {percent(readPart(answer))}
        </progress>
      )}
      {(status === "previewed" || status === "applied") &&
        answer.warnings.map(({ code, message }) => (
          <p key={code} class="notice">
            {unbroken(message)}
          </p>
        ))}
      {status === "previewed" && answer.rowsKnown > 0 && toAdd(answer) > 0 && (
        <p>{t().ready.known(answer.rowsKnown, counted(answer.rowsKnown))}</p>
      )}
      {status === "previewed" && <HowRead answer={answer} onColumns={onColumns} />}
      {status === "previewed" && errorsCounted > 0 && (children ?? <ErrorTable answer={answer} />)}
      <ImportActions answer={answer} onAnswer={onAnswer} />
    </>
  );
}

const namesShown = 12;

/** By which columns the table is read, what its rows count as, and which names found no place here. */
function HowRead({ answer: { reading, kindId, unknownNames }, onColumns }: Pick<ReportProps, "answer" | "onColumns">) {
  const kind = useKinds()?.find(({ id }) => id === kindId)?.name;
  const columns = Object.entries(reading?.columns ?? {});
  const byHand = reading === null || reading.mapping === "profile" ? undefined : t().how[reading.mapping];
  if (columns.length === 0 && unknownNames.length === 0) return null;
  const names = unknownNames.slice(0, namesShown).map(({ name }) => name);
  return (
    <>
      {byHand && <p>{byHand}</p>}
      {kind && <p>{t().how.kind(kind)}</p>}
      {names.length > 0 && <p>{t().how.kept(names, counted(unknownNames.length - names.length), unknownNames.length - names.length)}</p>}
      {columns.length > 0 && (
        <details>
          <summary>{t().how.title}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{t().how.here}</th>
                <th scope="col">{t().how.there}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map(([column, header]) => (
                <tr key={column}>
                  <th scope="row">{t().headings[column] ?? column}</th>
                  <td>{header}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {reading && reading.ignored.length > 0 && <p class="muted">{t().how.ignored(reading.ignored)}</p>}
          {byHand && onColumns && <Button onPress={onColumns}>{t().how.otherwise}</Button>}
        </details>
      )}
    </>
  );
}

/** Errors by line and column. */
function ErrorTable({ answer: { errors, errorsCounted } }: { answer: ImportAnswer }) {
  return (
    <table class="stacked">
      <caption>{errors.length < errorsCounted ? t().errorsShown(counted(errors.length), counted(errorsCounted)) : t().errors}</caption>
      <thead>
        <tr>
          <th scope="col">{t().line("")}</th>
          <th scope="col">{t().column}</th>
          <th scope="col">{t().problem}</th>
        </tr>
      </thead>
      <tbody>
        {errors.map(({ line, column, message, lines }) => (
          <tr key={`${line} ${column} ${message}`}>
            <th scope="row">{t().line(counted(line))}</th>
            <td data-label={t().column}>{column === null ? "" : (t().headings[column] ?? column)}</td>
            <td>
              {message} {lines > 1 && <span class="muted">{t().onLines(lines, counted(lines))}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Alike({ answer }: { answer: ImportAnswer }) {
  const here = useHere();
  return (
    <div class="card waits">
      <h2>{t().alike.title}</h2>
      <p>{t().alike.lead(answer.rowsAlike, counted(answer.rowsAlike))}</p>
      <ul>
        {answer.duplicates.slice(0, 50).map(({ line, contributionId, likeLine }) => (
          <li key={line}>
            {t().line(counted(line))} :{" "}
            {contributionId === null ? (
              t().alike.ofLine(counted(likeLine ?? 0))
            ) : (
              <a href={`${here.home}/contributions/${contributionId}`}>{t().alike.ofContribution}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ImportActions({ answer, onAnswer }: Pick<ReportProps, "answer" | "onAnswer">) {
  const here = useHere();
  const { route } = useLocation();
  const withoutDuplicates = useSignal(false);
  const isUndoing = useSignal(false);
  const { id, status, profile, rowsApplied, rowsAlike, errorsCounted } = answer;
  const path = `${here.api}/imports/${id}`;
  const apply = useSending((body: { withoutDuplicates: boolean }, key) => write<ImportAnswer>("POST", `${path}/application`, body, key));
  const undo = useSending((_: undefined, key) => write<ImportAnswer>("POST", `${path}/undoing`, {}, key));
  const drop = useSending((_: undefined, key) => write<ImportAnswer>("DELETE", path, undefined, key));
  const undoWhole = async () => {
    isUndoing.value = false;
    const done = await undo.run(undefined);
    if (!done) return;
    onAnswer(done);
    tell(t().doneUndo);
  };
  const applyWhole = async () => {
    const done = await apply.run({ withoutDuplicates: withoutDuplicates.value });
    if (!done) return;
    onAnswer(done);
    tell(t().doneApply(profile, done.rowsApplied, counted(done.rowsApplied)));
  };
  const dropIt = async () => {
    const done = await drop.run(undefined);
    if (done) onAnswer(done);
  };
  const adding = toAdd(answer) - (withoutDuplicates.value ? rowsAlike : 0);
  const isReady = status === "previewed" && errorsCounted === 0 && toAdd(answer) > 0;
  return (
    <>
      {isReady && rowsAlike > 0 && (
        <>
          <Alike answer={answer} />
          <CheckField
            label={t().alike.without}
            hint={t().alike.withoutHint}
            isChecked={withoutDuplicates.value}
            onChecked={(isChecked) => {
              withoutDuplicates.value = isChecked;
            }}
          />
        </>
      )}
      <ProblemNote
        problem={apply.problem ?? undo.problem ?? drop.problem}
        onRetry={() => void (apply.problem ? applyWhole() : undo.problem ? undoWhole() : dropIt())}
      />
      {isReady && adding > 0 && (
        <Button rank="first" isWide isBusy={apply.isBusy} onPress={() => void applyWhole()}>
          {t().apply(profile, adding, counted(adding))}
        </Button>
      )}
      {status === "applied" && (
        <ButtonLink rank="first" isWide href={profile === "members" ? `${here.home}/members` : `${here.home}/mine`}>
          {t().applied.see}
        </ButtonLink>
      )}
      <div class="row">
        {(status === "previewed" || status === "staging") && (
          <Button isBusy={drop.isBusy} onPress={() => void dropIt()}>
            {status === "staging" ? t().reading.stop : t().drop}
          </Button>
        )}
        {status === "applied" && rowsApplied > 0 && (
          <Button
            isBusy={undo.isBusy}
            onPress={() => {
              isUndoing.value = true;
            }}
          >
            {t().undo}
          </Button>
        )}
        {status !== "previewed" && status !== "staging" && (
          <Button
            onPress={() => {
              onAnswer({ ...answer, status: "dropped" });
              route(`${here.home}/contribute/table`);
            }}
          >
            {t().applied.more}
          </Button>
        )}
      </div>
      {isUndoing.value && (
        <Dialog
          title={t().undoDialog.title(profile, rowsApplied, counted(rowsApplied))}
          onClose={() => {
            isUndoing.value = false;
          }}
        >
          <p>{t().undoDialog.lead}</p>
          <div class="row">
            <Button rank="irreversible" onPress={() => void undoWhole()}>
              {t().undo}
            </Button>
            <Button
              onPress={() => {
                isUndoing.value = false;
              }}
            >
              {common().cancel}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
