/** What the API says of ballots. */
import { z } from "zod";
import { exampleId, field, idField } from "../../http/fields.js";

export const newBallot = z.object({
  votes: field(
    z
      .array(
        z.object({
          bucketId: idField("A bucket."),
          points: field(z.number().int().min(-1000).max(1_000_000).default(1), "Its points; 1 where the ballot has none.", 1),
        }),
      )
      .max(1000),
    "The buckets one votes for; where they are ranked, the best first.",
    [{ bucketId: exampleId, points: 1 }],
  ),
});
export const ballot = z
  .object({
    roundId: idField("The round."),
    votes: newBallot.shape.votes,
    castAt: field(z.string().nullable(), "When; null before it is cast, and then it has no votes.", "2026-03-12T09:30:00.000Z"),
  })
  .meta({ id: "Ballot", description: "One’s own ballot." });
