/**
 * Pledges. Those who pledge at the same moment are decided one after another under the lock of the collective's chain, and
 * saved with their entries in one statement (DESIGN §5, group posting): a hundred at once overspend and overfund nothing.
 */
import { type SQL, sql } from "drizzle-orm";
import { announceChange } from "../../db/changes.js";
import { preparedRows } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { type Batch, emptyBatch, entriesInsert, openBooks, placeDraft, writeBatch } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { type Account, type Books, formatCommodity, reversedLines, shownBalance } from "../../domain/ledger.js";
import { pledge } from "../../domain/postings.js";
import { Refusal } from "../../domain/refusals.js";
import { type BucketFacts, decidePledge, decideWithdrawal, parseCommodity, type RoundFacts } from "../../domain/round.js";
import type { Caller } from "../../http/access.js";
import type { GroupWork } from "../../http/group-write.js";
import { type PostedEntry, postedOf } from "../../http/posted.js";
import { type Acting, isShownTo, type OpenRound, openRound, requireBucket } from "./open-round.js";
import type { PledgeAnswer } from "./pledges.schema.js";
import { bucketFactsOf, endPledges, roundFactsOf, standingPledges } from "./rounds.queries.js";

interface PledgeCall {
  readonly caller: Caller;
  readonly now: Date;
  readonly params: { readonly id: string };
  readonly body: { readonly bucketId: string; readonly amount: string };
}

/** What the pledges of a group are decided on; `batch`, `own` and `buckets` move on with each that is accepted. */
interface PledgeGroup {
  readonly rounds: ReadonlyMap<string, RoundFacts>;
  readonly buckets: Map<string, BucketFacts & { readonly roundId: string }>;
  /** The account of credits: by round and member. */
  readonly creditIds: ReadonlyMap<string, string>;
  /** What a member has pledged to a bucket. */
  readonly own: Map<string, bigint>;
  batch: Batch;
}

interface Pledged {
  readonly id: string;
  readonly roundId: string;
  readonly bucketId: string;
  readonly memberId: string;
  readonly amountMinor: bigint;
  readonly entryId: string;
  readonly at: Date;
  readonly isFunded: boolean;
  /** The batch that ends with its entry: that of the last pledge is written. */
  readonly batch: Batch;
}

const pair = (one: string, other: string): string => `${one} ${other}`;

interface StateRow {
  rounds: (Omit<RoundFacts, "capMinor" | "proposalsFrom" | "proposalsUntil" | "pledgesFrom" | "pledgesUntil"> & {
    capMinor: string | null;
    proposalsFrom: string;
    proposalsUntil: string;
    pledgesFrom: string;
    pledgesUntil: string;
  })[];
  buckets: { id: string; roundId: string; status: BucketFacts["status"]; minMinor: string; maxMinor: string; cocreatorIds: string[] }[];
  participants: { id: string; roundId: string; memberId: string }[];
  own: { bucketId: string; memberId: string; pledged: string }[];
}

export const pledging: GroupWork<PledgeCall, PledgeGroup, Pledged, PledgeAnswer> = {
  locks: true,
  async load(tx, calls) {
    const collectiveId = (calls[0] as PledgeCall).caller.collective.id;
    const now = calls.reduce((latest, call) => (call.now > latest ? call.now : latest), new Date(0));
    const asked = sql`${JSON.stringify(calls.map(({ params, body, caller }) => ({ round: params.id, bucket: body.bucketId, member: caller.memberId })))}::text::json`;
    const those = sql`json_to_recordset(${asked}) as asked(round uuid, bucket uuid, member uuid)`;
    const accounts = sql`(select coalesce(array_agg(id), '{}') from (
      select p.id from ${those} join round_participants p on p.collective_id = ${collectiveId} and p.round_id = asked.round and p.member_id = asked.member
      union select b.id from ${those} join buckets b on b.collective_id = ${collectiveId} and b.round_id = asked.round and b.id = asked.bucket) ids)`;
    // Sent together; what follows the lock is read once it is held: who was given credits meanwhile may pledge them.
    const announced = [...new Set(calls.map(({ params }) => params.id))].map((id) =>
      announceChange(tx, { collectiveId, subject: "round", id }),
    );
    const [, books, [state]] = await Promise.all([
      openBooks(tx, { collectiveId, now, owners: [] }),
      openBooks(tx, { collectiveId, now, owners: [], also: accounts }),
      preparedRows<StateRow>(tx, stateQuery(collectiveId, asked)),
      ...announced,
    ]);
    return groupOf(books, state as StateRow);
  },

  decide(group, { caller, now, params, body }) {
    const round = group.rounds.get(params.id);
    if (!round) throw new Refusal("not_found", { at: "round", id: params.id });
    const bucket = group.buckets.get(body.bucketId);
    if (bucket?.roundId !== round.id || !isShownTo(caller.memberId, bucket))
      throw new Refusal("not_found", { at: "bucketId", id: body.bucketId });
    const amountMinor = parseCommodity(body.amount, round.commodity);
    const creditId = group.creditIds.get(pair(round.id, caller.memberId));
    const shown = (id: string) => shownBalance(group.batch.books.accounts.get(id) as Account);
    const ownMinor = group.own.get(pair(bucket.id, caller.memberId)) ?? 0n;
    const creditMinor = creditId === undefined ? null : shown(creditId);
    const { isFunded } = decidePledge({ round, bucket, bucketMinor: shown(bucket.id), ownMinor, creditMinor }, amountMinor, now);
    const { accounts, today } = group.batch.books;
    const [credits, into] = [accounts.get(creditId as string), accounts.get(bucket.id)] as [Account<"round">, Account<"round">];
    const batch = placeDraft(group.batch, {
      ...pledge({ credits, bucket: into, amountMinor }),
      datedOn: today,
      origin: originOf(round.id, bucket.id, caller.memberId),
      postedBy: caller.memberId,
    });
    const entry = batch.placed.at(-1)?.entry as Batch["placed"][number]["entry"];
    group.batch = batch;
    group.own.set(pair(bucket.id, caller.memberId), ownMinor + amountMinor);
    if (isFunded) group.buckets.set(bucket.id, { ...bucket, status: "funded" });
    const money = (minor: bigint) => formatCommodity(minor, round.commodity);
    return {
      value: {
        roundId: round.id,
        bucketId: bucket.id,
        ownPledged: money(ownMinor + amountMinor),
        left: money((creditMinor as bigint) - amountMinor),
        isFunded,
        entries: [postedOf(entry)],
      },
      change: {
        id: newId(),
        roundId: round.id,
        bucketId: bucket.id,
        memberId: caller.memberId,
        amountMinor,
        entryId: entry.id,
        at: now,
        isFunded,
        batch,
      },
    };
  },

  save(calls, pledged) {
    const collectiveId = (calls[0] as PledgeCall).caller.collective.id;
    const funded = pledged.filter((one) => one.isFunded);
    return [
      pledgesInsert(collectiveId, pledged),
      ...(funded.length > 0 ? [bucketsFunded(collectiveId, funded)] : []),
      entriesInsert((pledged.at(-1) as Pledged).batch),
    ];
  },
};

/** Whose pledge an entry is: a veiled round shows it to nobody else (db/veil). */
const originOf = (round: string, bucket: string, member: string): Record<string, string> => ({ round, bucket, member });

function stateQuery(collectiveId: string, asked: SQL): SQL {
  const wanted = sql`(select distinct a.round, a.bucket, a.member from json_to_recordset(${asked}) as a(round uuid, bucket uuid, member uuid)) w`;
  return sql`select
    (select coalesce(json_agg(json_build_object('id', r.id, 'method', r.method, 'commodity', r.commodity, 'capMinor', r.cap_minor::text, 'proposers', r.proposers,
        'hasStretchGoals', r.has_stretch_goals, 'isSecret', r.is_secret, 'mayChange', r.may_change, 'outcome', r.outcome, 'proposalsFrom', r.proposals_from,
        'proposalsUntil', r.proposals_until, 'pledgesFrom', r.pledges_from, 'pledgesUntil', r.pledges_until)), '[]')
      from (select distinct w.round from ${wanted}) d cross join lateral (
        select * from rounds r where r.collective_id = ${collectiveId} and r.id = d.round limit 1) r) as rounds,
    (select coalesce(json_agg(json_build_object('id', b.id, 'roundId', b.round_id, 'status', b.status, 'minMinor', b.min_minor::text,
        'maxMinor', b.max_minor::text, 'cocreatorIds', b.cocreator_ids)), '[]')
      from (select distinct w.bucket from ${wanted}) d cross join lateral (
        select * from buckets b where b.collective_id = ${collectiveId} and b.id = d.bucket limit 1) b) as buckets,
    (select coalesce(json_agg(json_build_object('id', p.id, 'roundId', p.round_id, 'memberId', p.member_id)), '[]')
      from (select distinct w.round, w.member from ${wanted}) d cross join lateral (
        select * from round_participants p where p.collective_id = ${collectiveId} and p.round_id = d.round and p.member_id = d.member limit 1) p) as participants,
    (select coalesce(json_agg(json_build_object('bucketId', d.bucket, 'memberId', d.member, 'pledged', s.pledged::text)), '[]')
      from (select distinct w.bucket, w.member from ${wanted}) d cross join lateral (
        select sum(l.amount_minor) as pledged from pledges l
        where l.collective_id = ${collectiveId} and l.bucket_id = d.bucket and l.member_id = d.member and l.ended_at is null) s
      where s.pledged is not null) as own`;
}

function groupOf(books: Books, state: StateRow): PledgeGroup {
  return {
    rounds: new Map(
      state.rounds.map((row) => [
        row.id,
        {
          ...row,
          capMinor: row.capMinor === null ? null : BigInt(row.capMinor),
          proposalsFrom: new Date(row.proposalsFrom),
          proposalsUntil: new Date(row.proposalsUntil),
          pledgesFrom: new Date(row.pledgesFrom),
          pledgesUntil: new Date(row.pledgesUntil),
        },
      ]),
    ),
    buckets: new Map(state.buckets.map((row) => [row.id, { ...row, minMinor: BigInt(row.minMinor), maxMinor: BigInt(row.maxMinor) }])),
    creditIds: new Map(state.participants.map((row) => [pair(row.roundId, row.memberId), row.id])),
    own: new Map(state.own.map((row) => [pair(row.bucketId, row.memberId), BigInt(row.pledged)])),
    batch: emptyBatch(books),
  };
}

function pledgesInsert(collectiveId: string, pledged: readonly Omit<Pledged, "batch" | "isFunded">[]): SQL {
  const rows = pledged.map(({ id, roundId, bucketId, memberId, amountMinor, entryId, at }) => ({
    id,
    roundId,
    bucketId,
    memberId,
    amountMinor: String(amountMinor),
    entryId,
    at,
  }));
  return sql`insert into pledges (collective_id, id, round_id, bucket_id, member_id, amount_minor, entry_id, pledged_at)
    select ${collectiveId}::uuid, p.id, p."roundId", p."bucketId", p."memberId", p."amountMinor", p."entryId", p.at
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as p(id uuid, "roundId" uuid, "bucketId" uuid, "memberId" uuid, "amountMinor" bigint, "entryId" uuid, at timestamptz)`;
}

const bucketsFunded = (
  collectiveId: string,
  funded: readonly Pledged[],
): SQL => sql`update buckets b set status = 'funded', status_at = f.at
  from json_to_recordset(${JSON.stringify(funded.map(({ bucketId, at }) => ({ bucketId, at })))}::text::json) as f("bucketId" uuid, at timestamptz)
  where b.collective_id = ${collectiveId} and b.id = f."bucketId"`;

// Taking back --------------------------------------------------------------------------------------------------------

/** Takes some of one's own pledges back: reversing entries, and what was reversed beyond it is pledged anew. */
export async function withdrawPledge(
  tx: Tx,
  acting: Acting,
  roundId: string,
  asked: { bucketId: string; amount: string },
): Promise<PledgeAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const open = await openRound(tx, acting, roundId);
  const bucket = requireBucket(open, caller.memberId, asked.bucketId, "bucketId");
  const standing = await standingPledges(tx, collectiveId, roundId, { bucketId: bucket.id, memberId: caller.memberId });
  const amountMinor = parseCommodity(asked.amount, open.round.commodity);
  const facts = { round: roundFactsOf(open.round), bucket: bucketFactsOf(bucket) };
  const { reversed, againMinor } = decideWithdrawal(facts, standing, amountMinor, now);
  const own = open.participants.find(({ memberId }) => memberId === caller.memberId);
  if (!own) throw new Refusal("no_credits", { at: "round" });
  let batch = reverseInto(
    emptyBatch(open.books),
    open,
    bucket.id,
    reversed.map((one) => ({ ...one, memberId: caller.memberId })),
    caller.memberId,
  );
  if (againMinor > 0n) {
    batch = placeDraft(batch, {
      ...pledge({ credits: open.account(own.id), bucket: open.account(bucket.id), amountMinor: againMinor }),
      datedOn: open.books.today,
      origin: originOf(roundId, bucket.id, caller.memberId),
      postedBy: caller.memberId,
    });
  }
  const entries = await writeBatch(tx, batch);
  await endPledges(
    tx,
    collectiveId,
    reversed.map(({ id }) => id),
    { endedAt: now, endedBy: caller.memberId, ending: "withdrawn" },
  );
  const again = entries.at(-1);
  if (againMinor > 0n && again) {
    const row = {
      id: newId(),
      roundId,
      bucketId: bucket.id,
      memberId: caller.memberId,
      amountMinor: againMinor,
      entryId: again.id,
      at: now,
    };
    await tx.execute(pledgesInsert(collectiveId, [row]));
  }
  await announceChange(tx, { collectiveId, subject: "round", id: roundId });
  const money = (minor: bigint) => formatCommodity(minor, open.round.commodity);
  return {
    roundId,
    bucketId: bucket.id,
    ownPledged: money(standing.reduce((all, one) => all + one.amountMinor, 0n) - amountMinor),
    left: money(open.shown(own.id) + amountMinor),
    isFunded: false,
    entries: entries.map((entry): PostedEntry => postedOf(entry)),
  };
}

/** A pledge to be reversed, and whose it is. */
interface Reversed {
  readonly entryId: string;
  readonly memberId: string;
  readonly amountMinor: bigint;
}

/** Adds the entries that undo pledges of a bucket to a batch. */
function reverseInto(batch: Batch, open: OpenRound, bucketId: string, pledges: readonly Reversed[], postedBy: string): Batch {
  return pledges.reduce((so, { entryId, memberId, amountMinor }) => {
    const own = open.participants.find((one) => one.memberId === memberId);
    if (!own) throw new RangeError(`no credits of ${memberId} in the round ${open.round.id}`);
    const made = pledge({ credits: open.account(own.id), bucket: open.account(bucketId), amountMinor });
    return placeDraft(so, {
      kind: "reversal",
      datedOn: so.books.today,
      lines: reversedLines(made.lines),
      origin: originOf(open.round.id, bucketId, memberId),
      reversesId: entryId,
      postedBy,
    });
  }, batch);
}

/** Gives back all that is pledged to these buckets, by reversing entries; the books after it. */
export async function returnPledges(tx: Tx, { caller, now }: Acting, open: OpenRound, bucketIds: readonly string[]): Promise<Books> {
  const standing = (await standingPledges(tx, caller.collective.id, open.round.id)).filter(({ bucketId }) => bucketIds.includes(bucketId));
  const batch = bucketIds.reduce(
    (so, bucketId) =>
      reverseInto(
        so,
        open,
        bucketId,
        standing.filter((one) => one.bucketId === bucketId),
        caller.memberId,
      ),
    emptyBatch(open.books),
  );
  await writeBatch(tx, batch);
  await endPledges(
    tx,
    caller.collective.id,
    standing.map(({ id }) => id),
    { endedAt: now, endedBy: caller.memberId, ending: "returned" },
  );
  return batch.books;
}
