/** What a route that posts answers of its entry: where it stands in the ledger, to be opened at `/entries/{id}`. */
import { z } from "zod";
import { dayField, exampleId, field, idField, uuid } from "./fields.js";

export const postedEntry = z
  .object({
    id: idField("The entry."),
    position: field(z.string(), "Its place in the collective’s chain.", "12"),
    number: field(z.number().int(), "Its number in its fiscal year.", 12),
    datedOn: dayField("The day it is dated."),
    kind: field(z.string(), "What posted it.", "money-in"),
    document: field(z.string().nullable(), "The accounting document it rests on.", "Notification 2026-017"),
    reversesId: field(uuid().nullable(), "The entry it reverses.", exampleId),
  })
  .meta({ id: "PostedEntry", description: "An entry that was posted." });

export type PostedEntry = z.input<typeof postedEntry>;

export const postedOf = (entry: {
  readonly id: string;
  readonly position: bigint;
  readonly number: number;
  readonly datedOn: string;
  readonly kind: string;
  readonly document: string | null;
  readonly reversesId: string | null;
}): PostedEntry => ({
  id: entry.id,
  position: String(entry.position),
  number: entry.number,
  datedOn: entry.datedOn,
  kind: entry.kind,
  document: entry.document,
  reversesId: entry.reversesId,
});
