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
 *  2. What all calls need is loaded and they are decided in the order they came. Then the rows of their keys are written, with
 *     their answers, and what was accepted is saved: by one statement, in the transaction of the locks that were taken, if any
 *     were. What was refused writes nothing.
 *  3. A key that was used before fails the transaction: its call has the stored answer, the others are decided anew.
 *     Should the database refuse the group although no key was used, each of it runs alone, so that only one is refused.
 */
import type { SQL } from "drizzle-orm";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { z } from "zod";
import { insertTogether, type Queryable } from "../db/client.js";
import { gather } from "../db/gather.js";
import { type GrowingTable, learnAsGrown } from "../db/sizes.js";
import { byOneStatement, inShortTransaction, isRolledBack } from "../db/transaction.js";
import { Refusal } from "../domain/refusals.js";
import { type AnsweredRequest, answersInsert, findAnswers, type KeyedRequest, keyedRequest } from "./idempotency.js";
import { type Call, callOf, type Method, type Operation, schemaOf, tagOf } from "./operation.js";

/** The three parts of a write (DESIGN §3), each for all calls of a group, which are of one collective. */
export interface GroupWork<OneCall, Facts, Change, Value> {
  /** Whether `load` takes locks, which are held until what was decided under them is saved. */
  readonly locks: boolean;
  /** What the calls are decided on, read at once and under the locks that this takes. */
  load(on: Queryable, calls: readonly OneCall[]): Promise<Facts>;
  /** Decides one call, or throws a Refusal. Facts also hold what was accepted before it: whoever decides adds it there. */
  decide(facts: Facts, call: OneCall): { readonly value: Value; readonly change: Change };
  /** The inserts that save what was accepted, of one call or more; behind them a query, where others are told of it. */
  save(calls: readonly OneCall[], changes: readonly Change[]): readonly SQL[];
}

export interface GroupOperation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, Facts, Change>
  extends Omit<Operation<P, Q, B, R>, "run" | "neverStored"> {
  readonly work: GroupWork<Call<z.output<P>, z.output<Q>, z.output<B>>, Facts, Change, z.input<R>>;
  /** The tables that grow by it, a row a call. */
  readonly grows: readonly GrowingTable[];
}

interface Asked<OneCall> {
  readonly call: OneCall;
  readonly key: KeyedRequest | undefined;
}
type Settled = { readonly status: number; readonly text: string } | { readonly error: unknown };

/** What calls of any kind have. */
interface AnyCall {
  readonly now: Date;
  readonly reply: FastifyReply;
}
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
  const grown = learnAsGrown(app.moisson.db, operation.grows, (error) => app.log.error({ err: error }, "learning sizes"));
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
      grown(1);
      return reply.code(settled.status).type("application/json; charset=utf-8").send(settled.text);
    },
  });
}

/** Rule 1. */
async function settleGroup<OneCall extends AnyCall, Facts, Change>(
  db: Queryable,
  deciding: Deciding<OneCall, Facts, Change>,
  group: readonly Asked<OneCall>[],
): Promise<Settled[]> {
  const settled = new Map<Asked<OneCall>, Settled>();
  let waiting = group;
  while (waiting.length > 0) {
    const marks = new Set<string>();
    const firsts = waiting.filter(({ key }) => !key || (!marks.has(key.mark) && marks.add(key.mark)));
    for (const [asked, outcome] of await settleFirsts(db, deciding, firsts)) settled.set(asked, outcome);
    waiting = waiting.filter((asked) => !settled.has(asked));
  }
  return group.map((asked) => settled.get(asked) as Settled);
}

type SettledCalls<OneCall> = [Asked<OneCall>, Settled][];

/** Rule 3. */
async function settleFirsts<OneCall extends AnyCall, Facts, Change>(
  db: Queryable,
  deciding: Deciding<OneCall, Facts, Change>,
  group: readonly Asked<OneCall>[],
): Promise<SettledCalls<OneCall>> {
  if (group.length === 0) return [];
  try {
    const save = deciding.work.locks ? inShortTransaction : byOneStatement;
    return await save(db, (on) => decideTogether(on, deciding, group));
  } catch (error) {
    // A commit whose answer was lost may have been done: it is not for us to do it again.
    if (!isRolledBack(error)) return group.map((asked) => [asked, { error }]);
    const known = await settledBefore(db, group);
    const isKnown = new Set(known.map(([asked]) => asked));
    const others = group.filter((asked) => !isKnown.has(asked));
    if (known.length > 0) return [...known, ...(await settleFirsts(db, deciding, others))];
    if (group.length === 1) return group.map((asked) => [asked, { error }]);
    const settled: SettledCalls<OneCall> = [];
    for (const asked of group) settled.push(...(await settleFirsts(db, deciding, [asked])));
    return settled;
  }
}

/** The calls whose keys have their answer. */
async function settledBefore<OneCall>(db: Queryable, group: readonly Asked<OneCall>[]): Promise<SettledCalls<OneCall>> {
  const stored = await findAnswers(
    db,
    group.flatMap(({ key }) => key ?? []),
  );
  return group.flatMap((asked): SettledCalls<OneCall> => {
    const answer = asked.key && stored.get(asked.key);
    return answer ? [[asked, answer instanceof Refusal ? { error: answer } : answer]] : [];
  });
}

/** Rule 2. */
async function decideTogether<OneCall extends AnyCall, Facts, Change>(
  on: Queryable,
  { status, work }: Deciding<OneCall, Facts, Change>,
  group: readonly Asked<OneCall>[],
): Promise<SettledCalls<OneCall>> {
  const facts = await work.load(
    on,
    group.map(({ call }) => call),
  );
  const accepted: { call: OneCall; change: Change }[] = [];
  const answered: AnsweredRequest[] = [];
  const result = group.map(({ call, key }, index): SettledCalls<OneCall>[number] => {
    const asked = group[index] as Asked<OneCall>;
    try {
      const { value, change } = work.decide(facts, call);
      const text = answerText(call.reply, status, value);
      accepted.push({ call, change });
      if (key) answered.push({ key, status, text });
      return [asked, { status, text }];
    } catch (error) {
      if (error instanceof Refusal) return [asked, { error }];
      throw error;
    }
  });
  if (accepted.length === 0) return result;
  const saved = work.save(
    accepted.map(({ call }) => call),
    accepted.map(({ change }) => change),
  );
  const keys = answered.length > 0 ? [answersInsert(answered, group[0]?.call.now ?? new Date(0))] : [];
  await insertTogether(on, [...keys, ...saved]);
  return result;
}

/** The answer as it is sent and stored. One that its schema does not allow is a bug, and is found before it is saved. */
function answerText(reply: FastifyReply, status: number, value: unknown): string {
  const write = reply.getSerializationFunction(String(status));
  if (!write) throw new Error(`no schema of the answer ${status}`);
  return write(value as Record<string, unknown>);
}
