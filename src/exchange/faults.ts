/**
 * Faults of a file: what is wrong where, by line and column. A file is applied all or nothing, so every fault is counted;
 * the first 1,000 are listed (DESIGN §12), and in any case the one that the reading stopped at.
 *
 *   { line: 12, column: "Heures", code: "quantity_not_positive", figures: { quantity: "-2", unit: "h" } }
 */
import type { RefusalCode, RefusalFigures } from "../domain/refusals.js";

export interface ImportFault {
  /** Line of the file, from 1. A row over several lines has the number of its first. */
  readonly line: number;
  /** The header as it stands in the file, or the field's own name; null for the row as a whole. */
  readonly column: string | null;
  readonly code: RefusalCode;
  readonly figures: RefusalFigures;
}

export interface ListedFault extends ImportFault {
  /** How many lines have it: a name that nobody has is listed once. */
  lines: number;
}

export const faultsListedMax = 1000;
/** Faults of a name, which one correction mends on all its lines. */
const ofNames: ReadonlySet<RefusalCode> = new Set([
  "unknown_member",
  "unknown_kind",
  "unknown_circle",
  "unknown_envelope",
  "name_ambiguous",
]);

/** The first faults, and how many there are. */
export class FaultList {
  readonly listed: ListedFault[] = [];
  private readonly names = new Map<string, ListedFault>();
  count = 0;

  add(faults: readonly ImportFault[]): void {
    this.count += faults.length;
    for (const fault of faults) {
      const name = ofNames.has(fault.code) ? `${fault.code} ${fault.column} ${fault.figures.id ?? fault.figures.text}` : undefined;
      const before = name === undefined ? undefined : this.names.get(name);
      if (before) before.lines += 1;
      else if (this.listed.length < faultsListedMax) {
        const listed = { ...fault, lines: 1 };
        this.listed.push(listed);
        if (name !== undefined) this.names.set(name, listed);
      }
    }
  }

  /** What the reading stopped at, which is listed whatever came before: where the list is full, in place of the last. */
  addStop(fault: ImportFault): void {
    this.count += 1;
    this.listed.splice(faultsListedMax - 1);
    this.listed.push({ ...fault, lines: 1 });
  }
}
