/**
 * Which kind a line means: the one it names, or the one that its figure can only mean (rule 4 of quick-entry.ts).
 *
 *   "2 h facilitation et animation" → Facilitation, next to the quantity      "12 km" → Trajets, the only kind in km
 *   "1 jour salle" → Salle prêtée, the only kind in days                      "2 jours de peinture" → asked
 */
import { fold } from "../fold.js";
import { canonicalUnit, isMoneyUnit, unitWords } from "../units.js";
import type { QuickKind } from "./entry.js";
import type { Find, Line, Span } from "./line.js";
import { isCalledBy, type NameFind, wordsOf } from "./names.js";
import type { QuestionReason } from "./questions.js";

export type MeasureFind = Extract<Find, { what: "measure" }>;
export type AmountFind = Extract<Find, { what: "amount" }>;
export type Figure = MeasureFind | AmountFind;

export type KindChoice =
  | { readonly kind: QuickKind; readonly span: Span }
  | { readonly reason: QuestionReason; readonly options?: readonly string[] };

/** Whether a measured unit is the kind's. */
export const fits = (unit: string, kindUnit: string | null): boolean => {
  if (kindUnit === null) return false;
  const canonical = canonicalUnit(kindUnit);
  return canonical === unit || (unit === "h" && canonical === "min");
};

const suits = (figure: Figure, kindUnit: string | null): boolean =>
  figure.what === "measure" ? fits(figure.unit, kindUnit) : isMoneyUnit(kindUnit);

type Mention = { readonly find: NameFind; readonly kinds: readonly QuickKind[] };

/**
 * The kind of a line whose names and figures are known; the first figure is what was given, a second one a claim.
 * In this order: the name next to a figure that suits it; a name that suits the first figure; a name next to it; the
 * kind that the figure alone can mean; any name.
 */
export function chooseKind(line: Line, kinds: readonly QuickKind[], named: readonly NameFind[], figures: readonly Figure[]): KindChoice {
  const mentions: Mention[] = named.map((find) => ({ find, kinds: kinds.filter(({ id }) => find.ids.includes(id)) }));
  const [figure] = figures;
  if (figure === undefined) return mentions.length > 0 ? chooseNamed(mentions, undefined) : { reason: "kind_missing" };
  const isSuited = (mention: Mention, to: Figure) => mention.kinds.some((kind) => suits(to, kind.unit));
  for (const beside of figures) {
    const next = mentions.find((mention) => isBeside(line, beside, mention.find) && isSuited(mention, beside));
    if (next) return chooseNamed([next], beside);
  }
  const suited = mentions.filter((mention) => isSuited(mention, figure));
  if (suited.length > 0) return chooseNamed(suited, figure);
  const next = mentions.find(({ find }) => isBeside(line, figure, find));
  if (next) return chooseNamed([next], undefined);
  const inferred = inferredKinds(kinds, figure);
  const isUnsaid = figure.what === "measure" && figure.unit === "day" && !inferred.some((kind) => isHinted(line, kind));
  if (mentions.length > 0 && (isUnsaid || inferred.length === 0)) return chooseNamed(mentions, undefined);
  return chooseInferred(isUnsaid ? kindsOfTime(kinds) : inferred, figure);
}

/** Rule 6: whether the line has a word of the kind’s name, or the name itself speaks of days. */
function isHinted(line: Line, { name, aliases = [] }: QuickKind): boolean {
  const said = wordsOf(line.folded).flatMap(({ word }) => (word.length > 3 ? [word] : []));
  const hints = new Set<string>([...unitWords.day, ...said]);
  return [name, ...aliases].some((called) => wordsOf(fold(called)).some(({ word }) => hints.has(word)));
}

/** What days of work may be counted as; one alone would be no choice. */
function kindsOfTime(kinds: readonly QuickKind[]): readonly QuickKind[] {
  const timed = kinds.filter(({ unit }) => fits("day", unit) || fits("h", unit));
  return timed.length > 1 ? timed : [];
}

function chooseNamed(mentions: readonly Mention[], figure: Figure | undefined): KindChoice {
  const all = [...new Set(mentions.flatMap(({ kinds }) => kinds))];
  const suited = all.filter((kind) => !figure || suits(figure, kind.unit));
  const candidates = suited.length > 0 ? suited : all;
  const [kind] = candidates;
  const mention = mentions.find(({ kinds }) => kind !== undefined && kinds.includes(kind));
  if (kind !== undefined && mention !== undefined && candidates.length === 1) return { kind, span: mention.find };
  return { reason: "several_kinds", options: candidates.map(({ id }) => id) };
}

function chooseInferred(kinds: readonly QuickKind[], figure: Figure): KindChoice {
  const [kind] = kinds;
  if (kind !== undefined && kinds.length === 1) return { kind, span: figure };
  return kinds.length > 1 ? { reason: "several_kinds", options: kinds.map(({ id }) => id) } : { reason: "kind_missing" };
}

/** The kinds that a quantity or an amount alone can mean: the one called by its unit, or the one for expenses, before others. */
function inferredKinds(kinds: readonly QuickKind[], figure: Figure): QuickKind[] {
  const suited = kinds.filter((kind) => suits(figure, kind.unit));
  const preferred =
    figure.what === "amount"
      ? suited.filter(({ isExpense }) => isExpense)
      : suited.filter((kind) => isCalledBy(kind, namesOfUnit(figure.unit)));
  return preferred.length === 1 ? preferred : suited;
}

/** Words that call a kind by its unit. */
const namesOfUnit = (unit: string): readonly string[] =>
  unit === "h"
    ? [...unitWords.h, "temps", "time", "travail", "work"]
    : ((unitWords as Readonly<Record<string, readonly string[]>>)[unit] ?? [unit]);

/** Whether a name stands next to a figure, but for «de», «of» and the like. */
function isBeside(line: Line, figure: Span, name: Span): boolean {
  const between = figure.to <= name.from ? line.folded.slice(figure.to, name.from) : line.folded.slice(name.to, figure.from);
  return /^[ ,:(-]*(?:(?:de|d'|du|des|en|of|pour|for) ?)?$/.test(between);
}
