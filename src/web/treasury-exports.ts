/** Exports: the address of a file, by table, period and spreadsheet. */
export const tables = ["entries", "balances", "shares", "contributions"] as const;
export type Table = (typeof tables)[number];
export const dialects = ["fr", "en"] as const;
export type Dialect = (typeof dialects)[number];

export interface Period {
  readonly from: string;
  readonly until: string;
}

/** Both days, where both are given, in their order. */
export const isPeriod = ({ from, until }: Period): boolean => from === "" || until === "" || from <= until;

/** Where the service gives a table: `api` is the collective’s, without /api/v1. */
export function fileAddress(api: string, table: Table, dialect: Dialect, { from, until }: Period): string {
  const query = new URLSearchParams({ dialect });
  // Balances are those of one evening: the period’s last.
  if (from && table !== "balances") query.set("from", from);
  if (until) query.set("until", until);
  return `/api/v1${api}/exports/${table}?${query}`;
}
