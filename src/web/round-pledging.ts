/**
 * Pledging under a hand: what is wanted is saved once the hand has rested, as the difference to what is pledged.
 *
 *  1. One request after another; what the hand wanted meanwhile follows.
 *  2. What got no answer is sent again as it was, under its key, before anything else.
 *  3. What is refused is not pledged: the hand goes back to what stands. The refusal stays, with what was asked and the amount
 *     that would be accepted, until the hand moves.
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Problem, write } from "./api.js";
import { saidMinor, textOf } from "./round-figures.js";
import { useSending } from "./sending.js";

interface Step {
  readonly isBack: boolean;
  readonly amount: string;
}

interface PledgeAnswer {
  readonly ownPledged: string;
}

export interface Pledging {
  /** The whole pledge as the hand has it; null where it has it as it is saved. */
  readonly hand: Signal<bigint | null>;
  /** What was pledged before the last change, to go back to; null before any. */
  readonly before: Signal<bigint | null>;
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  /** The whole pledge that was refused last; null where nothing is refused. */
  readonly refused: bigint | null;
  /** What one’s whole pledge could be, where the refusal says it. */
  readonly wouldPass: bigint | undefined;
  readonly save: () => Promise<void>;
  readonly saveSoon: () => void;
  /** The hand goes on: what was refused is no longer asked. */
  readonly forget: () => void;
}

/** How long a hand rests before it is taken at its word: arrow keys come in rows. */
const restMs = 350;

export function usePledging(api: string, bucketId: string, ownPledged: string, commodity: string): Pledging {
  const hand = useSignal<bigint | null>(null);
  const before = useSignal<bigint | null>(null);
  const refused = useSignal<bigint | null>(null);
  const known = useRef(0n);
  const pending = useRef<Step | undefined>(undefined);
  const isRunning = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sending = useSending(async ({ isBack, amount }: Step, key) => {
    try {
      return await write<PledgeAnswer>("POST", `${api}/pledges${isBack ? "/withdrawal" : ""}`, { bucketId, amount }, key);
    } catch (error) {
      if (error instanceof Problem && !error.isUnsettled) pending.current = undefined;
      throw error;
    }
  });

  useEffect(() => {
    if (isRunning.current) return;
    const isAtRest = hand.peek() === null || hand.peek() === known.current;
    known.current = saidMinor(ownPledged, commodity);
    if (isAtRest) hand.value = null;
  }, [ownPledged]);

  const stepTo = (wanted: bigint): Step | undefined => {
    const difference = wanted - known.current;
    if (difference === 0n) return undefined;
    return { isBack: difference < 0n, amount: textOf(difference < 0n ? -difference : difference, commodity) };
  };

  const save = async (): Promise<void> => {
    clearTimeout(timer.current);
    if (isRunning.current) return;
    isRunning.current = true;
    const from = known.current;
    try {
      for (;;) {
        const wanted = hand.peek();
        const step = pending.current ?? (wanted === null ? undefined : stepTo(wanted));
        if (!step) break;
        pending.current = step;
        const answer = await sending.run(step);
        if (!answer) {
          // Without an answer it may have been done: it is sent again as it was (rule 2).
          if (pending.current || hand.peek() !== wanted) break;
          refused.value = wanted;
          hand.value = null;
          break;
        }
        pending.current = undefined;
        known.current = saidMinor(answer.ownPledged, commodity);
        before.value = from;
      }
    } finally {
      isRunning.current = false;
    }
  };
  const saveSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), restMs);
  };
  // Who leaves the page has let go as well.
  const last = useRef(save);
  last.current = save;
  useEffect(
    () => () => {
      if (timer.current !== undefined) void last.current();
    },
    [],
  );

  const { problem } = sending;
  const isRefused = problem !== undefined && !problem.isUnsettled;
  const accepted = problem?.figures.accepted;
  // The figure is a difference: more from what is pledged, or, of `pledge_short`, all there is to take back.
  const byMinor = typeof accepted === "string" ? saidMinor(accepted, commodity) : undefined;
  const sign = problem?.code === "pledge_short" ? -1n : 1n;
  return {
    hand,
    before,
    isBusy: sending.isBusy,
    problem,
    refused: isRefused ? refused.value : null,
    wouldPass: byMinor === undefined ? undefined : known.current + sign * byMinor,
    save,
    saveSoon,
    forget: sending.forget,
  };
}
