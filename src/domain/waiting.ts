/**
 * What waits for somebody: the few things a collective asks of them now.
 *
 *  1. A sharing by wishes waits, while they are open, for who gave something that it counts and wishes for nothing yet; and
 *     where more is asked than there is, for who has a wish in it and has not said what they keep of it. Expenses and what
 *     was volunteered ask for nothing, who was taken out is not asked, and nobody is where no step of the key looks at wishes.
 *  2. A proposed sharing waits for who may adopt it, the nearest first: the pilots of its circle; treasurers and admins
 *     where no pilot may.
 *  3. A round waits, while pledges are taken, for who has credits left, or has not cast their ballot. A ballot that was
 *     cast is told as well, as it may be cast anew until the end, but it waits for nobody.
 *  4. An open decision waits for who decides in it and has not said a word yet; silence agrees, so it is told as such.
 *  5. A period of reviews waits, until it closes, for who takes part in it and has not reviewed everybody: it says whom.
 *  6. A question about a contribution waits for its author until it is answered.
 *  7. Lines of a bank statement wait for the treasurers until each is matched or set aside; it is told account by account.
 *  8. What is owed waits for the treasurers until it is paid or an open payment batch holds it: shares that are due, those in
 *     doubt too since a reason pays them, and bills that stand. It is one thing to do, with a sum for each currency.
 *  9. A fiscal year that is over waits for the treasurers to close it, the earliest first.
 *
 *   100.00 to share, 120.00 asked, 90.00 of it Ana’s, who said nothing since → it waits for her: { kind: "settle", overMinor: 20.00 }
 */
import type { Day } from "./calendar.js";
import type { RoundMethod, RoundPhase } from "./round.js";
import { keptOf, type Wish } from "./settlement-table.js";
import { askedOf, type Line } from "./sharing-assembly.js";
import { type AdoptionFacts, adoptersOf } from "./sharing-life.js";

/** What waits of a sharing; `untilOn` is the last day of its wishes, where one was said. */
interface Shared {
  readonly id: string;
  readonly title: string;
  readonly untilOn: Day | null;
  readonly currency: string;
  readonly amountMinor: bigint;
}

/** What waits of a round, a decision or a period of reviews; `untilOn` is the day on which it ends. */
interface Ending {
  readonly id: string;
  readonly title: string;
  readonly untilOn: Day;
}

export type Waiting =
  | { readonly kind: "question"; readonly id: string; readonly note: string }
  | ({ readonly kind: "wishes"; readonly lines: number } & Shared)
  | ({ readonly kind: "settle"; readonly overMinor: bigint } & Shared)
  | ({ readonly kind: "adopt"; readonly people: number; readonly structures: number } & Shared)
  | ({ readonly kind: "pledge"; readonly commodity: string; readonly leftMinor: bigint } & Ending)
  | ({ readonly kind: "vote" | "voted" } & Ending)
  | ({ readonly kind: "decide" } & Ending)
  | ({ readonly kind: "review"; readonly names: readonly string[] } & Ending)
  /** `title` is the bank account, `sinceOn` the day of its earliest line that waits. */
  | { readonly kind: "bank-lines"; readonly id: string; readonly title: string; readonly lines: number; readonly sinceOn: Day }
  | { readonly kind: "owed"; readonly shares: number; readonly bills: number; readonly sums: readonly OwedSum[] }
  | { readonly kind: "year"; readonly startsOn: Day; readonly endsOn: Day };

/** What is owed in one currency. */
export interface OwedSum {
  readonly currency: string;
  readonly amountMinor: bigint;
}

export interface OpenWishes {
  readonly lines: readonly (Wish & Pick<Line, "standing" | "amountMinor">)[];
  readonly takenOut: ReadonlySet<string>;
  /** Whether a step of the key looks at wishes. */
  readonly isByWishes: boolean;
  /** What is shared. */
  readonly amountMinor: bigint;
}

export type WishesWait = { readonly kind: "wishes"; readonly lines: number } | { readonly kind: "settle"; readonly overMinor: bigint };

/** Rule 1: what an open sharing asks of a member, or null. */
export function wishesWait(memberId: string, { lines, takenOut, isByWishes, amountMinor }: OpenWishes): WishesWait | null {
  if (!isByWishes) return null;
  const counted = lines.filter((line) => !takenOut.has(line.memberId));
  const own = counted.filter((line) => line.memberId === memberId);
  const wishes = own.filter(({ askedMinor }) => askedMinor !== null);
  const given = own.filter(({ standing }) => standing === "given");
  if (wishes.length === 0) return given.length > 0 ? { kind: "wishes", lines: given.length } : null;
  const { overMinor } = askedOf(counted, amountMinor);
  const isUnsaid = wishes.some((line) => keptOf(line).source === "asked");
  return isUnsaid && overMinor > 0n ? { kind: "settle", overMinor } : null;
}

/** Rule 2: whether a proposed sharing waits for a member to adopt it. */
export function adoptionWaits(memberId: string, facts: Omit<AdoptionFacts, "status">, pilots: ReadonlySet<string>): boolean {
  const able = adoptersOf(facts);
  const near = able.filter((id) => pilots.has(id));
  return (near.length > 0 ? near : able).includes(memberId);
}

export interface OwnPart {
  readonly phase: RoundPhase;
  readonly method: RoundMethod;
  /** Credits that are left to pledge; null for who has no part in the round. */
  readonly leftMinor: bigint | null;
  /** When one's own ballot was cast last. */
  readonly castAt: Date | null;
}

/** Rule 3: what a round asks of a member, or that their ballot is cast; else null. */
export function roundWaits({ phase, method, leftMinor, castAt }: OwnPart): "pledge" | "vote" | "voted" | null {
  if (phase !== "pledging") return null;
  if (method === "ballots") return castAt === null ? "vote" : "voted";
  return leftMinor !== null && leftMinor > 0n ? "pledge" : null;
}
