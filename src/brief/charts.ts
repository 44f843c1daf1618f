import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Markup } from './html.ts';
import type { Quotation } from './price-board.ts';
import type { TradeSection } from './trade-months.ts';

// Plot draws into a document; this one never meets a browser and holds nothing but the chart being drawn.
const emptyDocument = () =>
  parseHTML('<!doctype html><html><body></body></html>').document as unknown as Document;

const STYLE = { background: 'none', color: 'var(--ink-2)', fontFamily: 'var(--sans)', fontSize: '12px' };

/** A chart's markup, with a title for readers that do not see it. */
function svg(figure: Element, label: string): Markup {
  figure.setAttribute('role', 'img');
  figure.setAttribute('aria-label', label);
  return new Markup(figure.outerHTML);
}

const at = (day: string) => new Date(`${day.length === 7 ? `${day}-01` : day}T00:00:00Z`);

/** A year of quotations: the range as a band, the middle as a line; gaps over 45 days are not bridged. */
export function priceChart(name: string, year: readonly Quotation[], unit: string): Markup {
  const points = year.map(({ day, low, high }) => ({ day: at(day), low, high, middle: (low + high) / 2 }));
  const parts: (typeof points)[] = [];
  for (const point of points) {
    const last = parts.at(-1)?.at(-1);
    if (!last || point.day.getTime() - last.day.getTime() > 45 * 86_400_000) parts.push([]);
    parts.at(-1)?.push(point);
  }
  const end = points.at(-1);
  const figure = Plot.plot({
    document: emptyDocument(),
    width: 420,
    height: 180,
    marginLeft: 62,
    marginRight: 16,
    style: STYLE,
    x: { type: 'utc', label: null, ticks: 5 },
    y: {
      label: unit,
      grid: true,
      tickFormat: (value: number) => value.toLocaleString('en-GB'),
      ticks: 4,
      nice: true,
    },
    marks: [
      ...parts.flatMap((part) => [
        Plot.areaY(part, { x: 'day', y1: 'low', y2: 'high', fill: 'var(--ink)', fillOpacity: 0.14 }),
        Plot.lineY(part, { x: 'day', y: 'middle', stroke: 'var(--ink-2)', strokeWidth: 1.4 }),
      ]),
      ...(end ? [Plot.dot([end], { x: 'day', y: 'middle', fill: 'var(--ink)', r: 3 })] : []),
    ],
  });
  return svg(figure, `${name}: ${points.length} quotations over a year, in ${unit}`);
}

/** Months of a trade flow as bars: filled where published, hollow where derived, a question mark where unknown. */
export function tradeChart(trade: TradeSection, label: string): Markup {
  const bars = trade.months.map(({ month, tonnes, derived }) => ({ month: at(month), tonnes, derived }));
  const width = 860;
  const figure = Plot.plot({
    document: emptyDocument(),
    width,
    height: 240,
    marginLeft: 52,
    style: STYLE,
    x: { type: 'band', label: null, domain: monthRange(trade).map(at), tickFormat: monthTick },
    y: { label: 't', grid: true, tickFormat: (value: number) => value.toLocaleString('en-GB'), ticks: 5 },
    marks: [
      Plot.barY(bars, {
        x: 'month',
        y: 'tonnes',
        fill: (bar: { derived: boolean }) => (bar.derived ? 'none' : 'var(--ink-2)'),
        stroke: 'var(--ink-2)',
        insetLeft: 1,
        insetRight: 1,
      }),
      Plot.text(trade.missing.map(at), {
        x: (month: Date) => month,
        y: 0,
        text: () => '?',
        dy: -8,
        fill: 'var(--ink-3)',
      }),
      ...(bars.length
        ? [
            Plot.text([bars.at(-1) as (typeof bars)[number]], {
              x: 'month',
              y: 'tonnes',
              text: (bar: { tonnes: number }) => Math.round(bar.tonnes).toLocaleString('en-GB'),
              dy: -8,
              fontWeight: 600,
              fill: 'var(--ink)',
            }),
          ]
        : []),
      Plot.ruleY([0], { stroke: 'var(--line-2)' }),
    ],
  });
  return svg(figure, label);
}

function monthRange({ months, missing }: TradeSection): string[] {
  return [...months.map(({ month }) => month), ...missing].sort();
}

function monthTick(month: Date): string {
  const m = month.getUTCMonth();
  if (m % 3 !== 0) return '';
  const name = month.toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' });
  return m === 0 ? `${name}\n${month.getUTCFullYear()}` : name;
}
