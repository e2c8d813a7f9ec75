/** Credits: how the pool is split among participants, by hand or from a file. */
import { openRoundAccounts } from "../../db/accounts.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { openBooks, postEntry } from "../../db/ledger.js";
import { tellMembers } from "../../db/notices.js";
import { dryRun, type Tx } from "../../db/transaction.js";
import { formatCommodity } from "../../domain/ledger.js";
import { roundCredits } from "../../domain/postings.js";
import { type Language, Refusal, type RefusalCode, type RefusalFigures, refusalSentence } from "../../domain/refusals.js";
import { type CreditChange, parseCommodity, requireCreditChange, requireRunning, splitCredits } from "../../domain/round.js";
import { type CreditFileFault, readCreditFile } from "../../exchange/credits.js";
import { requirePilot } from "../../http/access.js";
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
  roundFactsOf,
} from "./rounds.queries.js";
import type { CreditChangeAsked, CreditFile, CreditFileAnswer, CreditList } from "./rounds.schema.js";

/** Gives credits out of the pool, or takes them back: all of it or nothing. */
export async function changeCredits(tx: Tx, acting: Acting, roundId: string, asked: CreditChangeAsked): Promise<CreditList> {
  const memberIds =
    asked.by === "equal" ? asked.memberIds : asked.by === "weights" ? asked.weights.map((one) => one.memberId) : [asked.memberId];
  requireOnce(memberIds);
  const open = await openWithParticipants(tx, acting, roundId, memberIds);
  const changes = await changesOf(tx, open, acting, asked);
  requireChanges(open, changes, acting.now);
  await giveCredits(tx, acting, open, changes);
  return loadCredits(tx, acting, roundId);
}

function requireOnce(memberIds: readonly string[]): void {
  const twice = memberIds.find((id, index) => memberIds.indexOf(id) !== index);
  if (twice !== undefined) throw new Refusal("request_invalid", { at: "body", problem: "each_once", id: twice });
}

/** Opens a round with these members among its participants. Refuses `unknown_member` for who is not here. */
async function openWithParticipants(tx: Tx, acting: Acting, roundId: string, memberIds: readonly string[]): Promise<OpenRound> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const round = await findRound(tx, collectiveId, roundId);
  if (!round) throw new Refusal("not_found", { at: "round", id: roundId });
  requirePilot(caller, round.circleId);
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

/** Each change in its turn, so that the refusal names the first for which there is not enough. */
function requireChanges(open: OpenRound, changes: readonly CreditChange[], now: Date): void {
  let pool = open.shown(open.round.id);
  for (const change of changes) {
    requireCreditChange(change, { leftMinor: open.shown(creditOf(open, change.memberId)) }, pool, roundFactsOf(open.round), now);
    pool -= change.amountMinor;
  }
}

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
  const round = await findRound(tx, collectiveId, roundId);
  if (!round) throw new Refusal("not_found", { at: "round", id: roundId });
  requirePilot(caller, round.circleId);
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
  const late = faultsOf(open, changes, now);
  const all = [...faults, ...late].sort((a, b) => a.line - b.line);
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
    const told = changes.filter(({ notify, memberId }) => notify && memberId !== caller.memberId);
    await tellMembers(
      tx,
      collectiveId,
      told.map(({ memberId }) => ({
        memberId,
        at: now,
        what: "round.credits_changed",
        subject: "round",
        subjectId: roundId,
        byId: caller.memberId,
      })),
    );
  }
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const moved = changes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return {
    isApplied,
    faults: all.map((fault) => ({ ...fault, detail: refusalSentence(fault.code, fault.figures, language), figures: { ...fault.figures } })),
    rows: changes.map(({ memberId, amountMinor, notify }) => ({
      memberId,
      name: names.get(memberId) ?? "",
      before: money(given.get(memberId) ?? 0n),
      after: money((given.get(memberId) ?? 0n) + amountMinor),
      notify,
    })),
    poolAfter: money(open.shown(roundId) - moved),
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

/** What cannot be given: each line from the first on that the pool does not cover, and each that takes what is pledged. */
function faultsOf(open: OpenRound, changes: readonly (CreditChange & { readonly line: number })[], now: Date): CreditFileFault[] {
  let pool = open.shown(open.round.id) - changes.reduce((sum, { amountMinor }) => (amountMinor < 0n ? sum + amountMinor : sum), 0n);
  return changes.flatMap((change): CreditFileFault[] => {
    const holder = { leftMinor: open.shown(creditOf(open, change.memberId)) };
    try {
      requireCreditChange(change, holder, change.amountMinor < 0n ? 0n : pool, roundFactsOf(open.round), now);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [fault(change.line, "amount", error.code, error.figures)];
    }
    if (change.amountMinor > 0n) pool -= change.amountMinor;
    return [];
  });
}

const fault = (line: number, column: string | null, code: RefusalCode, figures: RefusalFigures): CreditFileFault => ({
  line,
  column,
  code,
  figures,
});
