/** A table whose header nobody knows: which of its columns is what, with its first rows beside. */
import { useEffect, useId, useRef } from "preact/hooks";
import type { Problem } from "../api.js";
import en from "../i18n/en/imports.js";
import fr from "../i18n/fr/imports.js";
import { speak, unbroken } from "../speech.js";
import { Chips, SelectField } from "./fields.js";

const t = speak({ fr, en });

/** What the service says of a header that it does not know. */
export interface HeaderHelp {
  readonly detail: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly profile: string | null;
  readonly takes: readonly {
    readonly profile: string;
    readonly columns: readonly { readonly column: string }[];
    readonly required: readonly (readonly string[])[];
    /** What is found by itself: column → heading. */
    readonly found: Readonly<Record<string, string>>;
  }[];
}

const ofHeaders: ReadonlySet<string> = new Set(["import_unrecognised", "columns_missing"]);

/** The help of a refusal, where there are columns to be told apart. */
export function helpOf(problem: Problem | undefined): HeaderHelp | undefined {
  if (!problem || !ofHeaders.has(problem.code)) return undefined;
  const { headings, rows, takes, profile } = problem.figures as Partial<HeaderHelp>;
  if (!headings || headings.length < 2 || !takes || takes.length === 0) return undefined;
  return { detail: problem.detail, headings, rows: rows ?? [], takes, profile: profile ?? null };
}

/** What is mostly asked of a table; the other columns come after. */
const usual: ReadonlySet<string> = new Set(["day", "member", "kind", "quantity", "note", "amount", "name", "email", "from"]);

/** What a profile has been told so far, or finds by itself. */
export function mappedColumns(help: HeaderHelp, profile: string, told: Readonly<Record<string, string>> = {}): Record<string, string> {
  const take = help.takes.find((each) => each.profile === profile);
  const known = new Set(take?.columns.map(({ column }) => column));
  const all = Object.entries({ ...take?.found, ...told });
  return Object.fromEntries(all.filter(([column, heading]) => known.has(column) && help.headings.includes(heading)));
}

interface MappingProps {
  help: HeaderHelp;
  profile: string;
  columns: Readonly<Record<string, string>>;
  onProfile: (profile: string) => void;
  onColumns: (columns: Record<string, string>) => void;
}

export function TableMapping({ help, profile, columns, onProfile, onColumns }: MappingProps) {
  const take = help.takes.find((each) => each.profile === profile) ?? help.takes[0];
  const card = useRef<HTMLElement>(null);
  const title = useId();
  useEffect(() => card.current?.querySelector("h2")?.focus(), []);
  if (!take) return null;
  const isNeeded = (column: string) => take.required.some((group) => group.length === 1 && group[0] === column);
  const field = ({ column }: { column: string }) => (
    <SelectField
      key={`${profile} ${column}`}
      label={t().headings[column] ?? column}
      hint={isNeeded(column) ? t().mapping.needed : undefined}
      value={columns[column] ?? ""}
      options={[
        { value: "", label: t().mapping.none },
        ...[...new Set(help.headings)].filter(Boolean).map((name) => ({ value: name, label: name })),
      ]}
      onValue={(heading) => {
        const { [column]: _, ...others } = columns;
        onColumns(heading === "" ? others : { ...others, [column]: heading });
      }}
    />
  );
  return (
    <section class="card waits stack loose" ref={card} aria-labelledby={title}>
      <h2 id={title} tabIndex={-1}>
        {t().mapping.title}
      </h2>
      <p role="alert">{unbroken(help.detail)}</p>
      <p>{t().mapping.lead}</p>
      <FirstRows help={help} />
      {help.takes.length > 1 && (
        <Chips
          legend={t().mapping.what}
          value={profile}
          choices={help.takes.map((each) => ({ value: each.profile, label: t().mapping.profiles[each.profile] ?? each.profile }))}
          onChoice={onProfile}
        />
      )}
      <div class="stack">{take.columns.filter(({ column }) => usual.has(column)).map(field)}</div>
      <details>
        <summary>{t().mapping.others}</summary>
        <div class="stack">{take.columns.filter(({ column }) => !usual.has(column)).map(field)}</div>
      </details>
    </section>
  );
}

function FirstRows({ help: { headings, rows } }: Pick<MappingProps, "help">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section class="table-scroll" aria-label={t().mapping.rows} tabIndex={0}>
      <table>
        <caption>{t().mapping.rows}</caption>
        <thead>
          <tr>
            {headings.map((name, place) => (
              <th scope="col" key={`${place} ${name}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${index} ${row.join()}`}>
              {headings.map((name, place) => (
                <td key={`${place} ${name}`}>{row[place] ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
