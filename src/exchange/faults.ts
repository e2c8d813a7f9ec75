/**
 * Faults of a file: what is wrong where, by line and column. A file is applied all or nothing, so every fault is counted;
 * the first 1,000 are listed (DESIGN §12).
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

export const faultsListedMax = 1000;

/** The first faults, and how many there are. */
export class FaultList {
  readonly listed: ImportFault[] = [];
  count = 0;

  add(faults: readonly ImportFault[]): void {
    this.count += faults.length;
    const room = faultsListedMax - this.listed.length;
    if (room > 0) this.listed.push(...faults.slice(0, room));
  }
}
