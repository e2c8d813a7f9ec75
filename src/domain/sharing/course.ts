/**
 * The course of a sharing: what one step leaves to the next, and what a step may pay from (DESIGN §7.3).
 *
 * Steps run in order over `rest`, at first the whole amount. `base` is the rest, or the amount with `"of": "total"`;
 *   avail = min(rest, half_up(percent/100 × base)).
 *
 *   1000.00, 50.00 levied, then "percent": "50" → base 950.00, avail 475.00; with "of": "total" → base 1000.00, avail 500.00
 */
import { apportion } from "../apportion.js";
import { Decimal, ratioOf } from "../decimal.js";
import { formatAmount, roundRatio } from "../money.js";
import { divide, multiply, type Ratio, ratio } from "../ratio.js";
import type { Facts } from "./facts.js";
import { choiceField, type Fields, keyFault, signedDecimalField } from "./fields.js";

/** A member or a fund, by its place in the document. */
export type Receiver = { readonly member: number } | { readonly fund: number };

/** What one step pays to one receiver, and the figures that made it. */
export interface Payment<Basis> {
  readonly to: Receiver;
  readonly amountMinor: bigint;
  readonly basis: Basis;
}

/** A sharing under way. Only claims and reimbursements remember what earlier steps of their kind paid. */
export interface Course {
  readonly facts: Facts;
  /** Members in the order of the last units: the document's, turned by the sequence. */
  readonly order: readonly number[];
  /** The number of the running step, from 1. */
  step: number;
  restMinor: bigint;
  /** By member: what earlier claims steps paid. */
  readonly claimsPaidMinor: bigint[];
  /** By contribution: what is left of its amount to reimburse. */
  readonly owedMinor: bigint[];
  /** By member: what the last claims step so far carries. */
  carriedMinor: bigint[];
}

/** The part of the money a step may use. */
export interface Portion {
  readonly percent: Decimal;
  readonly of: "rest" | "total";
}

const hundred = ratio(100n);

/** `percent` (100 unless given) and `of` (the rest unless given) of a step. */
export function readPortion(fields: Fields): Portion {
  return { percent: percentField(fields, "percent") ?? new Decimal(100), of: choiceField(fields, "of", ["rest", "total"]) ?? "rest" };
}

/** A percent from 0 to 100, or undefined where the field is missing. Refuses `key_invalid` outside. */
export function percentField(fields: Fields, name: string): Decimal | undefined {
  const percent = signedDecimalField(fields, name);
  if (percent && (percent.lt(0) || percent.gt(100))) throw keyFault(name, "percent_outside");
  return percent;
}

/** percent/100 × amount, exactly. */
export const percentOf = (amountMinor: bigint, percent: Decimal): Ratio => multiply(ratio(amountMinor), divide(ratioOf(percent), hundred));

/** The figures of what a step could pay from, in every basis. */
export interface AvailableFigures {
  readonly rest: string;
  readonly base: string;
  readonly percent: string;
  readonly available: string;
}

export const baseOf = (portion: Portion, course: Course): bigint => (portion.of === "total" ? course.facts.amountMinor : course.restMinor);

/** What a step may pay in all, and the figures that say why. */
export function availableFor(portion: Portion, course: Course): { availableMinor: bigint; figures: AvailableFigures } {
  const baseMinor = baseOf(portion, course);
  const availableMinor = lesser(course.restMinor, roundRatio(percentOf(baseMinor, portion.percent)));
  const figures = {
    rest: money(course, course.restMinor),
    base: money(course, baseMinor),
    percent: portion.percent.toFixed(),
    available: money(course, availableMinor),
  };
  return { availableMinor, figures };
}

/** A sum of minor units in the words of the result. */
export const money = (course: Course, amountMinor: bigint): string => formatAmount(amountMinor, course.facts.currency);

export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b);
export const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** A part of a split; `spareUnits` is 1 where rounding gave it one of the last minor units. */
export interface Part {
  readonly amountMinor: bigint;
  readonly spareUnits: number;
}

/** Splits by `apportion` and says who got a last unit. */
export function split(totalMinor: bigint, weights: readonly bigint[], order: readonly number[]): Part[] {
  const sum = sumOf(weights);
  return apportion(totalMinor, weights, order).map((amountMinor, place) => ({
    amountMinor,
    spareUnits: sum === 0n ? 0 : Number(amountMinor - (totalMinor * (weights[place] as bigint)) / sum),
  }));
}

/** What members got, as payments: those with something at stake, in document order. */
export function paymentsToMembers<Basis>(
  parts: readonly Part[],
  takesPart: (member: number) => boolean,
  basisOf: (member: number, part: Part) => Basis,
): Payment<Basis>[] {
  return parts.flatMap((part, member) =>
    takesPart(member) ? [{ to: { member }, amountMinor: part.amountMinor, basis: basisOf(member, part) }] : [],
  );
}
