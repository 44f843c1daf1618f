// Figures, levers and findings of the room in words.
import { figure, periodWords, signed } from '../../../src/brief/numbers.ts';
import { monthOf, monthText } from '../../../src/chain/calendar.ts';
import { type Lever, monthsOf, type Setting } from '../../../src/chain/settings.ts';
import { changed, type Ranged, ranged, type ShortRow, shortRows, shortTonnes } from './summary.ts';
import type { Results } from './use-runs.ts';
import { type View, yearOf } from './view.ts';

/** What is shown of a lever's value: shares in percent. */
export const shownFactor = ({ unit }: Pick<Lever, 'unit'>): number => (unit === 'share' ? 100 : 1);

const UNITS: Readonly<Record<Lever['unit'], string>> = {
  share: '%',
  factor: '×',
  months: 'months',
  weeks: 'weeks',
  t: 't',
  'USD/kg': 'USD/kg',
  elasticity: '',
};
export const unitWords = ({ unit }: Pick<Lever, 'unit'>): string => UNITS[unit];

/** A value of a lever with its unit: `0%`, `1.2×`, `200 t`. */
export function valueWords(lever: Pick<Lever, 'unit'>, value: number): string {
  const text = figure(Number((value * shownFactor(lever)).toFixed(4)));
  const unit = unitWords(lever);
  return unit === '%' || unit === '×' ? text + unit : `${text} ${unit}`.trim();
}

/** Months from one to the month before another: `Jan–Jun 2027`, `from Jan 2027`. */
export function spanWords(from: string | undefined, until: string | undefined): string {
  if (!from) return 'the whole run';
  if (!until) return `from ${periodWords(from)}`;
  const last = monthText(monthOf(until) - 1);
  if (last === from) return periodWords(from);
  const [first, end] = [periodWords(from), periodWords(last)];
  return first.slice(-4) === end.slice(-4) ? `${first.slice(0, -5)}–${end}` : `${first}–${end}`;
}

/** A lever with its place: `Magnets with dysprosium or terbium, Europe`. */
export const leverWords = ({ label, place }: Pick<Lever, 'label' | 'place'>): string =>
  place ? `${label}, ${place}` : label;

/** A moved lever as a clause: `magnets …, Europe: 0%, Jan–Jun 2027`. */
export function settingWords(setting: Setting, levers: readonly Lever[]): string {
  const lever = levers.find(({ key }) => key === setting.key);
  if (!lever) return `${setting.key.replaceAll('_', ' ')}: ${figure(setting.value)}`;
  const { from, until } = monthsOf(lever, setting);
  const months = from ? `, ${spanWords(from, until)}` : '';
  const licensed = lever.group === 'licences' && lever.unit === 'share' ? ' licensed' : '';
  return `${leverWords(lever)}: ${valueWords(lever, setting.value)}${licensed}${months}`;
}

/** A figure with its range: `61 (44–72)`; the figure alone where there is none. A unit stands after the figure. */
export function rangedWords({ mid, low, high }: Ranged, digits = 0, unit = ''): string {
  const text = figure(mid, digits) + unit;
  return low === undefined || high === undefined
    ? text
    : `${text} (${figure(low, digits)}–${figure(high, digits)})`;
}

/** A share with its range: `61% (44–72)`. */
export function shareWords({ mid, low, high }: Ranged): string {
  const text = `${figure(100 * mid, 0)}%`;
  return low === undefined || high === undefined
    ? text
    : `${text} (${figure(100 * low, 0)}–${figure(100 * high, 0)})`;
}

/**
 * Tint of a cell by its share, percent of the model's colour, and whether its figure is in the sheet's colour. Tints
 * between 50 and 84 are left out: in one theme or the other neither ink nor sheet can be read on them.
 */
export function tintOf(share: number): { readonly percent: number; readonly onDark: boolean } {
  const part = Math.min(1, Math.max(0, share));
  return part <= 0.45
    ? { percent: Math.round(10 + (40 * part) / 0.45), onDark: false }
    : { percent: Math.round(84 + (16 * (part - 0.45)) / 0.55), onDark: true };
}

/** A change against the base: `+12%`, `−3`, and what stands for none. */
export function changeWords(now: number, before: number, digits = 0): string {
  if (Math.abs(now - before) < Math.max(0.5 * 10 ** -digits, 0.005 * Math.abs(before))) return 'as base';
  return before > 0 && now / before < 20
    ? `${signed(100 * (now / before - 1), 0)}%`
    : signed(now - before, digits);
}

/** Digits that the size of a price deserves. */
export const priceDigits = (value: number): number => (Math.abs(value) < 20 ? 1 : 0);

/** The worst month of whom most tonnes are missing, more than in the base: the finding of the room. */
export function worstOf(
  { run, base }: Results,
  view: Pick<View, 'since' | 'to'>,
  places?: readonly string[],
) {
  const more = ({ share, base: before }: ShortRow['cells'][number]) => share.mid - before >= 0.01;
  const row = shortRows(run, base, view.since, view.to, places).find(({ cells }) => cells.some(more));
  const [cell] = row
    ? row.cells.filter(more).toSorted((a, b) => b.share.mid - a.share.mid || a.month.localeCompare(b.month))
    : [];
  return row && cell ? { row, ...cell } : undefined;
}

/** The answer in a sentence. */
export function findingOf(
  results: Results,
  view: Pick<View, 'since' | 'from' | 'to'>,
  place: { readonly name: string; readonly places: readonly string[] } | undefined,
): string {
  const worst = worstOf(results, view, place?.places);
  const where = place ? ` in ${place.name}` : '';
  if (!worst) {
    const { run, base } = results;
    if (!base) return `Nobody${where} goes short of magnets in the months shown`;
    const { from, to } = yearOf(view);
    const missing = shortTonnes(from, to, place?.places);
    const fewer = changed(base, run, missing);
    // Medians of each side do not subtract to the median of the change, so only one of them is told.
    const before = ranged(base, missing).mid;
    return fewer.mid >= 1
      ? `${rangedWords(fewer, 0, ' t')} fewer magnets go unserved${where}, of about ${figure(before, 0)} t in a year`
      : `Nobody${where} goes shorter of magnets than in the base`;
  }
  const { placeWords, carrierWords } = worst.row;
  return `${shareWords(worst.share)} of ${carrierWords} in ${placeWords} go unserved in ${periodWords(worst.month)}`;
}
