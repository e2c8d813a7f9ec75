/**
 * The days that the matrix of wealth is of, as people say them: a quarter, a year, all of it, or days of one's own.
 *
 *   on 12 March 2026: «quarter» 2026-01-01 – 2026-03-31, «last-quarter» 2025-10-01 – 2025-12-31, «year» 2026, «last-year» 2025
 */
export const spans = ["quarter", "last-quarter", "year", "last-year", "all", "days"] as const;
export type Span = (typeof spans)[number];

/** Days of which either may be left open: "". */
export interface Days {
  readonly from: string;
  readonly until: string;
}

const quarterOf = (year: number, quarter: number): Days => {
  const first = quarter * 3 + 1;
  const lastDay = first === 4 || first === 7 ? "30" : "31";
  return { from: `${year}-${two(first)}-01`, until: `${year}-${two(first + 2)}-${lastDay}` };
};
const two = (figure: number): string => `${figure}`.padStart(2, "0");

/** The days of a span, on this day; `own` are those that were typed. */
export function daysOf(span: Span, today: string, own: Days): Days {
  const year = Number(today.slice(0, 4));
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  switch (span) {
    case "quarter":
      return quarterOf(year, quarter);
    case "last-quarter":
      return quarter === 0 ? quarterOf(year - 1, 3) : quarterOf(year, quarter - 1);
    case "year":
      return { from: `${year}-01-01`, until: `${year}-12-31` };
    case "last-year":
      return { from: `${year - 1}-01-01`, until: `${year - 1}-12-31` };
    case "all":
      return { from: "", until: "" };
    case "days":
      return own;
  }
}

/** What an address asks for: `?span=quarter&circle=…`, the year unless it says otherwise. */
export const spanIn = (text: string | undefined): Span => spans.find((each) => each === text) ?? "year";

/** A query with what is said of it alone. */
export const queryOf = (fields: Readonly<Record<string, string | undefined>>): string =>
  new URLSearchParams(Object.entries(fields).filter((each): each is [string, string] => !!each[1])).toString();
