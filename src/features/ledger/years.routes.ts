/** Routes of fiscal years. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, yearParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { closeFiscalYear } from "./years.actions.js";
import { loadYears } from "./years.queries.js";
import { year, yearList } from "./years.schema.js";

export function yearRoutes(app: FastifyInstance): void {
  read(app, "/years", {
    access: ["member"],
    summary: "Fiscal years, the latest first.",
    params: collectiveParams,
    answer: yearList,
    run: async (on, { caller }) => ({ items: await loadYears(on, caller.collective.id) }),
  });
  write(app, "POST", "/years/:start/closing", {
    access: ["treasurer"],
    summary: "Close a fiscal year that is over, for good. Years close in order.",
    params: yearParams,
    answer: year,
    run: (tx, call) => closeFiscalYear(tx, call, call.params.start),
  });
}
