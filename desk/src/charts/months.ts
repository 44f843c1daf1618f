import { base, type Plot } from '../components/chart.tsx';

export interface MonthBar {
  readonly month: string;
  /** Undefined where no source gives it. */
  readonly value?: number;
  readonly derived: boolean;
}

const date = (month: string) => new Date(`${month}-01T00:00:00Z`);
const SHORT = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

/** Every third month by name, January with its year. */
function tick(month: string, first: boolean): string {
  const number = Number(month.slice(5));
  if (!first && number % 3 !== 1) return '';
  return `${SHORT.format(date(month))}${first || number === 1 ? `\n${month.slice(0, 4)}` : ''}`;
}

/** Months as bars: filled where published, hollow where derived, a question mark where unknown; the last in accent. */
export const monthBars =
  (bars: readonly MonthBar[], unit: string, height = 218) =>
  (plot: Plot, width: number, colour: (token: string) => string): Element => {
    const known = bars.filter(({ value }) => value !== undefined);
    const last = known.at(-1);
    const named = [
      last,
      known.reduce((a, b) => ((b.value ?? 0) < (a.value ?? 0) ? b : a), known[0]!),
      known.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a), known[0]!),
    ];
    const firsts = new Set([bars[0]?.month]);
    const narrow = width < 420;
    return plot.plot({
      ...base(width, height),
      marginBottom: 36,
      x: {
        type: 'band',
        domain: bars.map(({ month }) => month),
        tickSize: 0,
        label: null,
        padding: 0.22,
        tickFormat: (month: string) =>
          narrow && !month.endsWith('-01') ? '' : tick(month, firsts.has(month) && !narrow),
      },
      y: { label: unit, labelArrow: 'none', ticks: 4, tickSize: 0, tickFormat: ',d', zero: true, nice: true },
      marks: [
        plot.gridY({ stroke: colour('grid'), strokeOpacity: 1, ticks: 4 }),
        plot.barY(
          known.filter(({ derived }) => !derived),
          {
            x: 'month',
            y: 'value',
            fill: (bar: MonthBar) => (bar === last ? colour('accent') : colour('ink-2')),
          },
        ),
        plot.barY(
          known.filter(({ derived }) => derived),
          { x: 'month', y: 'value', fill: 'none', stroke: colour('ink-2'), insetLeft: 0.5, insetRight: 0.5 },
        ),
        plot.text(
          bars.filter(({ value }) => value === undefined),
          { x: 'month', y: 0, text: () => '?', dy: -8, fill: colour('ink-3') },
        ),
        plot.text(
          [...new Set(named)].filter((bar) => bar !== undefined),
          {
            x: 'month',
            y: 'value',
            text: (bar: MonthBar) => Math.round(bar.value ?? 0).toLocaleString('en-GB'),
            dy: -8,
            fill: colour('ink'),
            stroke: colour('sheet'),
            strokeWidth: 4,
            fontWeight: 600,
          },
        ),
        plot.ruleY([0], { stroke: colour('line-2') }),
        plot.tip(
          known,
          plot.pointerX({
            x: 'month',
            y: 'value',
            title: (bar: MonthBar) =>
              `${SHORT.format(date(bar.month))} ${bar.month.slice(0, 4)}: ${Math.round(bar.value ?? 0).toLocaleString('en-GB')} ${unit}${bar.derived ? ', derived' : ''}`,
            fill: colour('sheet'),
            stroke: colour('line-2'),
          }),
        ),
      ],
    });
  };
