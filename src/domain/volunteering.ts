/**
 * What was given without pay, valued for the accounts and the annual report (DESIGN §10; règlement ANC 2018-06, articles 211-1 to
 * 211-3): hours, person-days and euros for the accounts 864/875, rooms and goods lent for 861/871, gifts in kind for 860/870.
 *
 *  1. A contribution counts when a natural person gave it and nobody was paid for it: its author marked it as volunteered, or
 *     left to the collective all that was wished for it, or wished nothing and no sharing paid it. What is withdrawn does not
 *     count, nor a wish that is carried or not yet settled: it may still be paid.
 *  2. A kind is valued as time (counted in hours, minutes or days of seven hours), as something lent, as something given, or not
 *     at all. Unless the collective says otherwise a kind of hours or minutes is time and the others are not valued: a
 *     room may be lent by the day. Expenses never are: one
 *     that is waived is real money (75412).
 *  3. The value is quantity × the reference rate in force on its day, with the rate's source; what is counted in money is its own
 *     amount. Without a rate there are hours and no euros, and the report says so.
 *  4. Each line of a circle and kind is rounded half up once; the totals are the sums of the lines.
 *  5. Who was paid for work out of an envelope and volunteered for it in the same days is pointed out.
 *
 *   3.5 h and 1.25 h at 11.88, 2 h at 12.02 → 6.75 h, 0.96 person-days, 80.47
 */
import { isDecimal } from "./decimal-text.js";
import { currencyDecimals } from "./money.js";
import { add, divide, halfUp, multiply, parseRatio, type Ratio, ratio, zero } from "./ratio.js";
import { Refusal } from "./refusals.js";
import { canonicalUnit, isMoneyUnit } from "./units.js";

export const valuations = ["time", "lent", "given"] as const;
export type Valuation = (typeof valuations)[number];

/** How many hours a day of a person is. */
export const hoursOfDay = 7n;

/** Hours in one of a unit; undefined for what is no time. */
const hoursIn = (unit: string): Ratio | undefined => {
  switch (canonicalUnit(unit)) {
    case "h":
      return ratio(1n);
    case "min":
      return ratio(1n, 60n);
    case "day":
      return ratio(hoursOfDay);
    default:
      return undefined;
  }
};

/** Units that are time without anybody saying so: a room may be lent by the day. */
export const usualTimeUnits: readonly string[] = ["h", "min"];

export interface ValuedKind {
  readonly name: string;
  readonly unit: string | null;
  readonly isExpense: boolean;
}

/** Rule 2, where nothing was said. */
export const usualValuation = ({ unit, isExpense }: ValuedKind): Valuation | "none" =>
  unit !== null && !isExpense && usualTimeUnits.includes(canonicalUnit(unit)) ? "time" : "none";

/** Refuses `kind_not_valued`: a quality has no number, an expense is money, and only time is counted in hours. */
export function requireValuation(kind: ValuedKind, valuedAs: Valuation | "none"): void {
  const fits = valuedAs === "none" || (kind.unit !== null && !kind.isExpense && (valuedAs !== "time" || hoursIn(kind.unit) !== undefined));
  if (!fits) throw new Refusal("kind_not_valued", { at: "valuedAs", kind: kind.name, unit: kind.unit ?? "—" });
}

const rateDecimals = 6;

/** Refuses `rate_invalid`, and `kind_not_valued` for what has no unit, or money for its unit. */
export function requireReferenceRate(kind: ValuedKind, rate: string): void {
  if (kind.unit === null || kind.isExpense || isMoneyUnit(kind.unit))
    throw new Refusal("kind_not_valued", { at: "rate", kind: kind.name, unit: kind.unit ?? "—" });
  if (
    !isDecimal(rate) ||
    rate.startsWith("-") ||
    /^0*(\.0*)?$/.test(rate) ||
    (rate.split(".")[1] ?? "").length > rateDecimals ||
    rate.length > 20
  )
    throw new Refusal("rate_invalid", { at: "rate", rate, decimals: rateDecimals });
}

/** What somebody gave of a kind, for a circle, at one rate. */
export interface Volunteered {
  readonly circleId: string;
  readonly circle: string;
  readonly kindId: string;
  readonly kind: string;
  readonly unit: string;
  readonly valuedAs: Valuation;
  readonly memberId: string;
  /** The reference rate that was in force; null before the first. */
  readonly rate: string | null;
  readonly count: number;
  readonly quantity: string | null;
  /** Of what is counted in money. */
  readonly amountMinor: bigint | null;
}

export interface ValuedLine {
  readonly circleId: string;
  readonly circle: string;
  readonly kindId: string;
  readonly kind: string;
  readonly unit: string;
  readonly valuedAs: Valuation;
  readonly people: number;
  readonly count: number;
  /** In the kind's unit. */
  readonly quantity: Ratio;
  /** Of time; zero for the others. */
  readonly hours: Ratio;
  readonly valueMinor: bigint;
  /** Some of it has no rate, so that the value says less than was given. */
  readonly isRateMissing: boolean;
}

export interface ValuedTotal {
  readonly valuedAs: Valuation;
  readonly people: number;
  readonly hours: Ratio;
  readonly personDays: Ratio;
  readonly valueMinor: bigint;
  readonly isRateMissing: boolean;
}

/** Rules 3 and 4: a line a circle and kind, in the order given, and a total a valuation. */
export function valued(given: readonly Volunteered[], currency: string): { lines: ValuedLine[]; totals: ValuedTotal[] } {
  const groups = new Map<string, Volunteered[]>();
  for (const one of given) {
    const key = `${one.circleId} ${one.kindId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const lines = [...groups.values()].map((group) => lineOf(group, currency));
  const totals = valuations.flatMap((valuedAs) => {
    const own = lines.filter((line) => line.valuedAs === valuedAs);
    if (own.length === 0) return [];
    const hours = own.reduce((sum, line) => add(sum, line.hours), zero);
    return [
      {
        valuedAs,
        people: new Set(given.filter((one) => one.valuedAs === valuedAs).map(({ memberId }) => memberId)).size,
        hours,
        personDays: divide(hours, ratio(hoursOfDay)),
        valueMinor: own.reduce((sum, line) => sum + line.valueMinor, 0n),
        isRateMissing: own.some((line) => line.isRateMissing),
      },
    ];
  });
  return { lines, totals };
}

function lineOf(group: readonly Volunteered[], currency: string): ValuedLine {
  const [first] = group as [Volunteered, ...Volunteered[]];
  const { circleId, circle, kindId, kind, unit, valuedAs } = first;
  const inMinor = ratio(10n ** BigInt(currencyDecimals(currency)));
  let [quantity, value, isRateMissing] = [zero, zero, false];
  for (const one of group) {
    if (one.amountMinor !== null) value = add(value, ratio(one.amountMinor));
    if (one.quantity === null) continue;
    const much = parseRatio(one.quantity);
    quantity = add(quantity, much);
    if (one.rate === null) isRateMissing = true;
    else value = add(value, multiply(multiply(much, parseRatio(one.rate)), inMinor));
  }
  return {
    ...{ circleId, circle, kindId, kind, unit, valuedAs, quantity, isRateMissing },
    people: new Set(group.map(({ memberId }) => memberId)).size,
    count: group.reduce((sum, { count }) => sum + count, 0),
    hours: valuedAs === "time" ? multiply(quantity, hoursIn(unit) ?? zero) : zero,
    valueMinor: halfUp(value),
  };
}
