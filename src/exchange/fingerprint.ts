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

const emptySlot = 0;
const widthOfSlot = 4;

/**
 * Counts the occurrences of fingerprints in 16 bytes each, a million in some 40 MB: an open table on the first 64 bits.
 * Two rows whose first 64 bits are equal by chance (one file of a million in 40 million) would only be counted together.
 */
export class Occurrences {
  private slots: Uint32Array;
  private used = 0;

  /** `expected`: about so many are to come. The table is made for them at once, and grows where they are more. */
  constructor(expected = 0) {
    this.slots = new Uint32Array(widthOfSlot * 2 ** Math.max(12, Math.ceil(Math.log2(expected * 2 + 1))));
  }

  add(fingerprint: Fingerprint, line: number): Occurrence {
    if (this.used * widthOfSlot * 2 > this.slots.length) this.widen();
    const high = bitsAt(fingerprint, 0);
    const low = bitsAt(fingerprint, 4);
    const at = this.find(high, low);
    const count = (this.slots[at + 3] as number) + 1;
    this.slots[at + 3] = count;
    if (count > 1) return { count, firstLine: this.slots[at + 2] as number };
    this.used += 1;
    this.slots[at] = high;
    this.slots[at + 1] = low;
    this.slots[at + 2] = line;
    return { count, firstLine: line };
  }

  /** The slot of a fingerprint, or the empty one where it goes. */
  private find(high: number, low: number): number {
    const mask = this.slots.length / widthOfSlot - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * widthOfSlot;
      if (this.slots[at + 3] === emptySlot || (this.slots[at] === high && this.slots[at + 1] === low)) return at;
    }
  }

  private widen(): void {
    const before = this.slots;
    this.slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += widthOfSlot) {
      if (before[at + 3] === emptySlot) continue;
      const to = this.find(before[at] as number, before[at + 1] as number);
      for (let word = 0; word < widthOfSlot; word += 1) this.slots[to + word] = before[at + word] as number;
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
