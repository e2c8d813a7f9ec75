/** The close of a round: what would be, and its posting. */

import { createHash } from "node:crypto";
import type { Queryable } from "../../db/client.js";
import { insertEnvelope, takenEnvelopeNames } from "../../db/envelopes.js";
import { newId } from "../../db/id.js";
import { type AccountOwner, accountOf, openBooks, postEntry } from "../../db/ledger.js";
import { lockNames } from "../../db/names.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { formatCommodity, points } from "../../domain/ledger.js";
import { roundSettlement } from "../../domain/postings.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import { isVeiled, phaseOf } from "../../domain/round.js";
import {
  type BucketSettlement,
  bucketSentence,
  envelopeName,
  type SettledBucket,
  type Settlement,
  settleBallots,
  settleRound,
} from "../../domain/settlement.js";
import { type Election, parseElection } from "../../domain/tally/election.js";
import { explainCompletion, explainVotes } from "../../domain/tally/explanation.js";
import { requirePilot } from "../../http/access.js";
import type { SettlementAnswer } from "./closing.schema.js";
import { type Acting, type OpenRound, openRound } from "./open-round.js";
import { recordRound, withIssue } from "./rounds.actions.js";
import { requireRound } from "./rounds.answers.js";
import {
  bucketFactsOf,
  endPledges,
  findRound,
  listBallots,
  listBuckets,
  listParticipants,
  type ParticipantRow,
  type PledgeRow,
  type RoundRow,
  roundBalances,
  roundFactsOf,
  standingPledges,
  updateBuckets,
  updateRound,
} from "./rounds.queries.js";
import { amountsOf, type Cast, type Counted, completionRule, countBallots } from "./tally-options.js";

/** What a settlement is computed of, all of it. */
interface Basis {
  readonly row: RoundRow;
  readonly buckets: readonly SettledBucket[];
  readonly credits: readonly { readonly memberId: string; readonly leftMinor: bigint }[];
  readonly poolMinor: bigint;
  readonly cast: readonly Cast[];
  readonly fingerprint: string;
}

/** A settlement, and the election that was counted where a tally rule decided. */
interface Settled {
  readonly settlement: Settlement;
  readonly counted: Counted | null;
}

function basisOf(
  row: RoundRow,
  facts: {
    readonly buckets: Awaited<ReturnType<typeof listBuckets>>;
    readonly participants: readonly ParticipantRow[];
    readonly standing: readonly PledgeRow[];
    readonly cast: readonly (Cast & { readonly castAt: Date })[];
    readonly shown: (id: string) => bigint;
  },
): Basis {
  const { participants, standing, cast, shown } = facts;
  const buckets = facts.buckets.map((bucket): SettledBucket => {
    const sums = new Map<string, bigint>();
    for (const one of standing.filter(({ bucketId }) => bucketId === bucket.id))
      sums.set(one.memberId, (sums.get(one.memberId) ?? 0n) + one.amountMinor);
    return {
      ...bucketFactsOf(bucket),
      title: bucket.title,
      pledges: [...sums].map(([memberId, amountMinor]) => ({ memberId, amountMinor })),
    };
  });
  const credits = participants.map(({ id, memberId }) => ({ memberId, leftMinor: shown(id) }));
  const poolMinor = shown(row.id);
  // What is covered decides the settlement, so that the same fingerprint is the same close; nothing is counted for it. Of
  // what is veiled it is only what nobody can guess, or what says nothing: the ids of pledges, the instants of ballots.
  const covered = {
    round: [row.id, row.unspent, row.mayChange, row.tally],
    pledges: standing.map(({ id }) => id),
    ballots: cast.map(({ castAt }) => castAt.toISOString()),
    pool: poolMinor,
    credits: credits.map(({ memberId, leftMinor }) => [memberId, leftMinor]),
    buckets: buckets.map(({ id, title, status, minMinor, maxMinor }) => [id, title, status, minMinor, maxMinor]),
  };
  const text = JSON.stringify(covered, (_, value) => (typeof value === "bigint" ? String(value) : value));
  return { row, buckets, credits, poolMinor, cast, fingerprint: createHash("sha256").update(text).digest("hex") };
}

function settle({ row, buckets, credits, poolMinor, cast }: Basis): Settled {
  const facts = { round: roundFactsOf(row), poolMinor, credits, buckets };
  if (row.method === "ballots") {
    const counted = countBallots(row, poolMinor, buckets, cast);
    return { settlement: settleBallots(facts, counted ? amountsOf(row, counted) : new Map()), counted };
  }
  let counted: Counted | null = null;
  const told = (heard: Counted) => {
    counted = heard;
  };
  return { settlement: settleRound(facts, row.tally ? completionRule(row, told) : () => []), counted };
}

/** How a round would close now, or how it closed, without the drafts of others: they are their cocreators’ own. */
export async function loadSettlement(on: Queryable, acting: Acting, language: Language, id: string): Promise<SettlementAnswer> {
  return withoutDrafts(on, acting, await readSettlement(on, acting, language, id));
}

async function withoutDrafts(on: Queryable, { caller }: Acting, answer: SettlementAnswer): Promise<SettlementAnswer> {
  const rows = new Map((await listBuckets(on, caller.collective.id, answer.roundId)).map((row) => [row.id, row]));
  const isOwn = (bucketId: string) => rows.get(bucketId)?.cocreatorIds.includes(caller.memberId) ?? false;
  const isDraft = ({ bucketId, outcome }: SettlementAnswer["buckets"][number]) =>
    outcome === "unpublished" || rows.get(bucketId)?.status === "draft";
  return { ...answer, buckets: answer.buckets.filter((one) => !isDraft(one) || isOwn(one.bucketId)) };
}

/** The same with every draft. What is veiled is null. */
export async function readSettlement(on: Queryable, { caller, now }: Acting, language: Language, id: string): Promise<SettlementAnswer> {
  const collectiveId = caller.collective.id;
  const row = await requireRound(on, collectiveId, id);
  // Rounds that were closed earlier were told with fewer fields.
  if (row.settlement) return { hiddenUntilClosed: false, completed: null, ...(row.settlement[language] as object) } as SettlementAnswer;
  if (row.outcome) throw new Refusal("round_over", { at: "round", outcome: row.outcome });
  const balances = await roundBalances(on, collectiveId, id);
  const basis = basisOf(row, {
    buckets: await listBuckets(on, collectiveId, id),
    participants: await listParticipants(on, collectiveId, id),
    standing: await standingPledges(on, collectiveId, id),
    cast: await listBallots(on, collectiveId, id),
    shown: (own) => balances.get(own) ?? 0n,
  });
  return previewOf(basis, now, language);
}

/** How it would close now. What is veiled is not even counted. */
const previewOf = (basis: Basis, now: Date, language: Language): SettlementAnswer =>
  isVeiled(roundFactsOf(basis.row)) ? veiledAnswer(basis, now) : answerOf(basis, settle(basis), now, language);

const canClose = (row: RoundRow, now: Date): boolean => phaseOf(roundFactsOf(row), now) === "settling";

function veiledAnswer({ row, buckets, poolMinor, fingerprint }: Basis, now: Date): SettlementAnswer {
  const none = { outcome: null, isFunded: null, pledged: null, completed: null, amount: null, explanation: null };
  return {
    roundId: row.id,
    fingerprint,
    canClose: canClose(row, now),
    buckets: buckets.map(({ id, title }) => ({ bucketId: id, title, ...none })),
    hiddenUntilClosed: true,
    pool: formatCommodity(poolMinor, row.commodity),
    completed: null,
    returned: null,
    carried: null,
    participants: [],
    tally: null,
  };
}

function answerOf({ row, buckets, fingerprint }: Basis, { settlement, counted }: Settled, now: Date, language: Language): SettlementAnswer {
  const money = (minor: bigint) => formatCommodity(minor, row.commodity);
  const sumOf = (parts: readonly { readonly memberId: string; readonly amountMinor: bigint }[], memberId: string) =>
    money(parts.filter((one) => one.memberId === memberId).reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
  const givenBack = settlement.buckets.flatMap((bucket) => bucket.givenBack);
  const concerned = [...new Set([...givenBack, ...settlement.unspent, ...settlement.carried].map(({ memberId }) => memberId))];
  const election = counted && parseElection(counted.document);
  const explained = (bucket: SettledBucket, one: BucketSettlement): string => {
    const isCounted = counted?.result.projects.some(({ id }) => id === bucket.id);
    const why = counted && election && isCounted ? reasonOf(row, counted, election, bucket.id, language) : null;
    return bucketSentence(bucket, one, row.commodity, language, why);
  };
  return {
    roundId: row.id,
    fingerprint,
    canClose: canClose(row, now),
    buckets: settlement.buckets.map((one) => {
      const bucket = buckets.find(({ id }) => id === one.bucketId) as SettledBucket;
      return {
        bucketId: bucket.id,
        title: bucket.title,
        outcome: one.outcome,
        isFunded: one.isFunded,
        pledged: money(one.pledgedMinor),
        completed: money(one.completedMinor),
        amount: money(one.amountMinor),
        explanation: explained(bucket, one),
      };
    }),
    hiddenUntilClosed: false,
    pool: money(settlement.poolMinor),
    completed: money(settlement.completedMinor),
    returned: money(settlement.returnedMinor),
    carried: money(settlement.carried.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
    participants: concerned.map((memberId) => ({
      memberId,
      givenBack: sumOf(givenBack, memberId),
      unspent: sumOf(settlement.unspent, memberId),
      carried: sumOf(settlement.carried, memberId),
    })),
    tally: counted && { ...counted.result },
  };
}

/** What the rule says of a bucket it counted, to stand within a sentence. */
function reasonOf({ method }: RoundRow, { result }: Counted, election: Election, bucketId: string, language: Language): string {
  const reason = method === "ballots" ? explainVotes(election, result, bucketId, language) : explainCompletion(result, bucketId, language);
  return reason.replace(/\.$/, "");
}

/** Closes a round as it was previewed. Refuses `round_not_settling` before its time, and `settlement_stale` with what it would be. */
export async function closeRound(tx: Tx, acting: Acting, language: Language, id: string, fingerprint: string): Promise<SettlementAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const found = await findRound(tx, collectiveId, id);
  if (!found) throw new Refusal("not_found", { at: "round", id });
  requirePilot(caller, found.circleId);
  await lockNames(tx, collectiveId);
  const issue = found.envelopeId === null ? await withIssue(tx, acting) : undefined;
  const open = await openRound(tx, acting, id, issue ? [issue] : []);
  const facts = roundFactsOf(open.round);
  const phase = phaseOf(facts, now);
  if (facts.outcome) throw new Refusal("round_over", { at: "round", outcome: facts.outcome });
  if (phase !== "settling") throw new Refusal("round_not_settling", { until: facts.pledgesUntil.toISOString() });
  const standing = await standingPledges(tx, collectiveId, id);
  const cast = await listBallots(tx, collectiveId, id);
  const basis = basisOf(open.round, {
    buckets: [...open.buckets],
    participants: open.participants,
    standing,
    cast,
    shown: open.shown,
  });
  if (basis.fingerprint !== fingerprint) {
    const preview = await withoutDrafts(tx, acting, previewOf(basis, now, language));
    throw new Refusal("settlement_stale", { at: "fingerprint", preview: preview as never });
  }
  const settled = settle(basis);
  const { settlement, counted } = settled;
  await post(tx, acting, open, settlement, issue);
  const back = new Set(settlement.buckets.filter(({ givenBack }) => givenBack.length > 0).map(({ bucketId }) => bucketId));
  await endPledges(
    tx,
    collectiveId,
    standing.filter(({ bucketId }) => back.has(bucketId)).map((one) => one.id),
    { endedAt: now, endedBy: caller.memberId, ending: "returned" },
  );
  const over = settlement.buckets
    .filter(({ outcome }) => outcome === "under_minimum" || outcome === "not_elected")
    .map(({ bucketId }) => bucketId);
  if (over.length > 0) await updateBuckets(tx, collectiveId, over, { status: "cancelled", statusAt: now });
  const closed = { ...basis, row: { ...basis.row, outcome: "closed", endedAt: now } };
  const election = counted && { document: counted.document, selected: counted.result.selected };
  const kept = { fr: answerOf(closed, settled, now, "fr"), en: answerOf(closed, settled, now, "en"), election };
  await updateRound(tx, collectiveId, id, { outcome: "closed", endedAt: now, settlement: kept });
  await recordRound(tx, acting, id, "round.closed", { funded: settlement.buckets.filter(({ isFunded }) => isFunded).length });
  const concerned = new Set([...open.participants, ...cast].map(({ memberId }) => memberId));
  const told = [...concerned].filter((memberId) => memberId !== caller.memberId);
  await tellMembers(
    tx,
    collectiveId,
    told.map((memberId) => ({ memberId, at: now, what: "round.closed", subject: "round", subjectId: id, byId: caller.memberId })),
  );
  return withoutDrafts(tx, acting, kept[language]);
}

/** Makes an envelope of each funded bucket (of money), and posts the close in one entry. */
async function post(
  tx: Tx,
  acting: Acting,
  open: OpenRound,
  settlement: Settlement,
  issue: AccountOwner<"bank"> | undefined,
): Promise<void> {
  const { caller, now } = acting;
  const row = open.round;
  const collectiveId = caller.collective.id;
  const funded = settlement.buckets.filter(({ isFunded }) => isFunded);
  const envelopeOf = new Map<string, string>();
  if (row.commodity !== points) {
    const taken = new Set(await takenEnvelopeNames(tx, collectiveId));
    for (const { bucketId } of funded) {
      const bucket = open.buckets.find(({ id }) => id === bucketId);
      if (!bucket) continue;
      const envelopeId = newId();
      const name = envelopeName(taken, bucket.title, row.title);
      taken.add(name);
      await insertEnvelope(tx, {
        collectiveId,
        id: envelopeId,
        circleId: row.circleId,
        name,
        purpose: bucket.summary,
        currency: row.commodity,
        referentId: bucket.cocreatorIds[0] ?? null,
        createdAt: now,
      });
      envelopeOf.set(bucketId, envelopeId);
      await updateBuckets(tx, collectiveId, [bucketId], { status: "funded", statusAt: now, envelopeId });
    }
  } else if (funded.length > 0)
    await updateBuckets(
      tx,
      collectiveId,
      funded.map(({ bucketId }) => bucketId),
      { status: "funded", statusAt: now },
    );

  const home: AccountOwner = issue ?? { class: "envelope", id: row.envelopeId as string, commodity: row.commodity };
  const ids = [row.id, ...open.participants.map(({ id }) => id), ...open.buckets.map(({ id }) => id)];
  const owners = [
    ...ids.map((own): AccountOwner => ({ class: "round", id: own, commodity: row.commodity })),
    home,
    ...[...envelopeOf.values()].map((envelopeId): AccountOwner => ({ class: "envelope", id: envelopeId, commodity: row.commodity })),
  ];
  const books = await openBooks(tx, { collectiveId, now, owners });
  const round = (own: string) => accountOf(books, { class: "round", id: own });
  const credits = (memberId: string) => round((open.participants.find((one) => one.memberId === memberId) as ParticipantRow).id);
  const homeAccount = accountOf(books, home);
  const pool = round(row.id);
  const moves = [
    ...settlement.buckets.flatMap(({ bucketId, givenBack }) =>
      givenBack.map(({ memberId, amountMinor }) => ({ from: round(bucketId), to: credits(memberId), amountMinor })),
    ),
    ...settlement.unspent.map(({ memberId, amountMinor }) => ({ from: credits(memberId), to: pool, amountMinor })),
    ...funded.flatMap(({ bucketId, completedMinor }) =>
      completedMinor > 0n ? [{ from: pool, to: round(bucketId), amountMinor: completedMinor }] : [],
    ),
    ...funded.map(({ bucketId, amountMinor }) => ({
      from: round(bucketId),
      to: accountOf(books, ownerOf(envelopeOf.get(bucketId), home, row)),
      amountMinor,
    })),
    ...(settlement.returnedMinor > 0n ? [{ from: pool, to: homeAccount, amountMinor: settlement.returnedMinor }] : []),
  ];
  if (moves.length === 0) return;
  const posting = roundSettlement(moves);
  if (posting.lines.length === 0) return;
  await postEntry(tx, books, { ...posting, datedOn: books.today, origin: { round: row.id }, postedBy: caller.memberId });
}

const ownerOf = (envelopeId: string | undefined, home: AccountOwner, row: RoundRow): AccountOwner =>
  envelopeId === undefined ? home : { class: "envelope", id: envelopeId, commodity: row.commodity };
