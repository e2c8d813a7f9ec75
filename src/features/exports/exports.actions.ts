/**
 * Exports: one table as CSV or a spreadsheet, read in one snapshot of the database, which the file's name and headers date by the
 * position and hash of the ledger's head (DESIGN §12, §13). The same export of the same moment gives the same bytes.
 */
import { listBalances } from "../../db/balances.js";
import type { Queryable } from "../../db/client.js";
import { type ExportFile, writeExportFile } from "../../db/export-file.js";
import type { Collective } from "../../db/membership.js";
import { listVolunteeredLines } from "../../db/volunteering.js";
import { listGiven, type WealthWanted } from "../../db/wealth.js";
import { parseSharingDocument } from "../../domain/sharing/document.js";
import { explainMember } from "../../domain/sharing/explanation.js";
import type { SharingResult } from "../../domain/sharing/result.js";
import type { CsvColumn, CsvDialect, Rows } from "../../exchange/csv-write.js";
import { type TableFormat, writeTable } from "../../exchange/table-write.js";
import {
  balanceColumns,
  contributionColumns,
  type ExplainedShare,
  entryColumns,
  shareColumns,
  titles,
  volunteeringColumns,
  wealthColumns,
} from "./exports.columns.js";
import { contributionRows, entryLineRows, keptSharing, namesById, type Period, shareRows } from "./exports.queries.js";

export const exportNames = ["contributions", "shares", "entries", "balances", "wealth", "volunteering"] as const;
export type ExportName = (typeof exportNames)[number];

export interface Wanted extends Period {
  readonly what: ExportName;
  readonly format: TableFormat;
  readonly dialect: CsvDialect;
  /** The member who reads; null on the command line. What is veiled from them is left out (db/veil). */
  readonly readerId: string | null;
  /** Of contributions: given by this member. */
  readonly memberId?: string | undefined;
  /** Of wealth: given for this circle alone. */
  readonly circleId?: string | undefined;
}

/** Writes an export to a file of its own. Refuses `sheet_too_long`. */
export const writeExport = (db: Queryable, collective: Pick<Collective, "id" | "slug" | "currency">, wanted: Wanted): Promise<ExportFile> =>
  writeExportFile(
    db,
    collective.id,
    (tx) => tableOf(tx, collective, wanted),
    (position) => `${collective.slug}-${wanted.what}-${position}.${wanted.format}`,
  );

function tableOf(
  tx: Queryable,
  { id, currency }: Pick<Collective, "id" | "currency">,
  { what, format, dialect, readerId, memberId, circleId, ...period }: Wanted,
): AsyncGenerator<string | Uint8Array> {
  const table = <Row>(columns: readonly CsvColumn<Row>[], rows: Rows<Row>) =>
    writeTable(format, { title: titles[what], columns, rows, language: dialect });
  switch (what) {
    case "contributions":
      return table(contributionColumns(currency, dialect), contributionRows(tx, id, { ...period, memberId }));
    case "entries":
      return table(entryColumns(dialect), entryLineRows(tx, id, period, readerId));
    case "shares":
      return table(shareColumns(dialect), explainedShares(tx, id, period, dialect));
    case "balances":
      return table(balanceColumns(dialect), balances(tx, id, period.until, readerId));
    case "volunteering":
      return table(volunteeringColumns(currency, dialect), volunteered(tx, id, { ...period, circleId, memberId }));
    case "wealth":
      return table(wealthColumns(currency), given(tx, id, { circleId, fromOn: period.from, untilOn: period.until }));
  }
}

async function* balances(tx: Queryable, collectiveId: string, until: string | undefined, readerId: string | null) {
  yield await listBalances(tx, collectiveId, { on: until, readerId });
}

async function* given(tx: Queryable, collectiveId: string, wanted: WealthWanted) {
  yield await listGiven(tx, collectiveId, wanted);
}

/** Shares with why they are what they are, out of the kept document and result, in the dialect's language. */
async function* explainedShares(
  tx: Queryable,
  collectiveId: string,
  period: Period,
  dialect: CsvDialect,
): AsyncGenerator<readonly ExplainedShare[]> {
  const names = await namesById(tx, collectiveId);
  let explain: { sharingId: string; of: (memberId: string) => string } | undefined;
  for await (const batch of shareRows(tx, collectiveId, period)) {
    const explained: ExplainedShare[] = [];
    for (const share of batch) {
      if (explain?.sharingId !== share.sharingId)
        explain = { sharingId: share.sharingId, of: await explainer(tx, collectiveId, share.sharingId, names, dialect) };
      explained.push({ ...share, explanation: explain.of(share.memberId) });
    }
    yield explained;
  }
}

async function* volunteered(tx: Queryable, collectiveId: string, { from, until, ...of }: Period & Pick<Wanted, "circleId" | "memberId">) {
  yield await listVolunteeredLines(tx, collectiveId, { ...of, fromOn: from ?? "0001-01-01", untilOn: until ?? "9999-12-31" });
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
