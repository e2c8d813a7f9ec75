/**
 * Time sheets: what time trackers export, one entry a row. Each tool names its columns in a file of its own; a row becomes a
 * contribution of hours by this one rule:
 *
 *  1. The giver is found by e-mail, then by name. The day is that of the start: as it is written, or, where the start names its
 *     distance from UTC, the day it is then in the collective’s time zone.
 *  2. Hours are exact: from `h:mm:ss` where the tool gives it, else from the decimal column, else from start to end where both
 *     name their distance from UTC. What seconds do not divide is rounded half up on the sixth decimal (domain/duration).
 *  3. An entry that has no end is running: a fault, since its hours are not known. A row of sums at the bottom, which names neither
 *     day nor person nor work, is left out.
 *  4. Project and client name the envelope and the circle where one is called so (the project first). A name that finds none is
 *     told, and kept: as a tag, or in the note where it is too long for one.
 *  5. The note is the description, with the task behind it. An amount is what the tool’s rates make of the hours: it is a claim
 *     only when whoever imports says so.
 *
 *   Ana,ana@exemple.org,Mairie,Kit commun,Plans,Montage,Yes,2026-03-12,09:00:00,2026-03-12,12:30:00,03:30:00,atelier
 *   → { dayOn: "2026-03-12", quantity: "3.5", envelope Kit commun, note: "Montage (Plans)", tags: ["atelier", "Mairie"] }
 */
import { tagLengthMax, tagsMax } from "../../domain/contribution-draft.js";
import { hoursOfSeconds } from "../../domain/duration.js";
import { lookUp, type NameIndex } from "../names.js";
import type { ColumnRule, Columns, ContributionRow, ImportContext, ImportProfile, RowRule } from "../profile.js";
import { instantOf, parseDuration, parseMoney } from "../values.js";
import { circleOf, isZero, judged, tagsOf } from "./contributions.js";

/** The columns of a time sheet; a tool has some of them. Those that nothing reads are named so that the tool is known. */
const reads = {
  day: "day",
  startTime: "nothing",
  end: "text",
  endTime: "text",
  email: "text",
  member: "text",
  alias: "text",
  username: "text",
  firstName: "text",
  lastName: "text",
  client: "text",
  project: "text",
  task: "text",
  note: "text",
  quantity: "number",
  decimal: "number",
  tags: "text",
  amount: "text",
  currency: "text",
  billable: "nothing",
  group: "nothing",
  rate: "nothing",
  code: "nothing",
  state: "nothing",
} as const satisfies Record<string, ColumnRule["reads"]>;

type SheetColumn = keyof typeof reads;

interface Sheet {
  readonly id: string;
  readonly title: { readonly fr: string; readonly en: string };
  readonly names: Partial<Record<SheetColumn, readonly string[]>>;
  readonly required: readonly (readonly SheetColumn[])[];
}

/** The profile of a tool, from what it calls its columns. */
export const timeSheet = ({ id, title, names, required }: Sheet): ImportProfile<ContributionRow> => ({
  id,
  title,
  makes: "contributions",
  layout: "table",
  isOfHours: true,
  columns: Object.fromEntries(
    (Object.entries(names) as [SheetColumn, readonly string[]][]).map(([column, called]) => [
      column,
      { reads: reads[column], names: called },
    ]),
  ),
  required,
  rowRule: sheetRule,
});

/** Words that together say nothing of a row: 3. */
const telling = ["day", "email", "member", "alias", "username", "firstName", "lastName", "client", "project", "task", "note"] as const;

function sheetRule(columns: Columns, context: ImportContext): RowRule<ContributionRow> {
  const { defaults, envelopes, circles } = context;
  const told = telling.map((column) => columns.text(column));
  const [client, project, task, note, tags, end, endTime] = (["client", "project", "task", "note", "tags", "end", "endTime"] as const).map(
    (column) => columns.text(column),
  ) as [Cell, Cell, Cell, Cell, Cell, Cell, Cell];
  const day = columns.day("day");
  const member = giverReader(columns, context);
  const hours = hoursReader(columns);
  const claim = claimReader(columns, context);
  return (cells) => {
    if (told.every((cell) => cell(cells) === "")) return undefined;
    const endColumn = columns.has("end") ? "end" : columns.has("endTime") ? "endTime" : undefined;
    const isRunning = endColumn !== undefined && end(cells) === "" && endTime(cells) === "";
    if (isRunning) columns.report(endColumn, "entry_running", {});
    const places = { project: project(cells), client: client(cells) };
    const envelopeId = placeOf(envelopes, places);
    const circleId = placeOf(circles, places);
    const words = wordsOf({ note: note(cells), task: task(cells), ...places }, tagsOf(tags(cells)), (column, name) => {
      if (lookUp(envelopes, name) || lookUp(circles, name)) return false;
      columns.remark(column, name);
      return true;
    });
    const envelope = envelopeId ?? defaults.envelopeId ?? null;
    const memberId = member(cells);
    const quantity = isRunning ? undefined : hours(cells);
    return judged(
      {
        memberId: memberId ?? "",
        circleId: circleId ?? circleOf(envelope, context),
        kindId: defaults.kindId ?? "",
        envelopeId: envelope,
        paidTo: null,
        dayOn: day(cells) ?? "",
        untilOn: null,
        quantity: quantity ?? null,
        unit: "h",
        amount: null,
        claim: claim(cells) ?? null,
        note: words.note,
        tags: words.tags,
        evidence: null,
        settlement: null,
        isVolunteered: false,
      },
      columns,
      context,
      null,
      faultsTold(memberId, quantity),
    );
  };
}

type Cell = (cells: readonly string[]) => string;

/** Whoever is not here, and hours that cannot be counted, are told in the columns that say them. */
const faultsTold = (memberId: string | null | undefined, quantity: string | null | undefined): ReadonlySet<string> =>
  new Set([...(memberId === undefined ? ["member"] : []), ...(quantity === undefined ? ["quantity"] : [])]);

/** 1. The giver; null where the row names nobody, undefined where it names somebody who is not here. */
function giverReader(columns: Columns, { members, defaults }: ImportContext): (cells: readonly string[]) => string | null | undefined {
  const email = columns.text("email");
  const names = (["alias", "member", "username"] as const).map((column) => ({ column, cell: columns.text(column) }));
  const [first, last] = [columns.text("firstName"), columns.text("lastName")];
  return (cells) => {
    const typed = [
      { column: "email", name: email(cells) },
      ...names.map(({ column, cell }) => ({ column, name: cell(cells) })),
      { column: "lastName", name: `${first(cells)} ${last(cells)}`.trim() },
    ].filter(({ name }) => name !== "");
    let ambiguous: (typeof typed)[number] | undefined;
    for (const one of typed) {
      const id = lookUp(members, one.name);
      if (id) return id;
      if (id === null) ambiguous ??= one;
    }
    const [unknown] = typed;
    if (ambiguous) columns.report(ambiguous.column, "name_ambiguous", { text: ambiguous.name });
    else if (unknown) columns.report(unknown.column, "unknown_member", { id: unknown.name, at: "name" });
    else return defaults.memberId ?? null;
    return undefined;
  };
}

/** 2. Undefined where the cell is faulty, and said so. */
function hoursReader(columns: Columns): (cells: readonly string[]) => string | null | undefined {
  const read = [
    columns.number("quantity", (cell, mark) => parseDuration(cell, mark)),
    columns.number("decimal", (cell, mark) => parseDuration(cell, mark)),
  ];
  const [start, end] = [columns.text("day"), columns.text("end")];
  return (cells) => {
    for (const hours of read) {
      const value = hours(cells);
      if (value !== null) return value;
    }
    if (columns.has("quantity") || columns.has("decimal") || end(cells) === "") return null;
    const [from, until] = [instantOf(start(cells)), instantOf(end(cells))];
    if (!from || !until) {
      columns.report(from ? "end" : "day", "time_unzoned", { text: from ? end(cells) : start(cells) });
      return undefined;
    }
    const seconds = BigInt(Math.round((until.getTime() - from.getTime()) / 1000));
    return seconds < 0n ? `-${hoursOfSeconds(-seconds)}` : hoursOfSeconds(seconds);
  };
}

/** 4. The project names it before the client does. */
const placeOf = (index: NameIndex, { project, client }: { project: string; client: string }): string | null =>
  (project === "" ? null : lookUp(index, project)) ?? (client === "" ? null : lookUp(index, client)) ?? null;

/** 4, 5. The note and the tags: no word of the row is lost. */
function wordsOf(
  { note, task, project, client }: { note: string; task: string; project: string; client: string },
  tags: readonly string[],
  isKept: (column: "project" | "client", name: string) => boolean,
): { note: string; tags: readonly string[] } {
  const said = note !== "" && task !== "" && task !== note ? `${note} (${task})` : note || task;
  const kept = [...tags];
  const noted: string[] = [];
  for (const [column, name] of [["project", project] as const, ["client", client] as const]) {
    if (name === "" || !isKept(column, name)) continue;
    if (name.length > tagLengthMax || kept.length >= tagsMax) noted.push(name);
    else if (!kept.includes(name)) kept.push(name);
  }
  const text = said || project || client;
  const rest = noted.filter((name) => name !== text);
  return { note: rest.length > 0 ? `${text} (${rest.join(", ")})` : text, tags: kept };
}

/** A currency’s code, alone or behind its name: «EUR», «Euro - EUR» (Harvest). */
const codeIn = (cell: string): string => / - ([A-Z]{3})$/.exec(cell)?.[1] ?? cell;

/** 5. The amount of the tool, where it is to be a claim. */
function claimReader(columns: Columns, { defaults, facts }: ImportContext): (cells: readonly string[]) => string | null | undefined {
  if (!defaults.amountAsClaim) return () => null;
  const amount = columns.value("amount", (cell) => parseMoney(cell, facts.currency));
  const currency = columns.text("currency");
  // «Amount (USD)» says the currency in the header.
  const inHeader = / ([a-z]{3})$/.exec(columns.header("amount"))?.[1]?.toUpperCase() ?? "";
  return (cells) => {
    const value = amount(cells);
    if (!value || isZero(value)) return value === undefined ? undefined : null;
    const found = codeIn(currency(cells)) || inHeader;
    if (found === "" || found === facts.currency) return value;
    columns.report("amount", "currency_mismatch", { expected: facts.currency, found });
    return undefined;
  };
}
