/** What the API says of keys: drafts that a decision puts in force, and those in force. */
import { z } from "zod";
import { exampleId, field, idField, instantField, lineField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";
import { sharingKey } from "./sharings.schema.js";

const envelopeId = (description: string) => field(uuid().nullable(), description, null);

export const newKey = z.object({
  name: lineField("What it is called.", "Heures pondérées"),
  circleId: field(uuid().nullable().default(null), "For the envelopes of this circle; null where an envelope is named.", exampleId),
  envelopeId: envelopeId("For this envelope alone.").default(null),
  key: sharingKey,
});

export const key = z
  .object({
    id: idField("The key."),
    name: field(z.string(), "What it is called.", "Heures pondérées"),
    circleId: idField("Its circle."),
    envelopeId: envelopeId("The envelope it is for alone; null for all of the circle that have none of their own."),
    key: sharingKey,
    state: field(
      z.enum(["draft", "in-force", "ended"]),
      "Draft until a decision puts it in force; ended when another took its place.",
      "draft",
    ),
    createdBy: idField("Who wrote it."),
    createdAt: instantField("When."),
    inForceAt: field(z.string().nullable(), "Since when it is, or was, in force.", null),
    endedAt: field(z.string().nullable(), "Until when it was.", null),
    decisionId: field(uuid().nullable(), "The decision that put it in force.", null),
  })
  .meta({ id: "Key", description: "A key that the sharings of an envelope, or of a circle, are computed by." });

export const keyQuery = pageQuery.extend({
  circle: field(uuid().optional(), "Of this circle.", exampleId),
  envelope: field(
    uuid().optional(),
    "What the next sharing of this envelope would be computed by: the one key in force, if any.",
    exampleId,
  ),
});
export const keyPage = pageOf(key, "Keys, the latest first.");

export type NewKey = z.output<typeof newKey>;
export type KeyQuery = z.output<typeof keyQuery>;
export type KeyAnswer = z.input<typeof key>;
