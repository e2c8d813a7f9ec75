/** Routes by which an admin makes links for members. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Tx } from "../../db/transaction.js";
import { thingParams } from "../../http/fields.js";
import { type Call, write } from "../../http/operation.js";
import { inviteMember, type MadeLink, type Making, makePasswordLink } from "./links.actions.js";
import { link } from "./session.schema.js";

export function linkRoutes(app: FastifyInstance): void {
  const addressOf = (request: FastifyRequest) => (app.session.publicUrl ?? `${request.protocol}://${request.host}`).replace(/\/$/, "");

  const linkRoute = (path: string, page: string, summary: string, make: (tx: Tx, making: Making, memberId: string) => Promise<MadeLink>) =>
    write(app, "POST", path, {
      access: ["admin"],
      neverStored: true,
      summary,
      params: thingParams("member"),
      answer: link,
      status: 201,
      run: async (tx, { caller, now, params, request }: Call<{ id: string }, unknown, unknown>) => {
        const { token, expiresAt } = await make(tx, { collectiveId: caller.collective.id, byId: caller.memberId, now }, params.id);
        return { link: `${addressOf(request)}/${page}#${token}`, token, expiresAt: expiresAt.toISOString() };
      },
    });

  linkRoute(
    "/members/:id/invitation",
    "invitation",
    "Make a link that gives this member a login; it replaces the one before.",
    inviteMember,
  );
  linkRoute("/members/:id/password-link", "password", "Make a link to choose another password, for who forgot theirs.", makePasswordLink);
}
