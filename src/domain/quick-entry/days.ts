/**
 * Days as people type them, in French and English (DESIGN §6).
 *
 * The rules, with the same numbers in the code:
 *  1. ISO days say what they are: `2024-03-12`.
 *  2. `12/03` is the day before the month in French, always. In English it is asked when both orders make a day.
 *  3. A day without year is the last one that has come: on 2024-03-10, `12/03` is 2023-03-12 and `10/03` is today.
 *  4. A weekday is the last one that has come, today included; with «dernier» or «last» it is before today.
 *  5. Two days joined by «au», «to» or a dash are a span: `du 12 au 14 mars`. The first borrows month and year of the last.
 *  6. What looks like a day and is none (`31/02`), or is still to come, is asked.
 */
import { addDays, type Day, dayOf, weekdayOf } from "../calendar.js";
import { type Find, type Line, matchAt, type Recogniser, typedSlice } from "./line.js";
import type { QuestionReason } from "./questions.js";

const frenchMonths = [
  "janvier janv",
  "fevrier fevr fev",
  "mars",
  "avril avr",
  "mai",
  "juin",
  "juillet juil",
  "aout",
  "septembre sept",
  "octobre oct",
  "novembre nov",
  "decembre dec",
];
const englishMonths = [
  "january jan",
  "february feb",
  "march mar",
  "april apr",
  "may",
  "june jun",
  "july jul",
  "august aug",
  "september sept sep",
  "october oct",
  "november nov",
  "december dec",
];
const weekdays = [
  "lundi monday",
  "mardi tuesday",
  "mercredi wednesday",
  "jeudi thursday",
  "vendredi friday",
  "samedi saturday",
  "dimanche sunday",
];

const numbered = (lists: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(lists.flatMap((list) => list.flatMap((words, index) => words.split(" ").map((word) => [word, index + 1] as const))));
/** The number of a month, by its folded name or short name in either language. */
export const monthNumbers = numbered([frenchMonths, englishMonths]);
const weekdayNumbers = numbered([weekdays]);
const alternatives = (words: Iterable<string>): string => [...words].sort((a, b) => b.length - a.length).join("|");

const month = `(${alternatives(monthNumbers.keys())})\\b\\.?`;
const englishMonth = `(${alternatives(englishMonths.flatMap((words) => words.split(" ")))})\\b\\.?`;
const weekday = `(${alternatives(weekdayNumbers.keys())})\\b`;
const year = "((?:19|20)\\d\\d)(?!\\d)";
const ordinal = "(\\d{1,2})(?:er|st|nd|rd|th)?";
/** A number that counts something is no day: «March 12 km». */
const counts = "(?! ?(?:h|km|min|mn|eur|euros?|hours?|heures?|€|%)(?![a-z])| ?€)";
const prefix = "(?:(?:du|le|de|on the|on|of|the|from) )?";

const patterns = {
  iso: /(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)/y,
  full: /(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[/.-]\d)/y,
  short: /(\d{1,2})\/(\d{1,2})(?!\d|[/,.]\d)(?! ?(?:h|heures?|journees?|jours?|j|hours?|days?|min)\b)/y,
  dayMonth: new RegExp(`${ordinal}(?: of)? ?${month}(?:,? ${year})?`, "y"),
  monthDay: new RegExp(`${englishMonth} ${ordinal}(?![\\d:/])${counts}(?:,? ${year})?`, "y"),
  dayOfMonth: /(\d{1,2})(?:er|st|nd|rd|th)?(?![\p{L}\p{N}:/])(?![.,]\d)/uy,
  weekday: new RegExp(`${weekday}(?: (?:dernier|passe)\\b)?,?`, "y"),
  lastWeekday: new RegExp(`last ${weekday}`, "y"),
  prefix: new RegExp(prefix, "y"),
  joint: / (?:-|au|to|until|jusqu'au|through) |-/y,
  ago: /(?:il y a (\d{1,3}|un|une|deux|trois) (jours?|semaines?)|(\d{1,3}|a|one|two|three) (days?|weeks?) ago)\b/y,
} as const;

const relative: ReadonlyArray<readonly [RegExp, number]> = [
  [/(?:avant-hier|the day before yesterday|day before yesterday)\b/y, -2],
  [/(?:hier|yesterday)(?: (?:soir|matin|apres-midi|evening|morning|afternoon))?\b/y, -1],
  [/(?:aujourd'hui|today|ce matin|ce soir|cet apres-midi|cette nuit|this (?:morning|afternoon|evening)|tonight)\b/y, 0],
  [/(?:demain|tomorrow)\b/y, 1],
];

/** The words that a day can begin with. */
export const dayStarts: readonly string[] = [
  ...monthNumbers.keys(),
  ...weekdayNumbers.keys(),
  ..."du le de on the of from hier yesterday avant day aujourd today ce cet cette this tonight demain tomorrow last il un une deux trois a one two three".split(
    " ",
  ),
];

/** A reading of one written day: full, without its year, or several. */
interface Written {
  readonly to: number;
  readonly year?: number;
  readonly month?: number;
  readonly dayOfMonth?: number;
  /** The same numbers in the other order, where the language leaves it open. */
  readonly swapped?: { readonly month: number; readonly dayOfMonth: number };
  readonly weekday?: number;
  readonly isBeforeToday?: boolean;
  /** The month stands before the day, in words: «March 12», so that «March 12-14» can go on with a number. */
  readonly isMonthFirst?: boolean;
  /** Days from today. */
  readonly offset?: number;
}

export interface DayContext {
  readonly today: Day;
  readonly language: "fr" | "en";
}

/** The last day, today or before, of that month and day of the month (rule 3). 29 February may be eight years back. */
function lastPast(today: Day, month: number, dayOfMonth: number): Day | undefined {
  const thisYear = Number(today.slice(0, 4));
  for (let back = 0; back <= 8; back += 1) {
    const day = dayOf(thisYear - back, month, dayOfMonth);
    if (day !== undefined && day <= today) return day;
  }
  return undefined;
}

/** The last day, today or before, with that number in its month: «le 12». */
function lastNumbered(today: Day, dayOfMonth: number): Day | undefined {
  const [yearNow = 0, monthNow = 0] = today.split("-").map(Number);
  for (let back = 0; back <= 12; back += 1) {
    const months = yearNow * 12 + monthNow - 1 - back;
    const day = dayOf(Math.floor(months / 12), (months % 12) + 1, dayOfMonth);
    if (day !== undefined && day <= today) return day;
  }
  return undefined;
}

/** The last such weekday, today included unless it is said to be before (rule 4). */
function lastWeekday(today: Day, weekday: number, isBeforeToday: boolean): Day {
  const back = (weekdayOf(today) - weekday + 7) % 7;
  return addDays(today, back === 0 && isBeforeToday ? -7 : -back);
}

const wholeYear = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : text.length === 2 ? 2000 + Number(text) : Number(text);

const withYear = (year: number | undefined): { year?: number } => (year === undefined ? {} : { year });

/** Rule 2: which of two numbers is the day. */
function ordered(first: number, second: number, language: DayContext["language"]): Pick<Written, "month" | "dayOfMonth" | "swapped"> {
  const dayFirst = { dayOfMonth: first, month: second };
  const monthFirst = { dayOfMonth: second, month: first };
  if (language === "fr") return first <= 12 && second > 12 ? { ...dayFirst, swapped: monthFirst } : dayFirst;
  if (first > 12 || first === second) return dayFirst;
  return second > 12 ? monthFirst : { ...dayFirst, swapped: monthFirst };
}

/** Everything a single day can look like, but for a lone number. */
function readDay(line: Line, at: number, { language }: DayContext): Written | undefined {
  const iso = matchAt(patterns.iso, line, at);
  if (iso) return { to: at + iso[0].length, year: Number(iso[1]), month: Number(iso[3]), dayOfMonth: Number(iso[4]) };
  const full = matchAt(patterns.full, line, at);
  if (full) return { to: at + full[0].length, ...withYear(wholeYear(full[4])), ...ordered(Number(full[1]), Number(full[3]), language) };
  const short = matchAt(patterns.short, line, at);
  if (short && looksLikeDay(Number(short[1]), Number(short[2]))) {
    return { to: at + short[0].length, ...ordered(Number(short[1]), Number(short[2]), language) };
  }
  return readNamedDay(line, at) ?? readRelativeDay(line, at);
}

/** Two numbers that were meant as a day, if not «page 33/40»: both could be one, or one of them a month («32/11»). */
const looksLikeDay = (first: number, second: number): boolean => {
  const isMonth = (number: number) => number >= 1 && number <= 12;
  return (first <= 31 && second <= 31) || isMonth(first) || isMonth(second);
};

function readNamedDay(line: Line, at: number): Written | undefined {
  const dayMonth = matchAt(patterns.dayMonth, line, at);
  const named = dayMonth ?? matchAt(patterns.monthDay, line, at);
  if (!named) return undefined;
  const [dayText, monthText] = dayMonth ? [named[1], named[2]] : [named[2], named[1]];
  return {
    to: at + named[0].length,
    month: monthNumbers.get(monthText ?? "") ?? 0,
    dayOfMonth: Number(dayText),
    ...withYear(wholeYear(named[3])),
    ...(dayMonth ? {} : { isMonthFirst: true }),
  };
}

const smallNumbers: Readonly<Record<string, number>> = { un: 1, une: 1, a: 1, one: 1, deux: 2, two: 2, trois: 3, three: 3 };

function readRelativeDay(line: Line, at: number): Written | undefined {
  for (const [pattern, offset] of relative) {
    const match = matchAt(pattern, line, at);
    if (match) return { to: at + match[0].length, offset };
  }
  const ago = matchAt(patterns.ago, line, at);
  if (ago) {
    const count = ago[1] ?? ago[3] ?? "";
    const days = (smallNumbers[count] ?? Number(count)) * (/^(semaine|week)/.test(ago[2] ?? ago[4] ?? "") ? 7 : 1);
    return { to: at + ago[0].length, offset: -days };
  }
  const last = matchAt(patterns.lastWeekday, line, at);
  if (last) return { to: at + last[0].length, weekday: weekdayNumbers.get(last[1] ?? "") ?? 0, isBeforeToday: true };
  return undefined;
}

/** A weekday, alone or before a day: «lundi», «lundi 12», «Monday, March 12». A number that is no such weekday counts something else. */
function readWeekday(line: Line, at: number, context: DayContext): Written | undefined {
  const match = matchAt(patterns.weekday, line, at);
  if (!match) return undefined;
  const weekday = weekdayNumbers.get(match[1] ?? "") ?? 0;
  const end = at + match[0].length;
  const next = line.folded[end] === " " ? end + 1 : line.folded.length;
  const dated = readDay(line, next, context);
  if (dated && dated.offset === undefined && dated.weekday === undefined) return { ...dated, weekday };
  const numbered = readLoneNumber(line, next);
  const day = numbered?.dayOfMonth === undefined ? undefined : lastNumbered(context.today, numbered.dayOfMonth);
  if (numbered && day !== undefined && weekdayOf(day) === weekday) return { ...numbered, weekday };
  return { to: match[0].endsWith(",") ? end - 1 : end, weekday, isBeforeToday: /dernier|passe/.test(match[0]) };
}

const readLoneNumber = (line: Line, at: number): Written | undefined => {
  const match = matchAt(patterns.dayOfMonth, line, at);
  if (!match || Number(match[1]) < 1 || Number(match[1]) > 31 || countsSomething(line, at + match[0].length)) return undefined;
  return { to: at + match[0].length, dayOfMonth: Number(match[1]) };
};

const unitAhead =
  /^ ?(?:h|hr|hrs|heures?|hours?|min|mn|minutes?|km|jours?|days?|j|eur|euros?|personnes?|people|fois|ans)\b|^ ?[€$£%]|^ \d{3}(?!\d)/;
const countsSomething = (line: Line, at: number): boolean => unitAhead.test(line.folded.slice(at, at + 12));

/** The days that a writing can mean; two when the order is open, none when the calendar has no such day. */
function daysOf(written: Written, today: Day): Day[] {
  if (written.offset !== undefined) return [addDays(today, written.offset)];
  if (written.dayOfMonth === undefined) return [lastWeekday(today, written.weekday ?? 1, written.isBeforeToday === true)];
  const resolve = (month: number | undefined, dayOfMonth: number): Day | undefined =>
    month === undefined
      ? lastNumbered(today, dayOfMonth)
      : written.year === undefined
        ? lastPast(today, month, dayOfMonth)
        : dayOf(written.year, month, dayOfMonth);
  const days = [resolve(written.month, written.dayOfMonth)];
  if (written.swapped) days.push(resolve(written.swapped.month, written.swapped.dayOfMonth));
  return days.filter((day) => day !== undefined);
}

/** The recogniser of days and spans of days. */
export const recogniseDay =
  (context: DayContext): Recogniser =>
  (line, at) => {
    const start = at + (matchAt(patterns.prefix, line, at)?.[0].length ?? 0);
    const span = readSpan(line, at, start, context);
    if (span) return span;
    const written = readWeekday(line, start, context) ?? readDay(line, start, context) ?? readTheNumber(line, at);
    return written && judge(line, at, written, context);
  };

/** «le 12», «the 12th», «on the 12th»: only with the article. */
function readTheNumber(line: Line, at: number): Written | undefined {
  const article = matchAt(/(?:le |(?:on )?the (?=\d+(?:st|nd|rd|th)))/y, line, at);
  return article ? readLoneNumber(line, at + article[0].length) : undefined;
}

const doubtful = (line: Line, from: number, to: number, reason: QuestionReason, options?: readonly Day[]): Find => ({
  what: "doubt",
  from,
  to,
  doubt: { field: "day", reason, text: typedSlice(line, from, to).trim(), ...(options ? { options } : {}) },
});

/** Rule 6, and the choice between two orders. */
function judge(line: Line, at: number, written: Written, context: DayContext): Find {
  const { today, language } = context;
  const days = daysOf(written, today);
  const onWeekday = written.weekday === undefined ? days : days.filter((day) => weekdayOf(day) === written.weekday);
  const [day] = onWeekday;
  if (days.length === 0) return doubtful(line, at, written.to, "no_such_day");
  if (day === undefined) return doubtful(line, at, written.to, "weekday_mismatch", days);
  if (written.swapped && (onWeekday.length > 1 || language === "fr")) return doubtful(line, at, written.to, "day_order", onWeekday);
  if (day > today) return doubtful(line, at, written.to, "day_in_future");
  return { what: "day", from: at, to: written.to, day };
}

const isLone = (written: Written): boolean =>
  written.dayOfMonth !== undefined && written.month === undefined && written.weekday === undefined;

/** Rule 5: both ends; either may be a lone number («du 12 au 14 mars», «March 12-14», «du 12 au 14»). */
function readSpan(line: Line, at: number, start: number, context: DayContext): Find | undefined {
  const first = readWeekday(line, start, context) ?? readDay(line, start, context) ?? readLoneNumber(line, start);
  const joint = first && matchAt(patterns.joint, line, first.to);
  if (!first || !joint) return undefined;
  const next = first.to + joint[0].length;
  const isIntroduced = /^(?:du|from) /.test(line.folded.slice(at, at + 5));
  if (isLone(first) && joint[0] === " - " && !isIntroduced) return undefined;
  const last = readWeekday(line, next, context) ?? readDay(line, next, context) ?? readLastNumber(line, next, first, isIntroduced);
  return last && judgeSpan(line, at, first, last, context);
}

/** A lone number ends a span where the first end names its month before, or where «du … au …» says that it is a day. */
function readLastNumber(line: Line, at: number, first: Written, isIntroduced: boolean): Written | undefined {
  if (!first.isMonthFirst && !(isLone(first) && isIntroduced)) return undefined;
  const last = readLoneNumber(line, at);
  return last && { ...last, ...(first.month === undefined ? {} : { month: first.month }), ...withYear(first.year) };
}

function judgeSpan(line: Line, at: number, first: Written, last: Written, context: DayContext): Find {
  const untilDays = daysOf(last, context.today);
  const until = untilDays[0];
  if (until === undefined) return doubtful(line, at, last.to, "no_such_day");
  if (untilDays.length > 1 || first.swapped || last.swapped) return doubtful(line, at, last.to, "day_order");
  if (until > context.today) return doubtful(line, at, last.to, "day_in_future");
  const day = daysOf(first, first.offset === undefined ? until : context.today)[0];
  if (day === undefined) return doubtful(line, at, last.to, "no_such_day");
  if (day > until) return doubtful(line, at, last.to, "days_reversed", [day, until]);
  return day === until ? { what: "day", from: at, to: last.to, day } : { what: "day", from: at, to: last.to, day, dayUntil: until };
}
