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
import { idField } from "../../db/copy.js";

/** The largest line number an id holds: 67 million. */
export const lineMax = 2 ** 26 - 1;

/**
 * Makes the first fields of the rows of a batch: its own (`owner`) and the id; they are good until the next are made.
 * `chance` keeps two batches of one millisecond apart.
 */
export function rowIds(batchId: string, owner: Uint8Array = new Uint8Array(0), chance = randomBytes(6)): (line: number) => Uint8Array {
  const fields = Buffer.concat([owner, idField(batchId)]);
  const at = fields.length - 16;
  chance.copy(fields, at + 10);
  return (line) => {
    fields.writeUInt16BE(0x7000 | (line >>> 14), at + 6);
    fields.writeUInt16BE(0x8000 | (line & 0x3fff), at + 8);
    return fields;
  };
}

/** The ids between which the rows of a batch lie. Others born in the same millisecond may lie there too. */
export function rowIdRange(batchId: string): { readonly first: string; readonly last: string } {
  const instant = batchId.slice(0, 13);
  return { first: `${instant}-7000-8000-000000000000`, last: `${instant}-7fff-bfff-ffffffffffff` };
}
