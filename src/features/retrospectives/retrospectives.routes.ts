/** Routes of retrospectives. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import {
  amendWord,
  closeRetrospective,
  harvestWord,
  loadRetrospective,
  openRetrospective,
  pageRetrospectives,
  sayWord,
  takeBackWord,
  writeGathering,
} from "./retrospectives.actions.js";
import {
  gathering,
  harvest,
  newRetrospective,
  newWord,
  retrospective,
  retrospectivePage,
  retrospectiveQuery,
  wordChange,
  wordParams,
} from "./retrospectives.schema.js";

export function retrospectiveRoutes(app: FastifyInstance): void {
  const one = thingParams("retrospective");
  read(app, "/retrospectives", {
    access: ["member"],
    summary: "Retrospectives of circles, the latest first.",
    params: collectiveParams,
    query: retrospectiveQuery,
    answer: retrospectivePage,
    run: (on, { caller, query }) => pageRetrospectives(on, caller, query),
  });
  read(app, "/retrospectives/:id", {
    access: ["member"],
    summary: "One retrospective: to the people of the circle all of it, to others the words that may be published.",
    params: one,
    answer: retrospective,
    run: (on, { caller, params }) => loadRetrospective(on, caller, params.id),
  });
  write(app, "POST", "/retrospectives", {
    access: ["pilot", "admin"],
    summary: "Open a retrospective of a circle: a pilot of it, or an admin.",
    params: collectiveParams,
    body: newRetrospective,
    answer: retrospective,
    status: 201,
    run: (tx, call) => openRetrospective(tx, call, call.body),
  });
  write(app, "POST", "/retrospectives/:id/words", {
    access: ["member"],
    summary: "Say a word: who is of the circle, or harvests.",
    params: one,
    body: newWord,
    answer: retrospective,
    status: 201,
    run: (tx, call) => sayWord(tx, call, call.params.id, call.body),
  });
  write(app, "PATCH", "/retrospectives/:id/words/:word", {
    access: ["member"],
    summary: "Amend a word of yours, until it is harvested.",
    params: wordParams,
    body: wordChange,
    answer: retrospective,
    run: (tx, call) => amendWord(tx, call, call.params.id, call.params.word, call.body),
  });
  write(app, "DELETE", "/retrospectives/:id/words/:word", {
    access: ["member"],
    summary: "Take a word of yours back, until it is harvested.",
    params: wordParams,
    answer: retrospective,
    run: (tx, call) => takeBackWord(tx, call, call.params.id, call.params.word),
  });
  write(app, "POST", "/retrospectives/:id/words/:word/harvest", {
    access: ["member"],
    summary: "Take a word up, and say whether it may be published: who harvests.",
    params: wordParams,
    body: harvest,
    answer: retrospective,
    run: (tx, call) => harvestWord(tx, call, call.params.id, call.params.word, call.body.isPublished),
  });
  write(app, "PUT", "/retrospectives/:id/gathering", {
    access: ["member"],
    summary: "Write what comes of the words: who harvests.",
    params: one,
    body: gathering,
    answer: retrospective,
    run: (tx, call) => writeGathering(tx, call, call.params.id, call.body.gathering),
  });
  write(app, "POST", "/retrospectives/:id/close", {
    access: ["member"],
    summary: "Close a retrospective: who harvests. Nothing of it changes any more.",
    params: one,
    answer: retrospective,
    run: (tx, call) => closeRetrospective(tx, call, call.params.id),
  });
}
