/** The route of home. */
import type { FastifyInstance } from "fastify";
import { inSnapshot } from "../../db/transaction.js";
import { collectiveParams } from "../../http/fields.js";
import { read } from "../../http/operation.js";
import { loadHome, type WaitingReader } from "./home.actions.js";
import { home } from "./home.schema.js";

/** `waiting`: what each feature says of what waits in it, in the order in which home tells it. */
export function homeRoutes(app: FastifyInstance, { waiting }: { readonly waiting: readonly WaitingReader[] }): void {
  read(app, "/home", {
    access: ["member"],
    summary: "What waits for you, the envelopes of your circles, and what happened: all that home shows, in one answer.",
    description: "Each part has routes of its own, with more of it: sharings, rounds, contributions, envelopes, notices.",
    params: collectiveParams,
    answer: home,
    run: (on, call) => inSnapshot(on, (tx) => loadHome(tx, call, waiting)),
  });
}
