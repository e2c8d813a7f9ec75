/** What can be done with keys: write a draft, and put it in force by a decision. */
import { recordEvents } from "../../db/audit.js";
import { lockOpenCircle } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { insertKey } from "../../db/keys.js";
import type { Tx } from "../../db/transaction.js";
import { canonicalJson } from "../../domain/canonical.js";
import { Refusal } from "../../domain/refusals.js";
import { requireKey } from "../../domain/sharing-assembly.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { loadNames, nameableIn } from "./facts.queries.js";
import { findEnvelopeCircle, findKey, findKeyInForce, type KeyRow, listKeys } from "./keys.queries.js";
import type { KeyAnswer, KeyQuery, NewKey } from "./keys.schema.js";
import type { Acting } from "./open-sharing.js";

function keyAnswer({
  id,
  name,
  circleId,
  envelopeId,
  sharingKey,
  createdBy,
  createdAt,
  inForceAt,
  endedAt,
  decisionId,
}: KeyRow): KeyAnswer {
  return {
    ...{ id, name, circleId, envelopeId, createdBy, decisionId, key: sharingKey as KeyAnswer["key"] },
    state: inForceAt === null ? "draft" : endedAt === null ? "in-force" : "ended",
    createdAt: createdAt.toISOString(),
    inForceAt: inForceAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/** One key. Refuses `not_found`. */
export async function loadKey(on: Queryable, collectiveId: string, id: string): Promise<KeyAnswer> {
  const row = await findKey(on, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "key", id });
  return keyAnswer(row);
}

export async function pageOfKeys(on: Queryable, { caller }: Acting, query: KeyQuery) {
  const collectiveId = caller.collective.id;
  if (query.envelope !== undefined) {
    const inForce = await findKeyInForce(on, collectiveId, query.envelope);
    return { items: inForce ? [keyAnswer(inForce)] : [], nextCursor: null };
  }
  const rows = await listKeys(on, collectiveId, query, readIdCursor(query.cursor));
  return cutPage(rows, query.limit, ({ id }) => [id], keyAnswer);
}

/** Writes a draft. Refuses `unknown_envelope`, `unknown_circle`, and a key that cannot work. */
export async function writeKey(tx: Tx, { caller, now }: Acting, { name, key, envelopeId, circleId }: NewKey): Promise<KeyAnswer> {
  const { collective, memberId } = caller;
  const itsCircle = envelopeId === null ? circleId : await findEnvelopeCircle(tx, collective.id, envelopeId);
  if (itsCircle === undefined) throw new Refusal("unknown_envelope", { at: "envelopeId", id: envelopeId });
  if (itsCircle === null || !(await lockOpenCircle(tx, collective.id, itsCircle)))
    throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
  requireKey(key, nameableIn(await loadNames(tx, collective.id), collective.currency));
  const id = newId();
  const row = {
    collectiveId: collective.id,
    id,
    circleId: itsCircle,
    envelopeId,
    name,
    sharingKey: key,
    createdBy: memberId,
    createdAt: now,
  };
  await insertKey(tx, row);
  const details = { circleId: itsCircle, envelopeId };
  await recordEvents(tx, [
    { collectiveId: collective.id, byId: memberId, at: now, action: "key.written", subject: "key", subjectId: id, details },
  ]);
  return loadKey(tx, collective.id, id);
}

/** The key a sharing is computed by: what is given, or the one in force. Refuses `key_missing` where there is neither. */
export async function keyFor(
  on: Queryable,
  collectiveId: string,
  envelopeId: string,
  given: unknown,
): Promise<{ sharingKey: unknown; keyId: string | null }> {
  const inForce = await findKeyInForce(on, collectiveId, envelopeId);
  if (given === null || given === undefined) {
    if (!inForce) throw new Refusal("key_missing", { at: "key" });
    return { sharingKey: inForce.sharingKey, keyId: inForce.id };
  }
  const isInForce = inForce !== undefined && canonicalJson(inForce.sharingKey) === canonicalJson(given);
  return { sharingKey: given, keyId: isInForce ? inForce.id : null };
}
