/** The route of the matrix of wealth; its export is among exports. */
import type { FastifyInstance } from "fastify";
import { collectiveParams } from "../../http/fields.js";
import { read } from "../../http/operation.js";
import { tellWealth } from "./wealth.actions.js";
import { wealth, wealthQuery } from "./wealth.schema.js";

export function wealthRoutes(app: FastifyInstance): void {
  read(app, "/wealth", {
    access: ["member"],
    summary: "What was given in some days: members by kinds, quantities beside words, never added across kinds.",
    description: "Each figure is that of `/contributions` with the same member, kind, circle and days, and the status `counted`.",
    params: collectiveParams,
    query: wealthQuery,
    answer: wealth,
    run: (on, call) => tellWealth(on, call.caller, call.query),
  });
}
