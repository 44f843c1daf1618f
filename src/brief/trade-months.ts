import type { Facts } from '../facts/index.ts';
import type { RecordedObservation } from '../ledger/index.ts';
import { standingRank } from './standing.ts';

/** Tonnes of one month, from the best-placed source; `derived` where worked back from a stated change. */
export interface TradeMonth {
  readonly month: string;
  readonly tonnes: number;
  readonly derived: boolean;
  readonly row: RecordedObservation;
}

export interface TradeSection {
  /** Every month of the last 24 before the newest, in order; months without a figure are absent from the list. */
  readonly months: readonly TradeMonth[];
  /** Months inside the range that no source gives. */
  readonly missing: readonly string[];
  readonly newest?: TradeMonth;
  readonly onMonth?: number;
  readonly onYear?: number;
  /** Destinations in the newest month for which one is on record, largest first. */
  readonly partners: readonly {
    readonly partner: string;
    readonly at: TradeMonth;
    readonly onYear?: number;
  }[];
}

const PER_TONNE: Record<string, number> = { t: 1, kg: 0.001 };

/** The month `n` months after (or before) another, `2025-09`. */
export function addMonths(month: string, n: number): string {
  const [year = 0, m = 1] = month.split('-').map(Number);
  const index = year * 12 + (m - 1) + n;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function monthsOf(
  record: readonly RecordedObservation[],
  { reporter, subject, flow }: Facts['board']['trade'],
  partner: string,
): Map<string, TradeMonth> {
  const best = new Map<string, TradeMonth>();
  const weight = ({ row, derived }: TradeMonth) => standingRank(row) + (derived ? 10 : 0);
  for (const row of record) {
    const o = row.observation;
    const factor = PER_TONNE[o.unit ?? ''];
    if (o.kind !== 'trade' || o.subject !== subject || o.reporter !== reporter || o.flow !== flow) continue;
    if (o.partner !== partner || !/^\d{4}-\d\d$/.test(o.period ?? '') || o.value === undefined || !factor)
      continue;
    if (row.status !== 'as_published' && row.status !== 'derived') continue;
    const entry = {
      month: o.period as string,
      tonnes: o.value * factor,
      derived: row.status === 'derived',
      row,
    };
    const known = best.get(entry.month);
    if (!known || weight(entry) < weight(known)) best.set(entry.month, entry);
  }
  return best;
}

/** Whether a month's figures were out by a day, where nobody says when they came out. */
function isPublic(period: string | undefined, asOf: string, lagDays: number): boolean {
  if (!/^\d{4}-\d\d$/.test(period ?? '')) return false;
  const end = Date.parse(`${addMonths(period as string, 1)}-01`);
  return end + lagDays * 86_400_000 <= Date.parse(asOf) + 86_400_000;
}

const pct = (now: TradeMonth, then: TradeMonth | undefined) =>
  then ? { value: 100 * (now.tonnes / then.tonnes - 1) } : undefined;

/** China's magnet exports (or whatever the choices name) by month up to a day, and by destination. */
export function tradeSection(
  record: readonly RecordedObservation[],
  { trade: choices, customsLag }: Pick<Facts['board'], 'trade' | 'customsLag'>,
  asOf: string,
): TradeSection {
  const known = record.filter(
    ({ published, observation }) => published || isPublic(observation.period, asOf, customsLag),
  );
  const total = monthsOf(known, choices, 'WORLD');
  const newestMonth = [...total.keys()]
    .filter((month) => month <= asOf.slice(0, 7))
    .sort()
    .at(-1);
  const newest = newestMonth ? total.get(newestMonth) : undefined;
  if (!newest || !newestMonth) return { months: [], missing: [], partners: [] };
  const range = Array.from({ length: 24 }, (_, i) => addMonths(newestMonth, i - 23));
  const months = range.map((month) => total.get(month)).filter((entry) => entry !== undefined);
  const first = months[0]?.month ?? newestMonth;
  const partners = choices.partners
    .map((partner) => {
      const own = monthsOf(known, choices, partner);
      const at = [...own.values()]
        .filter(({ month }) => month <= newestMonth)
        .sort((a, b) => b.month.localeCompare(a.month))[0];
      const onYear = at && pct(at, own.get(addMonths(at.month, -12)));
      return at && { partner, at, ...(onYear && { onYear: onYear.value }) };
    })
    .filter((entry) => entry !== undefined)
    .sort((a, b) => b.at.month.localeCompare(a.at.month) || b.at.tonnes - a.at.tonnes);
  const onMonth = pct(newest, total.get(addMonths(newestMonth, -1)));
  const onYear = pct(newest, total.get(addMonths(newestMonth, -12)));
  return {
    months,
    missing: range.filter((month) => month > first && !total.has(month)),
    newest,
    ...(onMonth && { onMonth: onMonth.value }),
    ...(onYear && { onYear: onYear.value }),
    partners,
  };
}
