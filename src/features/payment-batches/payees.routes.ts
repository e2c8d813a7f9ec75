/** Routes of what each payee was paid in a year. */
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { callOf, read, schemaOf } from "../../http/operation.js";
import { sendExport, tableAnswer, tableTypes } from "../../http/table-export.js";
import { loadStatement, writeStatement } from "./payees.actions.js";
import { fileQuery, statement, yearParams } from "./payees.schema.js";

export function payeeRoutes(app: FastifyInstance): void {
  read(app, "/payees/:year", {
    access: ["treasurer"],
    summary: "What each payee was paid in a calendar year, by nature and footing, beside what France has declared (DAS2).",
    description: "It informs; it is no legal advice.",
    params: yearParams,
    answer: statement,
    run: (_, { caller, params }) => loadStatement(app.moisson.readDb, caller, params.year),
  });
  app.route({
    method: "GET",
    url: "/payees/:year/file",
    config: { access: ["treasurer"] },
    schema: {
      produces: tableTypes,
      ...schemaOf("payees", {
        access: ["treasurer"],
        summary: "The same as CSV or a spreadsheet, one line a payee, for the accountant.",
        params: yearParams,
        query: fileQuery,
        answer: tableAnswer("Année;Code;Bénéficiaire;SIRET;À quel titre;Frais;Travail;Droits;…\r\n"),
      }),
    },
    handler: async (request, reply) => {
      const call = callOf<z.output<typeof yearParams>, z.output<typeof fileQuery>, unknown>(request, reply, app.moisson.now());
      const file = await writeStatement(app.moisson.readDb, call.caller.collective, call.params.year, call.query);
      return sendExport(reply, file, call.query.format);
    },
  });
}
