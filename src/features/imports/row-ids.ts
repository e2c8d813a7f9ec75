/**
 * Ids of imported rows: UUIDv7 like all others, made so that rows lie together.
 *
 * They begin with the instant of their batch's own id, so that the rows of a batch are one range of the primary key and
 * need no index by batch; then come the day and the line, so that they are inserted in the order of the key.
 *
 *   bits  48 instant of the batch · 4 version · 12 day, high · 2 variant · 10 day, low · 26 line · 26 of chance
 */
import { randomInt } from "node:crypto";
import { type Day, daysBetween } from "../../domain/calendar.js";

/** The largest line number an id holds: more than a file of any size people have. */
export const lineMax = 2 ** 26 - 1;
const firstDay: Day = "1000-01-01";
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** Makes the ids of a batch, as 32 hexadecimals. `chance` keeps two batches of one millisecond apart. */
export function rowIds(batchId: string, chance = randomInt(2 ** 26)): (day: Day, line: number) => string {
  const instant = batchId.replaceAll("-", "").slice(0, 12);
  const days = new Map<Day, { start: string; low: number }>();
  const dayOf = (day: Day) => {
    const known = days.get(day);
    if (known) return known;
    const number = daysBetween(firstDay, day);
    const parts = { start: `${instant}7${hex(number >>> 10, 3)}`, low: (0x80000000 | ((number & 1023) << 20)) >>> 0 };
    days.set(day, parts);
    return parts;
  };
  return (day, line) => {
    const { start, low } = dayOf(day);
    return `${start}${hex(low + (line >>> 6), 8)}${hex((line & 63) * 2 ** 26 + chance, 8)}`;
  };
}

/** The ids between which the rows of a batch lie. Others born in the same millisecond may lie there too. */
export function rowIdRange(batchId: string): { readonly first: string; readonly last: string } {
  const instant = batchId.slice(0, 13);
  return { first: `${instant}-7000-8000-000000000000`, last: `${instant}-7fff-bfff-ffffffffffff` };
}
