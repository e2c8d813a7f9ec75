/**
 * Numbers as people type them, read as exact decimal texts, never as floats.
 *
 * Commas and points both occur as decimal marks, and both as marks of thousands, which spaces and apostrophes are too. What can only mean one thing is read;
 * what could mean two is not guessed: both readings are handed back, and whoever calls decides or asks.
 *
 *   "1 234,56" → 1234.56      "2.5" → 2.5      "1.234,5" → 1234.5      "1,234" → 1.234 or 1234
 *   readTypedNumber("1,234", ",") → 1.234, because a column or a language has settled that the comma is the decimal mark
 */
export type DecimalMark = "," | ".";

export type TypedNumber =
  | { readonly decimal: string }
  /** Two readings: as a decimal, then as thousands. */
  | { readonly readings: readonly [string, string] }
  | { readonly unreadable: true };

const unreadable: TypedNumber = { unreadable: true };
const plain = /^\d+$/;
const grouped = {
  ",": /^\d{1,3}(?:,\d{3})+$/,
  ".": /^\d{1,3}(?:\.\d{3})+$/,
  " ": /^\d{1,3}(?: \d{3})+$/,
  "'": /^\d{1,3}(?:'\d{3})+$/,
} as const;

const padded = /^-?0\d|\.\d*0$|\.$/;

/** Without the zeros that say nothing: "02.50" → "2.5", "3.000" → "3", "0.0" → "0". */
export function trimDecimal(text: string): string {
  if (!padded.test(text)) return text;
  const [whole = "", fraction = ""] = text.split(".");
  const left = whole.replace(/^(-?)0+(?=\d)/, "$1");
  // From where the zeros begin: tried at each of many zeros in the midst, it would not end.
  const right = fraction.replace(/(?<!0)0+$/, "");
  return right === "" ? left : `${left}.${right}`;
}

const join = (whole: string, fraction: string): TypedNumber => ({ decimal: fraction === "" ? whole : `${whole}.${fraction}` });

/** The digits before the decimal mark, marks of thousands taken out; undefined when these stand in the wrong places. */
function wholePart(text: string, thousands: "," | "." | " "): string | undefined {
  if (plain.test(text)) return text;
  const pattern = text.includes(" ") ? grouped[" "] : text.includes("'") ? grouped["'"] : grouped[thousands];
  return pattern.test(text) ? text.replace(/[ .,']/g, "") : undefined;
}

/**
 * Reads digits with marks (no sign, no unit; typographic spaces already folded to plain ones). `mark`, when it is
 * known, is the decimal mark: it settles "1,234".
 */
export function readTypedNumber(text: string, mark?: DecimalMark): TypedNumber {
  if (plain.test(text)) return { decimal: text };
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  if (comma < 0 && point < 0) {
    const isGrouped = grouped[" "].test(text) || grouped["'"].test(text);
    return isGrouped ? { decimal: text.replace(/[ ']/g, "") } : unreadable;
  }
  if (comma >= 0 && point >= 0) return readBothMarks(text, comma > point ? "," : ".");
  const only: DecimalMark = comma >= 0 ? "," : ".";
  const parts = text.split(only);
  if (parts.length > 2) return grouped[only].test(text) ? { decimal: parts.join("") } : unreadable;
  return readOneMark(parts[0] ?? "", parts[1] ?? "", only, mark);
}

/** The mark that stands last is the decimal one: "1.234,5", "1,234.5". */
function readBothMarks(text: string, last: DecimalMark): TypedNumber {
  const [before = "", fraction = "", ...more] = text.split(last);
  const whole = wholePart(before, last === "," ? "." : ",");
  return whole === undefined || more.length > 0 || !plain.test(fraction) ? unreadable : join(whole, fraction);
}

function readOneMark(before: string, after: string, only: DecimalMark, mark: DecimalMark | undefined): TypedNumber {
  const whole = before === "" ? "0" : wholePart(before, only === "," ? "." : ",");
  if (whole === undefined || !plain.test(after)) return unreadable;
  const couldBeThousands = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  if (!couldBeThousands || mark === only) return join(whole, after);
  return mark === undefined ? { readings: [`${whole}.${after}`, whole + after] } : { decimal: whole + after };
}
