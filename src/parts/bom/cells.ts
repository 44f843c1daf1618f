/** What one cell of a bill of materials says, by the kind of its column. */
import type { Facts } from '../../facts/index.ts';
import { fold, keyOf, keyOfWhole } from '../fold.ts';
import { readGrade } from '../grade.ts';
import type { MagnetSize, Part } from './bill.ts';
import { positive, type Reader } from './cell-reader.ts';
import { readComposition } from './content.ts';
import { readContract } from './contract.ts';
import { readDate } from './date.ts';
import type { CellValue } from './grid.ts';
import { numeralsIn, numeralValue } from './numeral.ts';
import { readPrice } from './price-cell.ts';
import { keyOfUnit, quantity, unitWords, withoutLimits } from './units.ts';

/** Text of a cell as a person sees it. */
export function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return String(value).replace(/\s+/g, ' ').trim().slice(0, 1000);
}

const measured =
  (
    kind: 'mass' | 'coercivity' | 'weeks',
    field: keyof Part,
    example: string,
    most: number,
    defaultUnit?: string,
  ): Reader =>
  (text, context) => {
    const read = quantity(
      text,
      defaultUnit && !context.unit ? { ...context, unit: defaultUnit } : context,
      kind,
      example,
    );
    if ('wrong' in read) return read;
    const value = read.value * context.words.units[kind][read.unit]!.factor;
    const zeroIsFine = kind === 'weeks' && value === 0;
    return (zeroIsFine ? undefined : positive(value, most, text, example)) ?? { gives: { [field]: value } };
  };

const whole =
  (field: keyof Part, most: number): Reader =>
  (text, context) => {
    const numerals = numeralsIn(text);
    const right = 'a whole number such as 64';
    if (numerals.length !== 1) return { wrong: `"${text}" is no single number`, right };
    const value = numeralValue(numerals[0]!.text, context.decimal, true);
    if (typeof value !== 'number') return { wrong: `"${text}" is no whole number`, right };
    const thousand = keyOfUnit({ k: ['k', 'thousand', 'Tsd', '千'], w: ['万', '萬'] }, numerals[0]!.after);
    const counted = value * (thousand === 'k' ? 1e3 : thousand === 'w' ? 1e4 : 1);
    if (!Number.isInteger(Number(counted.toFixed(6))))
      return { wrong: `"${text}" is no whole number`, right };
    return positive(counted, most, text, right) ?? { gives: { [field]: Math.round(counted) } };
  };

const text =
  (field: keyof Part): Reader =>
  (each) => ({ gives: { [field]: each } });

const place =
  (field: 'country' | 'destination'): Reader =>
  (each, { places }) => {
    const code = places.get(fold(each));
    if (code) return { gives: { [field]: code } };
    return {
      wrong: `"${each}" is no country that is known`,
      right: 'one country by name or by two letters, such as China or CN',
    };
  };

const temperature: Reader = (each, context) => {
  const right = '150 C, with its unit in the cell or the heading';
  const numerals = numeralsIn(each);
  const values = numerals.map((numeral) => numeralValue(numeral.text, context.decimal));
  if (values.length === 0 || values.length > 2 || values.some((value) => typeof value !== 'number')) {
    return { wrong: `"${each}" is no temperature`, right };
  }
  const words = unitWords(context, 'temperature');
  const unit =
    keyOfUnit(words, withoutLimits(numerals.at(-1)!.after, context)) ??
    keyOfUnit(words, context.unit ?? '') ??
    'C';
  const highest = Math.max(...(values as number[]));
  const celsius = unit === 'F' ? ((highest - 32) * 5) / 9 : unit === 'K' ? highest - 273.15 : highest;
  if (celsius < -100 || celsius > 600)
    return { wrong: `"${each}" is no temperature that a magnet works at`, right };
  const note = values.length === 2 ? `the higher of "${each}" counts` : undefined;
  return { gives: { temperature_C: Number(celsius.toFixed(1)) }, ...(note ? { note } : {}) };
};

/** A grade, or a composition where the buyer wrote that instead. */
const grade: Reader = (each, context, raw) => {
  if (readGrade(context.facts, each)) return { gives: { grade: each } };
  const told = composition(each, context, raw);
  return 'gives' in told
    ? { ...told, note: 'holds a composition, which was used' }
    : { wrong: `"${each}" is no grade on record`, right: 'a grade such as 45UH, N42SH, SmCo 2:17, Y30' };
};

const oneOf =
  (
    field: 'temperature_class' | 'route' | 'form',
    lists: 'classes' | 'routes' | 'forms',
    right: string,
  ): Reader =>
  (each, { words }) => {
    const key =
      keyOfWhole(words[lists], each) ?? (lists === 'classes' ? undefined : keyOf(words[lists], each));
    return key ? { gives: { [field]: key } } : { wrong: `"${each}" is not known here`, right };
  };

const composition: Reader = (each) => {
  const read = readComposition(each);
  return 'wrong' in read ? read : { gives: read };
};

const SIZE_PART = /(?<=\d) ?[x×*✕] ?(?=[\d.,])/i;

const size: Reader = (each, context) => {
  const right = 'length x width x thickness such as 40 x 17 x 6 mm, or D 20 x 5 mm for a disc';
  const bare = each.normalize('NFKC').trim();
  const disc = /^(?:Ø|ø|⌀|φ|Φ|D(?:ia)?\.? ?)/i.exec(bare);
  const pieces = bare.slice(disc?.[0].length ?? 0).split(SIZE_PART);
  const numerals = pieces.map((piece) => numeralsIn(piece)[0]);
  const values = numerals.map((numeral) => numeral && numeralValue(numeral.text, context.decimal));
  if (values.some((value) => typeof value !== 'number') || pieces.length !== (disc ? 2 : 3)) {
    return { wrong: `"${each}" is no size`, right };
  }
  const words = unitWords(context, 'length');
  const unit = keyOfUnit(words, numerals.at(-1)!.after) ?? keyOfUnit(words, context.unit ?? '') ?? 'mm';
  const factor = context.words.units.length[unit]!.factor;
  const extents = (values as number[]).map((value) => value * factor);
  const found: MagnetSize = {
    volume_mm3: disc
      ? (Math.PI / 4) * extents[0]! ** 2 * extents[1]!
      : extents.reduce((product, extent) => product * extent, 1),
    thinnest_mm: Math.min(...extents),
  };
  return found.volume_mm3 > 0 ? { gives: { size: found } } : { wrong: `"${each}" is no size`, right };
};

const date: Reader = (each, { months }, raw) => {
  const right = 'a day such as 2025-06-12, or a month such as 2025-06';
  const found = raw instanceof Date ? cellText(raw) : readDate(each, months);
  if (found === undefined) return { wrong: `"${each}" is no day or month`, right };
  if (found === 'either')
    return { wrong: `"${each}" may be read as day and month or the other way round`, right };
  return { gives: { ordered: found } };
};

const endUse: Reader = (each, { words, applications }) => {
  const defence = keyOf(words.end_uses, each) === 'defence';
  return { gives: { end_use: each, ...(defence ? { defence } : {}), ...applicationOf(applications, each) } };
};

type Applications = Facts['applicationWords']['applications'];
const applicationLists = new WeakMap<Applications, Readonly<Record<string, readonly string[]>>>();

/** Words by the number of their row, made once. */
function listsOf(applications: Applications): Readonly<Record<string, readonly string[]>> {
  let lists = applicationLists.get(applications);
  if (!lists) {
    lists = Object.fromEntries(applications.map((row, index) => [index, [row.application, ...row.words]]));
    applicationLists.set(applications, lists);
  }
  return lists;
}

/** The application that words name, with its use. */
export function applicationOf(
  applications: Facts['applicationWords']['applications'],
  text: string,
): Pick<Part, 'application' | 'use'> {
  const lists = listsOf(applications);
  const key = keyOf(lists, text);
  if (key === undefined) return {};
  const { application, use } = applications[Number(key)]!;
  return { application, use };
}

const application: Reader = (each, { applications }) => {
  const found = applicationOf(applications, each);
  return found.application
    ? { gives: found }
    : {
        wrong: `"${each}" is no application on record`,
        right: 'a kind of machine such as EV traction motor, wind generator, compressor',
      };
};

const contract: Reader = (each, { words }) => {
  const read = readContract(words.contracts, each);
  return 'wrong' in read
    ? {
        wrong: read.wrong,
        right:
          'fixed, spot, lock, or a clause such as index 300 CNY/kg; PrNd-metal 520 x 0.294; lag 1 quarter; band 3%',
      }
    : { gives: { contract: read } };
};

const customsCode: Reader = (each) => {
  const digits = each.replace(/[.\s]/g, '');
  return /^\d{4,10}$/.test(digits)
    ? { gives: { customs_code: digits } }
    : { wrong: `"${each}" is no customs code`, right: '4 to 10 digits such as 850511' };
};

/** How a cell of each column is read. */
export const READERS: Readonly<Record<string, Reader>> = {
  part: text('part'),
  description: text('description'),
  supplier: text('supplier'),
  country: place('country'),
  destination: place('destination'),
  grade,
  temperature_class: oneOf('temperature_class', 'classes', 'one of N, M, H, SH, UH, EH, AH'),
  route: oneOf('route', 'routes', 'one of conventional, dual-alloy, diffused, heavy-free, cerium'),
  form: oneOf('form', 'forms', 'one of magnet, blank, rotor, stator, assembly, motor, sensor, device'),
  composition,
  mass: measured('mass', 'mass_g', '31 g', 5e6),
  unit_mass: measured('mass', 'unit_mass_g', '1.98 kg', 2e8),
  device_mass: measured('mass', 'device_mass_g', '38 kg', 1e9),
  coercivity: measured('coercivity', 'Hcj_kA_m', '1990 kA/m', 5000),
  stock_weeks: measured('weeks', 'stock_weeks', '6 weeks', 520, 'week'),
  size,
  magnets_per_unit: whole('magnets_per_unit', 1e6),
  units_per_year: whole('units_per_year', 1e10),
  temperature,
  end_use: endUse,
  application,
  price_paid: readPrice,
  ordered: date,
  contract,
  customs_code: customsCode,
};
