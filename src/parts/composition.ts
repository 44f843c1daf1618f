/** What magnets are made of: by temperature class, route and year, or as the maker tells. */
import type { Facts } from '../facts/index.ts';

/** Elements that a magnet's price follows. PrNd is Pr and Nd together, as the trade buys them. */
export const ELEMENTS = ['PrNd', 'Dy', 'Tb', 'Ce', 'Sm', 'Co'] as const;
export type Element = (typeof ELEMENTS)[number];

/** Weight percent of the finished magnet; the parts add to 100. */
export type Composition = Readonly<Record<Element | 'Fe' | 'B' | 'other', number>>;

export type TemperatureClass = Facts['temperatureClasses'][number]['temperature_class'];
export type Route = Facts['compositions'][number]['route'];
export type Family = Facts['familyCompositions'][number]['family'];

/** A composition and what it rests on. */
export interface KnownComposition {
  readonly composition: Composition;
  /** `given` by the maker, or estimated for the class, the family or the application. */
  readonly how: 'given' | 'class' | 'family' | 'application';
  readonly note: string;
}

type Row = Readonly<Partial<Record<`${Element | 'Fe' | 'B' | 'other'}_wt_pct`, number | undefined>>>;

const fromRow = (row: Row): Composition => ({
  PrNd: row.PrNd_wt_pct ?? 0,
  Dy: row.Dy_wt_pct ?? 0,
  Tb: row.Tb_wt_pct ?? 0,
  Ce: row.Ce_wt_pct ?? 0,
  Sm: row.Sm_wt_pct ?? 0,
  Co: row.Co_wt_pct ?? 0,
  Fe: row.Fe_wt_pct ?? 0,
  B: row.B_wt_pct ?? 0,
  other: row.other_wt_pct ?? 0,
});

const mixed = (a: Composition, b: Composition, share: number): Composition =>
  Object.fromEntries(
    Object.entries(a).map(([part, value]) => [part, value + share * (b[part as keyof Composition] - value)]),
  ) as Composition;

/**
 * Composition of sintered NdFeB of a class by a route in a year: between two years of the table in proportion,
 * outside them as in the nearest. Undefined where the table has no such magnet.
 */
export function compositionOfClass(
  table: Facts['compositions'],
  temperatureClass: TemperatureClass,
  route: Route,
  year: number,
): KnownComposition | undefined {
  const rows = table
    .filter((row) => row.temperature_class === temperatureClass && row.route === route)
    .sort((a, b) => Number(a.year) - Number(b.year));
  const after = rows.find((row) => Number(row.year) >= year);
  const before = rows.findLast((row) => Number(row.year) <= year);
  const [from, to] = [before ?? after, after ?? before];
  if (!from || !to) return undefined;
  const span = Number(to.year) - Number(from.year);
  const share = span === 0 ? 0 : (year - Number(from.year)) / span;
  const said = span === 0 ? `of ${from.year}` : `between ${from.year} and ${to.year}`;
  return {
    composition: mixed(fromRow(from), fromRow(to), share),
    how: 'class',
    note: `best estimate for class ${temperatureClass}, ${route}, ${said}; not this maker's own`,
  };
}

/** Composition of a magnet that is not sintered NdFeB. */
export function compositionOfFamily(
  table: Facts['familyCompositions'],
  family: Family,
  kind: string | undefined,
): KnownComposition | undefined {
  const rows = table.filter((row) => row.family === family);
  const row = rows.find((each) => each.kind === kind) ?? rows.at(-1);
  if (!row) return undefined;
  return {
    composition: fromRow(row),
    how: 'family',
    note: `${family} ${row.kind}: ${row.basis}${row.note ? `, ${row.note}` : ''}`,
  };
}

/**
 * Completes what a maker tells: iron takes what is left where it is not told.
 *
 * @returns the composition, or what is wrong with it
 */
export function completedComposition(
  told: Readonly<Partial<Record<keyof Composition, number>>>,
): Composition | { readonly wrong: string } {
  const parts = fromRow({});
  const whole: Record<string, number> = { ...parts, ...told };
  const sum = Object.values(whole).reduce((total, value) => total + value, 0);
  for (const [part, value] of Object.entries(told)) {
    if (!(value >= 0 && value <= 100)) return { wrong: `${part} ${value}% is not between 0 and 100` };
  }
  if (told.Fe === undefined && sum <= 100) return { ...whole, Fe: 100 - sum } as Composition;
  if (Math.abs(sum - 100) > 0.5) return { wrong: `the parts add to ${Number(sum.toFixed(2))}%, not 100` };
  return { ...whole, other: whole.other! + 100 - sum } as Composition;
}
