/** What the API says of the matrix of wealth. */
import { z } from "zod";
import { amountField, dayField, exampleId, field, idField, uuid } from "../../http/fields.js";

export const wealthQuery = z.object({
  circleId: field(uuid().optional(), "Given for this circle alone, not those in it; for all unless given.", exampleId),
  fromOn: dayField("From this day on: the first day of a contribution counts.", "2026-01-01").optional(),
  untilOn: dayField("Until this day, included.", "2026-03-31").optional(),
});

const quantity = field(z.string().nullable(), "How much in all, in the kind’s unit, exact; null for what has no quantity.", "9.75");
const amount = field(
  amountField("Money.", "42.50").nullable(),
  "Money given or spent in all, in the collective’s currency; null for what has none.",
  null,
);

const words = z
  .object({
    contributionId: idField("The contribution they are from."),
    dayOn: dayField("Its day."),
    note: field(z.string(), "What was said.", "Merci pour la soupe"),
    byId: idField("Who said it."),
    by: field(z.string(), "Their name.", "Cleo"),
    isThanks: field(z.boolean(), "Whether another said it: a thanks.", true),
  })
  .meta({ id: "WealthWords", description: "What was said of a quality that was given." });

const cell = z
  .object({
    kindId: idField("Of which kind."),
    count: field(z.int(), "In how many contributions.", 2),
    quantity,
    amount,
    words: field(z.array(words), "Of a quality: the latest ten words, the latest first; `count` says how many there are.", []),
  })
  .meta({ id: "WealthCell", description: "What a member gave of a kind. A quality has no number." });

export const wealth = z
  .object({
    circleId: field(uuid().nullable(), "Given for this circle alone; null for all.", null),
    fromOn: field(z.string().nullable(), "From this day on.", "2026-01-01"),
    untilOn: field(z.string().nullable(), "Until this day.", "2026-03-31"),
    kinds: z
      .array(
        z.object({
          id: idField("The kind."),
          name: field(z.string(), "Its name.", "Facilitation"),
          unit: field(z.string().nullable(), "What it is counted in; null for a quality.", "h"),
          givers: field(z.int(), "How many gave of it.", 2),
          count: field(z.int(), "In how many contributions.", 3),
          quantity,
          amount,
        }),
      )
      .meta({ description: "What was given, counted kinds first. Each has its own total; nothing is added across them." }),
    members: z
      .array(
        z.object({
          id: idField("The member."),
          name: field(z.string(), "Their name.", "Ana"),
          cells: field(z.array(cell), "What they gave, in the order of the kinds.", []),
        }),
      )
      .meta({ description: "Who gave something, by name." }),
  })
  .meta({ id: "Wealth", description: "What was given in some days: members by kinds, quantities beside words, never added across kinds." });

export type WealthQuery = z.output<typeof wealthQuery>;
export type WealthAnswer = z.input<typeof wealth>;
