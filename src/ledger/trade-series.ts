/**
 * Customs figures as series of months. Years, quarters and runs of months (year to date) stand beside the months and
 * are never among them, so nothing can be added up twice. Of several sources of one figure the one nearest to customs
 * is taken; the others stay with it as alternatives, with whether they agree.
 */
import type { Observation } from '../reading/observation.ts';
import { compareText, groupBy } from './collect.ts';
import { type Gap, gapsOf } from './gaps.ts';
import type { Ledger } from './open.ts';
import { type Resolution, spanOf } from './periods.ts';
import { record } from './record.ts';
import { type AsOf, type RecordedObservation, STANDINGS, type Standing } from './types.ts';

export interface TradeSeriesKey {
  readonly product: string;
  readonly reporter: string | null;
  readonly partner: string | null;
  readonly flow: Observation['flow'] | null;
  /** `t` for every mass; else the currency, `pct` ... */
  readonly unit: string;
  /** Customs line, where sources of the same product name lines that differ; `null` where there is only one. */
  readonly hs: string | null;
}

/** Which series are wanted: fields left out may be anything. */
export interface TradeRequest extends Partial<Omit<TradeSeriesKey, 'product'>> {
  readonly product: string;
  readonly from?: string;
  readonly to?: string;
  /** Without what these voices say. */
  readonly exceptVoices?: readonly string[];
  readonly asOf?: AsOf;
}

/** The same figure as another source has it. */
export interface TradeAlternative {
  readonly value: number;
  readonly voice: string;
  readonly standing: Standing;
  readonly status: RecordedObservation['status'];
  readonly observations: readonly string[];
  /** Whether it is the same within what both were rounded to. */
  readonly agrees: boolean;
}

export interface TradePoint {
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly resolution: Resolution;
  /** In the unit of the series. */
  readonly value: number;
  readonly voice: string;
  readonly standing: Standing;
  readonly status: RecordedObservation['status'];
  /** False where nothing better than a disputed, suspect or estimated figure is on record. */
  readonly counts: boolean;
  readonly observations: readonly string[];
  readonly published?: string;
  readonly alternatives: readonly TradeAlternative[];
}

export interface TradeSeries {
  readonly key: TradeSeriesKey;
  readonly months: readonly TradePoint[];
  /** Quarters, halves, years and runs of months, as published. Never to be added to months or to each other. */
  readonly totals: readonly TradePoint[];
  /** Months without a figure that counts, between the first and the last. */
  readonly gaps: readonly Gap[];
}

/**
 * All series that fit a request, the one with most months first.
 *
 * @example await tradeSeries(ledger, { product: 'NdFeB-magnet', reporter: 'CN', partner: 'WORLD', flow: 'export', unit: 't' })
 */
export async function tradeSeries(ledger: Ledger, request: TradeRequest): Promise<readonly TradeSeries[]> {
  const rows = await record(ledger, {
    kinds: ['trade'],
    subjects: [request.product],
    ...(request.asOf ? { asOf: request.asOf } : {}),
    ...(request.exceptVoices ? { exceptVoices: request.exceptVoices } : {}),
  });
  const figures = rows.flatMap((row) => figureOf(row, request));
  const series: TradeSeries[] = [];
  for (const flow of groupBy(figures, (figure) => JSON.stringify(figure.key)).values()) {
    for (const [hs, line] of linesOf(flow)) {
      const key = { ...flow[0]!.key, hs };
      if (request.hs !== undefined && request.hs !== hs) continue;
      const points = [...groupBy(line, ({ start, end }) => `${start}/${end}`).values()].map(pointOf);
      points.sort((a, b) => compareText(a.end, b.end) || compareText(a.start, b.start));
      const months = points.filter((point) => point.resolution === 'month');
      const totals = points.filter((point) => point.resolution !== 'month');
      series.push({ key, months, totals, gaps: gapsOf(months.filter((point) => point.counts)) });
    }
  }
  const size = (one: TradeSeries): number => one.months.length * 1000 + one.totals.length;
  return series.sort(
    (a, b) => size(b) - size(a) || compareText(JSON.stringify(a.key), JSON.stringify(b.key)),
  );
}

interface Figure {
  readonly key: Omit<TradeSeriesKey, 'hs'>;
  readonly hs: string | undefined;
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly resolution: Resolution;
  readonly value: number;
  readonly row: RecordedObservation;
}

const TONNES: Readonly<Record<string, number>> = { t: 1, kg: 0.001, g: 1e-6 };

function figureOf(row: RecordedObservation, request: TradeRequest): readonly Figure[] {
  const { observation } = row;
  const span = spanOf(observation.period);
  if (!span || observation.value === undefined || !observation.unit || observation.period === undefined)
    return [];
  if (request.from !== undefined && span.end < request.from) return [];
  if (request.to !== undefined && span.start > request.to) return [];
  const tonnes = TONNES[observation.unit];
  const key = {
    product: request.product,
    reporter: observation.reporter ?? null,
    partner: observation.partner ?? null,
    flow: observation.flow ?? null,
    unit: tonnes === undefined ? observation.unit : 't',
  };
  for (const field of ['reporter', 'partner', 'flow', 'unit'] as const) {
    if (request[field] !== undefined && request[field] !== key[field]) return [];
  }
  const value = observation.value * (tonnes ?? 1);
  return [
    {
      key,
      hs: /\d{4,10}/.exec(observation.hs ?? '')?.[0],
      period: observation.period,
      start: span.start,
      end: span.end,
      resolution: span.resolution,
      value: tonnes === undefined || tonnes === 1 ? value : Number(value.toPrecision(15)),
      row,
    },
  ];
}

/**
 * Parts figures whose sources name different customs lines. Eight digits name a line; longer codes are parts of it in
 * one country's tariff and shorter ones are wider groups. Figures without a code go with the commonest line.
 */
function linesOf(
  figures: readonly Figure[],
): readonly (readonly [hs: string | null, line: readonly Figure[]])[] {
  const lines = groupBy(
    figures.filter((figure) => figure.hs),
    (figure) => figure.hs!.slice(0, 8),
  );
  if (lines.size <= 1) return [[null, figures]];
  const [main] = [...lines].sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b))[0]!;
  const unnamed = figures.filter((figure) => !figure.hs);
  return [...lines].map(([hs, line]) => [hs, hs === main ? [...line, ...unnamed] : line]);
}

const DOUBTED: ReadonlySet<string> = new Set(['disputed', 'suspect', 'retracted', 'estimated']);

const doubted = ({ row }: Figure): boolean => DOUBTED.has(row.status) || row.observation.precision === 'over';

/** The best figure for a period and the others beside it. */
function pointOf(figures: readonly Figure[]): TradePoint {
  const ranked = rankedByTrust(figures);
  const claims = groupBy(ranked, ({ row, value }) => `${row.voice} ${row.status} ${value}`).values();
  const [chosen, ...others] = [...claims] as [Figure[], ...Figure[][]];
  const best = chosen[0]!;
  return {
    period: best.period,
    start: best.start,
    end: best.end,
    resolution: best.resolution,
    ...claimOf(chosen),
    counts: !doubted(best),
    ...(best.row.published === undefined ? {} : { published: best.row.published }),
    alternatives: others.map((copies) => ({ ...claimOf(copies), agrees: agree(best, copies[0]!) })),
  };
}

function claimOf(copies: readonly Figure[]): Omit<TradeAlternative, 'agrees'> {
  const { value, row } = copies[0]!;
  const { voice, standing, status } = row;
  return { value, voice, standing, status, observations: copies.map((figure) => figure.row.id) };
}

/**
 * Undoubted before doubted, printed before derived, then by standing, by how many voices say the same, by exactness,
 * and the latest of what one voice said.
 */
function rankedByTrust(figures: readonly Figure[]): readonly Figure[] {
  const voices = new Map<number, number>();
  for (const figure of figures) {
    if (voices.has(figure.value)) continue;
    const agreeing = figures.filter((other) => agree(figure, other)).map((other) => other.row.voice);
    voices.set(figure.value, new Set(agreeing).size);
  }
  const ranks = new Map(
    figures.map((figure) => [
      figure,
      [
        Number(doubted(figure)),
        Number(figure.row.status === 'derived'),
        STANDINGS.indexOf(figure.row.standing),
        -(voices.get(figure.value) ?? 0),
        roundedTo(figure),
      ],
    ]),
  );
  return [...figures].sort((a, b) => {
    const [ofA, ofB] = [ranks.get(a)!, ranks.get(b)!];
    const first = ofA.findIndex((rank, place) => rank !== ofB[place]);
    if (first >= 0) return ofA[first]! - ofB[first]!;
    return compareText(b.row.available, a.row.available) || compareText(a.row.id, b.row.id);
  });
}

/** The step that a figure was rounded to, from its digits, in the unit of the series. */
function roundedTo({ row: { observation }, value }: Figure): number {
  const stated = observation.value ?? value;
  const [whole = '', decimals = ''] = String(Math.abs(stated)).split('.');
  const zeros = whole.length - whole.replace(/0+$/, '').length;
  const step =
    decimals !== '' ? 10 ** -decimals.length : 10 ** Math.min(zeros, Math.max(0, whole.length - 1));
  return stated === 0 ? 1 : step * Math.abs(value / stated);
}

/** Customs figures are rounded by some and cut by others: one whole step apart is still the same figure. */
function agree(a: Figure, b: Figure): boolean {
  const step = Math.max(roundedTo(a), roundedTo(b));
  return Math.abs(a.value - b.value) <= step * (1 + 1e-9);
}
