/** What the API says of periods of reviews. */
import { z } from "zod";
import { dayField, exampleId, field, idField, instantField, lineField, momentField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const exampleTitle = "Premier trimestre de l’accueil";

export const newReviewPeriod = z.object({
  title: lineField("What it is called.", exampleTitle),
  envelopeId: field(
    uuid().nullable().default(null),
    "Of the days in which envelope: then its reviews count in the sharings of these days. Or `circleId`.",
    exampleId,
  ),
  circleId: field(uuid().nullable().default(null), "Of the days of which circle: then they change no amount. Or `envelopeId`.", null),
  fromOn: dayField("The first day it is about.", "2026-01-01"),
  untilOn: dayField("The last day it is about.", "2026-03-31"),
  closesAt: momentField("The first instant at which a review is late.", "2026-04-15T16:00:00Z"),
  memberIds: field(
    z.array(uuid()).max(200).nullable().default(null),
    "Who reviews each other; unless given, the people of the circle and those who gave something in these days.",
    null,
  ),
});

const line = {
  id: idField("The period."),
  title: field(z.string(), "What it is called.", exampleTitle),
  circleId: idField("Whose pilots close it."),
  envelopeId: field(
    z.string().nullable(),
    "The envelope it is about; null where it is about the circle, and changes no amount.",
    exampleId,
  ),
  fromOn: dayField("The first day it is about.", "2026-01-01"),
  untilOn: dayField("The last day it is about.", "2026-03-31"),
  closesAt: instantField("The first instant at which a review is late."),
  isOver: field(z.boolean(), "Whether that is past, or somebody closed it earlier.", false),
  isAnonymous: field(z.boolean(), "Whether neither authors nor scores are told: as the collective had it when it was opened.", false),
  people: field(z.int(), "How many review each other.", 5),
  isPeer: field(z.boolean(), "Whether you do.", true),
  left: field(z.int(), "How many you have not reviewed yet; 0 once it is over, and for who does not take part.", 3),
};

export const reviewPeriodLine = z.object(line).meta({ id: "ReviewPeriodLine", description: "A period of reviews in a list." });

export const reviewPeriod = z
  .object({
    ...line,
    criteria: field(z.array(z.string()), "What is scored from 1 to 5: as the collective had it when it was opened.", ["soin", "qualité"]),
    openedBy: idField("Who opened it."),
    openedAt: instantField("When."),
    closedAt: field(z.string().nullable(), "When it was closed; null until then.", null),
    closedBy: field(z.string().nullable(), "Who closed it before its instant.", null),
    mayClose: field(z.boolean(), "Whether you may close it now.", false),
    written: field(z.int(), "How many reviews were written, of everybody by everybody.", 7),
    peers: z
      .array(
        z.object({
          memberId: idField("Who takes part."),
          name: field(z.string(), "Their name.", "Ana"),
          reviewId: field(z.string().nullable(), "Your review of them; null before you wrote one.", null),
          reviewers: field(z.int().nullable(), "How many reviewed them; null until the close, and of anonymous reviews below 3.", 3),
          scorers: field(z.int().nullable(), "How many of these gave a score; null as above.", 3),
          median: field(z.string().nullable(), "The median score; null as above, and when nobody scored.", "4.5"),
        }),
      )
      .meta({ description: "Who reviews each other, by name." }),
  })
  .meta({ id: "ReviewPeriod", description: "Some people talk of the same days of an envelope or a circle, until an instant." });

export const reviewPeriodQuery = pageQuery.extend({
  state: field(z.enum(["open", "closed"]).optional(), "Open or closed ones only.", "open"),
  envelope: field(uuid().optional(), "About this envelope.", exampleId),
  circle: field(uuid().optional(), "Of this circle, and of its envelopes.", exampleId),
});
export const reviewPeriodPage = pageOf(reviewPeriodLine, "Periods of reviews, the latest opened first.");

export type NewReviewPeriod = z.output<typeof newReviewPeriod>;
export type ReviewPeriodQuery = z.output<typeof reviewPeriodQuery>;
export type ReviewPeriodLine = z.input<typeof reviewPeriodLine>;
export type ReviewPeriodAnswer = z.input<typeof reviewPeriod>;
