/**
 * Rules of members: people and structures, their standing, their roles, and who stays to open the door.
 *
 *  1. Standings are dated: adhérent·e (`subscriber`, from–to), sympathisant·e (`supporter`), partenaire (`partner`). Two
 *     periods of one standing do not overlap: whose subscription runs to 31 December renews it from 1 January.
 *  2. Contributeur·ice is never written down: it is a contribution within a year, the same day last year included.
 *  3. Roles (`admin`, `treasurer`) are a person's. The last admin who can log in neither leaves nor loses the role.
 *  4. A default payee is a structure: money is never led to another person by default.
 *
 *   contributed on 2025-03-12: contributor on 2026-03-12, no longer on 2026-03-13
 */
import type { Day } from "./calendar.js";
import { addDays, dayOf } from "./calendar.js";
import { Refusal } from "./refusals.js";

export type DatedStanding = "subscriber" | "supporter" | "partner";
export type Standing = DatedStanding | "contributor";

export interface StandingPeriod {
  readonly id: string;
  readonly standing: DatedStanding;
  readonly fromOn: Day;
  /** The last day; null as long as nobody ends it. */
  readonly untilOn: Day | null;
}

const order: readonly Standing[] = ["subscriber", "contributor", "supporter", "partner"];

/** The standings of a member on a day (rules 1 and 2). `contributedOn` is the last day they gave something, if any. */
export function standingsOn(periods: readonly StandingPeriod[], contributedOn: Day | null, day: Day): Standing[] {
  const held = new Set<Standing>();
  for (const { standing, fromOn, untilOn } of periods) if (fromOn <= day && (untilOn === null || untilOn >= day)) held.add(standing);
  if (contributedOn !== null && contributedOn >= yearBefore(day)) held.add("contributor");
  return order.filter((standing) => held.has(standing));
}

/** The same day last year; 28 February for a 29th. */
export function yearBefore(day: Day): Day {
  const [year, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
  return dayOf(year - 1, month, dayOfMonth) ?? addDays(day, -366);
}

/** Refuses `days_reversed`, and `standing_overlaps` when another period of the same standing has a day in common. */
export function requireFreePeriod(periods: readonly StandingPeriod[], wanted: StandingPeriod): void {
  if (wanted.untilOn !== null && wanted.untilOn < wanted.fromOn)
    throw new Refusal("days_reversed", { at: "untilOn", from: wanted.fromOn, until: wanted.untilOn });
  const overlapping = periods.find(
    (other) =>
      other.id !== wanted.id &&
      other.standing === wanted.standing &&
      (other.untilOn === null || other.untilOn >= wanted.fromOn) &&
      (wanted.untilOn === null || other.fromOn <= wanted.untilOn),
  );
  if (overlapping)
    throw new Refusal("standing_overlaps", {
      at: "fromOn",
      standing: wanted.standing,
      from: overlapping.fromOn,
      until: overlapping.untilOn ?? "…",
    });
}

export interface MemberFacts {
  readonly id: string;
  readonly code: string;
  readonly kind: "person" | "structure";
  readonly loginId: string | null;
  readonly roles: readonly string[];
  readonly leftOn: Day | null;
  readonly isErased: boolean;
}

/** Refuses `member_inactive` for who has left, `not_found` for who was erased. */
export function requirePresent({ id, code, leftOn, isErased }: MemberFacts): void {
  if (isErased) throw new Refusal("not_found", { at: "member", id });
  if (leftOn !== null) throw new Refusal("member_inactive", { at: "member", member: code, left: leftOn });
}

/** Refuses `not_a_person`: structures have neither roles nor a login of their own. */
export function requirePerson({ kind, code }: MemberFacts): void {
  if (kind !== "person") throw new Refusal("not_a_person", { at: "member", member: code });
}

/** Rule 3. `admins` are the admins who are here now. Refuses `last_admin` when `memberId` may not go. */
export function requireAdminStays(admins: readonly MemberFacts[], memberId: string): void {
  const isAdmin = admins.some(({ id }) => id === memberId);
  const othersCanLogIn = admins.some(({ id, loginId }) => id !== memberId && loginId !== null);
  if (isAdmin && !othersCanLogIn) throw new Refusal("last_admin", { at: "member", id: memberId });
}

/** Rule 4. Refuses `unknown_member` and `payee_not_structure`. */
export function requirePayee(payee: MemberFacts | undefined, payeeId: string): void {
  if (!payee || payee.isErased || payee.leftOn !== null) throw new Refusal("unknown_member", { at: "payeeId", id: payeeId });
  if (payee.kind !== "structure") throw new Refusal("payee_not_structure", { at: "payeeId", member: payee.code });
}

/** The code name of the n-th member of a collective. */
export const memberCode = (number: number): string => `P${number}`;
