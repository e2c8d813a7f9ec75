/** Routes of contributions, quick entry, thanks, and what members are told. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { groupWrite } from "../../http/group-write.js";
import { read, write } from "../../http/operation.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import {
  amendContribution,
  answerQuestion,
  logging,
  pageContributions,
  questionContribution,
  settleQuestion,
  tellContribution,
  withdrawContribution,
} from "./contributions.actions.js";
import {
  contributionChange,
  contributionFilter,
  contributionPage,
  contributionStory,
  loggedContribution,
  newContribution,
  newQuestion,
  newThanks,
  noticeFilter,
  noticePage,
  questionAnswer,
  questionParams,
  questionSettlement,
  quickEntry,
  seenCount,
  seenNotices,
  typedLine,
  withdrawal,
} from "./contributions.schema.js";
import { listNotices, seeNotices } from "./notices.queries.js";
import { thankMember } from "./thanks.actions.js";
import { understandLine } from "./understand.actions.js";

export function contributionRoutes(app: FastifyInstance): void {
  logRoutes(app);
  lifeRoutes(app);
  noticeRoutes(app);
}

function logRoutes(app: FastifyInstance): void {
  groupWrite(app, "POST", "/contributions", {
    access: ["member"],
    summary: "Log what somebody gave: you, or another, who is told.",
    description: "Counts as soon as it is logged. What looks amiss comes back as warnings, and is saved all the same.",
    params: collectiveParams,
    body: newContribution,
    answer: loggedContribution,
    status: 201,
    work: logging,
    grows: ["contributions", "audit_events"],
  });
  write(app, "POST", "/contributions/understand", {
    access: ["member"],
    summary: "What quick entry understands of a line; nothing is saved.",
    params: collectiveParams,
    body: typedLine,
    answer: quickEntry,
    neverStored: true,
    run: (tx, call) => understandLine(tx, call, call.body.line),
  });
  write(app, "POST", "/thanks", {
    access: ["member"],
    summary: "Thank somebody: it logs a qualitative contribution of theirs.",
    params: collectiveParams,
    body: newThanks,
    answer: loggedContribution,
    status: 201,
    run: (tx, call) => thankMember(tx, call, call.body),
  });
  read(app, "/contributions", {
    access: ["member"],
    summary: "Contributions, the latest day first.",
    params: collectiveParams,
    query: contributionFilter,
    answer: contributionPage,
    run: (on, { caller, query }) => pageContributions(on, caller, query),
  });
}

function lifeRoutes(app: FastifyInstance): void {
  read(app, "/contributions/:id", {
    access: ["member"],
    summary: "One contribution with its history, its questions, and the sharings it is in.",
    params: thingParams("contribution"),
    answer: contributionStory,
    run: (on, { caller, params }) => tellContribution(on, caller, params.id),
  });
  write(app, "PATCH", "/contributions/:id", {
    access: ["member"],
    summary: "Amend a contribution you gave or logged; what stood before is kept.",
    params: thingParams("contribution"),
    body: contributionChange,
    answer: loggedContribution,
    run: (tx, call) => amendContribution(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/contributions/:id/withdrawal", {
    access: ["member"],
    summary: "Withdraw a contribution you gave or logged; its history stays.",
    params: thingParams("contribution"),
    body: withdrawal,
    answer: contributionStory,
    run: (tx, call) => withdrawContribution(tx, call, call.params.id, call.body.reason),
  });
  write(app, "POST", "/contributions/:id/questions", {
    access: ["member"],
    summary: "Question a contribution of your circle, with a reason.",
    params: thingParams("contribution"),
    body: newQuestion,
    answer: contributionStory,
    status: 201,
    run: (tx, call) => questionContribution(tx, call, call.params.id, call.body.reason),
  });
  write(app, "POST", "/contributions/:id/questions/:question/answer", {
    access: ["member"],
    summary: "Answer a question about a contribution you gave or logged.",
    params: questionParams,
    body: questionAnswer,
    answer: contributionStory,
    run: (tx, call) => answerQuestion(tx, call, call.params.id, call.params.question, call.body.answer),
  });
  write(app, "POST", "/contributions/:id/questions/:question/settlement", {
    access: ["pilot"],
    summary: "Settle a question, as a pilot of the contribution’s circle.",
    params: questionParams,
    body: questionSettlement,
    answer: contributionStory,
    run: (tx, call) => settleQuestion(tx, call, call.params.id, call.params.question, call.body),
  });
}

function noticeRoutes(app: FastifyInstance): void {
  read(app, "/notices", {
    access: ["member"],
    summary: "What others did that concerns you, the latest first.",
    params: collectiveParams,
    query: noticeFilter,
    answer: noticePage,
    run: async (on, { caller, query }) => {
      const after = readIdCursor(query.cursor);
      const isUnseen = query.unseen === "true";
      const rows = await listNotices(on, caller.collective.id, caller.memberId, { limit: query.limit, isUnseen, after });
      return cutPage(
        rows,
        query.limit,
        ({ id }) => [id],
        ({ collectiveId: _, memberId: __, at, seenAt, ...row }) => ({
          ...row,
          at: at.toISOString(),
          seenAt: seenAt?.toISOString() ?? null,
        }),
      );
    },
  });
  write(app, "POST", "/notices/seen", {
    access: ["member"],
    summary: "Say which notices you saw.",
    params: collectiveParams,
    body: seenNotices,
    answer: seenCount,
    run: async (tx, { caller, body, now }) => ({
      seen: await seeNotices(tx, caller.collective.id, caller.memberId, body.ids, now),
    }),
  });
}
