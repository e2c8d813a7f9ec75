/** What the API says of bank accounts, transfers between them, and the balances a collective starts with. */
import { z } from "zod";
import { amountField, currencyField, dayField, exampleId, field, idField, lineField, textField, uuid } from "../../http/fields.js";
import { postedEntry } from "../../http/posted.js";

export const bankIdField = field(uuid().optional(), "The bank account; the only one there is unless given.", exampleId);
export const datedOnField = dayField("The day it happened: not in the future, and not in a closed year.");
export const documentField = lineField(
  "The accounting document it rests on: a number or a reference, never a person’s name.",
  "Relevé 2026-03",
);
export const noteField = textField("Words on it. They may be erased; the entry stays.", "Virement groupé", 1000).optional();

export const newBank = z.object({
  name: lineField("Its name; unique in the collective.", "Compte courant"),
  currency: currencyField("Its currency; the collective’s unless given.").optional(),
});
export const bankChange = z.object({ name: lineField("Its name; unique in the collective.", "Compte courant") });
export const bank = z
  .object({
    id: idField("The bank account."),
    name: field(z.string(), "Its name.", "Compte courant"),
    currency: currencyField("Its currency."),
    balance: amountField("What is on it; below zero when it is overdrawn.", "2460.00"),
  })
  .meta({ id: "Bank", description: "A bank account, or a till." });
export const bankList = z.object({ items: z.array(bank).meta({ description: "All bank accounts, the first opened first." }) });

export const newBankTransfer = z.object({
  fromId: idField("The bank account it leaves."),
  toId: idField("The bank account it comes in on."),
  bankLineIds: field(
    z.array(uuid()).max(2).default([]),
    "The open lines of bank statements that this is, one on each account at most: all are linked at once.",
    [exampleId],
  ),
  amount: amountField("How much.", "200.00"),
  datedOn: datedOnField,
  document: documentField,
  note: noteField,
});

const shown = amountField("What it shows that day.", "1240.00");
const opened = <Row extends z.ZodObject>(row: Row, noun: string) => field(z.array(row).max(500), `What each ${noun} shows that day.`, []);

export const newOpening = z.object({
  datedOn: dayField("The day Moisson takes over: not in the future.", "2026-01-01"),
  document: lineField("What the balances rest on.", "Bilan 2025"),
  banks: opened(z.object({ bankId: idField("Which bank account."), amount: shown }), "bank account"),
  envelopes: opened(z.object({ envelopeId: idField("Which envelope."), amount: shown }), "envelope").default([]),
  funds: opened(z.object({ fundId: idField("Which fund."), amount: shown }), "fund").default([]),
  note: noteField,
});

export const postedAnswer = z.object({ entry: postedEntry }).meta({ id: "Posted", description: "The entry that was posted." });

export type NewBank = z.output<typeof newBank>;
export type NewBankTransfer = z.output<typeof newBankTransfer>;
export type NewOpening = z.output<typeof newOpening>;
export type BankAnswer = z.input<typeof bank>;
