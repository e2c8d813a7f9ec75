/** What the API says of reversals. */
import { z } from "zod";
import { textField } from "../../http/fields.js";

export const newReversal = z.object({
  reason: textField("Why, for who reads the ledger later. It may be erased; the entry stays.", "Saisie deux fois", 1000).default(""),
});

export type NewReversal = z.output<typeof newReversal>;
