/** What waits for a member in sharings: wishes to say or to settle, a proposal to adopt (domain/waiting). */
import type { Queryable } from "../../db/client.js";
import { loadFigures } from "../../db/envelope-figures.js";
import { keyAsksFor } from "../../domain/sharing-assembly.js";
import { adoptionWaits, type Waiting, wishesWait } from "../../domain/waiting.js";
import { loadAdopters, loadNames, loadPilots } from "./facts.queries.js";
import type { Acting } from "./open-sharing.js";
import { listLines, loadParticipants } from "./settlement.queries.js";
import { sharesOfProposal } from "./sharings.actions.js";
import { amountOf, loadAdoption } from "./sharings.facts.js";
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
  const { wishes: isByWishes } = keyAsksFor(sharing.sharingKey);
  // Of thousands of lines, none is read where nobody is asked.
  const lines = isByWishes ? await listLines(on, sharing, caller.collective.timeZone, today) : [];
  const { takenOut } = await loadParticipants(on, sharing);
  const wait = wishesWait(caller.memberId, { lines, takenOut, isByWishes, amountMinor });
  return wait ? [{ ...wait, ...titled(sharing), amountMinor }] : [];
}

/** The proposal is read only for who could adopt it at all. */
async function adoptionOf(on: Queryable, acting: Acting, sharing: Sharing): Promise<Waiting[]> {
  const { collectiveId, circleId } = sharing;
  const { memberId } = acting.caller;
  if (!(await loadAdopters(on, collectiveId, circleId)).has(memberId)) return [];
  const shares = await sharesOfProposal(on, acting, sharing);
  const adoption = await loadAdoption(on, sharing, shares);
  if (!adoptionWaits(memberId, adoption, await loadPilots(on, collectiveId, circleId))) return [];
  const { members } = await loadNames(on, collectiveId);
  const receivers = members.filter(({ id }) => shares.some((share) => share.memberId === id));
  return [
    {
      kind: "adopt",
      ...titled(sharing),
      untilOn: null,
      amountMinor: sharing.distributedMinor ?? 0n,
      people: receivers.filter(({ isStructure }) => !isStructure).length,
      structures: receivers.filter(({ isStructure }) => isStructure).length,
    },
  ];
}
