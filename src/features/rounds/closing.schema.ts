/** What the API says of how a round ends, or would end now. */
import { z } from "zod";
import { amountField, field, idField } from "../../http/fields.js";

const hidden = (description: string, example: string) =>
  field(amountField("").nullable(), `${description} Null while pledges are secret.`, example);
const settledBucket = z.object({
  bucketId: idField("The bucket."),
  title: field(z.string(), "Its title.", "Composteur de quartier"),
  outcome: field(
    z.enum(["accepted", "reached", "completed", "under_minimum", "unpublished", "cancelled", "elected", "not_elected"]).nullable(),
    "How it ends. Null while pledges are secret.",
    "reached",
  ),
  isFunded: field(z.boolean().nullable(), "Whether it becomes an envelope. Null while pledges are secret.", true),
  pledged: hidden("What was pledged to it.", "180.00"),
  completed: hidden("What the tally rule adds; in a round of ballots, all that it gets.", "0.00"),
  amount: hidden("What its envelope gets.", "180.00"),
  explanation: field(
    z.string().nullable(),
    "Why, in one sentence. Null while pledges are secret.",
    "«Composteur» a 180,00 €, au moins son minimum.",
  ),
});
export const settlement = z
  .object({
    roundId: idField("The round."),
    fingerprint: field(z.string(), "What is confirmed at the close: another state has another one.", "9f86d081884c7d65"),
    canClose: field(z.boolean(), "Whether it can be closed now.", true),
    hiddenUntilClosed: field(
      z.boolean(),
      "True where pledges or ballots are secret and the round is not closed: figures, outcomes and explanations are null until it is.",
      false,
    ),
    buckets: z.array(settledBucket).meta({ description: "Each bucket, and why it ends so." }),
    pool: amountField("What is left in the pool.", "300.00"),
    completed: hidden("What the tally rule gives buckets in all, out of the pool and of what was unspent.", "0.00"),
    returned: hidden("What goes back to the envelope: pool + Σ unspent of the participants − completed.", "420.00"),
    carried: hidden("What participants keep for the next round.", "0.00"),
    participants: z
      .array(
        z.object({
          memberId: idField("Who."),
          givenBack: amountField("From buckets under their minimum.", "20.00"),
          unspent: amountField(
            "What they no longer keep: it completes buckets where the rule says so, and goes back with the pool.",
            "0.00",
          ),
          carried: amountField("What they keep.", "20.00"),
        }),
      )
      .meta({ description: "What it means for each participant. Empty while pledges are secret." }),
    tally: field(
      z.record(z.string(), z.unknown()).nullable(),
      "How the tally rule counted, project by project. Null while ballots are secret.",
      null,
    ),
  })
  .meta({ id: "RoundSettlement", description: "How a round closes, or would close now." });
export const closing = z.object({
  fingerprint: field(z.string().max(128), "The fingerprint of the settlement that was looked at.", "9f86d081884c7d65"),
});

export type SettlementAnswer = z.input<typeof settlement>;
