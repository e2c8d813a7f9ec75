/** Exports: the address of a file, by table, period and spreadsheet. */
export const tables = ["entries", "balances", "shares", "contributions"] as const;
export type Table = (typeof tables)[number];
/** A CSV in French or in English, or a spreadsheet in the language of who reads. */
export const spreadsheets = ["fr", "en", "xlsx", "ods"] as const;
export type Spreadsheet = (typeof spreadsheets)[number];

export interface Period {
  readonly from: string;
  readonly until: string;
}

/** Both days, where both are given, in their order. */
export const isPeriod = ({ from, until }: Period): boolean => from === "" || until === "" || from <= until;

/** Where the service gives a table: `api` is the collective’s, without /api/v1. */
export function fileAddress(api: string, table: Table, wanted: Spreadsheet, language: "fr" | "en", { from, until }: Period): string {
  const query = new URLSearchParams(wanted === "xlsx" || wanted === "ods" ? { dialect: language, format: wanted } : { dialect: wanted });
  // Balances are those of one evening: the period’s last.
  if (from && table !== "balances") query.set("from", from);
  if (until) query.set("until", until);
  return `/api/v1${api}/exports/${table}?${query}`;
}
