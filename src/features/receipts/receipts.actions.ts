/** What can be done with receipts: load, decide, save. The rules are in domain/receipt.ts. */
import { createHash } from "node:crypto";
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { lockCollective } from "../../db/members.js";
import type { Tx } from "../../db/transaction.js";
import { oneLine } from "../../domain/one-line.js";
import {
  mayAddReceipts,
  mayReadReceipts,
  mayRemoveReceipt,
  type Proven,
  type ReceiptType,
  receiptBytesMax,
  receiptsMax,
  requireReceiptAdder,
  requireReceiptReader,
  requireReceiptRemover,
  requireReceiptSize,
  requireReceiptType,
  requireRoomForReceipt,
  requireRoomInCollective,
} from "../../domain/receipt.js";
import { Refusal } from "../../domain/refusals.js";
import { receiptTypeOf } from "../../exchange/receipt-type.js";
import type { Caller } from "../../http/access.js";
import {
  deleteReceipt,
  findProven,
  findReceipt,
  insertReceipt,
  isProofKept,
  keptBytes,
  listReceipts,
  loadContent,
  type ReceiptRow,
  type Subject,
} from "./receipts.queries.js";
import type { AddedReceipt, ReceiptAnswer, ReceiptList } from "./receipts.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

export interface ReceiptFile {
  readonly name: string;
  readonly type: ReceiptType;
  readonly content: Uint8Array;
  /** In hexadecimals. */
  readonly sha256: string;
}

const nameMax = 200;

/** A file as it came: its name made a line, its type read from its content. Refuses `receipt_too_large`, `receipt_type`. */
export function receiptFile(fileName: string, content: Uint8Array): ReceiptFile {
  requireReceiptSize(content.length);
  const name = [...oneLine(fileName.replace(/\p{Surrogate}/gu, "\ufffd"))].slice(0, nameMax).join("") || "justificatif";
  return {
    name,
    type: requireReceiptType(receiptTypeOf(content), name),
    content,
    sha256: createHash("sha256").update(content).digest("hex"),
  };
}

const answerOf = ({ contributionId: _, billId: __, addedAt, type, ...row }: ReceiptRow, canRemove: boolean): ReceiptAnswer => ({
  ...row,
  type: type as ReceiptType,
  addedAt: addedAt.toISOString(),
  canRemove,
});

async function requireProven(on: Queryable, { collective }: Caller, subject: Subject, lock = false): Promise<Proven> {
  const thing = await findProven(on, collective.id, subject, lock);
  if (!thing) throw new Refusal("not_found", { at: subject.of, id: subject.id });
  return thing;
}

/** The receipts of a thing; for who may not read them, how many. Refuses `not_found`. */
export async function tellReceipts(on: Queryable, caller: Caller, subject: Subject): Promise<ReceiptList> {
  const thing = await requireProven(on, caller, subject);
  const rows = await listReceipts(on, caller.collective.id, subject);
  const isReadable = mayReadReceipts(thing, caller);
  const isKept = rows.length > 0 && (await isProofKept(on, caller.collective.id, subject));
  return {
    count: rows.length,
    isReadable,
    canAdd: rows.length < receiptsMax && mayAddReceipts(thing, caller),
    countMax: receiptsMax,
    bytesMax: receiptBytesMax,
    items: isReadable ? rows.map((row) => answerOf(row, mayRemoveReceipt(thing, { addedBy: row.addedBy, isKept }, caller))) : [],
  };
}

/** Adds a file to an expense or a bill; the very same file again adds nothing. Refuses as `requireReceiptAdder`, `receipts_full`, `receipts_quota`. */
export async function addReceipt(
  tx: Tx,
  { caller, now }: Acting,
  subject: Subject,
  file: ReceiptFile,
  maxBytes: number,
): Promise<AddedReceipt> {
  const collectiveId = caller.collective.id;
  // Before the bill: who makes a batch of it takes both in this order.
  await lockCollective(tx, collectiveId);
  const thing = await requireProven(tx, caller, subject, true);
  requireReceiptAdder(thing, caller);
  const rows = await listReceipts(tx, collectiveId, subject);
  const isKept = await isProofKept(tx, collectiveId, subject);
  const canRemove = (addedBy: string) => mayRemoveReceipt(thing, { addedBy, isKept }, caller);
  const same = rows.find(({ sha256 }) => sha256 === file.sha256);
  if (same) return { ...answerOf(same, canRemove(same.addedBy)), isRepeat: true };
  requireRoomForReceipt(rows.length);
  requireRoomInCollective({ keptBytes: await keptBytes(tx, collectiveId), bytes: file.content.length, maxBytes });
  const { name, type, content, sha256 } = file;
  const row = {
    id: newId(),
    contributionId: subject.of === "contribution" ? subject.id : null,
    billId: subject.of === "bill" ? subject.id : null,
    name,
    type,
    bytes: content.length,
    sha256,
    addedBy: caller.memberId,
    addedAt: now,
  };
  await insertReceipt(tx, { collectiveId, content, ...row });
  await record(tx, { caller, now }, "receipt.added", subject, row);
  return { ...answerOf(row, canRemove(caller.memberId)), isRepeat: false };
}

/** Of which thing a receipt is. Refuses `not_found`. */
async function requireReceipt(on: Queryable, { collective }: Caller, id: string): Promise<{ row: ReceiptRow; subject: Subject }> {
  const row = await findReceipt(on, collective.id, id);
  if (!row) throw new Refusal("not_found", { at: "receipt", id });
  const { contributionId, billId } = row;
  return { row, subject: contributionId === null ? { of: "bill", id: billId ?? "" } : { of: "contribution", id: contributionId } };
}

/** The file, and what it is. Refuses `not_found`, `receipt_private`. */
export async function openReceipt(on: Queryable, caller: Caller, id: string): Promise<ReceiptRow> {
  const { row, subject } = await requireReceipt(on, caller, id);
  requireReceiptReader(await requireProven(on, caller, subject), caller);
  return row;
}

export async function readContent(on: Queryable, { collective }: Caller, id: string): Promise<Uint8Array> {
  const content = await loadContent(on, collective.id, id);
  if (!content) throw new Refusal("not_found", { at: "receipt", id });
  return content;
}

/** Takes a receipt away. Refuses `not_found`, `receipt_of_another`, `receipt_kept`. */
export async function removeReceipt(tx: Tx, { caller, now }: Acting, id: string): Promise<ReceiptList> {
  const { row, subject } = await requireReceipt(tx, caller, id);
  const isKept = await isProofKept(tx, caller.collective.id, subject, true);
  const thing = await requireProven(tx, caller, subject);
  requireReceiptRemover(thing, { addedBy: row.addedBy, isKept }, caller);
  if ((await deleteReceipt(tx, caller.collective.id, id)) === 0) throw new Refusal("not_found", { at: "receipt", id });
  await record(tx, { caller, now }, "receipt.removed", subject, row);
  return tellReceipts(tx, caller, subject);
}

/** What the trail keeps: which file it was, never its name, which may tell of somebody. */
const record = (tx: Tx, { caller, now }: Acting, action: string, { of, id }: Subject, { bytes, sha256, type }: ReceiptRow): Promise<void> =>
  recordEvents(tx, [
    {
      collectiveId: caller.collective.id,
      byId: caller.memberId,
      at: now,
      action,
      subject: of,
      subjectId: id,
      details: { type, bytes, sha256 },
    },
  ]);
