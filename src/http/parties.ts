/** A party as the API takes and tells it: a member, or a third party. */
import { z } from "zod";
import { field, idField } from "./fields.js";

const partyKind = field(z.enum(["member", "third-party"]), "A member, or a third party.", "third-party");

export const newParty = z.object({ kind: partyKind, id: idField("Which one.") });

export const party = z
  .object({ kind: partyKind, id: idField("Which one."), name: field(z.string(), "How it is called.", "Métropole") })
  .meta({ id: "Party", description: "Somebody the collective has dealings with." });

export type PartyAnswer = z.input<typeof party>;
