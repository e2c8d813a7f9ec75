/**
 * Idempotency keys: a mutation sent twice happens once (DESIGN §13).
 *
 * The key's row is written first, in the mutation's own transaction, so a twin that comes meanwhile waits for it and
 * gets the stored answer. Another body under the same key is refused with 409. A refusal rolls the row back with
 * everything else, and is judged anew when it is sent again. Rows are kept for 48 hours.
 */
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { FastifyRequest } from "fastify";
import { idempotencyKeys } from "../db/schema/index.js";
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

const rowOf = (key: KeyedRequest) =>
  and(
    eq(idempotencyKeys.scope, key.scope),
    eq(idempotencyKeys.loginId, key.loginId),
    eq(idempotencyKeys.method, key.method),
    eq(idempotencyKeys.path, key.path),
    eq(idempotencyKeys.idempotencyKey, key.idempotencyKey),
  );

/** Runs `work` unless this key has its answer already. */
export async function once(tx: Tx, key: KeyedRequest | undefined, now: Date, work: () => Promise<Answer>): Promise<Answer> {
  if (!key) return work();
  const claimed = await tx
    .insert(idempotencyKeys)
    .values({ ...key, createdAt: now })
    .onConflictDoNothing()
    .returning({ scope: idempotencyKeys.scope });
  if (claimed.length === 0) return storedAnswer(tx, key);
  const answer = await work();
  await tx
    .update(idempotencyKeys)
    .set({ status: answer.status, answer: JSON.stringify(answer.body) })
    .where(rowOf(key));
  return answer;
}

async function storedAnswer(tx: Tx, key: KeyedRequest): Promise<Answer> {
  const [stored] = await tx.select().from(idempotencyKeys).where(rowOf(key));
  if (!stored || stored.bodyHash !== key.bodyHash) throw new Refusal("idempotency_mismatch", { at: "headers.idempotency-key" });
  return { status: stored.status ?? 200, body: JSON.parse(stored.answer ?? "null") };
}
