/** Ballots: cast and cast again until the end; afterwards anybody may count them again, from a file without names. */
import type { Queryable } from "../../db/client.js";
import type { Tx } from "../../db/transaction.js";
import { Refusal } from "../../domain/refusals.js";
import { phaseOf } from "../../domain/round.js";
import { readTallyOptions, requireBallot, type Vote } from "../../domain/round-election.js";
import { formatPabulib } from "../../exchange/pabulib.js";
import { pabulibOf } from "../../exchange/pabulib-write.js";
import { type Acting, openRound } from "./open-round.js";
import { requireRound } from "./rounds.answers.js";
import { listBallots, roundFactsOf, saveBallot } from "./rounds.queries.js";

interface BallotAnswer {
  readonly roundId: string;
  readonly votes: { bucketId: string; points: number }[];
  readonly castAt: string;
}

export async function castBallot(tx: Tx, acting: Acting, roundId: string, votes: readonly Vote[]): Promise<BallotAnswer> {
  const { caller, now } = acting;
  const { round, buckets } = await openRound(tx, acting, roundId);
  const facts = roundFactsOf(round);
  if (facts.method !== "ballots") throw new Refusal("round_method", { at: "round", method: facts.method });
  if (facts.outcome) throw new Refusal("round_over", { at: "round", outcome: facts.outcome });
  if (phaseOf(facts, now) !== "pledging") {
    throw new Refusal("round_not_pledging", { from: round.pledgesFrom.toISOString(), until: round.pledgesUntil.toISOString() });
  }
  requireBallot(votes, readTallyOptions(round.tally), new Set(buckets.filter(({ status }) => status === "published").map(({ id }) => id)));
  const kept = votes.map(({ bucketId, points: given }) => ({ bucketId, points: given }));
  await saveBallot(tx, { collectiveId: caller.collective.id, roundId, memberId: caller.memberId, votes: kept, castAt: now });
  return { roundId, votes: kept, castAt: now.toISOString() };
}

/** One's own ballot. Refuses `not_found` before one is cast. */
export async function loadBallot(on: Queryable, { caller }: Acting, roundId: string): Promise<BallotAnswer> {
  await requireRound(on, caller.collective.id, roundId);
  const own = (await listBallots(on, caller.collective.id, roundId)).find(({ memberId }) => memberId === caller.memberId);
  if (!own) throw new Refusal("not_found", { at: "ballot" });
  return { roundId, votes: own.votes.map((vote) => ({ ...vote })), castAt: own.castAt.toISOString() };
}

/** The election of a closed round as a Pabulib file: `moisson tally` counts it again. */
export async function ballotFile(on: Queryable, { caller }: Acting, roundId: string): Promise<string> {
  const round = await requireRound(on, caller.collective.id, roundId);
  const facts = roundFactsOf(round);
  if (facts.method !== "ballots") throw new Refusal("round_method", { at: "round", method: facts.method });
  const kept = round.settlement?.election as { document: Record<string, unknown>; selected: string[] } | undefined;
  if (facts.outcome !== "closed" || !kept) throw new Refusal("not_found", { at: "ballots" });
  return formatPabulib(pabulibOf(kept.document, { title: round.title, selected: kept.selected }));
}
