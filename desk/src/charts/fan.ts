import type { QuantileBand } from '../../../src/chain/ensemble.ts';
import { base, type Plot } from '../components/chart.tsx';

export interface Fan {
  readonly months: readonly string[];
  /** By month, for the base and for the chosen scenario; empty until runs are in. */
  readonly base: readonly QuantileBand[];
  readonly run: readonly QuantileBand[];
}

/** Ranges of many runs by month: nine of ten runs lie in the band, half of them on either side of its line. */
export const fanChart =
  ({ months, base: baseBands, run }: Fan, unit: string, height = 230) =>
  (plot: Plot, width: number, colour: (token: string) => string): Element => {
    const points = (bands: readonly QuantileBand[]) =>
      bands.map((band, i) => ({ ...band, month: new Date(`${months[i]}-01T00:00:00Z`) }));
    const sides = [
      { bands: points(baseBands), stroke: colour('ink-3'), dash: '2,3', opacity: 0.13, name: 'base' },
      { bands: points(run), stroke: colour('model'), dash: '6,3', opacity: 0.2, name: 'this run' },
    ].filter(({ bands }) => bands.length > 0);
    return plot.plot({
      ...base(width, height),
      marginRight: 64,
      x: { type: 'utc', label: null, tickSize: 0, ticks: 'year' },
      y: {
        label: unit,
        labelArrow: 'none',
        ticks: 4,
        tickSize: 0,
        tickFormat: ',~f',
        zero: true,
        nice: true,
      },
      marks: [
        plot.gridY({ stroke: colour('grid'), strokeOpacity: 1, ticks: 4 }),
        ...sides.flatMap(({ bands, stroke, dash, opacity, name }) => [
          plot.areaY(bands, { x: 'month', y1: 'p05', y2: 'p95', fill: stroke, fillOpacity: opacity }),
          plot.lineY(bands, { x: 'month', y: 'p50', stroke, strokeDasharray: dash, strokeWidth: 1.8 }),
          plot.text(bands.slice(-1), {
            x: 'month',
            y: 'p50',
            text: () => name,
            textAnchor: 'start',
            dx: 6,
            dy: name === 'base' ? 8 : -8,
            fill: stroke,
            fontWeight: 600,
          }),
        ]),
        plot.ruleY([0], { stroke: colour('line-2') }),
      ],
    });
  };
