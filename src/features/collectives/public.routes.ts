/** The route of the public page: open to anybody, where the collective turned it on. */
import type { FastifyInstance } from "fastify";
import { collectiveParams } from "../../http/fields.js";
import { read } from "../../http/operation.js";
import { loadPublicPage } from "./public.actions.js";
import { publicPage } from "./public.schema.js";

export function publicRoutes(app: FastifyInstance): void {
  read(app, "/public/:collective", {
    access: ["public"],
    summary: "What a collective shows to anybody: envelopes with their figures, posted sharings with their amounts, no name of a person.",
    params: collectiveParams,
    answer: publicPage,
    run: (on, { params, now }) => loadPublicPage(on, params.collective, now),
  });
}
