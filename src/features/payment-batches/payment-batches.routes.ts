/** Routes of payments that leave together: for the treasurer alone. */
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { collectiveParams } from "../../http/fields.js";
import { callOf, read, schemaOf, write } from "../../http/operation.js";
import { tableAnswer } from "../../http/table-export.js";
import type { Seal } from "../../mail/seal.js";
import { cancelBatch, recordBatch } from "./ending.actions.js";
import { openBatch } from "./making.actions.js";
import { propose } from "./owed.actions.js";
import { loadBatch, pageOfBatches, writeBatchFile } from "./payment-batches.actions.js";
import { batchAnswer, batchPage, batchParams, batchQuery, fileQuery, newBatch, newRecord, proposal } from "./payment-batches.schema.js";

export function paymentBatchRoutes(app: FastifyInstance, { seal }: { readonly seal: Seal }): void {
  read(app, "/payment-batches", {
    access: ["treasurer"],
    summary: "Payments that left together, the latest first.",
    params: collectiveParams,
    query: batchQuery,
    answer: batchPage,
    run: (on, { caller, query }) => pageOfBatches(on, caller.collective.id, query),
  });
  read(app, "/payment-batches/proposal", {
    access: ["treasurer"],
    summary: "What of what is owed today may leave together, and what stays out and why.",
    params: collectiveParams,
    answer: proposal,
    run: (on, call) => propose(on, call, seal),
  });
  read(app, "/payment-batches/:id", {
    access: ["treasurer"],
    summary: "Payments that leave together, with each transfer.",
    params: batchParams,
    answer: batchAnswer,
    run: (on, { caller, params }) => loadBatch(on, caller.collective.id, params.id),
  });
  write(app, "POST", "/payment-batches", {
    access: ["treasurer"],
    summary: "Put what is owed into a payment file, or into a sheet of requests where the collective is hosted elsewhere.",
    description: "What is in an open batch is in no other, and is not paid by hand meanwhile. Nothing is posted yet.",
    params: collectiveParams,
    body: newBatch,
    answer: batchAnswer,
    status: 201,
    run: (tx, call) => openBatch(tx, call, seal, call.body),
  });
  write(app, "POST", "/payment-batches/:id/cancellation", {
    access: ["treasurer"],
    summary: "Nothing more of it left the bank: what is on its way is owed as before.",
    params: batchParams,
    answer: batchAnswer,
    run: (tx, call) => cancelBatch(tx, call, call.params.id),
  });
  write(app, "POST", "/payment-batches/:id/payment", {
    access: ["treasurer"],
    summary: "Record that the bank paid: one entry a transfer; those that bounced are owed still.",
    description:
      "With `bankLineId`, the line of the statement that is these transfers, in one debit, is matched with their entries at once. With `transferIds`, the others stay on their way.",
    params: batchParams,
    body: newRecord,
    answer: batchAnswer,
    status: 201,
    run: (tx, call) => recordBatch(tx, call, call.params.id, call.body),
  });
  app.route({
    method: "GET",
    url: "/payment-batches/:id/file",
    config: { access: ["treasurer"] },
    schema: {
      produces: ["application/xml", "text/csv"],
      ...schemaOf("payment-batches", {
        access: ["treasurer"],
        summary: "The payment file (ISO 20022 pain.001.001.09), the same bytes each time; or the sheet for the host, as CSV.",
        params: batchParams,
        query: fileQuery,
        answer: tableAnswer('<?xml version="1.0" encoding="UTF-8"?>\n…'),
      }),
    },
    handler: async (request, reply) => {
      const call = callOf<z.output<typeof batchParams>, z.output<typeof fileQuery>, unknown>(request, reply, app.moisson.now());
      const file = await writeBatchFile(app.moisson.db, call, seal, call.params.id, call.query.dialect);
      return reply.type(file.type).header("content-disposition", `attachment; filename="${file.name}"`).send(file.text);
    },
  });
}
