/** What the API says of the resource register. */
import { z } from "zod";
import { actorCategories } from "../../domain/contract.js";
import { collectiveParams, dayField, exampleId, field, idField, lineField, textField, uuid } from "../../http/fields.js";
import { newParty, party } from "../../http/parties.js";

const example = { name: "L’atelier", what: "Deux établis, une scie à ruban, la clé chez Bob." };
const category = field(z.enum(actorCategories), "Which kind of actor.", "partner");
const rights = field(
  z
    .array(
      z.object({
        category,
        access: textField("Who may reach it, and when.", "Le mercredi."),
        use: textField("What it may be used for.", "Réparer, pas produire."),
        change: textField("Who may change it.", "Après en avoir parlé au cercle."),
      }),
    )
    .max(actorCategories.length)
    .refine((list) => new Set(list.map((each) => each.category)).size === list.length, { message: "listed_twice" }),
  "Rights, by kind of actor.",
  [],
);
const name = lineField("How it is called; unique in the collective.", example.name);
const stewardId = idField("The member who looks after it.");

export const newResource = z.object({
  name,
  what: textField("What it is.", example.what).default(""),
  stewardId: field(uuid().optional(), "The member who looks after it; whoever adds it, unless given.", exampleId),
  rights: field(rights.default([]), "Rights, by kind of actor.", []),
});
export const resourceChange = z.object({
  name: name.optional(),
  what: textField("What it is.", example.what).optional(),
  stewardId: stewardId.optional(),
  rights: rights.optional(),
  isArchived: field(z.boolean().optional(), "Archived ones take no user more.", false),
});
const sinceOn = dayField("The first day.", "2026-03-01");
const untilOn = field(dayField("The last day.", "2026-12-31").nullable(), "The last day; null as long as it goes on.", null);
export const newUse = z.object({
  party: newParty.meta({ description: "Who uses it." }),
  sinceOn,
  untilOn: field(untilOn.default(null), "The last day; null as long as it goes on.", null),
  contractId: field(uuid().nullable().default(null), "The contract in force it is used under; null for none.", null),
});
export const useEnd = z.object({ untilOn: dayField("The last day.", "2026-12-31") });

const use = z
  .object({
    id: idField("The use."),
    party,
    sinceOn,
    untilOn,
    contractId: field(uuid().nullable(), "The contract it is used under.", null),
  })
  .meta({ id: "ResourceUse", description: "Who uses a resource, since when, under which contract." });
export const resource = z
  .object({
    id: idField("The resource."),
    name: field(z.string(), "How it is called.", example.name),
    what: field(z.string(), "What it is.", example.what),
    stewardId,
    rights,
    users: field(z.array(use), "Who uses it, or did, the latest first.", []),
    isArchived: field(z.boolean(), "Archived ones take no user more.", false),
    mayChange: field(z.boolean(), "Whether you keep its page.", true),
  })
  .meta({ id: "Resource", description: "What a collective holds in common: who looks after it, by which rights, who uses it." });
export const resourceList = z.object({ items: z.array(resource).meta({ description: "All resources, by name." }) });
export const useParams = collectiveParams.extend({ id: idField("Which resource."), use: idField("Which use.") });

export type NewResource = z.output<typeof newResource>;
export type ResourceChange = z.output<typeof resourceChange>;
export type NewUse = z.output<typeof newUse>;
export type Resource = z.input<typeof resource>;
