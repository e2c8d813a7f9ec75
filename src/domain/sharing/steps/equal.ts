/**
 * Equal: the same for everybody, or for everybody who contributed (DESIGN §7.3).
 *
 *   100.00 for three, third sharing → 33.33 / 33.33 / 33.34
 */
import { floor, ratio } from "../../ratio.js";
import {
  type AvailableFigures,
  availableFor,
  type Course,
  type Payment,
  type Portion,
  paymentsToMembers,
  readPortion,
  split,
  sumOf,
} from "../course.js";
import { choiceField, type Fields } from "../fields.js";
import type { Wording } from "../wording.js";

export interface EqualStep {
  readonly kind: "equal";
  readonly among: "members" | "contributors";
  readonly portion: Portion;
}

export interface EqualBasis extends AvailableFigures {
  readonly kind: "equal";
  readonly among: "members" | "contributors";
  readonly count: number;
  readonly spareUnits: number;
}

export const readEqual = (fields: Fields): EqualStep => ({
  kind: "equal",
  among: choiceField(fields, "among", ["members", "contributors"]) ?? "members",
  portion: readPortion(fields),
});

export function payEqual({ among, portion }: EqualStep, course: Course): Payment<EqualBasis>[] {
  const { availableMinor, figures } = availableFor(portion, course);
  const { members, contributions } = course.facts;
  const weights = members.map(() => (among === "members" ? 1n : 0n));
  // A contribution of any kind and quantity counts.
  if (among === "contributors") for (const { member } of contributions) weights[member] = 1n;
  const count = Number(sumOf(weights));
  return paymentsToMembers(
    split(availableMinor, weights, course.order),
    (member) => weights[member] === 1n,
    (_, { spareUnits }) => ({ kind: "equal", ...figures, among, count, spareUnits }),
  );
}

export function explainEqual(basis: EqualBasis, wording: Wording): string {
  const { language } = wording;
  const quotient = `${wording.figure(basis.available)} ÷ ${basis.count}`;
  const exactMinor = ratio(wording.minor(basis.available), BigInt(basis.count));
  const rounding = wording.rounded(exactMinor, floor(exactMinor) + BigInt(basis.spareUnits), basis.spareUnits);
  if (language === "fr") {
    const who = basis.among === "members" ? "participant·es" : "contributeur·ices";
    return `entre ${basis.count} ${who}. ${wording.available(basis)} : ${quotient}${rounding}.`;
  }
  return `among ${basis.count} ${basis.among}. ${wording.available(basis)}: ${quotient}${rounding}.`;
}
