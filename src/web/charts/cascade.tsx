/** A cascade: what each step takes of a whole, from left to right, with one person’s part of it dark. */
import { parseAmount } from "../../domain/money.js";

export interface CascadeRow {
  readonly title: string;
  readonly says: string;
  /** What was taken before this step, what it takes, and within it what comes before one’s own part and that part. */
  readonly before: string;
  readonly taken: string;
  readonly ownBefore: string;
  readonly own: string;
  readonly tone: "fund" | "expense" | "work" | "whole" | "rest";
}

/** Hundredths of a percent of the whole: only a place in the picture. */
function percentOf(part: string, whole: string, currency: string): string {
  const total = parseAmount(whole, currency);
  return total <= 0n ? "0%" : `${Number((parseAmount(part, currency) * 10_000n) / total) / 100}%`;
}

export function Cascade({ title, whole, currency, rows }: { title: string; whole: string; currency: string; rows: readonly CascadeRow[] }) {
  const at = (part: string) => percentOf(part, whole, currency);
  return (
    <figure class="cascade" role="img" aria-label={title}>
      {rows.map((row, place) => (
        <div key={`${place} ${row.title}`} aria-hidden="true">
          <div class="row between baseline">
            <span>{row.title}</span>
            <span class="figure amount">{row.says}</span>
          </div>
          <svg width="100%" height="18" aria-hidden="true">
            <rect class="track" width="100%" height="18" rx="5" />
            <rect class={row.tone} x={at(row.before)} width={at(row.taken)} height="18" rx="5" />
            {row.own !== "0" && <rect class="own" x={at(row.ownBefore)} width={at(row.own)} height="18" rx="3" />}
          </svg>
        </div>
      ))}
    </figure>
  );
}
