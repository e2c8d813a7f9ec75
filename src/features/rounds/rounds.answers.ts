/** Rounds as the API writes them, to one reader: what is veiled from them is null. */
import { createHmac } from "node:crypto";
import type { Queryable } from "../../db/client.js";
import { formatCommodity } from "../../domain/ledger.js";
import { Refusal } from "../../domain/refusals.js";
import { isVeiled, phaseOf, shownStatus, shuffled } from "../../domain/round.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import type { BucketAnswer } from "./buckets.schema.js";
import type { CreditList } from "./credits.schema.js";
import { type Acting, isShownTo } from "./open-round.js";
import {
  allPledges,
  type BucketRow,
  bucketFactsOf,
  creditsGiven,
  findRound,
  listBuckets,
  listParticipants,
  listRounds,
  type ParticipantRow,
  type PledgeRow,
  participantNames,
  type RoundRow,
  roundBalances,
  roundFactsOf,
  standingPledges,
} from "./rounds.queries.js";
import type { RoundAnswer } from "./rounds.schema.js";

/** A round with what is read beside it. */
interface Read {
  readonly row: RoundRow;
  readonly participants: readonly ParticipantRow[];
  readonly buckets: readonly BucketRow[];
  readonly shown: ReadonlyMap<string, bigint>;
  readonly given: ReadonlyMap<string, bigint>;
}

async function readRound(on: Queryable, collectiveId: string, row: RoundRow): Promise<Read> {
  return {
    row,
    participants: await listParticipants(on, collectiveId, row.id),
    buckets: await listBuckets(on, collectiveId, row.id),
    shown: await roundBalances(on, collectiveId, row.id),
    given: await creditsGiven(on, collectiveId, row.id),
  };
}

export async function requireRound(on: Queryable, collectiveId: string, id: string): Promise<RoundRow> {
  const row = await findRound(on, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "round", id });
  return row;
}

const sum = (amounts: readonly (bigint | undefined)[]): bigint => amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n);

async function roundAnswer(on: Queryable, { caller, now }: Acting, row: RoundRow): Promise<RoundAnswer> {
  const { participants, buckets, shown, given } = await readRound(on, caller.collective.id, row);
  const facts = roundFactsOf(row);
  const money = (minor: bigint) => formatCommodity(minor, row.commodity);
  const pool = shown.get(row.id) ?? 0n;
  const credits = sum(participants.map(({ id }) => shown.get(id)));
  const pledged = sum(buckets.map(({ id }) => shown.get(id)));
  const own = participants.find(({ memberId }) => memberId === caller.memberId);
  const ownMinor =
    own && sum((await standingPledges(on, caller.collective.id, row.id, { memberId: caller.memberId })).map((one) => one.amountMinor));
  const veil = (minor: bigint) => (isVeiled(facts) ? null : money(minor));
  return {
    id: row.id,
    circleId: row.circleId,
    envelopeId: row.envelopeId,
    commodity: row.commodity,
    method: facts.method,
    phase: phaseOf(facts, now),
    title: row.title,
    description: row.description,
    proposalsFrom: row.proposalsFrom.toISOString(),
    proposalsUntil: row.proposalsUntil.toISOString(),
    pledgesFrom: row.pledgesFrom.toISOString(),
    pledgesUntil: row.pledgesUntil.toISOString(),
    cap: row.capMinor === null ? null : money(row.capMinor),
    proposers: facts.proposers,
    hasStretchGoals: row.hasStretchGoals,
    isSecret: row.isSecret,
    mayChange: row.mayChange,
    unspent: facts.unspent,
    tally: row.tally as RoundAnswer["tally"],
    seed: row.seed,
    copiedFromId: row.copiedFromId,
    endedAt: row.endedAt?.toISOString() ?? null,
    figures: {
      entered: money(pool + credits + pledged),
      pool: money(pool),
      credits: veil(credits),
      buckets: veil(pledged),
      participants: participants.length,
    },
    own:
      own && ownMinor !== undefined
        ? { credits: money(given.get(own.id) ?? 0n), pledged: money(ownMinor), left: money(shown.get(own.id) ?? 0n) }
        : null,
  };
}

export async function loadRound(on: Queryable, acting: Acting, id: string): Promise<RoundAnswer> {
  return roundAnswer(on, acting, await requireRound(on, acting.caller.collective.id, id));
}

export async function pageOfRounds(
  on: Queryable,
  acting: Acting,
  { circleId, limit, cursor }: { circleId?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const rows = await listRounds(on, acting.caller.collective.id, { circleId, before: readIdCursor(cursor), limit: limit + 1 });
  const answers = new Map<string, RoundAnswer>();
  for (const row of rows.slice(0, limit)) answers.set(row.id, await roundAnswer(on, acting, row));
  return cutPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => answers.get(row.id) as RoundAnswer,
  );
}

// Buckets ------------------------------------------------------------------------------------------------------------

/** What is pledged is told by the pledges that stand: the account of a funded bucket is empty once the round is closed. */
function bucketAnswer({ caller, now }: Acting, round: RoundRow, row: BucketRow, standing: readonly PledgeRow[]): BucketAnswer {
  const facts = roundFactsOf(round);
  const money = (minor: bigint) => formatCommodity(minor, round.commodity);
  const here = standing.filter(({ bucketId }) => bucketId === row.id);
  const pledged = sum(here.map((one) => one.amountMinor));
  const isFunded = row.status === "funded" || row.status === "completed";
  const missing = !isFunded && row.minMinor > pledged ? row.minMinor - pledged : 0n;
  const veiled = isVeiled(facts);
  return {
    id: row.id,
    roundId: row.roundId,
    title: row.title,
    summary: row.summary,
    description: row.description,
    cocreatorIds: row.cocreatorIds,
    items: row.items.map((item) => ({ ...item })),
    status: shownStatus(bucketFactsOf(row).status, facts, now),
    minGoal: money(row.minMinor),
    maxGoal: money(row.maxMinor),
    isComplete: pledged >= row.maxMinor || isFunded,
    pledged: veiled ? null : money(pledged),
    missing: veiled ? null : money(missing),
    pledgers: veiled ? null : new Set(here.map(({ memberId }) => memberId)).size,
    ownPledged: money(sum(here.filter(({ memberId }) => memberId === caller.memberId).map((one) => one.amountMinor))),
    envelopeId: row.envelopeId,
  };
}

/** Keyed, so that nobody knows in which order somebody else sees the buckets: what they chose could be told from it. */
const orderKey = (secret: string, memberId: string, today: string, id: string): bigint =>
  createHmac("sha256", `order of buckets ${secret}`).update(`${memberId} ${today} ${id}`).digest().readBigUInt64BE();

export async function listBucketAnswers(
  on: Queryable,
  acting: Acting,
  roundId: string,
  secret: string,
): Promise<{ items: BucketAnswer[] }> {
  const { caller, today } = acting;
  const round = await requireRound(on, caller.collective.id, roundId);
  const standing = await standingPledges(on, caller.collective.id, roundId);
  const rows = (await listBuckets(on, caller.collective.id, roundId)).filter((row) => isShownTo(caller.memberId, row));
  const inOrder = shuffled(rows, ({ id }) => orderKey(secret, caller.memberId, today, id));
  return { items: inOrder.map((row) => bucketAnswer(acting, round, row, standing)) };
}

export async function loadBucket(on: Queryable, acting: Acting, roundId: string, bucketId: string): Promise<BucketAnswer> {
  const { caller } = acting;
  const round = await requireRound(on, caller.collective.id, roundId);
  const row = (await listBuckets(on, caller.collective.id, roundId)).find(({ id }) => id === bucketId);
  if (!row || !isShownTo(caller.memberId, row)) throw new Refusal("not_found", { at: "bucket", id: bucketId });
  return bucketAnswer(acting, round, row, await standingPledges(on, caller.collective.id, roundId, { bucketId }));
}

// Credits and pledges ------------------------------------------------------------------------------------------------

export async function loadCredits(on: Queryable, { caller }: Acting, roundId: string): Promise<CreditList> {
  const collectiveId = caller.collective.id;
  const row = await requireRound(on, collectiveId, roundId);
  const { participants, shown, given } = await readRound(on, collectiveId, row);
  const names = await participantNames(on, collectiveId, roundId);
  const money = (minor: bigint) => formatCommodity(minor, row.commodity);
  const standing = await standingPledges(on, collectiveId, roundId);
  const items = participants.map(({ id, memberId }) => {
    const isSeen = memberId === caller.memberId || !isVeiled(roundFactsOf(row));
    const pledged = sum(standing.filter((one) => one.memberId === memberId).map((one) => one.amountMinor));
    return {
      memberId,
      name: names.get(memberId) ?? "",
      credits: money(given.get(id) ?? 0n),
      pledged: isSeen ? money(pledged) : null,
      left: isSeen ? money(shown.get(id) ?? 0n) : null,
    };
  });
  return {
    pool: money(shown.get(row.id) ?? 0n),
    items: items.sort((a, b) => a.name.localeCompare(b.name, "fr") || (a.memberId < b.memberId ? -1 : 1)),
  };
}

/** One’s own pledges, or those of all where they may be seen; while they are veiled, one’s own alone. */
export async function listPledgeAnswers(on: Queryable, { caller }: Acting, roundId: string, all: boolean) {
  const collectiveId = caller.collective.id;
  const row = await requireRound(on, collectiveId, roundId);
  const isAll = all && !isVeiled(roundFactsOf(row));
  const rows = await allPledges(on, collectiveId, roundId, isAll ? undefined : caller.memberId);
  return {
    items: rows.map((one) => ({
      bucketId: one.bucketId,
      memberId: one.memberId,
      amount: formatCommodity(one.amountMinor, row.commodity),
      at: one.pledgedAt.toISOString(),
      ending: one.ending as "withdrawn" | "returned" | null,
      endedAt: one.endedAt?.toISOString() ?? null,
      entryId: one.entryId,
    })),
  };
}
