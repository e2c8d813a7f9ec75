/**
 * Sending: a form or a button that writes.
 *
 *  1. While it is under way, a second tap does nothing.
 *  2. What got no answer is sent again under the same key, so that it happens once.
 *  3. What is refused stays typed, with the refusal beside it.
 */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey, Problem } from "./api.js";
import { refreshReadings } from "./readings.js";

export interface Sending<Input, Answer> {
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  /** Undefined when it was refused or is under way already. */
  readonly run: (input: Input) => Promise<Answer | undefined>;
  readonly forget: () => void;
}

export function useSending<Input, Answer>(send: (input: Input, key: string) => Promise<Answer>): Sending<Input, Answer> {
  const isBusy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const key = useRef<string | undefined>(undefined);
  const run = async (input: Input): Promise<Answer | undefined> => {
    if (isBusy.peek()) return undefined;
    isBusy.value = true;
    problem.value = undefined;
    key.current ??= newKey();
    try {
      const answer = await send(input, key.current);
      key.current = undefined;
      refreshReadings();
      return answer;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!error.isUnsettled) key.current = undefined;
      problem.value = error;
      return undefined;
    } finally {
      isBusy.value = false;
    }
  };
  return {
    isBusy: isBusy.value,
    problem: problem.value,
    run,
    forget: () => {
      problem.value = undefined;
    },
  };
}
