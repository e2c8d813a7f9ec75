/** What the pages of charters read, and a charter as it is typed. */
import { type ArticleName, articleNames } from "../domain/charter.js";
import { type SplitFlag, splitFlags } from "../domain/charter-split.js";
import { formatAmount, parseAmount } from "../domain/money.js";
import type { Charter as CharterAnswer, CharterVersionAnswer, CharterLine as LineAnswer } from "../features/charters/charters.schema.js";
import { newKey } from "./api.js";
import { readDecimal, typedDecimal } from "./components/fields.js";

export type Charter = CharterAnswer;
export type CharterLine = LineAnswer;
export type CharterVersion = CharterVersionAnswer;
export type Article = ArticleName;
export const articles = articleNames;

export interface TypedParty {
  readonly kind: "member" | "third-party";
  readonly id: string;
  readonly role: string;
}
export interface TypedLine {
  /** Its own on the page; `lineId` is that of the charter’s line it comes from. */
  readonly key: string;
  readonly lineId: string | null;
  readonly label: string;
  readonly partyId: string;
  readonly deliverables: string;
  readonly percent: string;
  readonly amount: string;
}
export interface TypedCharter {
  readonly title: string;
  readonly circleId: string;
  readonly articles: Readonly<Record<Article, string>>;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly parties: readonly TypedParty[];
  readonly total: string;
  readonly lines: readonly TypedLine[];
}

export const blankLine = (): TypedLine => ({
  ...{ key: newKey(), lineId: null, label: "", partyId: "", deliverables: "", percent: "", amount: "" },
});

export const latestOf = ({ versions }: Charter): CharterVersion => versions.at(-1) as CharterVersion;
export const inForceOf = ({ versions, inForceVersionId }: Charter): CharterVersion | undefined =>
  versions.find(({ id }) => id === inForceVersionId);

/** A version as one types it again. */
export function typedCharter({ title, circleId }: Pick<Charter, "title" | "circleId">, version: CharterVersion): TypedCharter {
  const { articles: texts, startsOn, endsOn, parties, total, lines } = version;
  return {
    ...{
      title,
      circleId,
      articles: texts,
      startsOn: startsOn ?? "",
      endsOn: endsOn ?? "",
      total: total === null ? "" : typedDecimal(total),
    },
    parties: parties.map(({ kind, id, role }) => ({ kind, id, role })),
    lines: lines.map(({ id, label, party, deliverables, percent, amount }) => ({
      ...{ key: id, lineId: id, label, partyId: party.id, deliverables },
      ...{ percent: percent === null ? "" : typedDecimal(percent), amount: amount === null ? "" : typedDecimal(amount) },
    })),
  };
}

const typed = (text: string): string | null => (text.trim() === "" ? null : (readDecimal(text) ?? text.trim()));

/** What is sent of it: what cannot be read is sent as it is typed, and the service says why. */
export function sentCharter({ title: _, circleId: _circle, lines, parties, startsOn, endsOn, total, articles: texts }: TypedCharter) {
  const kindOf = (id: string) => parties.find((party) => party.id === id)?.kind ?? "member";
  return {
    ...{ articles: texts, startsOn: startsOn || null, endsOn: endsOn || null, parties, total: typed(total) },
    lines: lines.map(({ lineId, label, partyId, deliverables, percent, amount }) => ({
      ...(lineId === null ? {} : { id: lineId }),
      ...{ label, party: { kind: kindOf(partyId), id: partyId }, deliverables, percent: typed(percent), amount: typed(amount) },
    })),
  };
}

const minorOf = (text: string, currency: string): bigint | null => {
  const decimal = readDecimal(text);
  try {
    return decimal === undefined ? null : parseAmount(decimal, currency);
  } catch {
    return null;
  }
};

/** The split as far as it can be read: its flags, and what the lines add up to against the total. */
export function readSplit({ lines, total }: Pick<TypedCharter, "lines" | "total">, currency: string) {
  const totalMinor = minorOf(total, currency);
  const read = lines.map(({ key, label, partyId, percent, amount }) => {
    const percentText = readDecimal(percent);
    return {
      ...{ id: key, label, party: { kind: "member" as const, id: partyId }, deliverables: "", amountMinor: minorOf(amount, currency) },
      percent: percentText === undefined || percentText.startsWith("-") ? null : percentText,
    };
  });
  const sumMinor = read.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0n), 0n);
  return {
    flags: splitFlags({ totalMinor, lines: read }).map((flag: SplitFlag) => ({
      ...flag,
      ...{ amount: formatAmount(flag.amountMinor, currency), atPercent: formatAmount(flag.percentMinor, currency) },
    })),
    sum: formatAmount(sumMinor, currency),
    total: totalMinor === null ? null : formatAmount(totalMinor, currency),
    over: totalMinor !== null && sumMinor > totalMinor ? formatAmount(sumMinor - totalMinor, currency) : null,
    rest: totalMinor !== null && sumMinor < totalMinor ? formatAmount(totalMinor - sumMinor, currency) : null,
  };
}
