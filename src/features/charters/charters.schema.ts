/** What the API says of charters of cooperation. */
import { z } from "zod";
import { approvalWords, articleNames, charterStatuses, signingWays } from "../../domain/charter.js";
import { windingSteps } from "../../domain/charter-winding.js";
import { sharingStatuses } from "../../domain/sharing-life.js";
import {
  amountField,
  collectiveParams,
  currencyField,
  dayField,
  decimalField,
  exampleId,
  field,
  idField,
  instantField,
  lineField,
  momentField,
  textField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";
import { newParty, party } from "../../http/parties.js";

const examples = {
  title: "Récit du Commun",
  article: "Nous écrivons et imprimons le récit du commun.",
  role: "Coordination",
  label: "Rédaction",
  deliverables: "Le texte, relu.",
};
const dayOrNone = (description: string, example: string | null) => field(dayField(description).nullable(), description, example);

const articles = (text: z.ZodType<string, string>) =>
  z.object(Object.fromEntries(articleNames.map((name) => [name, text])) as Record<(typeof articleNames)[number], typeof text>);
const articleText = textField("The text of an article.", examples.article, 20_000);
const someArticles = articles(articleText)
  .partial()
  .meta({
    description: "The texts of its articles; those that are not given stay as they are, or empty.",
    examples: [{ object: examples.article }],
  });

const newCharterParty = newParty.extend({ role: textField("What they do in the project.", examples.role, 2_000).default("") });
const newLine = z.object({
  id: field(uuid().optional(), "The line of an earlier version that it is; a new line has none.", exampleId),
  label: lineField("What is paid.", examples.label),
  party: field(newParty, "Who is paid: one of the parties.", { kind: "member", id: exampleId }),
  deliverables: textField("Against what.", examples.deliverables, 5_000).default(""),
  percent: field(
    decimalField("Its percent.")
      .refine((text) => !text.startsWith("-") && Number(text) <= 100 && (text.split(".")[1]?.length ?? 0) <= 6, {
        message: "percent_outside",
      })
      .nullable()
      .default(null),
    "Its percent, as it is written.",
    "10",
  ),
  amount: field(amountField("Its amount.").nullable().default(null), "Its amount; amounts rule.", "712.00"),
});

const written = {
  startsOn: dayOrNone("The first day of the project.", "2026-03-01"),
  endsOn: dayOrNone("Its last day.", null),
  parties: field(
    z
      .array(newCharterParty)
      .max(50)
      .refine((list) => new Set(list.map(({ kind, id }) => `${kind}/${id}`)).size === list.length, { message: "listed_twice" }),
    "Who agrees.",
    [{ kind: "member", id: exampleId, role: examples.role }],
  ),
  total: field(amountField("What is shared.", "8272.00").nullable(), "What is shared in all.", "8272.00"),
  lines: field(z.array(newLine).max(200), "The split.", [
    { label: examples.label, party: { kind: "member", id: exampleId }, percent: "10", amount: "712.00" },
  ]),
};
const title = lineField("What it is called.", examples.title);
const circleId = field(uuid(), "Its circle, whose envelope it makes.", exampleId);

export const newCharter = z.object({
  title,
  circleId: field(circleId.optional(), "Its circle; needed where there are several.", exampleId),
  articles: someArticles.default({}),
  startsOn: written.startsOn.default(null),
  endsOn: written.endsOn.default(null),
  parties: written.parties.default([]),
  total: written.total.default(null),
  lines: written.lines.default([]),
});
export const charterChange = z.object({ title, circleId, articles: someArticles, ...written }).partial();
export const newCharterVersion = z.object({ articles: someArticles, ...written }).partial();

export const newSignature = z.object({
  versionId: field(
    uuid().optional(),
    "The version that was read; the latest unless another is meant, and no other can be signed.",
    exampleId,
  ),
  readChangedAt: momentField(
    "When the text that was read was last written, its version’s `changedAt`: another text is then not signed. Needed for a paper signed on the day of that writing.",
    "2026-03-12T09:00:00.000Z",
  ).optional(),
  party: field(newParty.optional(), "Who signs; oneself unless somebody else’s paper is recorded.", {
    kind: "member" as const,
    id: exampleId,
  }),
  name: lineField("The name, as it is signed.", "Camille Martin"),
  words: lineField("The words it is signed with: lu et approuvé, or read and approved.", approvalWords.fr),
  how: field(z.enum(signingWays).default("here"), "Here by the member themself, or on paper.", "here"),
  signedOn: field(dayField("When.").optional(), "The day on the paper; here it is today.", "2026-03-12"),
});

export const newInstalment = z
  .object({
    amount: field(
      amountField("How much.", "1000.00").optional(),
      "How much in all, apportioned over what is left of each line.",
      "1000.00",
    ),
    lines: field(
      z
        .array(z.object({ lineId: idField("Which line."), amount: amountField("How much of it.", "500.00") }))
        .min(1)
        .max(200)
        .refine((list) => new Set(list.map(({ lineId }) => lineId)).size === list.length, { message: "listed_twice" })
        .optional(),
      "Or how much of each line, for work that was delivered.",
      [{ lineId: exampleId, amount: "500.00" }],
    ),
    note: textField("What was delivered.", "Premier livrable.", 2_000).default(""),
  })
  .refine(({ amount, lines }) => (amount === undefined) !== (lines === undefined), {
    message: "one_of",
    params: { allowed: ["amount", "lines"] },
  });

export const newTracedBill = z.object({ billId: idField("The bill."), lineId: idField("The line it pays.") });
export const newWindingDown = z.object({ reason: lineField("Why it ends.", "Le client a renoncé.", 10_000) });
export const newWindingStep = z.object({
  step: field(z.enum(windingSteps), "Which step.", "client"),
  note: textField("What was done.", "Prévenu par courrier.").default(""),
});

// Answers ----------------------------------------------------------------------------------------------------------------

const orNone = <Schema extends z.ZodType>(schema: Schema, description: string, example: z.input<Schema> | null = null) =>
  field(schema.nullable() as unknown as z.ZodNullable<Schema>, description, example as never);

const charterParty = party.extend({ role: field(z.string(), "What they do in the project.", examples.role) }).meta({
  id: "CharterParty",
  description: "A party of a charter.",
});
const lineFields = {
  id: idField("The line; the same in each version."),
  label: field(z.string(), "What is paid.", examples.label),
  party,
  deliverables: field(z.string(), "Against what.", examples.deliverables),
  percent: orNone(z.string(), "Its percent, as it is written.", "10"),
};
const splitLine = z
  .object({ ...lineFields, amount: orNone(z.string(), "Its amount.", "712.00") })
  .meta({ id: "CharterLine", description: "A line of a split." });
const standing = z
  .object({
    ...lineFields,
    amount: amountField("Its amount.", "712.00"),
    paid: amountField("What of it is paid: by posted sharings, or by bills.", "86.07"),
    asked: amountField("What of it instalments on their way ask.", "0.00"),
    left: amountField("What is left of it.", "625.93"),
  })
  .meta({ id: "CharterLineStanding", description: "A line of the split in force, with what was paid of it." });
const flag = z
  .object({
    lineId: idField("Which line."),
    label: field(z.string(), "What it is called.", examples.label),
    percent: field(z.string(), "The percent that is written.", "10"),
    amount: amountField("The amount that is written: it rules.", "712.00"),
    ofTotal: field(z.string(), "What percent of the total the amount is, half up.", "8.61"),
    ofOthers: orNone(z.string(), "And of the other lines.", "9.42"),
    total: amountField("The total.", "8272.00"),
    others: amountField("The other lines, added up.", "7560.00"),
    atPercent: amountField("What the percent would be of the total.", "827.20"),
  })
  .meta({ id: "CharterFlag", description: "A line whose percent and amount disagree." });

const signature = z
  .object({
    party,
    name: orNone(z.string(), "As it was written; null for who was forgotten since.", "Camille Martin"),
    words: field(z.string(), "The words.", approvalWords.fr),
    how: field(z.enum(signingWays), "Here, or on paper.", "here"),
    signedOn: dayField("When.", "2026-03-12"),
    recordedBy: idField("Who wrote it down."),
    recordedAt: instantField("When."),
  })
  .meta({ id: "CharterSignature", description: "A signature." });

const version = z
  .object({
    id: idField("The version."),
    number: field(z.int(), "1 for the first.", 1),
    articles: articles(field(z.string(), "The text of an article.", examples.article)).meta({ description: "The texts.", examples: [] }),
    startsOn: orNone(z.string(), "The first day of the project.", "2026-03-01"),
    endsOn: orNone(z.string(), "Its last day."),
    parties: field(z.array(charterParty), "Who agrees.", []),
    total: orNone(z.string(), "What is shared in all.", "8272.00"),
    lines: field(z.array(splitLine), "The split.", []),
    flags: field(z.array(flag), "Lines whose percent and amount disagree.", []),
    writtenBy: idField("Who wrote it."),
    writtenAt: instantField("When."),
    changedAt: instantField("When it was last written."),
    openedAt: orNone(z.string(), "Since when it is open to signature.", "2026-03-12T09:00:00.000Z"),
    inForceAt: orNone(z.string(), "Since when it is in force, or was."),
    decisionId: orNone(uuid(), "The decision that put it in force, where one did."),
    keyId: orNone(uuid(), "The key of its split."),
    signatures: field(z.array(signature), "Who signed it.", []),
    missing: field(z.array(party), "Who still has to.", []),
  })
  .meta({ id: "CharterVersion", description: "A version of a charter." });

export const charterLine = z
  .object({
    id: idField("The charter."),
    title: field(z.string(), "What it is called.", examples.title),
    circleId: idField("Its circle."),
    status: field(z.enum(charterStatuses), "Where it stands.", "in-force"),
    currency: currencyField("Its currency."),
    total: orNone(z.string(), "What is shared in all, by the version in force or else the latest.", "8272.00"),
    parties: field(z.array(party), "Who agrees.", []),
    signed: field(z.int(), "How many have signed the latest version.", 2),
    toSign: field(z.int(), "How many have to.", 3),
    isMine: field(z.boolean(), "Whether you are a party.", true),
    awaitsMe: field(z.boolean(), "Whether your signature is awaited.", false),
    envelopeId: orNone(uuid(), "The envelope it made.", exampleId),
    writtenBy: idField("Who wrote it."),
    writtenAt: instantField("When."),
  })
  .meta({ id: "CharterSummary", description: "A charter in a list." });

const instalment = z
  .object({
    number: field(z.int(), "1 for the first.", 1),
    sharingId: idField("The sharing that pays it."),
    sharing: field(z.enum(sharingStatuses), "Where that stands.", "posted"),
    state: field(z.enum(["asked", "paid", "given-up"]), "On its way, paid, or given up.", "paid"),
    note: field(z.string(), "What was delivered.", ""),
    amount: amountField("How much in all.", "1000.00"),
    lines: field(z.array(z.object({ lineId: idField("Which line."), amount: amountField("How much.", "86.07") })), "Of each line.", []),
    askedBy: idField("Who asked for it."),
    askedAt: instantField("When."),
  })
  .meta({ id: "CharterInstalment", description: "An instalment of a charter." });
const tracedBill = z
  .object({
    id: idField("The bill."),
    lineId: idField("The line it pays."),
    document: field(z.string(), "Its number.", "F-12"),
    amount: amountField("How much.", "712.00"),
    isReversed: field(z.boolean(), "Whether it was reversed since: it then pays nothing.", false),
    tracedBy: idField("Who traced it."),
    tracedAt: instantField("When."),
  })
  .meta({ id: "CharterBill", description: "A bill that pays a third party’s line." });

const windingDown = z
  .object({
    reason: field(z.string(), "Why.", "Le client a renoncé."),
    by: idField("Who opened it."),
    at: instantField("When."),
    balance: amountField("What the envelope still holds.", "0.00"),
    steps: field(
      z.array(
        z.object({
          step: field(z.enum(windingSteps), "Which step.", "client"),
          done: orNone(
            z.object({
              by: idField("Who ticked it."),
              on: dayField("When."),
              note: field(z.string(), "What was done; of the last one, what was learnt.", ""),
            }),
            "By whom, once it is done.",
          ),
        }),
      ),
      "The checklist, in its order.",
      [],
    ),
  })
  .meta({ id: "CharterWindingDown", description: "How a charter is wound down." });

export const charter = charterLine
  .extend({
    versions: field(z.array(version), "Its versions, the first first.", []),
    inForceVersionId: orNone(uuid(), "The version in force.", exampleId),
    split: field(z.array(standing), "The lines in force, with what was paid of them; empty before.", []),
    held: orNone(z.string(), "What is left in its envelope.", "8272.00"),
    instalments: field(z.array(instalment), "Its instalments, the first first.", []),
    bills: field(z.array(tracedBill), "Bills traced to lines of third parties.", []),
    windingDown: orNone(windingDown, "How it is wound down, once that has begun."),
    closedAt: orNone(z.string(), "When it was closed."),
    mayChange: field(z.boolean(), "Whether you may write it, ask for instalments, wind it down.", true),
    mayOpen: field(z.boolean(), "Whether you may open it to signature.", true),
    mayRecord: field(z.boolean(), "Whether you may record what was signed on paper.", false),
    mayTrace: field(z.boolean(), "Whether you may trace bills.", false),
  })
  .meta({ id: "Charter", description: "A charter of cooperation: what the parties of a project agree." });

export const charterQuery = pageQuery.extend({
  member: field(uuid().optional(), "With this member.", exampleId),
  thirdParty: field(uuid().optional(), "With this third party.", exampleId),
  circle: field(uuid().optional(), "Of this circle.", exampleId),
});
export const charterPage = pageOf(charterLine, "Charters, the latest written first.");
export const charterBillParams = collectiveParams.extend({ id: idField("Which charter."), bill: idField("Which bill.") });

export type NewCharter = z.output<typeof newCharter>;
export type CharterChange = z.output<typeof charterChange>;
export type NewCharterVersion = z.output<typeof newCharterVersion>;
export type NewSignature = z.output<typeof newSignature>;
export type NewInstalment = z.output<typeof newInstalment>;
export type NewTracedBill = z.output<typeof newTracedBill>;
export type NewWindingStep = z.output<typeof newWindingStep>;
export type CharterQuery = z.output<typeof charterQuery>;
export type CharterLine = z.input<typeof charterLine>;
export type Charter = z.input<typeof charter>;
export type CharterVersionAnswer = Charter["versions"][number];
