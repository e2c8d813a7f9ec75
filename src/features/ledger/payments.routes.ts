/** Routes of what is owed, payments, waivers and refunds. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { loadShare, pageOfOwed, payShares, refundShare, waiveShare } from "./payments.actions.js";
import { newPayment, newRefund, newWaiver, owedPage, owedQuery, paymentAnswer, share } from "./payments.schema.js";

export function paymentRoutes(app: FastifyInstance): void {
  read(app, "/owed", {
    access: ["member"],
    summary: "What is owed to whom: shares of members and bills of third parties, by payee.",
    params: collectiveParams,
    query: owedQuery,
    answer: owedPage,
    run: (on, { caller, query, today }) => pageOfOwed(on, caller.collective.id, query, today),
  });
  read(app, "/shares/:id", {
    access: ["member"],
    summary: "One share with what was paid and waived of it.",
    params: thingParams("share"),
    answer: share,
    run: (on, { caller, params, today }) => loadShare(on, caller.collective.id, params.id, today),
  });
  write(app, "POST", "/payments", {
    access: ["treasurer"],
    summary: "Pay shares, several together, each in whole or in part.",
    params: collectiveParams,
    body: newPayment,
    answer: paymentAnswer,
    status: 201,
    run: (tx, call) => payShares(tx, call, call.body),
  });
  write(app, "POST", "/shares/:id/waiver", {
    access: ["member"],
    summary: "Leave one’s own share, or a part of it, to a fund.",
    params: thingParams("share"),
    body: newWaiver,
    answer: paymentAnswer,
    status: 201,
    run: (tx, call) => waiveShare(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/shares/:id/refunds", {
    access: ["treasurer"],
    summary: "Record what a member gave back of a share: it returns to the envelope.",
    description: "A transfer that bounced is no refund: its payment entry is reversed, and the share is owed again.",
    params: thingParams("share"),
    body: newRefund,
    answer: paymentAnswer,
    status: 201,
    run: (tx, call) => refundShare(tx, call, call.params.id, call.body),
  });
}
