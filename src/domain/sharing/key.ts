/**
 * The key: the ordered steps by which a sharing is computed (DESIGN §7.3), read and checked before any of them runs.
 *
 * Each kind of step is one file in steps/: its fields, what it pays, and its sentence. The switches that know all kinds
 * are here (reading), in settle.ts (paying) and in explanation.ts (saying); the compiler names those a new kind misses.
 *
 *   { "steps": [{ "kind": "levy", "to": "commons", "percent": "5" }, { "kind": "equal" }] }
 */
import type { Facts, Places } from "./facts.js";
import { choiceField, type Fields, faulty, fieldsOf, keyFault, listField } from "./fields.js";
import { type ClaimsBasis, type ClaimsStep, readClaims } from "./steps/claims.js";
import { type EqualBasis, type EqualStep, readEqual } from "./steps/equal.js";
import { type FixedBasis, type FixedStep, readFixed } from "./steps/fixed.js";
import { type LevyBasis, type LevyStep, readLevy } from "./steps/levy.js";
import { type PeerBasis, type PeerStep, readPeer } from "./steps/peer.js";
import { type ReimburseBasis, type ReimburseStep, readReimburse } from "./steps/reimburse.js";
import { readTakes, type TakesBasis, type TakesStep } from "./steps/takes.js";
import { readWeights, type WeightsBasis, type WeightsStep } from "./steps/weights.js";

export type Step = LevyStep | FixedStep | ReimburseStep | ClaimsStep | WeightsStep | EqualStep | PeerStep | TakesStep;
export type Basis = LevyBasis | FixedBasis | ReimburseBasis | ClaimsBasis | WeightsBasis | EqualBasis | PeerBasis | TakesBasis;

export const stepKinds = ["levy", "fixed", "reimburse", "claims", "weights", "equal", "peer", "takes"] as const satisfies Step["kind"][];

/** The steps of a key. Refuses `key_invalid`, and as the fields do. */
export function parseSteps(key: Fields, places: Places): Step[] {
  const steps = listField(key, "steps", (item) => readStep(fieldsOf(item), places));
  if (steps.length === 0) throw keyFault("steps", "no_steps");
  return steps;
}

function readStep(fields: Fields, places: Places): Step {
  const kind = choiceField(fields, "kind", stepKinds);
  switch (kind) {
    case undefined:
      throw keyFault("kind", "missing");
    case "levy":
      return readLevy(fields, places);
    case "fixed":
      return readFixed(fields, places);
    case "reimburse":
      return readReimburse(fields, places);
    case "claims":
      return readClaims(fields);
    case "weights":
      return readWeights(fields, places);
    case "equal":
      return readEqual(fields);
    case "peer":
      return readPeer(fields);
    case "takes":
      return readTakes(fields);
  }
}

/** Refuses a contribution that lacks what a step needs of its kind: an amount, or a quantity and a rate. */
export function requireNeeds(steps: readonly Step[], { contributions, kinds }: Facts): void {
  steps.forEach((step, index) => {
    if (step.kind !== "reimburse" && step.kind !== "weights") return;
    contributions.forEach((contribution, place) => {
      if (!step.kinds.has(contribution.kind)) return;
      const lacks = lackOf(step, contribution);
      if (lacks === "rate")
        throw faulty(`kinds[${contribution.kind}].rate`, "needed_by_step", { step: index + 1, id: kinds[contribution.kind]?.id ?? "" });
      if (lacks) throw faulty(`contributions[${place}].${lacks}`, "needed_by_step", { step: index + 1 });
    });
  });
}

function lackOf(step: ReimburseStep | WeightsStep, { kind, quantity, amountMinor }: Facts["contributions"][number]) {
  if (step.kind === "reimburse") return amountMinor === null ? "amount" : null;
  if (quantity === null) return "quantity";
  return step.rates.get(kind) ? null : "rate";
}
