/** The route of a round’s exports: CSV files in two dialects, and spreadsheets. */
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { field } from "../../http/fields.js";
import { callOf, schemaOf } from "../../http/operation.js";
import { dialectField, formatField, ofOneMoment, sendExport, tableAnswer, tableTypes } from "../../http/table-export.js";
import { roundExportNames, writeRoundExport } from "./round-exports.actions.js";
import { roundParams } from "./rounds.schema.js";

const exportParams = roundParams.extend({
  what: field(
    z.enum(roundExportNames),
    "`participants`: each participant and bucket, with what stood at most, was taken back, given back, and was pledged at the close (before it: now), what the close gave back included. `operations`: every entry, and at the close what the tally rule gave each bucket (`by the rule`). `results`: each bucket, with its votes or points where people vote, and why it ends so.",
    "participants",
  ),
});
const exportQuery = z.object({ format: formatField, dialect: dialectField });

export function roundExportRoutes(app: FastifyInstance): void {
  app.route({
    method: "GET",
    url: "/rounds/:id/exports/:what",
    config: { access: ["member"] },
    schema: {
      produces: tableTypes,
      ...schemaOf("rounds", {
        access: ["member"],
        summary: "The participants, operations or results of a round, as CSV or a spreadsheet.",
        description: `${ofOneMoment} Before the close, results are as the settlement would be now. While pledges are secret, each reader gets their own pledges alone, and results without figures and outcomes.`,
        params: exportParams,
        query: exportQuery,
        answer: tableAnswer(
          "Participant·e;Projet;Crédits reçus;Au plus haut;Repris;Rendu;Fléché à la clôture;Monnaie\r\nAna;Compost;200,00;15,00;7,00;0,00;8,00;EUR\r\n",
        ),
      }),
    },
    handler: async (request, reply) => {
      const call = callOf<z.output<typeof exportParams>, z.output<typeof exportQuery>, unknown>(request, reply, app.moisson.now());
      const wanted = { what: call.params.what, ...call.query };
      return sendExport(reply, await writeRoundExport(app.moisson.readDb, call, call.params.id, wanted), wanted.format);
    },
  });
}
