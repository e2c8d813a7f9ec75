/**
 * Durations and quantities as people type them: `3h30`, `2,5 h`, `une heure et demie`, `half an hour`, `10h-12h30`, `12 km`.
 *
 * The rules, with the same numbers in the code:
 *  1. `3h30`, `3 h 30`, `3:30`, `1 hour and 30 minutes` are hours and minutes; a second number that belongs to something else
 *     (`2 h 60 €`, `2 h 12 km`, `2 h 12/03`, `1h1/2`) is not minutes.
 *  2. A decimal before a unit is read as it stands; a number that can be read in two ways is asked.
 *  3. Halves and quarters in words or as fractions: `une demi-heure`, `1 heure et demie`, `1h1/2`, `2 h 1/2`, `½ journée`, `two and a half hours`.
 *     Apart from the hours, `2 h 3/4` is a day, the third of April.
 *  4. From one time of day to another is a duration: `de 10h à 12h30` is 2 h 30. Without «de» or «from», `2h-3h` is asked.
 *  5. A time of day alone (`à 14h`, `at 2pm`) is words, never a duration.
 *  6. A minus sign is asked: nobody gives less than nothing.
 */
import { hoursOfMinutes, minutesOfHours } from "../duration.js";
import { type DecimalMark, readTypedNumber, trimDecimal } from "../typed-number.js";
import { canonicalUnit, unitWords } from "../units.js";
import { type Find, foldLine, type Line, matchAt, type Recogniser, typedSlice } from "./line.js";
import type { QuestionReason } from "./questions.js";

/** Digits with marks, as `readTypedNumber` reads them. */
export const typedNumber = "(?:\\d{1,3}(?: \\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*)";
const end = "(?![\\p{L}\\p{N}])";
const hourWords = "(?:h|hrs?|heures?|hours?)";
const minuteWords = "(?:min|mins|mn|minutes?)";
/** What a number after the hours may belong to instead (rule 1). */
const notMinutes =
  "(?! ?(?:[€$£%/]|eur|euros?|km|kms|h\\b|jours?\\b|days?\\b)|[.,:-]\\d| (?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)| \\d)";

export const numberWords: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  quinze: 15,
  vingt: 20,
  trente: 30,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};
const words = Object.keys(numberWords)
  .sort((a, b) => b.length - a.length)
  .join("|");
const fractions: Readonly<Record<string, string>> = { "½": "0.5", "¼": "0.25", "¾": "0.75", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75" };
const fractionSigns = "½|¼|¾|1/2|1/4|3/4";
const pattern = (source: string): RegExp => new RegExp(source + end, "uy");
const clockTime = "(?:(\\d{1,2}) ?h ?(\\d{2})?|(\\d{1,2}):(\\d{2})|(\\d{1,2}) ?(am|pm))";

const patterns = {
  attached: pattern(`(\\d{1,3}) ?h(\\d{1,2})(?!\\d*/\\d+(?!\\d| ?h))(?: ?${minuteWords})?`),
  spaced: new RegExp(`(\\d{1,3}) ?${hourWords} (?:(?:et|and) )?(\\d{1,2})(?:( ?${minuteWords})${end}|${end}${notMinutes})`, "uy"),
  colon: pattern("(\\d{1,3}):([0-5]\\d)(?::00)?(?!:?\\d)"),
  halves: pattern(
    `(?:(${typedNumber})|(${words})) ?(?:${hourWords}(?: (?:et (demie?|quart|trois quarts)|and (a half|a quarter))|(${fractionSigns})| (½|¼|¾|1/2))(?!/)|(?:(½|¼|¾)| (1/2|1/4|3/4)| and (a half|a quarter)) ?${hourWords})`,
  ),
  half: pattern(
    `(?:(?:une? )?(demi)[- ]heure|(half)(?: an|-an| a)?[- ]hour|(?:a )?(half)[- ]hour|(?:une? |1 )?(quart) d'heure|(trois quarts|3/4) d'heure|(three quarters) of an hour|(?:a )?(quarter) of an hour|(${fractionSigns}) ?${hourWords})`,
  ),
  halfDay: pattern(`(?:(?:une? )?demi[- ]journee|half a day|(?:a )?half[- ]day|(?:½|1/2) ?(?:journees?|jours?|j|days?))`),
  dayAndHalf: pattern(`(?:(${typedNumber})|(${words})) ?(?:jours?|journees?|j|days?) (?:et demie?|and a half)`),
  clockRange: pattern(`(?:(de|from|entre|between) )?${clockTime}(?: (a|to|until|et|and|-) | ?- ?)${clockTime}`),
  bareClockRange: pattern("(?:(?:de|from|entre|between) )?(\\d{1,2}) ?(?:-|to) ?(\\d{1,2}) ?(pm|am)"),
  doubtfulRange: pattern(`(${typedNumber}) ?(?:-|a|ou|to|or) ?(${typedNumber}) ?(${hourWords}|km|${minuteWords})`),
  clock: pattern(`(?:(a|vers|des|at|avant|apres|depuis|jusqu'a|until|around|before|after) )?${clockTime}`),
} as const;

const quarterHours: Readonly<Record<string, number>> = {
  demi: 30,
  demie: 30,
  half: 30,
  "a half": 30,
  "½": 30,
  "1/2": 30,
  quart: 15,
  quarter: 15,
  "a quarter": 15,
  "¼": 15,
  "1/4": 15,
  "trois quarts": 45,
  "three quarters": 45,
  "¾": 45,
  "3/4": 45,
};

/** The words that a measure or a time of day can begin with. */
export const measureStarts: readonly string[] = [
  ...Object.keys(numberWords),
  ..."demi half quart quarter de from entre between vers des at avant apres depuis jusqu until around before after".split(" "),
];

export interface MeasureContext {
  readonly language: "fr" | "en";
  /** Units of the collective's kinds, canonical: what may stand behind a number. */
  readonly units: readonly string[];
}

export const markOf = (language: "fr" | "en"): DecimalMark => (language === "fr" ? "," : ".");

/** The language's own mark settles what the other one leaves open; in English a comma before three digits is asked. */
export const readNumber = (text: string, language: "fr" | "en") => {
  const isOwnMark = text.includes(markOf(language));
  return isOwnMark ? readTypedNumber(text, markOf(language)) : readTypedNumber(text);
};

const minutesFind = (line: Line, at: number, length: number, minutes: number): Find =>
  minutes > 0
    ? { what: "measure", from: at, to: at + length, quantity: hoursOfMinutes(minutes), unit: "h", minutes }
    : doubtful(line, at, at + length, "not_positive");

const doubtful = (line: Line, from: number, to: number, reason: QuestionReason, options?: readonly string[]): Find => ({
  what: "doubt",
  from,
  to,
  doubt: { field: "quantity", reason, text: typedSlice(line, from, to).trim(), ...(options ? { options } : {}) },
});

/** Rules 1 and 3: everything that is a duration in words, or in two numbers. */
export const recogniseDuration =
  (language: "fr" | "en"): Recogniser =>
  (line, at) =>
    hoursAndMinutes(line, at) ?? halvesAndQuarters(line, at, language);

/** What a number word counts. «a» is one in English only: in French it is «à» («mise à jour»). */
const countOf = (word: string | undefined, language: "fr" | "en"): number | undefined =>
  language === "fr" && (word === "a" || word === "an") ? undefined : numberWords[word ?? ""];

function hoursAndMinutes(line: Line, at: number): Find | undefined {
  const spaced = matchAt(patterns.spaced, line, at);
  const isSpaced = spaced && (spaced[3] !== undefined || spaced[2]?.length === 2);
  const match = matchAt(patterns.attached, line, at) ?? (isSpaced ? spaced : null) ?? matchAt(patterns.colon, line, at);
  if (!match || Number(match[2]) > 59) return undefined;
  return minutesFind(line, at, match[0].length, Number(match[1]) * 60 + Number(match[2]));
}

function halvesAndQuarters(line: Line, at: number, language: "fr" | "en"): Find | undefined {
  const halves = matchAt(patterns.halves, line, at);
  if (halves) {
    const count = halves[1] === undefined ? countOf(halves[2], language) : Number(halves[1]);
    const more = quarterHours[halves.slice(3).find((part) => part !== undefined) ?? ""];
    if (count !== undefined && Number.isInteger(count) && more !== undefined)
      return minutesFind(line, at, halves[0].length, count * 60 + more);
  }
  const half = matchAt(patterns.half, line, at);
  if (half) {
    const minutes = quarterHours[half.slice(1).find((part) => part !== undefined) ?? ""];
    if (minutes !== undefined) return minutesFind(line, at, half[0].length, minutes);
  }
  return undefined;
}

/** Rule 3 for days: «une demi-journée», «2 jours et demi». */
export const recogniseDays =
  (language: "fr" | "en"): Recogniser =>
  (line, at) => {
    const half = matchAt(patterns.halfDay, line, at);
    if (half) return { what: "measure", from: at, to: at + half[0].length, quantity: "0.5", unit: "day" };
    const more = matchAt(patterns.dayAndHalf, line, at);
    const count = more?.[1] === undefined ? countOf(more?.[2], language) : Number(more[1]);
    if (!more || count === undefined || !Number.isInteger(count)) return undefined;
    return { what: "measure", from: at, to: at + more[0].length, quantity: `${count}.5`, unit: "day" };
  };

/** Rules 2 and 6: a number or a number word, and a unit. */
export function recogniseQuantity({ language, units }: MeasureContext): Recogniser {
  const known = [...new Set([...Object.values(unitWords).flat(), ...units.flatMap((unit) => [unit, `${unit}s`])])];
  const unit = known
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
  const number = pattern(`(-)?(${typedNumber}|${fractionSigns}|[½¼¾]) ?(${unit})`);
  const word = pattern(`(${words}) (${unit})`);
  return (line, at) => {
    const match = matchAt(number, line, at) ?? matchAt(word, line, at);
    if (!match) return undefined;
    const isWord = match.length === 3;
    const [count = "", unitWord = ""] = isWord ? match.slice(1) : match.slice(2);
    const to = at + match[0].length;
    if (!isWord && match[1] !== undefined) return doubtful(line, at, to, "not_positive");
    if (isWord && countOf(count, language) === undefined) return undefined;
    const reading = isWord
      ? { decimal: String(numberWords[count]) }
      : fractions[count]
        ? { decimal: fractions[count] }
        : readNumber(count, language);
    if ("unreadable" in reading) return doubtful(line, at, to, "number_ambiguous");
    if ("readings" in reading) return doubtful(line, at, to, "number_ambiguous", reading.readings);
    return quantityFind(line, at, to, trimDecimal(reading.decimal), canonicalUnit(unitWord));
  };
}

/** What was typed into a field of hours, where all of it is a duration: "1h30" → "1.5", "45 min" → "0.75". */
export function readHours(typed: string, language: "fr" | "en"): string | undefined {
  const line = foldLine(typed.trim());
  const find = recogniseDuration(language)(line, 0) ?? recogniseQuantity({ language, units: [] })(line, 0);
  return find?.what === "measure" && find.unit === "h" && find.to === line.folded.length ? find.quantity : undefined;
}

function quantityFind(line: Line, from: number, to: number, quantity: string, unit: string): Find {
  if (!/[1-9]/.test(quantity)) return doubtful(line, from, to, "not_positive");
  if (unit === "min") return minutesQuantity(from, to, quantity);
  const minutes = unit === "h" ? minutesOfHours(quantity) : undefined;
  return { what: "measure", from, to, quantity, unit, ...(minutes === undefined ? {} : { minutes }) };
}

/** Minutes are kept as hours, whole ones exactly as `hoursOfMinutes` rounds them. */
function minutesQuantity(from: number, to: number, quantity: string): Find {
  const [digits = "", fraction = ""] = quantity.split(".");
  const whole = Number(digits) + (fraction >= "5" ? 1 : 0);
  return { what: "measure", from, to, quantity: hoursOfMinutes(whole), unit: "h", minutes: whole };
}

/** Rules 4 and 5. */
export const recogniseClock =
  (language: "fr" | "en"): Recogniser =>
  (line, at) =>
    clockRange(line, at) ?? halfDayRange(line, at) ?? lengthRange(line, at) ?? clockAlone(line, at, language);

const minuteOfDay = (parts: readonly (string | undefined)[]): number | undefined => {
  const [hour, minutes, colonHour, colonMinutes, halfHour, half] = parts;
  if (halfHour !== undefined) return ((Number(halfHour) % 12) + (half === "pm" ? 12 : 0)) * 60;
  const minute = Number(hour ?? colonHour) * 60 + Number(minutes ?? colonMinutes ?? 0);
  return minute <= 24 * 60 && Number(minutes ?? colonMinutes ?? 0) < 60 ? minute : undefined;
};

function clockRange(line: Line, at: number): Find | undefined {
  const match = matchAt(patterns.clockRange, line, at);
  const from = match && minuteOfDay(match.slice(2, 8));
  const until = match && minuteOfDay(match.slice(9, 15));
  if (!match || from === undefined || until === undefined || from === null || until === null) return undefined;
  const isBetween = match[1] === "entre" || match[1] === "between";
  if ((match[8] === "et" || match[8] === "and") && !isBetween) return undefined;
  const to = at + match[0].length;
  const length = until > from ? until - from : until + 24 * 60 - from;
  const isCertain = match[1] !== undefined || match[6] !== undefined || from >= 7 * 60;
  if (!isCertain || length > 14 * 60) return doubtful(line, at, to, "time_ambiguous", [hoursOfMinutes(length)]);
  return minutesFind(line, at, match[0].length, length);
}

/** «2-5pm», «from 10 to 12 am». */
function halfDayRange(line: Line, at: number): Find | undefined {
  const match = matchAt(patterns.bareClockRange, line, at);
  if (!match) return undefined;
  const hours = (Number(match[2]) - Number(match[1]) + 12) % 12;
  return hours === 0 || Number(match[1]) > 12 ? undefined : minutesFind(line, at, match[0].length, hours * 60);
}

/** «2-3 h», «10 à 12 km»: between two lengths, asked. */
function lengthRange(line: Line, at: number): Find | undefined {
  const match = matchAt(patterns.doubtfulRange, line, at);
  return match ? doubtful(line, at, at + match[0].length, "time_ambiguous") : undefined;
}

function clockAlone(line: Line, at: number, language: "fr" | "en"): Find | undefined {
  const match = matchAt(patterns.clock, line, at);
  if (!match || (match[1] === undefined && match[7] === undefined)) return undefined;
  // «a 2h workshop» in English; «a 14h» in French is «à 14h» typed in haste.
  if (match[1] === "a" && language === "en" && typedSlice(line, at, at + 1) === "a") return undefined;
  return { what: "clock", from: at, to: at + match[0].length };
}
