/**
 * What one gave and received, month by month: sums of texts, exact, and the hourly figure one may look at in private.
 *
 *  1. Kinds are never added up with each other but in hours, which are hours whatever they are called.
 *  2. What was received is what was paid, less what came back; expenses are money one had spent, and no pay.
 *  3. A contribution over several days is of the month of its first.
 *
 *   sumOf(["3.5", "0.25"]) → "3.75"      hourlyOf("250.49", "21", "EUR") → "11.93"
 */

import { formatAmount, parseAmount, roundRatio } from "../domain/money.js";
import { ratio } from "../domain/ratio.js";
import { takesEnvelope } from "../domain/takes-envelope.js";
import { trimDecimal } from "../domain/typed-number.js";
import { canonicalUnit } from "../domain/units.js";
import type { ReceivedList } from "../features/members/members.schema.js";
import type { Contribution } from "./components/contribution-row.js";

export type Received = ReceivedList["items"][number];

const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0;
const scaled = (text: string, decimals: number): bigint => {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
};

/** The sum of decimal texts. */
export function sumOf(texts: readonly string[]): string {
  const decimals = Math.max(0, ...texts.map(decimalsOf));
  const total = texts.reduce((sum, text) => sum + scaled(text, decimals), 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return trimDecimal(total < 0n ? `-${text}` : text);
}

/** The sum of amounts, with the currency’s decimals. */
export const sumOfMoney = (amounts: readonly string[], currency: string): string =>
  formatAmount(
    amounts.reduce((sum, amount) => sum + parseAmount(amount, currency), 0n),
    currency,
  );

export const isInHours = ({ unit, quantity }: Pick<Contribution, "unit" | "quantity">): boolean =>
  unit !== null && quantity !== null && canonicalUnit(unit) === "h";

/** All hours among contributions. */
export const hoursOf = (contributions: readonly Contribution[]): string =>
  sumOf(contributions.filter(isInHours).map(({ quantity }) => quantity ?? "0"));

/** Hours their author marked as volunteered, or offered in a sharing. */
export const volunteeredOf = (contributions: readonly Contribution[]): string =>
  hoursOf(contributions.filter(({ isVolunteered, life }) => isVolunteered || life === "offered"));

/** What would count in a sharing and has no envelope; who offered it, or only told of it, waits for nothing. */
export const waitingForEnvelope = <One extends Contribution>(
  contributions: readonly One[],
  kinds: readonly { readonly id: string; readonly isExpense: boolean }[],
): One[] =>
  contributions.filter(({ envelopeId, kindId, unit, settlement, isVolunteered, claim }) => {
    const isExpense = kinds.find(({ id }) => id === kindId)?.isExpense ?? false;
    const asksNothing = claim === null && (isVolunteered || unit === null);
    return envelopeId === null && !asksNothing && takesEnvelope(unit, isExpense, settlement);
  });

export interface KindSum {
  readonly kindId: string;
  readonly unit: string | null;
  readonly count: number;
  /** Null for a quality. */
  readonly quantity: string | null;
  readonly amount: string | null;
}

export interface Month {
  /** Its first day. */
  readonly month: string;
  readonly kinds: readonly KindSum[];
  readonly hours: string;
  /** For work and rights. */
  readonly pay: string;
  readonly expenses: string;
}

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
const isPay = ({ nature }: Received): boolean => nature !== "expenses";
/** What was left to a fund never came. */
export const cameIn = ({ how }: Pick<Received, "how">): boolean => how !== "waived";

/** What was received for work and rights, and for expenses. */
export function receivedOf(received: readonly Received[], currency: string): { readonly pay: string; readonly expenses: string } {
  const mine = received.filter((each) => cameIn(each) && each.currency === currency);
  const sum = (those: readonly Received[]) =>
    sumOfMoney(
      those.map(({ amount }) => amount),
      currency,
    );
  return { pay: sum(mine.filter(isPay)), expenses: sum(mine.filter((each) => !isPay(each))) };
}

function kindsOf(contributions: readonly Contribution[], currency: string): KindSum[] {
  const ids = [...new Set(contributions.map(({ kindId }) => kindId))];
  return ids.map((kindId) => {
    const those = contributions.filter((each) => each.kindId === kindId);
    const quantities = those.flatMap(({ quantity }) => quantity ?? []);
    const amounts = those.flatMap(({ amount }) => amount ?? []);
    return {
      kindId,
      unit: those[0]?.unit ?? null,
      count: those.length,
      quantity: quantities.length > 0 ? sumOf(quantities) : null,
      amount: amounts.length > 0 ? sumOfMoney(amounts, currency) : null,
    };
  });
}

/** The months in which something was given or received, the first first. */
export function monthsOf(contributions: readonly Contribution[], received: readonly Received[], currency: string): Month[] {
  const came = received.filter((each) => cameIn(each) && each.currency === currency);
  const starts = [...contributions.map(({ dayOn }) => dayOn), ...came.map(({ datedOn }) => datedOn)].map(monthOf);
  return [...new Set(starts)].sort().map((month) => {
    const given = contributions.filter(({ dayOn }) => monthOf(dayOn) === month);
    const ofMonth = came.filter(({ datedOn }) => monthOf(datedOn) === month);
    return { month, kinds: kindsOf(given, currency), hours: hoursOf(given), ...receivedOf(ofMonth, currency) };
  });
}

/** The years of a life here, the last first, this one always. */
export function yearsOf(contributions: readonly Contribution[], received: readonly Received[], today: string): string[] {
  const days = [today, ...contributions.map(({ dayOn }) => dayOn), ...received.map(({ datedOn }) => datedOn)];
  return [...new Set(days.map((day) => day.slice(0, 4)))].sort().reverse();
}

/** Money by hours, rounded once, half up; undefined without hours. */
export function hourlyOf(pay: string, hours: string, currency: string): string | undefined {
  const decimals = decimalsOf(hours);
  const scaledHours = scaled(hours, decimals);
  if (scaledHours <= 0n) return undefined;
  return formatAmount(roundRatio(ratio(parseAmount(pay, currency) * 10n ** BigInt(decimals), scaledHours)), currency);
}
