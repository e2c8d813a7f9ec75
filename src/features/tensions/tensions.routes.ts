/** Routes of tensions: to whoever a tension does not name, it is not there. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { closeTension, giveTension, loadTension, nameInTension, openTension, pageTensions, takeStep } from "./tensions.actions.js";
import { countTensions } from "./tensions.queries.js";
import { closing, newNames, newOwner, newStep, newTension, tension, tensionCount, tensionPage, tensionQuery } from "./tensions.schema.js";

export function tensionRoutes(app: FastifyInstance): void {
  const one = thingParams("tension");
  read(app, "/tensions", {
    access: ["member"],
    summary: "Tensions that name you, the latest first.",
    params: collectiveParams,
    query: tensionQuery,
    answer: tensionPage,
    run: (on, call) => pageTensions(on, call, call.query),
  });
  read(app, "/tensions/count", {
    access: ["member"],
    summary: "How many tensions there are: all that is told of them.",
    params: collectiveParams,
    answer: tensionCount,
    run: (on, { caller }) => countTensions(on, caller.collective.id),
  });
  read(app, "/tensions/:id", {
    access: ["member"],
    summary: "One tension that names you.",
    params: one,
    answer: tension,
    run: (on, call) => loadTension(on, call, call.params.id),
  });
  write(app, "POST", "/tensions", {
    access: ["member"],
    summary: "Open a tension; those it names read it, and nobody else.",
    params: collectiveParams,
    body: newTension,
    answer: tension,
    status: 201,
    run: (tx, call) => openTension(tx, call, call.body),
  });
  write(app, "POST", "/tensions/:id/people", {
    access: ["member"],
    summary: "Name others in it: they read all of it.",
    params: one,
    body: newNames,
    answer: tension,
    status: 201,
    run: (tx, call) => nameInTension(tx, call, call.params.id, call.body.memberIds),
  });
  write(app, "PUT", "/tensions/:id/owner", {
    access: ["member"],
    summary: "Give it to somebody to look after: its owner, who opened it, or an admin it names.",
    params: one,
    body: newOwner,
    answer: tension,
    run: (tx, call) => giveTension(tx, call, call.params.id, call.body.ownerId),
  });
  write(app, "POST", "/tensions/:id/steps", {
    access: ["member"],
    summary: "Write down a step of the dispute path.",
    params: one,
    body: newStep,
    answer: tension,
    status: 201,
    run: (tx, call) => takeStep(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/tensions/:id/close", {
    access: ["member"],
    summary: "Close it with its outcome: its owner, or who opened it.",
    params: one,
    body: closing,
    answer: tension,
    run: (tx, call) => closeTension(tx, call, call.params.id, call.body.outcome),
  });
}
