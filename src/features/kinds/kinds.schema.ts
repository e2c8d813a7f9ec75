/** What the API says of kinds. */
import { z } from "zod";
import { dayField, decimalField, field, idField, lineField, uuid } from "../../http/fields.js";

const name = lineField("Its name; unique in the collective.", "Facilitation", 100);
const unit = field(
  lineField("What it is counted in.", "h", 20).nullable(),
  "What it is counted in: `h`, `km`, `day`, the currency, or a word of your own; null for a quality, which has no number.",
  "h",
);
const nature = field(z.enum(["expenses", "work", "rights"]), "What a share for it is paid as.", "work");
const rate = decimalField("Currency per unit; zero or more, at most 6 decimals.", "25.00");
const isExpense = field(z.boolean(), "Whether it is money paid out of pocket, to be reimbursed.", false);

export const newKind = z.object({
  name,
  unit: unit.default(null),
  isExpense: isExpense.default(false),
  nature: nature.optional(),
  rate: z
    .object({ fromOn: dayField("The first day it is in force.", "2026-01-01"), rate })
    .nullable()
    .default(null)
    .meta({ description: "Its first rate; null for none." }),
});

export const kindChange = z.object({
  name: name.optional(),
  unit: unit.optional(),
  isExpense: isExpense.optional(),
  nature: nature.optional(),
  isArchived: field(z.boolean().optional(), "Archived kinds take nothing new.", false),
});

export const kind = z
  .object({
    id: idField("The kind."),
    name: field(z.string(), "Its name.", "Facilitation"),
    unit: field(z.string().nullable(), "What it is counted in; null for a quality.", "h"),
    isQualitative: field(z.boolean(), "A quality has no number and never becomes money by itself.", false),
    isExpense,
    nature,
    isArchived: field(z.boolean(), "Archived kinds take nothing new.", false),
    rate: field(z.string().nullable(), "The rate in force today, in the currency per unit; null for none.", "25.00"),
    rates: z
      .array(
        z.object({
          fromOn: dayField("The first day it is in force.", "2026-01-01"),
          rate: field(z.string(), "Currency per unit.", "25.00"),
          decisionId: field(uuid().nullable(), "The decision that set it; null for a person’s word.", null),
        }),
      )
      .meta({ description: "Every rate it has had and will have, the first first." }),
  })
  .meta({ id: "Kind", description: "A kind of wealth the collective recognises." });

export const kindList = z.object({ items: z.array(kind).meta({ description: "All kinds, by name." }) });
export const kindUse = z
  .object({
    firstGivenOn: field(
      z.string().nullable(),
      "The first day it was given, of what is not withdrawn; null where it never was.",
      "2026-01-12",
    ),
    settledOn: field(
      z.string().nullable(),
      "The last day a sharing has counted it for; null where none has. Rates change after it.",
      "2026-03-31",
    ),
  })
  .meta({ id: "KindUse", description: "Since when a kind is given, and until when it was shared for." });
export const rateParams = z.object({
  collective: field(z.string(), "The collective’s short name.", "les-communs"),
  id: idField("Which kind."),
  from: dayField("The first day the rate is in force.", "2026-04-01"),
});
export const rateChange = z.object({ rate });

export type NewKind = z.output<typeof newKind>;
export type KindChange = z.output<typeof kindChange>;
export type KindUse = z.output<typeof kindUse>;
export type Kind = z.input<typeof kind>;
