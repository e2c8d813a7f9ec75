/**
 * Links of a circle: who passes something to it on the left, the circle between, whom it passes something to on the right.
 * Names are letters of the page, so that they wrap and keep their size on a phone; arrows stand in percents of its width.
 */
const rowHeight = 72;
/** Three columns of 28 %, and an arrow of 8 % on each side of the middle one: as theme.css lays them out. */
const arrows = { incoming: { from: "28.5%", to: "35.5%" }, outgoing: { from: "64.5%", to: "71.5%" } } as const;

interface Named {
  readonly id: string;
  readonly name: string;
}

export function LinkPicture({
  title,
  name,
  incoming,
  outgoing,
}: {
  title: string;
  name: string;
  incoming: readonly Named[];
  outgoing: readonly Named[];
}) {
  const rows = Math.max(incoming.length, outgoing.length, 1);
  const height = rows * rowHeight;
  /** A shorter side stands in the middle of the other’s height. */
  const middleOf = (place: number, count: number) => ((rows - count) / 2 + place + 0.5) * rowHeight;
  return (
    <figure class="link-picture" role="img" aria-label={title} style={{ height: `${height}px` }}>
      <Side circles={incoming} />
      <div class="own" aria-hidden="true">
        {name}
      </div>
      <Side circles={outgoing} />
      <svg width="100%" height={height} aria-hidden="true">
        {(["incoming", "outgoing"] as const).map((side) => {
          const circles = side === "incoming" ? incoming : outgoing;
          return circles.map(({ id }, place) => <Arrow key={`${side} ${id}`} {...arrows[side]} y={middleOf(place, circles.length)} />);
        })}
      </svg>
    </figure>
  );
}

const Side = ({ circles }: { circles: readonly Named[] }) => (
  <div class="side" aria-hidden="true">
    {circles.map(({ id, name }) => (
      <div key={id}>
        <span>{name}</span>
      </div>
    ))}
  </div>
);

const Arrow = ({ from, to, y }: { from: string; to: string; y: number }) => (
  <g class="arrow">
    <line x1={from} x2={to} y1={y} y2={y} />
    <svg x={to} y={y} class="head" aria-hidden="true">
      <path d="M-8 -6 0 0-8 6" />
    </svg>
  </g>
);
