/** Routes of charters of cooperation. */
import type { FastifyInstance } from "fastify";
import { events } from "../../http/events.js";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import {
  askInstalment,
  changeCharter,
  openCharter,
  signCharter,
  tickStep,
  traceBill,
  untraceBill,
  windDown,
  writeCharter,
  writeVersion,
} from "./charters.actions.js";
import { loadCharter, pageCharters, requireCharter } from "./charters.answers.js";
import {
  charter,
  charterBillParams,
  charterChange,
  charterPage,
  charterQuery,
  newCharter,
  newCharterVersion,
  newInstalment,
  newSignature,
  newTracedBill,
  newWindingDown,
  newWindingStep,
} from "./charters.schema.js";

export function charterRoutes(app: FastifyInstance): void {
  const one = thingParams("charter");
  read(app, "/charters", {
    access: ["member"],
    summary: "Charters of cooperation, the latest first.",
    params: collectiveParams,
    query: charterQuery,
    answer: charterPage,
    run: (on, call) => pageCharters(on, call, call.query),
  });
  read(app, "/charters/:id", {
    access: ["member"],
    summary: "One charter: its versions and signatures, its split with what was paid, how it is wound down.",
    params: one,
    answer: charter,
    run: (on, call) => loadCharter(on, call, call.params.id),
  });
  events(app, "/charters/:id/events", {
    access: ["member"],
    summary: "Follow a charter: an event after each change, to load it anew.",
    params: one,
    open: async (on, { caller, params: { id } }) => {
      const collectiveId = caller.collective.id;
      await requireCharter(on, collectiveId, id);
      return { collectiveId, subject: "charter", id };
    },
  });
  write(app, "POST", "/charters", {
    access: ["member"],
    summary: "Write a charter; a draft may be incomplete.",
    params: collectiveParams,
    body: newCharter,
    answer: charter,
    status: 201,
    run: (tx, call) => writeCharter(tx, call, call.body),
  });
  write(app, "PATCH", "/charters/:id", {
    access: ["member"],
    summary: "Write the latest version again, as long as nobody signed it: its parties, who wrote it, pilots of its circle, admins.",
    params: one,
    body: charterChange,
    answer: charter,
    run: (tx, call) => changeCharter(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/charters/:id/versions", {
    access: ["member"],
    summary: "Make a new version out of the latest, with changes; its signatures start anew.",
    params: one,
    body: newCharterVersion,
    answer: charter,
    status: 201,
    run: (tx, call) => writeVersion(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/charters/:id/open", {
    access: ["member"],
    summary: "Open the latest version to signature, complete: a pilot of its circle or an admin; of a revision, its parties too.",
    params: one,
    answer: charter,
    run: (tx, call) => openCharter(tx, call, call.params.id),
  });
  write(app, "POST", "/charters/:id/signatures", {
    access: ["member"],
    summary: "Sign, «lu et approuvé», for oneself; or record what was signed on paper. The last signature puts it in force.",
    params: one,
    body: newSignature,
    answer: charter,
    status: 201,
    run: (tx, call) => signCharter(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/charters/:id/instalments", {
    access: ["member"],
    summary: "Ask for an instalment, of an amount or of lines: a sharing of the charter’s envelope, never above what is left of a line.",
    params: one,
    body: newInstalment,
    answer: charter,
    status: 201,
    run: (tx, call) => askInstalment(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/charters/:id/bills", {
    access: ["treasurer", "admin"],
    summary: "Trace a bill to the line of its third party, which it pays.",
    params: one,
    body: newTracedBill,
    answer: charter,
    status: 201,
    run: (tx, call) => traceBill(tx, call, call.params.id, call.body),
  });
  write(app, "DELETE", "/charters/:id/bills/:bill", {
    access: ["treasurer", "admin"],
    summary: "Take a bill off a line that it was traced to by mistake.",
    params: charterBillParams,
    answer: charter,
    run: (tx, call) => untraceBill(tx, call, call.params.id, call.params.bill),
  });
  write(app, "POST", "/charters/:id/winding-down", {
    access: ["member"],
    summary: "Open the end of a charter in force, and say why: a party, a pilot of its circle, an admin.",
    params: one,
    body: newWindingDown,
    answer: charter,
    status: 201,
    run: (tx, call) => windDown(tx, call, call.params.id, call.body.reason),
  });
  write(app, "POST", "/charters/:id/winding-down/steps", {
    access: ["member"],
    summary: "Tick a step of winding down; the last one closes the charter.",
    params: one,
    body: newWindingStep,
    answer: charter,
    status: 201,
    run: (tx, call) => tickStep(tx, call, call.params.id, call.body),
  });
}
