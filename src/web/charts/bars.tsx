/** Bars: figures side by side, each as long as its part of the longest. Its table stands below, on the page. */
import { parseAmount } from "../../domain/money.js";
import { widthOf } from "../components/figures.js";

export interface BarRow {
  readonly name: string;
  readonly says: string;
  /** An amount; what is below zero has no length. */
  readonly amount: string;
  readonly tone: "fund" | "expense" | "work";
}

export function Bars({ title, currency, rows }: { title: string; currency: string; rows: readonly BarRow[] }) {
  const minor = rows.map(({ amount }) => parseAmount(amount, currency));
  const longest = minor.reduce((max, each) => (each > max ? each : max), 0n);
  return (
    <figure class="cascade" role="img" aria-label={title}>
      {rows.map(({ name, says, tone }, place) => (
        <div key={`${place} ${name}`} aria-hidden="true">
          <div class="row between baseline">
            <span>{name}</span>
            <span class="figure amount">{says}</span>
          </div>
          <svg width="100%" height="14" aria-hidden="true">
            <rect class="track" width="100%" height="14" rx="5" />
            <rect class={tone} width={widthOf(minor[place] ?? 0n, longest)} height="14" rx="5" />
          </svg>
        </div>
      ))}
    </figure>
  );
}
