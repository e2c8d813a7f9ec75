/**
 * Bank statements are added and undone (DESIGN §12).
 *
 *  1. A statement books nothing, so there is no preview of it: it is read whole or refused whole, and can be undone while none
 *     of its lines is matched.
 *  2. The same file adds nothing, an overlapping one adds what is new: lines are known by fingerprint and occurrence.
 *  3. The same account in another layout says the same movements in other words. A line whose day and amount another statement
 *     has, as often as it has them, is kept as its probable twin, and waits for nothing until somebody says it is another one.
 *  4. Columns that were named by hand are remembered by their header: the next file with it is read alike.
 */
import { createHash } from "node:crypto";
import { type ListedAccount, listAccounts } from "../../db/accounts.js";
import { recordEvents } from "../../db/audit.js";
import { chooseBank } from "../../db/banks.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { findMapping, saveMapping } from "../../db/import-mappings.js";
import type { Tx } from "../../db/transaction.js";
import { dayIn } from "../../domain/calendar.js";
import { formatAmount } from "../../domain/money.js";
import { refusalSentence } from "../../domain/refusals/sentence.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import { findTwins } from "../../domain/twin-lines.js";
import type { ImportFault } from "../../exchange/faults.js";
import { type Fingerprinted, fingerprinted } from "../../exchange/statements/fingerprint.js";
import { openStatement, readOpened, sourceTitles, unrecognised } from "../../exchange/statements/registry.js";
import type { Statement, StatementOptions } from "../../exchange/statements/statement.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readInstantCursor } from "../../http/paging.js";
import type { StatementAnswer, StatementQuery } from "./bank-lines.schema.js";
import {
  countMatched,
  deleteLines,
  findSameFile,
  findStatement,
  insertStatement,
  keptLines,
  listStatements,
  lockStatements,
  newLines,
  type StatementRow,
} from "./statements.queries.js";

export interface Acting {
  readonly caller: Pick<Caller, "collective" | "memberId">;
  readonly now: Date;
  readonly language: Language;
}

export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
}

export const statementFile = (name: string, bytes: Uint8Array): StatementFile => ({
  name: name.slice(0, 200) || "relevé",
  bytes,
  hash: createHash("sha256").update(bytes).digest("hex"),
});

export interface StatementTold extends Omit<StatementOptions, "currency" | "today"> {
  readonly bankId?: string | undefined;
  /** Whether somebody wants to name the columns, also of a table that is known. */
  readonly asksColumns?: boolean | undefined;
}

/** Adds a statement to a bank account. Refuses what cannot be read, and `statement_has_errors` with every fault. */
export async function addStatement(
  tx: Tx,
  acting: Acting,
  file: StatementFile,
  { bankId, ...told }: StatementTold,
): Promise<StatementAnswer> {
  const { caller, now, language } = acting;
  const collectiveId = caller.collective.id;
  const bank = await requireBank(tx, acting, bankId);
  const { statement: read, isRemembered } = await readWhole(tx, acting, file.bytes, { ...told, currency: bank.commodity });
  await lockStatements(tx, bank.id);
  const all = fingerprinted(read.lines);
  const added = await newLines(tx, collectiveId, bank.id, all);
  const before = added.length === 0 ? await findSameFile(tx, collectiveId, bank.id, file.hash) : undefined;
  if (before !== undefined) return { ...(await loadStatement(tx, caller, before, language)), isRepeat: true, isRemembered };
  const twins = await twinsAmong(tx, collectiveId, bank.id, read.source, { all, added });
  const id = newId();
  await insertStatement(
    tx,
    {
      collectiveId,
      id,
      accountId: bank.id,
      source: read.source,
      fileName: file.name,
      fileHash: file.hash,
      accountShown: read.account,
      closingMinor: read.closing?.amountMinor ?? null,
      closingOn: read.closing?.on ?? null,
      linesRead: read.lines.length,
      linesKnown: read.lines.length - added.length,
      notes: [...read.notes],
      addedBy: caller.memberId,
      createdAt: now,
    },
    added.map((line, index) => ({ ...line, twinOf: twins[index] ?? null })),
  );
  await tell(tx, acting, "bank-statement.added", "bank-statement", id, { bankId: bank.id, lines: added.length });
  return { ...(await loadStatement(tx, caller, id, language)), isRepeat: false, isRemembered };
}

/** 3. The lines of other statements that those added probably are again. */
async function twinsAmong(
  tx: Tx,
  collectiveId: string,
  accountId: string,
  source: string,
  { all, added }: { readonly all: readonly Fingerprinted[]; readonly added: readonly Fingerprinted[] },
): Promise<(string | null)[]> {
  const isSaid = new Set(all.map(({ fingerprint, occurrence }) => `${fingerprint} ${occurrence}`));
  const kept = await keptLines(
    tx,
    collectiveId,
    accountId,
    added.map(({ datedOn }) => datedOn),
  );
  return findTwins(
    source,
    added.map(({ bankId, ...line }) => ({ ...line, hasBankId: bankId !== null })),
    kept.filter(({ said }) => !said.some((one) => isSaid.has(one))),
  );
}

export const tell = (
  tx: Tx,
  { caller, now }: Acting,
  action: string,
  subject: string,
  subjectId: string,
  details: Record<string, unknown> = {},
) => recordEvents(tx, [{ collectiveId: caller.collective.id, byId: caller.memberId, at: now, action, subject, subjectId, details }]);

/** The bank that is named, or the only one there is. Refuses `unknown_bank`, `bank_missing`. */
async function requireBank(tx: Tx, { caller, now }: Acting, bankId: string | undefined): Promise<ListedAccount> {
  const { id: collectiveId, currency } = caller.collective;
  const wanted = bankId ?? (await chooseBank(tx, { collectiveId, bankId, currency, now }));
  const bank = (await listAccounts(tx, collectiveId, { classes: ["bank"] })).find(({ id }) => id === wanted);
  if (!bank) throw new Refusal("unknown_bank", { at: "bankId", id: wanted });
  return bank;
}

/** Faults that a refusal lists. */
const faultsShown = 100;

/**
 * 4. The whole of a file. Columns that are told go before those of a known bank, and are remembered by the header; what was told
 * of the same header before comes next. Refuses `statement_has_errors`, and what `openStatement` and `readOpened` do.
 */
async function readWhole(
  tx: Tx,
  acting: Acting,
  bytes: Uint8Array,
  { asksColumns, ...told }: Omit<StatementTold, "bankId"> & Pick<StatementOptions, "currency">,
): Promise<{ statement: Statement; isRemembered: boolean }> {
  const opened = openStatement(bytes);
  const { header, mappingKey } = opened;
  if (asksColumns && header !== null) throw unrecognised(header);
  const remembered =
    mappingKey === null || told.columns !== undefined ? undefined : await findMapping(tx, acting.caller.collective.id, mappingKey);
  const options = remembered ? { ...remembered.options, columns: remembered.columns, ...saidOf(told) } : told;
  const reading = readOpened(opened, { ...options, currency: told.currency, today: dayIn(acting.now, acting.caller.collective.timeZone) });
  const { statement, faults } = reading;
  if (!statement) throw haveErrors(faults, acting.language, remembered ? header : null);
  if (told.columns !== undefined && mappingKey !== null) {
    const { columns, dayOrder, decimalMark } = told;
    await saveMapping(tx, {
      ...{ collectiveId: acting.caller.collective.id, headerKey: mappingKey, profile: "bank-statement" },
      ...{ columns: saidOf(columns), options: saidOf({ dayOrder, decimalMark }), changedAt: acting.now, changedBy: acting.caller.memberId },
    });
  }
  return { statement, isRemembered: remembered !== undefined };
}

/** What was said, without what was not. */
const saidOf = <Said extends object>(said: Said) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as { [Name in keyof Said]: NonNullable<Said[Name]> };

/** The header is told where remembered columns read the file wrongly, so that they can be named anew. */
function haveErrors(faults: readonly ImportFault[], language: Language, header: readonly string[] | null): Refusal {
  const errors = faults.slice(0, faultsShown).map((fault) => ({ ...fault, message: faultSentence(fault, language) }));
  const [first] = errors;
  return new Refusal("statement_has_errors", {
    at: `line ${first?.line}`,
    line: first?.line ?? 0,
    column: first?.column ?? null,
    problem: first?.message ?? "",
    count: faults.length,
    more: faults.length > 1 ? faults.length - 1 : null,
    errors,
    header,
  });
}

const faultSentence = ({ code, figures }: ImportFault, language: Language): string => refusalSentence(code, figures, language);

type StatementShown = Omit<StatementAnswer, "isRepeat" | "isRemembered">;

function statementAnswer(row: StatementRow, language: Language): StatementShown {
  return {
    id: row.id,
    bankId: row.accountId,
    source: row.source,
    sourceTitle: sourceTitles[row.source]?.[language] ?? row.source,
    fileName: row.fileName,
    fileHash: row.fileHash,
    account: row.accountShown,
    closing: row.closingMinor === null ? null : formatAmount(row.closingMinor, row.currency),
    closingOn: row.closingOn,
    linesRead: row.linesRead,
    linesKnown: row.linesKnown,
    linesOpen: row.linesOpen,
    linesTwin: row.linesTwin,
    notes: row.notes,
    addedBy: row.addedBy,
    addedAt: row.createdAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}

/** One statement. Refuses `not_found`. */
export async function loadStatement(on: Queryable, { collective }: Acting["caller"], id: string, language: Language) {
  const row = await findStatement(on, collective.id, id);
  if (!row) throw new Refusal("not_found", { at: "statement", id });
  return statementAnswer(row, language);
}

export async function pageOfStatements(on: Queryable, { collective }: Acting["caller"], query: StatementQuery, language: Language) {
  const rows = await listStatements(on, collective.id, { bankId: query.bankId, limit: query.limit + 1 }, readInstantCursor(query.cursor));
  return cutPage(
    rows,
    query.limit,
    ({ createdAt, id }) => [createdAt.toISOString(), id],
    (row) => statementAnswer(row, language),
  );
}

/** Takes a statement back with its lines. Refuses `statement_undone`, and `statement_matched` while a line is matched. */
export async function undoStatement(tx: Tx, acting: Acting, id: string): Promise<StatementShown> {
  const { caller, now, language } = acting;
  const collectiveId = caller.collective.id;
  const row = await findStatement(tx, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "statement", id });
  await lockStatements(tx, row.accountId);
  const count = await countMatched(tx, collectiveId, id);
  if (count > 0) throw new Refusal("statement_matched", { at: "statement", count });
  if ((await findStatement(tx, collectiveId, id))?.undoneAt) throw new Refusal("statement_undone", { at: "statement" });
  await deleteLines(tx, collectiveId, id, now);
  await tell(tx, acting, "bank-statement.undone", "bank-statement", id);
  return loadStatement(tx, caller, id, language);
}
