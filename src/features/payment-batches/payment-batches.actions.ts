/** Payments that left together, as they are read: listed, opened, and handed to the bank as a file. */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { type ExportFile, writeExportFile } from "../../db/export-file.js";
import type { Tx } from "../../db/transaction.js";
import { formatAmount } from "../../domain/money.js";
import type { BatchForm } from "../../domain/payment-batch.js";
import { Refusal } from "../../domain/refusals.js";
import { type CsvDialect, writeCsv } from "../../exchange/csv-write.js";
import { type TableFormat, writeTable } from "../../exchange/table-write.js";
import { cutPage, readNumberCursor } from "../../http/paging.js";
import type { Seal } from "../../mail/seal.js";
import type { Acting } from "./owed.actions.js";
import { requestColumns } from "./payment-batches.columns.js";
import { type BatchRow, findBatch, hostOf, listBatches, listTransfers } from "./payment-batches.queries.js";
import type { BatchAnswer, BatchListed } from "./payment-batches.schema.js";

const listed = (row: BatchRow, host: string | null): BatchListed => ({
  ...{ id: row.id, number: row.number, form: row.form as BatchForm, host: row.form === "request" ? host : null },
  ...{ bankId: row.accountId, bank: row.bank, currency: row.currency, executesOn: row.executesOn, count: row.count },
  total: formatAmount(row.totalMinor, row.currency),
  paid: formatAmount(BigInt(row.paid), row.currency),
  status: row.status as BatchListed["status"],
  hasFile: row.fileSealed !== null,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  endedAt: row.endedAt?.toISOString() ?? null,
});

export async function pageOfBatches(on: Queryable, collectiveId: string, query: { limit: number; cursor?: string | undefined }) {
  const rows = await listBatches(on, collectiveId, query.limit + 1, readNumberCursor(query.cursor));
  const host = await hostOf(on, collectiveId);
  return cutPage(
    rows,
    query.limit,
    ({ number }) => [String(number)],
    (row) => listed(row, host),
  );
}

export async function requireBatch(row: Promise<BatchRow | undefined>, id: string): Promise<BatchRow> {
  const found = await row;
  if (!found) throw new Refusal("not_found", { at: "payment-batch", id });
  return found;
}

/** One batch with its transfers. Refuses `not_found`. */
export async function loadBatch(on: Queryable, collectiveId: string, id: string): Promise<BatchAnswer> {
  const row = await requireBatch(findBatch(on, collectiveId, id), id);
  const money = (minor: string) => formatAmount(BigInt(minor), row.currency);
  const transfers = await listTransfers(on, collectiveId, id);
  return {
    ...listed(row, await hostOf(on, collectiveId)),
    transfers: transfers.map(({ amount, items, status, ...transfer }) => ({
      ...transfer,
      status: status as "open",
      amount: money(amount),
      items: items.map((item) => ({ ...item, amount: money(item.amount) })),
    })),
  };
}

/** Who only reads: of which collective. */
interface Reading {
  readonly caller: Pick<Acting["caller"], "collective">;
}

export interface BatchFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** What is handed to the bank, the same bytes each time; or the sheet for the host. Refuses `batch_file_forgotten`. */
export async function writeBatchFile(on: Queryable, { caller }: Reading, seal: Seal, id: string, dialect: CsvDialect): Promise<BatchFile> {
  const collectiveId = caller.collective.id;
  const row = await requireBatch(findBatch(on, collectiveId, id), id);
  const base = fileBase(caller, row);
  if (row.form === "file") {
    const text = row.fileSealed === null ? undefined : seal.open(row.fileSealed);
    if (text === undefined) throw new Refusal("batch_file_forgotten", { number: row.number });
    return { name: `${base}.xml`, type: "application/xml; charset=utf-8", text };
  }
  const chunks: string[] = [];
  for await (const chunk of writeCsv(requestColumns(row.currency, dialect), await sheetRows(on, row), dialect)) chunks.push(chunk);
  return { name: `${base}.csv`, type: "text/csv; charset=utf-8", text: chunks.join("") };
}

const fileBase = ({ collective: { slug, locale } }: Reading["caller"], { number, executesOn }: BatchRow): string =>
  `${slug}-${locale === "fr" ? "virements" : "transfers"}-${number}-${executesOn}`;

const sheetRows = async (on: Queryable, row: BatchRow) => [
  ...(await listTransfers(on, row.collectiveId, row.id)),
  { total: row.totalMinor },
];

const listTitle = { fr: "Virements", en: "Transfers" };

/** The list that is signed, as a table: of a file for the bank as of a sheet for the host. */
export async function writeBatchList(
  db: Queryable,
  { caller }: Reading,
  id: string,
  { format, dialect }: { readonly format: TableFormat; readonly dialect: CsvDialect },
): Promise<ExportFile> {
  const collectiveId = caller.collective.id;
  const row = await requireBatch(findBatch(db, collectiveId, id), id);
  return writeExportFile(
    db,
    collectiveId,
    async function* (tx) {
      const rows = await sheetRows(tx, row);
      yield* writeTable(format, { title: listTitle, columns: requestColumns(row.currency, dialect), rows, language: dialect });
    },
    () => `${fileBase(caller, row)}-${dialect === "fr" ? "liste" : "list"}.${format}`,
  );
}

/** The trail of a batch. */
export const recordInTrail = (
  tx: Tx,
  { caller, now }: Acting,
  id: string,
  verb: "opened" | "paid" | "cancelled",
  details: Record<string, unknown>,
) =>
  recordEvents(tx, [
    {
      ...{ collectiveId: caller.collective.id, byId: caller.memberId, at: now },
      ...{ action: `payment-batch.${verb}`, subject: "payment-batch", subjectId: id, details },
    },
  ]);
