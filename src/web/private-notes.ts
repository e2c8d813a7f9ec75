/**
 * Notes for oneself: kept on this device, in its local storage, under the collective and the member. Nothing here is ever
 * sent or exported; turning it off erases it.
 */
import { signal } from "@preact/signals";

export interface PrivateIncome {
  readonly label: string;
  readonly year: string;
  /** A decimal text. */
  readonly amount: string;
}
export interface PrivateNotes {
  readonly incomes: readonly PrivateIncome[];
}

const nameOf = (slug: string, memberId: string): string => `moisson.private.${slug}.${memberId}`;
/** Counts changes, so that who shows the notes reads them again. */
const age = signal(0);

/** Undefined while it is off. */
export function readNotes(slug: string, memberId: string): PrivateNotes | undefined {
  void age.value;
  const kept = localStorage.getItem(nameOf(slug, memberId));
  if (kept === null) return undefined;
  try {
    return JSON.parse(kept) as PrivateNotes;
  } catch {
    return { incomes: [] };
  }
}

/** Keeps them; undefined turns it off and erases them. */
export function keepNotes(slug: string, memberId: string, notes: PrivateNotes | undefined): void {
  const name = nameOf(slug, memberId);
  if (notes) localStorage.setItem(name, JSON.stringify(notes));
  else localStorage.removeItem(name);
  age.value += 1;
}
