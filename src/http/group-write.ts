/**
 * Group writes: commands of one kind that come while others are being saved are decided one after another and saved in
 * one database transaction (DESIGN §5). Each has its own answer; a refused one writes nothing and does its neighbours no
 * harm; nobody is answered before the commit. An idle service waits for nobody: a command that comes alone is a group
 * of one.
 *
 * Twenty people log at once: the first is saved alone; the nineteen who came meanwhile share the next transaction,
 * which is a handful of queries instead of a hundred and fifty, and one flush of the disk instead of nineteen.
 *
 *  1. The calls of one collective are gathered. Of calls that share an idempotency key the first goes on; its twins come
 *     after it, one at a time, to find its answer stored (or, had it been refused, to be judged anew).
 *  2. In one transaction the keys' rows are written first, and what all calls need is loaded. Keys used before have their
 *     stored answers; the other calls are decided in the order they came. What was accepted is saved, answers are stored,
 *     the keys of what was refused are given back.
 *  3. Should the database refuse the group, each of it runs alone, so that only the one it meant is refused.
 */
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { Queryable } from "../db/client.js";
import { gather } from "../db/gather.js";
import { inTransaction, isRolledBack, type Tx } from "../db/transaction.js";
import { Refusal } from "../domain/refusals.js";
import {
  type Answer,
  claimKeys,
  type KeyedRequest,
  keyedRequest,
  markOf,
  releaseKeys,
  storeAnswers,
  storedAnswers,
} from "./idempotency.js";
import { type Call, callOf, type Method, type Operation, schemaOf, tagOf } from "./operation.js";

/** The three parts of a write (DESIGN §3), each for all calls of a group, which are of one collective. */
export interface GroupWork<OneCall, Facts, Change, Value> {
  /** What the calls are decided on, read at once and under the locks that this takes. */
  load(tx: Tx, calls: readonly OneCall[]): Promise<Facts>;
  /** Decides one call, or throws a Refusal. Facts also hold what was accepted before it: whoever decides adds it there. */
  decide(facts: Facts, call: OneCall): { readonly value: Value; readonly change: Change };
  /** Saves what was accepted. */
  save(tx: Tx, calls: readonly OneCall[], changes: readonly Change[]): Promise<void>;
}

export interface GroupOperation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, Facts, Change>
  extends Omit<Operation<P, Q, B, R>, "run" | "neverStored"> {
  readonly work: GroupWork<Call<z.output<P>, z.output<Q>, z.output<B>>, Facts, Change, z.input<R>>;
}

interface Asked<OneCall> {
  readonly call: OneCall;
  readonly key: KeyedRequest | undefined;
}
type Settled = { readonly answer: Answer } | { readonly error: unknown };
/** A group's work with the status of its answers. */
interface Deciding<OneCall, Facts, Change> {
  readonly status: number;
  readonly work: GroupWork<OneCall, Facts, Change, unknown>;
}

/** A mutation that many may ask for at once: one transaction a group, once per idempotency key. */
export function groupWrite<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, Facts, Change>(
  app: FastifyInstance,
  method: Method,
  path: string,
  operation: GroupOperation<P, Q, B, R, Facts, Change>,
): void {
  type OneCall = Call<z.output<P>, z.output<Q>, z.output<B>>;
  const deciding = { status: operation.status ?? 200, work: operation.work };
  const gatherers = new Map<string, (asked: Asked<OneCall>) => Promise<Settled>>();
  const gathererOf = (collectiveId: string) => {
    const known = gatherers.get(collectiveId);
    if (known) return known;
    const gatherer = gather<Asked<OneCall>, Settled>((group) => settleGroup(app.moisson.db, deciding, group));
    gatherers.set(collectiveId, gatherer);
    return gatherer;
  };
  app.route({
    method,
    url: path,
    config: { ...operation.config, access: operation.access },
    ...(operation.bodyLimit ? { bodyLimit: operation.bodyLimit } : {}),
    schema: schemaOf(tagOf(path), operation),
    handler: async (request, reply) => {
      const call = callOf<z.output<P>, z.output<Q>, z.output<B>>(request, reply, app.moisson.now());
      const settled = await gathererOf(call.caller.collective.id)({ call, key: keyedRequest(request) });
      if ("error" in settled) throw settled.error;
      return reply.code(settled.answer.status).send(settled.answer.body);
    },
  });
}

/** Rule 1. */
async function settleGroup<OneCall extends { now: Date }, Facts, Change>(
  db: Queryable,
  deciding: Deciding<OneCall, Facts, Change>,
  group: readonly Asked<OneCall>[],
): Promise<Settled[]> {
  const settled = new Map<Asked<OneCall>, Settled>();
  let waiting = group;
  while (waiting.length > 0) {
    const marks = new Set<string>();
    const firsts = waiting.filter(({ key }) => !key || (!marks.has(markOf(key)) && marks.add(markOf(key))));
    for (const [index, outcome] of (await settleFirsts(db, deciding, firsts)).entries())
      settled.set(firsts[index] as Asked<OneCall>, outcome);
    waiting = waiting.filter((asked) => !settled.has(asked));
  }
  return group.map((asked) => settled.get(asked) as Settled);
}

/** Rule 3. */
async function settleFirsts<OneCall extends { now: Date }, Facts, Change>(
  db: Queryable,
  deciding: Deciding<OneCall, Facts, Change>,
  group: readonly Asked<OneCall>[],
): Promise<Settled[]> {
  try {
    return await inTransaction(db, (tx) => settleTogether(tx, deciding, group));
  } catch (error) {
    // A commit whose answer was lost may have been done: it is not for us to do it again.
    if (group.length === 1 || !isRolledBack(error)) return group.map(() => ({ error }));
    const settled: Settled[] = [];
    for (const asked of group) settled.push(...(await settleFirsts(db, deciding, [asked])));
    return settled;
  }
}

/** Rule 2. Queries that need no answer of each other are sent together; a connection runs them in that order. */
async function settleTogether<OneCall extends { now: Date }, Facts, Change>(
  tx: Tx,
  { status, work }: Deciding<OneCall, Facts, Change>,
  group: readonly Asked<OneCall>[],
): Promise<Settled[]> {
  const keys = group.flatMap(({ key }) => key ?? []);
  const calls = group.map(({ call }) => call);
  const [claimed, facts] = await Promise.all([claimKeys(tx, keys, group[0]?.call.now ?? new Date(0)), work.load(tx, calls)]);
  const used = keys.filter((key) => !claimed.has(markOf(key)));
  const stored = new Map((await storedAnswers(tx, used)).map((answer, index) => [used[index], answer]));

  const accepted: { call: OneCall; change: Change }[] = [];
  const answered: { key: KeyedRequest; answer: Answer }[] = [];
  const refused: KeyedRequest[] = [];
  const settled = group.map(({ call, key }): Settled => {
    const known = key && stored.get(key);
    if (known) return known instanceof Refusal ? { error: known } : { answer: known };
    try {
      const { value, change } = work.decide(facts, call);
      const answer = { status, body: value };
      accepted.push({ call, change });
      if (key) answered.push({ key, answer });
      return { answer };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (key) refused.push(key);
      return { error };
    }
  });
  await Promise.all([
    work.save(
      tx,
      accepted.map(({ call }) => call),
      accepted.map(({ change }) => change),
    ),
    storeAnswers(tx, answered),
    releaseKeys(tx, refused),
  ]);
  return settled;
}
