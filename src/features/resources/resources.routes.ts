/** Routes of the resource register. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { addResource, addUse, changeResource, endUse, loadResource, tellResources } from "./resources.actions.js";
import { newResource, newUse, resource, resourceChange, resourceList, useEnd, useParams } from "./resources.schema.js";

export function resourceRoutes(app: FastifyInstance): void {
  const one = thingParams("resource");
  read(app, "/resources", {
    access: ["member"],
    summary: "What the collective holds in common, with who looks after it and who uses it.",
    params: collectiveParams,
    answer: resourceList,
    run: async (on, call) => ({ items: await tellResources(on, call) }),
  });
  read(app, "/resources/:id", {
    access: ["member"],
    summary: "One resource.",
    params: one,
    answer: resource,
    run: (on, call) => loadResource(on, call, call.params.id),
  });
  write(app, "POST", "/resources", {
    access: ["member"],
    summary: "Add a resource to the register.",
    params: collectiveParams,
    body: newResource,
    answer: resource,
    status: 201,
    run: (tx, call) => addResource(tx, call, call.body),
  });
  write(app, "PATCH", "/resources/:id", {
    access: ["member"],
    summary: "Change a resource, give it another steward, or archive it: its steward, or an admin.",
    params: one,
    body: resourceChange,
    answer: resource,
    run: (tx, call) => changeResource(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/resources/:id/users", {
    access: ["member"],
    summary: "Somebody uses it from a day on, under a contract in force or under none: its steward, or an admin.",
    params: one,
    body: newUse,
    answer: resource,
    status: 201,
    run: (tx, call) => addUse(tx, call, call.params.id, call.body),
  });
  write(app, "PATCH", "/resources/:id/users/:use", {
    access: ["member"],
    summary: "Say the last day of a use: its steward, or an admin.",
    params: useParams,
    body: useEnd,
    answer: resource,
    run: (tx, call) => endUse(tx, call, call.params.id, call.params.use, call.body.untilOn),
  });
}
