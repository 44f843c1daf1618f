import type { Checked } from '../../../src/server/shapes/checked.ts';
import { layRuler, type Mark } from './ruler-layout.ts';

type Comparison = NonNullable<Checked['statements'][number]['comparison']>;

const WIDTH = 372;
const EDGE = 6;
const LINE = 34;
const ROW = 20;

/** The interval that the words allow, and every value that it was held against, on one line. */
export function Ruler({ comparison }: { comparison: Comparison }) {
  const { allowed, marks, rows } = layRuler(comparison, WIDTH - 2 * EDGE);
  const middle = (allowed.from + allowed.to) / 2;
  return (
    <svg
      class="ruler"
      viewBox={`0 0 ${WIDTH} ${LINE + 12 + rows * ROW}`}
      role="img"
      aria-label={`The words allow ${allowed.label}. Held against: ${marks
        .map(({ label, of }) => `${label}, ${of}`)
        .join('; ')}.`}
    >
      <line class="axis" x1={0} x2={WIDTH} y1={LINE} y2={LINE} />
      <rect
        class="allowed"
        x={EDGE + allowed.from}
        width={Math.max(2, allowed.to - allowed.from)}
        y={LINE - 7}
        height={14}
      />
      <text x={EDGE + middle} y={LINE - 14} text-anchor={anchorOf(middle)}>
        {allowed.label}
      </text>
      {marks.map((mark) => (
        <Value key={`${mark.of}${mark.at}`} mark={mark} />
      ))}
    </svg>
  );
}

/** So that a label at an end stays on the picture. */
const anchorOf = (x: number) => (x < WIDTH * 0.25 ? 'start' : x > WIDTH * 0.75 ? 'end' : 'middle');

function Value({ mark: { from, to, at, row, of, label, labelAt, ...mark } }: { mark: Mark }) {
  const x = EDGE + at;
  return (
    <g class={`at ${mark.class}`}>
      {to - from > 8 && <line class="span" x1={EDGE + from} x2={EDGE + to} y1={LINE} y2={LINE} />}
      {mark.class === 'disputed' ? (
        <path d={`M${x} ${LINE - 5}l5 5l-5 5l-5 -5z`} />
      ) : mark.class === 'modelled' ? (
        <rect x={x - 4} y={LINE - 4} width={8} height={8} />
      ) : (
        <circle cx={x} cy={LINE} r={4} />
      )}
      <text x={EDGE + labelAt} y={LINE + 21 + row * ROW} text-anchor="middle">
        <tspan class="of">{of}</tspan>
        <tspan class="val" dx="5">
          {label}
        </tspan>
      </text>
    </g>
  );
}
