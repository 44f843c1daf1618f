import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { base, type Plot } from '../components/chart.tsx';
import type { RecordPoint } from '../scenarios/record-points.ts';
import type { Band } from '../scenarios/summary.ts';

export interface Fan {
  readonly run: readonly Band[];
  /** Empty where the run is held against itself. */
  readonly base: readonly Band[];
  readonly record: readonly RecordPoint[];
  /** Months in which levers are moved, `until` not included. */
  readonly spans: readonly { readonly from: string; readonly until: string }[];
  /** Whether the bands are of draws; else the lines are best estimates. */
  readonly ranges: boolean;
}

const day = (month: string) => new Date(`${month}-01T00:00:00Z`);
/** Room for the name of a line at its end. */
const END = 58;

/**
 * Ranges of many runs by month: half of the runs lie in the dark band, 80% in the light one. The record is dots in
 * ink, the base muted, the months of moved levers shaded.
 */
export const fanChart =
  ({ run, base: baseBands, record, spans, ranges }: Fan, height = 230) =>
  (plot: Plot, width: number, colour: (token: string) => string): Element => {
    const points = (bands: readonly Band[]) => bands.map((band) => ({ ...band, date: day(band.month) }));
    const sides = [
      { name: 'base', bands: points(baseBands), stroke: colour('ink-3'), dash: '2,3', opacity: 0.13 },
      { name: 'this run', bands: points(run), stroke: colour('model'), dash: '6,3', opacity: 0.18 },
    ].filter(({ bands }) => bands.length > 0);
    const [first, last] = [run[0]?.month ?? '', run.at(-1)?.month ?? ''];
    const known = record.filter(({ month }) => month >= first && month <= last);
    const shaded = spans
      .map(({ from, until }) => ({ from: [from, first].sort()[1]!, until: [until, last].sort()[0]! }))
      .filter(({ from, until }) => from < until);
    const ends = labelShift(sides.map(({ bands }) => bands.at(-1)?.p50 ?? 0));
    const spoken = points(run).map((band) => {
      const before = baseBands.find(({ month }) => month === band.month);
      const seen = known.find(({ month }) => month === band.month);
      const digits = Math.abs(band.p50) < 20 ? 1 : 0;
      const range = ranges ? `, 80%: ${figure(band.p10, digits)}–${figure(band.p90, digits)}` : '';
      return {
        ...band,
        words: [
          periodWords(band.month),
          `${figure(band.p50, digits)}${range}`,
          ...(before ? [`base ${figure(before.p50, digits)}`] : []),
          ...(seen ? [`record ${figure(seen.value, digits)}`] : []),
        ].join('\n'),
      };
    });
    return plot.plot({
      ...base(width, height),
      marginRight: END,
      x: { type: 'utc', label: null, tickSize: 0, ticks: 'year' },
      y: {
        label: null,
        ticks: 4,
        tickSize: 0,
        tickFormat: ',~f',
        zero: true,
        nice: true,
      },
      marks: [
        plot.rectX(shaded, {
          x1: ({ from }) => day(from),
          x2: ({ until }) => day(until),
          fill: colour('basis'),
          fillOpacity: 0.12,
        }),
        plot.gridY({ stroke: colour('grid'), strokeOpacity: 1, ticks: 4 }),
        ...sides.flatMap(({ name, bands, stroke, dash, opacity }, i) => [
          ...(ranges
            ? [
                plot.areaY(bands, { x: 'date', y1: 'p10', y2: 'p90', fill: stroke, fillOpacity: opacity }),
                plot.areaY(bands, { x: 'date', y1: 'p25', y2: 'p75', fill: stroke, fillOpacity: opacity }),
              ]
            : []),
          plot.lineY(bands, { x: 'date', y: 'p50', stroke, strokeDasharray: dash, strokeWidth: 1.8 }),
          plot.text(bands.slice(-1), {
            x: 'date',
            y: 'p50',
            text: () => name,
            textAnchor: 'start',
            dx: 6,
            dy: sides.length > 1 ? ends[i]! : 0,
            fill: stroke,
            fontWeight: 600,
          }),
        ]),
        plot.dot(known, {
          x: ({ month }) => day(month),
          y: 'value',
          r: 2.6,
          fill: ({ known: as }) => (as === 'observed' ? colour('ink') : colour('sheet')),
          stroke: colour('ink'),
          strokeWidth: 1.2,
        }),
        plot.ruleY([0], { stroke: colour('line-2') }),
        plot.ruleX(spoken, plot.pointerX({ x: 'date', stroke: colour('edge') })),
        plot.tip(
          spoken,
          plot.pointerX({
            x: 'date',
            y: 'p50',
            title: 'words',
            fill: colour('sheet'),
            stroke: colour('line-2'),
            fontSize: 12,
          }),
        ),
      ],
    });
  };

/** Names of two lines that end near each other go apart, the higher line's up. */
function labelShift(ends: readonly number[]): readonly number[] {
  const [base = 0, run = 0] = ends;
  return base > run ? [-7, 7] : [7, -7];
}
