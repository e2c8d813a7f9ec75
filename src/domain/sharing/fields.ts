/**
 * Fields: reading a JSON value nobody has vouched for, one field at a time.
 *
 * A reader takes an object and a name and returns a value of the right type, or refuses with the place: readers name
 * the place from where they stand, and `within` and `listField` put what surrounds it in front, so that a path is
 * built only when there is something to say.
 *
 *   listField(document, "contributions", (item) => amountField(fieldsOf(item), "amount", "EUR"))
 *   with a third contribution of "12,50" → document_invalid { at: "contributions[2].amount", problem: "decimal_expected" }
 *
 * Fields nobody asks for are never looked at.
 */
import { isWellFormed } from "../canonical.js";
import { Decimal, decimalDigitsMax, isDecimal } from "../decimal.js";
import { parseAmount } from "../money.js";
import type { Problem } from "../problems.js";
import { Refusal, type RefusalFigures } from "../refusals.js";

export type Fields = Readonly<Record<string, unknown>>;

/** The document's shape is wrong at one place. */
export const faulty = (at: string, problem: Problem, figures: RefusalFigures = {}): Refusal =>
  new Refusal("document_invalid", { at, problem, ...figures });

/** The key cannot work, for a reason at one place. */
export const keyFault = (at: string, problem: Problem, figures: RefusalFigures = {}): Refusal =>
  new Refusal("key_invalid", { at, problem, ...figures });

/** What `read` refuses, with the place it stands in put in front: within("key", …) turns "steps[0]" into "key.steps[0]". */
export function within<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw moved(error, place);
  }
}

function moved(error: unknown, place: string): unknown {
  if (!(error instanceof Refusal)) return error;
  const at = String(error.figures.at ?? "");
  const path = at === "" || at.startsWith("[") ? place + at : `${place}.${at}`;
  return new Refusal(error.code, { ...error.figures, at: path });
}

/** The value as an object. */
export function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw faulty("", "object_expected");
  return value as Fields;
}

/** A field that must be there. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw faulty(name, "missing");
  return value;
}

/** Each item of a list, read; a missing list is empty. */
export function listField<T>(fields: Fields, name: string, read: (item: unknown, index: number) => T): T[] {
  const list = fields[name];
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw faulty(name, "list_expected");
  let index = 0;
  try {
    const items: T[] = [];
    for (; index < list.length; index++) items.push(read(list[index], index));
    return items;
  } catch (error) {
    throw moved(error, `${name}[${index}]`);
  }
}

/** A text of well-formed Unicode, or undefined where the field is missing. */
export function textField(fields: Fields, name: string): string | undefined {
  const text = fields[name];
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw faulty(name, "text_expected");
  if (!isWellFormed(text)) throw faulty(name, "text_malformed");
  return text;
}

/** One of a few words of a key, or undefined where the field is missing. Refuses `key_invalid`. */
export function choiceField<T extends string>(fields: Fields, name: string, allowed: readonly T[]): T | undefined {
  const word = fields[name];
  if (word === undefined) return undefined;
  if (!allowed.includes(word as T)) throw keyFault(name, "one_of", { allowed });
  return word as T;
}

/** true or false; `otherwise` where the field is missing. */
export function flagField(fields: Fields, name: string, otherwise: boolean): boolean {
  const flag = fields[name] === undefined ? otherwise : fields[name];
  if (typeof flag !== "boolean") throw faulty(name, "flag_expected");
  return flag;
}

/** A whole number from `min` on, as JSON writes it, up to 2^53 − 1: above, JSON numbers are no longer exact. */
export function wholeNumberField(fields: Fields, name: string, min: number): number {
  const number = required(fields[name], name);
  if (!Number.isSafeInteger(number) || (number as number) < min) throw faulty(name, "whole_number_expected", { min });
  return number as number;
}

/** A decimal ≥ 0 (a quantity, a rate, a score), or undefined where the field is missing. */
export function decimalField(fields: Fields, name: string): Decimal | undefined {
  const text = decimalText(fields, name);
  return text === undefined ? undefined : new Decimal(notBelowZero(text, name));
}

/** A decimal of either sign: the caller says what its limits are. */
export function signedDecimalField(fields: Fields, name: string): Decimal | undefined {
  const text = decimalText(fields, name);
  return text === undefined ? undefined : new Decimal(text);
}

/** A sum of money ≥ 0 in minor units, or undefined where the field is missing. Refuses `amount_precision`. */
export function amountField(fields: Fields, name: string, currency: string): bigint | undefined {
  const text = decimalText(fields, name);
  return text === undefined ? undefined : parseAmount(notBelowZero(text, name), currency, name);
}

function decimalText(fields: Fields, name: string): string | undefined {
  const text = fields[name];
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw faulty(name, "decimal_expected");
  // Far above any decimal: refused before a pattern or an error message goes through it.
  if (text.length > 2 * decimalDigitsMax + 2) throw faulty(name, "decimal_too_long", { max: decimalDigitsMax });
  if (!isDecimal(text)) throw faulty(name, "decimal_expected");
  const whole = text.startsWith("-") ? text.slice(1) : text;
  const point = whole.indexOf(".");
  const longest = point < 0 ? whole.length : Math.max(point, whole.length - point - 1);
  if (longest > decimalDigitsMax) throw faulty(name, "decimal_too_long", { max: decimalDigitsMax });
  return text;
}

function notBelowZero(text: string, name: string): string {
  if (text.startsWith("-") && /[1-9]/.test(text)) throw faulty(name, "below_zero");
  return text;
}
