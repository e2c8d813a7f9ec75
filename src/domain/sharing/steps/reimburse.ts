/**
 * Reimburse: what people advanced is given back, kind by kind (DESIGN §7.3).
 *
 * Per member, the amounts of their contributions of these kinds, in full, or apportioned if avail is short. Who is
 * short-paid has their contributions of these kinds settled in document order; a later step sees what is left of each.
 *
 *   150.00 for 200.00 of Bob and 100.00 of Ana → 100.00 and 50.00; Bob's first receipt of 80.00 is settled, his second
 *   of 120.00 keeps 100.00 open
 */
import {
  type AvailableFigures,
  availableFor,
  type Course,
  lesser,
  money,
  type Part,
  type Payment,
  type Portion,
  paymentsToMembers,
  readPortion,
  split,
  sumOf,
} from "../course.js";
import type { Places } from "../facts.js";
import { type Fields, listField, required } from "../fields.js";
import type { Wording } from "../wording.js";

export interface ReimburseStep {
  readonly kind: "reimburse";
  readonly kinds: ReadonlySet<number>;
  readonly portion: Portion;
}

export interface ReimburseBasis extends AvailableFigures {
  readonly kind: "reimburse";
  /** What the member is owed, and what all are owed together. */
  readonly owed: string;
  readonly total: string;
  readonly spareUnits: number;
}

export function readReimburse(fields: Fields, places: Places): ReimburseStep {
  return { kind: "reimburse", kinds: kindsField(fields, places), portion: readPortion(fields) };
}

/** The kinds a step looks at, each once. */
export function kindsField(fields: Fields, places: Places): Set<number> {
  required(fields.kinds, "kinds");
  return new Set(listField(fields, "kinds", (id) => places.kindOf(id, "")));
}

export function payReimburse(step: ReimburseStep, course: Course): Payment<ReimburseBasis>[] {
  const { availableMinor, figures } = availableFor(step.portion, course);
  const owed = owedByMember(step, course);
  const total = sumOf(owed);
  const parts = total <= availableMinor ? owed.map(inFull) : split(availableMinor, owed, course.order);
  settleContributions(step, parts, course);
  return paymentsToMembers(
    parts,
    (member) => (owed[member] as bigint) > 0n,
    (member, { spareUnits }) => ({
      kind: "reimburse",
      ...figures,
      owed: money(course, owed[member] as bigint),
      total: money(course, total),
      spareUnits,
    }),
  );
}

const inFull = (amountMinor: bigint): Part => ({ amountMinor, spareUnits: 0 });

function owedByMember({ kinds }: ReimburseStep, { facts, owedMinor }: Course): bigint[] {
  const owed = facts.members.map(() => 0n);
  facts.contributions.forEach(({ member, kind }, place) => {
    if (kinds.has(kind)) owed[member] = (owed[member] as bigint) + (owedMinor[place] as bigint);
  });
  return owed;
}

/** Lowers what is left of each contribution by what its member got, first in the document first. */
function settleContributions({ kinds }: ReimburseStep, parts: readonly Part[], { facts, owedMinor }: Course): void {
  const left = parts.map(({ amountMinor }) => amountMinor);
  facts.contributions.forEach(({ member, kind }, place) => {
    if (!kinds.has(kind)) return;
    const paid = lesser(left[member] as bigint, owedMinor[place] as bigint);
    left[member] = (left[member] as bigint) - paid;
    owedMinor[place] = (owedMinor[place] as bigint) - paid;
  });
}

export function explainReimburse(basis: ReimburseBasis, amount: string, wording: Wording): string {
  const { money, language } = wording;
  const full = amount === basis.owed;
  if (language === "fr") {
    if (full) return "avancés, et remboursés en entier.";
    const quotient = wording.quotient(basis.owed, basis.total, basis.available, basis.spareUnits);
    return `${money(basis.owed)} avancés, sur ${money(basis.total)} de frais. ${wording.available(basis)} : ${quotient}.`;
  }
  if (full) return "advanced, and given back in full.";
  const quotient = wording.quotient(basis.owed, basis.total, basis.available, basis.spareUnits);
  return `${money(basis.owed)} advanced, of ${money(basis.total)} of expenses. ${wording.available(basis)}: ${quotient}.`;
}
