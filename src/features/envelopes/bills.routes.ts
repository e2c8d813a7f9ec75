/** Routes of bills and bank fees. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { loadBill, pageOfBills, payBill, recordBankFee, recordBill, refundBill } from "./bills.actions.js";
import {
  bankFeeAnswer,
  bill,
  billAnswer,
  billPage,
  billQuery,
  newBankFee,
  newBill,
  newBillPayment,
  newBillRefund,
} from "./bills.schema.js";

export function billRoutes(app: FastifyInstance): void {
  read(app, "/bills", {
    access: ["member"],
    summary: "Bills with what is left of them.",
    params: collectiveParams,
    query: billQuery,
    answer: billPage,
    run: (on, { caller, query }) => pageOfBills(on, caller.collective.id, query),
  });
  read(app, "/bills/:id", {
    access: ["member"],
    summary: "One bill with its payments.",
    params: thingParams("bill"),
    answer: bill,
    run: (on, { caller, params }) => loadBill(on, caller.collective.id, params.id),
  });
  write(app, "POST", "/bills", {
    access: ["treasurer"],
    summary: "Record a bill: the envelope owes it from now on.",
    params: collectiveParams,
    body: newBill,
    answer: billAnswer,
    status: 201,
    run: (tx, call) => recordBill(tx, call, call.body),
  });
  write(app, "POST", "/bills/:id/payments", {
    access: ["treasurer"],
    summary: "Pay a bill, or a part of it.",
    params: thingParams("bill"),
    body: newBillPayment,
    answer: billAnswer,
    status: 201,
    run: (tx, call) => payBill(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/bills/:id/refunds", {
    access: ["treasurer"],
    summary: "Record what the third party gave back of a bill: it returns to the envelope.",
    params: thingParams("bill"),
    body: newBillRefund,
    answer: billAnswer,
    status: 201,
    run: (tx, call) => refundBill(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/bank-fees", {
    access: ["treasurer"],
    summary: "Record a bank fee: the bank has taken it already.",
    params: collectiveParams,
    body: newBankFee,
    answer: bankFeeAnswer,
    status: 201,
    run: (tx, call) => recordBankFee(tx, call, call.body),
  });
}
