/** What can be done with envelopes: load, decide, save. */

import { recordEvents } from "../../db/audit.js";
import { findOnlyCircle, isCircleOpen } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { loadFigures, lockEnvelopes } from "../../db/envelope-figures.js";
import { insertEnvelope } from "../../db/envelopes.js";
import { newId } from "../../db/id.js";
import { lockNames } from "../../db/names.js";
import type { Tx } from "../../db/transaction.js";
import { decideClosing, type EnvelopeFigures, type Funding, requireFundingDays } from "../../domain/envelope.js";
import { currencyDecimals, formatAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { cutPage, readNameCursor } from "../../http/paging.js";
import {
  type EnvelopeRow,
  findCarriedCredits,
  findEnvelope,
  findRunningRound,
  isInClosedYear,
  isMemberHere,
  isNameTaken,
  isThirdParty,
  knownKinds,
  listEnvelopes,
  updateEnvelope,
  voidCarriedWishes,
} from "./envelopes.queries.js";
import type { EnvelopeAnswer, EnvelopeChange, EnvelopeFiguresAnswer, NewEnvelope } from "./envelopes.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}

/** The figures as the API writes them. */
export function figuresAnswer(figures: EnvelopeFigures, currency: string): EnvelopeFiguresAnswer {
  const money = (minor: bigint) => formatAmount(minor, currency);
  return {
    received: money(figures.receivedMinor),
    expected: money(figures.expectedMinor),
    billed: money(figures.billedMinor),
    shared: money(figures.sharedMinor),
    balance: money(figures.balanceMinor),
    committed: money(figures.committedMinor),
    billsUnpaid: money(figures.billsUnpaidMinor),
    sharingsAdopted: money(figures.sharingsAdoptedMinor),
    left: money(figures.leftMinor),
    wished: money(figures.wishedMinor),
    kept: money(figures.keptMinor),
    paid: money(figures.paidMinor),
    colour: figures.colour,
  };
}

function envelopeAnswer(row: EnvelopeRow, figures: EnvelopeFigures | undefined): EnvelopeAnswer {
  if (!figures) throw new RangeError(`no figures of envelope ${row.id}`);
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    circleId: row.circleId,
    currency: row.currency,
    referentId: row.referentId,
    funding: row.funding as Funding | null,
    funderId: row.funderId,
    agreement: row.agreement,
    eligibleFromOn: row.eligibleFromOn,
    eligibleUntilOn: row.eligibleUntilOn,
    eligibleKindIds: row.eligibleKindIds,
    reportDueOn: row.reportDueOn,
    closedAt: row.closedAt?.toISOString() ?? null,
    figures: figuresAnswer(figures, row.currency),
  };
}

/** One envelope with its figures. Refuses `not_found`. */
export async function loadEnvelope(on: Queryable, collectiveId: string, id: string, today: string): Promise<EnvelopeAnswer> {
  const row = await findEnvelope(on, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "envelope", id });
  return envelopeAnswer(row, (await loadFigures(on, collectiveId, today, [id])).get(id));
}

export async function pageOfEnvelopes(
  on: Queryable,
  { caller, today }: Acting,
  query: { state: "open" | "closed" | "all"; circleId?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const { id: collectiveId } = caller.collective;
  const after = readNameCursor(query.cursor);
  const rows = await listEnvelopes(on, collectiveId, { state: query.state, circleId: query.circleId, after, limit: query.limit + 1 });
  const shown = rows.slice(0, query.limit).map(({ id }) => id);
  const figures = await loadFigures(on, collectiveId, today, shown);
  return cutPage(
    rows,
    query.limit,
    (row) => [row.name, row.id],
    (row) => envelopeAnswer(row, figures.get(row.id)),
  );
}

export async function openEnvelope(tx: Tx, acting: Acting, wanted: NewEnvelope): Promise<EnvelopeAnswer> {
  const { caller, now, today } = acting;
  const { id: collectiveId, currency: ownCurrency } = caller.collective;
  const circleId = wanted.circleId ?? (await findOnlyCircle(tx, collectiveId));
  if (circleId === undefined) throw new Refusal("circle_missing", { at: "circleId" });
  if (!(await isCircleOpen(tx, collectiveId, circleId))) throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
  requirePilot(caller, circleId, "treasurer", "admin");
  const currency = wanted.currency ?? ownCurrency;
  currencyDecimals(currency);
  await requireSound(tx, collectiveId, wanted);
  await lockNames(tx, collectiveId);
  if (await isNameTaken(tx, collectiveId, wanted.name)) throw new Refusal("name_taken", { at: "name", name: wanted.name });
  const id = newId();
  await insertEnvelope(tx, { ...wanted, circleId, collectiveId, id, currency, createdAt: now });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "envelope.opened",
      subject: "envelope",
      subjectId: id,
      details: { circleId },
    },
  ]);
  return loadEnvelope(tx, collectiveId, id, today);
}

/** Refuses what an envelope refers to and is not there, and days that are the wrong way round. */
async function requireSound(tx: Tx, collectiveId: string, fields: EnvelopeChange): Promise<void> {
  requireFundingDays(fields.eligibleFromOn ?? null, fields.eligibleUntilOn ?? null);
  const { referentId, funderId, eligibleKindIds = [] } = fields;
  if (referentId && !(await isMemberHere(tx, collectiveId, referentId)))
    throw new Refusal("unknown_member", { at: "referentId", id: referentId });
  if (funderId && !(await isThirdParty(tx, collectiveId, funderId)))
    throw new Refusal("unknown_third_party", { at: "funderId", id: funderId });
  const known = await knownKinds(tx, collectiveId, eligibleKindIds);
  const unknown = eligibleKindIds.find((kindId) => !known.has(kindId));
  if (unknown !== undefined) throw new Refusal("unknown_kind", { at: "eligibleKindIds", id: unknown });
}

export async function changeEnvelope(tx: Tx, acting: Acting, id: string, change: EnvelopeChange): Promise<EnvelopeAnswer> {
  const { caller, now, today } = acting;
  const collectiveId = caller.collective.id;
  if (change.name !== undefined) await lockNames(tx, collectiveId);
  await lockEnvelopes(tx, collectiveId, [id]);
  const row = await findEnvelope(tx, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "envelope", id });
  requirePilot(caller, row.circleId, "treasurer", "admin");
  if (change.circleId !== undefined && change.circleId !== row.circleId) {
    if (!(await isCircleOpen(tx, collectiveId, change.circleId)))
      throw new Refusal("unknown_circle", { at: "circleId", id: change.circleId });
    requirePilot(caller, change.circleId, "treasurer", "admin");
  }
  await requireSound(tx, collectiveId, {
    ...change,
    eligibleFromOn: change.eligibleFromOn === undefined ? row.eligibleFromOn : change.eligibleFromOn,
    eligibleUntilOn: change.eligibleUntilOn === undefined ? row.eligibleUntilOn : change.eligibleUntilOn,
  });
  if (change.name !== undefined && (await isNameTaken(tx, collectiveId, change.name, id))) {
    throw new Refusal("name_taken", { at: "name", name: change.name });
  }
  const { funding = row.funding } = change;
  // What a grant had left at the end of a closed year is set aside there, and comes back as it is used: that needs it to stay a grant.
  if (funding !== row.funding && (funding === "grant" || row.funding === "grant") && (await isInClosedYear(tx, collectiveId, id)))
    throw new Refusal("envelope_funding_kept", { at: "funding", envelope: row.name });
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await updateEnvelope(tx, collectiveId, id, given);
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "envelope.changed",
      subject: "envelope",
      subjectId: id,
      details: { fields: Object.keys(given) },
    },
  ]);
  return loadEnvelope(tx, collectiveId, id, today);
}

/** Closes an empty envelope; the wishes carried in it fall. */
export async function closeEnvelope(tx: Tx, { caller, now, today }: Acting, id: string): Promise<EnvelopeAnswer> {
  const collectiveId = caller.collective.id;
  const envelope = (await lockEnvelopes(tx, collectiveId, [id])).get(id);
  if (!envelope) throw new Refusal("not_found", { at: "envelope", id });
  requirePilot(caller, envelope.circleId, "treasurer", "admin");
  const figures = (await loadFigures(tx, collectiveId, today, [id])).get(id);
  if (!figures) throw new RangeError(`no figures of envelope ${id}`);
  const round = await findRunningRound(tx, collectiveId, id);
  if (round !== undefined) throw new Refusal("envelope_in_round", { at: "envelope", round });
  const carried = await findCarriedCredits(tx, collectiveId, id);
  if (carried) {
    const { currency } = envelope;
    throw new Refusal("envelope_carried", {
      at: "envelope",
      round: carried.round,
      carried: formatAmount(carried.carriedMinor, currency),
      currency,
    });
  }
  await updateEnvelope(tx, collectiveId, id, decideClosing(envelope, figures, now));
  await voidCarriedWishes(tx, collectiveId, id, now);
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action: "envelope.closed", subject: "envelope", subjectId: id }]);
  return loadEnvelope(tx, collectiveId, id, today);
}
