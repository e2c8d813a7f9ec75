/**
 * Cells → values: numbers, money, days, durations, yes and no, as spreadsheets of both languages write them.
 *
 * A cell that can be read in two ways is never guessed: `1.234` is read only when its column has settled which mark is the
 * decimal one, `03/04/2024` only when its column has settled the order. Columns settle it by their own plain values (`42,50`,
 * `25/03/2024`), or whoever imports says so. Everything stays decimal text: no float.
 *
 *   parseNumber("1 234,56") → 1234.56      parseNumber("1.234") → ambiguous: 1.234 or 1234      parseNumber("1.234", ",") → 1234
 *   parseDay("25/03/2024") → 2024-03-25    parseDay("03/04/2024") → order unknown               parseDay("03/04/2024", "day-first") → 2024-04-03
 *   parseDuration("3h30") → 3.5    parseDuration("0:20:00") → 0.333333
 */
import { addDays, dayIn, dayOf } from "../domain/calendar.js";
import { isCurrency } from "../domain/currency.js";
import { hoursOfMinutes, hoursOfSeconds } from "../domain/duration.js";
import { fold, nameKey } from "../domain/fold.js";
import { monthNumbers } from "../domain/quick-entry/days.js";
import type { RefusalCode, RefusalFigures } from "../domain/refusals.js";
import { type DecimalMark, readTypedNumber, trimDecimal } from "../domain/typed-number.js";

export type { DecimalMark } from "../domain/typed-number.js";
export type DayOrder = "day-first" | "month-first";

/** What is wrong with a cell; line and column are known to who reads the row. */
export interface CellFault {
  readonly code: RefusalCode;
  readonly figures: RefusalFigures;
}
export type Cell<Value> = { readonly value: Value } | { readonly fault: CellFault };

const fault = (code: RefusalCode, figures: RefusalFigures): { fault: CellFault } => ({ fault: { code, figures } });

// Numbers

const signed = /^([+-])? ?([\d., ']*\d)$/;

/** A decimal text, with its sign. `mark` is the column's decimal mark, when it is known. */
export function parseNumber(cell: string, mark?: DecimalMark): Cell<string> {
  const match = signed.exec(fold(cell).trim());
  if (!match) return fault("number_invalid", { text: cell });
  const reading = readTypedNumber(match[2] ?? "", mark);
  if ("unreadable" in reading) return fault("number_invalid", { text: cell });
  if ("readings" in reading) return fault("number_ambiguous", { text: cell, readings: reading.readings });
  const decimal = trimDecimal(reading.decimal);
  return { value: match[1] === "-" && decimal !== "0" ? `-${decimal}` : decimal };
}

/** Which decimal mark a cell shows beyond doubt, or that it leaves it open. */
export function markShown(cell: string): DecimalMark | "either" | undefined {
  const digits = fold(cell).replace(/[^\d.,]/g, "");
  if (!/[.,]/.test(digits)) return undefined;
  const reading = readTypedNumber(digits);
  if ("readings" in reading) return "either";
  if ("unreadable" in reading) return undefined;
  const last = digits[Math.max(digits.lastIndexOf(","), digits.lastIndexOf("."))] as DecimalMark;
  const isThousands = !reading.decimal.includes(".");
  return isThousands ? (last === "," ? "." : ",") : last;
}

/** The decimal mark of a number that has both marks, one of them between thousands. */
export function markBesideGroups(cell: string): DecimalMark | undefined {
  const digits = cell.replace(/[^\d.,]/g, "").replace(/[.,]+$/, "");
  const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
  return comma < 0 || point < 0 ? undefined : comma > point ? "," : ".";
}

const currencySigns: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", "¥": "JPY", $: "USD" };

/** An amount as a decimal text; a sign or code of the currency may stand on either side. Refuses another currency. */
export function parseMoney(cell: string, currency: string, mark?: DecimalMark): Cell<string> {
  const match = /^([^\d.,+-]*)(.*[\d.,])?([^\d.,]*)$/s.exec(fold(cell).trim());
  const written = `${match?.[1] ?? ""}${match?.[3] ?? ""}`.trim();
  const found = currencySigns[written] ?? (/^euros?$/.test(written) ? "EUR" : written.toUpperCase());
  if (written !== "" && found !== currency) {
    return isCurrency(found) ? fault("currency_mismatch", { expected: currency, found }) : fault("amount_invalid", { amount: cell });
  }
  const number = parseNumber(match?.[2] ?? "", mark);
  if ("value" in number) return number;
  return number.fault.code === "number_ambiguous"
    ? fault("number_ambiguous", { ...number.fault.figures, text: cell })
    : fault("amount_invalid", { amount: cell });
}

// Days

const weekday = "(?:(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]{0,2} )?";
const inWords = new RegExp(`^${weekday}(\\d{1,2})(?:er|st|nd|rd|th)?[ -]([a-z]+)\\.?[ -](\\d{4}|\\d{2})$`);
const monthInWords = new RegExp(`^${weekday}([a-z]+)\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`);
/** Eight digits in a row, as accounting files have them. */
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
/** Days since 1899-12-30, as a spreadsheet shows one in a cell that is no date: these are 1982 to 2064. */
const serial = /^([3-5]\d{4})(?:[.,]\d+)?$/;
const serialStart = "1899-12-30";

const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;

/** An instant: it names its own distance from UTC, so that the day it falls on depends on where one is. */
const zoned = /^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(z|utc|[+-]\d\d:?\d\d)$/;

/** The instant that a cell names with its distance from UTC; undefined where it names none. */
export function instantOf(cell: string): Date | undefined {
  const [, day, time, zone = ""] = zoned.exec(fold(cell).trim()) ?? [];
  if (day === undefined) return undefined;
  const offset = /^[zu]/.test(zone) ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2");
  const instant = new Date(`${day}T${time}${offset}`);
  // A day that does not exist is not taken for the one after it.
  const isReal = dayOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))) !== undefined;
  return isReal && !Number.isNaN(instant.getTime()) ? instant : undefined;
}

/**
 * A day as ISO text. Between points the day always stands first; elsewhere `order` says, unless the figures can only mean one.
 * An instant falls on its day in the time zone, where one is given.
 */
export function parseDay(cell: string, order?: DayOrder, timeZone?: string): Cell<string> {
  const text = fold(cell).trim();
  const instant = timeZone !== undefined && text.length > 16 ? instantOf(text) : undefined;
  if (timeZone !== undefined && instant) return { value: dayIn(instant, timeZone) };
  const known = iso.exec(text) ?? compact.exec(text);
  if (known) return dayCell(cell, Number(known[1]), Number(known[2]), Number(known[3]));
  const match = numeric.exec(text);
  if (!match) return parseDayInWords(cell, text);
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = wholeYear(match[4]);
  const settled = match[2] === "." ? "day-first" : (order ?? orderShown(cell));
  if (settled === "either") return fault("day_order_unknown", { day: cell });
  return settled === "month-first" ? dayCell(cell, year, first, second) : dayCell(cell, year, second, first);
}

const wholeYear = (text = ""): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** `12 mars 2026`, `jeu. 12-mars-26`, `March 12, 2026`; a bare number of days is asked to be shown as a date. */
function parseDayInWords(cell: string, text: string): Cell<string> {
  const [, dayOfMonth, month, year] = inWords.exec(text) ?? [];
  const [, monthFirst, dayLast, fullYear] = monthInWords.exec(text) ?? [];
  const number = monthNumbers.get(month ?? monthFirst ?? "");
  if (number !== undefined) return dayCell(cell, wholeYear(year ?? fullYear), number, Number(dayOfMonth ?? dayLast));
  const days = serial.exec(text)?.[1];
  return days === undefined
    ? fault("day_invalid", { day: cell })
    : fault("day_is_number", { text: cell, day: addDays(serialStart, Number(days)) });
}

function dayCell(cell: string, year: number, month: number, dayOfMonth: number): Cell<string> {
  const day = dayOf(year, month, dayOfMonth);
  return day === undefined ? fault("day_invalid", { day: cell }) : { value: day };
}

/** Which order a cell shows beyond doubt; undefined where it shows none. */
export function orderShown(cell: string): DayOrder | "either" | undefined {
  const match = numeric.exec(fold(cell).trim());
  if (!match || match[2] === ".") return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (first > 12) return second > 12 ? undefined : "day-first";
  if (second > 12) return "month-first";
  return first === second ? undefined : "either";
}

// Durations

const hourMinutes = /^(\d{1,4}) ?(?:h|hrs?|heures?|hours?) ?([0-5]?\d)(?: ?(?:m|min|mn))?$/;
const colon = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/;
const withUnit = /^([\d., ]*\d) ?(h|hrs?|heures?|hours?|min|mn|minutes?)$/;

/** Hours as a decimal text: `3h30`, `3:30`, `3:30:15`, `3,5`, `3.5 h`, `45 min`. */
export function parseDuration(cell: string, mark?: DecimalMark): Cell<string> {
  const text = fold(cell).trim();
  const parts = hourMinutes.exec(text) ?? colon.exec(text);
  if (parts) {
    const [hours = "", minutes = "", seconds = "0"] = parts.slice(1);
    return { value: hoursOfSeconds(BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds)) };
  }
  const measured = withUnit.exec(text);
  const number = parseNumber(measured?.[1] ?? cell, mark);
  if ("fault" in number) return number.fault.code === "number_ambiguous" ? number : fault("duration_invalid", { text: cell });
  if (!measured?.[2]?.startsWith("m")) return number;
  return /^\d{1,6}$/.test(number.value) ? { value: hoursOfMinutes(Number(number.value)) } : fault("duration_invalid", { text: cell });
}

// Yes and no

const yes = new Set(["oui", "o", "yes", "y", "x", "1", "vrai", "true", "v"]);
const no = new Set(["non", "n", "no", "0", "faux", "false", "f", ""]);

/** Yes or no; an empty cell is no. */
export function parseYesNo(cell: string): Cell<boolean> {
  const word = nameKey(cell);
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : fault("yes_no_invalid", { text: cell });
}

// Columns

/** What the cells of a column have shown so far: of the order of days, or of the decimal mark. */
export class Evidence<Shown extends string> {
  private readonly seen = new Set<Shown>();
  private isOpen = false;

  constructor(private readonly shownBy: (cell: string) => Shown | "either" | undefined) {}

  observe(cell: string): void {
    const shown = this.shownBy(cell);
    if (shown === "either") this.isOpen = true;
    else if (shown !== undefined) this.seen.add(shown);
  }

  /** `ask`: some cells leave it open, and no cell settles it. `mixed`: cells disagree, so none that is open can be read. */
  get verdict(): Shown | "mixed" | "ask" | "none" {
    const [only] = this.seen;
    if (this.seen.size > 1) return "mixed";
    return only ?? (this.isOpen ? "ask" : "none");
  }
}

export const dayEvidence = (): Evidence<DayOrder> => new Evidence(orderShown);
export const markEvidence = (): Evidence<DecimalMark> => new Evidence(markShown);
