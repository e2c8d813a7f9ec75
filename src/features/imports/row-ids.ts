/**
 * Ids of imported rows: UUIDv7 like all others, made so that rows lie together.
 *
 * They begin with the instant of their batch's own id, so that the rows of a batch are one range of the primary key and
 * need no index by batch; then comes the line, so that they are inserted in the order of the key, and read in the order
 * of the file.
 *
 *   bits  48 instant of the batch · 4 version · 12 line, high · 2 variant · 14 line, low · 48 of chance
 */
import { randomBytes } from "node:crypto";

/** The largest line number an id holds: 67 million. */
export const lineMax = 2 ** 26 - 1;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** Makes the ids of a batch, as 32 hexadecimals. `chance` keeps two batches of one millisecond apart. */
export function rowIds(batchId: string, chance = randomBytes(6).toString("hex")): (line: number) => string {
  const start = `${batchId.replaceAll("-", "").slice(0, 12)}7`;
  return (line) => `${start}${hex(line >>> 14, 3)}${hex(0x8000 | (line & 0x3fff), 4)}${chance}`;
}

/** The ids between which the rows of a batch lie. Others born in the same millisecond may lie there too. */
export function rowIdRange(batchId: string): { readonly first: string; readonly last: string } {
  const instant = batchId.slice(0, 13);
  return { first: `${instant}-7000-8000-000000000000`, last: `${instant}-7fff-bfff-ffffffffffff` };
}
