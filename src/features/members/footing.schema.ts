/** What the API says of footings and of the board. */
import { z } from "zod";
import { footings } from "../../domain/footing.js";
import { amountField, collectiveParams, currencyField, dayField, field, idField } from "../../http/fields.js";

const footing = field(
  z.enum(footings),
  "On an invoice, through a structure, as an employee, as author’s rights, or for expenses only.",
  "invoice",
);
const untilOn = field(z.iso.date().nullable(), "The last day; null as long as nobody ends it.", "2026-12-31");

export const newFooting = z.object({ footing, fromOn: dayField("The first day.", "2026-01-01"), untilOn: untilOn.default(null) });
export const footingChange = z.object({ fromOn: dayField("The first day.", "2026-01-01").optional(), untilOn: untilOn.optional() });
export const footingParams = collectiveParams.extend({ id: idField("Which member."), footing: idField("Which period.") });

export const boardTerm = z.object({ fromOn: dayField("The first day of the term.", "2026-01-01"), untilOn: untilOn.default(null) });

export const boardQuery = z.object({
  month: field(
    z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "month_malformed")
      .optional(),
    "Which month; this one unless given.",
    "2026-03",
  ),
});

export const boardMonth = z
  .object({
    month: field(z.string(), "The month.", "2026-03"),
    currency: currencyField("Its currency."),
    threshold: z
      .object({
        fromOn: dayField("Since when it holds.", "2026-01-01"),
        amount: amountField("How much a month.", "1367.27"),
        source: field(z.string(), "Where it comes from.", "CGI art. 261, 7, 1° d"),
      })
      .nullable()
      .meta({ description: "What a director may get in a month for the management to stay disinterested; null where none is known." }),
    items: z
      .array(
        z.object({
          memberId: idField("Who."),
          fromOn: dayField("Since when they sit on the board.", "2026-01-01"),
          untilOn: field(z.string().nullable(), "Until when.", null),
          total: amountField(
            "What sharings posted in the month give them for other than expenses, less what they left to a fund.",
            "900.00",
          ),
          isAbove: field(z.boolean(), "Whether that is above the threshold.", false),
        }),
      )
      .meta({ description: "Who sits on the board in that month." }),
  })
  .meta({
    id: "BoardMonth",
    description: "What the people on the board get in a month, beside the legal threshold. It informs; it is no legal advice.",
  });

export type NewFooting = z.output<typeof newFooting>;
export type FootingChange = z.output<typeof footingChange>;
export type BoardTerm = z.output<typeof boardTerm>;
export type BoardMonth = z.input<typeof boardMonth>;
