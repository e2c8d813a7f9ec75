/** Ballots: cast and cast again until the end; afterwards anybody may count them again, from a file without names. */
import { eq } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { collectives } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import { dayIn } from "../../domain/calendar.js";
import { Refusal } from "../../domain/refusals.js";
import { requireMethod, requirePledging, requireRunning } from "../../domain/round.js";
import { ballotOf, readTallyOptions, requireBallot, type Vote } from "../../domain/round-election.js";
import { formatPabulib } from "../../exchange/pabulib.js";
import { pabulibOf } from "../../exchange/pabulib-write.js";
import { type Acting, openRound } from "./open-round.js";
import { requireRound } from "./rounds.answers.js";
import { listBallots, type RoundRow, roundFactsOf, saveBallot } from "./rounds.queries.js";

interface BallotAnswer {
  readonly roundId: string;
  readonly votes: { bucketId: string; points: number }[];
  readonly castAt: string | null;
}

export async function castBallot(tx: Tx, acting: Acting, roundId: string, votes: readonly Vote[]): Promise<BallotAnswer> {
  const { caller, now } = acting;
  const { round, buckets } = await openRound(tx, acting, roundId);
  const facts = roundFactsOf(round);
  requireMethod(facts, "ballots");
  requireRunning(facts);
  requirePledging(facts, now);
  const options = readTallyOptions(round.tally);
  requireBallot(votes, options, new Set(buckets.filter(({ status }) => status === "published").map(({ id }) => id)));
  const kept = ballotOf(votes, options);
  await saveBallot(tx, { collectiveId: caller.collective.id, roundId, memberId: caller.memberId, votes: kept, castAt: now });
  return { roundId, votes: kept, castAt: now.toISOString() };
}

/** One's own ballot: without votes, and cast at no instant, before one is cast. */
export async function loadBallot(on: Queryable, { caller }: Acting, roundId: string): Promise<BallotAnswer> {
  requireMethod(await requireRound(on, caller.collective.id, roundId), "ballots");
  const own = (await listBallots(on, caller.collective.id, roundId)).find(({ memberId }) => memberId === caller.memberId);
  return { roundId, votes: (own?.votes ?? []).map((vote) => ({ ...vote })), castAt: own?.castAt.toISOString() ?? null };
}

/** The election of a closed round as a Pabulib file: `moisson tally` counts it again. */
export async function ballotFile(on: Queryable, { caller }: Acting, roundId: string): Promise<string> {
  const round = await requireRound(on, caller.collective.id, roundId);
  const facts = roundFactsOf(round);
  requireMethod(facts, "ballots");
  const kept = round.settlement?.election as { document: Record<string, unknown>; selected: string[] } | undefined;
  if (facts.outcome === null) throw new Refusal("ballots_not_yet", { at: "round" });
  if (!kept) throw new Refusal("not_found", { at: "ballots" });
  const { name, timeZone } = caller.collective;
  const endsOn = dayIn(round.pledgesUntil, timeZone);
  const about = {
    description: [round.title, round.description]
      .filter((text) => text !== "")
      .join(" : ")
      .replace(/\s+/g, " "),
    country: await countryOf(on, caller.collective.id),
    unit: name,
    instance: endsOn.slice(0, 4),
    beginsOn: dayIn(round.pledgesFrom, timeZone),
    endsOn,
    limits: limitsOf(round, (kept.document.projects as readonly unknown[]).length),
  };
  return formatPabulib(pabulibOf(kept.document, { ...about, selected: kept.selected }));
}

/** The country of a collective as ballot files name it: France. */
async function countryOf(on: Queryable, collectiveId: string): Promise<string | undefined> {
  const [row] = await on.select({ country: collectives.country }).from(collectives).where(eq(collectives.id, collectiveId));
  return row && new Intl.DisplayNames("en", { type: "region" }).of(row.country);
}

/** What a ballot may hold, by the names of Pabulib. */
function limitsOf({ tally }: RoundRow, projects: number) {
  const { ballotType, votesMax, pointsMax, scoreMin, scoreMax } = readTallyOptions(tally);
  const hasScores = ballotType === "scoring";
  return {
    max_length: votesMax ?? projects,
    min_points: ballotType === "cumulative" ? 1 : hasScores ? scoreMin : null,
    max_points: ballotType === "cumulative" ? pointsMax : hasScores ? scoreMax : null,
    max_sum_points: pointsMax,
    default_score: hasScores ? 0 : null,
  };
}
