/** What the API says of contributions. Figures are texts as they are typed: the domain judges them, field by field. */
import { z } from "zod";
import {
  amountField,
  collectiveParams,
  dayField,
  exampleId,
  field,
  idField,
  instantField,
  textField,
  typedField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const nullable = <Schema extends z.ZodType>(schema: Schema, description: string, example: z.input<Schema> | null = null) =>
  field(schema.nullable(), description, example as never);
const typedOrNull = (max: number, description: string, example: string | null = null) =>
  nullable(typedField(description, "", max), description, example);
const tag = typedField("One tag.", "atelier");

const draftFields = {
  memberId: idField("Who gave."),
  circleId: idField("For which circle."),
  envelopeId: nullable(uuid(), "For which envelope.", exampleId),
  kindId: idField("Which kind of wealth."),
  paidTo: nullable(uuid(), "The member or structure that is paid for it; null is the giver."),
  dayOn: typedField("The day, or the first of several. Not in the future.", "2026-03-03", 20),
  untilOn: typedOrNull(20, "The last of several days."),
  quantity: typedOrNull(80, "How much, in the kind’s unit, as an exact decimal.", "3.5"),
  unit: typedOrNull(40, "The unit of the quantity, to be checked against the kind’s; null is the kind’s.", "h"),
  amount: typedOrNull(80, "Money given or spent out of pocket, for kinds counted in money and expenses."),
  claim: typedOrNull(80, "The amount wished for it; null is pro bono (bénévole, offert).", "60.00"),
  note: typedField("What was done, in a few words.", "Atelier du 3 mars : accueil et mise en place", 10_000),
  tags: field(z.array(tag).max(100), "Words to find it by.", ["atelier"]),
  evidence: typedOrNull(2000, "Where the receipt or the result is: an address, a number."),
  settlement: typedOrNull(20, "For an expense: `reimburse`, `gift` (abandon de frais) or `collective` (paid by it); null is reimburse."),
  isVolunteered: field(z.boolean(), "Marked as volunteered by its author: nothing is wished for it.", false),
};

export const newContribution = z.object({
  ...draftFields,
  memberId: field(uuid().optional(), "Who gave; you, unless given. They are told, and may withdraw it.", exampleId),
  circleId: field(uuid().nullable().default(null), "For which circle; the envelope’s, or the only one there is, unless given.", exampleId),
  dayOn: field(
    typedField("The day.", "", 20).optional(),
    "The day, or the first of several; today unless given. Not in the future.",
    "2026-03-03",
  ),
  envelopeId: draftFields.envelopeId.default(null),
  paidTo: draftFields.paidTo.default(null),
  untilOn: draftFields.untilOn.default(null),
  quantity: draftFields.quantity.default(null),
  unit: draftFields.unit.default(null),
  amount: draftFields.amount.default(null),
  claim: draftFields.claim.default(null),
  tags: draftFields.tags.default([]),
  evidence: draftFields.evidence.default(null),
  settlement: draftFields.settlement.default(null),
  isVolunteered: draftFields.isVolunteered.default(false),
});

const reason = nullable(textField("Why.", "", 2000), "Why.", "L’atelier a duré plus longtemps.").default(null);

export const contributionChange = z.object(draftFields).partial().extend({ reason });

export const contribution = z
  .object({
    id: idField("The contribution."),
    memberId: idField("Who gave."),
    loggedBy: idField("Who logged it."),
    paidTo: nullable(uuid(), "Who is paid for it, when not the giver."),
    circleId: idField("For which circle."),
    envelopeId: nullable(uuid(), "For which envelope.", exampleId),
    kindId: idField("Which kind of wealth."),
    unit: nullable(z.string(), "The kind’s unit; null for a qualitative kind.", "h"),
    quantity: nullable(z.string(), "How much, in that unit.", "3.5"),
    amount: nullable(z.string(), "Money given or spent, in the collective’s currency."),
    claim: nullable(z.string(), "The amount wished for it.", "60.00"),
    dayOn: dayField("The day, or the first of several."),
    untilOn: nullable(z.string(), "The last of several days."),
    note: field(z.string(), "What was done.", "Atelier du 3 mars : accueil et mise en place"),
    tags: field(z.array(z.string()), "Words to find it by.", ["atelier"]),
    evidence: nullable(z.string(), "Where the receipt or the result is."),
    settlement: nullable(z.enum(["reimburse", "gift", "collective"]), "How an expense is dealt with."),
    isVolunteered: field(z.boolean(), "Marked as volunteered.", false),
    status: field(z.enum(["declared", "questioned", "answered", "withdrawn"]), "What its author and circle say of it.", "declared"),
    life: field(
      z.enum(["declared", "questioned", "answered", "withdrawn", "in-sharing", "paid", "offered", "carried"]),
      "Where it stands: its status, or what became of it in a posted sharing.",
      "declared",
    ),
    createdAt: instantField("When it was logged."),
    changedAt: instantField("When it last changed."),
  })
  .meta({ id: "Contribution", description: "Who gave what, when, for which circle and envelope." });

const warning = z
  .object({
    code: field(
      z.enum(["day_long_ago", "day_outside_envelope", "kind_outside_envelope", "probable_duplicate"]),
      "What may be amiss.",
      "probable_duplicate",
    ),
    message: field(z.string(), "The same as a sentence.", "Cela ressemble à une contribution déjà déclarée le 2026-03-03 : «Atelier»."),
    figures: field(z.record(z.string(), z.unknown()), "The field and the figures.", { at: "note", day: "2026-03-03" }),
  })
  .meta({ id: "ContributionWarning", description: "Said so that people can look again; it never refuses anything." });

export const loggedContribution = contribution
  .extend({ warnings: z.array(warning).meta({ description: "What may be amiss; empty when nothing is." }) })
  .meta({ id: "LoggedContribution", description: "A contribution that was just saved, with what may be amiss." });

const question = z
  .object({
    id: idField("The question."),
    askedBy: idField("Who asked."),
    askedAt: instantField("When."),
    reason: field(z.string(), "The doubt.", "Est-ce bien 12 heures, ou 2 ?"),
    answer: nullable(z.string(), "What its author says.", "Deux, merci : corrigé."),
    answeredBy: nullable(uuid(), "Who answered."),
    answeredAt: nullable(z.string(), "When it was answered."),
    settledBy: nullable(uuid(), "The pilot who settled it."),
    settledAt: nullable(z.string(), "When it was settled."),
    outcome: nullable(z.enum(["kept", "withdrawn"]), "What the pilot settled."),
  })
  .meta({ id: "ContributionQuestion", description: "A doubt about a contribution, its answer and its outcome." });

const version = z
  .object({
    version: field(z.number().int(), "1 for the first change.", 1),
    change: field(z.enum(["amended", "withdrawn", "questioned", "answered", "settled"]), "What was done.", "amended"),
    changedBy: idField("Who did it."),
    changedAt: instantField("When."),
    reason: nullable(z.string(), "Why.", "L’atelier a duré plus longtemps."),
    before: field(z.record(z.string(), z.unknown()), "The contribution as it stood before.", { quantity: "3.5", claim: "60.00" }),
  })
  .meta({ id: "ContributionVersion", description: "A change of a contribution, and what stood before it." });

const place = z
  .object({
    sharingId: idField("The sharing."),
    state: field(z.string(), "Where that sharing stands.", "posted"),
    isCarried: field(z.boolean(), "Only what an earlier sharing carried is asked here.", false),
    asked: nullable(z.string(), "What was wished.", "60.00"),
    kept: nullable(z.string(), "What its author kept asking.", "60.00"),
    paid: nullable(z.string(), "What the sharing gives.", "48.00"),
    remainder: nullable(z.enum(["offered", "carried", "withdrawn"]), "What its author says of wished − kept."),
  })
  .meta({ id: "ContributionPlace", description: "A contribution’s line in one sharing." });

export const contributionStory = contribution
  .extend({
    history: z.array(version).meta({ description: "Every change, the first one first." }),
    questions: z.array(question).meta({ description: "Every question, the first one first." }),
    sharings: z.array(place).meta({ description: "The sharings it is or was in, the first one first." }),
    receivedEntryId: nullable(uuid(), "For a gift of money: the entry that brought it in."),
  })
  .meta({ id: "ContributionStory", description: "A contribution with its history, its questions, and where it stands." });

export const contributionPage = pageOf(contribution, "Contributions, the latest day first.");

export const contributionFilter = pageQuery.extend({
  member: field(uuid().optional(), "Given by this member.", exampleId),
  circle: field(uuid().optional(), "For this circle.", exampleId),
  envelope: field(uuid().optional(), "For this envelope.", exampleId),
  kind: field(uuid().optional(), "Of this kind.", exampleId),
  status: field(
    z.enum(["declared", "questioned", "answered", "withdrawn", "counted"]).optional(),
    "With this status; `counted` is all but the withdrawn ones.",
    "counted",
  ),
  from: dayField("From this day on.").optional(),
  until: dayField("Until this day.", "2026-03-31").optional(),
  tag: field(tag.optional(), "With this tag.", "atelier"),
  q: field(z.string().trim().min(2).max(100).optional(), "These letters in the note; accents and case make no difference.", "atelier"),
});

export const withdrawal = z.object({ reason });
export const newQuestion = z.object({ reason: textField("What is in doubt, and why.", "Est-ce bien 12 heures, ou 2 ?", 2000) });
export const questionAnswer = z.object({ answer: textField("What there is to say.", "Deux, merci : corrigé.", 2000) });
export const questionSettlement = z.object({
  outcome: field(z.enum(["kept", "withdrawn"]), "Whether the contribution stays.", "kept"),
  reason,
});
export const questionParams = collectiveParams.extend({
  id: idField("Which contribution."),
  question: idField("Which of its questions."),
});

export const newThanks = z.object({
  toId: idField("Who is thanked. They are told, and may withdraw it."),
  note: typedField("What for.", "Merci pour la soupe et les rires", 10_000),
  kindId: field(uuid().optional(), "A qualitative kind; the only one there is, unless given.", exampleId),
  circleId: newContribution.shape.circleId,
  envelopeId: newContribution.shape.envelopeId,
  dayOn: newContribution.shape.dayOn,
  tags: newContribution.shape.tags,
});

export const typedLine = z.object({
  line: typedField("One line, as people type it, in French or English.", "3h30 facilitation #kit atelier du 12/03", 2000),
});

const understood = z
  .object({
    field: field(z.string(), "The field that was read.", "quantity"),
    text: field(z.string(), "The words it was read from.", "3h30"),
    value: field(z.string(), "What they mean.", "3.5 h"),
    from: field(z.number().int(), "Where the words begin in the line.", 0),
    to: field(z.number().int(), "Where they end.", 4),
  })
  .meta({ id: "Understood", description: "One value, and the words it was read from." });

const asked = z
  .object({
    field: field(z.string(), "The field that is not clear.", "day"),
    reason: field(z.string(), "Why, as a code.", "day_order"),
    message: field(z.string(), "The question as a sentence.", "«03/04» : quel jour ?"),
    text: nullable(z.string(), "The words that are meant.", "03/04"),
    options: field(z.array(z.string()), "What to choose from: days, decimals or ids.", ["2026-04-03", "2026-03-04"]),
  })
  .meta({ id: "QuickQuestion", description: "What the line leaves open." });

export const quickEntry = z
  .object({
    memberId: nullable(uuid(), "Who gave, when named."),
    circleId: nullable(uuid(), "For which circle."),
    envelopeId: nullable(uuid(), "For which envelope.", exampleId),
    kindId: nullable(uuid(), "Which kind.", exampleId),
    dayOn: nullable(z.string(), "The day.", "2026-03-12"),
    untilOn: nullable(z.string(), "The last of several days."),
    quantity: nullable(z.string(), "How much.", "3.5"),
    unit: nullable(z.string(), "In which unit.", "h"),
    durationMinutes: nullable(z.number().int(), "The same in minutes, for durations.", 210),
    amount: nullable(amountField("An expense."), "An expense, or what a kind counted in money takes."),
    claim: nullable(amountField("A wish."), "The amount wished for it."),
    tags: field(z.array(z.string()), "Words behind # that are no envelope.", []),
    note: field(z.string(), "Every word typed.", "3h30 facilitation #kit atelier du 12/03"),
    remainder: field(z.string(), "The words that no field took.", "atelier"),
    understood: z.array(understood).meta({ description: "What was read from which words." }),
    questions: z.array(asked).meta({ description: "What to ask before saving." }),
  })
  .meta({ id: "QuickEntry", description: "What quick entry understood of a line. Nothing is saved." });

const notice = z
  .object({
    id: idField("The notice."),
    at: instantField("When."),
    what: field(z.string(), "What was done.", "contribution.logged"),
    subject: field(z.string(), "With what kind of thing.", "contribution"),
    subjectId: idField("With which one."),
    byId: nullable(uuid(), "Who did it.", exampleId),
    seenAt: nullable(z.string(), "When you saw it; null until then."),
  })
  .meta({ id: "Notice", description: "Something that somebody else did and that concerns you." });

export const noticePage = pageOf(notice, "Notices, the latest first.");
export const noticeFilter = pageQuery.extend({
  unseen: field(z.enum(["true", "false"]).default("false"), "Only those not seen yet.", "true"),
});
export const seenNotices = z.object({ ids: field(z.array(uuid()).min(1).max(200), "The notices you saw.", [exampleId]) });
export const seenCount = z.object({ seen: field(z.number().int(), "How many were not seen before.", 1) });

export type NewContribution = z.output<typeof newContribution>;
export type ContributionChange = z.output<typeof contributionChange>;
export type ContributionAnswer = z.input<typeof contribution>;
export type LoggedAnswer = z.input<typeof loggedContribution>;
export type ContributionStory = z.input<typeof contributionStory>;
export type ContributionFilter = z.output<typeof contributionFilter>;
export type NewThanks = z.output<typeof newThanks>;
export type QuickEntryAnswer = z.input<typeof quickEntry>;
export type NoticeFilter = z.output<typeof noticeFilter>;
