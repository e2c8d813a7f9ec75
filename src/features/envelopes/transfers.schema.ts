/** What the API says of transfers between envelopes and funds. */
import { z } from "zod";
import { amountField, exampleId, field, lineField, uuid } from "../../http/fields.js";
import { postedEntry } from "../../http/posted.js";
import { datedOnField, noteField } from "./money-in.schema.js";

const place = (description: string) =>
  field(
    z
      .object({
        envelopeId: field(uuid().optional(), "An envelope.", exampleId),
        fundId: field(uuid().optional(), "Or a fund.", exampleId),
      })
      .refine(({ envelopeId, fundId }) => (envelopeId === undefined) !== (fundId === undefined), {
        message: "envelope_or_fund",
      }),
    description,
    { envelopeId: exampleId },
  );

export const newTransfer = z.object({
  from: place("Where the money is."),
  to: place("Where it goes."),
  amount: amountField("How much.", "250.00"),
  datedOn: datedOnField,
  document: lineField("What it rests on: a decision, minutes of a meeting.", "CR du 3 mars").optional(),
  note: noteField,
});

export const transferAnswer = z.object({ entry: postedEntry }).meta({ id: "Transfer", description: "The entry of a transfer." });

export type NewTransfer = z.output<typeof newTransfer>;
export type Place = NewTransfer["from"];
