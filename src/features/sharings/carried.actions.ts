import { recordEvents } from "../../db/audit.js";
import { lockEnvelopes } from "../../db/envelope-figures.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { Refusal } from "../../domain/refusals.js";
import { requireMovable } from "../../domain/sharing-life.js";
import { requirePilot } from "../../http/access.js";
import { type Acting, loadSharing } from "./open-sharing.js";
import { type CarriedWish, listCarried, type Sharing, updateCarried, voidCarried } from "./sharings.queries.js";

/** A carried wish that waits, its row locked, with the sharing that holds it now. Refuses `carried_over`. */
async function lockCarried(tx: Tx, acting: Acting, id: string): Promise<{ wish: CarriedWish; heldBy: Sharing | null }> {
  const wanted = { collectiveId: acting.caller.collective.id, today: acting.today, id };
  const [wish] = await listCarried(tx, { ...wanted, lock: true });
  if (!wish) throw new Refusal("carried_over", { at: "carried", id });
  // Read again: a sharing that was proposed while this waited for the lock holds it by now.
  const [again] = await listCarried(tx, wanted);
  const heldBy = again?.askedAgainIn;
  return { wish, heldBy: heldBy ? await loadSharing(tx, acting, heldBy) : null };
}

const recordCarried = (
  tx: Tx,
  { caller, now }: Acting,
  verb: string,
  { id, sharingId }: CarriedWish,
  details: Record<string, unknown> = {},
) =>
  recordEvents(tx, [
    {
      collectiveId: caller.collective.id,
      byId: caller.memberId,
      at: now,
      action: `carried.${verb}`,
      subject: "sharing",
      subjectId: sharingId,
      details: { carriedId: id, ...details },
    },
  ]);

/** An author lets a carried wish go. Refuses `carried_over` once it fell or was settled, `contribution_in_sharing` while it is asked again. */
export async function releaseCarried(tx: Tx, acting: Acting, id: string): Promise<CarriedWish> {
  const { caller, now } = acting;
  const { wish, heldBy } = await lockCarried(tx, acting, id);
  if (wish.memberId !== caller.memberId) throw new Refusal("kept_of_another", { at: "carried", member: wish.memberId });
  if (heldBy) throw new Refusal("contribution_in_sharing", { at: "carried", sharing: heldBy.id, state: heldBy.status });
  await voidCarried(tx, caller.collective.id, id, now);
  await recordCarried(tx, acting, "released", wish);
  return wish;
}

/**
 * A carried wish moves to another envelope by the word of who pilots both circles, or an admin; its author is told. A
 * decision will move it here too.
 */
export async function moveCarried(tx: Tx, acting: Acting, id: string, envelopeId: string): Promise<CarriedWish> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const [seen] = await listCarried(tx, { collectiveId, today: acting.today, id });
  if (!seen) throw new Refusal("carried_over", { at: "carried", id });
  // Envelopes before the wish, as who closes one locks them.
  const envelopes = await lockEnvelopes(tx, collectiveId, [seen.envelopeId, envelopeId]);
  const { wish, heldBy } = await lockCarried(tx, acting, id);
  const [from, to] = [envelopes.get(wish.envelopeId), envelopes.get(envelopeId)];
  if (!to) throw new Refusal("unknown_envelope", { at: "envelopeId", id: envelopeId });
  if (from) requirePilot(caller, from.circleId, "admin");
  requirePilot(caller, to.circleId, "admin");
  requireMovable({ ...wish, heldBy }, to);
  await updateCarried(tx, collectiveId, id, { envelopeId });
  await recordCarried(tx, acting, "moved", wish, { from: wish.envelopeId, to: envelopeId });
  const notice = { at: now, what: "carried.moved" as const, subject: "sharing", subjectId: wish.sharingId, byId: caller.memberId };
  if (wish.memberId !== caller.memberId) await tellMembers(tx, collectiveId, [{ memberId: wish.memberId, ...notice }]);
  return { ...wish, envelopeId };
}
