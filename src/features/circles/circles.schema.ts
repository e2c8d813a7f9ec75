/** What the API says of circles. */
import { z } from "zod";
import { exampleId, field, idField, lineField, textField, uuid } from "../../http/fields.js";

export const circleRole = field(z.enum(["pilot", "contributor"]), "What the member does in the circle.", "pilot");

export const newCircle = z.object({
  name: lineField("Its name; unique in the collective.", "Accueil"),
  purpose: textField("Why it exists.", "Recevoir celles et ceux qui passent la porte.").default(""),
  parentId: field(uuid().nullable().default(null), "The circle it is part of.", null),
  pilots: field(z.array(uuid()).max(100).default([]), "Members who pilot it.", [exampleId]),
  contributors: field(z.array(uuid()).max(1000).default([]), "Members who take part.", []),
});

export const circleChange = z.object({
  name: lineField("Its name; unique in the collective.", "Accueil").optional(),
  purpose: textField("Why it exists.", "Recevoir celles et ceux qui passent la porte.").optional(),
  parentId: field(uuid().nullable().optional(), "The circle it is part of; null for none.", null),
  isArchived: field(z.boolean().optional(), "Archived circles take nothing new.", false),
});

export const circleSeat = z.object({ memberId: idField("Who."), role: circleRole });

export const circle = z
  .object({
    id: idField("The circle."),
    name: field(z.string(), "Its name.", "Accueil"),
    purpose: field(z.string(), "Why it exists.", "Recevoir celles et ceux qui passent la porte."),
    parentId: field(uuid().nullable(), "The circle it is part of.", null),
    isArchived: field(z.boolean(), "Archived circles take nothing new.", false),
    members: z.array(circleSeat).meta({ description: "Its pilots and contributors." }),
  })
  .meta({ id: "Circle", description: "A group with a purpose, pilots and contributors." });

export const circleList = z.object({ items: z.array(circle).meta({ description: "All circles, by name." }) });
export const seatParams = z.object({
  collective: field(z.string(), "The collective’s short name.", "les-communs"),
  id: idField("Which circle."),
  member: idField("Which member."),
});
export const seatChange = z.object({ role: circleRole });

export type NewCircle = z.output<typeof newCircle>;
export type CircleChange = z.output<typeof circleChange>;
export type Circle = z.input<typeof circle>;
