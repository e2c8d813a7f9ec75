/** Routes of reviews. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { amendReview, loadReview, pageReviews, publishReview, summariseReviews, writeReview } from "./reviews.actions.js";
import {
  newReview,
  review,
  reviewChange,
  reviewFilter,
  reviewPage,
  reviewSummary,
  summaryFilter,
  summaryParams,
} from "./reviews.schema.js";

export function reviewRoutes(app: FastifyInstance): void {
  read(app, "/reviews", {
    access: ["member"],
    summary: "What peers say of each other, the latest first.",
    description: "Everybody reads strengths and scores. Weaknesses are null for others than the person reviewed and the author.",
    params: collectiveParams,
    query: reviewFilter,
    answer: reviewPage,
    run: (on, call) => pageReviews(on, call, call.query),
  });
  read(app, "/reviews/:id", {
    access: ["member"],
    summary: "One review.",
    params: thingParams("review"),
    answer: review,
    run: (on, call) => loadReview(on, call, call.params.id),
  });
  write(app, "POST", "/reviews", {
    access: ["member"],
    summary: "Review a contribution, somebody’s days in an envelope, or a peer in a period of reviews: words, scores, or both.",
    description:
      "Where a key uses scores, a review changes an amount. The person reviewed is told; in a period, everybody is once it closes.",
    params: collectiveParams,
    body: newReview,
    answer: review,
    status: 201,
    run: (tx, call) => writeReview(tx, call, call.body),
  });
  write(app, "PATCH", "/reviews/:id", {
    access: ["member"],
    summary: "Amend a review you wrote, until its period closes, or a sharing that counts with it is proposed.",
    params: thingParams("review"),
    body: reviewChange,
    answer: review,
    run: (tx, call) => amendReview(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/reviews/:id/publication", {
    access: ["member"],
    summary: "Let everybody read the weaknesses of a review of yourself.",
    params: thingParams("review"),
    answer: review,
    run: (tx, call) => publishReview(tx, call, call.params.id),
  });
  read(app, "/members/:id/review-summary", {
    access: ["member"],
    summary: "How many peers reviewed a member, and the median of their scores.",
    params: summaryParams,
    query: summaryFilter,
    answer: reviewSummary,
    run: (on, call) => summariseReviews(on, call, call.params.id, call.query.envelope),
  });
}
