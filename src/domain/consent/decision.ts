/**
 * Decisions by consent (DESIGN §11): what is proposed, each attempt at it, and where it stands.
 *
 *   proposed ─▶ open ─▶ adopted                                            nobody blocked
 *                    └▶ postponed ─▶ open …                                somebody did: the arguments go on to the next
 *                    └▶ adopted | rejected by the last resort, which rests
 *   adopted, rejected ─▶ reopened, whole or in part ─▶ open …
 *
 *  1. An attempt is a proposal, put to those who decide, until an instant that is known from its opening on. That instant
 *     is the end: nobody has to close it, and what it decides is the same whenever one looks.
 *  2. There are three ways: announced (adopted at its end if nobody blocks), in a meeting (its notes say who was there and
 *     what they said; at once, or with a delay for the absent), and by ballots. In all three a block with its argument
 *     postpones, and silence is agreement.
 *  3. A decision is in parts, each with its changes. A part stands once an attempt with it is adopted; reopened, it is
 *     suspended until another attempt says what becomes of it. The parts that were not reopened stand meanwhile.
 */
import type { Change } from "./change.js";
import type { ConsentSettings } from "./settings.js";

/** The three ways (rule 2). */
export const ways = ["announced", "meeting", "ballots"] as const;
export type Way = (typeof ways)[number];

/** d’accord, s’abstient, pas d’accord, blocage. */
export const choices = ["agree", "abstain", "disagree", "block"] as const;
export type Choice = (typeof choices)[number];

export interface Part {
  readonly id: string;
  readonly title: string;
  readonly changes: readonly Change[];
}

export interface Proposal {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** What one person said, and when. Of several of one person the last counts, by `number`. */
export interface Ballot {
  /** 1, 2, 3 … within its attempt, in the order in which they were taken. */
  readonly number: number;
  readonly voterId: string;
  readonly choice: Choice;
  readonly argument: string | null;
  readonly castAt: Date;
}

/** An argument of an earlier attempt. */
export interface Argument {
  readonly attempt: number;
  readonly voterId: string;
  readonly choice: Choice;
  readonly argument: string;
}

/** Who opened the decision's page, for the first time in this attempt. */
export interface Sight {
  readonly memberId: string;
  readonly seenAt: Date;
}

/** What the council says where the social code gives it the last word. */
export interface Ruling {
  readonly isAdopted: boolean;
  readonly memberIds: readonly string[];
  readonly ruledAt: Date;
}

export interface Attempt {
  /** 1, 2, 3 … within its decision. */
  readonly number: number;
  readonly way: Way;
  readonly proposal: Proposal;
  readonly openedById: string;
  readonly openedAt: Date;
  /** The first instant at which a ballot is late. In a meeting that decides at once, the instant it was opened. */
  readonly closesAt: Date;
  /** The social code's figures as they were when it opened. */
  readonly settings: ConsentSettings;
  /** Those whose standing decided when it opened: nobody joins them, nobody is taken out. */
  readonly voterIds: readonly string[];
  /** The meeting whose notes record it, for the way `meeting`. */
  readonly meeting: { readonly meetingId: string; readonly presentIds: readonly string[] } | null;
  /** Said at the opening, so that everybody knows by which rule it ends. */
  readonly isLastResort: boolean;
  readonly carried: readonly Argument[];
  readonly ballots: readonly Ballot[];
  readonly sights: readonly Sight[];
  readonly ruling: Ruling | null;
  /** Its outcome as it took effect: from then on nothing is added, whatever a clock says. */
  readonly settled: Outcome | null;
}

export interface Counts {
  readonly agree: number;
  readonly abstain: number;
  readonly disagree: number;
  readonly block: number;
  /** Of those who decide, who said nothing. */
  readonly silent: number;
}

/** How an attempt was decided: nobody blocked, or the last resort. */
export type DecidedBy = "consent" | "vote" | "council";

export type Outcome =
  | { readonly kind: "adopted"; readonly by: DecidedBy; readonly at: Date; readonly counts: Counts }
  | { readonly kind: "rejected"; readonly by: "vote" | "council"; readonly at: Date; readonly counts: Counts }
  | { readonly kind: "postponed"; readonly at: Date; readonly counts: Counts }
  /** Blocked, and the council has the last word: it has not spoken yet. */
  | { readonly kind: "waiting"; readonly at: Date; readonly counts: Counts };

/** A meeting whose recorded notes list the decision. */
export interface MeetingListing {
  readonly meetingId: string;
  readonly heldAt: Date;
  readonly recordedAt: Date;
}

export interface Reopening {
  /** Attempts there were. */
  readonly afterAttempt: number;
  readonly partIds: readonly string[];
  readonly reopenedById: string;
  readonly reason: string;
  readonly reopenedAt: Date;
}

export interface Decision {
  readonly id: string;
  readonly proposedAt: Date;
  /** In the order of their numbers; only the last can be open. */
  readonly attempts: readonly Attempt[];
  readonly meetings: readonly MeetingListing[];
  /** In the order of time. */
  readonly reopenings: readonly Reopening[];
}

/** Where a decision stands. `waiting`: for the council. */
export type DecisionStatus = "proposed" | "open" | "waiting" | "postponed" | "adopted" | "rejected" | "reopened";
