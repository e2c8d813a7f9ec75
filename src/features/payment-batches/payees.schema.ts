/** What the API says of what each payee was paid in a year. */
import { z } from "zod";
import { footings } from "../../domain/footing.js";
import { amountField, collectiveParams, currencyField, dayField, field, idField } from "../../http/fields.js";
import { dialectField, formatField } from "../../http/table-export.js";

const footing = z.enum(footings);
const nature = field(z.string(), "What it was paid as: expenses, work, rights; of a bill, what that was for.", "work");

export const yearParams = collectiveParams.extend({
  year: field(z.coerce.number().int().min(1900).max(9999), "The calendar year.", 2026),
});
export const fileQuery = z.object({ format: formatField, dialect: dialectField });

export const statement = z
  .object({
    year: field(z.number().int(), "The calendar year.", 2026),
    threshold: z
      .object({
        fromYear: field(z.number().int(), "Since which year it holds.", 2024),
        amount: amountField("How much.", "2400.00"),
        source: field(z.string(), "Where it comes from.", "CGI art. 240"),
      })
      .nullable()
      .meta({ description: "Above which sum a year and payee France has fees declared (DAS2); null where none is known." }),
    payees: z
      .array(
        z.object({
          kind: field(z.enum(["person", "structure", "third-party"]), "Who was paid.", "person"),
          id: idField("Which member or third party."),
          code: field(z.string(), "The code name of a member; empty for a third party.", "P4"),
          name: field(z.string(), "Their name.", "Ana"),
          siret: field(z.string().nullable(), "The SIRET they invoice under.", null),
          currency: currencyField("Its currency."),
          footings: field(z.array(footing), "On what footing they were paid.", ["invoice"]),
          natures: z.array(z.object({ nature, amount: amountField("How much.") })).meta({ description: "By what it was paid as." }),
          total: amountField("In all."),
          fees: amountField("Of that, fees: work and rights not paid as wages, and bills for services."),
          isAbove: field(z.boolean(), "Whether the fees are above the threshold.", false),
          payments: z
            .array(
              z.object({
                entryId: idField("The entry."),
                datedOn: dayField("The day."),
                nature,
                amount: amountField("How much; below zero where it came back."),
                footings: field(z.array(footing), "On what footing, that day.", ["invoice"]),
              }),
            )
            .meta({ description: "Payment by payment." }),
        }),
      )
      .meta({ description: "Payees by name." }),
    board: z
      .array(
        z.object({
          memberId: idField("Who sits on the board."),
          name: field(z.string(), "Their name.", "Ana"),
          months: z
            .array(
              z.object({
                month: field(z.string(), "The month.", "2026-03"),
                total: amountField("What sharings posted in the month give them for other than expenses."),
                threshold: field(z.string().nullable(), "What a director may get in it (CGI art. 261, 7, 1° d).", "1367.27"),
                isAbove: field(z.boolean(), "Whether it is above.", false),
              }),
            )
            .meta({ description: "The months in which they got something." }),
        }),
      )
      .meta({ description: "People on the board, in the collective’s currency." }),
  })
  .meta({ id: "PayeeStatement", description: "What each payee was paid in a calendar year. It informs; it is no legal advice." });

export type Statement = z.input<typeof statement>;
export type PayeeAnswer = Statement["payees"][number];
