/** Routes of what was given without pay; its export is among exports. */
import type { FastifyInstance } from "fastify";
import { collectiveParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { dropReferenceRate, loadValuations, setReferenceRate, tellSheet, tellVolunteering, valueKind } from "./volunteering.actions.js";
import {
  kindParams,
  referenceRateChange,
  referenceRateParams,
  valuationChange,
  valuationList,
  volunteering,
  volunteeringQuery,
  volunteeringSheet,
} from "./volunteering.schema.js";

export function volunteeringRoutes(app: FastifyInstance): void {
  read(app, "/volunteering", {
    access: ["member"],
    summary: "What natural persons gave without pay in some days: hours, person-days and euros, by circle and kind.",
    params: collectiveParams,
    query: volunteeringQuery,
    answer: volunteering,
    run: (on, { caller, query }) => tellVolunteering(on, caller, query),
  });
  read(app, "/volunteering/sheet", {
    access: ["member"],
    summary: "The same, contribution by contribution: the sheet that each person signs.",
    params: collectiveParams,
    query: volunteeringQuery,
    answer: volunteeringSheet,
    run: (on, { caller, query }) => tellSheet(on, caller, query),
  });
  read(app, "/volunteering/kinds", {
    access: ["member"],
    summary: "How kinds are valued that nobody is paid for, with their reference rates.",
    params: collectiveParams,
    answer: valuationList,
    run: (on, { caller }) => loadValuations(on, caller.collective.id),
  });
  write(app, "PUT", "/volunteering/kinds/:id", {
    access: ["treasurer", "admin"],
    summary: "Say what a kind is for the accounts: time, something lent, something given, or nothing.",
    params: kindParams,
    body: valuationChange,
    answer: valuationList,
    run: (tx, call) => valueKind(tx, call, call.params.id, call.body.valuedAs),
  });
  write(app, "PUT", "/volunteering/kinds/:id/rates/:from", {
    access: ["treasurer", "admin"],
    summary: "Set a reference rate from a day on, with its source. Nobody is paid by it.",
    params: referenceRateParams,
    body: referenceRateChange,
    answer: valuationList,
    run: (tx, call) => setReferenceRate(tx, call, call.params, call.body),
  });
  write(app, "DELETE", "/volunteering/kinds/:id/rates/:from", {
    access: ["treasurer", "admin"],
    summary: "Take a reference rate back.",
    params: referenceRateParams,
    answer: valuationList,
    run: (tx, call) => dropReferenceRate(tx, call, call.params),
  });
}
