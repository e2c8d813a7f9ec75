/** The settings of a round as they are typed, before it is opened and while it runs, and as the service takes them. */
import type { NewRound } from "../features/rounds/rounds.schema.js";
import type { BallotType } from "./round-ballot.js";
import { inDays, instantAt } from "./round-dates.js";
import { isNothing, type Round } from "./round-figures.js";

/** `own` is a rule of another kind, set through the API. */
export type TallyPreset = "greedy" | "shares" | "own";

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

const presetOf = (tally: Round["tally"]): TallyPreset => {
  if (tally === null) return "shares";
  const same = (preset: TallyPreset) => JSON.stringify(sorted(ruleOf(preset))) === JSON.stringify(sorted(tally.rule));
  return same("greedy") ? "greedy" : same("shares") ? "shares" : "own";
};
const sorted = (rule: object): [string, unknown][] => Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1));

/** The settings of a round that runs, as they would have been typed; `typed` writes an amount as people do. */
export function typedRound(round: Round, typed: (decimal: string) => string): RoundDraft {
  const { title, description, circleId, envelopeId, method, cap, proposers, hasStretchGoals, isSecret, mayChange, unspent, tally } = round;
  const count = (limit: number | null | undefined, usual: string) => (limit === null || limit === undefined ? usual : `${limit}`);
  return {
    ...emptyRound("UTC"),
    title,
    description,
    circleId,
    envelopeId: envelopeId ?? "",
    method,
    cap: cap === null ? "" : typed(cap),
    proposers,
    hasStretchGoals,
    isSecret,
    mayChange,
    unspent,
    ballotType: tally?.ballotType ?? "approval",
    votesMax: count(tally?.votesMax, ""),
    pointsMax: count(tally?.pointsMax, "10"),
    scoreMax: count(tally?.scoreMax, "5"),
    preset: presetOf(tally),
  };
}

const changeable = ["title", "description", "cap", "proposers", "hasStretchGoals", "isSecret", "mayChange", "unspent", "tally"] as const;

/** The settings that may change at any time. */
const always: readonly string[] = ["title", "description", "proposers"];

/**
 * What was changed, and nothing else: what stays as it was is not judged anew, and what is fixed by now is not asked for. A
 * rule of another kind stays unless one is chosen.
 */
export function changedSettings(round: Round, before: RoundDraft, after: RoundDraft, read: (typed: string) => string | undefined) {
  const noDates = { proposalsFrom: "", proposalsUntil: "", pledgesFrom: "", pledgesUntil: "" };
  const [was, is] = [before, after].map((draft) => sentRound(draft, noDates, read)) as [Sent, Sent];
  const open = hasBegun(round) ? changeable.filter((name) => always.includes(name)) : changeable;
  const changed = open.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  const kept = after.preset === "own" && is.tally && round.tally ? { tally: { ...is.tally, rule: round.tally.rule } } : {};
  return Object.fromEntries(Object.entries({ ...is, ...kept }).filter(([name]) => (changed as string[]).includes(name)));
}
type Sent = ReturnType<typeof sentRound>;

/**
 * Whether what decides a pledge, or a vote, is fixed: something is pledged, or secretly may be. The service knows more (what
 * was pledged and taken back), and has the last word.
 */
export const hasBegun = ({ isSecret, pledgesFrom, figures }: Round, now: number = Date.now()): boolean =>
  isSecret ? now >= Date.parse(pledgesFrom) : figures.buckets !== null && !isNothing(figures.buckets);
