/** Figures that the arithmetic takes from `data/parts/parameters.csv`, by place, use and class, or from the caller. */
import type { Facts } from '../facts/index.ts';
import type { Family, TemperatureClass } from './composition.ts';

export type Use = Facts['applicationWords']['applications'][number]['use'];

/** Names of the figures that a caller may set; see the table for what each one is. */
export const PARAMETERS = [
  'blank_yield',
  'finished_yield',
  'scrap_credit',
  'blank_scrap_credit',
  'diffusion_use',
  'diffusion_adder',
  'minor_metals',
  'conversion_blank',
  'conversion',
  'slicing',
  'margin',
  'freight',
  'metal_fee_outside',
  'premium_outside',
  'prnd_in_blank',
  'ferrite_price',
  'smco_multiple',
  'squareness',
  'recoil_permeability',
  'cerium_energy_most',
  'diffusion_usual_from',
  'licence_weeks',
  'stock_weeks',
  'price_age',
  'price_age_last',
  'floor_price',
  'floor_upside_share',
  'freight_in_customs_value',
  'vat_refund',
] as const;
export type ParameterName = (typeof PARAMETERS)[number];

export interface Parameter {
  readonly name: ParameterName;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly vat?: 'included' | 'excluded';
  readonly basis: Facts['partParameters'][number]['basis'] | 'given';
  readonly note?: string;
}

/** What a figure is asked for; a row of the table that names one of these fits only it. */
export interface ParameterAsk {
  readonly place?: string | undefined;
  readonly use?: Use | undefined;
  readonly family?: Family | undefined;
  readonly temperatureClass?: TemperatureClass | undefined;
}

/** Figures of the caller's own, which go before those of the table. */
export type OwnParameters = Readonly<Partial<Record<ParameterName, number>>>;

/** Looks a figure up. @throws RangeError where the table has no row that fits */
export type Parameters = (name: ParameterName, ask?: ParameterAsk) => Parameter;

export function createParameters(
  facts: Pick<Facts, 'partParameters' | 'places'>,
  own: OwnParameters = {},
): Parameters {
  const partOf = new Map(facts.places.map((row) => [row.place, row.part_of]));
  const known = new Map<string, Parameter>();
  return (name, ask = {}) => {
    const key = `${name} ${ask.place} ${ask.use} ${ask.family} ${ask.temperatureClass}`;
    let found = known.get(key);
    if (!found) known.set(key, (found = lookUp(facts.partParameters, partOf, own, name, ask)));
    return found;
  };
}

type Row = Facts['partParameters'][number];

function lookUp(
  rows: readonly Row[],
  partOf: ReadonlyMap<string, string | undefined>,
  own: OwnParameters,
  name: ParameterName,
  ask: ParameterAsk,
): Parameter {
  let best: Row | undefined;
  let most = -1;
  for (const row of rows) {
    if (row.parameter !== name) continue;
    const fits = [
      row.family === undefined ? 0 : row.family === ask.family ? 100 : -1,
      placeFit(row.place, ask.place, partOf),
      row.temperature_class === undefined ? 0 : row.temperature_class === ask.temperatureClass ? 4 : -1,
      row.use === undefined ? 0 : row.use === ask.use ? 2 : -1,
    ];
    const fit = fits.includes(-1) ? -1 : fits.reduce((sum, each) => sum + each);
    if (fit <= most) continue;
    best = row;
    most = fit;
  }
  const given = own[name];
  if (!best && given === undefined) throw new RangeError(`there is no figure "${name}" for this case`);
  if (given !== undefined) {
    const { unit = 'fraction', vat } = best ?? {};
    return { name, value: given, low: given, high: given, unit, basis: 'given', ...(vat ? { vat } : {}) };
  }
  const { value, low = value, high = value, unit, vat, basis, note } = best!;
  return { name, value, low, high, unit, basis, ...(vat ? { vat } : {}), ...(note ? { note } : {}) };
}

/** How well a row's place fits: the place itself, a region that holds it, the rest of the world, or any place. */
function placeFit(
  rowPlace: string | undefined,
  place: string | undefined,
  partOf: ReadonlyMap<string, string | undefined>,
): number {
  if (rowPlace === undefined) return 0;
  if (place === undefined) return -1;
  let up: string | undefined = place;
  for (let steps = 0; up !== undefined && steps < 5; steps++) {
    if (up === rowPlace) return 30 - 5 * steps;
    up = partOf.get(up);
  }
  return rowPlace === 'ROW' && place !== 'CN' ? 8 : -1;
}
