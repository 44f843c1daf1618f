import type { WordType } from '../../vocabulary/index.ts';
import type { Draft } from '../draft.ts';
import { lineName } from '../prose/company.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import type { TablePage } from './context.ts';
import type { Grid, GridRow } from './grid.ts';
import type { RowLabel } from './labels.ts';
import type { Level } from './levels.ts';

/** What a figure is of: its kind, subject and owners, without figure, period and changes. */
export type Identity = Pick<
  Draft,
  'kind' | 'subject' | 'reporter' | 'partner' | 'flow' | 'metric' | 'org' | 'place' | 'isEarlier'
>;

type Words = Pick<Meaning, 'words' | 'materials'>;

/** What a whole table says about each of its rows, worked out once. */
export interface TableFacts {
  readonly grid: Grid;
  readonly page: TablePage;
  /** Places that rows are named after. */
  readonly rowPlaces: ReadonlySet<string>;
  readonly hasOrgRows: boolean;
  readonly captionPlaces: readonly string[];
}

/** What a row and the lines around a table say, the nearest first. */
interface Around {
  readonly facts: TableFacts;
  readonly label: RowLabel;
  readonly column: Column;
  readonly cells: readonly Cell[];
  readonly places: readonly (Words | undefined)[];
}

const wordsIn = (place: Words | undefined, type: string): readonly string[] =>
  place?.words.get(type as 'place') ?? [];

const textCells = (row: GridRow): readonly Cell[] => row.cells.filter(({ kind }) => kind === 'text');

export function tableFacts(grid: Grid, page: TablePage): TableFacts {
  const cells = grid.rows.flatMap(textCells);
  return {
    grid,
    page,
    rowPlaces: new Set(cells.flatMap((cell) => wordsIn(cell, 'place'))),
    hasOrgRows: cells.some(({ words }) => words.has('org')),
    captionPlaces: [...new Set(grid.above.flatMap((line) => wordsIn(line, 'place')))],
  };
}

/** Whose and what a figure of a table is, or nothing where the table does not say. */
export function identityOf(facts: TableFacts, label: RowLabel, level: Level): Identity | undefined {
  const { row, column, unit } = level;
  const cells = textCells(row);
  const around: Around = {
    facts,
    label,
    column,
    cells,
    places: [...cells, column, row.section, ...facts.grid.above],
  };
  if (unit.kind === 'price') return ownPrice(around, level);
  const metric = wordsOfRow(around, 'metric')[0] ?? wordsIn(column, 'metric')[0];
  if (metric) return financial(around, level, metric);
  if (namesSomethingElse(around)) return undefined;
  if (unit.kind === 'mass' && around.places.some((place) => place?.words.has('quotaWord')))
    return target(around);
  if (unit.kind === 'percent') return column.measure === 'share' ? share(around) : undefined;
  const flow = flowOf(around);
  if (flow) return trade(around, level, flow);
  return unit.kind === 'mass' ? output(around) : undefined;
}

const wordsOfRow = ({ cells }: Around, type: string): readonly string[] =>
  cells.flatMap((cell) => wordsIn(cell, type));

const isTotal = ({ cells }: Around): boolean =>
  cells.some(({ words, roles }) => words.has('total') || words.has('world') || roles.has('total'));

/** What the label of a row may say without naming what the row is of. */
const ROW_WORDS: readonly WordType[] = [
  'place',
  'region',
  'total',
  'world',
  'org',
  'flow',
  'kind',
  'quota',
  'quotaWord',
  'shareMetric',
];

/** Whether a row is named after a thing that is in no list: it is not of what the heading names. */
function namesSomethingElse({ label }: Around): boolean {
  const { cell, subject } = label;
  if (!cell || subject !== undefined || cell.dates.length > 0 || cell.roles.size > 0 || cell.units.length > 0)
    return false;
  return !ROW_WORDS.some((type) => cell.words.has(type));
}

/** The value of the nearest word of a type. */
function nearest({ places }: Around, type: string): string | undefined {
  for (const place of places) {
    const found = wordsIn(place, type)[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The flow of a row, its column or its heading. */
function flowOf({ places }: Around): 'export' | 'import' | undefined {
  for (const place of places) {
    const flows = new Set(wordsIn(place, 'flow'));
    if (flows.size > 1) return undefined;
    if (flows.size === 1) return [...flows][0] as 'export';
  }
  return undefined;
}

/** The one good that the row, the column or the heading names. */
function subjectOf({ label, places }: Around, weighedAs: 'RE-oxide' | 'RE-all'): string | undefined {
  if (label.subject) return label.subject;
  for (const place of places) {
    const named = new Set(place?.materials ?? []);
    // "rare earths, tonnes of REO": countries report rare earths, companies the oxide in their products
    if (named.size > 1) named.delete(weighedAs === 'RE-all' ? 'RE-oxide' : 'RE-all');
    if (named.size === 1) return [...named][0]!;
    if (named.size > 1) return undefined;
  }
  return undefined;
}

/** National statistics that name no country are of the country in whose language they are written. */
const HOME: Readonly<Record<string, string>> = { zh: 'CN', ja: 'JP', ko: 'KR' };

function trade(around: Around, level: Level, flow: 'export' | 'import'): Identity | undefined {
  const { facts } = around;
  const { page, rowPlaces } = facts;
  const subject = subjectOf(around, 'RE-all') ?? page.mainMaterial;
  const heading = [...new Set([...wordsIn(level.row.section, 'place'), ...facts.captionPlaces])];
  const isByPartner = rowPlaces.size > 0;
  const named = heading[0];
  // one place in the heading of a list of months or goods may be either side
  if (named && heading.length === 1 && !isByPartner && page.reporter && named !== page.reporter)
    return undefined;
  const ofPage = page.reporter !== undefined && !rowPlaces.has(page.reporter) ? page.reporter : undefined;
  const reporter = named ?? ofPage ?? HOME[facts.grid.reader.language.code];
  const partner = partnerOf(around, heading, reporter);
  if (!subject || !reporter || !partner || partner === reporter) return undefined;
  return {
    kind: 'trade',
    subject,
    reporter,
    partner,
    flow,
    ...(level.isPrevious ? { isEarlier: true } : {}),
  };
}

function partnerOf(
  around: Around,
  heading: readonly string[],
  reporter: string | undefined,
): string | undefined {
  if (isTotal(around)) return 'WORLD';
  const ofRow = wordsOfRow(around, 'place');
  if (ofRow.length === 1) return ofRow[0];
  if (ofRow.length > 1 || around.facts.rowPlaces.size > 0) return undefined;
  const ofColumn = wordsIn(around.column, 'place');
  if (ofColumn.length === 1) return ofColumn[0];
  return heading.find((place) => place !== reporter) ?? 'WORLD';
}

/** Lines per share are in other units than the table. */
const PER_SHARE: ReadonlySet<string> = new Set(['eps']);
const PERCENT_METRIC = /_(?:margin|rate|ratio)$|^roe$/;

function financial(around: Around, level: Level, metric: string): Identity | undefined {
  const org = orgOf(around);
  const isOfPage =
    around.facts.page.mainOrg === undefined &&
    !around.facts.hasOrgRows &&
    wordsOfRow(around, 'metric').length > 0;
  if ((!org && !isOfPage) || PER_SHARE.has(metric)) return undefined;
  const wanted = PERCENT_METRIC.test(metric) ? 'percent' : metric === 'sales_volume' ? 'mass' : 'money';
  if (level.unit.kind !== wanted) return undefined;
  return {
    kind: 'financial',
    ...(org ? { subject: org, org } : {}),
    metric: lineName(metric, org, around.facts),
    ...(level.isPrevious ? { isEarlier: true } : {}),
  };
}

/** What a company got for a product of its own. */
function ownPrice(around: Around, level: Level): Identity | undefined {
  const subject = subjectOf(around, 'RE-oxide');
  const org = orgOf(around);
  if (!subject || !org || subject === 'RE-all') return undefined;
  return { kind: 'price', subject, org, ...(level.isPrevious ? { isEarlier: true } : {}) };
}

/** The company of a row or heading, else the one that the page is about. */
function orgOf({ places, facts }: Around): string | undefined {
  const { organisations } = facts.page.vocabulary;
  for (const place of places) {
    const companies = wordsIn(place, 'org').filter((name) => organisations.get(name)?.kind === 'company');
    if (companies.length === 1) return companies[0];
    if (companies.length > 1) return undefined;
  }
  return facts.page.mainOrg;
}

function target(around: Around): Identity | undefined {
  const ofColumn = wordsIn(around.column, 'quota');
  const metric =
    ofColumn.length === 1 ? ofColumn[0] : ofColumn.length === 0 ? nearest(around, 'quota') : undefined;
  const org = wordsOfRow(around, 'org')[0];
  if (!metric || (!org && !isTotal(around) && around.facts.hasOrgRows)) return undefined;
  const place = org ? undefined : (nearest(around, 'place') ?? around.facts.page.reporter);
  return { kind: 'target', subject: 'RE-all', metric, ...(org ? { org } : {}), ...(place ? { place } : {}) };
}

const OUTPUT_KINDS: ReadonlySet<string> = new Set([
  'production',
  'capacity',
  'target',
  'forecast',
  'demand',
  'sales',
]);

function output(around: Around): Identity | undefined {
  const kind = outputKind(around);
  const org = wordsOfRow(around, 'org')[0];
  const subject = subjectOf(around, org ? 'RE-oxide' : 'RE-all');
  if (!subject || !kind) return undefined;
  if (org) return { kind, subject, org };
  const place = wordsOfRow(around, 'place')[0];
  if (place) return { kind, subject, place };
  if (around.facts.rowPlaces.size > 0) return isTotal(around) ? { kind, subject, place: 'WORLD' } : undefined;
  const owner = orgOf(around);
  const captionPlace = around.facts.captionPlaces[0];
  return owner
    ? { kind, subject, org: owner }
    : captionPlace
      ? { kind, subject, place: captionPlace }
      : undefined;
}

/** Production or capacity, as the nearest place says that names either or something like it. */
function outputKind({ places }: Around): 'production' | 'capacity' | undefined {
  for (const place of places) {
    const kinds = wordsIn(place, 'kind').filter((kind) => OUTPUT_KINDS.has(kind));
    const measures = wordsIn(place, 'shareMetric');
    if (measures.includes('reserves')) return undefined;
    if (kinds.length === 0 && measures.includes('mining')) return 'production';
    if (kinds.length === 0) continue;
    if (kinds.includes('capacity')) return 'capacity';
    return kinds.length === 1 && kinds[0] === 'production' ? 'production' : undefined;
  }
  return undefined;
}

function share(around: Around): Identity | undefined {
  const subject = subjectOf(around, 'RE-all');
  const metric = nearest(around, 'shareMetric');
  const org = wordsOfRow(around, 'org')[0];
  const place = wordsOfRow(around, 'place')[0];
  if (!subject || !metric || (!org && !place) || flowOf(around)) return undefined;
  return { kind: 'share', subject, metric, ...(org ? { org } : { place: place! }) };
}
