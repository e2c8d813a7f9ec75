/**
 * Idempotency keys: a mutation sent twice happens once (DESIGN §13).
 *
 * The key's row is written first, in the mutation's own transaction, so a twin that comes meanwhile waits for it and
 * gets the stored answer. Another body under the same key is refused with 409. A refusal rolls the row back with
 * everything else, and is judged anew when it is sent again. Rows are kept for 48 hours.
 */
import { createHash } from "node:crypto";
import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { FastifyRequest } from "fastify";
import type { Queryable } from "../db/client.js";
import { idempotencyKeys } from "../db/schema/index.js";
import type { Tx } from "../db/transaction.js";
import { canonicalJson } from "../domain/canonical.js";
import { Refusal } from "../domain/refusals.js";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface KeyedRequest {
  /** Tells requests apart: a digest of the collective, the login, the method, the path and the key. */
  readonly mark: string;
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
  const scope = request.caller?.collective.id ?? "-";
  // The route and what its parameters are read as: `%30` and `0`, and ids in capitals, are the same path.
  const { collective: _, ...params } = (request.params ?? {}) as Record<string, string>;
  const path = canonicalJson([request.routeOptions.url ?? request.url, params]);
  return {
    mark: markOf([scope, request.login.loginId, request.method, path, idempotencyKey]),
    bodyHash: bodyHash ?? hashOfBody(request.body ?? null),
  };
}

/** sha256 of the parsed body. Refuses `request_invalid` for one that canonical JSON cannot say: half a character in a text. */
function hashOfBody(body: unknown): string {
  try {
    return createHash("sha256").update(canonicalJson(body)).digest("hex");
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal("request_invalid", { at: "body", problem: error.message });
    throw error;
  }
}

/** The first half of a sha256, in the shape of a uuid: nobody finds two requests of theirs with the same. */
function markOf(parts: readonly string[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** Runs `work` unless this key has its answer already. */
export async function once(tx: Tx, key: KeyedRequest | undefined, now: Date, work: () => Promise<Answer>): Promise<Answer> {
  if (!key) return work();
  const claimed = await tx
    .insert(idempotencyKeys)
    .values({ ...key, createdAt: now })
    .onConflictDoNothing()
    .returning({ mark: idempotencyKeys.mark });
  if (claimed.length === 0) return storedAnswer(tx, key);
  const answer = await work();
  await tx
    .update(idempotencyKeys)
    .set({ status: answer.status, answer: JSON.stringify(answer.body) })
    .where(eq(idempotencyKeys.mark, key.mark));
  return answer;
}

async function storedAnswer(tx: Tx, key: KeyedRequest): Promise<Answer> {
  const [stored] = await tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.mark, key.mark));
  if (stored?.bodyHash !== key.bodyHash) throw new Refusal("idempotency_mismatch", { at: "headers.idempotency-key" });
  return { status: stored.status ?? 200, body: JSON.parse(stored.answer ?? "null") };
}

// Of groups (group-write.ts): their answers are known before anything of them is written.

export interface AnsweredRequest {
  readonly key: KeyedRequest;
  readonly status: number;
  /** The body as it is sent. */
  readonly text: string;
}

/**
 * The rows of keys with their answers. Writing them waits for a twin that is being answered elsewhere; a key that has its
 * answer by then fails the transaction.
 */
export function answersInsert(answered: readonly AnsweredRequest[], now: Date): SQL {
  const rows = answered.map(({ key, status, text }) => ({ status, text, ...key }));
  // In the order of the marks, so that two groups that share keys wait for each other in one direction only.
  return sql`insert into idempotency_keys (mark, body_hash, status, answer, created_at)
      select a.mark, a."bodyHash", a.status, a.text, ${now.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as a(mark uuid, "bodyHash" text, status integer, text text) order by 1`;
}

/** The stored answers of those keys that have one. Another body under the same key is `idempotency_mismatch`. */
export async function findAnswers(on: Queryable, keys: readonly KeyedRequest[]): Promise<Map<KeyedRequest, AnsweredRequest | Refusal>> {
  const marks = keys.map(({ mark }) => mark);
  const rows = new Map((await on.select().from(idempotencyKeys).where(inArray(idempotencyKeys.mark, marks))).map((row) => [row.mark, row]));
  const found = new Map<KeyedRequest, AnsweredRequest | Refusal>();
  for (const key of keys) {
    const stored = rows.get(key.mark);
    if (!stored) continue;
    const { bodyHash, status, answer } = stored;
    const mismatch = new Refusal("idempotency_mismatch", { at: "headers.idempotency-key" });
    found.set(key, bodyHash === key.bodyHash ? { key, status: status ?? 200, text: answer ?? "null" } : mismatch);
  }
  return found;
}
