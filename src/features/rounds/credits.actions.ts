/** Credits: how the pool is split among participants, by hand or from a file. */
import { openRoundAccounts } from "../../db/accounts.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { openBooks, postEntry } from "../../db/ledger.js";
import { tellMembers } from "../../db/notices.js";
import { dryRun, type Tx } from "../../db/transaction.js";
import { formatCommodity } from "../../domain/ledger.js";
import { roundCredits } from "../../domain/postings.js";
import { refusalSentence } from "../../domain/refusals/sentence.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import {
  type CreditChange,
  parseCommodity,
  requireCreditChange,
  requireMethod,
  requirePool,
  requireRunning,
  splitCredits,
} from "../../domain/round.js";
import { type CreditFileFault, readCreditFile } from "../../exchange/credits.js";
import { requirePilot } from "../../http/access.js";
import type { CreditChangeAsked, CreditFile, CreditFileAnswer, CreditList } from "./credits.schema.js";
import { type Acting, type OpenRound, openRound } from "./open-round.js";
import { recordRound } from "./rounds.actions.js";
import { loadCredits } from "./rounds.answers.js";
import {
  areMembersHere,
  creditsGiven,
  findRound,
  insertParticipants,
  listParticipants,
  presentMembers,
  type RoundRow,
  roundFactsOf,
} from "./rounds.queries.js";

/** Gives credits out of the pool, or takes them back: all of it or nothing. */
export async function changeCredits(tx: Tx, acting: Acting, roundId: string, asked: CreditChangeAsked): Promise<CreditList> {
  const memberIds =
    asked.by === "equal" ? asked.memberIds : asked.by === "weights" ? asked.weights.map((one) => one.memberId) : [asked.memberId];
  requireOnce(memberIds);
  const open = await openWithParticipants(tx, acting, roundId, memberIds);
  const changes = await changesOf(tx, open, acting, asked);
  requireChanges(open, changes, acting.now);
  await giveCredits(tx, acting, open, changes);
  await tellOfCredits(
    tx,
    acting,
    roundId,
    changes.filter(({ amountMinor }) => amountMinor > 0n),
  );
  return loadCredits(tx, acting, roundId);
}

function requireOnce(memberIds: readonly string[]): void {
  const twice = memberIds.find((id, index) => memberIds.indexOf(id) !== index);
  if (twice !== undefined) throw new Refusal("request_invalid", { at: "body", problem: "each_once", id: twice });
}

/** The round, to its pilot, where credits are what decides. Refuses `round_method` where people vote. */
async function requireOfCredits(tx: Tx, { caller }: Acting, roundId: string): Promise<RoundRow> {
  const round = await findRound(tx, caller.collective.id, roundId);
  if (!round) throw new Refusal("not_found", { at: "round", id: roundId });
  requirePilot(caller, round.circleId);
  requireMethod(round, "credits");
  return round;
}

/** Opens a round with these members among its participants. Refuses `unknown_member` for who is not here. */
async function openWithParticipants(tx: Tx, acting: Acting, roundId: string, memberIds: readonly string[]): Promise<OpenRound> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const round = await requireOfCredits(tx, acting, roundId);
  const here = await areMembersHere(tx, collectiveId, memberIds);
  const unknown = memberIds.find((id) => !here.has(id));
  if (unknown !== undefined) throw new Refusal("unknown_member", { at: "memberId", id: unknown });
  // Under the lock, so that nobody else adds the same ones.
  await openBooks(tx, { collectiveId, now, owners: [] });
  const known = new Set((await listParticipants(tx, collectiveId, roundId)).map(({ memberId }) => memberId));
  const rows = memberIds
    .filter((id) => !known.has(id))
    .map((memberId) => ({ collectiveId, id: newId(), roundId, memberId, createdAt: now }));
  if (rows.length > 0) {
    await openRoundAccounts(tx, { collectiveId, ids: rows.map(({ id }) => id), commodity: round.commodity, now });
    await insertParticipants(tx, rows);
  }
  const open = await openRound(tx, acting, roundId);
  requireRunning(roundFactsOf(open.round));
  return open;
}

async function changesOf(tx: Tx, open: OpenRound, { caller }: Acting, asked: CreditChangeAsked): Promise<CreditChange[]> {
  const amountMinor = parseCommodity(asked.amount, open.round.commodity);
  if (asked.by === "equal")
    return splitCredits(
      amountMinor,
      asked.memberIds.map((memberId) => ({ memberId, weight: 1n })),
    );
  if (asked.by === "weights")
    return splitCredits(
      amountMinor,
      asked.weights.map(({ memberId, weight }) => ({ memberId, weight: BigInt(weight) })),
    );
  if (asked.by === "add") return [{ memberId: asked.memberId, amountMinor }];
  const given = await givenTo(tx, caller.collective.id, open);
  return [{ memberId: asked.memberId, amountMinor: amountMinor - (given.get(asked.memberId) ?? 0n) }];
}

/** What each participant was given in all. */
async function givenTo(tx: Tx, collectiveId: string, { round, participants }: OpenRound): Promise<ReadonlyMap<string, bigint>> {
  const given = await creditsGiven(tx, collectiveId, round.id);
  return new Map(participants.map(({ id, memberId }) => [memberId, given.get(id) ?? 0n]));
}

const creditOf = (open: OpenRound, memberId: string): string => {
  const own = open.participants.find((one) => one.memberId === memberId);
  if (!own) throw new RangeError(`${memberId} is no participant of ${open.round.id}`);
  return own.id;
};

/** Refuses what the pool does not cover as a whole, then each change in its turn. */
function requireChanges(open: OpenRound, changes: readonly CreditChange[], now: Date): void {
  let pool = open.shown(open.round.id);
  requirePool(pool, sumOf(changes), open.round.commodity);
  for (const change of changes) {
    requireCreditChange(change, { leftMinor: open.shown(creditOf(open, change.memberId)) }, pool, roundFactsOf(open.round), now);
    pool -= change.amountMinor;
  }
}

const sumOf = (changes: readonly CreditChange[]): bigint => changes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

async function giveCredits(tx: Tx, acting: Acting, open: OpenRound, changes: readonly CreditChange[]): Promise<void> {
  const moved = changes.filter(({ amountMinor }) => amountMinor !== 0n);
  if (moved.length === 0) return;
  const parts = moved.map(({ memberId, amountMinor }) => ({ account: open.account(creditOf(open, memberId)), amountMinor }));
  const entry = await postEntry(tx, open.books, {
    ...roundCredits(open.account(open.round.id), parts),
    datedOn: open.books.today,
    origin: { round: open.round.id },
    postedBy: acting.caller.memberId,
  });
  await recordRound(tx, acting, open.round.id, "round.credits_changed", { entry: entry.id, participants: moved.length });
}

/** Tells others that their credits changed. */
async function tellOfCredits(tx: Tx, { caller, now }: Acting, roundId: string, changes: readonly CreditChange[]): Promise<void> {
  const told = changes.filter(({ memberId, amountMinor }) => amountMinor !== 0n && memberId !== caller.memberId);
  const notice = { at: now, what: "round.credits_changed" as const, subject: "round", subjectId: roundId, byId: caller.memberId };
  await tellMembers(
    tx,
    caller.collective.id,
    told.map(({ memberId }) => ({ memberId, ...notice })),
  );
}

// From a file --------------------------------------------------------------------------------------------------------

/** Previews or applies a file of credits: every line that cannot be is listed, and then nothing is applied. */
export async function creditFileOf(
  tx: Tx,
  acting: Acting,
  language: Language,
  roundId: string,
  asked: CreditFile,
): Promise<CreditFileAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const round = await requireOfCredits(tx, acting, roundId);
  const members = await presentMembers(tx, collectiveId);
  const byEmail = new Map(members.flatMap(({ id, email }) => (email === null ? [] : [[email, id] as const])));
  const { rows, faults } = readCreditFile(asked.csv, round.commodity, (email) => byEmail.get(email), asked.mode);
  const open = await openWithParticipants(
    tx,
    acting,
    roundId,
    rows.map(({ memberId }) => memberId),
  );
  const given = await givenTo(tx, collectiveId, open);
  const changes = rows.map((row) => ({
    ...row,
    amountMinor: asked.mode === "set" ? row.amountMinor - (given.get(row.memberId) ?? 0n) : row.amountMinor,
  }));
  const judged = judge(open, changes, now);
  const all = [...faults, ...judged.faults].sort((a, b) => a.line - b.line);
  // What is refused is no money: it neither leaves the pool nor reaches anybody.
  const moving = (change: CreditChange) => (judged.accepted.has(change) ? change.amountMinor : 0n);
  const money = (minor: bigint) => formatCommodity(minor, round.commodity);
  const isApplied = asked.apply && all.length === 0;
  if (asked.apply && all.length > 0)
    throw new Refusal("import_has_errors", {
      at: "csv",
      count: all.length,
      faults: all.slice(0, 1000).map((one) => `${one.line}: ${one.code}`),
    });
  if (isApplied) {
    await giveCredits(tx, acting, open, changes);
    await tellOfCredits(
      tx,
      acting,
      roundId,
      changes.filter(({ notify }) => notify),
    );
  }
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return {
    isApplied,
    faults: all.map((fault) => ({ ...fault, detail: refusalSentence(fault.code, fault.figures, language), figures: { ...fault.figures } })),
    rows: changes.map((change) => ({
      memberId: change.memberId,
      name: names.get(change.memberId) ?? "",
      before: money(given.get(change.memberId) ?? 0n),
      after: money((given.get(change.memberId) ?? 0n) + moving(change)),
      notify: change.notify,
    })),
    poolAfter: money(judged.poolMinor),
  };
}

/** A preview saves nothing, not even who would take part. */
export const previewCreditFile = (
  db: Queryable,
  acting: Acting,
  language: Language,
  roundId: string,
  asked: CreditFile,
): Promise<CreditFileAnswer> => dryRun(db, (tx) => creditFileOf(tx, acting, language, roundId, { ...asked, apply: false }));

/**
 * Line by line: what is taken back first, as it can be given anew in the same file, then what is given, in the order of the
 * file. A line that the pool does not cover, or that takes back what is pledged, is refused and changes nothing for the others.
 */
function judge<Change extends CreditChange & { readonly line: number }>(
  open: OpenRound,
  changes: readonly Change[],
  now: Date,
): { readonly faults: CreditFileFault[]; readonly accepted: ReadonlySet<CreditChange>; readonly poolMinor: bigint } {
  const [faults, accepted] = [[] as CreditFileFault[], new Set<CreditChange>()];
  let poolMinor = open.shown(open.round.id);
  const isTaking = ({ amountMinor }: Change) => amountMinor < 0n;
  for (const change of [...changes.filter(isTaking), ...changes.filter((one) => !isTaking(one))]) {
    const holder = { leftMinor: open.shown(creditOf(open, change.memberId)) };
    try {
      requireCreditChange(change, holder, poolMinor, roundFactsOf(open.round), now);
      accepted.add(change);
      poolMinor -= change.amountMinor;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push({ line: change.line, column: "amount", code: error.code, figures: error.figures });
    }
  }
  return { faults, accepted, poolMinor };
}
