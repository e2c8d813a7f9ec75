/**
 * Opening an attempt (DESIGN §11): who may, when, until when, and by which rule it ends.
 *
 *  1. Those propose, and those decide, whose standing the social code in force names, by the day it opens.
 *  2. One attempt at a time. A postponed proposal that was amended may come back at once; as it was, it waits until a week
 *     after the close (`daysBetweenAttempts`), to the hour the clocks showed.
 *  3. What was decided is not decided again: its parts are reopened first. Parts that were not stay out of the proposal.
 *  4. Announced and by ballots an attempt is open for `openHours` counted hours, or more. A meeting decides at once, or
 *     gives the absent as many hours as it wishes; what was said there counts from the first instant on.
 *  5. An attempt of the last resort says so when it opens, and goes by ballots (last-resort.ts).
 *  6. The arguments of postponed attempts go on to the next, until the decision is taken.
 *
 *   postponed on Tuesday 10 March 2026, 10:00: amended, it opens now; as it was, from Tuesday 17 March, 10:00 on
 */
import { canonicalJson } from "../canonical.js";
import type { Standing } from "../member.js";
import { Refusal } from "../refusals.js";
import { nextNumber, requireSaid, type Said } from "./ballots.js";
import { requireChange } from "./change.js";
import { closesAt } from "./counted-hours.js";
import type { Argument, Attempt, Decision, Proposal } from "./decision.js";
import { attemptsSinceTaken, aWeekAfter, type ConsentRules, requireLastResort } from "./last-resort.js";
import { countedBallots, outcomeOf } from "./outcome.js";
import { isTaken, partStates } from "./parts.js";
import { restsUntil } from "./reopening.js";
import { type ConsentSettings, openHoursMax, requireProposing } from "./settings.js";

/** Rule 1: the members who hold one of some standings; in the order in which they are given. */
export const withStanding = (
  members: readonly { readonly id: string; readonly standings: readonly Standing[] }[],
  named: readonly Standing[],
): string[] => members.filter(({ standings }) => standings.some((standing) => named.includes(standing))).map(({ id }) => id);

export type Opening = {
  readonly openedById: string;
  readonly proposal: Proposal;
  /** Counted hours; null for what is usual: the social code's, and in a meeting at once. */
  readonly hours: number | null;
} & (
  | { readonly way: "announced" }
  | { readonly way: "ballots"; readonly isLastResort: boolean }
  | { readonly way: "meeting"; readonly meetingId: string; readonly presentIds: readonly string[]; readonly said: readonly Said[] }
);

export interface OpeningFacts extends ConsentRules {
  readonly decision: Decision;
  /** Those who may propose, and those who decide, today (`withStanding`). */
  readonly proposerIds: readonly string[];
  readonly voterIds: readonly string[];
}

/**
 * The attempt to add to a decision. Refuses `not_proposing`, `nobody_decides`; as `requireNextAttempt` and
 * `requireLastResort` do; `attempt_hours` with the least and the most; for a meeting `meeting_without_deciders`,
 * `not_present`, `not_deciding`, `block_without_argument`.
 */
export function openAttempt(facts: OpeningFacts, opening: Opening, now: Date): Attempt {
  const { decision, settings, calendar, proposerIds, voterIds } = facts;
  const { openedById, way, proposal } = opening;
  requireProposing(proposerIds, openedById, settings.proposing);
  requireNextAttempt(facts, proposal, now);
  if (voterIds.length === 0) throw new Refusal("nobody_decides", { at: "decision", standings: settings.deciding });
  const isLastResort = way === "ballots" && opening.isLastResort;
  if (isLastResort) requireLastResort(facts, now);
  const hours = requireHours(opening, settings);
  return {
    number: nextNumber(decision.attempts),
    way,
    proposal,
    openedById,
    openedAt: now,
    closesAt: hours === 0 ? now : closesAt(now, hours, settings, calendar),
    settings,
    voterIds,
    meeting: way === "meeting" ? { meetingId: opening.meetingId, presentIds: opening.presentIds } : null,
    isLastResort,
    carried: carriedArguments(decision, now),
    ballots: way === "meeting" ? saidInMeeting(opening, voterIds, now) : [],
    sights: [],
    ruling: null,
    settled: null,
  };
}

/** Rule 4, in whole hours; 0 for a meeting that decides at once. */
function requireHours({ way, hours }: Opening, { openHours }: ConsentSettings): number {
  if (hours === null) return way === "meeting" ? 0 : openHours;
  const min = way === "meeting" ? 1 : openHours;
  if (!Number.isInteger(hours) || hours < min || hours > openHoursMax)
    throw new Refusal("attempt_hours", { at: "hours", asked: hours, min, max: openHoursMax });
  return hours;
}

function saidInMeeting(
  { presentIds, said }: Extract<Opening, { readonly way: "meeting" }>,
  voterIds: readonly string[],
  now: Date,
): Attempt["ballots"] {
  if (!presentIds.some((id) => voterIds.includes(id))) throw new Refusal("meeting_without_deciders", { at: "presentIds" });
  return said.map((each, index) => {
    const [at, member] = [`said[${index}]`, each.voterId];
    if (!presentIds.includes(member)) throw new Refusal("not_present", { at, member });
    if (!voterIds.includes(member)) throw new Refusal("not_deciding", { at, member });
    return { ...requireSaid(each, `${at}.argument`), number: index + 1, castAt: now };
  });
}

/**
 * Rules 2 and 3. Refuses `attempt_open` with its end, `council_awaited`, `decision_taken` with when it may be reopened;
 * `proposal_invalid`; `part_not_reopened`; `attempt_too_early` with the instant from which on the same proposal may come back.
 */
export function requireNextAttempt(
  { decision, settings, calendar }: ConsentRules & { readonly decision: Decision },
  proposal: Proposal,
  now: Date,
): void {
  const last = decision.attempts.at(-1);
  const outcome = last ? outcomeOf(last, now) : null;
  const parts = partStates(decision, now);
  if (last && outcome === null) throw new Refusal("attempt_open", { at: "decision", closesAt: last.closesAt.toISOString() });
  if (outcome?.kind === "waiting") throw new Refusal("council_awaited", { at: "decision", council: councilOf(last?.settings) });
  if (isTaken(outcome) && !parts.some(({ state }) => state === "reopened")) {
    const possibleAt = restsUntil(outcome, last?.settings.restMonths ?? 0, calendar.timeZone);
    const rest = possibleAt !== null && possibleAt > now ? { possibleAt: possibleAt.toISOString() } : {};
    throw new Refusal("decision_taken", { at: "decision", takenAt: outcome.at.toISOString(), ...rest });
  }
  requireProposal(proposal);
  const closed = parts.find(({ part, state }) => state !== "reopened" && proposal.parts.some(({ id }) => id === part.id));
  if (closed) throw new Refusal("part_not_reopened", { at: "parts", part: closed.part.title, id: closed.part.id });
  if (!last || outcome?.kind !== "postponed" || canonicalJson(last.proposal) !== canonicalJson(proposal)) return;
  const possibleAt = aWeekAfter(outcome.at, { settings, calendar });
  if (now < possibleAt)
    throw new Refusal("attempt_too_early", { at: "decision", days: settings.daysBetweenAttempts, possibleAt: possibleAt.toISOString() });
}

const councilOf = (settings: ConsentSettings | undefined): string =>
  settings?.lastResort.kind === "council" ? settings.lastResort.name : "";

/** Refuses `proposal_invalid`: a text and at least one part, each with its own id, a title, and changes that can be read. */
function requireProposal({ text, parts }: Proposal): void {
  const refuse = (at: string, problem: "text_empty" | "id_expected" | "twice" | "list_at_least", figures = {}): never => {
    throw new Refusal("proposal_invalid", { at, problem, ...figures });
  };
  if (text.trim() === "") refuse("text", "text_empty");
  if (parts.length === 0) refuse("parts", "list_at_least", { min: 1 });
  for (const [index, { id, title, changes }] of parts.entries()) {
    if (id.trim() === "") refuse(`parts[${index}].id`, "id_expected");
    if (parts.findIndex((other) => other.id === id) < index) refuse(`parts[${index}].id`, "twice", { id });
    if (title.trim() === "") refuse(`parts[${index}].title`, "text_empty");
    for (const [place, change] of changes.entries()) requireChange(change, `parts[${index}].changes[${place}]`);
  }
}

/** Rule 6: what was argued since the decision was last taken, attempt by attempt, in the order in which it was said. */
export const carriedArguments = (decision: Decision, now: Date): Argument[] =>
  attemptsSinceTaken(decision, now).flatMap((attempt) =>
    countedBallots(attempt).flatMap(({ voterId, choice, argument }) =>
      argument === null ? [] : [{ attempt: attempt.number, voterId, choice, argument }],
    ),
  );
