/**
 * Winding down a charter (DESIGN §11): a checklist, each step ticked once by somebody, on a day, with a note. The dispute path comes
 * first (a crisis meeting, then mediation); what is then wound down is wound down for everybody.
 *
 *  1. Any party opens it, with a reason. Nothing more is signed; what was delivered is still paid.
 *  2. The accounts are settled when the envelope is empty: nothing in it, and nothing committed; and when no instalment is on its
 *     way, so that none is paid after the end.
 *  3. The experience is written down with respect for privacy: the step is its text.
 *  4. The charter closes with the last step; if money came in meanwhile, it is settled anew first.
 *
 *   protect the client ✓  protect the association ✓  refund what was not done ✓  settle to zero: 120.00 is still in the envelope
 */
import { formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";

export const windingSteps = ["client", "association", "refund", "settle", "circle", "document"] as const;
export type WindingStep = (typeof windingSteps)[number];

export interface WindingFacts {
  readonly done: ReadonlySet<WindingStep>;
  /** What the envelope holds, and what is committed in it; zero where there is none. */
  readonly balanceMinor: bigint;
  readonly committedMinor: bigint;
  /** What instalments on their way ask. */
  readonly askedMinor: bigint;
  readonly currency: string;
}

/**
 * Whether the charter closes with this step. Refuses `charter_step_done`, `charter_not_settled` with the balance,
 * `charter_instalments_asked` with how much, `experience_missing`.
 */
export function decideWindingStep(facts: WindingFacts, step: WindingStep, note: string): { readonly closes: boolean } {
  if (facts.done.has(step)) throw new Refusal("charter_step_done", { at: "step", step });
  if (step === "document" && note.trim() === "") throw new Refusal("experience_missing", { at: "note" });
  const closes = windingSteps.every((one) => one === step || facts.done.has(one));
  if (step === "settle" || closes) requireSettled(facts);
  return { closes };
}

/** Rule 2. */
function requireSettled({ balanceMinor, committedMinor, askedMinor, currency }: WindingFacts): void {
  if (balanceMinor === 0n && committedMinor === 0n && askedMinor > 0n)
    throw new Refusal("charter_instalments_asked", { at: "step", asked: formatAmount(askedMinor, currency), currency });
  if (balanceMinor === 0n && committedMinor === 0n) return;
  const [balance, committed] = [balanceMinor, committedMinor].map((minor) => formatAmount(minor, currency)) as [string, string];
  throw new Refusal("charter_not_settled", { at: "step", balance, committed, currency });
}
