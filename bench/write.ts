/**
 * `bench write`: logging contributions over HTTP with 20 connections, each of another member, every request with an
 * idempotency key of its own; beside a bare Fastify handler that verifies a JWT and does one insert (bench/bare/). Both
 * are processes of their own on one scratch database, and run in turns; the median of three counts. Limit: at least
 * half of the bare one's requests per second.
 */
import { besideBare, someContributions } from "./side-by-side.js";

export const run = (): Promise<void> =>
  besideBare("write: contributions", { limit: 0.5 }, async (_, { kindId }) => ({
    path: "/contributions",
    bodies: someContributions(kindId),
  }));
