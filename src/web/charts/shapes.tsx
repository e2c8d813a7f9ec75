/** Shapes that tell series apart without their colour: a disc, a ring, a triangle, a square, a diamond, a cross. */
const shapes = [
  <circle r="8" class="dot green" />,
  <circle r="7" class="dot ring" />,
  <path d="M0 -9 9 7H-9Z" class="dot brick" />,
  <rect x="-7" y="-7" width="14" height="14" class="dot quiet" />,
  <path d="M0 -9 9 0 0 9 -9 0Z" class="dot hollow" />,
  <path d="M-7 -7 7 7M7 -7-7 7" class="dot cross" />,
];

export const seriesMax = shapes.length;

export const Shape = ({ series }: { series: number }) => <>{shapes[series % shapes.length]}</>;

/** The shape beside its name. */
export const ShapeKey = ({ series }: { series: number }) => (
  <svg width="24" height="24" viewBox="-12 -12 24 24" class="shape-key" aria-hidden="true">
    <Shape series={series} />
  </svg>
);
