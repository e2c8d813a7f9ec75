/** What routes of receipts take and answer. */
import { z } from "zod";
import { receiptBytesMax, receiptsMax, receiptTypes } from "../../domain/receipt.js";
import { field, idField, instantField } from "../../http/fields.js";

/** A multipart request: the file is read beside the validation, which sees no body. */
export const receiptUpload = z
  .object({
    file: z.string().meta({ description: "The photo or PDF.", format: "binary", examples: ["%PDF-1.7…"] }),
  })
  .nullish();

const receiptFields = {
  id: idField("The receipt."),
  name: field(z.string(), "The file’s name, as it came: text to show, nothing to believe.", "billet-17.pdf"),
  type: field(z.enum(receiptTypes), "What its content is.", "application/pdf"),
  bytes: field(z.number(), "Its length.", 48_213),
  sha256: field(
    z.string(),
    "The sha256 of its content, in hexadecimals.",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  ),
  addedBy: idField("Who added it."),
  addedAt: instantField("When."),
  canRemove: field(z.boolean(), "Whether the reader may take it away.", false),
};

export const receipt = z.object(receiptFields).meta({ id: "Receipt", description: "A photo or PDF that proves an expense or a bill." });

export const addedReceipt = z
  .object({ ...receiptFields, isRepeat: field(z.boolean(), "Whether this very file was there already: nothing is added.", false) })
  .meta({ id: "AddedReceipt", description: "A receipt that was just added." });

export const receiptList = z
  .object({
    count: field(z.number(), "How many there are, also for who may not read them.", 1),
    isReadable: field(z.boolean(), "Whether the reader may read them; where not, none is listed.", true),
    canAdd: field(z.boolean(), "Whether the reader may add one.", true),
    countMax: field(z.number(), "How many there may be.", receiptsMax),
    bytesMax: field(z.number(), "How long a file may be.", receiptBytesMax),
    items: field(z.array(receipt), "The receipts, the first added first.", []),
  })
  .meta({ id: "ReceiptList", description: "The receipts of an expense or a bill, as far as the reader may read them." });

export const receiptContent = z.string().meta({ description: "The file, byte by byte as it came.", examples: ["%PDF-1.7…"] });

export type ReceiptAnswer = z.output<typeof receipt>;
export type AddedReceipt = z.output<typeof addedReceipt>;
export type ReceiptList = z.output<typeof receiptList>;
