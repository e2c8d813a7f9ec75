/**
 * `POST …/sharings/preview`: any `moisson.sharing/1`, answered exactly as `moisson share` does (DESIGN §7.2, §13): the
 * same bytes, a newline at the end; a refusal as problem details with its code. Nothing is read or kept.
 *
 * It takes the bytes of the body as they are, so that what is not JSON is refused as the command refuses it.
 */
import type { FastifyInstance } from "fastify";
import { faulty } from "../../domain/sharing/fields.js";
import { formatResult } from "../../domain/sharing/result.js";
import { settleSharing } from "../../domain/sharing/settle.js";
import { collectiveParams } from "../../http/fields.js";
import { problem } from "../../http/operation.js";
import { sharingDocument, sharingResult } from "./sharings.schema.js";

/** A document of 100,000 contributions has about 8 MB. */
export const documentBytesMax = 20 * 1024 * 1024;

export function previewRoute(app: FastifyInstance): void {
  app.register(async (documents) => {
    documents.removeContentTypeParser(["application/json", "text/plain"]);
    documents.addContentTypeParser(["application/json", "text/plain"], { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    documents.route({
      method: "POST",
      url: "/sharings/preview",
      config: { access: ["member"] },
      bodyLimit: documentBytesMax,
      schema: {
        tags: ["sharings"],
        summary: "What a sharing document gives, as `moisson share` answers it. Nothing is kept.",
        params: collectiveParams,
        body: sharingDocument,
        response: { 200: sharingResult, "4xx": problem },
      },
      // The domain judges the document, not its description.
      validatorCompiler: () => (value) => ({ value }),
      // A text is sent as it is: writing it anew could change its bytes.
      handler: (request, reply) => reply.type("application/json; charset=utf-8").send(formatResult(settleSharing(jsonOf(request.body)))),
    });
  });
}

/** The bytes as UTF-8 JSON, with or without a byte order mark. */
function jsonOf(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) throw faulty("", "json_malformed");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw faulty("", "json_malformed");
  }
}
