/**
 * Routes of receipts. A file is served as what its content is and as nothing else: never sniffed, without scripts of its own,
 * kept by no cache but the reader’s, who asks again each time whether they still may.
 */
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { inTransaction } from "../../db/transaction.js";
import { receiptBytesMax, requireReceiptSize } from "../../domain/receipt.js";
import { Refusal } from "../../domain/refusals.js";
import { thingParams } from "../../http/fields.js";
import { keyedRequest, once } from "../../http/idempotency.js";
import { callOf, read, schemaOf, write } from "../../http/operation.js";
import { addReceipt, openReceipt, type ReceiptFile, readContent, receiptFile, removeReceipt, tellReceipts } from "./receipts.actions.js";
import { addedReceipt, receiptContent, receiptList, receiptUpload } from "./receipts.schema.js";

const access = ["member"] as const;
const described =
  "A photo (JPEG, PNG, WebP, HEIC) or a PDF, as its content says; 5 000 000 bytes a file, 5 files a thing. It is kept byte by byte. The same file again adds nothing.";
const things = [
  { of: "contribution", path: "/contributions/:id/receipts", said: "an expense", access },
  { of: "bill", path: "/bills/:id/receipts", said: "a bill", access: ["treasurer"] },
] as const;

export function receiptRoutes(app: FastifyInstance, { receiptsMaxBytes }: { receiptsMaxBytes: number }): void {
  app.register(async (files) => {
    // A byte more than allowed may come, so that it is counted and refused with the figure.
    await files.register(multipart, { limits: { files: 1, fields: 0, parts: 2, fileSize: receiptBytesMax + 1 } });
    for (const thing of things) uploadRoute(files, thing, receiptsMaxBytes);
  });
  for (const { of, path, said } of things)
    read(app, path, {
      access,
      summary: `The receipts of ${said}; for who may not read them, how many there are.`,
      params: thingParams(of),
      answer: receiptList,
      run: (on, { caller, params }) => tellReceipts(on, caller, { of, id: params.id }),
    });
  contentRoute(app);
  write(app, "DELETE", "/receipts/:id", {
    access,
    summary: "Take away a receipt you added, as long as the ledger does not rest on it.",
    params: thingParams("receipt"),
    answer: receiptList,
    run: (tx, call) => removeReceipt(tx, call, call.params.id),
  });
}

function uploadRoute(files: FastifyInstance, { of, path, said, access }: (typeof things)[number], receiptsMaxBytes: number): void {
  const params = thingParams(of);
  files.route({
    method: "POST",
    url: path,
    config: { access },
    schema: {
      ...schemaOf("receipts", {
        access,
        summary: `Add a receipt to ${said}.`,
        description: described,
        params,
        body: receiptUpload,
        answer: addedReceipt,
        status: 201,
      }),
      consumes: ["multipart/form-data"],
    },
    handler: async (request, reply) => {
      const now = files.moisson.now();
      const call = callOf<z.output<typeof params>, unknown, unknown>(request, reply, now);
      const file = await uploaded(request);
      const answer = await inTransaction(files.moisson.db, (tx) =>
        once(tx, keyedRequest(request, file.sha256), now, async () => ({
          status: 201,
          body: await addReceipt(tx, call, { of, id: call.params.id }, file, receiptsMaxBytes),
        })),
      );
      return reply.code(answer.status).send(answer.body);
    },
  });
}

/** The file of a multipart request, in memory. Refuses `request_invalid` where there is none, and as `receiptFile` does. */
async function uploaded(request: FastifyRequest): Promise<ReceiptFile> {
  if (!request.isMultipart()) throw new Refusal("unsupported_media_type", { type: request.headers["content-type"] ?? "—" });
  const part = await request.file();
  if (!part) throw new Refusal("request_invalid", { at: "body.file", problem: "missing" });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of part.file) {
    bytes += chunk.length;
    requireReceiptSize(bytes);
    chunks.push(chunk);
  }
  return receiptFile(part.filename ?? "", Buffer.concat(chunks));
}

function contentRoute(app: FastifyInstance): void {
  const params = thingParams("receipt");
  app.route({
    method: "GET",
    url: "/receipts/:id/content",
    config: { access },
    schema: {
      produces: ["image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"],
      ...schemaOf("receipts", { access, summary: "The file of a receipt, byte by byte as it came.", params, answer: receiptContent }),
    },
    handler: async (request, reply) => {
      const { caller, params: asked } = callOf<z.output<typeof params>, unknown, unknown>(request, reply, app.moisson.now());
      const { name, type, sha256 } = await openReceipt(app.moisson.db, caller, asked.id);
      const etag = `"${sha256}"`;
      reply.headers({
        "cache-control": "private, no-cache",
        etag,
        vary: "cookie, authorization",
        "content-disposition": `${type.startsWith("image/") ? "inline" : "attachment"}; ${namedFile(name)}`,
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "x-content-type-options": "nosniff",
      });
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      // Bytes pass by the serializer of the schema, which describes them as text.
      return reply.type(type).send(Buffer.from(await readContent(app.moisson.db, caller, asked.id)));
    },
  });
}

/** RFC 6266: the name in ASCII for old readers, and as it is (RFC 8187). */
function namedFile(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
