/** Routes of funds. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { changeFund, loadFunds, openFund } from "./funds.actions.js";
import { fund, fundChange, fundList, newFund } from "./funds.schema.js";

export function fundRoutes(app: FastifyInstance): void {
  read(app, "/funds", {
    access: ["member"],
    summary: "All funds with what is in them.",
    params: collectiveParams,
    answer: fundList,
    run: async (on, { caller }) => ({ items: await loadFunds(on, caller.collective.id) }),
  });
  write(app, "POST", "/funds", {
    access: ["treasurer", "admin"],
    summary: "Open a fund.",
    params: collectiveParams,
    body: newFund,
    answer: fund,
    status: 201,
    run: (tx, call) => openFund(tx, call, call.body),
  });
  write(app, "PATCH", "/funds/:id", {
    access: ["treasurer", "admin"],
    summary: "Change a fund’s name or floor, or archive it when it is empty.",
    params: thingParams("fund"),
    body: fundChange,
    answer: fund,
    run: (tx, call) => changeFund(tx, call, call.params.id, call.body),
  });
}
