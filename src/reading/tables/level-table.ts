import type { Draft } from '../draft.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import {
  type Aside,
  type GridReading,
  NOTHING_READ,
  quantityOf,
  quoteSpan,
  type TablePage,
} from './context.ts';
import type { Grid, GridRow } from './grid.ts';
import { labelsOf, type RowLabel } from './labels.ts';
import { captionPeriod, type Level, type LevelUnits, readLevels } from './levels.ts';
import { isPercentMetric } from './metrics.ts';

type Identity = Omit<
  Draft,
  'change' | 'start' | 'end' | 'read_by' | 'passage' | 'figures' | 'value' | 'unit' | 'period'
>;

/** What a row and the lines around a table say, the nearest first. */
interface Around {
  readonly grid: Grid;
  readonly label: RowLabel;
  readonly cells: readonly Cell[];
  readonly places: readonly (Pick<Meaning, 'words' | 'materials'> | undefined)[];
}

/** Reads tables of amounts: foreign trade, accounts, output, capacity, quotas, shares. */
export function readLevelTable(grid: Grid, columns: readonly Column[], page: TablePage): GridReading {
  const labels = labelsOf(grid, columns);
  const units = unitsOf(grid);
  const fallback = captionPeriod(grid, page);
  const levels = readLevels(grid, columns, page, units, undefined);
  const drafts: Draft[] = [];
  const reasons = new Map<number, Aside>();
  for (const level of levels) {
    const index = grid.rows.indexOf(level.row);
    const around = aroundOf(grid, labels[index]!, level.row, level.column);
    if (around.label.isOther) {
      reasons.set(level.figure.numberStart, { end: level.figure.numberEnd, reason: 'another commodity' });
      continue;
    }
    const identity = identityOf(around, level, page);
    if (!identity) continue;
    drafts.push(draftOf(identity, level, around, grid, page, fallback));
  }
  const kept = oneRowEach(drafts, levels);
  return kept.length > 0 ? { drafts: kept, reasons } : NOTHING_READ;
}

/**
 * Two rows that both count as one line of accounts, such as product sales and total revenue: the one that says no
 * more than the line, or that says total, is kept.
 */
function oneRowEach(drafts: readonly Draft[], levels: readonly Level[]): Draft[] {
  const rowOf = new Map(levels.map(({ row, figure }) => [figure.numberStart, row]));
  const rank = (draft: Draft): number => {
    const row = rowOf.get(draft.figures[0]!.numberStart);
    const label = row?.cells.find(({ words }) => words.has('metric'));
    if (!label) return 0;
    return label.roles.has('total') || label.words.has('total') ? -1 : label.unexplained;
  };
  const best = new Map<string, Draft>();
  const keyOf = (draft: Draft): string => [draft.org, draft.metric, draft.period, draft.unit].join('|');
  for (const draft of drafts) {
    if (draft.kind !== 'financial') continue;
    const before = best.get(keyOf(draft));
    if (!before || rank(draft) < rank(before)) best.set(keyOf(draft), draft);
  }
  return drafts.filter((draft) => draft.kind !== 'financial' || best.get(keyOf(draft)) === draft);
}

/** Percentages are figures where rows are lines of accounts or a head says share; else only changes are. */
function unitsOf(grid: Grid): LevelUnits {
  const hasMetric = grid.rows.some(({ cells }) => cells.some(({ words }) => words.has('metric')));
  const hasShare = grid.heads.flat().some(({ roles }) => roles.has('share'));
  return hasMetric || hasShare ? ['mass', 'money', 'percent'] : ['mass', 'money'];
}

function aroundOf(grid: Grid, label: RowLabel, row: GridRow, column: Column): Around {
  const cells = row.cells.filter(({ kind }) => kind === 'text');
  const places = [...cells, column, row.section, ...grid.above];
  return { grid, label, cells, places };
}

const wordsIn = (place: Pick<Meaning, 'words'> | undefined, type: string): readonly string[] =>
  place?.words.get(type as 'place') ?? [];

/** The value of the nearest word of a type. */
function nearest({ places }: Around, type: string): string | undefined {
  for (const place of places) {
    const found = wordsIn(place, type)[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

function identityOf(around: Around, level: Level, page: TablePage): Identity | undefined {
  const metric =
    around.cells.flatMap((cell) => wordsIn(cell, 'metric'))[0] ?? wordsIn(level.column, 'metric')[0];
  if (metric) return financial(around, level, metric, page);
  const quota = nearest(around, 'quota');
  const isQuota = around.places.some((place) => place?.words.has('quotaWord'));
  if (isQuota && level.unit.kind === 'mass') return target(around, level, quota, page);
  if (level.unit.kind === 'percent') return level.column.measure === 'share' ? share(around) : undefined;
  const flow = flowOf(around);
  if (flow) return trade(around, level, flow, page);
  if (level.unit.kind !== 'mass') return undefined;
  return output(around, page);
}

/** The flow of a row, its column or its heading; not where the heading is about rules of trade. */
function flowOf(around: Around): 'export' | 'import' | undefined {
  for (const place of around.places) {
    const flows = new Set(wordsIn(place, 'flow'));
    if (flows.size > 1) return undefined;
    if (flows.size === 1) return [...flows][0] as 'export';
  }
  return undefined;
}

/** The one good that the row, the column or the heading names. */
function subjectOf(around: Around, weighedAs: 'RE-oxide' | 'RE-all' = 'RE-all'): string | undefined {
  if (around.label.subject) return around.label.subject;
  for (const place of around.places) {
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

function trade(
  around: Around,
  level: Level,
  flow: 'export' | 'import',
  page: TablePage,
): Identity | undefined {
  const { grid, cells } = around;
  const subject = subjectOf(around) ?? page.mainMaterial;
  if (!subject) return undefined;
  const rowPlaces = cells.flatMap((cell) => wordsIn(cell, 'place'));
  const isTotal = cells.some(
    (cell) => cell.words.has('total') || cell.words.has('world') || cell.roles.has('total'),
  );
  const captionPlaces = [
    ...new Set([level.row.section, ...grid.above].flatMap((place) => wordsIn(place, 'place'))),
  ];
  const columnPlaces = wordsIn(level.column, 'place');
  const isByPartner = grid.rows.some((row) =>
    row.cells.some((cell) => cell.kind === 'text' && cell.words.has('place')),
  );
  const partners = new Set(
    grid.rows.flatMap((row) =>
      row.cells.flatMap((cell) => (cell.kind === 'text' ? wordsIn(cell, 'place') : [])),
    ),
  );
  const ofPage = page.reporter !== undefined && !partners.has(page.reporter) ? page.reporter : undefined;
  const named = captionPlaces[0];
  // one place in the heading of a list of months or goods may be either side
  if (named && captionPlaces.length === 1 && !isByPartner && page.reporter && named !== page.reporter)
    return undefined;
  const reporter = named ?? ofPage ?? HOME[grid.reader.language.code];
  let partner: string | undefined;
  if (isTotal) partner = 'WORLD';
  else if (rowPlaces.length === 1) partner = rowPlaces[0];
  else if (rowPlaces.length > 1 || isByPartner) return undefined;
  else if (columnPlaces.length === 1) partner = columnPlaces[0];
  else partner = captionPlaces.find((place) => place !== reporter) ?? 'WORLD';
  if (!reporter || !partner || partner === reporter) return undefined;
  return {
    kind: 'trade',
    subject,
    reporter,
    partner,
    flow,
    ...(level.isPrevious ? { isEarlier: true } : {}),
  };
}

function financial(around: Around, level: Level, metric: string, page: TablePage): Identity | undefined {
  const org = orgOf(around, page);
  if (!org) return undefined;
  if ((level.unit.kind === 'percent') !== isPercentMetric(metric) && metric !== 'sales_volume')
    return undefined;
  if (metric === 'sales_volume' && level.unit.kind !== 'mass') return undefined;
  return { kind: 'financial', subject: org, org, metric, ...(level.isPrevious ? { isEarlier: true } : {}) };
}

/** The company of a row or heading, else the one that the page is about. */
function orgOf(around: Around, page: TablePage): string | undefined {
  for (const place of around.places) {
    const companies = wordsIn(place, 'org').filter(
      (name) => page.vocabulary.organisations.get(name)?.kind === 'company',
    );
    if (companies.length === 1) return companies[0];
    if (companies.length > 1) return undefined;
  }
  return page.mainOrg;
}

function target(
  around: Around,
  level: Level,
  quota: string | undefined,
  page: TablePage,
): Identity | undefined {
  const ofColumn = wordsIn(level.column, 'quota');
  const metric = ofColumn.length === 1 ? ofColumn[0] : ofColumn.length === 0 ? quota : undefined;
  if (!metric) return undefined;
  const org = around.cells.flatMap((cell) => wordsIn(cell, 'org'))[0];
  const isTotal = around.cells.some((cell) => cell.words.has('total') || cell.roles.has('total'));
  if (!org && !isTotal && hasOrgRows(around)) return undefined;
  const place = org ? undefined : (nearest(around, 'place') ?? page.reporter);
  return { kind: 'target', subject: 'RE-all', metric, ...(org ? { org } : {}), ...(place ? { place } : {}) };
}

const hasOrgRows = ({ grid }: Around): boolean =>
  grid.rows.some(({ cells }) => cells.some((cell) => cell.kind === 'text' && cell.words.has('org')));

function output(around: Around, page: TablePage): Identity | undefined {
  const isOfCompany = around.cells.some((cell) => cell.words.has('org'));
  const subject = subjectOf(around, isOfCompany ? 'RE-oxide' : 'RE-all');
  if (!subject) return undefined;
  let kind: string | undefined;
  for (const place of around.places) {
    const kinds = wordsIn(place, 'kind').filter(
      (each) =>
        each === 'production' ||
        each === 'capacity' ||
        each === 'target' ||
        each === 'forecast' ||
        each === 'demand' ||
        each === 'sales',
    );
    if (kinds.length === 0) continue;
    kind = kinds.includes('capacity') ? 'capacity' : kinds.length === 1 ? kinds[0] : undefined;
    break;
  }
  if (kind !== 'production' && kind !== 'capacity') return undefined;
  const isTotal = around.cells.some(
    (cell) => cell.words.has('world') || cell.words.has('total') || cell.roles.has('total'),
  );
  const org = around.cells.flatMap((cell) => wordsIn(cell, 'org'))[0];
  const place = org ? undefined : around.cells.flatMap((cell) => wordsIn(cell, 'place'))[0];
  const hasPlaces = around.grid.rows.some(({ cells }) =>
    cells.some((cell) => cell.kind === 'text' && cell.words.has('place')),
  );
  if (org) return { kind, subject, org };
  if (place) return { kind, subject, place };
  if (hasPlaces) return isTotal ? { kind, subject, place: 'WORLD' } : undefined;
  const owner = orgOf(around, page);
  const captionPlace = around.grid.above.flatMap((line) => wordsIn(line, 'place'))[0];
  return owner
    ? { kind, subject, org: owner }
    : captionPlace
      ? { kind, subject, place: captionPlace }
      : undefined;
}

function share(around: Around): Identity | undefined {
  const subject = subjectOf(around);
  const metric = nearest(around, 'shareMetric');
  const org = around.cells.flatMap((cell) => wordsIn(cell, 'org'))[0];
  const place = around.cells.flatMap((cell) => wordsIn(cell, 'place'))[0];
  if (!subject || !metric || (!org && !place) || flowOf(around)) return undefined;
  return { kind: 'share', subject, metric, ...(org ? { org } : { place: place! }) };
}

function draftOf(
  identity: Identity,
  level: Level,
  around: Around,
  grid: Grid,
  page: TablePage,
  fallback: string | undefined,
): Draft {
  const label = around.label.cell ?? level.row.cells[0]!;
  const span = quoteSpan(grid.isTurned ? undefined : label, [level.cell, ...level.changeCells]);
  const period = level.period ?? (identity.kind === 'financial' ? (page.accounts ?? fallback) : fallback);
  const value = identity.kind === 'financial' && isLoss(around) ? -Math.abs(level.value) : level.value;
  return {
    ...identity,
    value,
    unit: unitCode(level, page),
    ...(period ? { period } : {}),
    change: [...level.changes],
    ...span,
    read_by: `table/${grid.layout}/${identity.kind}`,
    passage: -1,
    figures: [level.figure, ...level.changeFigures].map(quantityOf),
  };
}

/** A row that is only called a loss prints it without sign. */
const isLoss = ({ cells }: Around): boolean =>
  cells.some((cell) => cell.words.has('metric') && cell.isLoss === true);

function unitCode({ unit }: Level, page: TablePage): string {
  if (unit.kind === 'money') return unit.currency === '$' ? page.dollar : unit.currency!;
  return unit.kind === 'mass' ? unit.mass! : 'pct';
}
