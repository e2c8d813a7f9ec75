/** Routes of links between circles. */
import type { FastifyInstance } from "fastify";
import { collectiveParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { changeLink, endLink, makeLink } from "./links.actions.js";
import { listLinks } from "./links.queries.js";
import { circleLink, linkChange, linkFilter, linkList, linkParams, newLink } from "./links.schema.js";

export function circleLinkRoutes(app: FastifyInstance): void {
  read(app, "/circle-links", {
    access: ["member"],
    summary: "What passes between circles: all links, or those from and to one circle.",
    params: collectiveParams,
    query: linkFilter,
    answer: linkList,
    run: async (on, { caller, query }) => ({ items: await listLinks(on, caller.collective.id, query.circle) }),
  });
  write(app, "POST", "/circle-links", {
    access: ["admin", "pilot"],
    summary: "Say what passes from one circle to another; a pilot of either does.",
    params: collectiveParams,
    body: newLink,
    answer: circleLink,
    status: 201,
    run: (tx, call) => makeLink(tx, call, call.body),
  });
  write(app, "PATCH", "/circle-links/:id", {
    access: ["admin", "pilot"],
    summary: "Say anew what passes.",
    params: linkParams,
    body: linkChange,
    answer: circleLink,
    run: (tx, call) => changeLink(tx, call, call.params.id, call.body.passes),
  });
  write(app, "DELETE", "/circle-links/:id", {
    access: ["admin", "pilot"],
    summary: "End a link; the answer is what it was.",
    params: linkParams,
    answer: circleLink,
    run: (tx, call) => endLink(tx, call, call.params.id),
  });
}
