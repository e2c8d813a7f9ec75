/**
 * Takes: rémunération libre, each sets their own (DESIGN §7.5; the published behaviour of Liberapay teams).
 *
 *  1. With `throttle`, a take above one major unit is lowered to max(2 × last, last + leftover, median of the positive
 *     lasts floored to the minor unit, one major unit), where leftover = max(0, lastAmount − Σ positive lasts). Not with
 *     one taker, nor when all lasts are zero, and never for `auto`.
 *  2. `auto` takers share equally, rounded up, what the manual takes leave of avail. They count among the takers.
 *  3. In full if all fits in avail; else floor(avail × take / Σ takes), then the spare units one each to the lowest
 *     paid/take, ties in `order`. What nobody takes stays in the rest.
 *
 *   6.01 for takes of 20.00 and 0.01: 6.00 and 0.00, and the spare cent to the second, who had nothing of theirs
 */
import { currencyDecimals } from "../../money.js";
import { ratio } from "../../ratio.js";
import {
  type AvailableFigures,
  availableFor,
  type Course,
  greater,
  lesser,
  money,
  type Part,
  type Payment,
  type Portion,
  paymentsToMembers,
  readPortion,
  sumOf,
} from "../course.js";
import type { Facts, Take } from "../facts.js";
import { type Fields, flagField } from "../fields.js";
import type { Wording } from "../wording.js";

export interface TakesStep {
  readonly kind: "takes";
  readonly throttle: boolean;
  readonly portion: Portion;
}

export interface TakesBasis extends AvailableFigures {
  readonly kind: "takes";
  /** What the member set, and got last time. */
  readonly take: string;
  readonly last: string;
  /** Where takes are throttled: the highest this member's may be, and what it comes from beside `last`. */
  readonly limit?: string;
  readonly leftover?: string;
  readonly median?: string;
  /** For auto: what the manual takes leave of avail, and how many share it. */
  readonly left?: string;
  readonly automatic?: number;
  /** The take that counts, and all of them together. */
  readonly nominal: string;
  readonly total: string;
  readonly spareUnits: number;
}

export const readTakes = (fields: Fields): TakesStep => ({
  kind: "takes",
  throttle: flagField(fields, "throttle", true),
  portion: readPortion(fields),
});

export function payTakes({ throttle, portion }: TakesStep, course: Course): Payment<TakesBasis>[] {
  const { facts, order } = course;
  const { availableMinor, figures } = availableFor(portion, course);
  const limits = throttle ? limitsOf(facts) : null;
  const { nominals, automatic } = nominalTakes(facts, limits, availableMinor);
  const total = sumOf(nominals);
  const takes = new Map(facts.takes.map((take) => [take.member, take]));
  const parts = total <= availableMinor ? nominals.map(inFull) : sharedByTake(availableMinor, nominals, order);
  return paymentsToMembers(
    parts,
    (member) => takes.has(member),
    (member, { spareUnits }) => ({
      kind: "takes",
      ...figures,
      ...takeFigures(takes.get(member) as Take, limits, automatic, course),
      nominal: money(course, nominals[member] as bigint),
      total: money(course, total),
      spareUnits,
    }),
  );
}

const inFull = (amountMinor: bigint): Part => ({ amountMinor, spareUnits: 0 });

function takeFigures({ takeMinor, lastMinor }: Take, limits: Limits | null, automatic: Automatic, course: Course) {
  const last = money(course, lastMinor);
  if (takeMinor === "auto") return { take: takeMinor, last, left: money(course, automatic.leftMinor), automatic: automatic.count };
  const take = money(course, takeMinor);
  if (limits === null) return { take, last };
  const { leftoverMinor, medianMinor } = limits;
  return {
    take,
    last,
    limit: money(course, limitFor(lastMinor, limits)),
    leftover: money(course, leftoverMinor),
    median: money(course, medianMinor),
  };
}

/** What throttled takes are measured by. */
interface Limits {
  readonly leftoverMinor: bigint;
  readonly medianMinor: bigint;
  readonly majorUnitMinor: bigint;
}

/** null where nothing is throttled. */
function limitsOf({ takes, lastAmountMinor, currency }: Facts): Limits | null {
  const lasts = takes.map(({ lastMinor }) => lastMinor).filter((last) => last > 0n);
  if (takes.length <= 1 || lasts.length === 0) return null;
  return {
    leftoverMinor: greater(0n, lastAmountMinor - sumOf(lasts)),
    medianMinor: flooredMedian(lasts),
    majorUnitMinor: 10n ** BigInt(currencyDecimals(currency)),
  };
}

/** How high the take of who had `last` may be. */
const limitFor = (lastMinor: bigint, { leftoverMinor, medianMinor, majorUnitMinor }: Limits): bigint =>
  [lastMinor + leftoverMinor, medianMinor, majorUnitMinor].reduce(greater, 2n * lastMinor);

function flooredMedian(lasts: readonly bigint[]): bigint {
  const sorted = [...lasts].sort((a, b) => (a < b ? -1 : a === b ? 0 : 1));
  return ((sorted[(sorted.length - 1) >> 1] as bigint) + (sorted[sorted.length >> 1] as bigint)) / 2n;
}

/** What the automatic takers share, and how many they are. */
interface Automatic {
  readonly leftMinor: bigint;
  readonly count: number;
}

/** By member: manual takes lowered to their limit, and what these leave shared by `auto`, rounded up. */
function nominalTakes(
  { members, takes }: Facts,
  limits: Limits | null,
  availableMinor: bigint,
): { nominals: bigint[]; automatic: Automatic } {
  const nominals = members.map(() => 0n);
  for (const { member, takeMinor, lastMinor } of takes) {
    if (takeMinor !== "auto") nominals[member] = limits ? lesser(takeMinor, limitFor(lastMinor, limits)) : takeMinor;
  }
  const takers = takes.filter(({ takeMinor }) => takeMinor === "auto");
  const leftMinor = greater(0n, availableMinor - sumOf(nominals));
  const count = BigInt(takers.length);
  for (const { member } of takers) nominals[member] = (leftMinor + count - 1n) / count;
  return { nominals, automatic: { leftMinor, count: takers.length } };
}

/** floor(avail × take / Σ takes), then one spare unit each to the lowest paid/take, ties in `order`. */
function sharedByTake(availableMinor: bigint, nominals: readonly bigint[], order: readonly number[]): Part[] {
  const total = sumOf(nominals);
  const paid = nominals.map((take) => (availableMinor * take) / total);
  const spare = Number(availableMinor - sumOf(paid));
  const line = order
    .filter((member) => (nominals[member] as bigint) > 0n)
    .sort((a, b) => {
      const difference = (paid[a] as bigint) * (nominals[b] as bigint) - (paid[b] as bigint) * (nominals[a] as bigint);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    });
  const given = new Set(line.slice(0, spare));
  return paid.map((amountMinor, member) => (given.has(member) ? { amountMinor: amountMinor + 1n, spareUnits: 1 } : inFull(amountMinor)));
}

export function explainTakes(basis: TakesBasis, amount: string, wording: Wording): string {
  const { money, language } = wording;
  const take = language === "fr" ? frenchTake(basis, wording) : englishTake(basis, wording);
  if (amount === basis.nominal && basis.spareUnits === 0) return `${take}.`;
  const quotient = wording.quotient(basis.nominal, basis.total, basis.available, basis.spareUnits);
  const among = language === "fr" ? `pour ${money(basis.total)} :` : `for ${money(basis.total)}:`;
  return `${take}. ${wording.available(basis)} ${among} ${quotient}.`;
}

/** What the limit is the highest of: «2 × 40,00 €, 40,00 € + 0,00 €, 30,00 € (médiane), 1,00 €». */
const limitTerms = ({ last, leftover = "0", median = "0" }: TakesBasis, { money, language }: Wording): string =>
  `2 × ${money(last)}, ${money(last)} + ${money(leftover)}, ${money(median)} (${language === "fr" ? "médiane" : "median"}), ${money("1")}`;

/** «, arrondi au-dessus» where the automatic parts are not whole. */
const autoRounding = ({ left = "0", automatic = 1, nominal }: TakesBasis, { rounded, minor }: Wording): string =>
  rounded(ratio(minor(left), BigInt(automatic)), minor(nominal), 0);

function frenchTake(basis: TakesBasis, wording: Wording): string {
  const { money } = wording;
  const { take, limit, nominal, left = "0", automatic = 1 } = basis;
  if (take === "auto") return `part automatique, ${money(left)} laissés par les autres ÷ ${automatic}${autoRounding(basis, wording)}`;
  if (limit === undefined || nominal === take) return `prend ${money(take)}`;
  return `voulait prendre ${money(take)}, mais pas plus cette fois que le plus grand de ${limitTerms(basis, wording)}`;
}

function englishTake(basis: TakesBasis, wording: Wording): string {
  const { money } = wording;
  const { take, limit, nominal, left = "0", automatic = 1 } = basis;
  if (take === "auto") return `an automatic part, ${money(left)} left by the others ÷ ${automatic}${autoRounding(basis, wording)}`;
  if (limit === undefined || nominal === take) return `takes ${money(take)}`;
  return `wished to take ${money(take)}, but no more this time than the highest of ${limitTerms(basis, wording)}`;
}
