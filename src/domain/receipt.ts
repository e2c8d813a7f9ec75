/**
 * «Justificatif»: a photo or a PDF that proves an expense or a bill, kept as it came (DESIGN §6).
 *
 *  1. JPEG, PNG, WebP, HEIC and PDF, as their content says it (exchange/receipt-type); 5 000 000 bytes a file, 5 files a thing.
 *     All of a collective’s together stay within what the service keeps for it (`RECEIPTS_MAX_MB`).
 *  2. A receipt may show a name, a place, a card: the giver, who logged, the pilots of the circle, treasurers and admins read
 *     it. Everybody else sees that there is one. A bill’s are for treasurers and admins.
 *  3. The giver, who logged and treasurers add to an expense, treasurers to a bill.
 *  4. Who added it takes it away, until a sharing that holds the expense is posted; a treasurer takes a bill’s away until
 *     something of the bill is paid. From then on it is the proof of an entry, and stays.
 *
 *   Bob’s train ticket of 64.20: Bob and the treasurer add, Ana who pilots reads, Cleo sees «1 justificatif»
 */
import { Refusal } from "./refusals.js";

export const receiptTypes = ["image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"] as const;
export type ReceiptType = (typeof receiptTypes)[number];

/** The types as people call them. */
const taken = "JPEG, PNG, WebP, HEIC, PDF";
export const receiptBytesMax = 5_000_000;
export const receiptsMax = 5;

export interface ReceiptReader {
  readonly memberId: string;
  readonly roles: ReadonlySet<string>;
  readonly pilotOf: ReadonlySet<string>;
}

/** What a receipt is of. */
export type Proven =
  | {
      readonly of: "contribution";
      readonly memberId: string;
      readonly loggedBy: string;
      readonly circleId: string;
      readonly isExpense: boolean;
      readonly isWithdrawn: boolean;
    }
  | { readonly of: "bill"; readonly document: string; readonly isReversed: boolean };

const isGivers = (thing: Proven, { memberId }: ReceiptReader): boolean =>
  thing.of === "contribution" && (thing.memberId === memberId || thing.loggedBy === memberId);

/** Rule 2. */
export const mayReadReceipts = (thing: Proven, reader: ReceiptReader): boolean =>
  reader.roles.has("treasurer") ||
  reader.roles.has("admin") ||
  isGivers(thing, reader) ||
  (thing.of === "contribution" && reader.pilotOf.has(thing.circleId));

/** Rule 2. Refuses `receipt_private`. */
export function requireReceiptReader(thing: Proven, reader: ReceiptReader): void {
  if (!mayReadReceipts(thing, reader)) throw new Refusal("receipt_private");
}

/** Rule 3, without the number. */
export const mayAddReceipts = (thing: Proven, reader: ReceiptReader): boolean =>
  (reader.roles.has("treasurer") || isGivers(thing, reader)) &&
  (thing.of === "bill" ? !thing.isReversed : thing.isExpense && !thing.isWithdrawn);

/** Rules 1 and 3. Refuses `receipt_by_giver`, `receipt_without_expense`, `contribution_withdrawn`, `bill_reversed`. */
export function requireReceiptAdder(thing: Proven, reader: ReceiptReader): void {
  if (!reader.roles.has("treasurer") && !isGivers(thing, reader)) throw new Refusal("receipt_by_giver");
  if (thing.of === "bill") {
    if (thing.isReversed) throw new Refusal("bill_reversed", { at: "bill", document: thing.document });
    return;
  }
  if (thing.isWithdrawn) throw new Refusal("contribution_withdrawn", { at: "contribution" });
  if (!thing.isExpense) throw new Refusal("receipt_without_expense");
}

/** Rule 1. Refuses `receipts_full`. */
export function requireRoomForReceipt(count: number): void {
  if (count >= receiptsMax) throw new Refusal("receipts_full", { at: "file", count, max: receiptsMax });
}

/** Rule 1, of all of a collective’s. Refuses `receipts_quota`, in whole megabytes: what there is and what comes rounded up, what is left down. */
export function requireRoomInCollective({ keptBytes, bytes, maxBytes }: { keptBytes: number; bytes: number; maxBytes: number }): void {
  if (keptBytes + bytes <= maxBytes) return;
  const megabytes = (of: number): number => Math.ceil(of / 1_000_000);
  const left = Math.max(0, Math.floor((maxBytes - keptBytes) / 1_000_000));
  throw new Refusal("receipts_quota", { at: "file", kept: megabytes(keptBytes), file: megabytes(bytes), left, max: maxBytes / 1_000_000 });
}

/** Rule 1. Refuses `receipt_too_large`. */
export function requireReceiptSize(bytes: number): void {
  if (bytes > receiptBytesMax)
    throw new Refusal("receipt_too_large", { at: "file", bytes, max: receiptBytesMax, megabytes: receiptBytesMax / 1_000_000 });
}

/** Rule 1. Refuses `receipt_type`, with the types that are taken. */
export function requireReceiptType(type: ReceiptType | undefined, name: string): ReceiptType {
  if (type === undefined) throw new Refusal("receipt_type", { at: "file", name, taken });
  return type;
}

/** Rule 4. */
export const mayRemoveReceipt = (
  thing: Proven,
  { addedBy, isKept }: { addedBy: string; isKept: boolean },
  reader: ReceiptReader,
): boolean => !isKept && (thing.of === "bill" ? reader.roles.has("treasurer") : addedBy === reader.memberId);

/** Rule 4. Refuses `receipt_of_another`, `receipt_kept`. */
export function requireReceiptRemover(
  thing: Proven,
  { addedBy, isKept }: { addedBy: string; isKept: boolean },
  reader: ReceiptReader,
): void {
  if (mayRemoveReceipt(thing, { addedBy, isKept: false }, reader)) {
    if (isKept) throw new Refusal("receipt_kept", { of: thing.of });
    return;
  }
  throw new Refusal("receipt_of_another");
}
