/**
 * The composition root: everything the service is made of, in one visible list. No autoload, no container.
 *
 * `buildApp` is handed what differs between a real service and a test (the database, the clock, the secrets) and gives
 * back a Fastify instance that has not begun to listen.
 */
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { renewSeals } from "./db/bank-details.js";
import { watchChanges } from "./db/changes.js";
import type { Database, Queryable } from "./db/client.js";
import { refusalOfDatabaseError } from "./db/errors.js";
import { membershipReader } from "./db/membership.js";
import { isFamilyOver } from "./db/sessions.js";
import { inTransaction } from "./db/transaction.js";
import { type Language, Refusal } from "./domain/refusals.js";
import { enactments } from "./effects.js";
import { accountRoutes } from "./features/accounts/accounts.routes.js";
import { bankLineRoutes } from "./features/bank-lines/bank-lines.routes.js";
import { bankLinesWaiting } from "./features/bank-lines/bank-lines.waiting.js";
import { charterRoutes } from "./features/charters/charters.routes.js";
import { circleRoutes } from "./features/circles/circles.routes.js";
import { circleLinkRoutes } from "./features/circles/links.routes.js";
import { meetingRoutes } from "./features/circles/meetings.routes.js";
import { collectiveRoutes, foundingRoutes } from "./features/collectives/collectives.routes.js";
import { publicRoutes } from "./features/collectives/public.routes.js";
import { contractRoutes } from "./features/contracts/contracts.routes.js";
import { contributionRoutes } from "./features/contributions/contributions.routes.js";
import { questionsWaiting } from "./features/contributions/contributions.waiting.js";
import { decisionRoutes } from "./features/decisions/decisions.routes.js";
import { decisionsWaiting } from "./features/decisions/decisions.waiting.js";
import { billRoutes } from "./features/envelopes/bills.routes.js";
import { envelopeRoutes } from "./features/envelopes/envelopes.routes.js";
import { fundRoutes } from "./features/envelopes/funds.routes.js";
import { moneyInRoutes } from "./features/envelopes/money-in.routes.js";
import { transferRoutes } from "./features/envelopes/transfers.routes.js";
import { exportRoutes } from "./features/exports/exports.routes.js";
import { homeRoutes } from "./features/home/home.routes.js";
import { importRoutes } from "./features/imports/imports.routes.js";
import { kindRoutes } from "./features/kinds/kinds.routes.js";
import { auditRoutes } from "./features/ledger/audit.routes.js";
import { bankRoutes } from "./features/ledger/banks.routes.js";
import { entryRoutes } from "./features/ledger/entries.routes.js";
import { treasuryWaiting } from "./features/ledger/ledger.waiting.js";
import { paymentRoutes } from "./features/ledger/payments.routes.js";
import { reversalRoutes } from "./features/ledger/reversals.routes.js";
import { yearRoutes } from "./features/ledger/years.routes.js";
import { footingRoutes } from "./features/members/footing.routes.js";
import { memberRoutes } from "./features/members/members.routes.js";
import { thirdPartyRoutes } from "./features/members/third-parties.routes.js";
import { bankDetailRoutes } from "./features/payment-batches/bank-details.routes.js";
import { payeeRoutes } from "./features/payment-batches/payees.routes.js";
import { paymentBatchRoutes } from "./features/payment-batches/payment-batches.routes.js";
import { receiptRoutes } from "./features/receipts/receipts.routes.js";
import { reportRoutes } from "./features/reports/reports.routes.js";
import { resourceRoutes } from "./features/resources/resources.routes.js";
import { retrospectiveRoutes } from "./features/retrospectives/retrospectives.routes.js";
import { reviewPeriodRoutes } from "./features/reviews/periods.routes.js";
import { reviewRoutes } from "./features/reviews/reviews.routes.js";
import { reviewsWaiting } from "./features/reviews/reviews.waiting.js";
import { roundRoutes } from "./features/rounds/rounds.routes.js";
import { roundsWaiting } from "./features/rounds/rounds.waiting.js";
import { linkRoutes } from "./features/session/links.routes.js";
import { sessionRoutes } from "./features/session/session.routes.js";
import { sharingRoutes } from "./features/sharings/sharings.routes.js";
import { sharingsWaiting } from "./features/sharings/sharings.waiting.js";
import { socialCodeRoutes } from "./features/social-code/social-code.routes.js";
import { tensionRoutes } from "./features/tensions/tensions.routes.js";
import { volunteeringRoutes } from "./features/volunteering/volunteering.routes.js";
import { wealthRoutes } from "./features/wealth/wealth.routes.js";
import { guardAccess } from "./http/access.js";
import { loginReader } from "./http/auth.js";
import { endSilentConnections } from "./http/connections.js";
import { answerErrors, loggedError, sendRefusal } from "./http/errors.js";
import { keepStreams, type LiveLimits } from "./http/events.js";
import { describeApi } from "./http/openapi.js";
import { servePages } from "./http/pages.js";
import { guardRequests, readEmptyBodies } from "./http/security.js";
import { accessTokens, type SessionParts, sessionCookies } from "./http/tokens.js";
import { outboxOf } from "./mail/outbox.js";
import { bankDetailsSeal, sealWith } from "./mail/seal.js";

export interface AppParts {
  readonly database: Database;
  /** Where reports and exports read; the same database unless there is a replica. */
  readonly readDb?: Queryable;
  readonly now: () => Date;
  readonly secret: string;
  readonly secretPrevious?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly trustProxy?: boolean;
  readonly openSignup?: boolean;
  /** Mails that are posted will be sent (mail/outbox.ts). */
  readonly sendsMail?: boolean;
  readonly logLevel?: string;
  readonly version?: string;
  /** How many milliseconds the event loop may lag before requests are put off; 0 never puts off. */
  readonly maxEventLoopDelay?: number;
  /** The largest file that may be imported over HTTP, in bytes. */
  readonly uploadMaxBytes?: number;
  /** How much the receipts of one collective may take, in bytes. */
  readonly receiptsMaxBytes?: number;
  /** Tells the demonstration to the service, for who wants to look before they begin. */
  readonly demonstration?: (setupToken: string, language: Language) => Promise<Demonstration>;
  /** Where the built pages lie; without them, the bare address leads to the reference. */
  readonly pagesFolder?: string | undefined;
  /** Heartbeat, pause and number of live streams, where they are not the usual ones. */
  readonly live?: Partial<LiveLimits>;
}

/** The largest body of a JSON request; uploads have their own limit. */
const bodyLimit = 1_048_576;
const uploadMaxBytes = 300 * bodyLimit;
const receiptsMaxBytes = 1_000_000_000;

/** An invented collective, as it was told to an empty service. */
export interface Demonstration {
  slug: string;
  password: string;
  logins: { name: string; email: string }[];
}

declare module "fastify" {
  interface FastifyInstance {
    session: SessionParts;
    /** Fills this empty service with the demonstration, by its setup link. Refuses `not_found` where there is none to tell. */
    demonstration: (setupToken: string, language: Language) => Promise<Demonstration>;
  }
}

export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger:
      parts.logLevel && parts.logLevel !== "silent"
        ? {
            level: parts.logLevel,
            redact: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]'],
            serializers: { err: loggedError },
          }
        : false,
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy: the last address it wrote. Those before it are what the client said of itself.
    trustProxy: parts.trustProxy ? (_address, hop) => hop < 1 : false,
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read is refused before any route is looked for.
    frameworkErrors: (_error, request, reply) =>
      sendRefusal(request, reply, new Refusal("request_invalid", { at: "path", problem: "text_malformed" })),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const db = parts.database.orm;
  const changes = watchChanges(parts.database, (error) => app.log.error({ err: error }, "changes"));
  app.addHook("onClose", () => changes.close());
  const outbox = parts.sendsMail ? outboxOf(sealWith(parts.secret, parts.secretPrevious)) : null;
  app.decorate("moisson", { database: parts.database, db, readDb: parts.readDb ?? db, changes, now: parts.now, outbox });
  const bankSeal = bankDetailsSeal(parts.secret, parts.secretPrevious);
  // What the previous secret sealed is sealed anew, so that it can be read once that secret is gone.
  if (parts.secretPrevious) app.addHook("onReady", () => inTransaction(db, async (tx) => void (await renewSeals(tx, bankSeal.renew))));
  const tokens = accessTokens(parts.secret, parts.secretPrevious);
  const cookies = sessionCookies(parts.publicUrl);
  app.decorate("session", { tokens, cookies, publicUrl: parts.publicUrl, openSignup: parts.openSignup ?? false });

  app.decorate("demonstration", async (setupToken: string, language: Language) => {
    if (!parts.demonstration) throw new Refusal("not_found", { at: "demonstration" });
    return parts.demonstration(setupToken, language);
  });

  answerErrors(app, refusalOfDatabaseError);
  readEmptyBodies(app);
  keepStreams(app, parts.live);
  endSilentConnections(app);
  await guardRequests(app, parts.publicUrl, parts.maxEventLoopDelay);
  guardAccess(app, {
    login: loginReader(db, tokens, cookies, parts.publicUrl, parts.now),
    isOver: (familyId) => isFamilyOver(db, familyId),
    membership: membershipReader(db),
  });
  await describeApi(app, parts.version ?? "0.0.0");

  await servePages(app, parts.pagesFolder);
  app.route({
    method: "GET",
    url: "/healthz",
    config: { access: ["public"] },
    schema: { hide: true },
    handler: async () => ({ status: "ready" }),
  });

  await app.register(
    async (outside) => {
      sessionRoutes(outside);
      foundingRoutes(outside);
      publicRoutes(outside);
    },
    { prefix: "/api/v1" },
  );
  await app.register(
    async (collective) => {
      collectiveRoutes(collective);
      homeRoutes(collective, {
        waiting: [questionsWaiting, decisionsWaiting, sharingsWaiting, roundsWaiting, reviewsWaiting, bankLinesWaiting, treasuryWaiting],
      });
      memberRoutes(collective);
      footingRoutes(collective);
      linkRoutes(collective);
      thirdPartyRoutes(collective);
      kindRoutes(collective);
      circleRoutes(collective);
      circleLinkRoutes(collective);
      meetingRoutes(collective);
      decisionRoutes(collective, enactments);
      socialCodeRoutes(collective);
      contractRoutes(collective);
      charterRoutes(collective);
      reportRoutes(collective);
      resourceRoutes(collective);
      tensionRoutes(collective);
      contributionRoutes(collective);
      receiptRoutes(collective, { receiptsMaxBytes: parts.receiptsMaxBytes ?? receiptsMaxBytes });
      volunteeringRoutes(collective);
      wealthRoutes(collective);
      envelopeRoutes(collective);
      moneyInRoutes(collective);
      billRoutes(collective);
      transferRoutes(collective);
      fundRoutes(collective);
      sharingRoutes(collective);
      reviewRoutes(collective);
      reviewPeriodRoutes(collective);
      retrospectiveRoutes(collective);
      roundRoutes(collective, { secret: parts.secret });
      accountRoutes(collective);
      exportRoutes(collective);
      importRoutes(collective, { uploadMaxBytes: parts.uploadMaxBytes ?? uploadMaxBytes });
      entryRoutes(collective);
      bankRoutes(collective);
      bankLineRoutes(collective);
      paymentRoutes(collective);
      bankDetailRoutes(collective, { seal: bankSeal });
      paymentBatchRoutes(collective, { seal: bankSeal });
      payeeRoutes(collective);
      reversalRoutes(collective);
      yearRoutes(collective);
      auditRoutes(collective);
    },
    { prefix: "/api/v1/collectives/:collective" },
  );
  return app;
}
