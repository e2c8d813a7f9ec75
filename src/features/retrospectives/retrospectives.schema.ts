/** What the API says of retrospectives. */
import { z } from "zod";
import { wordKinds } from "../../domain/retrospective.js";
import { collectiveParams, dayField, exampleId, field, idField, instantField, textField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const kind = field(z.enum(wordKinds), "A strength, a weakness, a nugget (what shone) or a pebble (what hurt in the shoe).", "nugget");
const exampleText = "Le soir de la soupe, tout le monde est resté.";
const text = textField("What was said (`word_empty`).", exampleText, 2000);

export const newRetrospective = z.object({
  circleId: idField("Of which circle."),
  fromOn: dayField("The first day it is about.", "2026-01-01"),
  untilOn: dayField("The last day it is about.", "2026-03-31"),
  harvesterId: field(uuid().nullable().default(null), "Who gathers it; you, unless given.", exampleId),
});

export const newWord = z.object({ kind, text });
export const wordChange = z.object({ kind, text }).partial();
export const harvest = z.object({ isPublished: field(z.boolean(), "Whether it may be published.", true) });
export const gathering = z.object({
  gathering: textField("What comes of the words, in the harvester’s.", "On garde la soupe, on finit à 21 h.", 10_000),
});

const line = {
  id: idField("The retrospective."),
  circleId: idField("Of which circle."),
  fromOn: dayField("The first day it is about.", "2026-01-01"),
  untilOn: dayField("The last day it is about.", "2026-03-31"),
  harvesterId: idField("Who gathers it."),
  openedAt: instantField("When it was opened."),
  closedAt: field(z.string().nullable(), "When it was closed; null as long as it is open.", null),
  words: field(z.int(), "How many words you may read.", 7),
};

export const retrospectiveLine = z.object(line).meta({ id: "RetrospectiveLine", description: "A retrospective in a list." });

const word = z
  .object({
    id: idField("The word."),
    kind,
    text: field(z.string(), "What was said.", exampleText),
    byId: field(z.string().nullable(), "Who said it; null for who is not of the circle.", exampleId),
    changedAt: instantField("When it last changed."),
    isHarvested: field(z.boolean(), "Whether the harvester took it up: its author changes it no more.", false),
    isPublished: field(z.boolean(), "Whether everybody of the collective reads it.", false),
  })
  .meta({ id: "RetrospectiveWord", description: "A word of a retrospective." });

export const retrospective = z
  .object({
    ...line,
    openedBy: idField("Who opened it."),
    isInside: field(z.boolean(), "Whether you are of the circle or harvest: you read all words, and say some.", true),
    mayHarvest: field(z.boolean(), "Whether you gather it: its harvester, or where they have left, a pilot of the circle.", false),
    gathering: field(z.string().nullable(), "What the harvester gathered; null until it is closed for who is not inside.", ""),
    said: z.array(word).meta({ description: "Words you may read, the first said first." }),
  })
  .meta({ id: "Retrospective", description: "What a circle keeps of some days: strengths, weaknesses, nuggets and pebbles." });

export const retrospectiveQuery = pageQuery.extend({ circle: field(uuid().optional(), "Of this circle.", exampleId) });
export const retrospectivePage = pageOf(retrospectiveLine, "Retrospectives, the latest opened first.");
export const wordParams = collectiveParams.extend({ id: idField("Which retrospective."), word: idField("Which word.") });

export type NewRetrospective = z.output<typeof newRetrospective>;
export type NewWord = z.output<typeof newWord>;
export type WordChange = z.output<typeof wordChange>;
export type RetrospectiveQuery = z.output<typeof retrospectiveQuery>;
export type RetrospectiveLine = z.input<typeof retrospectiveLine>;
export type RetrospectiveAnswer = z.input<typeof retrospective>;
