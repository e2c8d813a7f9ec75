/**
 * Fingerprints: whether two rows say the same, in whatever file and dialect they stand.
 *
 * The fingerprint of a row is the first half of the sha256 of what it says, once names are ids and figures are exact: of its
 * fields as the database is given them. The second row of a file that says the same as an earlier one is another
 * contribution, so its fingerprint counts the occurrence as well: a file of two such rows adds two, and the same file again
 * adds none (DESIGN §12).
 *
 *   12/03/2026;Ana;Heures;3h30;Atelier   and   2026-03-12,Ana,Heures,3.5,Atelier   → the same
 */
import crypto from "node:crypto";

/** 16 bytes, a letter of latin-1 each: what a million rows make and compare the fastest. */
export type Fingerprint = string;

/** 32 letters, of which the first half counts. One call is twice as fast as three, where Node has it (20.12). */
const digestOf: (said: string | Uint8Array) => Fingerprint =
  typeof crypto.hash === "function"
    ? (said) => crypto.hash("sha256", said, "binary")
    : (said) => crypto.createHash("sha256").update(said).digest("binary");

/** The fingerprint of a contribution's first occurrence, from its fields (db/copy), which begin and end where they say so. */
export const fingerprintOf = (fields: Uint8Array): Fingerprint => digestOf(fields);

/** The fingerprint of a later occurrence, counted from 1. */
export const occurrenceOf = (fingerprint: Fingerprint, count: number): Fingerprint =>
  count === 1 ? fingerprint : digestOf(`${fingerprint} ${count}`);

export interface Occurrence {
  /** 1 for the first row that says so. */
  readonly count: number;
  /** The line of the first. */
  readonly firstLine: number;
}

/** Rows are counted from 1 in the low bits of a slot; the high ones begin as the fingerprint does, so that others are passed by. */
const rowMask = 2 ** 21 - 1;
const emptySlot = 0;
const widthOfRow = 4;

/**
 * Counts the occurrences of fingerprints, for at most 2,097,151 rows: an open table of their numbers, half full at most, beside
 * a list of the rows. In a table four bytes wide looking up is a matter of the processor's caches, in one of whole rows of memory.
 *
 * 24 bytes a row, of the first 64 bits of a fingerprint: two rows whose first 64 bits are equal by chance (one file of a
 * million in 40 million) would only be counted together.
 */
export class Occurrences {
  private slots: Uint32Array;
  /** Of each row: the two halves, how often it was said, the line of the first. */
  private rows: Uint32Array;
  private used = 0;

  /** `expected`: about so many are to come. The table is made for them at once, and grows where they are more. */
  constructor(expected = 0) {
    const size = 2 ** Math.max(12, Math.ceil(Math.log2(expected * 2 + 1)));
    this.slots = new Uint32Array(size);
    this.rows = new Uint32Array(widthOfRow * (size / 2 + 1));
  }

  add(fingerprint: Fingerprint, line: number): Occurrence {
    const high = bitsAt(fingerprint, 0);
    const low = bitsAt(fingerprint, 4);
    const slot = this.find(high, low);
    const known = (this.slots[slot] as number) & rowMask;
    if (known !== emptySlot) {
      const at = known * widthOfRow;
      const count = (this.rows[at + 2] as number) + 1;
      this.rows[at + 2] = count;
      return { count, firstLine: this.rows[at + 3] as number };
    }
    if (this.used === rowMask) throw new RangeError(`more than ${rowMask} different rows`);
    this.used += 1;
    const at = this.used * widthOfRow;
    this.rows[at] = high;
    this.rows[at + 1] = low;
    this.rows[at + 2] = 1;
    this.rows[at + 3] = line;
    this.slots[slot] = (high & ~rowMask) | this.used;
    if (this.used * 2 >= this.slots.length) this.widen();
    return { count: 1, firstLine: line };
  }

  /** The slot of a fingerprint, or the empty one where it goes. */
  private find(high: number, low: number): number {
    const mask = this.slots.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const said = this.slots[slot] as number;
      if (said === emptySlot) return slot;
      if (((said ^ high) & ~rowMask) !== 0) continue;
      const at = (said & rowMask) * widthOfRow;
      if (this.rows[at] === high && this.rows[at + 1] === low) return slot;
    }
  }

  private widen(): void {
    const rows = new Uint32Array(widthOfRow * (this.slots.length + 1));
    rows.set(this.rows);
    this.rows = rows;
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let row = 1; row <= this.used; row += 1) {
      const high = rows[row * widthOfRow] as number;
      this.slots[this.find(high, rows[row * widthOfRow + 1] as number)] = (high & ~rowMask) | row;
    }
  }
}

/** Four letters as 32 bits. */
const bitsAt = (letters: Fingerprint, from: number): number =>
  ((letters.charCodeAt(from) << 24) |
    (letters.charCodeAt(from + 1) << 16) |
    (letters.charCodeAt(from + 2) << 8) |
    letters.charCodeAt(from + 3)) >>>
  0;
