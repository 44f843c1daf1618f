import { base, type Plot } from '../components/chart.tsx';

export interface LinePoint {
  readonly day: Date;
  readonly low: number;
  readonly high: number;
  readonly mid: number;
  /** How the point is drawn: `observed` filled, `derived` hollow, `disputed` as a diamond. */
  readonly known: 'observed' | 'derived' | 'disputed';
  readonly title: string;
}

export interface PriceLine {
  readonly name: string;
  readonly points: readonly LinePoint[];
  readonly chosen: boolean;
}

const GAP_MS = 45 * 86_400_000;
const POINTS_DRAWN = 140;

/** Parts of a line between silences of more than 45 days, and the silences themselves. */
function parts(points: readonly LinePoint[]): { solid: LinePoint[][]; dotted: LinePoint[][] } {
  const solid: LinePoint[][] = [];
  const dotted: LinePoint[][] = [];
  let before: LinePoint | undefined;
  for (const point of points) {
    const silent = !before || point.day.getTime() - before.day.getTime() > GAP_MS;
    if (silent) {
      if (before) dotted.push([before, point]);
      solid.push([]);
    }
    solid.at(-1)!.push(point);
    before = point;
  }
  return { solid, dotted };
}

/** Prices by day, one line for each source; ranges as bands; what does not count is marked and not joined. */
export const priceLines =
  (lines: readonly PriceLine[], unit: string, height = 300) =>
  (plot: Plot, width: number, colour: (token: string) => string): Element => {
    const marks = lines.flatMap(({ points, chosen, name }) => {
      const counted = points.filter(({ known }) => known !== 'disputed');
      const { solid, dotted } = parts(counted);
      const stroke = chosen ? colour('ink') : colour('ink-3');
      const last = counted.at(-1);
      return [
        ...(chosen
          ? solid.map((some) =>
              plot.areaY(some, { x: 'day', y1: 'low', y2: 'high', fill: colour('ink'), fillOpacity: 0.13 }),
            )
          : []),
        ...solid.map((some) =>
          plot.lineY(some, {
            x: 'day',
            y: 'mid',
            stroke,
            strokeWidth: chosen ? 1.6 : 1,
            strokeOpacity: chosen ? 1 : 0.7,
          }),
        ),
        ...(chosen ? dotted : []).map((some) =>
          plot.lineY(some, {
            x: 'day',
            y: 'mid',
            stroke,
            strokeWidth: 1,
            strokeDasharray: '2,4',
            strokeOpacity: 0.7,
          }),
        ),
        ...(points.length <= POINTS_DRAWN
          ? [
              plot.dot(
                points.filter(({ known }) => known !== 'disputed'),
                {
                  x: 'day',
                  y: 'mid',
                  r: 2.2,
                  fill: (point: LinePoint) => (point.known === 'derived' ? colour('sheet') : stroke),
                  stroke,
                },
              ),
            ]
          : []),
        plot.dot(
          points.filter(({ known }) => known === 'disputed'),
          {
            x: 'day',
            y: 'mid',
            symbol: 'diamond',
            r: 4,
            fill: colour('sheet'),
            stroke: colour('conflicts'),
            strokeWidth: 1.6,
          },
        ),
        ...(last && chosen && lines.length > 1 && width > 520
          ? [
              plot.text([last], {
                x: 'day',
                y: 'mid',
                text: () => name,
                textAnchor: 'start',
                dx: 7,
                fill: stroke,
                fontWeight: 600,
                lineWidth: 9,
                textOverflow: 'ellipsis',
              }),
            ]
          : []),
      ];
    });
    const all = lines.flatMap(({ points }) => points);
    return plot.plot({
      ...base(width, height),
      marginLeft: 64,
      marginRight: lines.length > 1 && width > 520 ? 110 : 16,
      x: { type: 'utc', label: null, tickSize: 0, ticks: Math.max(3, Math.round(width / 110)) },
      y: { label: unit, labelArrow: 'none', ticks: 5, tickSize: 0, tickFormat: ',~f', nice: true },
      marks: [
        plot.gridY({ stroke: colour('grid'), strokeOpacity: 1, ticks: 5 }),
        ...marks,
        plot.tip(
          all,
          plot.pointer({
            x: 'day',
            y: 'mid',
            title: 'title',
            fill: colour('sheet'),
            stroke: colour('line-2'),
          }),
        ),
      ],
    });
  };
