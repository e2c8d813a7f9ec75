/** What a rule refused, with its figures; null where it let through. */
import { Refusal, type RefusalCode, type RefusalFigures } from "../../src/domain/refusals.js";

export function refusedWith(act: () => unknown): { code: RefusalCode; figures: RefusalFigures } | null {
  try {
    act();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, figures: error.figures };
  }
}
