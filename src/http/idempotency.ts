/**
 * Idempotency keys: a mutation sent twice happens once (DESIGN §13).
 *
 * The key's row is written first, in the mutation's own transaction, so a twin that comes meanwhile waits for it and
 * gets the stored answer. Another body under the same key is refused with 409. A refusal rolls the row back with
 * everything else, and is judged anew when it is sent again. Rows are kept for 48 hours.
 */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { FastifyRequest } from "fastify";
import { preparedRows, queryRows } from "../db/client.js";
import type { Tx } from "../db/transaction.js";
import { canonicalJson } from "../domain/canonical.js";
import { Refusal } from "../domain/refusals.js";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface KeyedRequest {
  readonly scope: string;
  readonly loginId: string;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
}

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** The request's key with its scope, or undefined when it has none. `bodyHash` replaces the hash of a parsed body (files). */
export function keyedRequest(request: FastifyRequest, bodyHash?: string): KeyedRequest | undefined {
  const idempotencyKey = request.headers["idempotency-key"];
  if (idempotencyKey === undefined || !request.login) return undefined;
  if (typeof idempotencyKey !== "string" || !keyPattern.test(idempotencyKey)) {
    throw new Refusal("request_invalid", { at: "headers.idempotency-key", problem: "1 to 200 visible ASCII characters" });
  }
  return {
    scope: request.caller?.collective.id ?? "-",
    loginId: request.login.loginId,
    method: request.method,
    path: request.url.split("?")[0] ?? request.url,
    idempotencyKey,
    bodyHash:
      bodyHash ??
      createHash("sha256")
        .update(canonicalJson(request.body ?? null))
        .digest("hex"),
  };
}

/** Tells two keyed requests apart: their scope and key, not their body. */
export const markOf = (key: KeyedRequest): string => JSON.stringify([key.scope, key.loginId, key.method, key.path, key.idempotencyKey]);

const keyColumns = sql`scope text, "loginId" uuid, method text, path text, "idempotencyKey" text`;
const sameKey = sql`k.scope = a.scope and k.login_id = a."loginId" and k.method = a.method and k.path = a.path and k.idempotency_key = a."idempotencyKey"`;
const asJson = (rows: readonly object[]) => sql`${sql.param(JSON.stringify(rows))}::text::json`;

/**
 * Writes the rows of keys that nobody used yet, each waiting for a twin that is being answered elsewhere; tells which are
 * new. In the order of the keys, so that two groups that share keys wait in one direction only.
 */
export async function claimKeys(tx: Tx, keys: readonly KeyedRequest[], now: Date): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await preparedRows<KeyedRequest>(
    tx,
    sql`insert into idempotency_keys as k (scope, login_id, method, path, idempotency_key, body_hash, created_at)
      select a.*, ${now.toISOString()}::timestamptz from json_to_recordset(${asJson(keys)}) as a(${keyColumns}, "bodyHash" text) order by 1, 2, 3, 4, 5
      on conflict do nothing
      returning k.scope, k.login_id as "loginId", k.method, k.path, k.idempotency_key as "idempotencyKey"`,
  );
  return new Set(rows.map(markOf));
}

/** What was answered under keys that were used before. Another body under the same key is `idempotency_mismatch`. */
export async function storedAnswers(tx: Tx, keys: readonly KeyedRequest[]): Promise<(Answer | Refusal)[]> {
  if (keys.length === 0) return [];
  const rows = await queryRows<KeyedRequest & { status: number | null; answer: string | null }>(
    tx,
    sql`select k.scope, k.login_id as "loginId", k.method, k.path, k.idempotency_key as "idempotencyKey", k.body_hash as "bodyHash", k.status, k.answer
      from json_to_recordset(${asJson(keys)}) as a(${keyColumns}) cross join lateral (select * from idempotency_keys k where ${sameKey} limit 1) k`,
  );
  const known = new Map(rows.map((row) => [markOf(row), row]));
  return keys.map((key) => {
    const stored = known.get(markOf(key));
    if (stored?.bodyHash !== key.bodyHash) return new Refusal("idempotency_mismatch", { at: "headers.idempotency-key" });
    return { status: stored.status ?? 200, body: JSON.parse(stored.answer ?? "null") };
  });
}

/** Keeps the answers of claimed keys. Their rows are there: an insert that meets them finds them by their key. */
export async function storeAnswers(tx: Tx, answered: ReadonlyArray<{ key: KeyedRequest; answer: Answer }>): Promise<void> {
  if (answered.length === 0) return;
  const rows = answered.map(({ key, answer }) => ({ ...key, status: answer.status, answer: JSON.stringify(answer.body) }));
  await preparedRows(
    tx,
    sql`insert into idempotency_keys (scope, login_id, method, path, idempotency_key, body_hash, created_at, status, answer)
      select a.scope, a."loginId", a.method, a.path, a."idempotencyKey", a."bodyHash", 'epoch', a.status, a.answer
      from json_to_recordset(${asJson(rows)}) as a(${keyColumns}, "bodyHash" text, status integer, answer text)
      on conflict (scope, login_id, method, path, idempotency_key) do update set status = excluded.status, answer = excluded.answer`,
  );
}

/** Gives back the keys of commands that were refused while others of their transaction are saved. */
export async function releaseKeys(tx: Tx, keys: readonly KeyedRequest[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(
    sql`delete from idempotency_keys where ctid = any(array(
      select k.ctid from json_to_recordset(${asJson(keys)}) as a(${keyColumns})
      cross join lateral (select k.ctid from idempotency_keys k where ${sameKey} limit 1) k))`,
  );
}

/** Runs `work` unless this key has its answer already. */
export async function once(tx: Tx, key: KeyedRequest | undefined, now: Date, work: () => Promise<Answer>): Promise<Answer> {
  if (!key) return work();
  if ((await claimKeys(tx, [key], now)).size === 0) {
    const [stored] = await storedAnswers(tx, [key]);
    if (!stored || stored instanceof Refusal) throw stored;
    return stored;
  }
  const answer = await work();
  await storeAnswers(tx, [{ key, answer }]);
  return answer;
}
