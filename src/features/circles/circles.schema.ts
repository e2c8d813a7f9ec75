/** What the API says of circles. */
import { z } from "zod";
import { exampleId, field, idField, lineField, textField, uuid } from "../../http/fields.js";

export const circleRole = field(z.enum(["pilot", "contributor"]), "What the member does in the circle.", "pilot");

const sheet = {
  intentions: textField("How it goes about it.", "Accueillir sans trier ; écouter avant de proposer."),
  actions: textField("What it does.", "Tenir la permanence du mercredi."),
  responsibilities: textField("What the others count on it for.", "Les clés, le planning des permanences."),
  autonomy: textField("What it decides alone.", "Ses horaires, et ses dépenses jusqu’à 100 €."),
  balance: textField("Its balance between facilitation and action.", "Une réunion pour trois permanences."),
};
const written = {
  intentions: field(z.string(), "How it goes about it.", "Accueillir sans trier ; écouter avant de proposer."),
  actions: field(z.string(), "What it does.", "Tenir la permanence du mercredi."),
  responsibilities: field(z.string(), "What the others count on it for.", "Les clés, le planning des permanences."),
  autonomy: field(z.string(), "What it decides alone.", "Ses horaires, et ses dépenses jusqu’à 100 €."),
  balance: field(z.string(), "Its balance between facilitation and action.", "Une réunion pour trois permanences."),
};
const adoptsBy = z.enum(["pilot", "consent"]);
const rhythm = z.number().int().min(1).max(366).nullable();

export const newCircle = z.object({
  name: lineField("Its name; unique in the collective.", "Accueil"),
  purpose: textField("Why it exists.", "Recevoir celles et ceux qui passent la porte.").default(""),
  intentions: sheet.intentions.default(""),
  actions: sheet.actions.default(""),
  responsibilities: sheet.responsibilities.default(""),
  autonomy: sheet.autonomy.default(""),
  balance: sheet.balance.default(""),
  rhythmDays: field(rhythm.default(14), "It wants to meet at least every so many days; null for no rhythm.", 14),
  parentId: field(uuid().nullable().default(null), "The circle it is part of.", null),
  pilots: field(z.array(uuid()).max(100).default([]), "Members who pilot it.", [exampleId]),
  contributors: field(z.array(uuid()).max(1000).default([]), "Members who take part.", []),
});

export const circleChange = z.object({
  name: lineField("Its name; unique in the collective.", "Accueil").optional(),
  purpose: textField("Why it exists.", "Recevoir celles et ceux qui passent la porte.").optional(),
  intentions: sheet.intentions.optional(),
  actions: sheet.actions.optional(),
  responsibilities: sheet.responsibilities.optional(),
  autonomy: sheet.autonomy.optional(),
  balance: sheet.balance.optional(),
  rhythmDays: field(rhythm.optional(), "It wants to meet at least every so many days; null for no rhythm.", 14),
  parentId: field(uuid().nullable().optional(), "The circle it is part of; null for none.", null),
  adoptsBy: field(adoptsBy.optional(), "How its sharings are adopted; changed by an admin.", "consent"),
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
    rhythmDays: field(z.int().nullable(), "It wants to meet at least every so many days; null for no rhythm.", 14),
    lastMetOn: field(z.string().nullable(), "The day of its last meeting; null before the first.", "2026-03-03"),
    dueOn: field(z.string().nullable(), "The day by which it is to meet; null without a rhythm.", "2026-03-17"),
    adoptsBy: field(adoptsBy, "How its sharings are adopted: by a pilot’s word, or by a decision alone.", "pilot"),
    daysLate: field(z.int(), "By how many days that is past; 0 as long as it is not.", 0),
  })
  .meta({ id: "Circle", description: "A group with a purpose, pilots and contributors." });

export const circleSheet = circle
  .extend(written)
  .meta({ id: "CircleSheet", description: "A circle with its sheet: intentions, actions, responsibilities, autonomy, balance." });

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
export type CircleSheet = z.input<typeof circleSheet>;
