/**
 * A version that comes in force (DESIGN §11), with its last signature or by a decision: the first makes an envelope, and each makes a
 * key of its split, in the place of the one before. In the transaction of what put it in force, under the charter’s lock.
 */
import { recordEvents } from "../../db/audit.js";
import { announceChange } from "../../db/changes.js";
import { type KeptCharter, type KeptVersion, loadStandings } from "../../db/charters.js";
import { requireOpenCircle } from "../../db/circles.js";
import { insertEnvelope, takenEnvelopeNames } from "../../db/envelopes.js";
import { newId } from "../../db/id.js";
import { endKeys, insertKey } from "../../db/keys.js";
import { lockNames } from "../../db/names.js";
import type { Tx } from "../../db/transaction.js";
import { inForceOf } from "../../domain/charter.js";
import { keyOfLines, requireAbovePaid, requireSplitComplete } from "../../domain/charter-split.js";
import { envelopeName } from "../../domain/settlement.js";
import { updateCharter, updateVersion } from "./charters.queries.js";

/** Refuses `circle_archived`, `split_below_paid`, and a split that is not complete. */
export async function comeInForce(
  tx: Tx,
  charter: KeptCharter,
  version: KeptVersion,
  { byId, decisionId, now }: { readonly byId: string; readonly decisionId: string | null; readonly now: Date },
): Promise<void> {
  const { collectiveId, id, title, circleId, currency } = charter;
  requireSplitComplete({ ...version, currency });
  const before = inForceOf(charter);
  if (before) requireAbovePaid(await loadStandings(tx, charter), version.lines, currency);
  const circle = await requireOpenCircle(tx, collectiveId, circleId);
  const event = { collectiveId, byId: decisionId === null ? byId : null, at: now };
  const why = { charterId: id, ...(decisionId === null ? {} : { decisionId }) };
  const envelopeId = charter.envelopeId ?? newId();
  if (charter.envelopeId === null) {
    await lockNames(tx, collectiveId);
    const name = envelopeName(new Set(await takenEnvelopeNames(tx, collectiveId)), title, circle.name);
    await insertEnvelope(tx, { collectiveId, id: envelopeId, circleId, name, purpose: version.articles.object, currency, createdAt: now });
    await updateCharter(tx, collectiveId, id, { envelopeId });
    const details = { circleId, ...why };
    await recordEvents(tx, [{ ...event, action: "envelope.opened", subject: "envelope", subjectId: envelopeId, details }]);
  }
  await endKeys(tx, { collectiveId, circleId, envelopeId }, now);
  const sharingKey = keyOfLines(
    version.lines.map(({ party, amountMinor }) => ({ party, amountMinor: amountMinor ?? 0n })),
    currency,
  );
  const keyId = sharingKey === null ? null : newId();
  if (keyId !== null) {
    const row = { collectiveId, id: keyId, circleId, envelopeId, name: title, sharingKey, createdBy: byId, createdAt: now };
    await insertKey(tx, { ...row, inForceAt: now, decisionId });
    const details = { circleId, envelopeId, ...why };
    await recordEvents(tx, [{ ...event, action: "key.enforced", subject: "key", subjectId: keyId, details }]);
  }
  await updateVersion(tx, collectiveId, version.id, { inForceAt: now, decisionId, keyId });
  await recordEvents(tx, [
    {
      ...event,
      action: before ? "charter.revised" : "charter.enforced",
      subject: "charter",
      subjectId: id,
      details: { version: version.number, envelopeId, keyId, ...why },
    },
  ]);
  await announceChange(tx, { collectiveId, subject: "charter", id });
}
