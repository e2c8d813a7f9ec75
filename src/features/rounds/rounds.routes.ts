/** Routes of rounds: the round, its credits, its buckets, pledges, and its close. */
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { events } from "../../http/events.js";
import { collectiveParams } from "../../http/fields.js";
import { groupWrite } from "../../http/group-write.js";
import { callOf, read, schemaOf, write } from "../../http/operation.js";
import { ballotFile, castBallot, loadBallot } from "./ballots.actions.js";
import { ballot, newBallot } from "./ballots.schema.js";
import { acceptBucket, cancelBucket, changeBucket, completeBucket, proposeBucket, publishBucket } from "./buckets.actions.js";
import { bucket, bucketChange, bucketList, newBucket } from "./buckets.schema.js";
import { closeRound, loadSettlement } from "./closing.actions.js";
import { closing, settlement } from "./closing.schema.js";
import { changeCredits, creditFileOf, previewCreditFile } from "./credits.actions.js";
import { creditChange, creditFile, creditFileAnswer, creditList } from "./credits.schema.js";
import { pledging, withdrawPledge } from "./pledges.actions.js";
import { newPledge, pledgeAnswer, pledgeList, pledgeQuery, withdrawal } from "./pledges.schema.js";
import { roundExportRoutes } from "./round-exports.routes.js";
import { cancelRound, changePool, changeRound, copyRound, startRound } from "./rounds.actions.js";
import { listBucketAnswers, listPledgeAnswers, loadBucket, loadCredits, loadRound, pageOfRounds, requireRound } from "./rounds.answers.js";
import { bucketParams, newRound, poolChange, round, roundChange, roundCopy, roundPage, roundParams, roundQuery } from "./rounds.schema.js";

/** `secret` keys the order in which each reader sees the buckets. */
export function roundRoutes(app: FastifyInstance, { secret }: { readonly secret: string }): void {
  wholeRoutes(app);
  creditRoutes(app);
  bucketRoutes(app, secret);
  pledgeRoutes(app);
  ballotRoutes(app);
  closingRoutes(app);
  liveRoutes(app);
  roundExportRoutes(app);
}

function wholeRoutes(app: FastifyInstance): void {
  read(app, "/rounds", {
    access: ["member"],
    summary: "Rounds, the latest first.",
    params: collectiveParams,
    query: roundQuery,
    answer: roundPage,
    run: (on, call) => pageOfRounds(on, call, call.query),
  });
  read(app, "/rounds/:id", {
    access: ["member"],
    summary: "One round, with one’s own part in it.",
    params: roundParams,
    answer: round,
    run: (on, call) => loadRound(on, call, call.params.id),
  });
  write(app, "POST", "/rounds", {
    access: ["pilot"],
    summary: "Open a round, as pilot of its circle; to fund it takes the pilot of the envelope’s circle, or a treasurer.",
    params: collectiveParams,
    body: newRound,
    answer: round,
    status: 201,
    run: (tx, call) => startRound(tx, call, call.body),
  });
  write(app, "PATCH", "/rounds/:id", {
    access: ["pilot"],
    summary:
      "Change what a round says. What decides a pledge stays once somebody pledged, or secretly may have; so does the beginning of what is secret.",
    params: roundParams,
    body: roundChange,
    answer: round,
    run: (tx, call) => changeRound(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/rounds/:id/pool", {
    access: ["pilot"],
    summary: "Set more aside for a round from its envelope, or give some of the pool back.",
    params: roundParams,
    body: poolChange,
    answer: round,
    run: (tx, call) => changePool(tx, call, call.params.id, call.body.amount),
  });
  write(app, "POST", "/rounds/:id/copy", {
    access: ["pilot"],
    summary: "Copy a round’s settings to new dates. Credits that a closed round carried come along; a copy made before the close has none.",
    params: roundParams,
    body: roundCopy,
    answer: round,
    status: 201,
    run: (tx, call) => copyRound(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/rounds/:id/cancellation", {
    access: ["pilot"],
    summary: "Cancel a round: pledges are given back, and all of it returns to the envelope.",
    params: roundParams,
    answer: round,
    run: (tx, call) => cancelRound(tx, call, call.params.id),
  });
}

/** What follows a round hears that something changed, never who or how much. */
function liveRoutes(app: FastifyInstance): void {
  events(app, "/rounds/:id/events", {
    access: ["member"],
    summary: "Follow a round: an event after each change, to load it anew.",
    params: roundParams,
    open: async (on, { caller, params }) => {
      await requireRound(on, caller.collective.id, params.id);
      return { collectiveId: caller.collective.id, subject: "round", id: params.id };
    },
  });
}

function creditRoutes(app: FastifyInstance): void {
  read(app, "/rounds/:id/credits", {
    access: ["member"],
    summary: "Who has which credits in a round.",
    params: roundParams,
    answer: creditList,
    run: (on, call) => loadCredits(on, call, call.params.id),
  });
  write(app, "POST", "/rounds/:id/credits", {
    access: ["pilot"],
    summary:
      "Give credits out of the pool: the same for each, by weights, or more or less for one. A vote has none. Who is given more is told.",
    params: roundParams,
    body: creditChange,
    answer: creditList,
    run: (tx, call) => changeCredits(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/rounds/:id/credits/file", {
    access: ["pilot"],
    summary: "Give credits from a CSV: previewed with every error by line, then applied whole or not at all.",
    params: roundParams,
    body: creditFile,
    answer: creditFileAnswer,
    run: (tx, call) =>
      call.body.apply
        ? creditFileOf(tx, call, call.language, call.params.id, call.body)
        : previewCreditFile(tx, call, call.language, call.params.id, call.body),
  });
}

function bucketRoutes(app: FastifyInstance, secret: string): void {
  read(app, "/rounds/:id/buckets", {
    access: ["member"],
    summary: "The buckets of a round, in an order of one’s own that stays the same all day.",
    params: roundParams,
    answer: bucketList,
    run: (on, call) => listBucketAnswers(on, call, call.params.id, secret),
  });
  read(app, "/rounds/:id/buckets/:bucketId", {
    access: ["member"],
    summary: "One bucket.",
    params: bucketParams,
    answer: bucket,
    run: (on, call) => loadBucket(on, call, call.params.id, call.params.bucketId),
  });
  write(app, "POST", "/rounds/:id/buckets", {
    access: ["member"],
    summary: "Propose a bucket.",
    params: roundParams,
    body: newBucket,
    answer: bucket,
    status: 201,
    run: (tx, call) => proposeBucket(tx, call, call.params.id, call.body),
  });
  write(app, "PATCH", "/rounds/:id/buckets/:bucketId", {
    access: ["member"],
    summary: "Change a bucket, as one of its cocreators, while nothing is pledged to it.",
    params: bucketParams,
    body: bucketChange,
    answer: bucket,
    run: (tx, call) => changeBucket(tx, call, call.params.id, call.params.bucketId, call.body),
  });
  const steps = [
    ["publication", "Show a draft to everybody.", publishBucket],
    ["acceptance", "Accept what is pledged, from the minimum on: the bucket is funded, and its pledges stay.", acceptBucket],
    ["completion", "Say that what was funded is done.", completeBucket],
    [
      "cancellation",
      "Cancel a bucket until the close, also an accepted one, as cocreator or pilot of the circle, or as who proposed it while nothing is pledged: all is given back.",
      cancelBucket,
    ],
  ] as const;
  for (const [step, summary, run] of steps) {
    write(app, "POST", `/rounds/:id/buckets/:bucketId/${step}`, {
      access: ["member"],
      summary,
      params: bucketParams,
      answer: bucket,
      run: (tx, call) => run(tx, call, call.params.id, call.params.bucketId),
    });
  }
}

function pledgeRoutes(app: FastifyInstance): void {
  read(app, "/rounds/:id/pledges", {
    access: ["member"],
    summary: "One’s own pledges in a round; all of them where they may be seen.",
    params: roundParams,
    query: pledgeQuery,
    answer: pledgeList,
    run: (on, call) => listPledgeAnswers(on, call, call.params.id, call.query.all === "true"),
  });
  groupWrite(app, "POST", "/rounds/:id/pledges", {
    access: ["member"],
    summary: "Pledge credits to a bucket.",
    description: "Many may pledge at once: nothing is overspent or overfunded. A refusal says which amount would be accepted.",
    params: roundParams,
    body: newPledge,
    answer: pledgeAnswer,
    status: 201,
    work: pledging,
    grows: ["pledges"],
  });
  write(app, "POST", "/rounds/:id/pledges/withdrawal", {
    access: ["member"],
    summary: "Take some of one’s pledges back, while minds may change.",
    params: roundParams,
    body: withdrawal,
    answer: pledgeAnswer,
    run: (tx, call) => withdrawPledge(tx, call, call.params.id, call.body),
  });
}

function ballotRoutes(app: FastifyInstance): void {
  read(app, "/rounds/:id/ballot", {
    access: ["member"],
    summary: "One’s own ballot; without votes before it is cast.",
    params: roundParams,
    answer: ballot,
    run: (on, call) => loadBallot(on, call, call.params.id),
  });
  write(app, "PUT", "/rounds/:id/ballot", {
    access: ["member"],
    summary: "Cast one’s ballot, or cast it anew until the end. Nobody else ever sees it.",
    params: roundParams,
    body: newBallot,
    answer: ballot,
    run: (tx, call) => castBallot(tx, call, call.params.id, call.body.votes),
  });
  app.route({
    method: "GET",
    url: "/rounds/:id/ballots.pb",
    config: { access: ["member"] },
    schema: {
      produces: ["text/plain"],
      ...schemaOf("rounds", {
        access: ["member"],
        summary: "The ballots of a closed round as a Pabulib file, without names: `moisson tally` counts them again.",
        params: roundParams,
        answer: z.string().meta({ description: "The file.", examples: ["META\nkey;value\n"] }),
      }),
    },
    handler: async (request, reply) => {
      const call = callOf<z.output<typeof roundParams>, unknown, unknown>(request, reply, app.moisson.now());
      const file = await ballotFile(app.moisson.db, call, call.params.id);
      return reply
        .type("text/plain; charset=utf-8")
        .header("content-disposition", `attachment; filename="${call.params.id}.pb"`)
        .send(file);
    },
  });
}

function closingRoutes(app: FastifyInstance): void {
  read(app, "/rounds/:id/settlement", {
    access: ["member"],
    summary: "How a round would close now, or how it closed, bucket by bucket.",
    params: roundParams,
    answer: settlement,
    run: (on, call) => loadSettlement(on, call, call.language, call.params.id),
  });
  write(app, "POST", "/rounds/:id/closing", {
    access: ["pilot"],
    summary: "Close a round as it was previewed. A preview that is no longer true is refused, with the one that is.",
    params: roundParams,
    body: closing,
    answer: settlement,
    run: (tx, call) => closeRound(tx, call, call.language, call.params.id, call.body.fingerprint),
  });
}
