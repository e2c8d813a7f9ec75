/** What the API says of funds. */
import { z } from "zod";
import { amountField, currencyField, exampleId, field, idField, lineField, uuid } from "../../http/fields.js";

const floor = amountField("What must stay in it. One that a decision set is changed by a decision.", "500.00");

export const newFund = z.object({
  name: lineField("Its name; unique in the collective.", "Part reversée aux communs"),
  currency: currencyField("Its currency; the collective’s unless given.").optional(),
  floor: floor.optional(),
});
export const fundChange = z.object({
  name: lineField("Its name; unique in the collective.", "Part reversée aux communs").optional(),
  floor: floor.optional(),
  isArchived: field(z.boolean().optional(), "Archived funds receive nothing new; only an empty one can be.", false),
});
export const fund = z
  .object({
    id: idField("The fund."),
    name: field(z.string(), "Its name.", "Part reversée aux communs"),
    currency: currencyField("Its currency."),
    floor,
    floorDecisionId: field(uuid().nullable(), "The decision that set the floor; null where none did.", exampleId),
    balance: amountField("What is in it.", "1240.00"),
    isArchived: field(z.boolean(), "Archived funds receive nothing new.", false),
  })
  .meta({ id: "Fund", description: "Where levies and waivers go: the commons, the host structure." });
export const fundList = z.object({ items: z.array(fund).meta({ description: "All funds, by name." }) });

export type NewFund = z.output<typeof newFund>;
export type FundChange = z.output<typeof fundChange>;
export type FundAnswer = z.input<typeof fund>;
