/**
 * Money that is said to be given, not spent (rule 7 of quick-entry.ts): «don 20 €», «je donne 20 €», “20 € donation”.
 *
 *  a. A noun says it wherever it stands, but for one that a preposition makes the matter of something else: «appel aux dons»,
 *     «reçu de don». A verb says it beside the amount only. “Gift” is a present too, so it counts beside the amount only.
 *  b. It is not sure where the line buys as well («achat don 20 €»), or where a thing is given («don de livres 20 €»).
 *
 *   "don 20 €" → { from: 0, to: 3, … }      "achat don 20 €" → { …, isBought: true }      "appel aux dons 20 €" → undefined
 */
import type { Line, Span } from "./line.js";

export interface GiftSaid extends Span {
  /** The line buys, too. */
  readonly isBought: boolean;
  /** A thing is given. */
  readonly isOfThing: boolean;
}

const alone = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}'-])(?:${words})(?![\\p{L}\\p{N}'-])`, "gu");
const nouns = alone("dons?|donations?");
const besideOnly = alone("gifts?|(?:je |nous |on )?donn(?:e|es|ee|ees|ons)|(?:i |we )?(?:give|gave|donated?)");
const buying = alone(
  "achats?|achet\\p{L}+|paye|payer|frais|depenses?|factures?|rembours\\p{L}+|bought|purchases?d?|paid|spent|expenses?|bills?",
);
const matterOf = /(?:^|[ '])(?:a|au|aux|de|des|du|d'|of|for|from) ?$/;
const ofSomething = /^ (?:de |d'|des |du |of )/;

/** Whether these words are about giving: «don», «donations». */
export const isAboutGiving = (line: Line, { from, to }: Span): boolean =>
  line.folded.slice(from, to).search(nouns) === 0 || line.folded.slice(from, to).search(besideOnly) === 0;

/** Whether these words are the matter of something else: «appel aux dons». */
export const isMatter = (line: Line, { from }: Span): boolean => matterOf.test(line.folded.slice(0, from));

/** What says that the money of a line is given, up to `end`. `amounts` and `known` are the places of amounts, and of all finds. */
export function findGift(line: Line, end: number, amounts: readonly Span[], known: readonly Span[]): GiftSaid | undefined {
  const said = line.folded.slice(0, end);
  const spans = (pattern: RegExp): Span[] =>
    Array.from(said.matchAll(pattern), ({ index, 0: text }) => ({ from: index, to: index + text.length }));
  const gift =
    spans(nouns).find((span) => !isMatter(line, span) || amounts.some((amount) => amount.to <= span.from && isNext(line, span, amount))) ??
    spans(besideOnly).find((span) => amounts.some((amount) => isNext(line, span, amount)));
  if (!gift) return undefined;
  return { ...gift, isBought: spans(buying).length > 0, isOfThing: isOfThing(line, gift, known) };
}

/** Only «de», «of» and the like between the words and the amount. */
function isNext(line: Line, words: Span, amount: Span): boolean {
  const between = words.to <= amount.from ? line.folded.slice(words.to, amount.from) : line.folded.slice(amount.to, words.from);
  return /^[ ,:(-]*(?:(?:de|d'|of|un|une|a|as a|en|comme) ?)*$/.test(between);
}

/** «don de livres»: what follows is neither the amount nor a day. */
function isOfThing(line: Line, { to }: Span, known: readonly Span[]): boolean {
  const [link] = ofSomething.exec(line.folded.slice(to)) ?? [];
  return link !== undefined && !known.some(({ from }) => from === to + 1 || from === to + link.length);
}
