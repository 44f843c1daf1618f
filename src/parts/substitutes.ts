/** What may stand in for a magnet: what it costs in mass, heat and money, and what the law says of it. */
import type { Facts } from '../facts/index.ts';
import type { Part } from './bom/bill.ts';
import { compositionOfClass, type TemperatureClass } from './composition.ts';
import type { CostAsk, CostingContext, CostKilogram } from './costing.ts';
import type { Identify, Magnet } from './magnet.ts';
import { DIFFUSED_ELEMENTS } from './magnet.ts';
import { isRefusal } from './prices.ts';
import type { Range } from './range.ts';
import { ROOM_C } from './temperature.ts';

type Row = Facts['substitutes'][number];

export interface Substitute {
  readonly id: string;
  readonly to: string;
  /** Change of the magnet's mass, percent. */
  readonly massPct: Range;
  /** Change of the machine's volume, percent, where it is known. */
  readonly machineVolumePct?: Range;
  /** Highest temperature that it may work at. */
  readonly maxTemperature_C?: number;
  /** Change of the magnet's cost in the part, percent; absent where it cannot be worked out. */
  readonly costPct?: Range;
  /** The substitute as a magnet and a part, for asking the law. */
  readonly magnet: Magnet;
  readonly part: Part;
  readonly years: number;
  readonly basis: Row['basis'];
  readonly note?: string;
}

export type SubstituteFacts = Pick<Facts, 'substitutes' | 'compositions' | 'temperatureClasses'>;

const ZERO: Range = { low: 0, value: 0, high: 0 };

/** All rows of the table that fit a part, with what each would change. */
export function substitutesFor(
  facts: SubstituteFacts,
  identify: Identify,
  context: CostingContext,
  costOf: CostKilogram,
  part: Part,
  ask: CostAsk,
): readonly Substitute[] {
  const now = costOf(ask);
  const ceriumMost = context.parameters('cerium_energy_most').value;
  const fitting = facts.substitutes.filter((row) => fits(row, part, ask.magnet, ceriumMost));
  return fitting.flatMap((row) => {
    if (isGeneral(row) && fitting.some((other) => other.application && other.to_family === row.to_family))
      return [];
    const magnet = substituteMagnet(facts, identify, row, part, ask);
    if (!magnet) return [];
    const massPct =
      row.mass_rule === 'energy' ? massByEnergy(ask.magnet, magnet, part.temperature_C ?? ROOM_C) : ZERO;
    if (!massPct) return [];
    const costPct = isRefusal(now)
      ? undefined
      : costChange(context, costOf, row, { ...ask, magnet }, now.exWorks.value, massPct.value, now.currency);
    const { machine_volume_low_pct: low, machine_volume_high_pct: high } = row;
    const maxTemperature_C = row.max_temperature_C ?? magnet.properties.Tmax_C?.value;
    return [
      {
        id: row.id,
        to: row.kind === 'class' ? `class ${magnet.temperatureClass}` : row.to,
        massPct,
        ...(low === undefined || high === undefined
          ? {}
          : { machineVolumePct: { low, value: (low + high) / 2, high } }),
        ...(maxTemperature_C === undefined ? {} : { maxTemperature_C }),
        ...(costPct ? { costPct } : {}),
        magnet,
        part: substitutePart(row, part),
        years: row.years,
        basis: row.basis,
        ...(row.note ? { note: row.note } : {}),
      },
    ];
  });
}

/** A change of family for any application; a row for the part's own application says more. */
const isGeneral = (row: Row): boolean => row.kind === 'family' && row.application === undefined;

function fits(row: Row, part: Part, magnet: Magnet, ceriumMost: number): boolean {
  if (!row.families.includes(magnet.family)) return false;
  if (row.routes && (!magnet.route || !row.routes.includes(magnet.route))) return false;
  if (row.classes && (!magnet.temperatureClass || !row.classes.includes(magnet.temperatureClass)))
    return false;
  if (row.application && row.application !== part.application) return false;
  if (row.to_route === 'cerium' && (magnet.grade?.BHmax_MGOe ?? 0) > ceriumMost) return false;
  const { temperature_C, size, country } = part;
  if (row.max_temperature_C !== undefined && (temperature_C ?? 0) > row.max_temperature_C) return false;
  if (row.max_depth_mm !== undefined && (size?.thinnest_mm ?? 0) > 2 * row.max_depth_mm) return false;
  if (row.kind === 'origin') return country === 'CN' || country === undefined;
  if (row.kind === 'form') return (part.form ?? 'magnet') === 'magnet';
  return true;
}

function substituteMagnet(
  facts: SubstituteFacts,
  identify: Identify,
  row: Row,
  part: Part,
  { magnet, date }: CostAsk,
): Magnet | undefined {
  const year = Number(date.slice(0, 4));
  if (row.kind === 'family') {
    const found = identify({ grade: row.to_grade ?? row.to_family, year });
    return 'unknown' in found ? undefined : found;
  }
  if (row.kind === 'feed' || row.kind === 'origin' || row.kind === 'form') return magnet;
  const temperatureClass =
    row.kind === 'class'
      ? lowerClass(facts, magnet.temperatureClass, part.temperature_C)
      : magnet.temperatureClass;
  const route = row.to_route ?? magnet.route;
  if (!temperatureClass || !route) return undefined;
  const known = compositionOfClass(facts.compositions, temperatureClass, route, year);
  const own = facts.temperatureClasses.find((each) => each.temperature_class === temperatureClass);
  return (
    known && {
      ...magnet,
      temperatureClass,
      route,
      known,
      diffused:
        route === 'diffused' ? DIFFUSED_ELEMENTS.filter((element) => known.composition[element] > 0) : [],
      alternatives: [],
      properties: {
        ...magnet.properties,
        ...(own ? { Tmax_C: { value: own.Tmax_C, how: 'class' as const } } : {}),
      },
    }
  );
}

/** The next class down, if the working temperature allows it. */
function lowerClass(
  facts: SubstituteFacts,
  temperatureClass: TemperatureClass | undefined,
  temperature_C: number | undefined,
): TemperatureClass | undefined {
  if (temperature_C === undefined) return undefined;
  const order = [...facts.temperatureClasses].sort((a, b) => a.Tmax_C - b.Tmax_C);
  const at = order.findIndex((row) => row.temperature_class === temperatureClass);
  const lower = order[at - 1];
  return lower && temperature_C <= lower.Tmax_C ? lower.temperature_class : undefined;
}

/**
 * The same field energy at the working temperature: energy product goes with the square of remanence, volume against
 * it, mass with volume and density.
 */
function massByEnergy(from: Magnet, to: Magnet, temperature_C: number): Range | undefined {
  const energy = ({ properties: { BHmax_kJ_m3, alpha_Br_pct_K } }: Magnet): number | undefined =>
    BHmax_kJ_m3 &&
    BHmax_kJ_m3.value * (1 + ((alpha_Br_pct_K?.value ?? 0) / 100) * (temperature_C - ROOM_C)) ** 2;
  const [a, b] = [energy(from), energy(to)];
  const [own, other] = [from.properties.density_g_cm3, to.properties.density_g_cm3];
  if (!a || !b || !own || !other) return undefined;
  const value = 100 * ((a / b) * (other.value / own.value) - 1);
  return { low: value, value, high: value };
}

/** Change of the cost of the part's magnet in percent, with the change of its mass. */
function costChange(
  context: CostingContext,
  costOf: CostKilogram,
  row: Row,
  ask: CostAsk,
  now: number,
  massPct: number,
  currency: string,
): Range | undefined {
  const { cost_low: low = 0, cost_high: high = low } = row;
  const mass = 1 + massPct / 100;
  const relative = (factor: number): number => 100 * (factor * mass - 1);
  const range = (a: number, b: number): Range => ({
    low: relative(a),
    value: relative((a + b) / 2),
    high: relative(b),
  });
  switch (row.cost_rule) {
    case 'none':
      return undefined;
    case 'multiple':
      return range(low, high);
    case 'premium_pct':
      return range(1 + low / 100, 1 + high / 100);
    case 'premium_usd': {
      const rate = context.money.rate('USD', currency, ask.date);
      if (isRefusal(rate)) return undefined;
      return range(1 + (low * rate.factor) / now, 1 + (high * rate.factor) / now);
    }
    default: {
      const other = costOf(ask);
      if (isRefusal(other)) return undefined;
      const { exWorks } = other;
      const to = (each: number) => relative(each / now);
      // What both share (price of PrNd, conversion) moves both, so only the middle is compared between routes.
      if (row.cost_rule === 'composition')
        return { low: to(exWorks.value), value: to(exWorks.value), high: to(exWorks.value) };
      return { low: to(exWorks.low), value: to(exWorks.value), high: to(exWorks.high) };
    }
  }
}

const substitutePart = (row: Row, part: Part): Part => {
  if (row.kind === 'form') return { ...part, form: 'rotor' };
  if (row.to_place) return { ...part, country: row.to_place };
  if (row.kind !== 'family' && row.kind !== 'route' && row.kind !== 'class') return part;
  const { grade: _grade, ...rest } = part;
  return rest;
};
