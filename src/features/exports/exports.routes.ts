/** Routes of exports: CSV files, in two dialects. */
import { createReadStream } from "node:fs";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { collectiveParams, dayField, field } from "../../http/fields.js";
import { callOf, schemaOf } from "../../http/operation.js";
import { exportNames, type Wanted, writeExport } from "./exports.actions.js";

const exportParams = collectiveParams.extend({ what: field(z.enum(exportNames), "Which table.", "entries") });
const exportQuery = z.object({
  dialect: field(
    z.enum(["fr", "en"]).default("fr"),
    "`fr`: semicolons, decimal commas, dd/mm/yyyy, a byte order mark; `en`: RFC 4180, decimal points, ISO days.",
    "fr",
  ),
  from: dayField("From this day on.", "2026-01-01").optional(),
  until: dayField("Until this day, included; for balances, as they stood that evening.", "2026-12-31").optional(),
});

export function exportRoutes(app: FastifyInstance): void {
  app.route({
    method: "GET",
    url: "/exports/:what",
    config: { access: ["member"] },
    schema: {
      produces: ["text/csv"],
      ...schemaOf("exports", {
        access: ["member"],
        summary: "Contributions, shares with their explanation, entries, or balances as CSV.",
        description:
          "All of it from one moment: the headers `Moisson-Position` and `Moisson-Hash` name the ledger’s head then. The same export of the same moment gives the same bytes.",
        params: exportParams,
        query: exportQuery,
        answer: z.string().meta({
          description: "The file, as text/csv.",
          examples: ["Classe;Compte;Solde;Monnaie\r\nbanque;Compte courant;2460,00;EUR\r\n"],
        }),
      }),
    },
    handler: async (request, reply) => {
      const { caller, params, query } = callOf<z.output<typeof exportParams>, z.output<typeof exportQuery>, unknown>(
        request,
        reply,
        app.moisson.now(),
      );
      const wanted: Wanted = { what: params.what, dialect: query.dialect, from: query.from, until: query.until, readerId: caller.memberId };
      const file = await writeExport(app.moisson.readDb, caller.collective, wanted);
      const stream = createReadStream(file.path).once("close", file.discard);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="${file.name}"`)
        .header("moisson-position", file.position)
        .header("moisson-hash", file.hash)
        .send(stream);
    },
  });
}
