/** Routes of exports: CSV files in two dialects, and spreadsheets. */
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { collectiveParams, dayField, exampleId, field } from "../../http/fields.js";
import { callOf, schemaOf } from "../../http/operation.js";
import { dialectField, formatField, ofOneMoment, sendExport, tableAnswer, tableTypes } from "../../http/table-export.js";
import { exportNames, type Wanted, writeExport } from "./exports.actions.js";

const exportParams = collectiveParams.extend({ what: field(z.enum(exportNames), "Which table.", "entries") });
const exportQuery = z.object({
  format: formatField,
  dialect: dialectField,
  from: dayField("From this day on.", "2026-01-01").optional(),
  until: dayField("Until this day, included; for balances, as they stood that evening.", "2026-12-31").optional(),
  member: field(z.uuid().optional(), "Of contributions, and of what was given without pay: only those given by this member.", exampleId),
  circle: field(z.uuid().optional(), "Of wealth, and of what was given without pay: only what was given for this circle.", exampleId),
});

export function exportRoutes(app: FastifyInstance): void {
  app.route({
    method: "GET",
    url: "/exports/:what",
    config: { access: ["member"] },
    schema: {
      produces: tableTypes,
      ...schemaOf("exports", {
        access: ["member"],
        summary:
          "Contributions, shares with their explanation, entries, balances, the matrix of wealth, or what was given without pay, as CSV or a spreadsheet.",
        description: ofOneMoment,
        params: exportParams,
        query: exportQuery,
        answer: tableAnswer("Classe;Compte;Solde;Monnaie\r\nbanque;Compte courant;2460,00;EUR\r\n"),
      }),
    },
    handler: async (request, reply) => {
      const { caller, params, query } = callOf<z.output<typeof exportParams>, z.output<typeof exportQuery>, unknown>(
        request,
        reply,
        app.moisson.now(),
      );
      const wanted: Wanted = {
        what: params.what,
        format: query.format,
        dialect: query.dialect,
        from: query.from,
        until: query.until,
        readerId: caller.memberId,
        memberId: query.member,
        circleId: query.circle,
      };
      return sendExport(reply, await writeExport(app.moisson.readDb, caller.collective, wanted), query.format);
    },
  });
}
