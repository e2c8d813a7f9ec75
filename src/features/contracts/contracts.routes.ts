/** Routes of reciprocity contracts. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import {
  changeContract,
  endContract,
  loadContract,
  pageContracts,
  reviewContract,
  tellMatrix,
  traceReceipt,
  untraceReceipt,
  writeContract,
} from "./contracts.actions.js";
import {
  contract,
  contractChange,
  contractEnd,
  contractMatrix,
  contractPage,
  contractQuery,
  newContract,
  newContractReview,
  newReceipt,
  receiptParams,
} from "./contracts.schema.js";

export function contractRoutes(app: FastifyInstance): void {
  const one = thingParams("contract");
  read(app, "/contracts", {
    access: ["member"],
    summary: "Reciprocity contracts, the latest first; those whose review is late say by how many days.",
    params: collectiveParams,
    query: contractQuery,
    answer: contractPage,
    run: (on, call) => pageContracts(on, call, call.query),
  });
  read(app, "/contracts/matrix", {
    access: ["member"],
    summary: "Who gives and receives what, by kind of actor: contracts in force.",
    params: collectiveParams,
    answer: contractMatrix,
    run: (on, call) => tellMatrix(on, call),
  });
  read(app, "/contracts/:id", {
    access: ["member"],
    summary: "One contract, with its reviews and the money that came in under it.",
    params: one,
    answer: contract,
    run: (on, call) => loadContract(on, call, call.params.id),
  });
  write(app, "POST", "/contracts", {
    access: ["member"],
    summary: "Write a contract; a decision signs it.",
    params: collectiveParams,
    body: newContract,
    answer: contract,
    status: 201,
    run: (tx, call) => writeContract(tx, call, call.body),
  });
  write(app, "PATCH", "/contracts/:id", {
    access: ["member"],
    summary: "Write a draft again: who wrote it, or an admin.",
    params: one,
    body: contractChange,
    answer: contract,
    run: (tx, call) => changeContract(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/contracts/:id/reviews", {
    access: ["member"],
    summary: "Write down a review of a contract in force, and by which day the next is due: who wrote it, or an admin.",
    params: one,
    body: newContractReview,
    answer: contract,
    status: 201,
    run: (tx, call) => reviewContract(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/contracts/:id/end", {
    access: ["admin"],
    summary: "End a contract in force, and say why.",
    params: one,
    body: contractEnd,
    answer: contract,
    run: (tx, call) => endContract(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/contracts/:id/receipts", {
    access: ["treasurer", "admin"],
    summary: "Trace money that came in to the contract it was received under: once, from one of its parties.",
    params: one,
    body: newReceipt,
    answer: contract,
    status: 201,
    run: (tx, call) => traceReceipt(tx, call, call.params.id, call.body.entryId),
  });
  write(app, "DELETE", "/contracts/:id/receipts/:entry", {
    access: ["treasurer", "admin"],
    summary: "Take money off a contract that it was traced to by mistake.",
    params: receiptParams,
    answer: contract,
    run: (tx, call) => untraceReceipt(tx, call, call.params.id, call.params.entry),
  });
}
