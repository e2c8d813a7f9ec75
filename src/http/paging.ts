/**
 * Pages by cursor: a page ends with the mark of its last row, and the next one starts after it, so that rows added
 * meanwhile are neither skipped nor shown twice.
 */
import { z } from "zod";
import { isDay } from "../domain/calendar.js";
import { Refusal } from "../domain/refusals.js";
import { field } from "./fields.js";

export const pageQuery = z.object({
  limit: field(z.coerce.number().int().min(1).max(200).default(50), "How many rows at most, 1 to 200.", 50),
  cursor: field(z.string().max(500).optional(), "The `nextCursor` of the page before; none for the first page.", "WyIyMDI2LTAzLTAzIl0"),
});

export type PageQuery = z.output<typeof pageQuery>;

export const pageOf = <Item extends z.ZodType>(item: Item, what: string) =>
  z.object({
    items: z.array(item).meta({ description: what }),
    nextCursor: field(z.string().nullable(), "Ask for the next page with it; null on the last.", null),
  });

/** The mark of a row: its sort values, in order. */
export const writeCursor = (values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

/** The sort values of a cursor, exactly `count` of them. Refuses `cursor_invalid`. */
export function readCursor(cursor: string | undefined, count: number): string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(values) && values.length === count && values.every((value) => typeof value === "string")) return values;
  } catch {
    // Falls through: whatever it was, it is no cursor of ours.
  }
  throw new Refusal("cursor_invalid", { at: "query.cursor" });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a cursor that marks rows by their id alone. Refuses `cursor_invalid`. */
export function readIdCursor(cursor: string | undefined): string | undefined {
  const [id] = readCursor(cursor, 1) ?? [];
  if (id !== undefined && !uuid.test(id)) throw new Refusal("cursor_invalid", { at: "query.cursor" });
  return id;
}

/** The number of a cursor that marks rows by it alone. Refuses `cursor_invalid`. */
export function readNumberCursor(cursor: string | undefined): number | undefined {
  const [number] = readCursor(cursor, 1) ?? [];
  if (number === undefined) return undefined;
  if (!/^\d{1,9}$/.test(number)) throw new Refusal("cursor_invalid", { at: "query.cursor" });
  return Number(number);
}

/** The name and the id of a cursor that marks rows by both. Refuses `cursor_invalid`. */
export function readNameCursor(cursor: string | undefined): { name: string; id: string } | undefined {
  const [name, id] = readCursor(cursor, 2) ?? [];
  if (name === undefined || id === undefined) return undefined;
  if (name.includes("\0") || !uuid.test(id)) throw new Refusal("cursor_invalid", { at: "query.cursor" });
  return { name, id };
}

/** The day and the id of a cursor that marks rows by both. Refuses `cursor_invalid`. */
export function readDayCursor(cursor: string | undefined): { dayOn: string; id: string } | undefined {
  const [dayOn, id] = readCursor(cursor, 2) ?? [];
  if (dayOn === undefined || id === undefined) return undefined;
  if (!isDay(dayOn) || !uuid.test(id)) throw new Refusal("cursor_invalid", { at: "query.cursor" });
  return { dayOn, id };
}

/** The instant and the id of a cursor that marks rows by both. Refuses `cursor_invalid`. */
export function readInstantCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  const [at, id] = readCursor(cursor, 2) ?? [];
  if (at === undefined || id === undefined) return undefined;
  // `Date` reads 30 February as 2 March, and knows a year 0: the database has neither.
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(at) && !Number.isNaN(Date.parse(at));
  if (!isInstant || !isDay(at.slice(0, 10)) || !uuid.test(id)) throw new Refusal("cursor_invalid", { at: "query.cursor" });
  return { at, id };
}

/** Cuts one row more than asked into a page: queries ask for `limit + 1`. */
export function cutPage<Row, Item>(rows: readonly Row[], limit: number, mark: (row: Row) => readonly string[], item: (row: Row) => Item) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last !== undefined ? writeCursor(mark(last)) : null };
}
