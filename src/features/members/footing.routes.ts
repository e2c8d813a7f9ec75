/** Routes of footings («à quel titre ?») and of the board. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { addFooting, changeFooting, dropFooting, seatOnBoard, tellBoardMonth } from "./footing.actions.js";
import { boardMonth, boardQuery, boardTerm, footingChange, footingParams, newFooting } from "./footing.schema.js";
import { member } from "./members.schema.js";

export function footingRoutes(app: FastifyInstance): void {
  write(app, "POST", "/members/:id/footings", {
    access: ["member"],
    summary: "Say on what footing somebody may be paid, from a day on: oneself, the treasurer or an admin.",
    params: thingParams("member"),
    body: newFooting,
    answer: member,
    status: 201,
    run: (tx, call) => addFooting(tx, call, call.params.id, call.body),
  });
  write(app, "PATCH", "/members/:id/footings/:footing", {
    access: ["member"],
    summary: "Change the days of a footing.",
    params: footingParams,
    body: footingChange,
    answer: member,
    run: (tx, call) => changeFooting(tx, call, call.params.id, call.params.footing, call.body),
  });
  write(app, "DELETE", "/members/:id/footings/:footing", {
    access: ["member"],
    summary: "Take back a footing that was written by mistake.",
    params: footingParams,
    answer: member,
    run: (tx, call) => dropFooting(tx, call, call.params.id, call.params.footing),
  });
  write(app, "PUT", "/members/:id/board", {
    access: ["admin"],
    summary: "Mark who sits on the board, and since when.",
    params: thingParams("member"),
    body: boardTerm,
    answer: member,
    run: (tx, call) => seatOnBoard(tx, call, call.params.id, call.body),
  });
  write(app, "DELETE", "/members/:id/board", {
    access: ["admin"],
    summary: "Take that mark back, where it was a mistake.",
    params: thingParams("member"),
    answer: member,
    run: (tx, call) => seatOnBoard(tx, call, call.params.id, null),
  });
  read(app, "/board", {
    access: ["member"],
    summary: "What the people on the board get in a month, beside the legal threshold.",
    params: collectiveParams,
    query: boardQuery,
    answer: boardMonth,
    run: (on, call) => tellBoardMonth(on, call, call.query.month),
  });
}
