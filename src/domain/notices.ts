/**
 * Notices: what a member is told that somebody else did, or that came about by itself, and that concerns them. The list is
 * closed, so that each has its sentence on the home page in both languages: one without does not compile.
 *
 *   Ana gives Bob an action in a meeting → "meeting.action_given", and Bob’s home says «Ana vous a confié une action …»
 */
export const noticeKinds = [
  "contribution.logged",
  "contribution.amended",
  "contribution.withdrawn",
  "contribution.questioned",
  "contribution.answered",
  "contribution.settled",
  "import.applied",
  "review.written",
  "member.roles_set",
  "member.iban_changed",
  "member.iban_dropped",
  "meeting.action_given",
  "tension.named",
  "carried.moved",
  "sharing.reminder",
  "sharing.asked_in",
  "sharing.taken_out",
  "sharing.said_for",
  "sharing.contested",
  "sharing.points_given",
  "sharing.proposed",
  "sharing.objected",
  "sharing.adopted",
  "sharing.posted",
  "sharing.reversed",
  "share.paid",
  "review_period.opened",
  "review_period.closed",
  "retrospective.opened",
  "retrospective.closed",
  "charter.opened",
  "charter.enforced",
  "charter.winding_down",
  "charter.closed",
  "round.closed",
  "round.credits_changed",
  "bucket.cocreator_named",
  "bucket.accepted",
  "bucket.cancelled",
  "decision.opened",
  "decision.reminder",
  "decision.blocked",
  "decision.adopted",
  "decision.postponed",
  "decision.rejected",
  "decision.waiting",
  "decision.reopened",
  "decision.change_refused",
] as const;

/** Which of them; all but the reminders are actions of the audit trail too. */
export type NoticeKind = (typeof noticeKinds)[number];

/** What notices of a noun say was done: "proposed", "objected" … of "sharing". */
export type NoticeVerb<Noun extends string> = NoticeKind extends infer Kind ? (Kind extends `${Noun}.${infer Verb}` ? Verb : never) : never;
