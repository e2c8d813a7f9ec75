/** Routes of members. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { foretellErasure } from "./erasure.actions.js";
import { comeBack, erase, leave } from "./leaving.actions.js";
import { addMember, addStanding, changeMember, changeStanding, dropStanding, loadMember, readerOf, setRoles } from "./members.actions.js";
import { listMembers } from "./members.queries.js";
import {
  erasureForecast,
  member,
  memberChange,
  memberPage,
  memberQuery,
  memberRecord,
  newMember,
  newStanding,
  receivedList,
  rolesChange,
  standingChange,
  standingParams,
} from "./members.schema.js";
import { tellReceived } from "./received.queries.js";
import { writeRecord } from "./record.actions.js";

export function memberRoutes(app: FastifyInstance): void {
  read(app, "/members", {
    access: ["member"],
    summary: "Members by name, a page at a time.",
    params: collectiveParams,
    query: memberQuery,
    answer: memberPage,
    run: (on, call) => listMembers(on, readerOf(call), call.query),
  });
  read(app, "/members/:id", {
    access: ["member"],
    summary: "One member.",
    params: thingParams("member"),
    answer: member,
    run: (on, call) => loadMember(on, call, call.params.id),
  });
  write(app, "POST", "/members", {
    access: ["admin", "treasurer", "pilot"],
    summary: "Add a person or a structure; they have no login until an admin invites them.",
    params: collectiveParams,
    body: newMember,
    answer: member,
    status: 201,
    run: (tx, call) => addMember(tx, call, call.body),
  });
  write(app, "PATCH", "/members/:id", {
    access: ["member"],
    summary: "Change one’s own profile, or, as an admin, anybody’s.",
    params: thingParams("member"),
    body: memberChange,
    answer: member,
    run: (tx, call) => changeMember(tx, call, call.params.id, call.body),
  });
  write(app, "PUT", "/members/:id/roles", {
    access: ["admin"],
    summary: "Say which roles a person has; the last admin keeps theirs.",
    params: thingParams("member"),
    body: rolesChange,
    answer: member,
    run: (tx, call) => setRoles(tx, call, call.params.id, call.body.roles),
  });
  write(app, "POST", "/members/:id/leave", {
    access: ["member"],
    summary: "Leave the collective, or, as an admin, have somebody leave: roles and seats end today, what was given stays.",
    params: thingParams("member"),
    answer: member,
    run: (tx, call) => leave(tx, call, call.params.id),
  });
  write(app, "POST", "/members/:id/return", {
    access: ["admin"],
    summary: "Have somebody back who had left, without roles and seats.",
    params: thingParams("member"),
    answer: member,
    run: (tx, call) => comeBack(tx, call, call.params.id),
  });

  write(app, "POST", "/members/:id/standings", {
    access: ["admin", "treasurer"],
    summary: "Add a dated standing, like a subscription.",
    params: thingParams("member"),
    body: newStanding,
    answer: member,
    status: 201,
    run: (tx, call) => addStanding(tx, call, call.params.id, call.body),
  });
  write(app, "PATCH", "/members/:id/standings/:standing", {
    access: ["admin", "treasurer"],
    summary: "Change the days of a standing.",
    params: standingParams,
    body: standingChange,
    answer: member,
    run: (tx, call) => changeStanding(tx, call, call.params.id, call.params.standing, call.body),
  });
  write(app, "DELETE", "/members/:id/standings/:standing", {
    access: ["admin", "treasurer"],
    summary: "Take back a standing that was written by mistake.",
    params: standingParams,
    answer: member,
    run: (tx, call) => dropStanding(tx, call, call.params.id, call.params.standing),
  });

  read(app, "/members/:id/data", {
    access: ["member"],
    summary: "All that is kept about oneself, in one document; an admin may write it for somebody else.",
    params: thingParams("member"),
    answer: memberRecord,
    run: (on, call) => writeRecord(on, call, call.params.id),
  });
  read(app, "/members/:id/received", {
    access: ["member"],
    summary: "What sharings paid to a member, or to a structure for them, payment by payment; for oneself, or as an admin.",
    params: thingParams("member"),
    answer: receivedList,
    run: (on, call) => tellReceived(on, call, call.params.id),
  });
  read(app, "/members/:id/erasure", {
    access: ["member"],
    summary: "What erasing who a member is would do, for themself or an admin.",
    params: thingParams("member"),
    answer: erasureForecast,
    run: (on, call) => foretellErasure(on, call, call.params.id),
  });
  write(app, "POST", "/members/:id/erasure", {
    access: ["member"],
    summary: "Erase who a member is, for themself or as an admin; the code name stays. It cannot be undone.",
    params: thingParams("member"),
    answer: member,
    run: (tx, call) => erase(tx, call, call.params.id),
  });
}
