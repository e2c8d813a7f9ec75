/**
 * A table of contributions: pasted or read from a file, looked at before it counts, mended in place, let in whole.
 *
 *  1. A small file is read here and can be mended like a pasted text; a large one goes to the service, which reads it on
 *     its own page.
 *  2. Each reading replaces the last one, whose preview is dropped.
 */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import type { ImportAnswer, ImportSummary } from "../../features/imports/imports.schema.js";
import { write } from "../api.js";
import { Button, ButtonLink } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { ImportMending } from "../components/import-mending.js";
import { counted, ImportLead, ImportReport, importTitle } from "../components/import-report.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { asksOf, type TableOption, type TableOptions, TableOptionsFields, TableQuestions, TableSource } from "../components/table-form.js";
import { helpOf, mappedColumns, TableMapping } from "../components/table-mapping.js";
import { useDraft } from "../drafts.js";
import { dayAt, shortDay } from "../format.js";
import en from "../i18n/en/imports.js";
import fr from "../i18n/fr/imports.js";
import { type Mending, mended, readPasted, textOfBytes } from "../pasted-table.js";
import { useCollective, useHere } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

/** A file up to this size is mended here. */
const mendableBytes = 300_000;

interface TableDraft {
  readonly text: string;
  readonly fileName: string;
  readonly options: TableOptions;
}
const emptyTable: TableDraft = { text: "", fileName: "", options: {} };

export default function ContributeTablePage() {
  const here = useHere();
  const mayImport = here.isAdmin || here.isTreasurer || here.pilotOf.length > 0;
  return mayImport ? <TablePage /> : <ForOthers />;
}

function ForOthers() {
  const here = useHere();
  return (
    <Page title={t().forOthers.title} lead={t().forOthers.lead} back={{ href: `${here.home}/contribute`, label: t().back }}>
      <ButtonLink rank="first" isWide href={`${here.home}/contribute`}>
        {t().forOthers.act}
      </ButtonLink>
    </Page>
  );
}

function TablePage() {
  const here = useHere();
  const { route } = useLocation();
  const { draft, clear } = useDraft<TableDraft>(`${here.slug}.table`, emptyTable);
  const answer = useSignal<ImportAnswer | undefined>(undefined);
  const mendings = useSignal<readonly Mending[]>([]);
  const largeFile = useSignal<File | undefined>(undefined);
  const { text, fileName, options } = draft.value;

  const reading = useSending(async ({ text, name }: { text: string; name: string }, key) => {
    const { columns, ...plain } = draft.value.options;
    const said = Object.fromEntries(Object.entries(plain).filter(([, value]) => value));
    const file = largeFile.value;
    const query = new URLSearchParams({ ...said, ...(columns ? { columns: JSON.stringify(columns) } : {}) }).toString();
    const read = file
      ? await write<ImportAnswer>("POST", `${here.api}/imports${query && `?${query}`}`, formOf(file), key)
      : await write<ImportAnswer>("POST", `${here.api}/imports/text`, { ...said, ...(columns ? { columns } : {}), text, name }, key);
    const last = answer.value;
    // Its preview is nobody’s any more; should that fail, it is gone within a day.
    if (last?.status === "previewed" && last.id !== read.id) {
      await write("DELETE", `${here.api}/imports/${last.id}`).catch(() => undefined);
    }
    return read;
  });
  // What was said of the columns is of one header.
  const forgetColumns = () => {
    const { columns: _, profile: __, ...others } = draft.value.options;
    draft.value = { ...draft.value, options: others };
  };
  const read = async (toRead: string) => {
    if (toRead.trim() === "" && !largeFile.value) return focusText();
    const said = await reading.run({ text: toRead, name: fileName || t().pastedName });
    if (!said) return;
    mendings.value = [];
    if (largeFile.value || said.status === "staging") return route(`${here.home}/imports/${said.id}`);
    answer.value = said;
    document.querySelector<HTMLElement>("h1")?.focus();
  };
  const takeFile = async (file: File) => {
    answer.value = undefined;
    forgetColumns();
    if (file.size > mendableBytes) {
      largeFile.value = file;
      draft.value = { ...draft.value, text: "", fileName: file.name };
    } else {
      largeFile.value = undefined;
      draft.value = { ...draft.value, text: textOfBytes(await file.arrayBuffer()), fileName: file.name };
    }
    await read(draft.value.text);
  };
  const mendAndRead = () => {
    const right = mended(text, mendings.value);
    draft.value = { ...draft.value, text: right };
    void read(right);
  };
  const take = (said: ImportAnswer) => {
    if (said.status === "applied") clear();
    answer.value = said.status === "dropped" ? undefined : said;
    document.querySelector<HTMLElement>("h1")?.focus();
  };
  const setOption = (option: TableOption, value: string) => {
    draft.value = { ...draft.value, options: { ...options, [option]: value } };
  };

  const said = answer.value;
  const asks = asksOf(reading.problem);
  const help = helpOf(reading.problem);
  const mapsTo = options.profile ?? help?.profile ?? "contributions";
  const setMapping = (profile: string, columns: Record<string, string>) => {
    draft.value = { ...draft.value, options: { ...draft.value.options, profile, columns } };
  };
  const isFaulty = said?.status === "previewed" && said.errorsCounted > 0;
  // What is to be answered, or went wrong, stands above the button that was pressed.
  const before = (
    <>
      {asks.length > 0 && <TableQuestions asks={asks} options={options} onOption={setOption} />}
      {help && (
        <TableMapping
          help={help}
          profile={mapsTo}
          columns={mappedColumns(help, mapsTo, options.columns)}
          onProfile={(profile) => setMapping(profile, mappedColumns(help, profile))}
          onColumns={(columns) => setMapping(mapsTo, columns)}
        />
      )}
      <ProblemNote
        problem={asks.length > 0 || help ? undefined : reading.problem}
        onRetry={() => void read(mended(text, mendings.value))}
      />
    </>
  );
  const source = (
    <>
      <TableSource
        text={text}
        fileName={fileName}
        onText={(typed) => {
          largeFile.value = undefined;
          if (firstLine(typed) !== firstLine(text)) forgetColumns();
          draft.value = { ...draft.value, text: typed, fileName: typed === "" ? "" : fileName };
        }}
        onFile={(file) => void takeFile(file)}
      />
      <TableOptionsFields options={options} onOption={setOption} />
      {!isFaulty && before}
      <Button rank={said ? "second" : "first"} isWide isSubmit isBusy={reading.isBusy}>
        {t().preview}
      </Button>
    </>
  );
  return (
    <Page
      title={said ? importTitle(said) : t().title}
      lead={said ? <ImportLead answer={said} isMendable /> : t().lead}
      back={{ href: `${here.home}/contribute`, label: t().back }}
      isWide={isFaulty}
    >
      {said && (
        <ImportReport
          answer={said}
          onAnswer={take}
          onColumns={() => {
            // Nothing said of any column: what is remembered is left aside.
            setMapping(said.profile, {});
            answer.value = undefined;
            void read(text);
          }}
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              mendAndRead();
            }}
          >
            <ImportMending
              text={text}
              table={readPasted(text)}
              answer={said}
              mendings={mendings.value}
              onMend={(mending) => {
                mendings.value = [
                  ...mendings.value.filter(({ line, column }) => line !== mending.line || column !== mending.column),
                  mending,
                ];
              }}
            />
            {before}
            <Button rank="first" isWide isSubmit isBusy={reading.isBusy}>
              {t().again}
            </Button>
          </form>
        </ImportReport>
      )}
      {(!said || said.status === "previewed") && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void read(text);
          }}
        >
          {said ? (
            <details>
              <summary>{t().text}</summary>
              <div class="stack loose">{source}</div>
            </details>
          ) : (
            source
          )}
        </form>
      )}
      {!said && <PastImports />}
    </Page>
  );
}

const firstLine = (text: string): string => text.trimStart().split("\n", 1)[0] ?? "";

function formOf(file: File): FormData {
  const form = new FormData();
  form.append("file", file);
  return form;
}

const focusText = (): void => document.querySelector("textarea")?.focus();

function PastImports() {
  const here = useHere();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const items = useReading<{ items: ImportSummary[] }>(`${here.api}/imports?limit=6`).value?.items;
  if (!items?.length) return null;
  return (
    <Section title={t().past}>
      <ul class="plain-list ruled">
        {items.map(({ id, fileName, status, createdAt, rowsRead }) => (
          <li key={id}>
            <a class="entry" href={`${here.home}/imports/${id}`}>
              <span class="row between">
                <span class="grow wrap-anywhere">{fileName}</span>
                <Pill {...(status === "applied" ? { tone: "green" } : status === "previewed" ? { tone: "wheat" } : {})}>
                  {t().statuses[status]}
                </Pill>
              </span>
              <span class="muted small">
                {shortDay(dayAt(createdAt, timeZone))} · {t().lines(rowsRead, counted(rowsRead))}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
