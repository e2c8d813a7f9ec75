/** What the API says of third parties. */
import { z } from "zod";
import { field, idField, lineField } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const name = lineField("How it is called; unique in the collective.", "Imprimerie des Docks", 200);

export const newThirdParty = z.object({ name });
export const thirdPartyChange = z.object({
  name: name.optional(),
  isArchived: field(z.boolean().optional(), "Archived ones take no new bill and no new money.", false),
});
export const thirdParty = z
  .object({
    id: idField("The third party."),
    name: field(z.string(), "How it is called.", "Imprimerie des Docks"),
    isArchived: field(z.boolean(), "Archived ones take no new bill and no new money.", false),
  })
  .meta({ id: "ThirdParty", description: "A supplier or a funder: it invoices or pays in, and shares nothing." });
export const thirdPartyQuery = pageQuery.extend({
  archived: field(z.enum(["no", "yes", "all"]).default("no"), "Whether archived ones are listed.", "no"),
});
export const thirdPartyPage = pageOf(thirdParty, "Third parties, by name.");

export type NewThirdParty = z.output<typeof newThirdParty>;
export type ThirdPartyChange = z.output<typeof thirdPartyChange>;
export type ThirdParty = z.input<typeof thirdParty>;
