/** Routes of meetings, and of the actions that come of them. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { pageQuery } from "../../http/paging.js";
import { amendMeeting, changeAction, pageActions, pageHistory, pageMeetings, tellMeeting, writeMeeting } from "./meetings.actions.js";
import {
  actionChange,
  actionFilter,
  actionPage,
  meeting,
  meetingAction,
  meetingChange,
  meetingFilter,
  meetingHistory,
  meetingPage,
  newMeeting,
} from "./meetings.schema.js";

export function meetingRoutes(app: FastifyInstance): void {
  read(app, "/meetings", {
    access: ["member"],
    summary: "Meetings of circles, the latest first.",
    params: collectiveParams,
    query: meetingFilter,
    answer: meetingPage,
    run: (on, { caller, query }) => pageMeetings(on, caller, query),
  });
  read(app, "/meetings/:id", {
    access: ["member"],
    summary: "One meeting: information, decisions, actions, and the open actions it began with.",
    params: thingParams("meeting"),
    answer: meeting,
    run: (on, { caller, params }) => tellMeeting(on, caller, params.id),
  });
  read(app, "/meetings/:id/history", {
    access: ["member"],
    summary: "What the notes of a meeting said before each amendment, the latest first.",
    params: thingParams("meeting"),
    query: pageQuery,
    answer: meetingHistory,
    run: (on, { caller, params, query }) => pageHistory(on, caller, params.id, query),
  });
  write(app, "POST", "/meetings", {
    access: ["member"],
    summary: "Write what a circle met about; its pilots and contributors do.",
    description: "Without a day it is today. Whoever is given an action by somebody else is told.",
    params: collectiveParams,
    body: newMeeting,
    answer: meeting,
    status: 201,
    run: (tx, call) => writeMeeting(tx, call, call.body),
  });
  write(app, "PATCH", "/meetings/:id", {
    access: ["member"],
    summary: "Amend the notes of a meeting; what they said before is kept.",
    description: "A list that is given takes the place of the one before: what has an id stays itself, what is not in it goes.",
    params: thingParams("meeting"),
    body: meetingChange,
    answer: meeting,
    run: (tx, call) => amendMeeting(tx, call, call.params.id, call.body),
  });
  read(app, "/meeting-actions", {
    access: ["member"],
    summary: "Actions that came of meetings, the first due first.",
    params: collectiveParams,
    query: actionFilter,
    answer: actionPage,
    run: (on, { caller, query }) => pageActions(on, caller, query),
  });
  write(app, "PATCH", "/meeting-actions/:id", {
    access: ["member"],
    summary: "Tick an action, drop it, or take it up again; give it to somebody else or another day.",
    description: "Its owner says whether it is done; the people of the circle do all of it.",
    params: thingParams("action"),
    body: actionChange,
    answer: meetingAction,
    run: (tx, call) => changeAction(tx, call, call.params.id, call.body),
  });
}
