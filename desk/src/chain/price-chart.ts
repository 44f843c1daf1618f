import { base, type Plot } from '../components/chart.tsx';

export interface PricePoint {
  readonly month: string;
  readonly ask: number;
  readonly traded: number;
}

export interface QuotedPoint {
  /** Day of the quotation. */
  readonly day: string;
  readonly value: number;
  readonly derived: boolean;
}

const date = (day: string) => new Date(`${day.length === 7 ? `${day}-01` : day}T00:00:00Z`);

/** Modelled prices by month, dashed, with what was quoted as dots and the month that is looked at. */
export const priceChart =
  (prices: readonly PricePoint[], quoted: readonly QuotedPoint[], month: string, height: number) =>
  (plot: Plot, width: number, colour: (token: string) => string): Element => {
    const asked = prices.map((one) => ({ at: date(one.month), value: one.ask }));
    const traded = prices.map((one) => ({ at: date(one.month), value: one.traded }));
    const seen = quoted.map((one) => ({ ...one, at: date(one.day) }));
    const last = asked.at(-1);
    const lastTraded = traded.at(-1);
    const apart = last && lastTraded ? Math.abs(last.value - lastTraded.value) : 0;
    const most = Math.max(...asked.map(({ value }) => value), ...traded.map(({ value }) => value));
    const label = { textAnchor: 'start', dx: 5, fontWeight: 600 } as const;
    // Names at the line's end keep out of each other's way.
    const lift = apart < most * 0.1 ? 8 : 0;
    const up = (last?.value ?? 0) >= (lastTraded?.value ?? 0) ? -1 : 1;
    return plot.plot({
      ...base(width, height),
      marginLeft: 44,
      marginRight: 50,
      x: {
        type: 'utc',
        label: null,
        tickSize: 0,
        ticks: width < 460 ? '3 years' : '2 years',
        tickFormat: '%Y',
      },
      y: { label: 'USD/kg', labelArrow: 'none', ticks: 4, tickSize: 0, zero: true, nice: true },
      marks: [
        plot.gridY({ stroke: colour('grid'), strokeOpacity: 1, ticks: 4 }),
        plot.ruleX([date(month)], { stroke: colour('accent'), strokeWidth: 1.5 }),
        plot.lineY(traded, {
          x: 'at',
          y: 'value',
          stroke: colour('model'),
          strokeWidth: 1.3,
          strokeDasharray: '1.5,2.5',
        }),
        plot.lineY(asked, {
          x: 'at',
          y: 'value',
          stroke: colour('model'),
          strokeWidth: 1.8,
          strokeDasharray: '6,3',
        }),
        plot.dot(seen, {
          x: 'at',
          y: 'value',
          r: 2.2,
          fill: (one: { derived: boolean }) => (one.derived ? colour('sheet') : colour('ink')),
          stroke: colour('ink'),
          strokeWidth: 1,
        }),
        plot.text(asked.slice(-1), {
          ...label,
          x: 'at',
          y: 'value',
          text: () => 'asked',
          dy: up * lift,
          fill: colour('model'),
        }),
        plot.text(traded.slice(-1), {
          ...label,
          x: 'at',
          y: 'value',
          text: () => 'traded',
          dy: -up * lift,
          fill: colour('model'),
        }),
        plot.ruleY([0], { stroke: colour('line-2') }),
      ],
    });
  };
