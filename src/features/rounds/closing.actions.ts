/** The close of a round: what would be, and its posting. */
import { createHash } from "node:crypto";
import type { Queryable } from "../../db/client.js";
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
import { type Acting, openRound } from "./open-round.js";
import { recordRound, withIssue } from "./rounds.actions.js";
import { requireRound } from "./rounds.answers.js";
import {
  bucketFactsOf,
  endPledges,
  findRound,
  insertEnvelope,
  listBallots,
  listBuckets,
  listParticipants,
  type ParticipantRow,
  type PledgeRow,
  type RoundRow,
  roundBalances,
  roundFactsOf,
  standingPledges,
  takenEnvelopeNames,
  updateBuckets,
  updateRound,
} from "./rounds.queries.js";
import type { SettlementAnswer } from "./rounds.schema.js";
import { amountsOf, type Cast, type Counted, completionRule, countBallots } from "./tally-options.js";

/** What a settlement is computed of, and the settlement. */
interface Settled {
  readonly row: RoundRow;
  /** The election that was counted, where a tally rule decided. */
  readonly counted: Counted | null;
  readonly buckets: readonly SettledBucket[];
  readonly settlement: Settlement;
  readonly fingerprint: string;
}

function settle(
  row: RoundRow,
  facts: {
    readonly buckets: Awaited<ReturnType<typeof listBuckets>>;
    readonly participants: readonly ParticipantRow[];
    readonly standing: readonly PledgeRow[];
    readonly cast: readonly (Cast & { readonly castAt: Date })[];
    readonly shown: (id: string) => bigint;
  },
): Settled {
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
  const rest = { round: roundFactsOf(row), poolMinor: shown(row.id), credits, buckets };
  let counted: Counted | null = null;
  let settlement: Settlement;
  if (row.method === "ballots") {
    counted = countBallots(row, shown(row.id), buckets, cast);
    settlement = settleBallots(rest, counted ? amountsOf(row, counted) : new Map());
  } else {
    const told = (heard: Counted) => {
      counted = heard;
    };
    settlement = settleRound(rest, row.tally ? completionRule(row, told) : () => []);
  }
  // Of what is veiled, only what nobody can guess, or what says nothing, is covered: the ids of pledges, the instants of
  // ballots. A fingerprint of few votes, or of who wins, could be guessed by trying all of them.
  const covered = {
    round: row.id,
    pledges: standing.map(({ id }) => id),
    ballots: cast.map(({ castAt }) => castAt.toISOString()),
    pool: shown(row.id),
    buckets: buckets.map(({ id, status, minMinor }) => [id, status, String(minMinor)]),
    settlement: row.method === "ballots" ? null : settlement,
  };
  const text = JSON.stringify(covered, (_, value) => (typeof value === "bigint" ? String(value) : value));
  return { row, counted, buckets, settlement, fingerprint: createHash("sha256").update(text).digest("hex") };
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
  const settled = settle(row, {
    buckets: await listBuckets(on, collectiveId, id),
    participants: await listParticipants(on, collectiveId, id),
    standing: await standingPledges(on, collectiveId, id),
    cast: await listBallots(on, collectiveId, id),
    shown: (own) => balances.get(own) ?? 0n,
  });
  return answerOf(settled, now, language, isVeiled(roundFactsOf(row)));
}

function answerOf(
  { row, counted, buckets, settlement, fingerprint }: Settled,
  now: Date,
  language: Language,
  veiled: boolean,
): SettlementAnswer {
  const money = (minor: bigint) => formatCommodity(minor, row.commodity);
  const veil = <Value>(value: Value): Value | null => (veiled ? null : value);
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
    canClose: phaseOf(roundFactsOf(row), now) === "settling",
    buckets: settlement.buckets.map((one) => {
      const bucket = buckets.find(({ id }) => id === one.bucketId) as SettledBucket;
      return {
        bucketId: bucket.id,
        title: bucket.title,
        outcome: veil(one.outcome),
        isFunded: veil(one.isFunded),
        pledged: veil(money(one.pledgedMinor)),
        completed: veil(money(one.completedMinor)),
        amount: veil(money(one.amountMinor)),
        explanation: veiled ? null : explained(bucket, one),
      };
    }),
    hiddenUntilClosed: veiled,
    pool: money(settlement.poolMinor),
    completed: veil(money(settlement.completedMinor)),
    returned: veil(money(settlement.returnedMinor)),
    carried: veil(money(settlement.carried.reduce((sum, { amountMinor }) => sum + amountMinor, 0n))),
    participants: veiled
      ? []
      : concerned.map((memberId) => ({
          memberId,
          givenBack: sumOf(givenBack, memberId),
          unspent: sumOf(settlement.unspent, memberId),
          carried: sumOf(settlement.carried, memberId),
        })),
    tally: veil(counted && { ...counted.result }),
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
  const settled = settle(open.round, {
    buckets: [...open.buckets],
    participants: open.participants,
    standing,
    cast,
    shown: open.shown,
  });
  if (settled.fingerprint !== fingerprint) {
    const preview = answerOf(settled, now, language, isVeiled(facts));
    throw new Refusal("settlement_stale", { at: "fingerprint", preview: (await withoutDrafts(tx, acting, preview)) as never });
  }
  await post(tx, acting, open, settled, issue);
  const { settlement } = settled;
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
  const closed: Settled = { ...settled, row: { ...settled.row, outcome: "closed", endedAt: now } };
  const election = settled.counted && { document: settled.counted.document, selected: settled.counted.result.selected };
  const kept = { fr: answerOf(closed, now, "fr", false), en: answerOf(closed, now, "en", false), election };
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
  open: Awaited<ReturnType<typeof openRound>>,
  { row, settlement }: Settled,
  issue: AccountOwner<"bank"> | undefined,
): Promise<void> {
  const { caller, now } = acting;
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
