/**
 * Operations: how a feature says what a route is. A route is its path, who may call it, what it takes and answers, and
 * one call; the shape of every write (DESIGN §3) is here: one transaction, an idempotency key's row first, the answer
 * stored with it.
 *
 *   write(app, "POST", "/circles", { access: ["admin"], summary: "…", body: newCircle, answer: circle, status: 201, run: openCircle })
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Changes } from "../db/changes.js";
import type { Database, Queryable } from "../db/client.js";
import { inTransaction, type Tx } from "../db/transaction.js";
import { dayIn } from "../domain/calendar.js";
import type { Language } from "../domain/refusals.js";
import type { Outbox } from "../mail/outbox.js";
import type { Caller, Login, Role } from "./access.js";
import { languageOf } from "./errors.js";
import { field } from "./fields.js";
import { keyedRequest, once } from "./idempotency.js";
import { strictly } from "./strict-body.js";

/** What an action is handed of a request: who, when, and what was asked, already read by its schemas. */
export interface Call<Params, Query, Body> {
  /** Who calls, in the collective of the path. Routes that are public have none. */
  readonly caller: Caller;
  readonly login: Login | null;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly now: Date;
  /** Today in the collective's time zone. */
  readonly today: string;
  readonly language: Language;
  /** For routes that set cookies or stream; others leave them alone. */
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Operation<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Result extends z.ZodType> {
  readonly access: readonly Role[];
  /** One sentence for the reference. */
  readonly summary: string;
  readonly description?: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Result;
  readonly status?: 200 | 201 | 202 | 204;
  /** Session and token routes never store their answers. */
  readonly neverStored?: boolean;
  readonly bodyLimit?: number;
  readonly config?: Record<string, unknown>;
  run(on: Tx, call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<z.input<Result>>;
}

export type Method = "POST" | "PUT" | "PATCH" | "DELETE";

declare module "fastify" {
  interface FastifyInstance {
    /** What every route works with; set by the composition root. */
    moisson: {
      readonly database: Database;
      readonly db: Queryable;
      readonly readDb: Queryable;
      readonly changes: Changes;
      readonly now: () => Date;
      /** Where mails are posted; null when no mail server is configured. */
      readonly outbox: Outbox | null;
    };
  }
}

export const problem = z
  .object({
    type: field(z.string(), "A URN of the refusal.", "urn:moisson:refusal:insufficient_balance"),
    title: field(z.string(), "The code in words.", "insufficient balance"),
    status: field(z.number(), "The HTTP status.", 422),
    code: field(z.string(), "The stable code of the refusal.", "insufficient_balance"),
    detail: field(z.string(), "A sentence in the reader’s language.", "Il reste 12,40 €, vous demandez 20,00 €."),
    figures: field(z.record(z.string(), z.unknown()).optional(), "The figures and the place.", {
      at: "amount",
      left: "12.40",
      asked: "20.00",
    }),
    requestId: field(z.string().optional(), "The request, for the log.", "req-1"),
  })
  .meta({ id: "Problem", description: "Why a request was refused (RFC 9457)." });

export function schemaOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  tag: string,
  operation: Omit<Operation<P, Q, B, R>, "run">,
) {
  return {
    tags: [tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    ...(operation.params ? { params: operation.params } : {}),
    ...(operation.query ? { querystring: operation.query } : {}),
    ...(operation.body ? { body: strictly(operation.body) } : {}),
    response: { [operation.status ?? 200]: operation.answer, "4xx": problem },
  };
}

/** The day it is in each time zone, kept for the minute: looking it up costs more than a request may. */
const days = new Map<string, { minute: number; day: string }>();

function todayIn(now: Date, timeZone: string): string {
  const minute = Math.floor(now.getTime() / 60_000);
  const known = days.get(timeZone);
  if (known?.minute === minute) return known.day;
  const day = dayIn(now, timeZone);
  days.set(timeZone, { minute, day });
  return day;
}

export function callOf<P, Q, B>(request: FastifyRequest, reply: FastifyReply, now: Date): Call<P, Q, B> {
  const caller = request.caller as Caller;
  return {
    caller,
    login: request.login,
    params: request.params as P,
    query: request.query as Q,
    body: request.body as B,
    now,
    today: caller ? todayIn(now, caller.collective.timeZone) : now.toISOString().slice(0, 10),
    language: languageOf(request),
    request,
    reply,
  };
}

/** The first word of a path is its tag in the reference: `/circles/:id` → circles. */
export const tagOf = (path: string): string => path.split("/").find((part) => part && !part.startsWith(":")) ?? "collectives";

/** A mutation: one transaction, once per idempotency key. */
export function write<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  method: Method,
  path: string,
  operation: Operation<P, Q, B, R>,
): void {
  app.route({
    method,
    url: path,
    config: { ...operation.config, access: operation.access },
    ...(operation.bodyLimit ? { bodyLimit: operation.bodyLimit } : {}),
    schema: schemaOf(tagOf(path), operation),
    handler: async (request, reply) => {
      const now = app.moisson.now();
      const key = operation.neverStored ? undefined : keyedRequest(request);
      const call = callOf<z.output<P>, z.output<Q>, z.output<B>>(request, reply, now);
      const answer = await inTransaction(app.moisson.db, (tx) =>
        once(tx, key, now, async () => ({ status: operation.status ?? 200, body: await operation.run(tx, call) })),
      );
      return reply.code(answer.status).send(answer.body);
    },
  });
}

/**
 * A mutation that opens its transactions itself, and whose answer is never stored: sessions, links, tokens. Hashing a
 * password must not hold the database, and ending a copied session must be saved although the request is refused.
 */
export function writeInSteps<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  method: Method,
  path: string,
  operation: Omit<Operation<P, Q, B, R>, "run" | "neverStored"> & {
    run(db: Queryable, call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<R>>;
  },
): void {
  app.route({
    method,
    url: path,
    config: { ...operation.config, access: operation.access },
    ...(operation.bodyLimit ? { bodyLimit: operation.bodyLimit } : {}),
    schema: schemaOf(tagOf(path), operation),
    handler: async (request, reply) => {
      const call = callOf<z.output<P>, z.output<Q>, z.output<B>>(request, reply, app.moisson.now());
      return reply.code(operation.status ?? 200).send(await operation.run(app.moisson.db, call));
    },
  });
}

/** A reading: it changes nothing. The database that is written to answers it, so that who wrote reads what they wrote. */
export function read<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  path: string,
  operation: Operation<P, Q, z.ZodUndefined, R>,
): void {
  app.route({
    method: "GET",
    url: path,
    config: { ...operation.config, access: operation.access },
    schema: schemaOf(tagOf(path), operation),
    handler: async (request, reply) => {
      const call = callOf<z.output<P>, z.output<Q>, undefined>(request, reply, app.moisson.now());
      return reply.send(await operation.run(app.moisson.db, call));
    },
  });
}
