/**
 * What can be done with imports (DESIGN §12): open one and read its file, apply it whole, undo it whole, drop it.
 *
 *  1. The same file twice adds nothing: a file that was imported and not undone is answered with that import. A preview
 *     of the same file is made anew; an import whose reader died is gone on with.
 *  2. Applying is all or nothing: refused while one error is left. What other imports did since the preview is looked at
 *     again under lock.
 *  3. Undoing takes back what the import added, as long as nothing depends on it: contributions are withdrawn with their
 *     history, members keep their code name alone.
 */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { saveMapping } from "../../db/import-mappings.js";
import { lockCollective, nextMemberCode } from "../../db/members.js";
import type { Collective } from "../../db/membership.js";
import { tellMembers } from "../../db/notices.js";
import type { ImportReading, ImportWarning } from "../../db/schema/index.js";
import { inTransaction, type Tx } from "../../db/transaction.js";
import type { Day } from "../../domain/calendar.js";
import { filled } from "../../domain/filled.js";
import { currencyDecimals } from "../../domain/money.js";
import { refusalSentence } from "../../domain/refusals/sentence.js";
import { type Language, Refusal, type RefusalCode, type RefusalFigures } from "../../domain/refusals.js";
import { canonicalUnit } from "../../domain/units.js";
import type { ListedFault } from "../../exchange/faults.js";
import { type CollectiveLists, importContext } from "../../exchange/import-context.js";
import { headerKeyOf, type ToldColumns } from "../../exchange/mapping.js";
import { lookUp, nameIndex } from "../../exchange/names.js";
import { profileById } from "../../exchange/registry.js";
import { type ImportSurvey, surveyImport } from "../../exchange/survey-import.js";
import { type KeyedRequest, once } from "../../http/idempotency.js";
import type { ImportFile } from "./import-file.js";
import {
  type Batch,
  type BatchSummary,
  clearMarks,
  countStaged,
  type Duplicate,
  deleteStaged,
  findBatch,
  findClosedEnvelope,
  findHoldingSharing,
  findMemberInUse,
  findReceivedGift,
  insertBatch,
  insertMembers,
  insertStaged,
  listGivers,
  listNewMembers,
  listSameFile,
  loadLists,
  loadMappings,
  lockApplied,
  lockImports,
  takeBackMembers,
  takeOver,
  updateBatch,
  withdrawApplied,
} from "./imports.queries.js";
import type { ImportAnswer, ImportOptions, ImportSummary } from "./imports.schema.js";
import type { FileToRead } from "./reading.js";
import { markRows } from "./staging.js";

/** Who imports, where, when. */
export interface Acting {
  readonly collective: Collective;
  readonly memberId: string;
  readonly roles: ReadonlySet<string>;
  readonly now: Date;
  readonly today: Day;
  readonly language: Language;
}

/** A reader that has said nothing for so long has died. */
const silenceSeconds = 30;
/** A preview waits so long for its application (housekeeping drops it then). */
const stagingKeptHours = 24;

const before = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1000);

// Answers

/** Where an import stands at this instant. */
function statusAt({ status, createdAt, touchedAt }: Pick<Batch, "status" | "createdAt" | "touchedAt">, now: Date): ImportSummary["status"] {
  if (status !== "staging" && status !== "previewed") return status as ImportSummary["status"];
  if (createdAt < before(now, stagingKeptHours * 3600)) return "dropped";
  return status === "staging" && touchedAt < before(now, silenceSeconds) ? "interrupted" : status;
}

export function summaryOf(batch: BatchSummary, now: Date): ImportSummary {
  const { id, fileName, fileHash, fileBytes, bytesRead, rowsRead, rowsValid, rowsKnown, rowsAlike, rowsApplied, errorsCounted } = batch;
  return {
    id,
    profile: batch.profile as ImportSummary["profile"],
    fileName,
    fileHash,
    fileBytes,
    status: statusAt(batch, now),
    bytesRead,
    rowsRead,
    rowsValid,
    rowsKnown,
    rowsAlike,
    rowsApplied,
    errorsCounted,
    startedBy: batch.startedBy,
    createdAt: batch.createdAt.toISOString(),
    appliedAt: batch.appliedAt?.toISOString() ?? null,
    undoneAt: batch.undoneAt?.toISOString() ?? null,
  };
}

/** What somebody can do about a name that nobody here has. */
const advice: Partial<Record<RefusalCode, Readonly<Record<Language, string>>>> = {
  unknown_member: {
    fr: "Corrigez le nom, ou importez d’abord les participant·es.",
    en: "Correct the name, or import the members first.",
  },
  unknown_kind: { fr: "Corrigez le nom, ou ajoutez d’abord cette nature.", en: "Correct the name, or add this kind first." },
  unknown_circle: { fr: "Corrigez le nom, ou ouvrez d’abord ce cercle.", en: "Correct the name, or open this circle first." },
  unknown_envelope: { fr: "Corrigez le nom, ou ouvrez d’abord cette enveloppe.", en: "Correct the name, or open this envelope first." },
};

/** What is wrong with a line, for people. */
export function faultSentence({ column, code, figures }: Pick<ListedFault, "column" | "code" | "figures">, language: Language): string {
  const told: RefusalFigures = column === null ? figures : { ...figures, at: column };
  return [refusalSentence(code, told, language), advice[code]?.[language] ?? ""].join(" ").trim();
}

/** Beside what may be amiss in one contribution (domain/contribution-draft): the same of a whole file. */
const warningTexts: Readonly<Record<"one" | "many", Readonly<Record<Language, string>>>> = {
  one: {
    fr: "La ligne {line} date du {day}, il y a plus de {years} ans : est-ce la bonne année ?",
    en: "Line {line} is dated {day}, more than {years} years ago: is it the right year?",
  },
  many: {
    fr: "{count} lignes datent d’il y a plus de {years} ans, à commencer par la ligne {line}, du {day} : est-ce la bonne année ?",
    en: "{count} lines are dated more than {years} years ago, the first of them line {line}, {day}: is it the right year?",
  },
};

function warned({ code, figures }: ImportWarning, language: Language): ImportAnswer["warnings"][number] {
  return {
    code,
    message: filled(warningTexts[figures.count === 1 ? "one" : "many"][language], { ...figures }, language),
    figures: { ...figures },
  };
}

export function answerOf(batch: Batch, { now, language }: Pick<Acting, "now" | "language">, isRepeat = false): ImportAnswer {
  return {
    ...summaryOf(batch, now),
    isRepeat,
    kindId: (batch.options.kindId as string | undefined) ?? null,
    reading: batch.reading && shownReading(batch.reading),
    unknownNames: batch.unknownNames,
    warnings: batch.warnings.map((warning) => warned(warning, language)),
    errors: (batch.errors as ListedFault[]).map((fault) => ({ ...fault, message: faultSentence(fault, language) })),
    duplicates: batch.duplicates as Duplicate[],
  };
}

/** Columns in the order of the file. */
function shownReading({ headerKey: _, ...reading }: ImportReading) {
  const header = reading.header.map((name) => name.trim());
  const columns = Object.entries(reading.columns).sort(([, a], [, b]) => header.indexOf(a) - header.indexOf(b));
  const ignored = [...reading.ignored].sort((a, b) => header.indexOf(a) - header.indexOf(b));
  return { ...reading, header, columns: Object.fromEntries(columns), ignored };
}

/** One import. Refuses `not_found`. */
export async function requireBatch(on: Queryable, { collective }: Pick<Acting, "collective">, id: string, lock = false): Promise<Batch> {
  const batch = await findBatch(on, { collectiveId: collective.id, id }, lock);
  if (!batch) throw new Refusal("not_found", { at: "import", id });
  return batch;
}

/** Members are the admins' to add; contributions also the treasurers' and pilots', as the routes say. */
function requireRight({ roles }: Acting, profile: string): void {
  if (profileById(profile).makes === "members" && !roles.has("admin")) throw new Refusal("role_missing", { roles: ["admin"] });
}

// Opening

export interface Opened {
  readonly id: string;
  /** What is to be read; null when the file was imported before, or somebody else is reading it. */
  readonly toRead: FileToRead | null;
  readonly isRepeat: boolean;
}

export interface Opening {
  readonly options: ImportOptions;
  readonly now: () => Date;
  /** The idempotency key of the request, over the sha256 of the file. */
  readonly key?: KeyedRequest | undefined;
}

/**
 * Looks at a file and opens its import. Refuses what no profile reads, what leaves a question open (`import_asks`), and
 * options that name what is not here.
 */
export async function openImport(db: Queryable, acting: Acting, file: ImportFile, { options, now, key }: Opening): Promise<Opened> {
  const { collective } = acting;
  const survey = settledByDialect(
    await surveyImport(file.open, {
      profileId: options.profile,
      columns: options.columns,
      mappings: await loadMappings(db, collective.id, file.hash),
      encoding: file.encoding,
    }),
  );
  requireRight(acting, survey.profile);
  requireAnswers(survey.asks, options);
  const { lists, circleId } = await requireNamed(db, acting, options);
  const kindId = options.kindId ?? hoursKind(survey, lists.kinds);
  const { dayOrder, decimalMark, memberId, envelopeId } = options;
  const defaults = {
    circleId,
    ...(memberId === undefined ? {} : { memberId }),
    ...(kindId === undefined ? {} : { kindId }),
    ...(envelopeId === undefined ? {} : { envelopeId }),
    ...(options.amountAsClaim === "true" ? { amountAsClaim: true } : {}),
  };
  const told = { ...(dayOrder === undefined ? {} : { dayOrder }), ...(decimalMark === undefined ? {} : { decimalMark }) };
  const columns = survey.mapping === "profile" ? {} : { columns: survey.told };
  const said = { ...defaults, ...told, ...columns, profile: survey.profile };
  let goesOn = false;
  const answer = await inTransaction(db, (tx) =>
    once(tx, key, acting.now, async () => {
      const opened = await openBatch(tx, acting, file, said, readingOf(survey, options.amountAsClaim === "true"));
      goesOn = opened.goesOn;
      return { status: 201, body: { id: opened.id, isRepeat: opened.isRepeat } };
    }),
  );
  const { id, isRepeat } = answer.body as { id: string; isRepeat: boolean };
  const batch = { collectiveId: collective.id, id };
  // A key that has its answer already: whoever sends it again goes on with a file whose reader died.
  if (!goesOn && !isRepeat) goesOn = await takeOver(db, batch, before(acting.now, silenceSeconds), acting.now);
  const context = importContext(lists, defaults, told);
  return { id, isRepeat, toRead: goesOn ? { batch, file, survey, context, now } : null };
}

/**
 * Spreadsheets separate by semicolons where the comma is the decimal mark, and there the day stands before the month:
 * a file with semicolons leaves no day open, even if none of its days is above the 12th. A file that writes its numbers
 * with points, or another of its days with the month first, is none of these.
 */
function settledByDialect(survey: ImportSurvey): ImportSurvey {
  const isOther = Object.values(survey.decimalMarks).includes(".") || Object.values(survey.dayOrders).includes("month-first");
  if (survey.delimiter !== ";" || isOther) return survey;
  const open = survey.asks.filter(({ ask }) => ask === "day-order").map(({ column }) => [column, "day-first"] as const);
  return {
    ...survey,
    dayOrders: { ...survey.dayOrders, ...Object.fromEntries(open) },
    asks: survey.asks.filter(({ ask }) => ask !== "day-order"),
  };
}

function requireAnswers(
  asks: readonly { ask: "day-order" | "decimal-mark"; header: string }[],
  { dayOrder, decimalMark }: ImportOptions,
): void {
  const open = asks.filter(({ ask }) => (ask === "day-order" ? dayOrder : decimalMark) === undefined);
  const [first] = open;
  if (!first) return;
  const problem = first.ask === "day-order" ? "ask_day_order" : "ask_decimal_mark";
  throw new Refusal("import_asks", { at: first.header, problem, asks: open });
}

/**
 * The kind of a time sheet’s rows: the one that counts hours here. Refuses `hours_kind_missing` where there is none, and asks
 * (`import_asks`) where there are several.
 */
function hoursKind(survey: ImportSurvey, kinds: CollectiveLists["kinds"]): string | undefined {
  if (!profileById(survey.profile).isOfHours) return undefined;
  const ofHours = kinds.filter(
    ({ unit, isArchived, isExpense }) => unit !== null && canonicalUnit(unit) === "h" && !isArchived && !isExpense,
  );
  const [only, another] = ofHours;
  if (!only) throw new Refusal("hours_kind_missing", { at: "kindId" });
  if (!another) return only.id;
  const choices = ofHours.map(({ id, name }) => ({ id, name }));
  const header = survey.header[survey.places.quantity ?? -1]?.trim() ?? "kindId";
  throw new Refusal("import_asks", { at: header, problem: "ask_kind", asks: [{ column: "kindId", header, ask: "kind", choices }] });
}

/** How a file is read, for people; columns that only tell its source, and an amount that nobody wishes for, are left aside. */
function readingOf({ profile, mapping, header, places, ignored }: ImportSurvey, isAmountRead: boolean): ImportReading {
  const { columns, isOfHours } = profileById(profile);
  const isRead = (column: string) => columns[column]?.reads !== "nothing" && (column !== "amount" || !isOfHours || isAmountRead);
  const named = header.length === 0 ? [] : Object.entries(places).map(([column, place]) => [column, header[place]?.trim() ?? ""] as const);
  return {
    mapping,
    header,
    headerKey: headerKeyOf(header),
    columns: Object.fromEntries(named.filter(([column]) => isRead(column))),
    ignored: [...named.filter(([column]) => !isRead(column)).map(([, name]) => name), ...ignored],
  };
}

/** Remembers which column is what, once a table that was mapped by hand is applied. */
export async function rememberColumns(tx: Tx, { collective, memberId, now }: Acting, { options, profile, reading }: Batch): Promise<void> {
  const columns = options.columns as ToldColumns | undefined;
  if (!columns || reading?.mapping !== "told") return;
  const { headerKey } = reading;
  await saveMapping(tx, { collectiveId: collective.id, headerKey, profile, columns: { ...columns }, changedAt: now, changedBy: memberId });
}

/** What the rows are judged against. Refuses options that name nothing here. */
async function requireNamed(db: Queryable, { collective, today, language }: Acting, options: ImportOptions) {
  const lists = await loadLists(db, collective.id, { ...collective, today, language });
  const named = [
    ["circleId", lists.circles, "unknown_circle"],
    ["envelopeId", lists.envelopes, "unknown_envelope"],
    ["memberId", lists.members, "unknown_member"],
    ["kindId", lists.kinds, "unknown_kind"],
  ] as const;
  for (const [at, list, code] of named) {
    const id = options[at];
    if (id !== undefined && !list.some((one) => one.id === id)) throw new Refusal(code, { at, id });
  }
  const [only, another] = lists.circles;
  return { lists, circleId: options.circleId ?? (another === undefined ? (only?.id ?? "") : "") };
}

/** Rule 1. */
async function openBatch(
  tx: Tx,
  { collective, memberId, now }: Acting,
  file: ImportFile,
  options: Record<string, unknown>,
  manner: ImportReading,
) {
  const same = (await listSameFile(tx, collective.id, file.hash, true)).filter((batch) => isSameSaid(batch.options, options));
  const applied = same.find(({ status }) => status === "applied");
  if (applied) return { id: applied.id, goesOn: false, isRepeat: true };
  const current = same.filter((batch) => statusAt(batch, now) !== "dropped");
  const reading = current.find(({ status }) => status === "staging");
  if (reading) {
    const goesOn = await takeOver(tx, reading, before(now, silenceSeconds), now);
    return { id: reading.id, goesOn, isRepeat: false };
  }
  for (const previewed of current) await dropBatch(tx, previewed);
  const id = newId();
  await insertBatch(tx, {
    collectiveId: collective.id,
    id,
    profile: String(options.profile),
    fileName: file.name.slice(0, 200),
    fileHash: file.hash,
    fileBytes: file.bytes,
    status: "staging",
    options,
    reading: manner,
    startedBy: memberId,
    createdAt: now,
    touchedAt: now,
  });
  return { id, goesOn: true, isRepeat: false };
}

const isSameSaid = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => saidAs(a[name]) === saidAs(b[name]));

/** As text; of columns in any order. */
const saidAs = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null ? JSON.stringify(Object.entries(value).sort()) : JSON.stringify(value);

async function dropBatch(tx: Tx, batch: Pick<Batch, "collectiveId" | "id">): Promise<void> {
  await updateBatch(tx, batch, { status: "dropped" });
  await deleteStaged(tx, batch);
}

/** Drops a preview, or stops a reading. Refuses `import_not_ready` for what is applied, undone or dropped. */
export async function dropImport(tx: Tx, acting: Acting, id: string): Promise<ImportAnswer> {
  const batch = await requireBatch(tx, acting, id, true);
  requireRight(acting, batch.profile);
  if (batch.status !== "staging" && batch.status !== "previewed")
    throw new Refusal("import_not_ready", { at: "status", status: batch.status });
  await dropBatch(tx, batch);
  return answerOf({ ...batch, status: "dropped" }, acting);
}

// Applying

/** Rule 2. Refuses `import_not_ready`, `import_has_errors`, `envelope_closed`. */
export async function applyImport(tx: Tx, acting: Acting, id: string, wanted: { withoutDuplicates: boolean }): Promise<ImportAnswer> {
  const { collective, now } = acting;
  await lockImports(tx, { collectiveId: collective.id });
  const batch = await requireBatch(tx, acting, id, true);
  requireRight(acting, batch.profile);
  const status = statusAt(batch, now);
  if (status !== "previewed") throw new Refusal("import_not_ready", { at: "status", status });
  if (batch.errorsCounted > 0) throw new Refusal("import_has_errors", { at: "errors", count: batch.errorsCounted });
  const isOfMembers = profileById(batch.profile).makes === "members";
  const { givers, ...change } = isOfMembers ? await applyMembers(tx, acting, batch) : await applyContributions(tx, acting, batch, wanted);
  const applied = { ...change, status: "applied", appliedAt: now };
  await updateBatch(tx, batch, applied);
  await deleteStaged(tx, batch);
  await recordApplied(tx, acting, { id, profile: batch.profile, rowsApplied: change.rowsApplied, givers });
  await rememberColumns(tx, acting, batch);
  return answerOf({ ...batch, ...applied }, acting);
}

/** Writes down who applied what, and tells the givers whose contributions somebody else brought. */
export async function recordApplied(
  tx: Tx,
  { collective, memberId, now }: Acting,
  { id, profile, rowsApplied, givers }: { id: string; profile: string; rowsApplied: number; givers: readonly string[] },
): Promise<void> {
  const happened = { at: now, byId: memberId, subject: "import", subjectId: id };
  const event = { ...happened, collectiveId: collective.id, action: "import.applied", details: { profile, rows: rowsApplied } };
  await recordEvents(tx, [event]);
  const told = givers.filter((giver) => giver !== memberId);
  await tellMembers(
    tx,
    collective.id,
    told.map((giver) => ({ ...happened, what: "import.applied", memberId: giver })),
  );
}

async function applyContributions(tx: Tx, { memberId, now }: Acting, batch: Batch, { withoutDuplicates }: { withoutDuplicates: boolean }) {
  const envelope = await findClosedEnvelope(tx, batch, batch.previewedAt ?? batch.createdAt);
  if (envelope !== undefined) throw new Refusal("envelope_closed", { at: "envelope", envelope });
  // What came since the preview is seen, whoever brought it: imports wait for each other here.
  await clearMarks(tx, batch);
  const marked = await markRows(tx, batch);
  // Staged rows keep no log: a database that crashed since has forgotten them.
  if ((await countStaged(tx, batch)) < batch.rowsValid) throw new Refusal("import_not_ready", { at: "status", status: "interrupted" });
  await insertStaged(tx, batch, { loggedBy: memberId, now, withoutDuplicates });
  const rowsApplied = batch.rowsValid - marked.known - (withoutDuplicates ? marked.alike : 0);
  const givers = rowsApplied === 0 ? [] : await listGivers(tx, batch, withoutDuplicates);
  return { rowsApplied, rowsKnown: marked.known, rowsAlike: marked.alike, givers };
}

/** Who has a last day and no first has been here on that day at least: it stands for both. */
async function applyMembers(tx: Tx, { collective, now, today, language }: Acting, batch: Batch) {
  await lockCollective(tx, collective.id);
  // Names without an address are looked up again: another import may have brought them since.
  const lists = await loadLists(tx, collective.id, { ...collective, today, language });
  const here = nameIndex(lists.members);
  const added = (await listNewMembers(tx, batch)).filter(({ email, name }) => email !== null || lookUp(here, name) === undefined);
  const firstCode = Number((await nextMemberCode(tx, collective.id)).slice(1));
  const rows = added.map((member, index) => ({
    ...member,
    code: `P${firstCode + index}`,
    joinedOn: [today, member.fromOn ?? today, member.untilOn ?? today].sort()[0] as Day,
    standingId: newId(),
  }));
  await insertMembers(tx, collective.id, rows, now);
  return { rowsApplied: rows.length, rowsKnown: batch.rowsValid - rows.length, madeIds: rows.map(({ id }) => id), givers: [] };
}

// Undoing

/** Rule 3. Refuses `import_not_ready`, `import_in_sharing`, `gift_received`, `import_in_use`. */
export async function undoImport(tx: Tx, acting: Acting, id: string): Promise<ImportAnswer> {
  const { collective, memberId, now } = acting;
  await lockImports(tx, { collectiveId: collective.id });
  const batch = await requireBatch(tx, acting, id, true);
  requireRight(acting, batch.profile);
  if (batch.status !== "applied") throw new Refusal("import_not_ready", { at: "status", status: statusAt(batch, now) });
  const isOfMembers = profileById(batch.profile).makes === "members";
  const rows = isOfMembers ? await undoMembers(tx, acting, batch) : await undoContributions(tx, acting, batch);
  const undone = { status: "undone", undoneAt: now };
  await updateBatch(tx, batch, undone);
  const event = { collectiveId: collective.id, byId: memberId, at: now, action: "import.undone", subject: "import", subjectId: id };
  await recordEvents(tx, [{ ...event, details: { profile: batch.profile, rows } }]);
  return answerOf({ ...batch, ...undone }, acting);
}

async function undoContributions(tx: Tx, { collective, memberId, now }: Acting, batch: Batch): Promise<number> {
  await lockApplied(tx, batch);
  const sharing = await findHoldingSharing(tx, batch);
  if (sharing) {
    const { id, title, state, contributions } = sharing;
    throw new Refusal("import_in_sharing", { at: "sharing", sharing: title, id, state, count: contributions });
  }
  const gift = await findReceivedGift(tx, batch);
  if (gift) throw new Refusal("gift_received", { at: "receivedEntryId", entry: gift.entryId, id: gift.contributionId });
  return withdrawApplied(tx, batch, { byId: memberId, now, decimals: currencyDecimals(collective.currency) });
}

async function undoMembers(tx: Tx, { collective, now, today }: Acting, batch: Batch): Promise<number> {
  await lockCollective(tx, collective.id);
  const member = await findMemberInUse(tx, collective.id, batch.madeIds);
  if (member !== undefined) throw new Refusal("import_in_use", { at: "members", member });
  await takeBackMembers(tx, collective.id, batch.madeIds, now, today);
  return batch.madeIds.length;
}
