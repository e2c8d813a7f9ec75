/**
 * The typed line, folded for recognition, and the way back from a folded place to what was typed.
 *
 * Recognisers work on letters without accents; what they find is shown on the line as it was typed. Folding changes
 * lengths («œ» becomes two letters, a combining accent none), so each folded letter keeps the place it came from.
 *
 *   foldLine("Cœur à 3 h").folded → "coeur a 3 h"      typedSlice(line, 6, 7) → "à"
 */
import { fold } from "../fold.js";
import type { Question } from "./questions.js";

export interface Line {
  readonly typed: string;
  readonly folded: string;
  /** The place in `typed` of each letter of `folded`, and the length of `typed` at the end. */
  readonly places: readonly number[];
}

export function foldLine(typed: string): Line {
  let folded = "";
  const places: number[] = [];
  for (let place = 0; place < typed.length; ) {
    const code = typed.codePointAt(place) ?? 0;
    const piece = foldLetter(code);
    for (let index = 0; index < piece.length; index += 1) places.push(place);
    folded += piece;
    place += code > 0xffff ? 2 : 1;
  }
  places.push(typed.length);
  return { typed, folded, places };
}

/** The letters of everyday lines, folded once. */
const foldedLetters = Array.from({ length: 0x250 }, (_, code) => fold(String.fromCodePoint(code)));
const foldLetter = (code: number): string => foldedLetters[code] ?? fold(String.fromCodePoint(code));

export const typedPlace = (line: Line, at: number): number => line.places[at] ?? line.typed.length;
export const typedSlice = (line: Line, from: number, to: number): string =>
  line.typed.slice(typedPlace(line, from), typedPlace(line, to)).normalize("NFC");

/** What a recogniser found between two places of the folded line. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

export type Find = Span &
  (
    | { readonly what: "day"; readonly day: string; readonly dayUntil?: string }
    | { readonly what: "measure"; readonly quantity: string; readonly unit: string; readonly minutes?: number }
    | { readonly what: "amount"; readonly amount: string; readonly currency: string }
    | { readonly what: "hashtag" | "at-name"; readonly name: string }
    /** A time of day: words of the note, never a duration. */
    | { readonly what: "clock" }
    /** Something that was meant as `doubt.field`, and must be asked. */
    | { readonly what: "doubt"; readonly doubt: Question }
  );

/** Looks at one place of the line; nothing there is undefined. */
export type Recogniser = (line: Line, at: number) => Find | undefined;

/** Runs a sticky pattern at a place. */
export function matchAt(pattern: RegExp, line: Line, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line.folded);
}

const wordCharacter = /[a-z0-9]|[\p{L}\p{N}]/u;
export const isWordCharacter = (character: string | undefined): boolean => character !== undefined && wordCharacter.test(character);

/**
 * The longest find at each place, left to right, none overlapping; earlier recognisers win ties. A word that is none of
 * `starts` begins no find: most words of a line are passed over at once.
 */
export function scan(line: Line, recognisers: readonly Recogniser[], starts: ReadonlySet<string>): Find[] {
  const finds: Find[] = [];
  let at = 0;
  while (at < line.folded.length) {
    const word = matchAt(letters, line, at)?.[0];
    const here = word === undefined || starts.has(word) ? longestAt(line, at, recognisers) : undefined;
    if (here) finds.push(here);
    at = here ? here.to : nextStart(line, at);
  }
  return finds;
}

const letters = /[a-z]+/y;
/** «3x2h» is a count, and then a duration. */
const notWord = /[^\p{L}\p{N}]|(?<=\d)x(?=\d)/gu;
const filled = /\S/g;

/** The next place where a find can begin: not inside or right after a word (`ana@…`), not on a space. */
function nextStart(line: Line, at: number): number {
  notWord.lastIndex = at;
  const wordEnd = isWordCharacter(line.folded[at]) ? (notWord.exec(line.folded)?.index ?? line.folded.length) : at;
  filled.lastIndex = wordEnd + 1;
  return filled.exec(line.folded)?.index ?? line.folded.length;
}

function longestAt(line: Line, at: number, recognisers: readonly Recogniser[]): Find | undefined {
  let longest: Find | undefined;
  for (const recognise of recognisers) {
    const find = recognise(line, at);
    if (find && find.to > (longest?.to ?? at)) longest = find;
  }
  return longest;
}
