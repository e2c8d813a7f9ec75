/**
 * Fields that many schemas share. Every field of the API has a description and an example: `field` asks for both. What a
 * check says is a word of domain/problems.ts, which has its sentence in both languages.
 */

import { z } from "zod";
import { isDay } from "../domain/calendar.js";
import { oneLine } from "../domain/one-line.js";

/** Adds what the reference says of a field. */
export const field = <Schema extends z.ZodType>(schema: Schema, description: string, example: z.input<Schema>): Schema =>
  schema.meta({ description, examples: [example] });

export const exampleId = "01985f0e-3c7a-7cc1-9d4e-6f1a2b3c4d5e";

/** An id, in the small letters in which it is kept and compared, however it is written. */
export const uuid = () => z.uuid().toLowerCase();
export const idField = (description: string) => field(uuid(), description, exampleId);
export const dayField = (description: string, example = "2026-03-03") =>
  field(z.string().refine(isDay, { message: "day_malformed" }), description, example);
export const instantField = (description: string) => field(z.string(), description, "2026-03-03T09:30:00.000Z");
/** Years that every part of the house writes alike, in any time zone: the last day of the last year may have ended in another. */
const isWithinYears = (text: string): boolean => {
  const instant = Date.parse(text);
  return instant >= Date.UTC(1900, 0) && instant < Date.UTC(9999, 11, 31);
};
/** An instant as it is asked for: ISO 8601 with its offset. */
export const momentField = (description: string, example: string) =>
  field(z.iso.datetime({ offset: true }).refine(isWithinYears, { message: "instant_outside" }), description, example);
/** Money as a decimal string; how many decimals the currency allows is checked by the domain. */
export const amountField = (description: string, example = "312.40") =>
  field(
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/, "decimal_malformed")
      .max(40),
    description,
    example,
  );
export const decimalField = (description: string, example = "2.5") =>
  field(
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/, "decimal_malformed")
      .max(40),
    description,
    example,
  );
/** PostgreSQL keeps neither the character zero nor half of a surrogate pair: a text with one is no text. */
const keepable = (text: string): boolean => !text.includes("\0") && !/\p{Surrogate}/u.test(text);
/** How deep a value given as data may nest; canonical JSON, which its fingerprint is taken over, reads a little deeper. */
const depthMax = 50;
/** Data that can be kept and fingerprinted: every name and text in it is text, and it does not nest without end. */
export function isKeepableData(value: unknown): boolean {
  const waiting = [{ value, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: item, depth } = next;
    if (typeof item === "string" && !keepable(item)) return false;
    if (typeof item !== "object" || item === null) continue;
    if (depth > depthMax || !Object.keys(item).every(keepable)) return false;
    for (const inner of Object.values(item)) waiting.push({ value: inner, depth: depth + 1 });
  }
  return true;
}
const words = (max: number) => z.string().max(max).refine(keepable, { message: "text_not_keepable" });
/** A line of text for people: trimmed, without what cannot be seen (domain/one-line), not empty. */
export const lineField = (description: string, example: string, max = 200) =>
  field(words(max).overwrite(oneLine).min(1), description, example);
/** A longer text; may be empty. */
export const textField = (description: string, example: string, max = 10_000) => field(words(max).trim(), description, example);
/** What somebody typed, as it is: the domain judges it, and says what it should be. */
export const typedField = (description: string, example: string, max = 200) => field(words(max), description, example);
/** An e-mail as people type it, with a space behind; whether two are the same is the domain's to say. */
export const emailField = (description: string) =>
  field(z.string().trim().max(254).regex(z.regexes.email, "email_malformed"), description, "ana@example.org");
export const currencyField = (description: string) => field(z.string().regex(/^[A-Z]{3}$/, "currency_malformed"), description, "EUR");

/** The line of a bank statement that something is posted for: the two are linked in one transaction (db/bank-lines). */
export const bankLineField = field(
  uuid().optional(),
  "The open line of a bank statement that this is: both are linked at once, and the line is never booked again.",
  exampleId,
);

/** The path of a collective's routes. */
export const collectiveParams = z.object({ collective: field(z.string().min(1).max(60), "The collective’s short name.", "les-communs") });
/** A fiscal year, by its first day. */
export const yearParams = collectiveParams.extend({ start: dayField("The year’s first day.", "2026-01-01") });
export const thingParams = (noun: string) => collectiveParams.extend({ id: idField(`Which ${noun}.`) });
