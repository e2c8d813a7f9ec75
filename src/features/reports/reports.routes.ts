/** Routes of reports, and of what is planned. */
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { yearParams } from "../../http/fields.js";
import { callOf, read, schemaOf, write } from "../../http/operation.js";
import { ofOneMoment, sendExport, tableAnswer, tableTypes } from "../../http/table-export.js";
import { planEnvelope, tellChecks, tellEnvelope, tellYear, writeEnvelopeReport, writeYearReport } from "./reports.actions.js";
import {
  closingChecks,
  envelopeFileQuery,
  envelopeParams,
  envelopeReport,
  envelopeReportQuery,
  plan,
  yearFileQuery,
  yearReport,
} from "./reports.schema.js";

export function reportRoutes(app: FastifyInstance): void {
  read(app, "/years/:start/report", {
    access: ["member"],
    summary: "A fiscal year: what came in and went out by why, by envelope, circle, kind and member.",
    params: yearParams,
    answer: yearReport,
    run: (db, { caller, params }) => tellYear(db, caller, params.start),
  });
  read(app, "/years/:start/checks", {
    access: ["member"],
    summary: "What is in the way of closing a fiscal year, and what to look at before.",
    params: yearParams,
    answer: closingChecks,
    run: (on, call) => tellChecks(on, call, call.params.start),
  });
  read(app, "/envelopes/:id/report", {
    access: ["member"],
    summary: "The financial report of an envelope: planned beside realised, what was given without pay, what lies outside of its funding.",
    params: envelopeParams,
    query: envelopeReportQuery,
    answer: envelopeReport,
    run: (db, call) => tellEnvelope(db, call, call.params.id, call.query),
  });
  write(app, "PUT", "/envelopes/:id/plan", {
    access: ["pilot", "treasurer", "admin"],
    summary: "Write what is planned for an envelope, as pilot of its circle, treasurer or admin.",
    params: envelopeParams,
    body: plan,
    answer: envelopeReport,
    run: (tx, call) => planEnvelope(tx, call, call.params.id, call.body),
  });
  app.route({
    method: "GET",
    url: "/years/:start/report/file",
    config: { access: ["member"] },
    schema: {
      produces: tableTypes,
      ...schemaOf("years", {
        access: ["member"],
        summary: "The report of a fiscal year as a table: a figure a line.",
        description: ofOneMoment,
        params: yearParams,
        query: yearFileQuery,
        answer: tableAnswer("Partie;De quoi;Chiffre;Quantité;Unité;Montant\r\nNatures;Heures;donné;42,5;h;\r\n"),
      }),
    },
    handler: async (request, reply) => {
      const { caller, params, query } = callOf<z.output<typeof yearParams>, z.output<typeof yearFileQuery>, unknown>(
        request,
        reply,
        app.moisson.now(),
      );
      return sendExport(reply, await writeYearReport(app.moisson.readDb, caller.collective, params.start, query), query.format);
    },
  });
  app.route({
    method: "GET",
    url: "/envelopes/:id/report/file",
    config: { access: ["member"] },
    schema: {
      produces: tableTypes,
      ...schemaOf("envelopes", {
        access: ["member"],
        summary: "The financial report of an envelope as a table: a figure a line.",
        description: ofOneMoment,
        params: envelopeParams,
        query: envelopeFileQuery,
        answer: tableAnswer("Partie;De quoi;Chiffre;Quantité;Unité;Montant\r\nBudget;achat (sorti) · Livrets;prévu;;;450,00\r\n"),
      }),
    },
    handler: async (request, reply) => {
      const call = callOf<z.output<typeof envelopeParams>, z.output<typeof envelopeFileQuery>, unknown>(request, reply, app.moisson.now());
      return sendExport(reply, await writeEnvelopeReport(app.moisson.readDb, call, call.params.id, call.query), call.query.format);
    },
  });
}
