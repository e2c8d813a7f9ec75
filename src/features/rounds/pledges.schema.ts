/** What the API says of pledges. */
import { z } from "zod";
import { amountField, field, idField, instantField } from "../../http/fields.js";
import { postedEntry } from "../../http/posted.js";

export const newPledge = z.object({
  bucketId: idField("To which bucket."),
  amount: amountField("How much more.", "20.00"),
});
export const withdrawal = z.object({
  bucketId: idField("From which bucket."),
  amount: amountField("How much is taken back.", "5.00"),
});
export const pledgeAnswer = z
  .object({
    roundId: idField("The round."),
    bucketId: idField("The bucket."),
    ownPledged: amountField("What oneself has pledged to it now.", "20.00"),
    left: amountField("The credits one has left.", "80.00"),
    isFunded: field(z.boolean(), "Whether this pledge filled it for good.", false),
    entries: z.array(postedEntry).meta({ description: "The entries." }),
  })
  .meta({ id: "Pledge", description: "What a pledge, or taking one back, has made." });

export const pledgeQuery = z.object({
  all: field(z.enum(["true", "false"]).default("false"), "All pledges of the round, once they may be seen; else one’s own.", "false"),
});
export const pledgeList = z
  .object({
    items: z
      .array(
        z
          .object({
            bucketId: idField("The bucket."),
            memberId: idField("Who."),
            amount: amountField("How much.", "20.00"),
            at: instantField("When."),
            ending: field(z.enum(["withdrawn", "returned"]).nullable(), "Taken back, or given back; null while it stands.", null),
            endedAt: field(z.string().nullable(), "When it ended.", null),
            entryId: idField("Its entry."),
          })
          .meta({ id: "PledgeMade", description: "A pledge as it was made." }),
      )
      .meta({ description: "In the order they were made." }),
  })
  .meta({ id: "Pledges", description: "Pledges of a round." });

export type PledgeAnswer = z.input<typeof pledgeAnswer>;
