/**
 * Weights: work and goods are paid by what they are worth, weighed by the peers' scores if the key says so (DESIGN §7.3).
 *
 * A member's weight is Σ quantity × rate × coefficient; avail is apportioned by weight. With `cap`, never more than the
 * weights add up to: half_up(Σ weights). The coefficient is min + (median score − 1)/4 × (max − min), the median of an
 * even number of scores being the mean of the two in the middle, and 1 where nobody scored; min may exceed max.
 * All of these are finite decimals, so weights are exact: nothing is divided but by 2, 4 and 8.
 *
 *   750.00 for 10 h, 20 h and 5 h at 25.00, 25.00 and 50.00 → weights 250, 500, 250 → 187.50, 375.00, 187.50
 *   min 0.8, max 1.2, scores 5 and 4 → median 4.5, coefficient 1.15
 */
import { Decimal, onOneScale } from "../../decimal.js";
import { formatAmount, roundToMinor } from "../../money.js";
import { Refusal } from "../../refusals.js";
import { medianScore } from "../../review.js";
import {
  type AvailableFigures,
  availableFor,
  type Course,
  lesser,
  type Payment,
  type Portion,
  paymentsToMembers,
  readPortion,
  split,
} from "../course.js";
import type { Facts, Places } from "../facts.js";
import { decimalField, type Fields, fieldsOf, flagField, keyFault, required, within } from "../fields.js";
import type { Wording } from "../wording.js";
import { kindsField } from "./reimburse.js";

interface Quality {
  readonly min: Decimal;
  readonly max: Decimal;
}

export interface WeightsStep {
  readonly kind: "weights";
  readonly kinds: ReadonlySet<number>;
  /** By kind: the step's own rate, else the kind's; null where neither has one. */
  readonly rates: ReadonlyMap<number, Decimal | null>;
  readonly quality: Quality | null;
  readonly cap: boolean;
  readonly portion: Portion;
}

export interface WeightsBasis extends AvailableFigures {
  readonly kind: "weights";
  /** What the member gave, kind by kind. */
  readonly given: readonly { readonly kind: string; readonly quantity: string; readonly rate: string }[];
  /** With quality: the median of the scores (null: nobody scored) and what it is worth. */
  readonly median?: string | null;
  readonly coefficient?: string;
  readonly weight: string;
  readonly total: string;
  /** What was shared: avail, or with `cap` no more than the weights. */
  readonly shared: string;
  readonly spareUnits: number;
}

export function readWeights(fields: Fields, places: Places): WeightsStep {
  const kinds = kindsField(fields, places);
  for (const kind of kinds) {
    const { id, unit } = places.kinds[kind] as Facts["kinds"][number];
    if (unit === null) throw keyFault("kinds", "kind_without_unit", { id });
  }
  const own = fields.rates === undefined ? new Map<number, Decimal>() : within("rates", () => readRates(fieldsOf(fields.rates), places));
  return {
    kind: "weights",
    kinds,
    rates: new Map([...kinds].map((kind) => [kind, own.get(kind) ?? places.kinds[kind]?.rate ?? null])),
    quality: fields.quality === undefined ? null : within("quality", () => readQuality(fieldsOf(fields.quality))),
    cap: flagField(fields, "cap", false),
    portion: readPortion(fields),
  };
}

/** { "hours": "25.00" } → rates by kind. */
const readRates = (fields: Fields, places: Places): Map<number, Decimal> =>
  new Map(Object.keys(fields).map((id) => [places.kindOf(id, id), required(decimalField(fields, id), id)]));

const readQuality = (fields: Fields): Quality => ({
  min: required(decimalField(fields, "min"), "min"),
  max: required(decimalField(fields, "max"), "max"),
});

export function payWeights(step: WeightsStep, course: Course): Payment<WeightsBasis>[] {
  const { facts } = course;
  const { availableMinor, figures } = availableFor(step.portion, course);
  const medians = step.quality ? medianScores(facts) : [];
  const given = givenByMember(step, facts);
  const coefficients = facts.members.map((_, member) => (step.quality ? coefficientOf(medians[member] ?? null, step.quality) : one));
  const weights = given.map((kinds, member) => worthOf(kinds, step).times(coefficients[member] as Decimal));
  const total = weights.reduce((a, b) => a.plus(b), new Decimal(0));
  const sharedMinor = step.cap ? lesser(availableMinor, roundToMinor(total, facts.currency)) : availableMinor;
  return paymentsToMembers(
    split(sharedMinor, onOneScale(weights), course.order),
    (member) => (given[member] as ReadonlyMap<number, Decimal>).size > 0,
    (member, { spareUnits }) => ({
      kind: "weights",
      ...figures,
      given: givenFigures(given[member] as ReadonlyMap<number, Decimal>, step, facts),
      ...(step.quality ? qualityFigures(medians[member] ?? null, coefficients[member] as Decimal) : {}),
      weight: (weights[member] as Decimal).toFixed(),
      total: total.toFixed(),
      shared: formatAmount(sharedMinor, facts.currency),
      spareUnits,
    }),
  );
}

const one = new Decimal(1);

/** By member, the quantity of each kind they gave. The document is refused before where one is missing. */
function givenByMember({ kinds }: WeightsStep, { members, contributions }: Facts): ReadonlyMap<number, Decimal>[] {
  const given = members.map(() => new Map<number, Decimal>());
  for (const { member, kind, quantity } of contributions) {
    if (!kinds.has(kind) || quantity === null) continue;
    const quantities = given[member] as Map<number, Decimal>;
    quantities.set(kind, quantities.get(kind)?.plus(quantity) ?? quantity);
  }
  return given;
}

const rateOf = (kind: number, { rates }: WeightsStep): Decimal => rates.get(kind) ?? new Decimal(0);

const worthOf = (quantities: ReadonlyMap<number, Decimal>, step: WeightsStep): Decimal =>
  [...quantities].reduce((sum, [kind, quantity]) => sum.plus(quantity.times(rateOf(kind, step))), new Decimal(0));

/** By member, the median of the scores they received; nothing where nobody scored. Refuses `self_review`. */
function medianScores({ members, reviews }: Facts): (Decimal | undefined)[] {
  const scores = members.map((): Decimal[] => []);
  reviews.forEach(({ of, by, score }, place) => {
    if (score === null) return;
    const { id } = members[of] as Facts["members"][number];
    if (id === by) throw new Refusal("self_review", { at: `reviews[${place}]`, member: id });
    (scores[of] as Decimal[]).push(score);
  });
  return scores.map(medianScore);
}

const coefficientOf = (median: Decimal | null, { min, max }: Quality): Decimal =>
  median === null ? one : min.plus(median.minus(1).times("0.25").times(max.minus(min)));

const qualityFigures = (median: Decimal | null, coefficient: Decimal) => ({
  median: median?.toFixed() ?? null,
  coefficient: coefficient.toFixed(),
});

/** Kinds in document order. */
const givenFigures = (quantities: ReadonlyMap<number, Decimal>, step: WeightsStep, { kinds }: Facts): WeightsBasis["given"] =>
  [...quantities]
    .sort(([a], [b]) => a - b)
    .map(([kind, quantity]) => ({
      kind: (kinds[kind] as Facts["kinds"][number]).id,
      quantity: quantity.toFixed(),
      rate: rateOf(kind, step).toFixed(),
    }));

export function explainWeights(basis: WeightsBasis, wording: Wording): string {
  const { language, money } = wording;
  const given = basis.given.map(({ kind, quantity, rate }) => `${wording.quantity(quantity, kind)} × ${money(rate)}`).join(" + ");
  const capped = basis.shared !== basis.available;
  const weight = `${basis.coefficient === undefined ? given : withCoefficient(basis, given, wording)} = ${money(basis.weight)}`;
  if (!/[1-9]/.test(basis.total)) {
    return language === "fr" ? `${weight}, comme tout le travail : rien à ce titre.` : `${weight}, like all the work: nothing by it.`;
  }
  const quotient = wording.quotient(basis.weight, basis.total, basis.shared, basis.spareUnits);
  if (language === "fr") {
    const cap = capped ? `, et jamais plus que la valeur du travail, ${money(basis.shared)}` : "";
    return `${weight} sur ${money(basis.total)} de travail. ${wording.available(basis)}${cap} : ${quotient}.`;
  }
  const cap = capped ? `, and never more than what the work is worth, ${money(basis.shared)}` : "";
  return `${weight} of ${money(basis.total)} of work. ${wording.available(basis)}${cap}: ${quotient}.`;
}

function withCoefficient({ given, median, coefficient = "1" }: WeightsBasis, text: string, { language, number }: Wording): string {
  const sum = given.length > 1 ? `(${text})` : text;
  if (language === "fr") return `${sum} × ${number(coefficient)} (${median ? `avis des pairs, médiane ${number(median)}` : "sans avis"})`;
  return `${sum} × ${number(coefficient)} (${median ? `reviews by peers, median ${number(median)}` : "no reviews"})`;
}
