/**
 * The life of a contribution: who may log, amend, withdraw, question, answer and settle it, and when (DESIGN §6).
 *
 * Trust comes first: a contribution counts as soon as it is logged, by its giver or by somebody else. Anyone in the circle
 * may question it with a reason; who gave or logged it answers or amends; the pilot settles. It counts all the while.
 *
 *   log → declared ──question──▶ questioned ──answer, amend──▶ answered
 *            ▲                       └──────── settle: kept ────────┘ → declared
 *   withdraw, or settle: withdrawn, from each of the three → withdrawn
 *
 * A sharing takes a contribution as it stands: from the moment it is proposed until it is abandoned or reversed, nobody
 * amends or withdraws it. What follows (in a sharing, paid, offered, carried) is read off the sharing's lines by `lifeOf`.
 *
 * `decide…(facts, command, now)` throws a Refusal or returns what to save; amendments keep what stood before.
 */
import {
  type Alike,
  type ContributionDraft,
  type ContributionFields,
  type DraftFacts,
  requireFields,
  type Warning,
  warningsOf,
} from "./contribution-draft.js";
import { formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";

/** What is stored. */
export const contributionStatuses = ["declared", "questioned", "answered", "withdrawn"] as const;
export type ContributionStatus = (typeof contributionStatuses)[number];
/** What people see. */
export type ContributionLife = ContributionStatus | "in-sharing" | "paid" | "offered" | "carried";

export interface Contribution extends ContributionFields {
  readonly id: string;
  readonly loggedBy: string;
  readonly status: ContributionStatus;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** Who acts, in this collective. */
export interface Actor {
  readonly memberId: string;
  readonly pilotOf: ReadonlySet<string>;
  readonly contributorOf: ReadonlySet<string>;
}

/** The sharing that holds a contribution, if any. */
export interface HoldingSharing {
  readonly id: string;
  readonly state: "draft" | "open" | "proposed" | "adopted" | "posted" | "paid" | "abandoned" | "reversed";
}

export interface Question {
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly reason: string;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly outcome: "kept" | "withdrawn" | null;
}

/** What stood before a change, and who changed it why. */
export interface ContributionVersion {
  readonly change: "amended" | "withdrawn" | "questioned" | "answered" | "settled";
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly reason: string | null;
  readonly before: Contribution;
}

export interface LifeFacts {
  readonly contribution: Contribution;
  readonly sharing: HoldingSharing | null;
  /** The question that is not settled, if any. */
  readonly question: Question | null;
  readonly actor: Actor;
  /** A collective without circles is one circle, of all its members. */
  readonly isOnlyCircle: boolean;
}

export interface LifeChange {
  readonly contribution: Contribution;
  readonly version: ContributionVersion;
  readonly question: Question | null;
  /** Members to tell, never who acts. */
  readonly told: readonly string[];
}

// Reading the life

/**
 * Where a contribution stands for people: `line` is what its posted sharing says of it, `isHeld` whether a sharing that
 * is proposed or adopted holds it, or asks its carried part again. A doubt is said all the same: the pilot settles it.
 */
export function lifeOf(
  status: ContributionStatus,
  line: { readonly isPaid: boolean; readonly unpaid: "offered" | "carried" | "withdrawn" | null } | null,
  isHeld = false,
): ContributionLife {
  if (line === null) return isHeld && status === "declared" ? "in-sharing" : status;
  if (line.unpaid === "carried") return isHeld ? "in-sharing" : "carried";
  if (line.isPaid) return "paid";
  return line.unpaid === "offered" || line.unpaid === "withdrawn" ? line.unpaid : "in-sharing";
}

/** Whether a sharing reimburses it: a waived expense, or one the collective paid, enters no reimbursed kind. */
export const isReimbursed = (fields: Pick<ContributionFields, "settlement">): boolean => fields.settlement === "reimburse";

/** Whether it enters the wishes of a sharing: an expense never does. */
export const isClaimed = (fields: Pick<ContributionFields, "settlement" | "claimMinor">): boolean =>
  fields.settlement === null && fields.claimMinor !== null;

/** Whether it counts: questioned contributions do until they are settled, withdrawn ones never. */
export const counts = (status: ContributionStatus): boolean => status !== "withdrawn";

// Who may

export const isAuthor = (actor: Actor, { memberId, loggedBy }: Pick<Contribution, "memberId" | "loggedBy">): boolean =>
  actor.memberId === memberId || actor.memberId === loggedBy;

export const isInCircle = (actor: Actor, circleId: string): boolean => actor.pilotOf.has(circleId) || actor.contributorOf.has(circleId);

function requireAuthor({ actor, contribution }: LifeFacts): void {
  if (!isAuthor(actor, contribution))
    throw new Refusal("not_author", { at: "actor", member: contribution.memberId, loggedBy: contribution.loggedBy });
}

const freezing: ReadonlySet<HoldingSharing["state"]> = new Set(["proposed", "adopted", "posted", "paid"]);

/** Refuses what is withdrawn, or held by a sharing that has been proposed. */
function requireLoose({ contribution, sharing }: LifeFacts): void {
  if (contribution.status === "withdrawn") throw new Refusal("contribution_withdrawn", { at: "status", id: contribution.id });
  if (sharing && freezing.has(sharing.state)) {
    throw new Refusal("contribution_in_sharing", { at: "sharing", sharing: sharing.id, state: sharing.state });
  }
}

function requireWords(text: string, at: string): string {
  if (text.trim() === "") throw new Refusal("reason_missing", { at });
  return text.trim();
}

// Decisions

/** Logs a contribution, also for another: they are told. */
export function decideLog(
  facts: DraftFacts & { readonly alike: readonly Alike[]; readonly actor: Actor },
  command: { readonly id: string; readonly draft: ContributionDraft },
  now: Date,
): { contribution: Contribution; warnings: Warning[]; told: string[] } {
  const fields = requireFields(command.draft, facts);
  const loggedBy = facts.actor.memberId;
  // Spread last: what is added after a spread costs V8 fifty times what it costs before.
  const contribution: Contribution = { id: command.id, loggedBy, status: "declared", createdAt: now, changedAt: now, ...fields };
  return { contribution, warnings: warningsOf(fields, facts, facts.alike), told: othersThan(facts.actor, [fields.memberId]) };
}

const othersThan = (actor: Actor, members: readonly string[]): string[] =>
  [...new Set(members)].filter((member) => member !== actor.memberId);

/** The contribution as a draft again, for an amendment to change some of its fields. */
export function draftOf(fields: ContributionFields, currency: string): ContributionDraft {
  const { amountMinor, claimMinor, ...rest } = fields;
  return {
    ...rest,
    unit: null,
    amount: amountMinor === null ? null : formatAmount(amountMinor, currency),
    claim: claimMinor === null ? null : formatAmount(claimMinor, currency),
  };
}

/** Amends: who gave or logged it, until a sharing is proposed. Amending what was questioned answers the question. */
export function decideAmend(
  facts: LifeFacts & DraftFacts & { readonly alike: readonly Alike[] },
  command: { readonly change: Partial<ContributionDraft>; readonly reason: string | null },
  now: Date,
): LifeChange & { warnings: Warning[] } {
  requireAuthor(facts);
  requireLoose(facts);
  const { contribution: before, actor } = facts;
  const draft = { ...draftOf(before, facts.currency), ...command.change };
  const fields = requireFields(settledAsKind(draft, command.change, facts), facts, before);
  if (isUnchanged(fields, before)) throw new Refusal("nothing_changed", { at: "change", id: before.id });
  const status = before.status === "declared" ? "declared" : "answered";
  const contribution: Contribution = { ...before, ...fields, status, changedAt: now };
  const question = answered(facts.question, actor, command.reason, now);
  return {
    contribution,
    version: { change: "amended", changedBy: actor.memberId, changedAt: now, reason: command.reason, before },
    question,
    warnings: warningsOf(fields, facts, facts.alike, before.id),
    told: othersThan(actor, [before.memberId, fields.memberId, ...(question ? [question.askedBy] : [])]),
  };
}

/** A contribution that moves to a kind that is no expense leaves its settlement behind, unless one is given. */
function settledAsKind(draft: ContributionDraft, change: Partial<ContributionDraft>, { kinds }: DraftFacts): ContributionDraft {
  const isLeftBehind = change.settlement === undefined && kinds.get(draft.kindId)?.isExpense === false;
  return isLeftBehind ? { ...draft, settlement: null } : draft;
}

const isUnchanged = (fields: ContributionFields, before: Contribution): boolean =>
  (Object.keys(fields) as (keyof ContributionFields)[]).every((name) =>
    name === "tags" ? fields.tags.join("\n") === before.tags.join("\n") : fields[name] === before[name],
  );

function answered(question: Question | null, actor: Actor, answer: string | null, now: Date): Question | null {
  if (question === null || question.answeredAt !== null) return question;
  return { ...question, answer, answeredBy: actor.memberId, answeredAt: now };
}

/** Withdraws: who gave or logged it, until a sharing is proposed. History stays. */
export function decideWithdraw(facts: LifeFacts, command: { readonly reason: string | null }, now: Date): LifeChange {
  requireAuthor(facts);
  requireLoose(facts);
  const { contribution: before, actor } = facts;
  return {
    contribution: { ...before, status: "withdrawn", changedAt: now },
    version: { change: "withdrawn", changedBy: actor.memberId, changedAt: now, reason: command.reason, before },
    question: settled(facts.question, actor, "withdrawn", now),
    told: othersThan(actor, [before.memberId, before.loggedBy, ...(facts.question ? [facts.question.askedBy] : [])]),
  };
}

function settled(question: Question | null, actor: Actor, outcome: "kept" | "withdrawn", now: Date): Question | null {
  return question && { ...question, settledBy: actor.memberId, settledAt: now, outcome };
}

/** Questions: anyone in the circle, with a reason, one question at a time. A posted sharing is past questioning. */
export function decideQuestion(facts: LifeFacts, command: { readonly id: string; readonly reason: string }, now: Date): LifeChange {
  const { contribution: before, actor, sharing } = facts;
  if (!facts.isOnlyCircle && !isInCircle(actor, before.circleId)) {
    throw new Refusal("not_in_circle", { at: "actor", circle: before.circleId });
  }
  if (sharing && (sharing.state === "posted" || sharing.state === "paid")) requireLoose(facts);
  if (before.status === "withdrawn") throw new Refusal("contribution_withdrawn", { at: "status", id: before.id });
  if (before.status !== "declared" || facts.question) throw new Refusal("question_open", { at: "status", id: before.id });
  const reason = requireWords(command.reason, "reason");
  return {
    contribution: { ...before, status: "questioned", changedAt: now },
    version: { change: "questioned", changedBy: actor.memberId, changedAt: now, reason, before },
    question: {
      id: command.id,
      askedBy: actor.memberId,
      askedAt: now,
      reason,
      answer: null,
      answeredBy: null,
      answeredAt: null,
      settledBy: null,
      settledAt: null,
      outcome: null,
    },
    told: othersThan(actor, [before.memberId, before.loggedBy]),
  };
}

/** Answers: who gave or logged it, once. */
export function decideAnswer(facts: LifeFacts, command: { readonly answer: string }, now: Date): LifeChange {
  requireAuthor(facts);
  const { contribution: before, actor, question } = facts;
  if (before.status !== "questioned" || question === null) throw new Refusal("not_questioned", { at: "status", id: before.id });
  const answer = requireWords(command.answer, "answer");
  return {
    contribution: { ...before, status: "answered", changedAt: now },
    version: { change: "answered", changedBy: actor.memberId, changedAt: now, reason: answer, before },
    question: answered(question, actor, answer, now),
    told: othersThan(actor, [question.askedBy, before.memberId, before.loggedBy]),
  };
}

/** Settles: the pilot of the circle, answered or not. «Withdrawn» is refused like a withdrawal once a sharing is proposed. */
export function decideSettleQuestion(
  facts: LifeFacts,
  command: { readonly outcome: "kept" | "withdrawn"; readonly reason: string | null },
  now: Date,
): LifeChange {
  const { contribution: before, actor, question } = facts;
  if (!actor.pilotOf.has(before.circleId)) throw new Refusal("role_missing", { at: "actor", roles: ["pilot"] });
  if (question === null || !(before.status === "questioned" || before.status === "answered")) {
    throw new Refusal("not_questioned", { at: "status", id: before.id });
  }
  if (command.outcome === "withdrawn") requireLoose(facts);
  return {
    contribution: { ...before, status: command.outcome === "kept" ? "declared" : "withdrawn", changedAt: now },
    version: { change: "settled", changedBy: actor.memberId, changedAt: now, reason: command.reason, before },
    question: settled(question, actor, command.outcome, now),
    told: othersThan(actor, [before.memberId, before.loggedBy, question.askedBy]),
  };
}
