import type { WordType } from '../../vocabulary/index.ts';
import { lineName } from '../prose/company.ts';
import {
  type Around,
  flowOf,
  type Identity,
  orgOf,
  subjectOf,
  type TableFacts,
  textCells,
  wordsIn,
  wordsOfRow,
} from './around.ts';
import { output, share, target } from './identity-output.ts';
import { shareOfTrade, trade } from './identity-trade.ts';
import type { RowLabel } from './labels.ts';
import type { Level } from './levels.ts';

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
