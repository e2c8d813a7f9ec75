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
  /** Where takes are throttled: the highest this member's may be. */
  readonly limit?: string;
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
  const limitOf = throttle ? limits(facts) : null;
  const nominals = nominalTakes(facts, limitOf, availableMinor);
  const total = sumOf(nominals);
  const takes = new Map(facts.takes.map((take) => [take.member, take]));
  const parts = total <= availableMinor ? nominals.map(inFull) : sharedByTake(availableMinor, nominals, order);
  return paymentsToMembers(
    parts,
    (member) => takes.has(member),
    (member, { spareUnits }) => ({
      kind: "takes",
      ...figures,
      ...takeFigures(takes.get(member) as Take, limitOf, course),
      nominal: money(course, nominals[member] as bigint),
      total: money(course, total),
      spareUnits,
    }),
  );
}

const inFull = (amountMinor: bigint): Part => ({ amountMinor, spareUnits: 0 });

const takeFigures = ({ takeMinor, lastMinor }: Take, limitOf: Limit | null, course: Course) => ({
  take: takeMinor === "auto" ? takeMinor : money(course, takeMinor),
  last: money(course, lastMinor),
  ...(takeMinor === "auto" || limitOf === null ? {} : { limit: money(course, limitOf(lastMinor)) }),
});

type Limit = (lastMinor: bigint) => bigint;

/** How high a take may be, by what its taker had last time; null where nothing is throttled. */
function limits({ takes, lastAmountMinor, currency }: Facts): Limit | null {
  const lasts = takes.map(({ lastMinor }) => lastMinor).filter((last) => last > 0n);
  if (takes.length <= 1 || lasts.length === 0) return null;
  const leftover = greater(0n, lastAmountMinor - sumOf(lasts));
  const majorUnit = 10n ** BigInt(currencyDecimals(currency));
  const least = greater(flooredMedian(lasts), majorUnit);
  return (last) => [2n * last, last + leftover].reduce(greater, least);
}

function flooredMedian(lasts: readonly bigint[]): bigint {
  const sorted = [...lasts].sort((a, b) => (a < b ? -1 : a === b ? 0 : 1));
  return ((sorted[(sorted.length - 1) >> 1] as bigint) + (sorted[sorted.length >> 1] as bigint)) / 2n;
}

/** By member: manual takes lowered to their limit, and what these leave shared by `auto`, rounded up. */
function nominalTakes({ members, takes }: Facts, limitOf: Limit | null, availableMinor: bigint): bigint[] {
  const nominals = members.map(() => 0n);
  for (const { member, takeMinor, lastMinor } of takes) {
    if (takeMinor !== "auto") nominals[member] = limitOf ? lesser(takeMinor, limitOf(lastMinor)) : takeMinor;
  }
  const automatic = takes.filter(({ takeMinor }) => takeMinor === "auto");
  const leftMinor = greater(0n, availableMinor - sumOf(nominals));
  const count = BigInt(automatic.length);
  for (const { member } of automatic) nominals[member] = (leftMinor + count - 1n) / count;
  return nominals;
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
  if (amount === basis.nominal) return `${take}.`;
  const quotient = wording.quotient(basis.nominal, basis.total, basis.available, basis.spareUnits);
  const among = language === "fr" ? `pour ${money(basis.total)} :` : `for ${money(basis.total)}:`;
  return `${take}. ${wording.available(basis)} ${among} ${quotient}.`;
}

function frenchTake({ take, last, limit, nominal, available }: TakesBasis, { money }: Wording): string {
  if (take === "auto") return `part automatique de ce que les autres laissent de ${money(available)}, soit ${money(nominal)}`;
  if (limit === undefined || nominal === take) return `prend ${money(take)}`;
  return `voulait prendre ${money(take)}, au plus ${money(limit)} cette fois (${money(last)} la dernière fois)`;
}

function englishTake({ take, last, limit, nominal, available }: TakesBasis, { money }: Wording): string {
  if (take === "auto") return `an automatic part of what the others leave of ${money(available)}: ${money(nominal)}`;
  if (limit === undefined || nominal === take) return `takes ${money(take)}`;
  return `wished to take ${money(take)}, at most ${money(limit)} this time (${money(last)} last time)`;
}
