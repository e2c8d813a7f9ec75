/**
 * Months one under the other: hours as a bar, money as a line that ends in a diamond, each with its figure. The two have
 * scales of their own; the shapes tell them apart.
 */
export interface MonthRow {
  readonly label: string;
  /** Widths in thousandths of the widest; only drawings. */
  readonly hours: number;
  readonly pay: number;
  readonly hoursSaid: string;
  readonly paySaid: string;
}

const wide = 360;
const rowHeight = 64;

export function MonthRows({ title, rows }: { title: string; rows: readonly MonthRow[] }) {
  return (
    <svg class="chart months" viewBox={`0 0 ${wide} ${rows.length * rowHeight}`} role="img" aria-label={title}>
      {rows.map(({ label, hours, pay, hoursSaid, paySaid }, index) => {
        const top = index * rowHeight;
        const reach = (pay * (wide - 16)) / 1000;
        return (
          <g key={label} transform={`translate(0 ${top})`}>
            <text x="0" y="15" class="quiet">
              {label}
            </text>
            <text x={wide} y="15" text-anchor="end">
              {[hoursSaid, paySaid].filter(Boolean).join(" · ")}
            </text>
            <rect x="0" y="24" width={wide} height="10" rx="5" class="track" />
            {hours > 0 && <rect x="0" y="24" width={Math.max(6, (hours * wide) / 1000)} height="10" rx="5" class="green" />}
            {pay > 0 && (
              <g class="wheat">
                <line x1="0" x2={8 + reach} y1="46" y2="46" stroke-width="2" />
                <path d={`M${8 + reach} 40l6 6-6 6-6-6z`} />
              </g>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Widths of figures against the largest, in thousandths. */
export function widthsOf(figures: readonly string[]): number[] {
  const decimals = Math.max(0, ...figures.map((figure) => figure.split(".")[1]?.length ?? 0));
  const scaled = figures.map((figure) => {
    const [whole = "0", fraction = ""] = figure.split(".");
    return BigInt(whole + fraction.padEnd(decimals, "0"));
  });
  const most = scaled.reduce((max, each) => (each > max ? each : max), 0n);
  return scaled.map((each) => (most <= 0n || each <= 0n ? 0 : Number((each * 1000n) / most)));
}
