/** Routes of transfers. */
import type { FastifyInstance } from "fastify";
import { collectiveParams } from "../../http/fields.js";
import { write } from "../../http/operation.js";
import { transferMoney } from "./transfers.actions.js";
import { newTransfer, transferAnswer } from "./transfers.schema.js";

export function transferRoutes(app: FastifyInstance): void {
  write(app, "POST", "/transfers", {
    access: ["pilot", "treasurer"],
    summary: "Transfer money between envelopes and funds, as pilot of both circles or treasurer.",
    description: "What adopted sharings wait for stays in its envelope, and a fund keeps its floor.",
    params: collectiveParams,
    body: newTransfer,
    answer: transferAnswer,
    status: 201,
    run: (tx, call) => transferMoney(tx, call, call.body),
  });
}
