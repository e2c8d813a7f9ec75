/**
 * The figures of a meeting, put in the order in which people read them. Amounts stay texts; sums go through the domain’s
 * minor units, exactly.
 */
import type { z } from "zod";
import { formatAmount, parseAmount } from "../domain/money.js";
import type {
  comparison,
  settlementLine,
  shareExplanation,
  sharing,
  sharingPage,
  sharingTable,
} from "../features/sharings/sharings.schema.js";

export type Sharing = z.output<typeof sharing>;
export type SharingPage = z.output<typeof sharingPage>;
export type SharingTable = z.output<typeof sharingTable>;
export type SettlementLine = z.output<typeof settlementLine>;
export type Comparison = z.output<typeof comparison>;
export type Explanation = z.output<typeof shareExplanation>;

export const isZero = (amount: string): boolean => !/[1-9]/.test(amount);
export const isNegative = (amount: string): boolean => amount.startsWith("-");
export const minus = (a: string, b: string, currency: string): string =>
  formatAmount(parseAmount(a, currency) - parseAmount(b, currency), currency);
export const totalOf = (amounts: readonly string[], currency: string): string =>
  formatAmount(
    amounts.reduce((sum, amount) => sum + parseAmount(amount, currency), 0n),
    currency,
  );
export const compareAmounts = (a: string, b: string, currency: string): number => {
  const difference = parseAmount(a, currency) - parseAmount(b, currency);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
/** An amount without its sign. */
export const size = (amount: string): string => amount.replace(/^-/, "");

export interface PersonLines {
  readonly memberId: string;
  readonly lines: readonly SettlementLine[];
}

/** The lines, person by person, in the order of the document; who was taken out stands apart. */
export function linesByPerson({ lines, participants }: Pick<SharingTable, "lines" | "participants">): {
  readonly present: readonly PersonLines[];
  readonly waiting: readonly PersonLines[];
} {
  const order = [...participants.map(({ memberId }) => memberId), ...lines.map(({ memberId }) => memberId)];
  const people = [...new Set(order)].flatMap((memberId) => {
    const own = lines.filter((line) => line.memberId === memberId);
    return own.length > 0 ? [{ memberId, lines: own }] : [];
  });
  const isOut = ({ lines }: PersonLines) => lines.every((line) => line.isOut);
  return { present: people.filter((person) => !isOut(person)), waiting: people.filter(isOut) };
}

/** Whether a line may be wished for: expenses are debts, and what is offered asks for nothing. */
export const isWish = <One extends Pick<SettlementLine, "asked" | "standing">>(line: One): line is One & { asked: string } =>
  line.asked !== null && line.standing !== "reimbursed";

/** Lines whose author may say here what they wish for: work they gave, which is no wish that was carried. */
export const mayWish = ({ standing, carriedId }: Pick<SettlementLine, "standing" | "carriedId">): boolean =>
  carriedId === null && (standing === "given" || standing === "volunteered");

/** What somebody gave and wishes for nothing yet, where they wish for none of it and the key looks at wishes. */
export function unwishedOf({ lines, asksFor }: Pick<SharingTable, "lines" | "asksFor">, memberId: string): SettlementLine[] {
  const own = lines.filter((line) => line.memberId === memberId && !line.isOut);
  return !asksFor.wishes || own.some(isWish) ? [] : own.filter(({ standing }) => standing === "given");
}

/** Who gave something in it that nothing is wished for nor volunteered yet, where the key looks at wishes; with how many of theirs. */
export function silentOf({ lines, asksFor, participants }: Pick<SharingTable, "lines" | "asksFor" | "participants">) {
  if (!asksFor.wishes) return [];
  return participants.flatMap(({ memberId }) => {
    const own = lines.filter((line) => line.memberId === memberId && !line.isOut && line.standing === "given" && line.asked === null);
    return own.length > 0 ? [{ memberId, lines: own.length }] : [];
  });
}

/** Whether wishes decide here: a step of the key looks at them, and there are some. */
export const isByWishes = ({ asksFor, budget }: Pick<SharingTable, "asksFor" | "budget">): boolean =>
  asksFor.wishes && !isZero(budget.asked);

/** What was paid of shares and not given back, what was left to a fund, and what is still owed of them. */
export function settledOf(shares: SharingTable["shares"], currency: string) {
  const sum = (pick: (share: SharingTable["shares"][number]) => string) => totalOf(shares.map(pick), currency);
  const [paid, waived, refunded] = [sum((share) => share.paid), sum((share) => share.waived), sum((share) => share.refunded)];
  const left = minus(
    sum((share) => share.amount),
    totalOf([paid, waived], currency),
    currency,
  );
  return { paid: minus(paid, refunded, currency), waived, refunded, left };
}

/** Wishes that nobody has said anything about yet, of one person. */
export const unsaidOf = ({ lines }: Pick<SharingTable, "lines">, memberId: string): SettlementLine[] =>
  lines.filter((line) => line.memberId === memberId && isWish(line) && line.keptIs !== "author" && !line.isOut);

export interface Series {
  readonly title: string;
  /** Why this key gives nothing now; its figures are then what is kept, or nothing at all. */
  readonly refusal: string | null;
  readonly isKept: boolean;
}

export interface ComparedPerson {
  readonly memberId: string;
  readonly amounts: readonly (string | null)[];
  readonly differences: readonly (string | null)[];
}

export interface Compared {
  readonly currency: string;
  readonly series: readonly Series[];
  readonly people: readonly ComparedPerson[];
}

/**
 * A comparison as it is drawn. A first key that cannot be paid yet (wishes above the envelope) stands for what people keep
 * at this moment, so that everybody sees what another rule would change for them.
 */
export function comparedWith(answer: Comparison, { lines, asksFor }: Pick<SharingTable, "lines" | "asksFor">): Compared {
  const { currency, keys, members } = answer;
  const isKept = keys[0]?.result === null && asksFor.wishes && lines.some(isWish);
  const keptOf = (memberId: string): string =>
    totalOf(
      lines.filter((line) => line.memberId === memberId && !line.isOut).flatMap((line) => (isWish(line) && line.kept ? [line.kept] : [])),
      currency,
    );
  return {
    currency,
    series: keys.map(({ title, refusal }, place) => ({ title, refusal: refusal?.detail ?? null, isKept: isKept && place === 0 })),
    people: members.map(({ memberId, amounts, differences }) => {
      if (!isKept) return { memberId, amounts, differences };
      const kept = keptOf(memberId);
      return {
        memberId,
        amounts: [kept, ...amounts.slice(1)],
        differences: ["0.00", ...amounts.slice(1).map((amount) => (amount === null ? null : minus(amount, kept, currency)))],
      };
    }),
  };
}

export interface Extreme {
  /** All to whom it happens alike. */
  readonly memberIds: readonly string[];
  readonly difference: string;
}

/** Who gain most under a key and who lose most, against the first; undefined where nobody does. */
export function extremesOf({ people, currency }: Compared, place: number): { gains?: Extreme; loses?: Extreme } {
  const moves = people.flatMap(({ memberId, differences }) => {
    const difference = differences[place];
    return difference && !isZero(difference) ? [{ memberId, difference }] : [];
  });
  const sorted = moves.toSorted((a, b) => compareAmounts(b.difference, a.difference, currency));
  const [most, least] = [sorted[0]?.difference, sorted[sorted.length - 1]?.difference];
  const alike = (difference: string): Extreme => ({
    memberIds: moves.filter((move) => compareAmounts(move.difference, difference, currency) === 0).map(({ memberId }) => memberId),
    difference,
  });
  return {
    ...(most && !isNegative(most) ? { gains: alike(most) } : {}),
    ...(least && isNegative(least) ? { loses: alike(least) } : {}),
  };
}

/** What one person gets of a result, before and beside everything else. */
export const shareIn = (result: SharingTable["result"], memberId: string): string =>
  result?.shares.find(({ member }) => member === memberId)?.amount ?? "0";
