/** Routes of the audit trail. Every member reads it. */
import type { FastifyInstance } from "fastify";
import { collectiveParams } from "../../http/fields.js";
import { read } from "../../http/operation.js";
import { pageOfAudit } from "./audit.queries.js";
import { auditPage, auditQuery } from "./audit.schema.js";

export function auditRoutes(app: FastifyInstance): void {
  read(app, "/audit", {
    access: ["member"],
    summary: "Who did what, when.",
    params: collectiveParams,
    query: auditQuery,
    answer: auditPage,
    run: (on, { caller, query }) => pageOfAudit(on, caller.collective, query),
  });
}
