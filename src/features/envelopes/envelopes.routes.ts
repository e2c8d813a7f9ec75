/** Routes of envelopes and their figures. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { pageQuery } from "../../http/paging.js";
import { changeEnvelope, closeEnvelope, loadEnvelope, openEnvelope, pageOfEnvelopes } from "./envelopes.actions.js";
import { envelope, envelopeChange, envelopePage, envelopeQuery, figureParams, figureReasons, newEnvelope } from "./envelopes.schema.js";
import { pageOfReasons } from "./reasons.queries.js";

export function envelopeRoutes(app: FastifyInstance): void {
  read(app, "/envelopes", {
    access: ["member"],
    summary: "Envelopes with their figures.",
    params: collectiveParams,
    query: envelopeQuery,
    answer: envelopePage,
    run: (on, call) => pageOfEnvelopes(on, call, call.query),
  });
  read(app, "/envelopes/:id", {
    access: ["member"],
    summary: "One envelope with its figures.",
    params: thingParams("envelope"),
    answer: envelope,
    run: (on, { caller, params, today }) => loadEnvelope(on, caller.collective.id, params.id, today),
  });
  read(app, "/envelopes/:id/figures/:figure", {
    access: ["member"],
    summary: "The reasons of one figure: they add up to it.",
    params: figureParams,
    query: pageQuery,
    answer: figureReasons,
    run: (on, { caller, params, query, today }) => pageOfReasons(on, caller.collective.id, params, query, today),
  });
  write(app, "POST", "/envelopes", {
    access: ["pilot", "treasurer", "admin"],
    summary: "Open an envelope, as pilot of its circle, treasurer or admin.",
    params: collectiveParams,
    body: newEnvelope,
    answer: envelope,
    status: 201,
    run: (tx, call) => openEnvelope(tx, call, call.body),
  });
  write(app, "PATCH", "/envelopes/:id", {
    access: ["pilot", "treasurer", "admin"],
    summary: "Change what an envelope says of itself. Its currency stays.",
    params: thingParams("envelope"),
    body: envelopeChange,
    answer: envelope,
    run: (tx, call) => changeEnvelope(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/envelopes/:id/closing", {
    access: ["pilot", "treasurer", "admin"],
    summary: "Close an empty envelope. The wishes carried in it fall.",
    params: thingParams("envelope"),
    answer: envelope,
    run: (tx, call) => closeEnvelope(tx, call, call.params.id),
  });
}
