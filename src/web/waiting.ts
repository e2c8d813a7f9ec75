/**
 * What waits for somebody: the few things a collective asks of them now, told from what it shows to all.
 *
 *  - a sharing whose wishes are open, in which they have lines and have not said what they keep, or that asks too much of its
 *    envelope: settled together, line by line;
 *  - a round in which they have credits left to pledge, or a ballot to cast;
 *  - a question about a contribution they gave.
 */
export interface OpenSharing {
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly closesOn: string | null;
  readonly budget: { readonly amount: string; readonly asked: string; readonly kept: string; readonly over: string };
  readonly lines: readonly {
    readonly memberId: string;
    readonly isOut: boolean;
    readonly asked: string | null;
    readonly keptIs: string;
  }[];
}

export interface RunningRound {
  readonly id: string;
  readonly title: string;
  readonly commodity: string;
  readonly phase: string;
  readonly method: string;
  readonly pledgesUntil: string;
  readonly own: { readonly credits: string; readonly left: string } | null;
}

export interface Questioned {
  readonly id: string;
  readonly note: string;
}

export type Waiting =
  | { readonly kind: "wishes"; readonly sharing: OpenSharing; readonly lines: number }
  | { readonly kind: "settle"; readonly sharing: OpenSharing }
  | { readonly kind: "pledge" | "vote"; readonly round: RunningRound }
  | { readonly kind: "question"; readonly contribution: Questioned };

/** Whether a decimal text says zero. */
export const isNothing = (amount: string): boolean => /^-?0*(?:\.0*)?$/.test(amount);

/** Everything that waits for `me`, what closes first standing first within its kind. */
export function waitingFor(
  me: string,
  {
    sharings,
    rounds,
    questioned,
  }: { sharings: readonly OpenSharing[]; rounds: readonly RunningRound[]; questioned: readonly Questioned[] },
): Waiting[] {
  const waiting: Waiting[] = questioned.map((contribution) => ({ kind: "question", contribution }));
  for (const sharing of sharings) {
    const mine = sharing.lines.filter(({ memberId, isOut }) => memberId === me && !isOut);
    const wishes = mine.filter(({ asked }) => asked !== null);
    const unsaid = wishes.filter(({ keptIs }) => keptIs === "asked");
    if (unsaid.length > 0 && !isNothing(sharing.budget.over)) waiting.push({ kind: "settle", sharing });
    else if (mine.length > 0 && wishes.length === 0) waiting.push({ kind: "wishes", sharing, lines: mine.length });
  }
  for (const round of rounds) {
    if (round.phase !== "pledging") continue;
    if (round.method === "ballots") waiting.push({ kind: "vote", round });
    else if (round.own && !isNothing(round.own.left)) waiting.push({ kind: "pledge", round });
  }
  return waiting;
}
