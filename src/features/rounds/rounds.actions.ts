/** What can be done with a round as a whole: open, change, fund, copy, cancel. */
import { randomBytes } from "node:crypto";
import { openRoundAccounts, pointsIssue } from "../../db/accounts.js";
import { recordEvents } from "../../db/audit.js";
import { announceChange } from "../../db/changes.js";
import { type Envelope, loadFigures, lockEnvelopes } from "../../db/envelope-figures.js";
import { newId } from "../../db/id.js";
import { type AccountOwner, accountOf, emptyBatch, openBooks, placeDraft, postEntry, writeBatch } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { requireLeft, requireOpenEnvelope } from "../../domain/envelope.js";
import { points, requirePositive } from "../../domain/ledger.js";
import { roundCredits, roundPool } from "../../domain/postings.js";
import { Refusal } from "../../domain/refusals.js";
import { hasBegun, isVeiled, parseCommodity, requireBeginning, requireDates, requirePool, requireRunning } from "../../domain/round.js";
import { isCoarser } from "../../domain/round-election.js";
import { requirePilot } from "../../http/access.js";
import { type Acting, type OpenRound, openRound } from "./open-round.js";
import { returnPledges } from "./pledges.actions.js";
import { loadRound } from "./rounds.answers.js";
import {
  type BucketRow,
  findRound,
  insertParticipants,
  insertRound,
  isPledged,
  listParticipants,
  type RoundRow,
  roundFactsOf,
  updateBuckets,
  updateRound,
} from "./rounds.queries.js";
import type { NewRound, RoundAnswer, RoundChange, RoundCopy } from "./rounds.schema.js";
import { requireTally } from "./tally-options.js";

/** Writes down what was done with a round, and tells who follows it that something changed. */
export async function recordRound(
  tx: Tx,
  { caller, now }: Acting,
  roundId: string,
  action: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const collectiveId = caller.collective.id;
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action, subject: "round", subjectId: roundId, details }]);
  await announceChange(tx, { collectiveId, subject: "round", id: roundId });
}

/** The commodity of a round: its envelope's currency, or points. Refuses `unknown_envelope` and who may not take from it. */
async function requireEnvelope(tx: Tx, { caller }: Acting, envelopeId: string): Promise<Envelope> {
  const envelope = (await lockEnvelopes(tx, caller.collective.id, [envelopeId])).get(envelopeId);
  if (!envelope) throw new Refusal("unknown_envelope", { at: "envelopeId", id: envelopeId });
  requirePilot(caller, envelope.circleId, "treasurer");
  requireOpenEnvelope(envelope, "envelopeId");
  return envelope;
}

const datesOf = (asked: Pick<NewRound, "proposalsFrom" | "proposalsUntil" | "pledgesFrom" | "pledgesUntil">) => ({
  proposalsFrom: new Date(asked.proposalsFrom),
  proposalsUntil: new Date(asked.proposalsUntil),
  pledgesFrom: new Date(asked.pledgesFrom),
  pledgesUntil: new Date(asked.pledgesUntil),
});

function capOf(text: string | null, commodity: string): bigint | null {
  if (text === null) return null;
  const cap = parseCommodity(text, commodity, "cap");
  requirePositive(cap, "cap");
  return cap;
}

export async function startRound(tx: Tx, acting: Acting, asked: NewRound): Promise<RoundAnswer> {
  const { caller, now } = acting;
  requirePilot(caller, asked.circleId);
  const envelope = asked.envelopeId === null ? undefined : await requireEnvelope(tx, acting, asked.envelopeId);
  const commodity = envelope?.currency ?? points;
  const dates = datesOf(asked);
  requireDates(dates);
  requireTally(asked, commodity);
  const row = {
    ...dates,
    circleId: asked.circleId,
    envelopeId: asked.envelopeId,
    title: asked.title,
    description: asked.description,
    method: asked.method,
    commodity,
    capMinor: capOf(asked.cap, commodity),
    proposers: asked.proposers,
    hasStretchGoals: asked.hasStretchGoals,
    // A ballot is always secret, and may always be cast again.
    isSecret: asked.isSecret || asked.method === "ballots",
    mayChange: asked.mayChange,
    unspent: asked.unspent,
    tally: asked.tally,
  };
  const id = await saveRound(tx, acting, row, null);
  await recordRound(tx, acting, id, "round.opened", { circleId: asked.circleId });
  if (asked.pool !== undefined) {
    requirePositive(parseCommodity(asked.pool, commodity, "pool"), "pool");
    await movePool(tx, acting, id, asked.pool, "pool");
  }
  return loadRound(tx, { ...acting, now }, id);
}

async function saveRound(
  tx: Tx,
  { caller, now }: Acting,
  fields: Omit<
    RoundRow,
    "collectiveId" | "id" | "seed" | "copiedFromId" | "outcome" | "endedAt" | "settlement" | "createdBy" | "createdAt"
  >,
  copiedFromId: string | null,
): Promise<string> {
  const collectiveId = caller.collective.id;
  const id = newId();
  // The books first, as for every change: accounts are made under the lock of the chain.
  await openBooks(tx, { collectiveId, now, owners: [] });
  await openRoundAccounts(tx, { collectiveId, ids: [id], commodity: fields.commodity, now });
  await insertRound(tx, {
    ...fields,
    collectiveId,
    id,
    seed: randomBytes(8).toString("hex"),
    copiedFromId,
    createdBy: caller.memberId,
    createdAt: now,
  });
  return id;
}

/** Changes what a round says. What decides a pledge no longer changes once something was pledged, or may secretly have been. */
export async function changeRound(tx: Tx, acting: Acting, id: string, change: RoundChange): Promise<RoundAnswer> {
  const { caller, now } = acting;
  const { round, buckets } = await openRound(tx, acting, id);
  requirePilot(caller, round.circleId);
  const facts = roundFactsOf(round);
  requireRunning(facts);
  const collectiveId = caller.collective.id;
  const kept = {
    proposalsFrom: change.proposalsFrom ?? round.proposalsFrom.toISOString(),
    proposalsUntil: change.proposalsUntil ?? round.proposalsUntil.toISOString(),
    pledgesFrom: change.pledgesFrom ?? round.pledgesFrom.toISOString(),
    pledgesUntil: change.pledgesUntil ?? round.pledgesUntil.toISOString(),
  };
  const dates = datesOf(kept);
  requireDates(dates);
  requireBeginning(facts, dates.pledgesFrom, now);
  const isLarger = isVeiled(facts) && isCoarser(round.tally, change.tally ?? null);
  const fixed = (["cap", "hasStretchGoals", "isSecret", "mayChange", "unspent", "tally"] as const).find(
    (name) => change[name] !== undefined && !(name === "tally" && isLarger),
  );
  if (fixed !== undefined && hasBegun(facts, await isPledged(tx, collectiveId, id), now))
    throw new Refusal("round_begun", { at: fixed, setting: fixed });
  if (change.hasStretchGoals === false) requireNoStretch(buckets);
  const merged = {
    method: facts.method,
    unspent: change.unspent ?? facts.unspent,
    tally: change.tally === undefined ? round.tally : change.tally,
  };
  requireTally(merged, round.commodity);
  await updateRound(tx, collectiveId, id, {
    ...dates,
    ...(change.title === undefined ? {} : { title: change.title }),
    ...(change.description === undefined ? {} : { description: change.description }),
    ...(change.cap === undefined ? {} : { capMinor: capOf(change.cap, round.commodity) }),
    ...(change.proposers === undefined ? {} : { proposers: change.proposers }),
    ...(change.hasStretchGoals === undefined ? {} : { hasStretchGoals: change.hasStretchGoals }),
    ...(change.isSecret === undefined ? {} : { isSecret: change.isSecret || round.method === "ballots" }),
    ...(change.mayChange === undefined ? {} : { mayChange: change.mayChange }),
    unspent: merged.unspent,
    tally: merged.tally,
  });
  await recordRound(tx, acting, id, "round.changed", { fields: Object.keys(change) });
  return loadRound(tx, acting, id);
}

/** Where stretch goals go, none is left: refuses `stretch_used` with how many buckets have one. */
function requireNoStretch(buckets: readonly BucketRow[]): void {
  const count = buckets.filter(({ status, items }) => status !== "cancelled" && items.some(({ max }) => max !== null)).length;
  if (count > 0) throw new Refusal("stretch_used", { at: "hasStretchGoals", count });
}

/** Sets more aside from the envelope, or gives some of the pool back to it. */
export async function changePool(tx: Tx, acting: Acting, id: string, amount: string): Promise<RoundAnswer> {
  await movePool(tx, acting, id, amount);
  return loadRound(tx, acting, id);
}

/** `at` is the field that says how much. */
async function movePool(tx: Tx, acting: Acting, id: string, amount: string, at = "amount"): Promise<void> {
  const { caller, now, today } = acting;
  const collectiveId = caller.collective.id;
  const found = await findRound(tx, collectiveId, id);
  if (!found) throw new Refusal("not_found", { at: "round", id });
  requirePilot(caller, found.circleId);
  // The lock of an envelope comes before that of the chain.
  const envelope = found.envelopeId === null ? undefined : await requireEnvelope(tx, acting, found.envelopeId);
  const open = await openRound(tx, acting, id);
  requireRunning(roundFactsOf(open.round));
  const amountMinor = parseCommodity(amount, found.commodity, at);
  const [asked, isMore] = amountMinor < 0n ? [-amountMinor, false] : [amountMinor, true];
  requirePositive(asked, at);
  const pool = open.account(id);
  if (!isMore) requirePool(open.shown(id), asked, found.commodity);
  if (isMore && envelope) {
    const left = (await loadFigures(tx, collectiveId, today, [envelope.id])).get(envelope.id)?.leftMinor ?? 0n;
    requireLeft(envelope, left, asked, at);
  }
  const source: AccountOwner = envelope
    ? { class: "envelope", id: envelope.id, commodity: found.commodity }
    : { class: "bank", id: await pointsIssue(tx, collectiveId, now), commodity: points };
  const books = await openBooks(tx, { collectiveId, now, owners: [{ class: "round", id, commodity: found.commodity }, source] });
  const other = accountOf(books, source as AccountOwner<"envelope" | "bank">);
  const entry = await postEntry(tx, books, {
    ...roundPool(isMore ? { from: other, to: pool, amountMinor: asked } : { from: pool, to: other, amountMinor: asked }),
    datedOn: books.today,
    origin: { round: id },
    postedBy: caller.memberId,
  });
  await recordRound(tx, acting, id, "round.pool_changed", { entry: entry.id });
}

/** Copies a round's settings to new dates. Credits that the closed round carried come with who had them. */
export async function copyRound(tx: Tx, acting: Acting, id: string, asked: RoundCopy): Promise<RoundAnswer> {
  const { caller } = acting;
  const collectiveId = caller.collective.id;
  const known = await findRound(tx, collectiveId, id);
  if (!known) throw new Refusal("not_found", { at: "round", id });
  // The lock of an envelope comes before that of the chain: what comes back from the copy must find it open.
  const envelopes = await lockEnvelopes(tx, collectiveId, known.envelopeId === null ? [] : [known.envelopeId]);
  const from = await openRound(tx, acting, id);
  requirePilot(caller, from.round.circleId);
  for (const envelope of envelopes.values()) requireOpenEnvelope(envelope, "envelopeId");
  const dates = datesOf(asked);
  requireDates(dates);
  const {
    collectiveId: _,
    id: __,
    seed: ___,
    copiedFromId: ____,
    outcome,
    endedAt: _____,
    settlement: ______,
    createdBy,
    createdAt,
    ...settings
  } = from.round;
  const copyId = await saveRound(tx, acting, { ...settings, ...dates, title: asked.title }, id);
  await recordRound(tx, acting, copyId, "round.copied", { from: id });
  const carried = from.participants.filter((one) => outcome === "closed" && from.shown(one.id) > 0n);
  if (carried.length > 0)
    await carryCredits(
      tx,
      acting,
      from,
      copyId,
      carried.map(({ id: own, memberId }) => ({ own, memberId })),
    );
  return loadRound(tx, acting, copyId);
}

/** Carried credits go through the pools: back into the old one, over to the new one, and to the same people. */
async function carryCredits(
  tx: Tx,
  acting: Acting,
  from: OpenRound,
  copyId: string,
  carried: readonly { readonly own: string; readonly memberId: string }[],
): Promise<void> {
  const { caller, now } = acting;
  const rows = carried.map(({ memberId }) => ({
    collectiveId: caller.collective.id,
    id: newId(),
    roundId: copyId,
    memberId,
    createdAt: now,
  }));
  await openRoundAccounts(tx, { collectiveId: caller.collective.id, ids: rows.map(({ id }) => id), commodity: from.round.commodity, now });
  await insertParticipants(tx, rows);
  const ids = new Map((await listParticipants(tx, caller.collective.id, copyId)).map((row) => [row.memberId, row.id]));
  const to = await openRound(
    tx,
    acting,
    copyId,
    carried.map(({ own }) => ({ class: "round", id: own })).concat([{ class: "round", id: from.round.id }]) as AccountOwner[],
  );
  const [oldPool, newPool] = [to.account(from.round.id), to.account(copyId)];
  const parts = carried.map(({ own, memberId }) => ({
    old: to.account(own),
    new: to.account(ids.get(memberId) as string),
    amountMinor: from.shown(own),
  }));
  const total = parts.reduce((all, { amountMinor }) => all + amountMinor, 0n);
  const entry = { datedOn: to.books.today, postedBy: caller.memberId };
  const drafts = [
    {
      ...roundCredits(
        oldPool,
        parts.map((part) => ({ account: part.old, amountMinor: -part.amountMinor })),
      ),
      ...entry,
      origin: { round: from.round.id },
    },
    { ...roundPool({ from: oldPool, to: newPool, amountMinor: total }), ...entry, origin: { round: copyId } },
    {
      ...roundCredits(
        newPool,
        parts.map((part) => ({ account: part.new, amountMinor: part.amountMinor })),
      ),
      ...entry,
      origin: { round: copyId },
    },
  ];
  await writeBatch(tx, drafts.reduce(placeDraft, emptyBatch(to.books)));
}

/** Cancels a round: every pledge is given back, every credit goes to the pool, and the pool to its envelope. */
export async function cancelRound(tx: Tx, acting: Acting, id: string): Promise<RoundAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const found = await findRound(tx, collectiveId, id);
  if (!found) throw new Refusal("not_found", { at: "round", id });
  requirePilot(caller, found.circleId);
  const issue = found.envelopeId === null ? await withIssue(tx, acting) : undefined;
  const open = await openRound(tx, acting, id, issue ? [issue] : []);
  requireRunning(roundFactsOf(open.round));
  const running = open.buckets.filter(({ status }) => status === "published" || status === "funded");
  const books = await returnPledges(
    tx,
    acting,
    open,
    running.map((bucket) => bucket.id),
  );
  const after = (own: string) => -(books.accounts.get(own)?.balanceMinor ?? 0n);
  const source = issue ?? ({ class: "envelope", id: found.envelopeId as string, commodity: found.commodity } as const);
  const pool = open.account(id);
  const entry = { datedOn: books.today, postedBy: caller.memberId, origin: { round: id } };
  const credits = open.participants.filter((one) => after(one.id) > 0n);
  const total = credits.reduce((all, one) => all + after(one.id), after(id));
  const drafts = [
    ...(credits.length > 0
      ? [
          {
            ...roundCredits(
              pool,
              credits.map((one) => ({ account: open.account(one.id), amountMinor: -after(one.id) })),
            ),
            ...entry,
          },
        ]
      : []),
    ...(total > 0n
      ? [{ ...roundPool({ from: pool, to: accountOf(books, source as AccountOwner<"envelope" | "bank">), amountMinor: total }), ...entry }]
      : []),
  ];
  await writeBatch(tx, drafts.reduce(placeDraft, emptyBatch(books)));
  if (running.length > 0)
    await updateBuckets(
      tx,
      collectiveId,
      running.map((bucket) => bucket.id),
      { status: "cancelled", statusAt: now },
    );
  await updateRound(tx, collectiveId, id, { outcome: "cancelled", endedAt: now });
  await recordRound(tx, acting, id, "round.cancelled");
  return loadRound(tx, acting, id);
}

/** The issue of points as an owner; the chain is locked before it is made. */
export async function withIssue(tx: Tx, { caller, now }: Acting): Promise<AccountOwner<"bank">> {
  await openBooks(tx, { collectiveId: caller.collective.id, now, owners: [] });
  return { class: "bank", id: await pointsIssue(tx, caller.collective.id, now), commodity: points };
}
