/** Routes of kinds. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { addKind, changeKind, dropRate, loadKind, loadUse, setRate } from "./kinds.actions.js";
import { listKinds } from "./kinds.queries.js";
import { kind, kindChange, kindList, kindUse, newKind, rateChange, rateParams } from "./kinds.schema.js";

export function kindRoutes(app: FastifyInstance): void {
  read(app, "/kinds", {
    access: ["member"],
    summary: "All kinds of contributions with their rates.",
    params: collectiveParams,
    answer: kindList,
    run: async (on, { caller, today }) => ({ items: await listKinds(on, caller.collective.id, today) }),
  });
  read(app, "/kinds/:id", {
    access: ["member"],
    summary: "One kind.",
    params: thingParams("kind"),
    answer: kind,
    run: (on, call) => loadKind(on, call, call.params.id),
  });
  read(app, "/kinds/:id/use", {
    access: ["member"],
    summary: "Since when a kind is given, and until when a sharing has counted it: where a rate can begin.",
    params: thingParams("kind"),
    answer: kindUse,
    run: (on, call) => loadUse(on, call, call.params.id),
  });
  write(app, "POST", "/kinds", {
    access: ["admin"],
    summary: "Add a kind.",
    params: collectiveParams,
    body: newKind,
    answer: kind,
    status: 201,
    run: (tx, call) => addKind(tx, call, call.body),
  });
  write(app, "PATCH", "/kinds/:id", {
    access: ["admin"],
    summary: "Rename or archive a kind; what it is counted in is fixed once it is used.",
    params: thingParams("kind"),
    body: kindChange,
    answer: kind,
    run: (tx, call) => changeKind(tx, call, call.params.id, call.body),
  });
  write(app, "PUT", "/kinds/:id/rates/:from", {
    access: ["admin"],
    summary: "Set the rate from a day on, after the last day a sharing has counted this kind for.",
    description: "Set again for the same day, it replaces the one before, as long as no sharing has counted with it.",
    params: rateParams,
    body: rateChange,
    answer: kind,
    run: (tx, call) => setRate(tx, call, call.params.id, { fromOn: call.params.from, rate: call.body.rate }),
  });
  write(app, "DELETE", "/kinds/:id/rates/:from", {
    access: ["admin"],
    summary: "Take back a rate that no sharing has counted with.",
    params: rateParams,
    answer: kind,
    run: (tx, call) => dropRate(tx, call, call.params.id, call.params.from),
  });
}
