import type { Facts } from '../facts/index.ts';
import type { RecordedObservation } from '../ledger/index.ts';
import { daysBetween } from './numbers.ts';
import { standingRank } from './standing.ts';

type BoardChoices = Facts['board'];

/** One dated price in one unit; `row` is what it was read from. */
export interface Quotation {
  readonly day: string;
  readonly low: number;
  readonly high: number;
  readonly row: RecordedObservation;
}

/** A change against an earlier quotation of the same publisher, or why there is none. */
export type BoardChange =
  | { readonly pct: number; readonly since: string; readonly row: RecordedObservation }
  | { readonly none: string };

/** A figure worked out from others, with the steps in words. */
export interface Derived {
  readonly value: number;
  readonly how: string;
}

export interface BoardRow {
  readonly code: string;
  readonly name: string;
  /** Newest spot quotation inside China, CNY per tonne as published (VAT as the source has it). */
  readonly china?: Quotation;
  /** Age of it in days on the day of the brief. */
  readonly age?: number;
  readonly sinceLast: BoardChange;
  readonly onMonth: BoardChange;
  /** China without VAT in USD per kg. */
  readonly chinaUsdPerKg?: Derived;
  /** Newest quotation outside China in USD per kg, its age, and its multiple of the Chinese price of the same days. */
  readonly outside?: Quotation & {
    readonly place: string;
    readonly age: number;
    readonly multiple?: Derived;
  };
  /** Quotations of the publisher above over the year before the newest one, oldest first. */
  readonly year: readonly Quotation[];
}

/** USD per kg without VAT of a Chinese quotation in CNY per tonne, or why it cannot be worked out. */
export type ToUsd = (cnyPerTonne: number, day: string) => Derived | { readonly refused: string };

const middle = ({ low, high }: Quotation) => (low + high) / 2;
const isDay = (period: string | undefined): period is string => /^\d{4}-\d\d-\d\d$/.test(period ?? '');
const PER_TONNE: Record<string, number> = { 'CNY/t': 1, 'CNY/kg': 1000 };
const PER_KG: Record<string, number> = { 'USD/kg': 1, 'USD/t': 0.001 };

/** Spot quotations of a material in a place, newest first; per day and voice the closing one. */
function quotations(
  record: readonly RecordedObservation[],
  code: string,
  place: string,
  scale: Record<string, number>,
  asOf: string,
): Quotation[] {
  const perDay = new Map<string, Quotation>();
  for (const row of record) {
    const { kind, subject, period, unit = '', low, high, price_type = 'assessed' } = row.observation;
    const factor = scale[unit];
    if (kind !== 'price' || subject !== code || row.observation.place !== place || row.spec) continue;
    if (!isDay(period) || period > asOf || !factor || low === undefined || high === undefined) continue;
    if (price_type !== 'assessed' && price_type !== 'traded' && price_type !== 'asked') continue;
    if (row.status !== 'as_published') continue;
    const key = `${period} ${row.voice}`;
    const known = perDay.get(key);
    if (known && (row.session === 'morning' || known.row.session === 'closing')) continue;
    perDay.set(key, { day: period, low: low * factor, high: high * factor, row });
  }
  return [...perDay.values()].sort((a, b) => b.day.localeCompare(a.day) || rank(a) - rank(b));
}

const rank = ({ row }: Quotation) => standingRank(row);

function change(newest: Quotation, base: Quotation | undefined, wanted: string): BoardChange {
  if (!base) return { none: wanted };
  return { pct: 100 * (middle(newest) / middle(base) - 1), since: base.day, row: base.row };
}

/** The price board on a day, from the record of that day. */
export function priceBoard(
  record: readonly RecordedObservation[],
  choices: BoardChoices,
  asOf: string,
  toUsd: ToUsd,
): BoardRow[] {
  return choices.materials.map(({ code, name }) => {
    const china = quotations(record, code, 'CN', PER_TONNE, asOf);
    const newest = china[0];
    const outside = outsideOf(record, code, choices, asOf, china, toUsd);
    if (!newest) {
      const none = { none: 'no quotation on record' };
      return { code, name, sinceLast: none, onMonth: none, year: [], ...(outside && { outside }) };
    }
    const age = daysBetween(newest.day, asOf);
    const own = china.filter(({ row }) => row.voice === newest.row.voice);
    const before = own.filter(({ day }) => day < newest.day);
    const back = ({ day }: Quotation) => daysBetween(day, newest.day);
    const { last, month, monthGive, stale } = choices.change;
    const previous = before.find((quotation) => back(quotation) <= last);
    const monthBack = before
      .filter((quotation) => Math.abs(back(quotation) - month) <= monthGive)
      .sort((a, b) => Math.abs(back(a) - month) - Math.abs(back(b) - month))[0];
    const tooOld = age > stale ? { none: `last quotation is ${age} days old` } : undefined;
    const usd = toUsd(middle(newest), newest.day);
    return {
      code,
      name,
      china: newest,
      age,
      sinceLast: tooOld ?? change(newest, previous, before[0] ? `last ${before[0].day}` : 'no earlier one'),
      onMonth: tooOld ?? change(newest, monthBack, 'no quotation a month before'),
      ...('value' in usd && { chinaUsdPerKg: usd }),
      ...(outside && { outside }),
      year: own.filter((quotation) => back(quotation) <= 365).reverse(),
    };
  });
}

function outsideOf(
  record: readonly RecordedObservation[],
  code: string,
  choices: BoardChoices,
  asOf: string,
  china: readonly Quotation[],
  toUsd: ToUsd,
): BoardRow['outside'] {
  const newest = choices.outside
    .map((place) => ({ place, quotation: quotations(record, code, place, PER_KG, asOf)[0] }))
    .filter((entry) => entry.quotation !== undefined)
    .sort((a, b) => (b.quotation?.day ?? '').localeCompare(a.quotation?.day ?? ''))[0];
  if (!newest?.quotation) return undefined;
  const { place, quotation } = newest;
  // Like is held against like: the Chinese quotation of that day, or of the days next to it.
  const sameDay = china
    .filter(({ day }) => Math.abs(daysBetween(day, quotation.day)) <= choices.change.sameDays)
    .sort(
      (a, b) => Math.abs(daysBetween(a.day, quotation.day)) - Math.abs(daysBetween(b.day, quotation.day)),
    )[0];
  const usd = sameDay && toUsd(middle(sameDay), sameDay.day);
  const multiple =
    usd && 'value' in usd
      ? {
          value: middle(quotation) / usd.value,
          how: `${middle(quotation)} USD/kg on ${quotation.day} over China on ${sameDay.day}: ${usd.how}`,
        }
      : undefined;
  return { ...quotation, place, age: daysBetween(quotation.day, asOf), ...(multiple && { multiple }) };
}
