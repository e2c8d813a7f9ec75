/** What waits for a member in sharings: wishes to say or to settle, a proposal to adopt (domain/waiting). */
import type { Queryable } from "../../db/client.js";
import { loadFigures } from "../../db/envelope-figures.js";
import { adoptionWaits, type Waiting, wishesWait } from "../../domain/waiting.js";
import { loadAdopters, loadPilots } from "./facts.queries.js";
import { listLines, loadParticipants } from "./settlement.queries.js";
import { type Acting, sharesOfProposal } from "./sharings.actions.js";
import { amountOf } from "./sharings.facts.js";
import { listUnderWay, type Sharing } from "./sharings.queries.js";

export async function sharingsWaiting(on: Queryable, acting: Acting): Promise<Waiting[]> {
  const { caller, today } = acting;
  const underWay = await listUnderWay(on, caller.collective.id, today);
  const openOn = underWay.filter(({ status }) => status === "open").map(({ envelopeId }) => envelopeId);
  const figures = await loadFigures(on, caller.collective.id, today, [...new Set(openOn)]);
  const waiting: Waiting[] = [];
  for (const sharing of underWay) {
    if (sharing.status === "open") {
      waiting.push(...(await wishesOf(on, acting, sharing, amountOf(sharing, figures.get(sharing.envelopeId)?.leftMinor ?? 0n))));
    } else if (sharing.status === "proposed") waiting.push(...(await adoptionOf(on, acting, sharing)));
  }
  return waiting;
}

const titled = ({ id, title, closesOn, currency }: Sharing) => ({ id, title, untilOn: closesOn, currency });

async function wishesOf(on: Queryable, { caller, today }: Acting, sharing: Sharing, amountMinor: bigint): Promise<Waiting[]> {
  const lines = await listLines(on, sharing, caller.collective.timeZone, today);
  const { takenOut } = await loadParticipants(on, sharing);
  const wait = wishesWait(caller.memberId, { lines, takenOut, amountMinor });
  return wait ? [{ ...wait, ...titled(sharing), amountMinor }] : [];
}

/** The proposal is read only for who could adopt it at all. */
async function adoptionOf(on: Queryable, acting: Acting, sharing: Sharing): Promise<Waiting[]> {
  const { collectiveId, circleId, proposedBy, adoptsBy } = sharing;
  const { memberId } = acting.caller;
  const adopters = await loadAdopters(on, collectiveId, circleId);
  if (!adopters.has(memberId)) return [];
  const shares = await sharesOfProposal(on, acting, sharing);
  const paid = new Set(shares.flatMap((share) => [share.memberId, share.payeeId]));
  if (!adoptionWaits(memberId, { proposedBy, paid, adopters, adoptsBy }, await loadPilots(on, collectiveId, circleId))) return [];
  return [
    {
      kind: "adopt",
      ...titled(sharing),
      untilOn: null,
      amountMinor: sharing.distributedMinor ?? 0n,
      people: new Set(shares.map((share) => share.memberId)).size,
    },
  ];
}
