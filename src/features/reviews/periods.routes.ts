/** Routes of periods of reviews; what is said in one is written by `POST /reviews`. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { closePeriod, loadPeriod, openPeriod, pagePeriods } from "./periods.actions.js";
import { newReviewPeriod, reviewPeriod, reviewPeriodPage, reviewPeriodQuery } from "./periods.schema.js";

export function reviewPeriodRoutes(app: FastifyInstance): void {
  const one = thingParams("period of reviews");
  read(app, "/review-periods", {
    access: ["member"],
    summary: "Periods of reviews, the latest first, with how many peers you have left to review.",
    params: collectiveParams,
    query: reviewPeriodQuery,
    answer: reviewPeriodPage,
    run: (on, call) => pagePeriods(on, call, call.query),
  });
  read(app, "/review-periods/:id", {
    access: ["member"],
    summary: "One period of reviews: its people and criteria, and once it is over what was heard of each.",
    description: "Until it is over a review is its author’s alone. What was said is then read at `/reviews?period=`.",
    params: one,
    answer: reviewPeriod,
    run: (on, call) => loadPeriod(on, call, call.params.id),
  });
  write(app, "POST", "/review-periods", {
    access: ["pilot", "admin"],
    summary: "Open a period of reviews about days of an envelope or of a circle: a pilot of it, or an admin.",
    description: "Criteria and anonymity are those of the collective now, and stay. Its people are told.",
    params: collectiveParams,
    body: newReviewPeriod,
    answer: reviewPeriod,
    status: 201,
    run: (tx, call) => openPeriod(tx, call, call.body),
  });
  write(app, "POST", "/review-periods/:id/close", {
    access: ["member"],
    summary: "Close a period before its instant: who opened it, a pilot of its circle, or an admin.",
    params: one,
    answer: reviewPeriod,
    run: (tx, call) => closePeriod(tx, call, call.params.id),
  });
}
