/** What quick entry is asked with, and what it answers. */
import type { Day } from "../calendar.js";
import type { Named } from "./names.js";
import type { Question, QuickField } from "./questions.js";

/** A kind as quick entry knows it. */
export interface QuickKind extends Named {
  /** «h», «km», a currency, or null for a qualitative kind. */
  readonly unit: string | null;
  /** Contributions of this kind are expenses: what an amount alone is meant for. */
  readonly isExpense?: boolean;
}

export interface QuickEntryContext {
  readonly today: Day;
  readonly language: "fr" | "en";
  readonly currency: string;
  readonly kinds: readonly QuickKind[];
  readonly circles: readonly Named[];
  readonly envelopes: readonly Named[];
  readonly members: readonly Named[];
}

/** One value, and the words it was read from: `line.slice(from, to)` is `text`. */
export interface Understood {
  readonly field: QuickField;
  readonly text: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

export interface QuickEntry {
  day?: Day;
  dayUntil?: Day;
  /** An exact decimal in `unit`. */
  quantity?: string;
  unit?: string;
  /** The same in whole minutes, for durations. */
  durationMinutes?: number;
  /** An expense, or what a kind counted in money takes. */
  amountMinor?: bigint;
  /** The amount wished for. */
  claimMinor?: bigint;
  kindId?: string;
  circleId?: string;
  envelopeId?: string;
  memberId?: string;
  tags: string[];
  /** Every word typed. */
  note: string;
  /** The words that no field took: a short title. */
  remainder: string;
  /** What follows the colon, where every word before it was understood. */
  told?: string;
  understood: Understood[];
  questions: Question[];
}
