/** Routes of sharings. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { inSnapshot } from "../../db/transaction.js";
import { events } from "../../http/events.js";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { moveCarried, releaseCarried } from "./carried.actions.js";
import { loadKey, pageOfKeys, writeKey } from "./keys.actions.js";
import { key, keyPage, keyQuery, newKey } from "./keys.schema.js";
import { answerTable, loadSharing, readerOf } from "./open-sharing.js";
import { postSharing, reverseSharing } from "./posting.actions.js";
import { previewRoute } from "./preview.routes.js";
import { contestLine, givePoints, givePointsFor, sayFair, sayOfLine, seatParticipant, setTake } from "./settlement.actions.js";
import {
  abandonSharing,
  adoptSharing,
  changeSharing,
  createSharing,
  objectToSharing,
  openSharing,
  proposeSharing,
} from "./sharings.actions.js";
import { carriedAnswer, sharingAnswer } from "./sharings.answers.js";
import { compareKeys, explainShare } from "./sharings.explain.js";
import { documentOf, resultTextOf } from "./sharings.facts.js";
import { listCarried, listSharings } from "./sharings.queries.js";
import {
  carriedFilter,
  carriedList,
  carriedMove,
  carriedWish,
  comparison,
  comparisonWanted,
  contest,
  fairChange,
  keptChange,
  lineParams,
  newSharing,
  objection,
  participantChange,
  participantParams,
  pointsChange,
  remainderChange,
  shareExplanation,
  sharingChange,
  sharingDocument,
  sharingFilter,
  sharingPage,
  sharingResult,
  sharingTable,
  takeChange,
} from "./sharings.schema.js";

export function sharingRoutes(app: FastifyInstance): void {
  previewRoute(app);
  readingRoutes(app);
  keyRoutes(app);
  lifeRoutes(app);
  meetingRoutes(app);
  liveRoutes(app);
  carriedRoutes(app);
}

function readingRoutes(app: FastifyInstance): void {
  read(app, "/sharings", {
    access: ["member"],
    summary: "Sharings, the latest first.",
    params: collectiveParams,
    query: sharingFilter,
    answer: sharingPage,
    run: async (on, { caller, query, today }) => {
      const filter = {
        collectiveId: caller.collective.id,
        today,
        envelopeId: query.envelope,
        before: readIdCursor(query.cursor),
        limit: query.limit,
      };
      return cutPage(await listSharings(on, filter), query.limit, ({ id }) => [id], sharingAnswer);
    },
  });
  read(app, "/sharings/:id", {
    access: ["member"],
    summary: "One sharing with its settlement table: souhaité, retenu, versé, line by line.",
    description: "While it is open everything is computed now; once proposed, it is what was kept.",
    params: thingParams("sharing"),
    answer: sharingTable,
    run: (on, call) => inSnapshot(on, (tx) => answerTable(tx, call, call.params.id)),
  });
  read(app, "/sharings/:id/shares/:member", {
    access: ["member"],
    summary: "«Pourquoi ce montant ?»: one member’s share, step by step, and what it is paid for.",
    params: participantParams,
    answer: shareExplanation,
    run: (on, call) =>
      inSnapshot(on, async (tx) => explainShare(tx, await loadSharing(tx, call, call.params.id), readerOf(call), call.params.member)),
  });
  read(app, "/sharings/:id/document", {
    access: ["member"],
    summary: "The document it is computed from, with code names, to keep and recompute.",
    description: "`moisson share` on this file gives the result, byte for byte. Before the proposal it is the document of this moment.",
    params: thingParams("sharing"),
    answer: sharingDocument,
    run: async (on, call) => {
      const text = await inSnapshot(on, async (tx) => documentOf(tx, await loadSharing(tx, call, call.params.id), readerOf(call)));
      return asFile(call.reply, `${call.params.id}.sharing.json`, text);
    },
  });
  read(app, "/sharings/:id/result", {
    access: ["member"],
    summary: "The result, as `moisson share` writes it.",
    params: thingParams("sharing"),
    answer: sharingResult,
    run: async (on, call) => {
      const text = await inSnapshot(on, async (tx) => resultTextOf(tx, await loadSharing(tx, call, call.params.id), readerOf(call)));
      return asFile(call.reply, `${call.params.id}.shares.json`, text);
    },
  });
  write(app, "POST", "/sharings/:id/comparison", {
    access: ["member"],
    summary: "The same data under several keys, with who gains and who loses against the first.",
    params: thingParams("sharing"),
    body: comparisonWanted,
    answer: comparison,
    neverStored: true,
    run: async (on, call) => compareKeys(on, await loadSharing(on, call, call.params.id), readerOf(call), call.body),
  });
}

/** Who sits in the meeting sees what the others say, without asking for it. */
function liveRoutes(app: FastifyInstance): void {
  events(app, "/sharings/:id/events", {
    access: ["member"],
    summary: "Follow a sharing: an event after each change, to load it anew.",
    params: thingParams("sharing"),
    open: async (on, call) => {
      await loadSharing(on, call, call.params.id);
      return { collectiveId: call.caller.collective.id, subject: "sharing", id: call.params.id };
    },
  });
}

function keyRoutes(app: FastifyInstance): void {
  read(app, "/keys", {
    access: ["member"],
    summary: "Keys of circles and envelopes: drafts, in force, and ended ones; the latest first.",
    params: collectiveParams,
    query: keyQuery,
    answer: keyPage,
    run: (on, call) => pageOfKeys(on, call, call.query),
  });
  read(app, "/keys/:id", {
    access: ["member"],
    summary: "One key.",
    params: thingParams("key"),
    answer: key,
    run: (on, { caller, params }) => loadKey(on, caller.collective.id, params.id),
  });
  write(app, "POST", "/keys", {
    access: ["member"],
    summary: "Write a key as a draft; a decision puts it in force, and the next sharings are computed by it.",
    params: collectiveParams,
    body: newKey,
    answer: key,
    status: 201,
    run: (tx, call) => writeKey(tx, call, call.body),
  });
}

function lifeRoutes(app: FastifyInstance): void {
  write(app, "POST", "/sharings", {
    access: ["pilot", "admin"],
    summary: "Prepare a sharing of an envelope.",
    params: collectiveParams,
    body: newSharing,
    answer: sharingTable,
    status: 201,
    run: (tx, call) => createSharing(tx, call, call.body),
  });
  write(app, "PATCH", "/sharings/:id", {
    access: ["pilot", "admin"],
    summary: "Change a sharing that is not proposed yet, or write down what was learnt.",
    params: thingParams("sharing"),
    body: sharingChange,
    answer: sharingTable,
    run: (tx, call) => changeSharing(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/sharings/:id/open", {
    access: ["pilot", "admin"],
    summary: "Open the wishes.",
    params: thingParams("sharing"),
    answer: sharingTable,
    run: (tx, call) => openSharing(tx, call, call.params.id),
  });
  write(app, "POST", "/sharings/:id/propose", {
    access: ["pilot", "admin"],
    summary: "Propose: the document is frozen, its fingerprint shown, its contributions held.",
    params: thingParams("sharing"),
    answer: sharingTable,
    run: (tx, call) => proposeSharing(tx, call, call.params.id),
  });
  write(app, "POST", "/sharings/:id/objections", {
    access: ["member"],
    summary: "Object to a proposed sharing, with a reason: it is open again.",
    params: thingParams("sharing"),
    body: objection,
    answer: sharingTable,
    status: 201,
    run: (tx, call) => objectToSharing(tx, call, call.params.id, call.body.reason),
  });
  write(app, "POST", "/sharings/:id/adopt", {
    access: ["pilot", "treasurer", "admin"],
    summary: "Adopt a proposed sharing. Nobody alone adopts a sharing that pays them.",
    params: thingParams("sharing"),
    answer: sharingTable,
    run: (tx, call) => adoptSharing(tx, call, call.params.id),
  });
  write(app, "POST", "/sharings/:id/post", {
    access: ["pilot", "treasurer"],
    summary: "Post an adopted sharing: one entry, envelope to members and funds.",
    params: thingParams("sharing"),
    answer: sharingTable,
    run: (tx, call) => postSharing(tx, call, call.params.id),
  });
  write(app, "POST", "/sharings/:id/reverse", {
    access: ["pilot", "treasurer"],
    summary: "Reverse a posted sharing while no share is paid: its contributions are free again.",
    params: thingParams("sharing"),
    answer: sharingTable,
    run: (tx, call) => reverseSharing(tx, call, call.params.id),
  });
  write(app, "POST", "/sharings/:id/abandon", {
    access: ["pilot", "admin"],
    summary: "Give a sharing up before it is posted.",
    params: thingParams("sharing"),
    answer: sharingTable,
    run: (tx, call) => abandonSharing(tx, call, call.params.id),
  });
}

function meetingRoutes(app: FastifyInstance): void {
  write(app, "PUT", "/sharings/:id/lines/:line/kept", {
    access: ["member"],
    summary: "Retenu: what you ask now for a line of yours; or for another, with their agreement.",
    params: lineParams,
    body: keptChange,
    answer: sharingTable,
    run: (tx, call) => sayOfLine(tx, call, call.params.id, call.params.line, call.body),
  });
  write(app, "PUT", "/sharings/:id/lines/:line/remainder", {
    access: ["member"],
    summary: "What becomes of wished − kept on a line of yours: offered, carried or withdrawn.",
    params: lineParams,
    body: remainderChange,
    answer: sharingTable,
    run: (tx, call) => sayOfLine(tx, call, call.params.id, call.params.line, call.body),
  });
  write(app, "POST", "/sharings/:id/lines/:line/contest", {
    access: ["member"],
    summary: "Contest a figure that somebody entered in your place: it is not used any more.",
    description: "Until the sharing is adopted. One that was proposed with this figure opens again.",
    params: lineParams,
    body: contest,
    answer: sharingTable,
    run: (tx, call) => contestLine(tx, call, call.params.id, call.params.line, call.body.reason),
  });
  write(app, "PUT", "/sharings/:id/lines/:line/fair", {
    access: ["member"],
    summary: "What seems fair to you for any line; the median of all stands beside it.",
    params: lineParams,
    body: fairChange,
    answer: sharingTable,
    run: (tx, call) => sayFair(tx, call, call.params.id, call.params.line, call.body.amount),
  });
  write(app, "PUT", "/sharings/:id/members/:member", {
    access: ["pilot", "admin"],
    summary: "Ask somebody in without a line, or take somebody out, visibly.",
    params: participantParams,
    body: participantChange,
    answer: sharingTable,
    run: (tx, call) => seatParticipant(tx, call, call.params.id, call.params.member, call.body.isOut),
  });
  write(app, "PUT", "/sharings/:id/points", {
    access: ["member"],
    summary: "Your points for the others, all of them at once. Points are never anonymous.",
    params: thingParams("sharing"),
    body: pointsChange,
    answer: sharingTable,
    run: (tx, call) => givePoints(tx, call, call.params.id, call.body.points),
  });
  write(app, "PUT", "/sharings/:id/points/:member", {
    access: ["pilot"],
    summary: "The row of somebody absent: 1 to each of the others, visibly.",
    params: participantParams,
    answer: sharingTable,
    run: (tx, call) => givePointsFor(tx, call, call.params.id, call.params.member),
  });
  write(app, "PUT", "/sharings/:id/takes", {
    access: ["member"],
    summary: "What you take (rémunération libre).",
    params: thingParams("sharing"),
    body: takeChange,
    answer: sharingTable,
    run: (tx, call) => setTake(tx, call, call.params.id, call.body.take),
  });
}

function carriedRoutes(app: FastifyInstance): void {
  read(app, "/carried-wishes", {
    access: ["member"],
    summary: "Wishes that were carried and wait for the next sharing.",
    params: collectiveParams,
    query: carriedFilter,
    answer: carriedList,
    run: async (on, { caller, query, today }) => ({
      items: (await listCarried(on, { collectiveId: caller.collective.id, today, envelopeId: query.envelope })).map(carriedAnswer),
    }),
  });
  write(app, "POST", "/carried-wishes/:id/move", {
    access: ["pilot", "admin"],
    summary: "Move a carried wish to another envelope, as pilot of both circles: its author is told.",
    description: "It falls on the same day as before. While a sharing that is proposed or adopted asks it again, it stays.",
    params: thingParams("carried wish"),
    body: carriedMove,
    answer: carriedWish,
    run: async (tx, call) => carriedAnswer(await moveCarried(tx, call, call.params.id, call.body.envelopeId)),
  });
  write(app, "DELETE", "/carried-wishes/:id", {
    access: ["member"],
    summary: "Let a carried wish of yours go.",
    params: thingParams("carried wish"),
    answer: carriedList,
    run: async (tx, call) => {
      const { envelopeId } = await releaseCarried(tx, call, call.params.id);
      const waiting = await listCarried(tx, { collectiveId: call.caller.collective.id, today: call.today, envelopeId });
      return { items: waiting.map(carriedAnswer) };
    },
  });
}

/** A JSON text, sent as it was kept, byte for byte. The answer's schema describes it; nothing writes it anew. */
function asFile(reply: FastifyReply, name: string, text: string): never {
  reply.type("application/json; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
  return text as never;
}
