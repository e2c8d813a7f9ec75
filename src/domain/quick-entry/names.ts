/**
 * Names in a line: kinds and circles by their words, envelopes and tags behind `#`, members behind `@`.
 *
 * Accents, case and the plural make no difference: «animations» is the kind «Animation», «cafe repare» the circle
 * «Café Répare». A hyphenated word is one word: «co-animation» is not «Animation».
 */
import { fold, nameKey, singular, slug } from "../fold.js";
import { type Find, type Line, matchAt, type Recogniser, type Span, typedPlace } from "./line.js";

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
}

export interface Word extends Span {
  readonly word: string;
}

const wordPattern = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;

/** The words of a folded text, in the singular. */
export function wordsOf(folded: string): Word[] {
  return Array.from(folded.matchAll(wordPattern), (match) => ({
    word: singular(match[0]),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Names as sequences of words, the longest first. */
export interface NameBook {
  /** By first word. */
  readonly byWord: ReadonlyMap<string, readonly { readonly id: string; readonly words: readonly string[] }[]>;
  /** By all words: who is called exactly so. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

export function nameBook(items: readonly Named[]): NameBook {
  const byWord = new Map<string, { id: string; words: string[] }[]>();
  const byName = new Map<string, string[]>();
  for (const { id, name, aliases = [] } of items) {
    for (const called of [name, ...aliases]) {
      const words = wordsOf(fold(called)).map(({ word }) => word);
      const [first] = words;
      if (first === undefined) continue;
      byWord.set(
        first,
        [...(byWord.get(first) ?? []), { id, words }].sort((a, b) => b.words.length - a.words.length),
      );
      const whole = words.join(" ");
      byName.set(whole, [...new Set([...(byName.get(whole) ?? []), id])]);
    }
  }
  return { byWord, byName };
}

export interface NameFind extends Span {
  /** Several when names are alike. */
  readonly ids: readonly string[];
}

/** Every name of the book among the words, the longest at each place. */
export function findNames(words: readonly Word[], book: NameBook): NameFind[] {
  const finds: NameFind[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const here = book.byWord.get(words[index]?.word ?? "");
    const match = here?.find((name) => name.words.every((word, offset) => words[index + offset]?.word === word));
    if (!match) continue;
    const last = words[index + match.words.length - 1];
    const from = words[index]?.from ?? 0;
    finds.push({ from, to: last?.to ?? from, ids: book.byName.get(match.words.join(" ")) ?? [match.id] });
    index += match.words.length - 1;
  }
  return finds;
}

/** The ids of those who are called exactly so. */
export const idsCalled = (folded: string, book: NameBook): readonly string[] =>
  book.byName.get(
    wordsOf(folded)
      .map(({ word }) => word)
      .join(" "),
  ) ?? [];

const hashtag = /#([\p{L}\p{N}][\p{L}\p{N}_-]*)/uy;
const atName = /@([\p{L}\p{N}][\p{L}\p{N}_-]*)/uy;

export const recogniseHashtag: Recogniser = (line, at) => nameBehind(hashtag, "hashtag", line, at);
export const recogniseAtName: Recogniser = (line, at) => nameBehind(atName, "at-name", line, at);

function nameBehind(pattern: RegExp, what: "hashtag" | "at-name", line: Line, at: number): Find | undefined {
  const match = matchAt(pattern, line, at);
  if (!match || !/\p{L}/u.test(match[1] ?? "")) return undefined;
  const to = at + match[0].length;
  return { what, from: at, to, name: line.typed.slice(typedPlace(line, at) + 1, typedPlace(line, to)).normalize("NFC") };
}

/** Whose slug this is; failing that, whose slug begins with it as a whole word: `#kit` is «Kit commun». */
export function idsBehind(name: string, items: readonly Named[]): readonly string[] {
  const wanted = slug(name);
  const exact = items.filter((item) => slug(item.name) === wanted);
  const chosen = exact.length > 0 ? exact : items.filter((item) => slug(item.name).startsWith(`${wanted}-`));
  return chosen.map(({ id }) => id);
}

/** Whether a kind is called by its unit («Heures», «Temps»): it is meant where no kind is named. */
export const isCalledBy = (item: Named, words: readonly string[]): boolean =>
  [item.name, ...(item.aliases ?? [])].some((name) => words.includes(nameKey(name)));
