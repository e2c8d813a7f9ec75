/** What the API says of tensions, to those they name. */
import { z } from "zod";
import { disputePath } from "../../domain/tension.js";
import { dayField, exampleId, field, idField, instantField, lineField, textField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const step = field(z.enum(disputePath), "A step of the dispute path.", "talk");
const ownerId = idField("Who looks after it.");

export const newTension = z.object({
  title: lineField("What it is about, in a line.", "Les clés de l’atelier"),
  text: textField("What happened, as whoever opens it sees it.", "Deux fois, la porte était ouverte le soir.", 20_000).default(""),
  ownerId: field(uuid().optional(), "Who looks after it; whoever opens it, unless given.", exampleId),
  namedIds: field(z.array(uuid()).max(50).default([]), "Who reads it besides.", [exampleId]),
});
export const newOwner = z.object({ ownerId });
export const newNames = z.object({ memberIds: field(z.array(uuid()).min(1).max(50), "Who reads it from now on.", [exampleId]) });
export const newStep = z.object({
  step,
  takenOn: dayField("The day it took place; not in the future.", "2026-03-12"),
  note: lineField("What came of it.", "Ils se sont parlé, et se reparlent mardi.", 10_000),
});
export const closing = z.object({ outcome: lineField("How it ended.", "Chacun ferme, et le note au tableau.", 10_000) });

const told = {
  id: idField("The tension."),
  title: field(z.string(), "What it is about.", "Les clés de l’atelier"),
  openedBy: idField("Who opened it."),
  openedAt: instantField("When."),
  ownerId,
  lastStep: field(step.nullable(), "The last step that was taken.", "talk"),
  closedOn: field(z.string().nullable(), "The day it was closed.", null),
};
export const tensionLine = z.object(told).meta({ id: "TensionLine", description: "A tension in a list." });

const takenStep = z
  .object({
    number: field(z.int(), "1 for the first.", 1),
    step,
    takenOn: dayField("The day it took place.", "2026-03-12"),
    note: field(z.string(), "What came of it.", "Ils se sont parlé."),
    saidBy: idField("Who wrote it down."),
    saidAt: instantField("When."),
  })
  .meta({ id: "TensionStep", description: "A step of the dispute path, as it was taken." });
const named = z
  .object({ memberId: idField("Who reads it."), namedBy: idField("Who named them."), namedAt: instantField("When.") })
  .meta({ id: "TensionReader", description: "Somebody who reads a tension." });

export const tension = z
  .object({
    ...told,
    text: field(z.string(), "What happened.", "Deux fois, la porte était ouverte le soir."),
    people: field(z.array(named), "Everybody who reads it; nobody else does.", []),
    steps: field(z.array(takenStep), "The steps that were taken, in their order.", []),
    outcome: field(z.string().nullable(), "How it ended.", null),
    closedBy: field(uuid().nullable(), "Who closed it; null where a decision did.", null),
    decisionId: field(uuid().nullable(), "The decision that closed it.", null),
    mayHold: field(z.boolean(), "Whether you may give it to somebody else.", true),
    mayClose: field(z.boolean(), "Whether you may close it.", true),
  })
  .meta({ id: "Tension", description: "A tension, as those it names read it." });

export const tensionQuery = pageQuery.extend({
  state: field(z.enum(["open", "closed"]).optional(), "Open or closed ones only.", "open"),
});
export const tensionPage = pageOf(tensionLine, "Tensions that name you, the latest first.");
export const tensionCount = z
  .object({ open: field(z.int(), "How many are open.", 1), closed: field(z.int(), "How many were closed.", 3) })
  .meta({ id: "TensionCount", description: "How many tensions there are in the collective: all that is told of them." });

export type NewTension = z.output<typeof newTension>;
export type NewStep = z.output<typeof newStep>;
export type TensionQuery = z.output<typeof tensionQuery>;
export type TensionLine = z.input<typeof tensionLine>;
export type Tension = z.input<typeof tension>;
export type TensionCount = z.input<typeof tensionCount>;
