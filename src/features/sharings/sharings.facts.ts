/**
 * What a sharing is computed from, at this moment: loaded once, then handed to the pure rules.
 *
 * While a sharing is open everything is computed anew; once proposed its document and result are read, and never
 * computed again. Members see each other's names; what is kept and published has code names.
 */

import type { Queryable } from "../../db/client.js";
import { loadFigures } from "../../db/envelope-figures.js";
import type { Collective } from "../../db/membership.js";
import type { Day } from "../../domain/calendar.js";
import { fiscalYearOf } from "../../domain/ledger.js";
import { parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { parseSharingDocument, type SharingDocument } from "../../domain/sharing/document.js";
import { formatResult, type SharingResult } from "../../domain/sharing/result.js";
import { settle } from "../../domain/sharing/settle.js";
import {
  assembleSharing,
  claimLines,
  contributionLines,
  lineIdOf,
  linesTaken,
  requireLineNeeds,
  type SharingFacts,
} from "../../domain/sharing-assembly.js";
import type { AdoptionFacts } from "../../domain/sharing-life.js";
import { lineOf, type Part, type Share, sharesOf, splitResult } from "../../domain/sharing-split.js";
import { loadAdopters, loadNames, loadScores, type Names } from "./facts.queries.js";
import {
  listLines,
  listPoints,
  listTakes,
  loadParticipants,
  type Participants,
  type PointsGiven,
  type SettlementLine,
} from "./settlement.queries.js";
import { nextSequence, postedResults, previousTakes, type Sharing } from "./sharings.queries.js";

export interface Material {
  readonly sharing: Sharing;
  readonly names: Names;
  readonly lines: readonly SettlementLine[];
  readonly participants: Participants;
  readonly points: readonly PointsGiven[];
  readonly takes: readonly { readonly memberId: string; readonly takeMinor: bigint | "auto"; readonly lastMinor: bigint }[];
  readonly lastAmountMinor: bigint;
  readonly scores: SharingFacts["reviews"];
  readonly leviedMinor: ReadonlyMap<string, bigint>;
  readonly leftMinor: bigint;
  readonly expectedMinor: bigint;
  /** What is shared: as set, or all that is left. */
  readonly amountMinor: bigint;
  readonly sequence: number;
}

/** Where and when a sharing is looked at. */
export interface Moment {
  readonly collective: Collective;
  readonly today: Day;
  readonly now: Date;
}

export async function loadMaterial(on: Queryable, sharing: Sharing, { collective, today, now }: Moment): Promise<Material> {
  const { collectiveId, envelopeId } = sharing;
  const lines = isGone(sharing) ? [] : await listLines(on, sharing, collective.timeZone, today);
  const figures = (await loadFigures(on, collectiveId, today, [envelopeId])).get(envelopeId);
  const previous = await previousTakes(on, collectiveId, envelopeId);
  const takes = await listTakes(on, sharing);
  const leftMinor = figures?.leftMinor ?? 0n;
  return {
    sharing,
    names: await loadNames(on, collectiveId),
    lines,
    participants: await loadParticipants(on, sharing),
    points: await listPoints(on, sharing),
    takes: takes.map((take) => ({ ...take, lastMinor: previous.lasts.get(take.memberId) ?? 0n })),
    lastAmountMinor: previous.availableMinor,
    scores: await loadScores(
      on,
      sharing,
      contributionLines(lines).map(({ contributionId }) => contributionId),
      now,
    ),
    leviedMinor: await loadLevied(on, sharing, collective, today),
    leftMinor,
    expectedMinor: figures?.expectedMinor ?? 0n,
    amountMinor: amountOf(sharing, leftMinor),
    sequence: sharing.sequence ?? (await nextSequence(on, collectiveId, envelopeId)),
  };
}

/** What a sharing shares: the amount that was set, or all that is left of its envelope. */
export const amountOf = ({ amountMinor }: Pick<Sharing, "amountMinor">, leftMinor: bigint): bigint =>
  amountMinor ?? (leftMinor > 0n ? leftMinor : 0n);

/** Abandoned before it was ever proposed: nothing is left of its table. */
const isGone = ({ status, document }: Sharing): boolean => status === "abandoned" && document === null;

/** By fund, what marginal levies of this fiscal year's sharings of the envelope were taken on. */
async function loadLevied(on: Queryable, { collectiveId, envelopeId, currency }: Sharing, collective: Collective, today: Day) {
  const year = fiscalYearOf(today, collective.yearStart);
  const results = await postedResults(on, {
    collectiveId,
    envelopeId,
    timeZone: collective.timeZone,
    from: year.startsOn,
    until: year.endsOn,
  });
  const levied = new Map<string, bigint>();
  for (const { to, basis } of results.flatMap((text) => (JSON.parse(text) as SharingResult).lines)) {
    if (!("fund" in to) || basis.kind !== "levy" || !("mode" in basis) || basis.mode !== "marginal") continue;
    levied.set(to.fund, (levied.get(to.fund) ?? 0n) + parseAmount(basis.base, currency));
  }
  return levied;
}

/** The facts of a document: with names for members, or with code names for what is kept and published. */
export function factsOf(material: Material, named: "name" | "code", key: unknown = material.sharing.sharingKey): SharingFacts {
  const { sharing, names, participants } = material;
  return {
    currency: sharing.currency,
    amountMinor: material.amountMinor,
    sequence: material.sequence,
    members: names.members.map((member) => ({ id: member.id, name: member[named] })),
    funds: names.funds,
    kinds: names.kinds,
    lines: material.lines,
    takingPart: participants.takingPart,
    takenOut: participants.takenOut,
    reviews: material.scores,
    points: material.points,
    takes: material.takes,
    lastAmountMinor: material.lastAmountMinor,
    leviedMinor: material.leviedMinor,
    key,
  };
}

/** A document that was settled. */
export interface Settled {
  readonly parsed: SharingDocument;
  readonly result: SharingResult;
}

export type Preview = Settled | { readonly refusal: Refusal };

/** The text of a document as it is kept: one line of JSON, and a newline. */
export const documentText = (document: unknown): string => `${JSON.stringify(document)}\n`;

/** The places of a refusal's figures that may hold an id. */
const idFigures = ["from", "to", "member", "id"] as const;

/** A refusal of the key with names where it has ids, so that its sentence can be read; the ids stand beside: `fromId`. */
function namedRefusal({ code, figures }: Refusal, { members, funds, kinds }: Names): Refusal {
  const names = new Map([...members, ...funds, ...kinds].map(({ id, name }) => [id, name]));
  const named = idFigures.flatMap((figure) => {
    const id = figures[figure];
    // A kind with several rates has one id a rate: «hours@2026-07-01».
    const name = typeof id === "string" ? names.get(id.split(/[@/]/)[0] ?? id) : undefined;
    return typeof id === "string" && name !== undefined
      ? [
          [figure, name],
          [`${figure}Id`, id],
        ]
      : [];
  });
  return new Refusal(code, { ...figures, ...Object.fromEntries(named) });
}

/** A document without a member: nothing entered it. */
const isOfNobody = ({ code, figures }: Refusal): boolean => code === "document_invalid" && figures.problem === "no_members";

/** What a key gives now, or why it cannot be paid. */
export function previewOf(material: Material, key?: unknown): Preview {
  try {
    const facts = factsOf(material, "name", key);
    requireLineNeeds(facts);
    const parsed = parseSharingDocument(assembleSharing(facts));
    return { parsed, result: settle(parsed) };
  } catch (error) {
    if (error instanceof Refusal)
      return { refusal: isOfNobody(error) ? new Refusal("sharing_empty", { at: "members" }) : namedRefusal(error, material.names) };
    throw error;
  }
}

/** What was kept when the sharing was proposed, its members by the names they have now; or the preview while it is open. */
export function settledOf(material: Material): Preview {
  const { document, result } = material.sharing;
  if (document === null || result === null) return previewOf(material);
  const names = new Map(material.names.members.map(({ id, name }) => [id, name]));
  const kept = JSON.parse(document) as { members: { id: string; name: string }[] };
  const named = { ...kept, members: kept.members.map(({ id, name }) => ({ id, name: names.get(id) ?? name })) };
  return { parsed: parseSharingDocument(named), result: JSON.parse(result) as SharingResult };
}

/** The lines behind a document's contributions and claims, place by place. */
export function linesBehind({ lines, participants }: Pick<Material, "lines" | "participants">) {
  const taken = linesTaken(lines, participants.takenOut);
  return { contributions: contributionLines(taken), claims: claimLines(taken) };
}

/** What a line is paid, and what of it pays its claim. */
export interface LinePaid {
  readonly paidMinor: bigint;
  readonly claimPaidMinor: bigint;
}

export const nothingPaid: LinePaid = { paidMinor: 0n, claimPaidMinor: 0n };

/** What each line is paid, by the line's id, and the parts it is made of. */
export function paidOf(material: Pick<Material, "lines" | "participants">, { parsed, result }: Settled) {
  const parts = splitResult(parsed, result);
  const behind = linesBehind(material);
  const paid = new Map<string, LinePaid>();
  const lineOfPart = ({ source }: Part): SettlementLine | undefined => (source === null ? undefined : lineOf(source, behind));
  for (const part of parts) {
    const line = lineOfPart(part);
    if (line === undefined) continue;
    const before = paid.get(lineIdOf(line)) ?? nothingPaid;
    paid.set(lineIdOf(line), {
      paidMinor: before.paidMinor + part.amountMinor,
      claimPaidMinor: before.claimPaidMinor + (part.kind === "claims" ? part.amountMinor : 0n),
    });
  }
  return { parts, paid, behind, lineOfPart };
}

/** What was settled, split over its lines, payees and natures. */
export function splitOf(material: Material, settled: Settled) {
  const { parts, paid, behind } = paidOf(material, settled);
  const payees = new Map(material.names.members.map(({ id, payeeId }) => [id, payeeId]));
  return { paid, shares: sharesOf(parts, behind, (memberId) => payees.get(memberId) ?? memberId) };
}

/** What says who may adopt: whom its shares go to, and who pilots, keeps the books or administers. */
export async function loadAdoption(
  on: Queryable,
  { collectiveId, circleId, proposedBy, adoptsBy }: Sharing,
  shares: readonly Share[],
): Promise<Omit<AdoptionFacts, "status">> {
  const paid = new Set(shares.flatMap(({ memberId, payeeId }) => [memberId, payeeId]));
  return { proposedBy, paid, adopters: await loadAdopters(on, collectiveId, circleId), adoptsBy };
}

/** The text of a sharing's document: as it was frozen, or of this moment while it is open. */
export async function documentOf(on: Queryable, sharing: Sharing, moment: Moment): Promise<string> {
  if (sharing.document !== null) return sharing.document;
  return documentText(assembleSharing(factsOf(await loadMaterial(on, sharing, moment), "code")));
}

/** The text of a sharing's result: as it was kept, or of this moment. Refuses what the key refuses while it cannot be paid. */
export async function resultTextOf(on: Queryable, sharing: Sharing, moment: Moment): Promise<string> {
  if (sharing.result !== null) return sharing.result;
  const preview = previewOf(await loadMaterial(on, sharing, moment));
  if ("refusal" in preview) throw preview.refusal;
  return formatResult(preview.result);
}
