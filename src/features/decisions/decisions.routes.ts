/** Routes of decisions: propose, try again, say one's word, reopen. */
import type { FastifyInstance } from "fastify";
import type { Enactments } from "../../db/enacting.js";
import { events } from "../../http/events.js";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { cast, openNext, propose, reopenDecision, ruleOn, see } from "./decisions.actions.js";
import { pageOfDecisions, requireDecision, tellDecision, tellRules } from "./decisions.answers.js";
import {
  decision,
  decisionPage,
  decisionQuery,
  decisionRules,
  newAttempt,
  newBallot,
  newDecision,
  newReopening,
  newRuling,
  rulesQuery,
} from "./decisions.schema.js";

export function decisionRoutes(app: FastifyInstance, enactments: Enactments): void {
  const one = thingParams("decision");
  read(app, "/decisions", {
    access: ["member"],
    summary: "Decisions, the latest first.",
    params: collectiveParams,
    query: decisionQuery,
    answer: decisionPage,
    run: (on, call) => pageOfDecisions(on, call, call.query),
  });
  read(app, "/decision-rules", {
    access: ["member"],
    summary: "By which rules a circle, or the collective, decides now, and who.",
    params: collectiveParams,
    query: rulesQuery,
    answer: decisionRules,
    run: (on, call) => tellRules(on, call, call.query.circle ?? null),
  });
  read(app, "/decisions/:id", {
    access: ["member"],
    summary: "One decision: what is proposed, what was said, where it stands, what it did.",
    params: one,
    answer: decision,
    run: (on, call) => tellDecision(on, call, call.params.id),
  });
  write(app, "POST", "/decisions", {
    access: ["member"],
    summary: "Propose something, as those do whose standing the social code names; the first attempt opens at once.",
    description:
      "Each change is checked as if it were applied now. Announced and by ballots it is open for at least the counted hours of the social code; a meeting decides at once, or gives the absent a delay.",
    params: collectiveParams,
    body: newDecision,
    answer: decision,
    status: 201,
    run: (tx, call) => propose(tx, call, enactments, call.body),
  });
  write(app, "POST", "/decisions/:id/attempts", {
    access: ["member"],
    summary: "Open another attempt: an amended proposal at once, the same one from a week after the close.",
    params: one,
    body: newAttempt,
    answer: decision,
    status: 201,
    run: (tx, call) => openNext(tx, call, enactments, call.params.id, call.body),
  });
  write(app, "POST", "/decisions/:id/ballots", {
    access: ["member"],
    summary: "Say your word; it may be said anew until the end.",
    params: one,
    body: newBallot,
    answer: decision,
    run: (tx, call) => cast(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/decisions/:id/sights", {
    access: ["member"],
    summary: "Say that you have seen the open attempt.",
    params: one,
    answer: decision,
    run: (tx, call) => see(tx, call, call.params.id),
  });
  write(app, "POST", "/decisions/:id/rulings", {
    access: ["member"],
    summary: "The council’s word, where the social code gives it the last one.",
    params: one,
    body: newRuling,
    answer: decision,
    run: (tx, call) => ruleOn(tx, call, enactments, call.params.id, call.body),
  });
  write(app, "POST", "/decisions/:id/reopenings", {
    access: ["member"],
    summary: "Reopen what was decided, whole or the parts named: what is not yet done waits.",
    params: one,
    body: newReopening,
    answer: decision,
    run: (tx, call) => reopenDecision(tx, call, call.params.id, call.body),
  });
  events(app, "/decisions/:id/events", {
    access: ["member"],
    summary: "Follow a decision: an event after each change, to load it anew.",
    params: one,
    open: async (on, { caller, params }) => {
      await requireDecision(on, caller.collective.id, params.id);
      return { collectiveId: caller.collective.id, subject: "decision", id: params.id };
    },
  });
}
