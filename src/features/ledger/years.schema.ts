/** What the API says of fiscal years. */
import { z } from "zod";
import { dayField, field } from "../../http/fields.js";

export const year = z
  .object({
    startsOn: dayField("Its first day.", "2026-01-01"),
    endsOn: dayField("Its last day.", "2026-12-31"),
    entries: field(z.number().int(), "How many entries are dated in it: their numbers go from 1 to this.", 128),
    closedAt: field(z.string().nullable(), "When it was closed. A closed year refuses entries and never reopens.", null),
  })
  .meta({ id: "FiscalYear", description: "A fiscal year." });
export const yearList = z.object({ items: z.array(year).meta({ description: "The years that have entries, the latest first." }) });

export type YearAnswer = z.input<typeof year>;
