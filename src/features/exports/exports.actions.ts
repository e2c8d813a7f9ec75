/**
 * Exports: one table as CSV, read in one snapshot of the database, which the file's name and headers date by the
 * position and hash of the ledger's head (DESIGN §12, §13). The same export of the same moment gives the same bytes.
 */
import { listBalances } from "../../db/balances.js";
import type { Queryable } from "../../db/client.js";
import { type ExportFile, writeExportFile } from "../../db/export-file.js";
import type { Collective } from "../../db/membership.js";
import { listGiven, type WealthWanted } from "../../db/wealth.js";
import { parseSharingDocument } from "../../domain/sharing/document.js";
import { explainMember } from "../../domain/sharing/explanation.js";
import type { SharingResult } from "../../domain/sharing/result.js";
import { type CsvDialect, writeCsv } from "../../exchange/csv-write.js";
import { balanceColumns, contributionColumns, type ExplainedShare, entryColumns, shareColumns, wealthColumns } from "./exports.columns.js";
import { contributionRows, entryLineRows, keptSharing, namesById, type Period, shareRows } from "./exports.queries.js";

export const exportNames = ["contributions", "shares", "entries", "balances", "wealth"] as const;
export type ExportName = (typeof exportNames)[number];

export interface Wanted extends Period {
  readonly what: ExportName;
  readonly dialect: CsvDialect;
  /** The member who reads; null on the command line. What is veiled from them is left out (db/veil). */
  readonly readerId: string | null;
  /** Of contributions: given by this member. */
  readonly memberId?: string | undefined;
  /** Of wealth: given for this circle alone. */
  readonly circleId?: string | undefined;
}

/** Writes an export to a file of its own. */
export const writeExport = (db: Queryable, collective: Pick<Collective, "id" | "slug" | "currency">, wanted: Wanted): Promise<ExportFile> =>
  writeExportFile(db, collective, wanted.what, (tx) => csvOf(tx, collective, wanted));

function csvOf(
  tx: Queryable,
  { id, currency }: Pick<Collective, "id" | "currency">,
  { what, dialect, readerId, memberId, circleId, ...period }: Wanted,
): AsyncGenerator<string> {
  switch (what) {
    case "contributions":
      return writeCsv(contributionColumns(currency, dialect), contributionRows(tx, id, { ...period, memberId }), dialect);
    case "entries":
      return writeCsv(entryColumns(dialect), entryLineRows(tx, id, period, readerId), dialect);
    case "shares":
      return writeCsv(shareColumns(dialect), explainedShares(tx, id, period, dialect), dialect);
    case "balances":
      return writeCsv(balanceColumns(dialect), balances(tx, id, period.until, readerId), dialect);
    case "wealth":
      return writeCsv(wealthColumns(currency), given(tx, id, { circleId, fromOn: period.from, untilOn: period.until }), dialect);
  }
}

async function* balances(tx: Queryable, collectiveId: string, until: string | undefined, readerId: string | null) {
  yield* await listBalances(tx, collectiveId, { on: until, readerId });
}

async function* given(tx: Queryable, collectiveId: string, wanted: WealthWanted) {
  yield* await listGiven(tx, collectiveId, wanted);
}

/** Shares with why they are what they are, out of the kept document and result, in the dialect's language. */
async function* explainedShares(tx: Queryable, collectiveId: string, period: Period, dialect: CsvDialect): AsyncGenerator<ExplainedShare> {
  const names = await namesById(tx, collectiveId);
  let explain: { sharingId: string; of: (memberId: string) => string } | undefined;
  for await (const share of shareRows(tx, collectiveId, period)) {
    if (explain?.sharingId !== share.sharingId)
      explain = { sharingId: share.sharingId, of: await explainer(tx, collectiveId, share.sharingId, names, dialect) };
    yield { ...share, explanation: explain.of(share.memberId) };
  }
}

interface Named {
  readonly id: string;
}

async function explainer(tx: Queryable, collectiveId: string, sharingId: string, names: ReadonlyMap<string, string>, dialect: CsvDialect) {
  const kept = await keptSharing(tx, collectiveId, sharingId);
  if (kept === undefined) return () => "";
  const raw = JSON.parse(kept.document) as { members: Named[]; funds?: Named[] };
  const named = (each: Named) => ({ ...each, name: names.get(each.id) ?? each.id });
  const document = parseSharingDocument({ ...raw, members: raw.members.map(named), funds: raw.funds?.map(named) ?? [] });
  const result = JSON.parse(kept.result) as SharingResult;
  return (memberId: string) =>
    explainMember(document, result, memberId, dialect)
      .lines.map(({ sentence }) => sentence)
      .join(" ")
      // The spaces that keep an amount on one line of a page are in the way in a table.
      .replace(/[\u00a0\u202f]/g, " ");
}
