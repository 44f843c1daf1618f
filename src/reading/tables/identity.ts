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
  /** Of places in the captions and labels, those that goods go to or come from. */
  readonly sides: ReadonlyMap<string, 'destination' | 'origin'>;
  /** Whether the table gives shares of a whole in percent, as its captions say. */
  readonly isOfShares: boolean;
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
  // the corner over the names may say whose all rows are
  const captions = [...grid.heads.flatMap(([corner]) => corner ?? []), ...grid.above];
  return {
    grid,
    page,
    rowPlaces: new Set(cells.flatMap((cell) => wordsIn(cell, 'place'))),
    hasOrgRows: cells.some(({ words }) => words.has('org')),
    captionPlaces: [...new Set(captions.flatMap((line) => wordsIn(line, 'place')))],
    sides: new Map(
      [...grid.rows.map(({ section }) => section), ...captions].flatMap((each) => [...(each?.sides ?? [])]),
    ),
    isOfShares: isOfShares(grid),
  };
}

/** What turns into a forecast where it is of what is still to come; capacities and quotas are set ahead. */
const FORESEEABLE: ReadonlySet<string> = new Set(['production', 'financial', 'trade', 'price', 'share']);

/** Whose and what a figure of a table is, or nothing where the table does not say. */
export function identityOf(facts: TableFacts, label: RowLabel, level: Level): Identity | undefined {
  const identity = presentIdentity(facts, label, level);
  return identity && level.isForeseen && FORESEEABLE.has(identity.kind)
    ? { ...identity, kind: 'forecast' }
    : identity;
}

function presentIdentity(facts: TableFacts, label: RowLabel, level: Level): Identity | undefined {
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
  if (label.isUnclear || namesSomethingElse(around)) return undefined;
  if (unit.kind === 'mass' && around.places.some((place) => place?.words.has('quotaWord')))
    return target(around);
  const flow = flowOf(around);
  if (unit.kind === 'percent') {
    const isShare = column.measure === 'share' || (column.measure === undefined && facts.isOfShares);
    if (!isShare) return undefined;
    return flow ? shareOfTrade(around, level, flow) : share(around, level);
  }
  if (level.value < 0) return undefined;
  if (flow) return trade(around, level, flow);
  return unit.kind === 'mass' ? output(around, level) : undefined;
}

const wordsOfRow = ({ cells }: Around, type: string): readonly string[] =>
  cells.flatMap((cell) => wordsIn(cell, type));

const isRest = (meaning: Pick<Meaning, 'roles'>): boolean => meaning.roles.has('others');

const isTotal = ({ cells }: Around): boolean =>
  cells.some(
    (cell) =>
      !isRest(cell) && (cell.words.has('total') || cell.words.has('world') || cell.roles.has('total')),
  );

/** Captions that name shares and percent and no other unit. */
export function isOfShares({ above, heads }: Grid): boolean {
  const isPercent = ({ units }: Pick<Meaning, 'units'>): boolean =>
    units.length > 0 && units.every(({ kind }) => kind === 'percent');
  return (
    !heads.flat().some(({ units }) => units.length > 0) &&
    above
      .slice(0, 3)
      .some((line) => isPercent(line) && (line.roles.has('share') || wordsIn(line, 'kind').includes('share')))
  );
}

/** What the label of a row may say without naming what the row is of. */
const NAMING_ROLES: ReadonlySet<string> = new Set(['name', 'owner', 'partner']);
const OWNER_WORDS: readonly WordType[] = ['place', 'region', 'total', 'world', 'org'];
const KIND_WORDS: readonly WordType[] = ['flow', 'kind', 'quota', 'quotaWord', 'shareMetric'];

/** Whether a row is named after a thing that is in no list: it is not of what the heading names. */
function namesSomethingElse({ label }: Around): boolean {
  const { cell, subject } = label;
  if (!cell || subject !== undefined || cell.dates.length > 0 || cell.units.length > 0) return false;
  if ([...cell.roles].some((role) => !NAMING_ROLES.has(role))) return false;
  if (OWNER_WORDS.some((type) => cell.words.has(type))) return false;
  // "Employment, mine and mill" is no mining
  return cell.unexplained * 3 > cell.letters || !KIND_WORDS.some((type) => cell.words.has(type));
}

/** The value of the nearest word of a type. */
function nearest({ places }: Around, type: string): string | undefined {
  for (const place of places) {
    const found = wordsIn(place, type)[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The flow of a row, its column or its heading, unless a nearer place says that the figure is of something else. */
function flowOf({ places }: Around): 'export' | 'import' | undefined {
  for (const place of places) {
    const flows = new Set(wordsIn(place, 'flow'));
    if (flows.size > 1) return undefined;
    if (flows.size === 1) return [...flows][0] as 'export';
    if (wordsIn(place, 'kind').some((kind) => OUTPUT_KINDS.has(kind))) return undefined;
  }
  return undefined;
}

/** The one good that the row, the column or the heading names. */
function subjectOf(
  { label, places }: Around,
  weighedAs: 'RE-oxide' | 'RE-all',
  isOutput = false,
): string | undefined {
  if (label.subject) return label.subject;
  for (const place of places) {
    const named = new Set(place?.materials ?? []);
    // "rare earths, tonnes of REO": countries report rare earths, companies the oxide in their products
    if (named.size > 1) named.delete(weighedAs === 'RE-all' ? 'RE-oxide' : 'RE-all');
    // what countries mine is weighed as oxide
    if (named.size === 1)
      return weighedAs === 'RE-all' && isOutput && named.has('RE-oxide') ? 'RE-all' : [...named][0]!;
    if (named.size > 1) return undefined;
  }
  return undefined;
}

/** National statistics that name no country are of the country in whose language they are written. */
const HOME: Readonly<Record<string, string>> = { zh: 'CN', ja: 'JP', ko: 'KR' };

function trade(around: Around, level: Level, flow: 'export' | 'import'): Identity | undefined {
  const { facts } = around;
  const { page, rowPlaces } = facts;
  const good = subjectOf(around, 'RE-all') ?? page.mainMaterial;
  const subject = good === 'magnet-all' && page.namesMagnets ? 'NdFeB-magnet' : good;
  const heading = [...new Set([...wordsIn(level.row.section, 'place'), ...facts.captionPlaces])];
  // "imports from China": the place is not the one that reports
  const otherSide = flow === 'import' ? 'origin' : 'destination';
  const others = heading.filter((place) => facts.sides.get(place) === otherSide);
  const named = heading.find((place) => !others.includes(place));
  // one place in the heading of a list of months or goods may be either side
  const isEither = named !== undefined && heading.length === 1 && rowPlaces.size === 0;
  if (isEither && !facts.sides.has(named) && page.reporter && named !== page.reporter) return undefined;
  const isOfPage =
    page.reporter !== undefined && !rowPlaces.has(page.reporter) && !others.includes(page.reporter);
  const reporter = named ?? (isOfPage ? page.reporter : HOME[facts.grid.reader.language.code]);
  const partner = partnerOf(around, others.length > 0 ? others : heading, reporter);
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
  if (around.label.isWhole && wordsOfRow(around, 'place').length === 0) return 'WORLD';
  const ofRow = wordsOfRow(around, 'place');
  if (ofRow.length === 1) return ofRow[0];
  if (ofRow.length > 1 || around.facts.rowPlaces.size > 0) return undefined;
  const ofColumn = wordsIn(around.column, 'place');
  if (ofColumn.length === 1) return ofColumn[0];
  return heading.find((place) => place !== reporter) ?? 'WORLD';
}

/** Lines per share are in other units than the table. */
const PER_SHARE: ReadonlySet<string> = new Set(['eps']);
/** No line of a company's accounts is smaller, in any currency. */
const LEAST_SUM = 1000;
const PERCENT_METRIC = /_(?:margin|rate|ratio)$|^roe$/;

/** Lines that are told of parts of a company, and what they are called then. */
const OF_SEGMENTS: Readonly<Record<string, string>> = {
  revenue: 'segment_revenue',
  gross_margin: 'gross_margin',
};

/** Whether a row under heads of lines of accounts is named after a part of the company: a product, a market. */
function isSegment({ label, cells, column }: Around): boolean {
  const { cell } = label;
  if (!cell || wordsIn(column, 'metric').length === 0 || cell.dates.length > 0) return false;
  return !cells.some(
    ({ words, roles }) =>
      roles.has('total') ||
      ['metric', 'org', 'companyWord', 'total'].some((type) => words.has(type as 'org')),
  );
}

function financial(around: Around, level: Level, line: string): Identity | undefined {
  const metric = isSegment(around) ? OF_SEGMENTS[line] : line;
  if (metric === undefined) return undefined;
  const org = orgOf(around);
  const isOfPage =
    around.facts.page.mainOrg === undefined &&
    !around.facts.hasOrgRows &&
    wordsOfRow(around, 'metric').length > 0;
  if ((!org && !isOfPage) || PER_SHARE.has(metric)) return undefined;
  const wanted = PERCENT_METRIC.test(metric) ? 'percent' : metric === 'sales_volume' ? 'mass' : 'money';
  if (level.unit.kind !== wanted) return undefined;
  // the unit of such a sum was lost
  if (wanted === 'money' && level.value !== 0 && Math.abs(level.value) < LEAST_SUM) return undefined;
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
  const org = companyOfRow(around);
  if (!metric || (!org && !isTotal(around) && around.facts.hasOrgRows)) return undefined;
  const place = org ? undefined : (nearest(around, 'place') ?? around.facts.page.reporter);
  return { kind: 'target', subject: 'RE-all', metric, ...(org ? { org } : {}), ...(place ? { place } : {}) };
}

/** What tonnages of goods are of; the nearest says it. */
const OUTPUT_KINDS: ReadonlySet<string> = new Set([
  'production',
  'capacity',
  'target',
  'demand',
  'supply',
  'sales',
]);

/** Signs of notes behind a name. */
const NOTE_SIGNS = /[\s*†‡§]+$|\s*\(\d\)$/u;
/** A name in a list may be short for the label; more words beside it make it another company. */
const MOST_BESIDE = 3;

/** The company that a row is named after: one of the list, else the label itself where it says that it is a company. */
function companyOfRow(around: Around): string | undefined {
  const [known] = wordsOfRow(around, 'org');
  const { cell } = around.label;
  if (!cell) return known;
  // "Mining" alone is a stage of the chain
  const isFullName = cell.words.has('companyWord') && !cell.words.has('total') && cell.unexplained > 2;
  if (!isFullName || (known !== undefined && cell.unexplained <= MOST_BESIDE)) return known;
  return around.facts.grid.reader.printed(cell).replace(NOTE_SIGNS, '');
}

/** Whose output, capacity or share it is: the company or country of the row, else of the column, else of the table. */
function ownerOf(around: Around): { org: string } | { place: string } | undefined {
  const { facts, column } = around;
  const org = companyOfRow(around);
  if (org) return { org };
  const place = wordsOfRow(around, 'place');
  if (place.length > 0) return { place: place[0]! };
  if (around.cells.some(isRest)) return undefined;
  if (facts.rowPlaces.size > 0) return isTotal(around) ? { place: 'WORLD' } : undefined;
  const orgs = wordsIn(column, 'org');
  if (orgs.length > 0) return orgs.length === 1 ? { org: orgs[0]! } : undefined;
  const places = wordsIn(column, 'place');
  if (places.length > 0) return places.length === 1 ? { place: places[0]! } : undefined;
  if (column.isRest) return undefined;
  return column.isTotal ? { place: 'WORLD' } : undefined;
}

function output(around: Around, level: Level): Identity | undefined {
  const kind = outputKind(around, level);
  const owner = ownerOf(around) ?? ownerOfTable(around);
  if (!kind || (!owner && (kind !== 'forecast' || isPartOfTable(around)))) return undefined;
  const isCompany = owner !== undefined && 'org' in owner;
  const subject =
    subjectOf(around, isCompany ? 'RE-oxide' : 'RE-all', !isCompany && owner !== undefined) ??
    titleSubject(around);
  return subject ? { kind, subject, ...owner } : undefined;
}

/** Whether a row or column is only a part of what the table is of, and its owner has to be named with it. */
const isPartOfTable = ({ facts, cells, column }: Around): boolean =>
  facts.rowPlaces.size > 0 || facts.hasOrgRows || cells.some(isRest) || column.isRest;

/** The company or country that all rows of a table are of. */
function ownerOfTable(around: Around): { org: string } | { place: string } | undefined {
  if (isPartOfTable(around)) return undefined;
  const org = orgOf(around);
  if (org) return { org };
  const place = around.facts.captionPlaces[0] ?? (saysWorld(around) ? 'WORLD' : undefined);
  return place ? { place } : undefined;
}

/** What the page is about, where nothing at the table names a good. */
const titleSubject = ({ places, facts }: Around): string | undefined =>
  places.some((place) => place?.words.has('commodity')) ? undefined : facts.page.titleMaterial;

const saysWorld = ({ places }: Around): boolean => places.some((place) => place?.words.has('world'));

/** What a figure of what is to come is of, or production or capacity, as the nearest place says. */
function outputKind(around: Around, level: Level): 'production' | 'capacity' | 'forecast' | undefined {
  for (const place of around.places) {
    const kinds = wordsIn(place, 'kind').filter((kind) => OUTPUT_KINDS.has(kind));
    const measures = wordsIn(place, 'shareMetric');
    if (measures.includes('reserves')) return undefined;
    const isMined = kinds.length === 0 && measures.includes('mining');
    if (kinds.length === 0 && !isMined) continue;
    if (kinds.includes('capacity')) return 'capacity';
    if (level.isForeseen) return 'forecast';
    // "production and supply" say one thing, "production and demand" do not
    const others = kinds.filter((each) => each !== 'production' && each !== 'supply');
    return isMined || (kinds.includes('production') && others.length === 0) ? 'production' : undefined;
  }
  return undefined;
}

/** What part of a country's trade is with a partner. */
function shareOfTrade(around: Around, level: Level, flow: 'export' | 'import'): Identity | undefined {
  const { subject, reporter, partner } = trade(around, level, flow) ?? {};
  if (!subject || !reporter || !partner || partner === 'WORLD') return undefined;
  return { kind: 'share', subject, metric: `${flow}s`, reporter, partner };
}

function share(around: Around, { shareOf }: Level): Identity | undefined {
  const subject = subjectOf(around, 'RE-all');
  const owner = ownerOf(around);
  const metric =
    wordsOfRow(around, 'shareMetric')[0] ??
    wordsIn(around.column, 'shareMetric')[0] ??
    wordsIn(shareOf, 'shareMetric')[0] ??
    (wordsIn(shareOf, 'kind').includes('production') ? 'output' : undefined) ??
    nearest(around, 'shareMetric');
  if (!subject || !metric || !owner) return undefined;
  if ('place' in owner && owner.place === 'WORLD') return undefined;
  // "domestic 40%" of what a company sold
  if (wordsIn(shareOf, 'metric').length > 0) return undefined;
  return { kind: 'share', subject, metric, ...owner };
}
