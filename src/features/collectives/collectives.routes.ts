/** Routes of collectives: the settings of one, and how there comes to be one. */
import type { FastifyInstance } from "fastify";
import type { Login } from "../../http/access.js";
import { collectiveParams } from "../../http/fields.js";
import { read, write, writeInSteps } from "../../http/operation.js";
import { refuseForeignOrigin } from "../../http/security.js";
import { setSessionCookies } from "../../http/tokens.js";
import { changeCollective, foundCollective, loadCollective } from "./collectives.actions.js";
import { collective, collectiveChange, demonstration, demonstrationWanted, founding, setup } from "./collectives.schema.js";
import { requireSetupToken, setUp } from "./setup.actions.js";

/** Routes inside of a collective. */
export function collectiveRoutes(app: FastifyInstance): void {
  read(app, "", {
    access: ["member"],
    summary: "The collective and its settings.",
    params: collectiveParams,
    answer: collective,
    run: (on, { caller }) => loadCollective(on, caller.collective.id),
  });
  write(app, "PATCH", "", {
    access: ["admin"],
    summary: "Change settings; the currency and the start of the year are fixed once amounts rest on them.",
    params: collectiveParams,
    body: collectiveChange,
    answer: collective,
    run: (tx, call) => changeCollective(tx, call, call.body),
  });
}

/** Routes outside of any collective. */
export function foundingRoutes(app: FastifyInstance): void {
  writeInSteps(app, "POST", "/setup", {
    access: ["public"],
    summary: "Create the first collective of this service by the link its terminal printed; logs in by cookie.",
    body: setup,
    answer: collective,
    status: 201,
    run: async (db, { body, now, request, reply }) => {
      refuseForeignOrigin(request, app.session.publicUrl);
      const { collectiveId, session } = await setUp(db, body, now);
      setSessionCookies(reply, app.session, session, now);
      return loadCollective(db, collectiveId);
    },
  });
  writeInSteps(app, "POST", "/setup/demonstration", {
    access: ["public"],
    summary: "Instead of a collective of one’s own, fill this empty service with an invented one, by the same link.",
    body: demonstrationWanted,
    answer: demonstration,
    status: 201,
    run: async (db, { body, now, request, language }) => {
      refuseForeignOrigin(request, app.session.publicUrl);
      await requireSetupToken(db, body.token, now);
      return app.demonstration(body.token, language);
    },
  });
  write(app, "POST", "/collectives", {
    access: ["login"],
    summary: "Create another collective, where the service is open for it (OPEN_SIGNUP).",
    body: founding,
    answer: collective,
    status: 201,
    run: (tx, { login, now, body }) =>
      foundCollective(
        tx,
        { loginId: (login as Login).loginId, now, openSignup: app.session.openSignup },
        body.collective,
        body.person.name,
      ),
  });
}
