/** What the API says of what is owed, and of shares that are paid, waived or given back. */
import { z } from "zod";
import { amountField, bankLineField, currencyField, dayField, exampleId, field, idField, textField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";
import { postedEntry } from "../../http/posted.js";
import { bankIdField, datedOnField, documentField, noteField } from "./banks.schema.js";

export const newPayment = z.object({
  items: field(
    z
      .array(
        z.object({
          shareId: idField("The share."),
          amount: amountField("How much of it is paid; all or a part of what is left.", "200.00"),
          reason: field(
            textField("Why.", "", 1000).nullable().default(null),
            "Why it is paid although its footing or a receipt is missing: without one, such a share is refused.",
            "Sa facture vient lundi.",
          ),
        }),
      )
      .min(1)
      .max(500),
    "The shares that are paid.",
    [{ shareId: exampleId, amount: "200.00" }],
  ),
  bankId: bankIdField,
  bankLineId: bankLineField,
  datedOn: datedOnField,
  document: documentField,
  note: noteField,
});

const doubts = field(
  z.array(z.enum(["footing_missing", "receipt_missing"])),
  "What is missing to pay it today; then it takes a written reason, and stays out of the payment file.",
  [],
);

export const newWaiver = z.object({
  fundId: idField("The fund it is left to."),
  amount: amountField("How much; all that is left unless given.", "12.40").optional(),
  note: noteField,
});

export const newRefund = z.object({
  amount: amountField("How much came back.", "50.00"),
  bankId: bankIdField,
  bankLineId: bankLineField,
  datedOn: datedOnField,
  document: documentField,
  note: noteField,
});

export const share = z
  .object({
    id: idField("The share."),
    sharingId: idField("The sharing it is from."),
    memberId: idField("Who it was given to."),
    payeeId: idField("Who is paid: themself, or a structure."),
    nature: field(z.string(), "What it is paid as: expenses, work or rights.", "work"),
    amount: amountField("How much it is.", "312.40"),
    paid: amountField("What was paid of it.", "200.00"),
    waived: amountField("What was left to a fund.", "100.00"),
    refunded: amountField("Of what was paid, what came back to the envelope.", "0.00"),
    left: amountField("What is still owed.", "12.40"),
    currency: currencyField("Its currency."),
    doubts,
    reasons: z
      .array(z.object({ entryId: idField("The payment."), reason: field(z.string(), "Why.", "Facture attendue le 20 avril.") }))
      .meta({ description: "Why it was paid all the same." }),
  })
  .meta({ id: "Share", description: "What a participant gets from a posted sharing, under one nature." });

export const paymentAnswer = z
  .object({ entry: postedEntry, shares: z.array(share).meta({ description: "The shares as they stand now." }) })
  .meta({ id: "Payment", description: "The entry that was posted, and the shares as they stand now." });

const owedItem = z.object({
  what: field(z.enum(["share", "bill"]), "What is owed.", "share"),
  id: idField("The share or the bill."),
  originId: idField("The sharing of a share, the envelope of a bill."),
  label: field(z.string(), "The sharing’s title, or the bill’s label.", "Partage d’hiver"),
  nature: field(z.string(), "What it is owed as.", "work"),
  forMemberId: field(uuid().nullable(), "Who gave what is paid for, where it is a share.", exampleId),
  dueOn: field(dayField("The day.").nullable(), "The day a bill is due.", null),
  amount: amountField("How much it is.", "312.40"),
  left: amountField("What is still owed of it.", "12.40"),
  doubts,
});

export const owed = z
  .object({
    payee: field(z.enum(["member", "third-party"]), "Who is owed.", "member"),
    id: idField("Which member or third party."),
    name: field(z.string(), "Their name.", "Ana"),
    currency: currencyField("In which currency."),
    left: amountField("What is owed in all.", "312.40"),
    items: z.array(owedItem).meta({ description: "What makes it." }),
  })
  .meta({ id: "Owed", description: "What is owed to one payee." });

export const owedQuery = pageQuery.extend({
  payee: field(z.enum(["member", "third-party"]).optional(), "Only members, or only third parties.", "member"),
  payeeId: field(uuid().optional(), "Only this one.", exampleId),
});
export const owedPage = pageOf(owed, "Who is owed something, by name.");

export type NewPayment = z.output<typeof newPayment>;
export type NewWaiver = z.output<typeof newWaiver>;
export type NewRefund = z.output<typeof newRefund>;
export type ShareAnswer = z.input<typeof share>;
export type OwedQuery = z.output<typeof owedQuery>;
export type Owed = z.input<typeof owed>;
