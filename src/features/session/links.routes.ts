/** Routes by which an admin makes links for members. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Attempts } from "../../http/attempts.js";
import { thingParams } from "../../http/fields.js";
import { write } from "../../http/operation.js";
import { inviteMember, type MadeLink, makePasswordLink } from "./links.actions.js";
import { mailInvitation, requireInvitationLeft, requireMail } from "./mail.actions.js";
import { invitationLink, invitationOrder, link } from "./session.schema.js";

/** Invitations by mail to one address from one collective, in a quarter of an hour. */
const invitationsMax = 5;
const invitationsSeconds = 15 * 60;

export function linkRoutes(app: FastifyInstance): void {
  const perAddress = new Attempts(invitationsMax, invitationsSeconds);
  const addressOf = (request: FastifyRequest) => (app.session.publicUrl ?? `${request.protocol}://${request.host}`).replace(/\/$/, "");
  const linkOf = (request: FastifyRequest, page: string, { token, expiresAt }: MadeLink) => ({
    link: `${addressOf(request)}/${page}#${token}`,
    token,
    expiresAt: expiresAt.toISOString(),
  });

  write(app, "POST", "/members/:id/invitation", {
    access: ["admin"],
    neverStored: true,
    summary: "Make a link that gives this member a login; it replaces the one before.",
    params: thingParams("member"),
    body: invitationOrder.nullish(),
    answer: invitationLink,
    status: 201,
    run: async (tx, { caller, now, params, body, request }) => {
      const outbox = body?.byMail ? requireMail(app.moisson.outbox) : null;
      if (outbox) await requireInvitationLeft(tx, caller.loginId, now);
      const made = await inviteMember(tx, { collectiveId: caller.collective.id, byId: caller.memberId, now }, params.id, outbox !== null);
      const mailedTo = outbox && (await mailInvitation(tx, outbox, { caller, memberId: params.id, made, perAddress, now }));
      return { ...linkOf(request, "invitation", made), mailedTo };
    },
  });
  write(app, "POST", "/members/:id/password-link", {
    access: ["admin"],
    neverStored: true,
    summary: "Make a link to choose another password, for who forgot theirs.",
    params: thingParams("member"),
    answer: link,
    status: 201,
    run: async (tx, { caller, now, params, request }) =>
      linkOf(
        request,
        "password",
        await makePasswordLink(tx, { collectiveId: caller.collective.id, byId: caller.memberId, now }, params.id),
      ),
  });
}
