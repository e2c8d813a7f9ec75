/**
 * Routes of imports. A file is read on after its request is answered: the answer comes with the preview when that is
 * there within a moment, and otherwise says how far the file is; `GET /imports/{id}` tells the rest.
 */

import { setTimeout as patience } from "node:timers/promises";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { Refusal } from "../../domain/refusals.js";
import { thingParams } from "../../http/fields.js";
import { keyedRequest } from "../../http/idempotency.js";
import { type Call, callOf, read, schemaOf, write, writeInSteps } from "../../http/operation.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { fileOfText, type ImportFile, layDown } from "./import-file.js";
import {
  type Acting,
  answerOf,
  applyImport,
  dropImport,
  type Opened,
  openImport,
  requireBatch,
  summaryOf,
  undoImport,
} from "./imports.actions.js";
import { leave, listBatches } from "./imports.queries.js";
import {
  application,
  collectiveParams,
  type ImportAnswer,
  type ImportOptions,
  importAnswer,
  importPage,
  importPageQuery,
  importQuery,
  optionsOf,
  pasted,
  upload,
} from "./imports.schema.js";
import type { FileToRead } from "./reading.js";
import { stageFile } from "./staging.js";

/** How long a request waits for the preview of its file. */
const patienceMilliseconds = 2000;
const importers = ["pilot", "treasurer", "admin"] as const;

type AnyCall = Pick<Call<unknown, unknown, unknown>, "caller" | "now" | "today" | "language">;
const actingOf = ({ caller, now, today, language }: AnyCall): Acting => ({ ...caller, now, today, language });

export function importRoutes(app: FastifyInstance, { uploadMaxBytes }: { uploadMaxBytes: number }): void {
  app.register(async (files) => {
    // A byte more than allowed may come, so that it is counted and refused with the figure.
    await files.register(multipart, { limits: { files: 1, fields: 0, parts: 2, fileSize: uploadMaxBytes + 1 } });
    const stage = stagingOf(files);

    files.route({
      method: "POST",
      url: "/imports",
      config: { access: importers },
      schema: {
        ...schemaOf("imports", {
          access: importers,
          summary: "Send a file of contributions or members, to preview it.",
          description:
            "CSV as spreadsheets write it (`;` or `,`, comma or point, dd/mm/yyyy or ISO, UTF-8 or windows-1252), or lines like `01/02/2023 2 h Animation : réunion`. Nothing counts before it is applied. The same file again answers the same import.",
          params: collectiveParams,
          query: importQuery,
          body: upload,
          answer: importAnswer,
          status: 201,
        }),
        consumes: ["multipart/form-data"],
      },
      handler: async (request, reply) => {
        const call = callOf<unknown, z.output<typeof importQuery>, unknown>(request, reply, app.moisson.now());
        const options = optionsOf(call.query);
        return reply.code(201).send(await stage(call, await uploaded(request, uploadMaxBytes), options));
      },
    });

    writeInSteps(files, "POST", "/imports/text", {
      access: importers,
      summary: "Send rows that were copied, to preview them.",
      params: collectiveParams,
      body: pasted,
      answer: importAnswer,
      status: 201,
      run: async (_db, call) => {
        const { text, name, ...options } = call.body;
        return stage(call, await fileOfText(name, text), options);
      },
    });
  });

  read(app, "/imports", {
    access: importers,
    summary: "Imports, the latest first.",
    params: collectiveParams,
    query: importPageQuery,
    answer: importPage,
    run: async (on, { caller, query, now }) => {
      const rows = await listBatches(on, caller.collective.id, readIdCursor(query.cursor), query.limit);
      return cutPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => summaryOf(row, now),
      );
    },
  });
  read(app, "/imports/:id", {
    access: importers,
    summary: "One import: how far it is read, its errors by line and column, its probable duplicates.",
    params: thingParams("import"),
    answer: importAnswer,
    run: async (on, call) => answerOf(await requireBatch(on, call.caller, call.params.id), call),
  });
  write(app, "POST", "/imports/:id/application", {
    access: importers,
    summary: "Apply an import: all its rows, or none.",
    params: thingParams("import"),
    body: application,
    answer: importAnswer,
    run: (tx, call) => applyImport(tx, actingOf(call), call.params.id, call.body),
  });
  write(app, "POST", "/imports/:id/undoing", {
    access: importers,
    summary: "Undo an import: withdraw all it added, while nothing depends on it.",
    params: thingParams("import"),
    answer: importAnswer,
    run: (tx, call) => undoImport(tx, actingOf(call), call.params.id),
  });
  write(app, "DELETE", "/imports/:id", {
    access: importers,
    summary: "Drop a preview, or stop the reading of a file.",
    params: thingParams("import"),
    answer: importAnswer,
    run: (tx, call) => dropImport(tx, actingOf(call), call.params.id),
  });
}

/** The file of a multipart request, laid down. Refuses `request_invalid` where there is none. */
async function uploaded(request: FastifyRequest, bytesMax: number): Promise<ImportFile> {
  if (!request.isMultipart()) throw new Refusal("unsupported_media_type", { type: request.headers["content-type"] ?? "—" });
  const part = await request.file();
  if (!part) throw new Refusal("request_invalid", { at: "body.file", problem: "missing" });
  return layDown(part.filename || "fichier", part.file, bytesMax);
}

/** Opens imports and reads their files to the end, also after the request; closing the service stops the readers. */
function stagingOf(app: FastifyInstance) {
  const closing = new AbortController();
  const readers = new Set<Promise<void>>();
  app.addHook("preClose", async () => {
    closing.abort();
    await Promise.all(readers);
  });

  const readToEnd = async (toRead: FileToRead): Promise<void> => {
    try {
      if (!(await stageFile(app.moisson.db, { ...toRead, signal: closing.signal, givesWay: true })))
        await leave(app.moisson.db, toRead.batch);
    } catch (error) {
      // The import shows as interrupted; sending the file again goes on with it.
      app.log.error({ err: error, import: toRead.batch.id }, "reading an import");
      await leave(app.moisson.db, toRead.batch).catch((lost) => app.log.error({ err: lost }, "leaving an import"));
    } finally {
      await toRead.file.remove();
    }
  };

  return async (call: AnyCall & { request: FastifyRequest }, file: ImportFile, options: ImportOptions): Promise<ImportAnswer> => {
    const acting = actingOf(call);
    const { db, now } = app.moisson;
    let opened: Opened;
    try {
      opened = await openImport(db, acting, file, { options, now, key: keyedRequest(call.request, file.hash) });
    } catch (error) {
      await file.remove();
      throw error;
    }
    const { id, toRead, isRepeat } = opened;
    if (!toRead) await file.remove();
    else {
      const reader = readToEnd(toRead);
      readers.add(reader);
      void reader.finally(() => readers.delete(reader));
      await Promise.race([reader, patience(patienceMilliseconds, undefined, { ref: false })]);
    }
    return answerOf(await requireBatch(db, acting, id), { ...acting, now: now() }, isRepeat);
  };
}
