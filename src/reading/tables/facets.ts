import type { WordType } from '../../vocabulary/index.ts';
import type { DateMention } from '../dates.ts';
import type { ChangeBasis } from '../observation.ts';
import type { Meaning } from './cell.ts';
import type { UnitPhrase } from './unit-phrase.ts';

/** What a figure is within the row or column that it stands in. */
export type Measure =
  | 'label'
  | 'spec'
  | 'unit'
  | 'date'
  | 'aside'
  | 'low'
  | 'high'
  | 'range'
  | 'mean'
  | 'price'
  | 'over'
  | 'change'
  | 'quantity'
  | 'worth'
  | 'unitValue'
  | 'share';

/** What the head of a column, of a row or of a group of them says. */
export interface Facets {
  readonly measure?: Measure;
  /** Which of two measures a change is of. */
  readonly of?: 'quantity' | 'worth';
  /** Whether a change is in percent; nothing where the head does not say. */
  readonly isPercent: boolean;
  readonly when?: 'current' | 'previous';
  readonly basis?: ChangeBasis;
  readonly isYtd: boolean;
  /** Cash or credit, deals or offers: what parts two quotes of one thing. */
  readonly tag: string;
  readonly units: readonly UnitPhrase[];
  readonly dates: readonly DateMention[];
  readonly materials: readonly string[];
  readonly words: ReadonlyMap<WordType, readonly string[]>;
  /** Whether it is of all countries or companies together. */
  readonly isTotal: boolean;
  /** Whether it is of those that are not named. */
  readonly isRest: boolean;
  /** Nothing that any list knows is in it. */
  readonly isSilent: boolean;
}

const BASES: readonly ChangeBasis[] = ['dod', 'wow', 'mom', 'qoq', 'yoy'];
/** What heads are, in the order in which one word outdoes another: a "previous average price" is an average. */
const ORDER: readonly (readonly [string, Measure])[] = [
  ['over', 'over'],
  ['range', 'range'],
  ['low', 'low'],
  ['high', 'high'],
  ['mean', 'mean'],
  ['unitValue', 'unitValue'],
  ['share', 'share'],
  ['price', 'price'],
  ['quantity', 'quantity'],
  ['worth', 'worth'],
  ['rank', 'aside'],
  ['code', 'aside'],
  ['spec', 'spec'],
  ['unit', 'unit'],
  ['date', 'date'],
  ['trend', 'aside'],
  ['remark', 'aside'],
  ['name', 'label'],
  ['partner', 'label'],
  ['owner', 'label'],
];

/** What a column headed by such a word is compared with the current one by. */
const RELATIVE: Readonly<Record<string, ChangeBasis>> = {
  yesterday: 'dod',
  'last week': 'wow',
  'last month': 'mom',
  'last quarter': 'qoq',
  'last year': 'yoy',
  'same period last year': 'yoy',
};

/** Joins what the heads of one column say. */
export function facetsOf(meanings: readonly Meaning[]): Facets {
  const roles = new Set(meanings.flatMap(({ roles }) => [...roles]));
  const words = new Map<WordType, string[]>();
  for (const meaning of meanings)
    for (const [type, values] of meaning.words) words.set(type, [...(words.get(type) ?? []), ...values]);
  const units = meanings.flatMap(({ units }) => units);
  const dates = meanings.flatMap(({ dates }) => dates);
  const isPercentUnit = units.some(({ kind }) => kind === 'percent');
  const headBasis = BASES.find((basis) => roles.has(basis));
  const wordBasis = words.get('basis')?.find((basis) => (BASES as readonly string[]).includes(basis)) as
    | ChangeBasis
    | undefined;
  const isPrevious = roles.has('previous');
  const isLevel = isPrevious || roles.has('current');
  const isChange =
    roles.has('change') ||
    roles.has('changePct') ||
    headBasis !== undefined ||
    (wordBasis !== undefined && !isLevel);
  const basis =
    headBasis ??
    wordBasis ??
    dates.map(({ relative }) => RELATIVE[relative ?? '']).find((each) => each !== undefined);
  const measure = isChange ? 'change' : measureOf(roles, isPercentUnit);
  const isYtd =
    roles.has('ytd') ||
    words.has('ytd') ||
    dates.some(({ grain, fromMonth }) => grain === 'run' && fromMonth === 1);
  const tag = [
    ...['cash', 'credit'].filter((role) => roles.has(role)),
    ...(words.get('priceType') ?? []),
    ...(words.get('priceBasis') ?? []),
    ...(words.get('vat') ?? []),
  ].join('+');
  return {
    ...(measure ? { measure } : {}),
    ...(isChange && roles.has('quantity') !== roles.has('worth')
      ? { of: roles.has('quantity') ? ('quantity' as const) : ('worth' as const) }
      : {}),
    isPercent: roles.has('changePct') || (isPercentUnit && !units.some(({ kind }) => kind === 'price')),
    ...(isPrevious
      ? { when: 'previous' as const }
      : roles.has('current')
        ? { when: 'current' as const }
        : {}),
    ...(basis ? { basis } : {}),
    isYtd,
    tag,
    units,
    dates,
    materials: meanings.flatMap(({ materials }) => materials),
    words,
    isTotal: !roles.has('others') && (roles.has('total') || words.has('total') || words.has('world')),
    isRest: roles.has('others'),
    isSilent:
      roles.size === 0 &&
      words.size === 0 &&
      units.length === 0 &&
      dates.length === 0 &&
      meanings.every(({ materials }) => materials.length === 0),
  };
}

function measureOf(roles: ReadonlySet<string>, isPercentUnit: boolean): Measure | undefined {
  if (roles.has('low') && roles.has('high')) return 'range';
  for (const [role, measure] of ORDER) if (roles.has(role)) return measure;
  return isPercentUnit ? 'share' : undefined;
}
