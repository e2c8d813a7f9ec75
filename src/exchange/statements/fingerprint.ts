/**
 * Whether two lines of statements are the same movement, in whatever file of one account they stand (DESIGN §12).
 *
 * Where the bank gives its own id, that with the day and the amount (some banks use an id again); elsewhere the day, the
 * amount and the words. Two lines of one file that say the same are two movements: they are counted, and the second has
 * occurrence 2. So a file that overlaps another adds what is new, and the same file adds nothing.
 *
 *   January: bread −2.00 on the 31st, once     January–February: bread −2.00 on the 31st, twice → the second one is added
 */
import { createHash } from "node:crypto";
import { nameKey } from "../../domain/fold.js";
import type { StatementLine } from "./statement.js";

export interface Fingerprinted extends StatementLine {
  /** 32 hexadecimals. */
  readonly fingerprint: string;
  readonly occurrence: number;
}

export function fingerprinted(lines: readonly StatementLine[]): Fingerprinted[] {
  const counts = new Map<string, number>();
  return lines.map((line) => {
    const fingerprint = fingerprintOf(line);
    const occurrence = (counts.get(fingerprint) ?? 0) + 1;
    counts.set(fingerprint, occurrence);
    return { ...line, fingerprint, occurrence };
  });
}

function fingerprintOf({ datedOn, amountMinor, label, reference, bankId }: StatementLine): string {
  const said = bankId === null ? ["words", nameKey(label), nameKey(reference ?? "")] : ["id", bankId];
  const whole = JSON.stringify([datedOn, String(amountMinor), ...said]);
  return createHash("sha256").update(whole).digest("hex").slice(0, 32);
}
