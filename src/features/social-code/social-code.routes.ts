/** Routes of social codes. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import {
  changeVersion,
  compareVersions,
  exportVersion,
  importVersion,
  loadCode,
  loadVersion,
  modelFile,
  pageOfVersions,
  writeVersion,
} from "./social-code.actions.js";
import {
  codeFileSchema,
  codeImport,
  codeInForce,
  codeQuery,
  differenceQuery,
  differences,
  modelQuery,
  newVersion,
  version,
  versionChange,
  versionPage,
  versionQuery,
} from "./social-code.schema.js";

export function socialCodeRoutes(app: FastifyInstance): void {
  const one = thingParams("version");
  read(app, "/social-code", {
    access: ["member"],
    summary: "The social code in force of the collective, or of a circle.",
    params: collectiveParams,
    query: codeQuery,
    answer: codeInForce,
    run: (on, call) => loadCode(on, call, call.query.circle ?? null),
  });
  read(app, "/social-code/model", {
    access: ["member"],
    summary: "A text to start from.",
    params: collectiveParams,
    query: modelQuery,
    answer: codeFileSchema,
    run: (_, call) => Promise.resolve(modelFile(call, call.query.language)),
  });
  read(app, "/social-code/versions", {
    access: ["member"],
    summary: "Versions of a social code, the latest first.",
    params: collectiveParams,
    query: versionQuery,
    answer: versionPage,
    run: (on, call) => pageOfVersions(on, call, call.query),
  });
  read(app, "/social-code/versions/:id", {
    access: ["member"],
    summary: "One version, with the figures its text shows.",
    params: one,
    answer: version,
    run: (on, { caller, params }) => loadVersion(on, caller.collective.id, params.id),
  });
  read(app, "/social-code/versions/:id/differences", {
    access: ["member"],
    summary: "What it changes, word by word.",
    params: one,
    query: differenceQuery,
    answer: differences,
    run: (on, call) => compareVersions(on, call, call.params.id, call.query.from),
  });
  read(app, "/social-code/versions/:id/file", {
    access: ["member"],
    summary: "A version as a file for another collective; a council goes without its people.",
    params: one,
    answer: codeFileSchema,
    run: (on, call) => exportVersion(on, call, call.params.id),
  });
  write(app, "POST", "/social-code/versions", {
    access: ["member"],
    summary: "Write a draft; a decision publishes it.",
    params: collectiveParams,
    body: newVersion,
    answer: version,
    status: 201,
    run: (tx, call) => writeVersion(tx, call, call.body),
  });
  write(app, "POST", "/social-code/imports", {
    access: ["member"],
    summary: "Make a draft of another collective’s code.",
    params: collectiveParams,
    body: codeImport,
    answer: version,
    status: 201,
    run: (tx, call) => importVersion(tx, call, call.body),
  });
  write(app, "PATCH", "/social-code/versions/:id", {
    access: ["member"],
    summary: "Write a draft again: its author, or an admin.",
    params: one,
    body: versionChange,
    answer: version,
    run: (tx, call) => changeVersion(tx, call, call.params.id, call.body),
  });
}
