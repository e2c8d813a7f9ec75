/** What the API says of payments that leave together. */
import { z } from "zod";
import { stayingOut } from "../../domain/payment-batch.js";
import {
  amountField,
  bankLineField,
  collectiveParams,
  currencyField,
  dayField,
  exampleId,
  field,
  idField,
  instantField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";
import { dialectField } from "../../http/table-export.js";

const what = field(z.enum(["share", "bill"]), "What is owed.", "share");
const payee = field(z.enum(["member", "third-party"]), "Who is owed.", "member");
const form = field(
  z.enum(["file", "request"]),
  "`file`: a payment file for the bank; `request`: a sheet for the host who holds the account.",
  "file",
);
const host = field(z.string().nullable(), "Who holds the bank account, where the collective is hosted elsewhere.", null);
const number = field(z.number().int(), "Its number in the collective.", 12);
const end = field(z.string().nullable(), "The last four characters of the IBAN.", "0189");
const item = {
  what,
  id: idField("The share or the bill."),
  label: field(z.string(), "The sharing’s title, or the bill’s label.", "Partage d’hiver"),
  document: field(z.string().nullable(), "The bill’s number.", null),
  nature: field(z.string(), "What it is owed as.", "work"),
  amount: amountField("How much of it is paid: all that is left."),
};

export const proposal = z
  .object({
    form,
    host,
    items: z
      .array(
        z.object({
          ...item,
          payee,
          payeeId: idField("Which member or third party."),
          name: field(z.string(), "Their name.", "Ana"),
          currency: currencyField("Its currency."),
          dueOn: field(dayField("The day.").nullable(), "The day a bill is due.", null),
          ibanEnd: end,
          isIbanRecent: field(z.boolean(), "Whether that IBAN was changed in the last 30 days: ask by another way before paying.", false),
          staysOut: field(z.array(z.enum(stayingOut)), "Why it stays out; nothing where it may go in.", []),
          batch: field(z.number().int().nullable(), "The number of the open batch it is in.", null),
        }),
      )
      .meta({ description: "Everything that is owed, by payee." }),
  })
  .meta({ id: "PaymentProposal", description: "What of what is owed today may leave together, and what stays out and why." });

export const newBatch = z.object({
  bankId: field(uuid().optional(), "The bank account it leaves from; the only one there is unless given.", exampleId),
  executesOn: dayField("The day the bank is asked to pay: today or later.", "2026-03-13"),
  items: field(
    z
      .array(z.object({ what, id: idField("The share or the bill.") }))
      .min(1)
      .max(1000),
    "What is paid, each in whole.",
    [{ what: "share", id: exampleId }],
  ),
});

const transfer = z.object({
  id: idField("The transfer."),
  place: field(z.number().int(), "Its place in the batch.", 3),
  reference: field(z.string(), "What the payee’s bank shows, and ours brings back with it (EndToEndId).", "V12-3"),
  payee,
  payeeId: idField("Which member or third party."),
  name: field(z.string(), "Their name.", "Ana"),
  amount: amountField("How much."),
  remittance: field(z.string(), "The words that come with the money.", "Les Communs - Partage d’hiver"),
  ibanEnd: end,
  status: field(z.enum(["open", "paid", "bounced", "cancelled"]), "What became of it.", "open"),
  entryId: field(uuid().nullable(), "The entry that paid it.", null),
  items: z.array(z.object(item)).meta({ description: "What it pays." }),
});

const batchShown = {
  id: idField("The batch."),
  number,
  form,
  host,
  bankId: idField("The bank account it leaves from."),
  bank: field(z.string(), "Its name.", "Compte courant"),
  currency: currencyField("Its currency."),
  executesOn: dayField("The day the bank is asked to pay.", "2026-03-13"),
  total: amountField("How much in all."),
  paid: amountField("How much of it the bank has paid; less than all of it where a transfer came back.", "240.00"),
  count: field(z.number().int(), "How many transfers.", 3),
  status: field(z.enum(["open", "paid", "cancelled"]), "`open` while one of its transfers is.", "open"),
  hasFile: field(z.boolean(), "Whether its payment file is kept.", true),
  createdAt: instantField("When it was made."),
  createdBy: idField("Which member made it."),
  endedAt: field(z.string().nullable(), "When it was recorded as paid or cancelled.", null),
};

export const batchAnswer = z
  .object({ ...batchShown, transfers: z.array(transfer).meta({ description: "Its transfers, in their order." }) })
  .meta({ id: "PaymentBatch", description: "Payments that leave together." });
export const batchPage = pageOf(
  z.object(batchShown).meta({ id: "PaymentBatchListed", description: "Payments that left together." }),
  "The latest first.",
);
export const batchQuery = pageQuery;

export const newRecord = z.object({
  datedOn: dayField("The day the bank paid: not in the future, and not in a closed year.", "2026-03-13"),
  transferIds: field(
    z.array(uuid()).min(1).max(1000).optional(),
    "Which transfers the bank has paid or returned, where it does one after another; all that are on their way unless given.",
    [exampleId],
  ),
  bounced: field(z.array(uuid()).max(1000).default([]), "Transfers that did not go through: what they were for is owed still.", []),
  bankLineId: bankLineField,
});

export const fileQuery = z.object({ dialect: dialectField });
export const batchParams = collectiveParams.extend({ id: idField("Which batch.") });

export type Proposal = z.input<typeof proposal>;
export type NewBatch = z.output<typeof newBatch>;
export type NewRecord = z.output<typeof newRecord>;
export type BatchAnswer = z.input<typeof batchAnswer>;
export type BatchListed = Omit<BatchAnswer, "transfers">;
export type TransferAnswer = BatchAnswer["transfers"][number];
