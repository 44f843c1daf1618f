/** The columns of a result: one list from which the table, the CSV file, the workbook and the guide are made. */
import type { PartResult, PartSubstitute } from '../assess.ts';
import type { Element } from '../composition.ts';
import { isRefusal } from '../prices.ts';
import type { Shortage } from '../shortage.ts';
import { change, share } from './say.ts';

export type CellKind = 'text' | 'count' | 'mass' | 'money' | 'share' | 'percent' | 'weeks';

export interface ResultColumn {
  /** Name in CSV and JSON. */
  readonly name: string;
  readonly title: string;
  readonly kind: CellKind;
  readonly means: string;
  value(result: PartResult): string | number | undefined;
}

const column = (
  name: string,
  title: string,
  kind: CellKind,
  means: string,
  value: ResultColumn['value'],
): ResultColumn => ({ name, title, kind, means, value });

const costOf = (result: PartResult) => (isRefusal(result.cost) ? undefined : result.cost);
const lawOf = (result: PartResult) => (isRefusal(result.law) ? undefined : result.law);
const deliveredOf = ({ delivered }: PartResult) =>
  delivered && !isRefusal(delivered) ? delivered : undefined;
const sinceOf = ({ sinceOrder }: PartResult) =>
  sinceOrder && !isRefusal(sinceOrder) ? sinceOrder : undefined;

const contentColumn = (element: Element): ResultColumn =>
  column(
    `${element}_pct`,
    `${element} %`,
    'percent',
    `${element} in the finished magnet, weight percent`,
    (result) => result.magnet?.known.composition[element],
  );

const swingColumn = (element: Element): ResultColumn =>
  column(
    `${element}_swing10_per_unit`,
    `${element} +10%`,
    'money',
    `added to the magnets of a unit when ${element} rises by a tenth`,
    (result) => {
      const cost = costOf(result)?.elements.find((each) => each.element === element);
      return cost && result.mass.unit_g !== undefined
        ? (cost.swing10 * result.mass.unit_g) / 1000
        : undefined;
    },
  );

const chinaColumn = (stage: string): ResultColumn =>
  column(
    `china_${stage.replaceAll(' ', '_')}`,
    `China, ${stage}`,
    'share',
    `share of China in ${stage}, as told or by best estimate`,
    ({ origin }) => origin.find((each) => each.stage === stage)?.china,
  );

/** How class, route and composition are known. */
export const howKnown = ({ magnet, cost }: PartResult): string => {
  if (!magnet) return isRefusal(cost) ? cost.refused : '';
  if (magnet.known.how === 'given') return 'composition told';
  return magnet.estimated ? 'estimated' : 'class and route told, composition by class';
};

/** The substitute that saves most among those that keep the magnet's mass. */
export const bestSubstitute = ({ substitutes }: PartResult): PartSubstitute | undefined =>
  substitutes
    .filter((each) => each.costPct && each.costPct.value < 0 && each.massPct.value === 0)
    .sort((a, b) => a.costPct!.value - b.costPct!.value)[0];

/** `class SH: −7.2%`. */
export const substituteWords = (substitute: PartSubstitute | undefined): string | undefined =>
  substitute && `${substitute.to}: ${change(substitute.costPct!.value)}`;

export const RESULT_COLUMNS: readonly ResultColumn[] = [
  column('row', 'Row', 'count', 'line of the file', ({ part }) => part.row),
  column('part', 'Part', 'text', 'as in the file', ({ part }) => part.part),
  column('description', 'Description', 'text', 'as in the file', ({ part }) => part.description),
  column('supplier', 'Supplier', 'text', 'as in the file', ({ part }) => part.supplier),
  column('made_in', 'Made in', 'text', 'country of the magnet maker', ({ part }) => part.country),
  column('destination', 'Destination', 'text', 'country of delivery', ({ part }) => part.destination),
  column('form', 'Bought as', 'text', 'what crosses the border', ({ part }) => part.form ?? 'magnet'),
  column('family', 'Family', 'text', 'kind of magnet', ({ magnet }) => magnet?.family),
  column('grade', 'Grade', 'text', 'as in the file', ({ part }) => part.grade),
  column(
    'temperature_class',
    'Class',
    'text',
    'temperature class, told or estimated',
    ({ magnet }) => magnet?.temperatureClass,
  ),
  column(
    'route',
    'Route',
    'text',
    'how the coercivity is made, told or estimated',
    ({ magnet }) => magnet?.route,
  ),
  column('known', 'How known', 'text', 'whether class, route and composition were told', howKnown),
  contentColumn('PrNd'),
  contentColumn('Dy'),
  contentColumn('Tb'),
  contentColumn('Ce'),
  column('mass_g', 'Magnet g', 'mass', 'mass of one magnet', ({ mass }) => mass.magnet_g),
  column('magnets_per_unit', 'Per unit', 'count', 'magnets in a unit', ({ mass }) => mass.magnetsPerUnit),
  column('unit_mass_g', 'Unit g', 'mass', 'mass of all magnets of a unit', ({ mass }) => mass.unit_g),
  column('units_per_year', 'Units a year', 'count', 'as in the file', ({ part }) => part.units_per_year),
  column('year_kg', 'kg a year', 'mass', 'magnet mass of a year', ({ mass }) => mass.year_kg),
  column(
    'rare_earths_per_kg',
    'Rare earths a kg',
    'money',
    'rare earths in a kilogram of magnet, without tax',
    (r) => costOf(r)?.material.value,
  ),
  column(
    'ex_works_per_kg_low',
    'At the maker, low',
    'money',
    'price of a kilogram at the maker, lower end',
    (r) => costOf(r)?.exWorks.low,
  ),
  column(
    'ex_works_per_kg',
    'At the maker',
    'money',
    'price of a kilogram at the maker, without tax',
    (r) => costOf(r)?.exWorks.value,
  ),
  column(
    'ex_works_per_kg_high',
    'At the maker, high',
    'money',
    'price of a kilogram at the maker, upper end',
    (r) => costOf(r)?.exWorks.high,
  ),
  column('freight_per_kg', 'Freight a kg', 'money', 'freight of a kilogram', (r) => deliveredOf(r)?.freight),
  column('duty_per_kg', 'Duty a kg', 'money', 'duty on a kilogram', (r) => deliveredOf(r)?.duty),
  column(
    'delivered_per_kg',
    'Delivered a kg',
    'money',
    'price of a kilogram delivered',
    (r) => deliveredOf(r)?.perKg.value,
  ),
  column(
    'per_magnet',
    'A magnet',
    'money',
    'price of one magnet, delivered where a destination is told',
    ({ perMagnet }) => perMagnet?.value,
  ),
  column('per_unit_low', 'A unit, low', 'money', 'lower end', ({ perUnit }) => perUnit?.low),
  column('per_unit', 'A unit', 'money', 'price of the magnets of a unit', ({ perUnit }) => perUnit?.value),
  column('per_unit_high', 'A unit, high', 'money', 'upper end', ({ perUnit }) => perUnit?.high),
  column('per_year', 'A year', 'money', 'price of the magnets of a year', ({ perYear }) => perYear?.value),
  swingColumn('PrNd'),
  swingColumn('Dy'),
  swingColumn('Tb'),
  column(
    'yuan_swing10_per_unit',
    'Yuan +10%',
    'money',
    'added to the magnets of a unit when the yuan rises by a tenth',
    (r) => {
      const cost = costOf(r);
      return cost && r.mass.unit_g !== undefined ? (cost.swing10.CNY * r.mass.unit_g) / 1000 : undefined;
    },
  ),
  column('ordered', 'Last order', 'text', 'as in the file', ({ part }) => part.ordered),
  column(
    'rare_earths_since_order_pct',
    'Rare earths since',
    'percent',
    'change of the rare earth cost since the last order',
    (r) => sinceOf(r)?.materialPct,
  ),
  column(
    'paid_per_kg',
    'Paid a kg',
    'money',
    'price paid for a kilogram of magnet, at the rate of that day',
    (r) => sinceOf(r)?.paidPerKg,
  ),
  column(
    'paid_against_model_pct',
    'Paid against model',
    'percent',
    'price paid against what the arithmetic gives for that day',
    (r) => sinceOf(r)?.paidAgainstModelPct,
  ),
  column(
    'clause_per_kg',
    'Clause a kg',
    'money',
    "price that the contract's index clause gives, in the clause's currency",
    ({ clause }) => (clause && !isRefusal(clause) ? clause.price : undefined),
  ),
  column(
    'licence',
    'Export licence',
    'text',
    'what the law says',
    (r) => lawOf(r)?.licence?.word ?? (lawOf(r) ? 'not needed' : 'not known'),
  ),
  column('duty', 'Import duty', 'text', 'what the law says', (r) => dutyWords(r)),
  column(
    'procurement',
    'US defence purchase',
    'text',
    'what the law says',
    (r) => lawOf(r)?.procurement?.word,
  ),
  column('label', 'EU label', 'text', 'what the law says', (r) => lawOf(r)?.label?.word),
  column(
    'recycled_share',
    'EU recycled share',
    'text',
    'whether the recycled share has to be published',
    (r) => lawOf(r)?.recycledShare?.word,
  ),
  column(
    'minimum_share',
    'EU minimum share',
    'text',
    'whether a least recycled share has to be kept',
    (r) => lawOf(r)?.minimumShare?.word,
  ),
  chinaColumn('mining'),
  chinaColumn('separation'),
  chinaColumn('separation of heavies'),
  chinaColumn('metal'),
  chinaColumn('magnet'),
  column(
    'stock_weeks',
    'Stock, weeks',
    'weeks',
    'as in the file, else usual for the use',
    ({ cover }) => cover.stockWeeks,
  ),
  column('stock_known', 'Stock known', 'text', 'told or usual', ({ cover }) =>
    cover.told ? 'told' : 'usual',
  ),
  column(
    'licence_weeks',
    'Licence, weeks',
    'weeks',
    'time that a licence takes',
    ({ cover }) => cover.licenceWeeks?.value,
  ),
  column(
    'gap_weeks',
    'Gap, weeks',
    'weeks',
    'weeks by which the stock ends before a licence comes',
    ({ cover }) => cover.gapWeeks,
  ),
  column('shortage', 'Shortage', 'text', 'share of the need not met in the worst scenario', ({ shortages }) =>
    shortageWords(shortages),
  ),
  column('substitute', 'Substitute', 'text', 'that saves most at the same mass', (r) =>
    substituteWords(bestSubstitute(r)),
  ),
  column(
    'notes',
    'Notes',
    'text',
    'what was assumed and what looks odd',
    ({ notes }) => notes.join('; ') || undefined,
  ),
];

/** `12.1%`, `27.1% or 39.6%`, or the law's word. */
export function dutyWords(result: PartResult): string | undefined {
  const duty = lawOf(result)?.duty;
  if (!duty) return undefined;
  const { ratePct: rate } = duty;
  if (!rate) return duty.word;
  return rate.low === rate.high ? `${rate.value}%` : `${rate.low}% or ${rate.high}%`;
}

/** The scenario that leaves most unmet; undefined where none does or none was run. */
export const worstShortage = (shortages: PartResult['shortages']): Shortage | undefined =>
  isRefusal(shortages)
    ? undefined
    : [...shortages].sort((a, b) => b.unmet.value - a.unmet.value).find(({ unmet }) => unmet.value >= 0.005);

/** The worst scenario in words, or that shortage is not known. */
export function shortageWords(shortages: PartResult['shortages']): string {
  if (isRefusal(shortages)) return 'not known';
  const worst = worstShortage(shortages);
  if (!worst) return 'none';
  const { low, value, high } = worst.unmet;
  return `${share(value)} (${share(low)}–${share(high)}) ${worst.scenario}`;
}
