/** What the API says of meetings of circles, and of the actions that come of them. */
import { z } from "zod";
import { dayField, exampleId, field, idField, instantField, lineField, textField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const once = (ids: readonly (string | undefined)[]): boolean => {
  const given = ids.filter((id) => id !== undefined);
  return new Set(given).size === given.length;
};

const metOn = dayField("The day it met; not in the future.", "2026-03-12");
const presentIds = field(z.array(uuid()).max(500).refine(once, { message: "listed_twice" }), "Who was present.", [exampleId]);
const noteTakerId = field(uuid().nullable(), "Who took the notes; null when nobody did in particular.", exampleId);
const information = textField("What was told.", "La salle est libre le mercredi.", 20_000);
const itemText = (description: string, example: string) => lineField(description, example, 2_000);

const notedDecision = z.object({
  id: field(uuid().optional(), "The noted decision this is; none for a new one.", exampleId),
  text: itemText("What was decided.", "La permanence passe au mercredi."),
  decisionId: field(uuid().nullable().optional(), "The decision it lists; null for a text alone; as it was where it is left out.", null),
});
const notedAction = z.object({
  id: field(uuid().optional(), "The action this is; none for a new one.", exampleId),
  text: itemText("What is to be done.", "Réserver la salle du mercredi."),
  ownerId: field(uuid().nullable().default(null), "Who does it; refused without (`action_without_owner`).", exampleId),
  dueOn: field(
    dayField("By which day.", "2026-03-20").nullable().default(null),
    "By which day; refused without (`action_without_day`).",
    "2026-03-20",
  ),
});
const listedOnce = (list: readonly { id?: string | undefined }[]): boolean => once(list.map(({ id }) => id));
const decisions = z
  .array(notedDecision)
  .max(100)
  .refine(listedOnce, { message: "listed_twice" })
  .meta({ description: "What was decided, in its order." });
const actions = z
  .array(notedAction)
  .max(100)
  .refine(listedOnce, { message: "listed_twice" })
  .meta({ description: "What somebody took on, in its order." });

export const newMeeting = z.object({
  circleId: idField("Which circle met."),
  metOn: metOn.optional(),
  presentIds: presentIds.default([]),
  noteTakerId: noteTakerId.default(null),
  information: information.default(""),
  decisions: decisions.default([]),
  actions: actions.default([]),
});

export const meetingChange = z.object({
  read: field(
    z.int().min(0).optional(),
    "The last amendment of the notes as they were read, 0 for none: a field that was amended since is not written over.",
    0,
  ),
  metOn: metOn.optional(),
  presentIds: presentIds.optional(),
  noteTakerId: noteTakerId.optional(),
  information: information.optional(),
  decisions: decisions.optional(),
  actions: actions.optional(),
});

const status = z.enum(["open", "done", "dropped"]);

export const actionChange = z.object({
  status: field(status.optional(), "Done, dropped, or open again.", "done"),
  ownerId: field(uuid().optional(), "Who does it from now on.", exampleId),
  dueOn: dayField("By which day.", "2026-03-27").optional(),
});

export const meetingAction = z
  .object({
    id: idField("The action."),
    meetingId: idField("The meeting it comes from."),
    circleId: idField("The circle of that meeting."),
    metOn: dayField("The day of that meeting.", "2026-03-12"),
    text: field(z.string(), "What is to be done.", "Réserver la salle du mercredi."),
    ownerId: idField("Who does it."),
    dueOn: dayField("By which day.", "2026-03-20"),
    status: field(status, "Open, done, or dropped.", "open"),
    endedOn: field(z.string().nullable(), "The day it was done or dropped; null while it is open.", null),
    endedBy: field(uuid().nullable(), "Who said so.", null),
  })
  .meta({ id: "MeetingAction", description: "What somebody took on at a meeting; open ones follow to the next one." });

const meetingDecision = z
  .object({
    id: idField("The noted decision."),
    text: field(z.string(), "What was decided.", "La permanence passe au mercredi."),
    decisionId: field(uuid().nullable(), "The decision it lists; null for a text alone.", null),
  })
  .meta({ id: "MeetingDecision", description: "A decision as the notes of a meeting have it." });

const version = z
  .object({
    version: field(z.int(), "1 for the first amendment.", 1),
    changedBy: idField("Who amended."),
    changedAt: instantField("When."),
    before: field(z.record(z.string(), z.unknown()), "The fields that were amended, as they were; actions with what was ticked.", {
      metOn: "2026-03-11",
    }),
  })
  .meta({ id: "MeetingVersion", description: "An amendment of the notes of a meeting, and what stood before it." });

export const meeting = z
  .object({
    id: idField("The meeting."),
    circleId: idField("Which circle met."),
    metOn,
    presentIds: field(z.array(uuid()), "Who was present.", [exampleId]),
    noteTakerId,
    information: field(z.string(), "What was told.", "La salle est libre le mercredi."),
    decisions: z.array(meetingDecision).meta({ description: "What was decided, in its order." }),
    actions: z.array(meetingAction).meta({ description: "What somebody took on, in its order." }),
    carried: z.array(meetingAction).meta({
      description: "Actions of earlier meetings of the circle that were open when this one began, the first due first; 200 at most.",
    }),
    createdBy: idField("Who wrote it."),
    createdAt: instantField("When it was written."),
    changedAt: instantField("When it last changed."),
    version: field(z.int(), "The last amendment of the notes, 0 for none; `/history` has them all.", 0),
  })
  .meta({ id: "Meeting", description: "A meeting of a circle: information, decisions and actions." });

export const meetingHistory = pageOf(version, "Amendments of the notes, the latest first.");

const meetingLine = z
  .object({
    id: idField("The meeting."),
    circleId: idField("Which circle met."),
    metOn,
    present: field(z.int(), "How many were present.", 4),
    decisions: field(z.int(), "How many decisions it noted.", 1),
    actions: field(z.int(), "How many actions came of it.", 2),
    openActions: field(z.int(), "How many of these are open.", 1),
  })
  .meta({ id: "MeetingLine", description: "A meeting in a list." });

export const meetingFilter = pageQuery.extend({ circle: field(uuid().optional(), "Of this circle.", exampleId) });
export const meetingPage = pageOf(meetingLine, "Meetings, the latest first.");

export const actionFilter = pageQuery.extend({
  circle: field(uuid().optional(), "Of meetings of this circle.", exampleId),
  owner: field(uuid().optional(), "Of this member.", exampleId),
  status: field(status.optional(), "Open, done or dropped ones only.", "open"),
});
export const actionPage = pageOf(meetingAction, "Actions, the first due first.");

export type NewMeeting = z.output<typeof newMeeting>;
export type MeetingChange = z.output<typeof meetingChange>;
export type ActionChange = z.output<typeof actionChange>;
export type MeetingFilter = z.output<typeof meetingFilter>;
export type ActionFilter = z.output<typeof actionFilter>;
export type Meeting = z.input<typeof meeting>;
export type MeetingAction = z.input<typeof meetingAction>;
