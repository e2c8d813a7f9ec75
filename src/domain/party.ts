/** Parties: whom a collective has dealings with, one of its members or a third party. */
import type { Day } from "./calendar.js";
import { Refusal } from "./refusals.js";

export interface Party {
  readonly kind: "member" | "third-party";
  readonly id: string;
}

/** As the collective knows them: a member leaves, a third party is archived. */
export interface KnownParty {
  readonly name: string;
  readonly leftOn: Day | null;
  readonly isArchived: boolean;
}

export const isSameParty = (one: Party, other: Party): boolean => one.kind === other.kind && one.id === other.id;

/** Refuses `unknown_member`, `member_inactive`, `unknown_third_party`, `third_party_archived`. */
export function requirePartyHere({ kind, id }: Party, known: KnownParty | undefined, at: string): void {
  if (!known) throw new Refusal(kind === "member" ? "unknown_member" : "unknown_third_party", { at, id });
  const { name, leftOn, isArchived } = known;
  if (leftOn !== null) throw new Refusal("member_inactive", { at, member: name, left: leftOn });
  if (isArchived) throw new Refusal("third_party_archived", { at, thirdParty: name });
}
