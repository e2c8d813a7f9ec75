/**
 * Ids are UUIDv7, made by the service: they sort by birth, and PostgreSQL 15 makes none (STACK: no `uuidv7()`). Within a
 * millisecond they count up, so that ids of one process never go back; chance comes from a pool that is filled at once.
 */
import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const bytesPerId = 16;
const pool = new Uint8Array(256 * bytesPerId);
let unused = pool.length;
let lastMilliseconds = 0;
let sequence = 0;

function chance(): Uint8Array {
  if (unused === pool.length) {
    randomFillSync(pool);
    unused = 0;
  }
  unused += bytesPerId;
  return pool.subarray(unused - bytesPerId, unused);
}

export function newId(): string {
  const random = chance();
  const now = Date.now();
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    // Far from the end of the counter's 32 bits, so that it never comes round within a millisecond.
    sequence = ((random[0] ?? 0) << 16) | ((random[1] ?? 0) << 8) | (random[2] ?? 0);
  } else {
    sequence++;
  }
  return v7({ random, msecs: lastMilliseconds, seq: sequence });
}
