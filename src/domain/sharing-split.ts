/**
 * Splitting a result over what it pays for (DESIGN §8): a member's amount in a step is apportioned over their lines.
 *
 *  1. `reimburse`: their expenses are settled in document order, as the step itself does; a later one sees what is left.
 *  2. `claims`: by what is still unpaid of each kept claim, so that several claims steps never pay a line twice.
 *  3. `weights`: by quantity × rate. The coefficient of a member is the same for all of their lines.
 *  4. `fixed`, `equal`, `peer` and `takes` pay the member, not a line: they go to the default payee.
 *
 *   Bob gets 600.00 of his 900.00 for a film (600.00 kept) and a poster (300.00 kept) → 400.00 and 200.00
 *
 * From this follow what each line is paid, and the shares: one per member × payee × nature.
 */
import { apportion } from "./apportion.js";
import { Decimal } from "./decimal.js";
import { parseAmount } from "./money.js";
import type { SharingDocument } from "./sharing/document.js";
import type { SharingResult } from "./sharing/result.js";
import type { WeightsStep } from "./sharing/steps/weights.js";

/** What part of an amount is for: a contribution or a claim of the document, by its place; null for none of them. */
export type Source = { readonly contribution: number } | { readonly claim: number } | null;

export interface Part {
  /** The member's id. */
  readonly member: string;
  readonly step: number;
  readonly kind: string;
  readonly source: Source;
  readonly amountMinor: bigint;
}

/**
 * Every amount that members get, split over its sources, by member in document order and then by step; parts of zero are
 * left out. The parts of a member sum to their share.
 */
export function splitResult(document: SharingDocument, result: SharingResult): Part[] {
  const places = new Map(document.members.map(({ id }, place) => [id, place]));
  const contributions = placesByMember(document.members.length, document.contributions);
  const claims = placesByMember(document.members.length, document.claims);
  const owed = document.contributions.map(({ amountMinor }) => amountMinor ?? 0n);
  const claimed = document.claims.map(({ amountMinor }) => amountMinor ?? 0n);
  const parts = result.lines.flatMap(({ step: number, to, amount }): Part[] => {
    if (!("member" in to)) return [];
    const step = document.steps[number - 1];
    const place = places.get(to.member) ?? -1;
    const amountMinor = parseAmount(amount, document.currency);
    const part = (source: Source, amountMinor: bigint): Part => ({
      member: to.member,
      step: number,
      kind: step?.kind ?? "",
      source,
      amountMinor,
    });
    const own = contributions[place] ?? [];
    switch (step?.kind) {
      case "reimburse": {
        const expenses = own.filter((index) => step.kinds.has(document.contributions[index]?.kind ?? -1));
        return settleInTurn(expenses, owed, amountMinor).map(([contribution, paid]) => part({ contribution }, paid));
      }
      case "claims":
        return settleByWeight(claims[place] ?? [], claimed, amountMinor).map(([claim, paid]) => part({ claim }, paid));
      case "weights": {
        const given = own.filter((index) => step.kinds.has(document.contributions[index]?.kind ?? -1));
        const paid = apportion(amountMinor, weightsOf(given, step, document), [...given.keys()]);
        return given.map((contribution, index) => part({ contribution }, paid[index] ?? 0n));
      }
      default:
        return [part(null, amountMinor)];
    }
  });
  const above = parts
    .filter(({ amountMinor }) => amountMinor !== 0n)
    .sort((a, b) => (places.get(a.member) ?? 0) - (places.get(b.member) ?? 0));
  requireWhole(above, result, document.currency);
  return above;
}

const placesByMember = (count: number, items: readonly { readonly member: number }[]): number[][] => {
  const places = Array.from({ length: count }, (): number[] => []);
  items.forEach(({ member }, place) => {
    places[member]?.push(place);
  });
  return places;
};

/** Pays one after another until nothing is left, and lowers what is left of each. */
function settleInTurn(places: readonly number[], left: bigint[], amountMinor: bigint): [number, bigint][] {
  let spare = amountMinor;
  return places.map((place) => {
    const owed = left[place] ?? 0n;
    const paid = owed < spare ? owed : spare;
    spare -= paid;
    left[place] = owed - paid;
    return [place, paid];
  });
}

/** Apportions by what is left of each, and lowers it. */
function settleByWeight(places: readonly number[], left: bigint[], amountMinor: bigint): [number, bigint][] {
  const weights = places.map((place) => left[place] ?? 0n);
  const paid = apportion(amountMinor, weights, [...places.keys()]);
  return places.map((place, index) => {
    const amount = paid[index] ?? 0n;
    left[place] = (left[place] ?? 0n) - amount;
    return [place, amount];
  });
}

/** quantity × rate of each, as whole numbers of their smallest decimal. */
function weightsOf(places: readonly number[], step: WeightsStep, { contributions }: SharingDocument): bigint[] {
  const weights = places.map((place) => {
    const contribution = contributions[place];
    const rate = contribution && step.rates.get(contribution.kind);
    return (contribution?.quantity ?? new Decimal(0)).times(rate ?? new Decimal(0));
  });
  const decimals = weights.reduce((most, weight) => Math.max(most, weight.decimalPlaces()), 0);
  return weights.map((weight) => BigInt(weight.times(`1e${decimals}`).toFixed()));
}

/** A bug, never an input: what is split is what is shared. */
function requireWhole(parts: readonly Part[], { shares }: SharingResult, currency: string): void {
  const sums = new Map<string, bigint>();
  for (const { member, amountMinor } of parts) sums.set(member, (sums.get(member) ?? 0n) + amountMinor);
  for (const { member, amount } of shares) {
    const shared = parseAmount(amount, currency);
    if (sums.get(member) !== shared) throw new Error(`the share of ${member} is ${shared} and its parts are ${sums.get(member)}`);
  }
}

/** One line of the table, as a share needs it. */
export interface PaidLine {
  readonly payeeId: string;
  readonly nature: string;
}

/** One participant's share by payee and nature: the parts of a member, in document order. */
export interface Share {
  readonly memberId: string;
  readonly payeeId: string;
  readonly nature: string;
  readonly amountMinor: bigint;
}

/** What work is paid as where no line says so. */
export const defaultNature = "work";

/**
 * The shares of a result: `contributionLines` and `claimLines` are the lines behind the document's, place by place;
 * `payeeOf` is the default payee of a member.
 */
export function sharesOf(
  parts: readonly Part[],
  lines: { readonly contributions: readonly PaidLine[]; readonly claims: readonly PaidLine[] },
  payeeOf: (memberId: string) => string,
): Share[] {
  const shares = new Map<string, Share>();
  for (const { member, source, amountMinor } of parts) {
    const line = source === null ? undefined : lineOf(source, lines);
    const payeeId = line?.payeeId ?? payeeOf(member);
    const nature = line?.nature ?? defaultNature;
    const mark = `${member} ${payeeId} ${nature}`;
    shares.set(mark, { memberId: member, payeeId, nature, amountMinor: (shares.get(mark)?.amountMinor ?? 0n) + amountMinor });
  }
  return [...shares.values()];
}

/** What stands behind a source, of two lists that stand place by place beside the document's. */
export const lineOf = <One>(
  source: NonNullable<Source>,
  lines: { readonly contributions: readonly One[]; readonly claims: readonly One[] },
): One | undefined => ("contribution" in source ? lines.contributions[source.contribution] : lines.claims[source.claim]);
