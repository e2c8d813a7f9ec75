/** Routes of sessions: outside of any collective, never stored, by cookie for browsers and by token for scripts. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Session as OpenSession } from "../../db/sessions.js";
import { Refusal } from "../../domain/refusals.js";
import type { Login } from "../../http/access.js";
import { Attempts } from "../../http/attempts.js";
import { type Call, read, write, writeInSteps } from "../../http/operation.js";
import { refuseForeignOrigin, requireOwnOrigin } from "../../http/security.js";
import { accessEndsAt, accessTokenSeconds, clearSessionCookies, setSessionCookies } from "../../http/tokens.js";
import { acceptInvitation, acceptPasswordLink, standingOf } from "./links.actions.js";
import { askPasswordLink } from "./mail.actions.js";
import {
  changePassword,
  dropScriptToken,
  logIn,
  logOut,
  makeScriptToken,
  refreshSession,
  sessionOf,
  type Trying,
} from "./session.actions.js";
import { listScriptTokens, loadSession, updateLogin } from "./session.queries.js";
import {
  credentials,
  invitationAcceptance,
  linkAsked,
  linkStanding,
  madeScriptToken,
  newScriptToken,
  openedSession,
  passwordChange,
  passwordLinkAcceptance,
  passwordLinkRequest,
  scriptTokenList,
  scriptTokenParams,
  service,
  session,
  sessionChange,
} from "./session.schema.js";

/** Wrong passwords of one account from one address, in a quarter of an hour. */
const attemptsMax = 10;
const attemptsSeconds = 15 * 60;

/** Links by mail in the same time: to one address, whoever asks; and from one network, to whomever. And to one address in a day. */
const mailsPerAddress = 5;
const mailsPerDay = 10;
const daySeconds = 24 * 60 * 60;
const mailsPerNetwork = 30;

const nothing = z.null().meta({ description: "Done; there is nothing to say." });

export function sessionRoutes(app: FastifyInstance): void {
  const attempts = new Attempts(attemptsMax, attemptsSeconds);
  const perAddress = [new Attempts(mailsPerAddress, attemptsSeconds), new Attempts(mailsPerDay, daySeconds)];
  const perNetwork = new Attempts(mailsPerNetwork, attemptsSeconds);
  const trying = ({ request, now }: { request: FastifyRequest; now: Date }): Trying => ({ attempts, address: request.ip, now });
  const { publicUrl, cookies, tokens } = app.session;

  /** Sets the cookies of a session that was opened or refreshed, and says who it is. */
  const inCookies = async ({ reply, now }: Call<unknown, unknown, unknown>, opened: OpenSession) => {
    const answer = await sessionOf(app.moisson.db, opened.loginId);
    setSessionCookies(reply, app.session, opened, now);
    return { ...answer, accessToken: null, accessEndsAt: accessEndsAt(now).toISOString() };
  };

  read(app, "/service", {
    access: ["public"],
    summary: "What this service can do.",
    answer: service,
    run: async () => ({ sendsMail: app.moisson.outbox !== null }),
  });
  read(app, "/session", {
    access: ["public"],
    summary: "Who is logged in; null when nobody is.",
    answer: session.nullable(),
    run: async (on, { login }) => (login ? ((await loadSession(on, login.loginId)) ?? null) : null),
  });
  writeInSteps(app, "POST", "/session", {
    access: ["public"],
    summary: "Log in.",
    body: credentials,
    answer: openedSession,
    run: async (db, call) => {
      const { email, password, transport } = call.body;
      refuseForeignOrigin(call.request, publicUrl);
      if (transport === "cookie") return inCookies(call, await logIn(db, trying(call), email, password));
      // A script keeps no refresh token: its session lasts as long as its access token.
      const opened = await logIn(db, trying(call), email, password, accessTokenSeconds);
      const accessToken = tokens.sign(opened.loginId, opened.familyId, call.now);
      return { ...(await sessionOf(db, opened.loginId)), accessToken, accessEndsAt: accessEndsAt(call.now).toISOString() };
    },
  });
  writeInSteps(app, "POST", "/session/refresh", {
    access: ["public"],
    summary: "Exchange the refresh cookie for the next one; null when there is none.",
    description: "The cookie before the current one answers the same successor for 30 seconds; used later, it ends the session.",
    answer: openedSession.nullable(),
    run: async (db, call) => {
      const refreshToken = call.request.cookies[cookies.refresh];
      if (refreshToken === undefined) return null;
      requireOwnOrigin(call.request, publicUrl);
      try {
        return await inCookies(call, await refreshSession(db, refreshToken, call.now));
      } catch (error) {
        if (error instanceof Refusal) clearSessionCookies(call.reply, app.session);
        throw error;
      }
    },
  });
  writeInSteps(app, "DELETE", "/session", {
    access: ["public"],
    summary: "Log out: this session ends everywhere, its cookies are cleared.",
    answer: nothing,
    status: 204,
    run: async (db, { request, reply, login, now }) => {
      const refreshToken = request.cookies[cookies.refresh];
      if (refreshToken !== undefined || request.cookies[cookies.access] !== undefined) requireOwnOrigin(request, publicUrl);
      await logOut(db, login?.familyId ?? null, refreshToken, now);
      clearSessionCookies(reply, app.session);
      return null;
    },
  });
  write(app, "PATCH", "/session", {
    access: ["login"],
    neverStored: true,
    summary: "Change the language one reads.",
    body: sessionChange,
    answer: session,
    run: async (tx, { login, body }) => {
      const { loginId } = login as Login;
      await updateLogin(tx, loginId, body);
      return sessionOf(tx, loginId);
    },
  });
  writeInSteps(app, "PUT", "/session/password", {
    access: ["login"],
    summary: "Change one’s password; every other session ends.",
    body: passwordChange,
    answer: nothing,
    status: 204,
    run: async (db, call) => {
      await changePassword(db, trying(call), call.login as Login, call.body);
      return null;
    },
  });

  read(app, "/session/tokens", {
    access: ["login"],
    summary: "One’s tokens for scripts.",
    answer: scriptTokenList,
    run: async (on, { login, now }) => ({ items: await listScriptTokens(on, (login as Login).loginId, now) }),
  });
  write(app, "POST", "/session/tokens", {
    access: ["login"],
    neverStored: true,
    summary: "Make a token for a script; its secret is told this once.",
    body: newScriptToken,
    answer: madeScriptToken,
    status: 201,
    run: (tx, { login, now, body }) => makeScriptToken(tx, { loginId: (login as Login).loginId, now }, body),
  });
  write(app, "DELETE", "/session/tokens/:id", {
    access: ["login"],
    neverStored: true,
    summary: "Delete a token: it opens nothing from now on.",
    params: scriptTokenParams,
    answer: nothing,
    status: 204,
    run: (tx, { login, params }) => dropScriptToken(tx, (login as Login).loginId, params.id),
  });

  writeInSteps(app, "POST", "/links/standing", {
    access: ["public"],
    summary:
      "Whether a link still opens, and whom an invitation awaits; it stays as it is. Refused with `token_invalid` where it was used, replaced, or is past its day.",
    body: linkAsked,
    answer: linkStanding,
    status: 200,
    run: (db, { request, body, now }) => {
      refuseForeignOrigin(request, publicUrl);
      return standingOf(db, body.purpose, body.token, now);
    },
  });
  writeInSteps(app, "POST", "/invitations/accept", {
    access: ["public"],
    summary: "Accept an invitation: with an e-mail and a password, or as who is logged in.",
    body: invitationAcceptance,
    answer: session,
    run: async (db, call) => {
      refuseForeignOrigin(call.request, publicUrl);
      // A script’s token is not the person.
      const loginId = call.login?.familyId ? call.login.loginId : null;
      const { opened, loginId: accepted } = await acceptInvitation(db, trying(call), {
        ...call.body,
        loginId,
        language: call.language,
      });
      if (opened) setSessionCookies(call.reply, app.session, opened, call.now);
      return sessionOf(db, accepted);
    },
  });
  writeInSteps(app, "POST", "/password-links", {
    access: ["public"],
    summary: "Ask for a link to choose another password; it comes by mail.",
    description: "The answer is the same whether the e-mail has a login or not, and comes before anybody looked.",
    body: passwordLinkRequest,
    answer: nothing,
    status: 204,
    run: async (db, { request, body, now }) => {
      refuseForeignOrigin(request, publicUrl);
      return askPasswordLink(db, app.moisson.outbox, { perAddress, perNetwork, address: request.ip, now }, body.email);
    },
  });
  writeInSteps(app, "POST", "/password-links/accept", {
    access: ["public"],
    summary: "Choose another password by a link; every session of the login ends, and one is opened.",
    body: passwordLinkAcceptance,
    answer: openedSession,
    run: async (db, call) => {
      refuseForeignOrigin(call.request, publicUrl);
      return inCookies(call, await acceptPasswordLink(db, call.body.token, call.body.password, call.now));
    },
  });
}
