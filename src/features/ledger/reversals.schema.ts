/** What the API says of reversals. */
import { z } from "zod";
import { bankLineField, textField } from "../../http/fields.js";

export const newReversal = z.object({
  reason: textField("Why, for who reads the ledger later. It may be erased; the entry stays.", "Saisie deux fois", 1000).default(""),
  bankLineId: bankLineField,
});

/** A bill moves no bank. */
export const newBillReversal = newReversal.omit({ bankLineId: true });

export type NewReversal = z.output<typeof newReversal>;
