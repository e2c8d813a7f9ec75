/** What the API says of the buckets of a round. */
import { z } from "zod";
import { amountField, exampleId, field, idField, lineField, textField, uuid } from "../../http/fields.js";

const budgetItem = z.object({
  label: lineField("What it pays for, or where it comes from.", "Bois et visserie"),
  isIncome: field(z.boolean().default(false), "An income is shown and counts for nothing.", false),
  min: amountField("The least it takes; zero for an option, which then has a max.", "150.00"),
  max: field(amountField("").nullable().default(null), "With more, it would take so much.", "220.00"),
});
const bucketFields = {
  title: lineField("What it is called.", "Composteur de quartier"),
  summary: textField("In one sentence.", "Un composteur partagé derrière le local.", 500),
  description: textField("All about it.", "Nous voulons …"),
  cocreatorIds: field(z.array(uuid()).min(1).max(50), "Who carries it; the first becomes the referent of its envelope.", [exampleId]),
  items: field(z.array(budgetItem).min(1).max(100), "Its budget.", [
    { label: "Bois et visserie", isIncome: false, min: "150.00", max: "220.00" },
  ]),
};
export const newBucket = z.object({
  title: bucketFields.title,
  summary: bucketFields.summary.default(""),
  description: bucketFields.description.default(""),
  cocreatorIds: bucketFields.cocreatorIds.optional(),
  items: bucketFields.items,
  publish: field(z.boolean().default(false), "Whether it is shown to others at once; else it is a draft of its cocreators.", true),
});
export const bucketChange = z.object(bucketFields).partial();

export const bucket = z
  .object({
    id: idField("The bucket."),
    roundId: idField("Its round."),
    ...bucketFields,
    items: z
      .array(
        z.object({
          label: field(z.string(), "What for.", "Bois et visserie"),
          isIncome: field(z.boolean(), "An income.", false),
          min: amountField("The least.", "150.00"),
          max: field(z.string().nullable(), "With more.", "220.00"),
        }),
      )
      .meta({ description: "Its budget." }),
    status: field(
      z.enum(["draft", "published", "open", "funded", "completed", "cancelled"]),
      "Where it stands; open while pledges are taken.",
      "open",
    ),
    minGoal: amountField("Σ min of its expenses: with this it can be done.", "150.00"),
    maxGoal: amountField("Σ max (or min): more is not taken.", "220.00"),
    isComplete: field(z.boolean(), "Whether it takes no more. Shown also while pledges are secret.", false),
    pledged: field(amountField("").nullable(), "What is pledged in all; null while pledges are secret.", "80.00"),
    missing: field(amountField("").nullable(), "What is missing for its minimum; null while pledges are secret.", "70.00"),
    pledgers: field(z.number().int().nullable(), "How many pledged; null while pledges are secret.", 3),
    ownPledged: amountField("What oneself pledged.", "20.00"),
    envelopeId: field(uuid().nullable(), "The envelope it became.", null),
  })
  .meta({ id: "Bucket", description: "What somebody wants to do with the money of a round, and what it takes." });
export const bucketList = z.object({
  items: z.array(bucket).meta({ description: "Buckets in an order of one’s own, the same all day." }),
});

export type NewBucket = z.output<typeof newBucket>;
export type BucketChange = z.output<typeof bucketChange>;
export type BucketAnswer = z.input<typeof bucket>;
