/** What the API says of bills, their payments, and bank fees. */
import { z } from "zod";
import { billNatures } from "../../domain/bill.js";
import { amountField, bankLineField, currencyField, dayField, exampleId, field, idField, lineField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";
import { postedEntry } from "../../http/posted.js";
import { bankIdField, datedOnField, documentField, noteField } from "./money-in.schema.js";

const payment = z.object({
  bankId: bankIdField,
  bankLineId: bankLineField,
  datedOn: datedOnField.optional().meta({ description: "The day it was paid; the bill’s unless given.", examples: ["2026-03-03"] }),
  document: lineField("The document of the payment; the bill’s unless given.", "Relevé 2026-03").optional(),
});

export const newBill = z.object({
  envelopeId: idField("The envelope it is asked of."),
  thirdPartyId: idField("Who asks."),
  amount: amountField("How much, all taxes included.", "450.00"),
  nature: field(z.enum(billNatures), "What it is for.", "purchase"),
  document: documentField.meta({ description: "Its number. The same third party and number twice is refused.", examples: ["F-2026-031"] }),
  label: lineField("What was bought, in a few words.", "Affiches"),
  billedOn: dayField("Its date."),
  dueOn: field(dayField("The day.").nullable().default(null), "The day it is due.", "2026-04-03"),
  datedOn: datedOnField.optional().meta({ description: "The day it is entered; its date unless given.", examples: ["2026-03-03"] }),
  payment: field(payment.optional(), "How it was paid, when it is paid at once.", {}),
  note: noteField,
});

export const bill = z
  .object({
    id: idField("The bill."),
    envelopeId: idField("The envelope it is asked of."),
    thirdPartyId: idField("Who asks."),
    amount: amountField("How much.", "450.00"),
    paid: amountField("What was paid of it.", "200.00"),
    refunded: amountField("Of that, what the third party gave back.", "0.00"),
    left: amountField("What is still owed.", "250.00"),
    currency: currencyField("Its currency."),
    nature: field(z.string(), "What it is for.", "purchase"),
    document: field(z.string(), "Its number.", "F-2026-031"),
    label: field(z.string(), "What was bought.", "Affiches"),
    billedOn: dayField("Its date."),
    dueOn: field(z.string().nullable(), "The day it is due.", "2026-04-03"),
    entryId: idField("The entry that owes it."),
    reversedAt: field(z.string().nullable(), "When it was taken back.", null),
    settlements: field(
      z.array(
        z.object({
          entryId: idField("The entry."),
          how: field(z.enum(["paid", "refunded"]), "Paid, or given back; a reversal has the opposite sign.", "paid"),
          amount: amountField("How much.", "200.00"),
          datedOn: dayField("The day it is dated."),
        }),
      ),
      "What was paid and given back, in that order.",
      [],
    ),
    warnings: field(
      z.array(z.enum(["day_outside_envelope"])),
      "What to look at, and stops nobody: a day that the envelope’s funding does not accept.",
      [],
    ),
  })
  .meta({ id: "Bill", description: "What a third party asks of an envelope." });

export const billQuery = pageQuery.extend({
  state: field(z.enum(["unpaid", "paid", "reversed", "all"]).default("all"), "Which ones.", "unpaid"),
  envelopeId: field(uuid().optional(), "Only those of this envelope.", exampleId),
  thirdPartyId: field(uuid().optional(), "Only those of this third party.", exampleId),
});
export const billPage = pageOf(bill, "Bills, latest first.");

export const newBillPayment = z.object({
  amount: amountField("How much; all that is left unless given.", "200.00").optional(),
  bankId: bankIdField,
  bankLineId: bankLineField,
  datedOn: datedOnField,
  document: lineField("The document of the payment.", "Relevé 2026-03"),
  note: noteField,
});
export const newBillRefund = newBillPayment.extend({ amount: amountField("How much came back.", "50.00") });

export const newBankFee = z.object({
  envelopeId: idField("The envelope that bears it."),
  amount: amountField("How much.", "4.20"),
  bankId: bankIdField,
  bankLineId: bankLineField,
  document: lineField("The statement it stands on.", "Relevé 2026-03"),
  datedOn: datedOnField,
  note: noteField,
});

export const billAnswer = z
  .object({ bill, entry: postedEntry })
  .meta({ id: "BillAndEntry", description: "The bill as it stands now, and the entry that was posted." });
export const bankFeeAnswer = z.object({ entry: postedEntry }).meta({ id: "BankFee", description: "The entry of a bank fee." });

export type NewBill = z.output<typeof newBill>;
export type NewBillPayment = z.output<typeof newBillPayment>;
export type NewBillRefund = z.output<typeof newBillRefund>;
export type NewBankFee = z.output<typeof newBankFee>;
export type BillAnswer = z.input<typeof bill>;
export type BillQuery = z.output<typeof billQuery>;
