/**
 * Import profiles: how a source is recognised, what its columns are called, and what a row becomes (DESIGN §12).
 *
 * A new source is one small file that names its columns and writes one row rule, one line in registry.ts, and one sample in
 * fixtures/imports. Everything else (encoding, delimiter, line numbers, order of days, decimal marks, caches, faults) is here
 * and in read-import.ts.
 *
 *   columns: { day: { reads: "day", names: ["date", "jour", "day"] }, … }, required: [["day"], …]
 *   rowRule: (columns, context) => { const day = columns.day("day"); return (cells) => … day(cells) … }
 */
import type { ContributionFields, DraftFacts } from "../domain/contribution-draft.js";
import { nameKey } from "../domain/fold.js";
import type { QuickEntryContext } from "../domain/quick-entry.js";
import type { RefusalCode, RefusalFigures } from "../domain/refusals.js";
import type { NameIndex } from "./names.js";
import type { DayOrder, DecimalMark } from "./values.js";

export interface ColumnRule {
  /**
   * Days and numbers are surveyed first, for their order and their decimal mark. Nothing: the column only helps to know the
   * source.
   */
  readonly reads: "text" | "day" | "number" | "nothing";
  /** Headers in French and English; accents, case and punctuation make no difference. */
  readonly names: readonly string[];
}

/** What a row is judged against, and what stands where a row says nothing. */
export interface ImportContext {
  readonly facts: DraftFacts;
  readonly members: NameIndex;
  readonly kinds: NameIndex;
  readonly circles: NameIndex;
  readonly envelopes: NameIndex;
  /** What is for an envelope and names no circle is for that of the envelope. */
  readonly circleOfEnvelope: ReadonlyMap<string, string>;
  readonly defaults: {
    /** Empty where there are several, and none was said. */
    readonly circleId: string;
    readonly memberId?: string;
    readonly kindId?: string;
    readonly envelopeId?: string;
    /** Whether the amount that a time tracker makes of its hours is wished for. */
    readonly amountAsClaim?: boolean;
  };
  /** Where the collective is: an instant falls on its day there. */
  readonly timeZone: string;
  /** For profiles whose rows are typed lines. */
  readonly quickEntry: QuickEntryContext;
  /** What whoever imports has said of the file; it goes before what the columns show. */
  readonly dayOrder?: DayOrder;
  readonly decimalMark?: DecimalMark;
}

/** A row rule reads one row, reports what is wrong, and returns undefined when anything is, or when the row adds nothing. */
export type RowRule<Value> = (cells: readonly string[]) => Value | undefined;

/** What a row rule reads its cells with: a reader a column, bound to its place in this file. Made by read-import.ts. */
export interface Columns {
  has(column: string): boolean;
  /** The header as it stands in the file, folded: what it is called may say the unit. */
  header(column: string): string;
  /** The cell without spaces around it; empty where the file has no such column. */
  text(column: string): (cells: readonly string[]) => string;
  /** A cell as a value; null where it is empty, undefined where it is faulty (and reported). Equal cells are read once. */
  value<Value>(column: string, read: (cell: string) => CellReading<Value>): (cells: readonly string[]) => Value | null | undefined;
  day(column: string): (cells: readonly string[]) => string | null | undefined;
  /** The decimal mark of a number's column is settled by the survey; `read` takes it from there. */
  number<Value>(
    column: string,
    read: (cell: string, mark: DecimalMark | undefined) => CellReading<Value>,
  ): (cells: readonly string[]) => Value | null | undefined;
  report(column: string | null, code: RefusalCode, figures: RefusalFigures): void;
  /** A name that found nothing here, and is kept in another way: told in the preview, no fault. */
  remark(column: string, name: string): void;
  /** Whether this row has a fault in the column already. */
  isFaulty(column: string): boolean;
  /** The line of the row that is read. */
  readonly line: number;
}

export type CellReading<Value> =
  | { readonly value: Value }
  | { readonly fault: { readonly code: RefusalCode; readonly figures: RefusalFigures } };

export interface ImportProfile<Value = unknown> {
  readonly id: string;
  readonly title: { readonly fr: string; readonly en: string };
  /** What its rows are: the import applies them as such. */
  readonly makes: "contributions" | "members";
  readonly layout: "table" | "lines";
  readonly columns: Readonly<Record<string, ColumnRule>>;
  /** One column of each group must be there. */
  readonly required: readonly (readonly string[])[];
  /** Every row is of the collective’s kind that counts hours: where there are several, whoever imports says which. */
  readonly isOfHours?: boolean;
  /** For lines: whether the first line of a file is of this format. */
  readonly isLine?: (line: string) => boolean;
  rowRule(columns: Columns, context: ImportContext): RowRule<Value>;
}

/** A contribution of a file, ready to be staged. */
export interface ContributionRow extends ContributionFields {
  /** The id it has here already, as our own exports give it; whether it is one is for the database to say. */
  readonly reference: string | null;
}

export interface MemberRow {
  readonly name: string;
  readonly kind: "person" | "structure";
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly standing: "subscriber" | "supporter" | "partner" | null;
  readonly fromOn: string | null;
  readonly untilOn: string | null;
  /** The member who has this address or name already: the row says nothing new about who is here. */
  readonly knownId: string | null;
}

/** Which cell of a row each column is, and the headers that nothing reads. */
export interface ColumnMap {
  readonly places: Readonly<Record<string, number>>;
  readonly ignored: readonly string[];
  readonly missing: readonly (readonly string[])[];
  readonly twice: readonly (readonly string[])[];
}

/** What people add to a header: the unit, or how a day is written. */
const added = / (?:en )?(?:h|heures?|hours?|eur|euros?|km|(?:jj|dd) mm (?:aaaa|yyyy|aa|yy)|(?:aaaa|yyyy) mm (?:jj|dd))$/;

/** The folded name of a header, without what is added to it where only that makes it unknown. */
const headerKey = (name: string, known: ReadonlyMap<string, string>): string => {
  const key = nameKey(name);
  return known.has(key) ? key : key.replace(added, "");
};

/** A header without the empty names that a trailing separator makes. */
export function withoutTrailing(header: readonly string[]): readonly string[] {
  let width = header.length;
  while (width > 0 && (header[width - 1] ?? "").trim() === "") width -= 1;
  return header.slice(0, width);
}

/** Finds the columns of a profile in a header; `told` are places that somebody has said, which go before what names say. */
export function mapColumns(
  profile: Pick<ImportProfile, "columns" | "required">,
  header: readonly string[],
  told: Readonly<Record<string, number>> = {},
): ColumnMap {
  const columnByName = new Map(
    Object.entries(profile.columns).flatMap(([column, { names }]) => names.map((name) => [nameKey(name), column] as const)),
  );
  const places: Record<string, number> = { ...told };
  const toldPlaces = new Set(Object.values(told));
  const ignored: string[] = [];
  const twice: string[][] = [];
  header.forEach((name, place) => {
    if (toldPlaces.has(place)) return;
    const column = columnByName.get(headerKey(name, columnByName));
    if (column === undefined || told[column] !== undefined) {
      if (name.trim() !== "") ignored.push(name.trim());
    } else if (places[column] !== undefined) {
      twice.push([header[places[column]] ?? column, name]);
    } else {
      places[column] = place;
    }
  });
  const missing = profile.required.filter((group) => !group.some((column) => places[column] !== undefined));
  return { places, ignored, missing, twice };
}

/** The profile that reads most columns of a header, among those that miss none. */
export function recogniseHeader(profiles: readonly ImportProfile[], header: readonly string[]): ImportProfile | undefined {
  let best: { profile: ImportProfile; width: number } | undefined;
  for (const profile of profiles) {
    if (profile.layout !== "table") continue;
    const { places, missing } = mapColumns(profile, header);
    const width = Object.keys(places).length;
    if (missing.length === 0 && width > (best?.width ?? 0)) best = { profile, width };
  }
  return best?.profile;
}
