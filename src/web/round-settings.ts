/** A round as it is typed before it is opened, and as the service takes it. */
import type { NewRound } from "../features/rounds/rounds.schema.js";
import type { BallotType } from "./round-ballot.js";
import { inDays, instantAt } from "./round-dates.js";

export type TallyPreset = "greedy" | "shares";

export interface RoundDraft {
  readonly title: string;
  readonly description: string;
  readonly circleId: string;
  /** Empty for points. */
  readonly envelopeId: string;
  readonly pool: string;
  readonly method: "credits" | "ballots";
  /** Local dates and times at the collective’s place; an empty start begins as what is before it ends. */
  readonly proposalsFrom: string;
  readonly proposalsUntil: string;
  readonly pledgesFrom: string;
  readonly pledgesUntil: string;
  readonly cap: string;
  readonly proposers: "members" | "participants" | "pilots";
  readonly hasStretchGoals: boolean;
  readonly isSecret: boolean;
  readonly mayChange: boolean;
  readonly unspent: "pool" | "carry" | "tally";
  readonly ballotType: BallotType;
  readonly votesMax: string;
  readonly pointsMax: string;
  readonly scoreMax: string;
  readonly preset: TallyPreset;
}

/** Two weeks to propose, one more to pledge: what a circle usually takes. */
export const emptyRound = (timeZone: string): RoundDraft => ({
  title: "",
  description: "",
  circleId: "",
  envelopeId: "",
  pool: "",
  method: "credits",
  proposalsFrom: "",
  proposalsUntil: inDays(14, "20:00", timeZone),
  pledgesFrom: "",
  pledgesUntil: inDays(21, "20:00", timeZone),
  cap: "",
  proposers: "members",
  hasStretchGoals: true,
  isSecret: false,
  mayChange: true,
  unspent: "pool",
  ballotType: "approval",
  votesMax: "",
  pointsMax: "10",
  scoreMax: "5",
  preset: "shares",
});

export interface Dates {
  readonly proposalsFrom: string;
  readonly proposalsUntil: string;
  readonly pledgesFrom: string;
  readonly pledgesUntil: string;
}

/** The four dates as instants; undefined where one cannot be read. */
export function datesOf(draft: Dates, timeZone: string, now: Date = new Date()): Dates | undefined {
  const proposalsUntil = instantAt(draft.proposalsUntil, timeZone);
  const pledgesUntil = instantAt(draft.pledgesUntil, timeZone);
  const proposalsFrom = draft.proposalsFrom === "" ? now.toISOString() : instantAt(draft.proposalsFrom, timeZone);
  const pledgesFrom = draft.pledgesFrom === "" ? proposalsUntil : instantAt(draft.pledgesFrom, timeZone);
  if (!proposalsFrom || !proposalsUntil || !pledgesFrom || !pledgesUntil) return undefined;
  return { proposalsFrom, proposalsUntil, pledgesFrom, pledgesUntil };
}

const whole = (typed: string): number | undefined => (/^\d+$/.test(typed.trim()) ? Number(typed.trim()) : undefined);

/** The rule behind a preset. Equal shares go by cost, raised until the next step would overspend, then by votes (add1u). */
export const ruleOf = (preset: TallyPreset): NonNullable<NewRound["tally"]>["rule"] =>
  preset === "greedy" ? { name: "greedy" } : { name: "equal-shares", utility: "cost", completion: "add1u" };

/** How ballots are counted, or unspent credits complete buckets; null where nothing is counted. */
export function tallyOf({ method, unspent, ballotType, votesMax, pointsMax, scoreMax, preset }: RoundDraft): NewRound["tally"] {
  if (method === "credits") return unspent === "tally" ? { rule: ruleOf(preset) } : null;
  const votes = whole(votesMax);
  return {
    ballotType,
    ...((ballotType === "approval" || ballotType === "ordinal") && votes !== undefined ? { votesMax: votes } : {}),
    ...(ballotType === "cumulative" ? { pointsMax: whole(pointsMax) ?? 10 } : {}),
    ...(ballotType === "scoring" ? { scoreMin: 0, scoreMax: whole(scoreMax) ?? 5 } : {}),
    rule: ruleOf(preset),
  };
}

/** As the service takes it. What cannot be read is sent as it was typed: the service says what is wrong, and where. */
export function sentRound(draft: RoundDraft, dates: Dates, read: (typed: string) => string | undefined) {
  const amount = (typed: string) => read(typed) ?? typed;
  const isVote = draft.method === "ballots";
  return {
    title: draft.title,
    description: draft.description,
    circleId: draft.circleId,
    envelopeId: draft.envelopeId === "" ? null : draft.envelopeId,
    ...(draft.pool.trim() === "" ? {} : { pool: amount(draft.pool) }),
    method: draft.method,
    ...dates,
    cap: isVote || draft.cap.trim() === "" ? null : amount(draft.cap),
    proposers: draft.proposers,
    // A bucket that is voted for costs its minimum.
    hasStretchGoals: !isVote && draft.hasStretchGoals,
    isSecret: isVote || draft.isSecret,
    mayChange: draft.mayChange,
    unspent: isVote ? "pool" : draft.unspent,
    tally: tallyOf(draft),
  };
}
