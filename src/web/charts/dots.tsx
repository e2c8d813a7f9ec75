/**
 * A dot picture: a row a person, a shape a series, from nothing to the largest amount. It is as wide as its place: what
 * stands in it is placed by percents, so that its letters keep their size on a phone.
 */
import { Shape } from "./shapes.js";

export interface DotRow {
  readonly id: string;
  readonly name: string;
  /** A series each, null where it gives nothing to show. */
  readonly amounts: readonly (string | null)[];
}

const rowHeight = 54;
const axisHeight = 28;
/** The picture keeps this much of its width free on each side, in percents: a shape has a breadth. */
const inset = 4;

/** Only places in a picture come of this, never a figure. */
const place = (amount: string, max: number): string => `${inset + (Number(amount) / max) * (100 - 2 * inset)}%`;

/** A round step that makes two to five parts of the whole. */
export function axisOf(largest: number): { readonly max: number; readonly ticks: readonly number[] } {
  const rough = Math.max(largest, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const count = Math.max(1, Math.ceil(Math.max(largest, 1) / step));
  return { max: step * count, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

export function DotPicture({ title, rows, tick }: { title: string; rows: readonly DotRow[]; tick: (amount: string) => string }) {
  const largest = Math.max(...rows.flatMap(({ amounts }) => amounts.map((amount) => Number(amount ?? "0"))), 0);
  const { max, ticks } = axisOf(largest);
  const height = rows.length * rowHeight + axisHeight;
  return (
    <svg class="chart dots" role="img" aria-label={title} height={height}>
      {ticks.map((value, index) => (
        <g key={value}>
          <line class="axis" x1={place(`${value}`, max)} x2={place(`${value}`, max)} y1="4" y2={height - axisHeight + 4} />
          <text
            class="quiet"
            x={place(`${value}`, max)}
            y={height - 6}
            text-anchor={index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle"}
          >
            {tick(`${value}`)}
          </text>
        </g>
      ))}
      {rows.map((row, index) => (
        <Row key={row.id} row={row} y={index * rowHeight} max={max} />
      ))}
    </svg>
  );
}

function Row({ row, y, max }: { row: DotRow; y: number; max: number }) {
  const shown = row.amounts.filter((amount) => amount !== null).map(Number);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const line = y + 36;
  return (
    <g>
      <text class="row-name" x={`${inset}%`} y={y + 18}>
        {row.name}
      </text>
      {shown.length > 0 && <line class="span" x1={place(`${low}`, max)} x2={place(`${high}`, max)} y1={line} y2={line} />}
      {row.amounts.map((amount, series) =>
        amount === null ? null : (
          <svg key={`${row.id} ${series}`} x={place(amount, max)} y={line} class="at" aria-hidden="true">
            <Shape series={series} />
          </svg>
        ),
      )}
    </g>
  );
}
