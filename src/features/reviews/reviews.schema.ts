/** What the API says of reviews. */
import { z } from "zod";
import { isCriterion } from "../../domain/review.js";
import { collectiveParams, dayField, decimalField, exampleId, field, idField, instantField, textField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const orNull = <Schema extends z.ZodType>(schema: Schema, description: string, example: z.input<Schema> | null) =>
  field(schema.nullable(), description, example as never);

const strengths = textField("What was good.", "À l’écoute de chacune.", 5000);
const weaknesses = textField("What could be better; only the person reviewed reads it until they publish it.", "Parfois en retard.", 5000);
const criterion = z.string().refine(isCriterion, { message: "criterion_malformed" });
const scores = field(
  z.record(criterion, decimalField("A score from 1 to 5.", "4")).refine((given) => Object.keys(given).length <= 20, {
    message: "criteria_too_many",
  }),
  "Scores from 1 to 5, by criterion; the criteria are the collective’s own.",
  { care: "4", quality: "5" },
);

export const newReview = z.object({
  contributionId: orNull(uuid(), "The contribution it is of; then nothing else says what it is of.", null).default(null),
  ofId: orNull(uuid(), "Whose period it is of.", exampleId).default(null),
  envelopeId: orNull(uuid(), "The period in which envelope.", exampleId).default(null),
  fromOn: orNull(dayField("The first day of the period.", "2026-01-01"), "The first day of the period.", "2026-01-01").default(null),
  untilOn: orNull(dayField("The last day of the period.", "2026-03-31"), "The last day of the period.", "2026-03-31").default(null),
  periodId: orNull(uuid(), "The period of reviews it is said in, which says of which days; only with `ofId`.", null).default(null),
  strengths: strengths.default(""),
  weaknesses: weaknesses.default(""),
  scores: scores.default({}),
});

export const reviewChange = z.object({
  strengths: strengths.optional(),
  weaknesses: weaknesses.optional(),
  scores: scores.optional(),
});

export const review = z
  .object({
    id: idField("The review."),
    ofId: idField("Who is reviewed."),
    byId: orNull(uuid(), "Who wrote it; null for others than its author where reviews are anonymous.", exampleId),
    contributionId: orNull(z.string(), "The contribution it is of; null when it is of a period.", null),
    envelopeId: orNull(z.string(), "The envelope of the period or of the contribution.", exampleId),
    periodId: orNull(z.string(), "The period of reviews it was said in; null for none.", null),
    isAnonymous: field(z.boolean(), "Whether neither its author nor its scores are told.", false),
    fromOn: orNull(z.string(), "The first day of the period; null when it is of a contribution.", "2026-01-01"),
    untilOn: orNull(z.string(), "The last day of the period.", "2026-03-31"),
    strengths: field(z.string(), "What was good.", "À l’écoute de chacune."),
    weaknesses: orNull(z.string(), "What could be better; null as long as the person reviewed keeps it to themself.", "Parfois en retard."),
    scores: field(
      z.record(z.string(), z.string()),
      "By criterion, from 1 to 5; none for others than its author where reviews are anonymous.",
      { care: "4", quality: "5" },
    ),
    score: orNull(z.string(), "The mean of its criteria, to 4 decimals; null without scores, or as these are not told.", "4.5"),
    isPublished: field(z.boolean(), "Whether the person reviewed lets everybody read the weaknesses.", false),
    createdAt: instantField("When it was written."),
    changedAt: instantField("When it last changed."),
  })
  .meta({ id: "Review", description: "A peer’s words and scores on a contribution or on a member’s period." });

export const reviewFilter = pageQuery.extend({
  of: field(uuid().optional(), "Of this member.", exampleId),
  by: field(uuid().optional(), "By this member.", exampleId),
  envelope: field(uuid().optional(), "Of periods in, or contributions for, this envelope.", exampleId),
  period: field(uuid().optional(), "Said in this period of reviews.", exampleId),
});
export const reviewPage = pageOf(review, "Reviews, the latest first.");

export const summaryParams = collectiveParams.extend({ id: idField("Which member.") });
export const summaryFilter = z.object({
  envelope: field(uuid().optional(), "Of periods in, or contributions for, this envelope only.", exampleId),
});

export const reviewSummary = z
  .object({
    memberId: idField("Who is reviewed."),
    envelopeId: orNull(z.string(), "The envelope asked for; null for all.", exampleId),
    reviewers: orNull(z.int(), "How many members reviewed them; null below 3 where reviews are anonymous.", 3),
    scorers: orNull(z.int(), "How many of these gave a score; null below 3 where reviews are anonymous.", 3),
    median: orNull(
      z.string(),
      "The median score, each reviewer counting once by the mean of theirs to 4 decimals; null when nobody scored.",
      "4.33335",
    ),
  })
  .meta({ id: "ReviewSummary", description: "What peers’ reviews of a member come to." });

export type NewReview = z.output<typeof newReview>;
export type ReviewChange = z.output<typeof reviewChange>;
export type ReviewFilter = z.output<typeof reviewFilter>;
export type ReviewAnswer = z.input<typeof review>;
export type ReviewSummary = z.input<typeof reviewSummary>;
