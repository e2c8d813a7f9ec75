/** Routes of circles. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { changeCircle, loadCircle, openCircle, seatMember, tellCircles, unseatMember } from "./circles.actions.js";
import { circleChange, circleList, circleSheet, newCircle, seatChange, seatParams } from "./circles.schema.js";

export function circleRoutes(app: FastifyInstance): void {
  read(app, "/circles", {
    access: ["member"],
    summary: "All circles with their pilots and contributors.",
    params: collectiveParams,
    answer: circleList,
    run: async (on, call) => ({ items: await tellCircles(on, call) }),
  });
  read(app, "/circles/:id", {
    access: ["member"],
    summary: "One circle, with its sheet.",
    params: thingParams("circle"),
    answer: circleSheet,
    run: (on, call) => loadCircle(on, call, call.params.id),
  });
  write(app, "POST", "/circles", {
    access: ["admin", "pilot"],
    summary: "Open a circle.",
    params: collectiveParams,
    body: newCircle,
    answer: circleSheet,
    status: 201,
    run: (tx, call) => openCircle(tx, call, call.body),
  });
  write(app, "PATCH", "/circles/:id", {
    access: ["admin", "pilot"],
    summary: "Change a circle’s name, sheet, rhythm or place, or archive it.",
    params: thingParams("circle"),
    body: circleChange,
    answer: circleSheet,
    run: (tx, call) => changeCircle(tx, call, call.params.id, call.body),
  });
  write(app, "PUT", "/circles/:id/members/:member", {
    access: ["admin", "pilot"],
    summary: "Give a member a seat in the circle.",
    params: seatParams,
    body: seatChange,
    answer: circleSheet,
    run: (tx, call) => seatMember(tx, call, call.params.id, call.params.member, call.body.role),
  });
  write(app, "DELETE", "/circles/:id/members/:member", {
    access: ["member"],
    summary: "Leave the circle, or, as its pilot, take a member out.",
    params: seatParams,
    answer: circleSheet,
    run: (tx, call) => unseatMember(tx, call, call.params.id, call.params.member),
  });
}
