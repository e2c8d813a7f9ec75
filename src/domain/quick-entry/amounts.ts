/**
 * Amounts as people type them: `42,50 €`, `€42.50`, `42.50 EUR`, `1 234,56 €`, `42€50`, `42 euros 50`.
 *
 * An amount is a decimal text of the collective's currency. Another currency, more decimals than the currency has, a
 * minus sign and a number that can be read in two ways are asked, never rounded or converted.
 */
import { isCurrency } from "../currency.js";
import { currencyDecimals } from "../money.js";
import { type Find, type Line, matchAt, type Recogniser, typedSlice } from "./line.js";
import { readNumber, typedNumber } from "./measures.js";
import type { QuestionReason } from "./questions.js";

const symbols: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", "¥": "JPY", $: "USD" };
const currencyWords: Readonly<Record<string, string>> = { euro: "EUR", euros: "EUR", eur: "EUR", dollar: "USD", dollars: "USD" };
/** Currencies whose people write `$`. */
const dollars = new Set(["USD", "CAD", "AUD", "NZD", "SGD", "HKD"]);

const end = "(?![\\p{L}\\p{N}])";
const before = new RegExp(`(-)?([€$£¥]) ?(-)?(${typedNumber})${end}`, "uy");
const after = new RegExp(
  `(-)?(${typedNumber}) ?(?:([€$£¥])(\\d{2})?|(euros?|eur|dollars?)(?: (\\d{2})(?! ?(?:[€/:]|h\\b|km\\b|min)))?|([a-z]{3}))${end}`,
  "uy",
);

export interface AmountContext {
  readonly language: "fr" | "en";
  readonly currency: string;
}

/** The recogniser of amounts. */
export const recogniseAmount =
  (context: AmountContext): Recogniser =>
  (line, at) => {
    const first = matchAt(before, line, at);
    if (first) {
      const isNegative = first[1] !== undefined || first[3] !== undefined;
      return amountFind(line, at, at + first[0].length, first[4] ?? "", symbols[first[2] ?? ""] ?? "", isNegative, context);
    }
    const last = matchAt(after, line, at);
    const currency = last && currencyOf(line, at, last, context.currency);
    if (!last || currency === undefined || currency === null) return undefined;
    const cents = last[4] ?? last[6];
    const number = cents === undefined ? (last[2] ?? "") : `${last[2]},${cents}`;
    return amountFind(line, at, at + last[0].length, number, currency, last[1] !== undefined, context);
  };

/** A currency code counts as such in capitals only: «50 all» is no lek. The collective's own may be typed in any case. */
function currencyOf(line: Line, at: number, match: RegExpExecArray, own: string): string | undefined {
  if (match[3] !== undefined) return symbols[match[3]];
  if (match[5] !== undefined) return currencyWords[match[5]];
  const to = at + match[0].length;
  const typed = typedSlice(line, to - 3, to);
  if (typed.toUpperCase() === own) return own;
  return typed === typed.toUpperCase() && isCurrency(typed) ? typed : undefined;
}

const doubtful = (line: Line, from: number, to: number, reason: QuestionReason, options?: readonly string[]): Find => ({
  what: "doubt",
  from,
  to,
  doubt: { field: "amount", reason, text: typedSlice(line, from, to).trim(), ...(options ? { options } : {}) },
});

function amountFind(
  line: Line,
  from: number,
  to: number,
  number: string,
  written: string,
  isNegative: boolean,
  context: AmountContext,
): Find {
  const { currency, language } = context;
  const isOwn = written === currency || (written === "USD" && line.folded.slice(from, to).includes("$") && dollars.has(currency));
  if (!isOwn) return doubtful(line, from, to, "currency_mismatch");
  if (isNegative) return doubtful(line, from, to, "not_positive");
  const reading = readNumber(number, language);
  if ("unreadable" in reading) return doubtful(line, from, to, "number_ambiguous");
  if ("readings" in reading) return doubtful(line, from, to, "number_ambiguous", reading.readings);
  const decimals = reading.decimal.split(".")[1]?.length ?? 0;
  if (decimals > currencyDecimals(currency)) return doubtful(line, from, to, "amount_precision");
  return { what: "amount", from, to, amount: reading.decimal, currency };
}
