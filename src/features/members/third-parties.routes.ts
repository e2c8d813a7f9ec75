/** Routes of third parties. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { addThirdParty, changeThirdParty, loadThirdParty } from "./third-parties.actions.js";
import { listThirdParties } from "./third-parties.queries.js";
import { newThirdParty, thirdParty, thirdPartyChange, thirdPartyPage, thirdPartyQuery } from "./third-parties.schema.js";

export function thirdPartyRoutes(app: FastifyInstance): void {
  read(app, "/third-parties", {
    access: ["member"],
    summary: "Suppliers and funders by name, a page at a time.",
    params: collectiveParams,
    query: thirdPartyQuery,
    answer: thirdPartyPage,
    run: (on, { caller, query }) => listThirdParties(on, caller.collective.id, query),
  });
  read(app, "/third-parties/:id", {
    access: ["member"],
    summary: "One supplier or funder.",
    params: thingParams("third party"),
    answer: thirdParty,
    run: (on, { caller, params }) => loadThirdParty(on, caller.collective.id, params.id),
  });
  write(app, "POST", "/third-parties", {
    access: ["treasurer", "admin"],
    summary: "Add a supplier or a funder.",
    params: collectiveParams,
    body: newThirdParty,
    answer: thirdParty,
    status: 201,
    run: (tx, call) => addThirdParty(tx, call, call.body),
  });
  write(app, "PATCH", "/third-parties/:id", {
    access: ["treasurer", "admin"],
    summary: "Rename or archive a supplier or a funder.",
    params: thingParams("third party"),
    body: thirdPartyChange,
    answer: thirdParty,
    run: (tx, call) => changeThirdParty(tx, call, call.params.id, call.body),
  });
}
