import type { Draft } from '../draft.ts';
import { type Identity, isOfShares, tableFacts } from './around.ts';
import { type Column, hasLostHeads } from './columns.ts';
import {
  type Aside,
  type GridReading,
  NOTHING_READ,
  quantityOf,
  quoteSpan,
  type TablePage,
} from './context.ts';
import type { Grid, GridRow } from './grid.ts';
import { identityOf } from './identity.ts';
import { labelsOf, type RowLabel } from './labels.ts';
import { captionPeriod } from './level-columns.ts';
import { type Level, type LevelUnits, readLevels } from './levels.ts';

/** Reads tables of amounts: foreign trade, accounts, output, capacity, quotas, shares. */
export function readLevelTable(grid: Grid, columns: readonly Column[], page: TablePage): GridReading {
  // which figure is of which of the heads is not said
  if (hasLostHeads(grid, columns)) return NOTHING_READ;
  const labels = new Map(labelsOf(grid, columns).map((label, index) => [grid.rows[index]!, label]));
  const fallback = captionPeriod(grid, page);
  const facts = tableFacts(grid, page);
  const found: Found[] = [];
  const reasons = new Map<number, Aside>();
  for (const level of readLevels(grid, columns, page, unitsOf(grid))) {
    const label = labels.get(level.row)!;
    if (label.isOther) {
      reasons.set(level.figure.numberStart, { end: level.figure.numberEnd, reason: 'another commodity' });
      continue;
    }
    const hs = customsCode(level.row, columns);
    const coded = hs && label.subject === undefined ? page.vocabulary.customsCodes.get(hs.code) : undefined;
    const identity = identityOf(facts, coded ? { ...label, subject: coded } : label, level);
    if (hs) reasons.set(hs.start, { end: hs.start + hs.code.length, reason: 'a customs code' });
    if (identity)
      found.push({
        draft: {
          ...draftOf(identity, level, label, grid, page, fallback),
          ...(hs && identity.kind === 'trade' ? { hs: hs.code } : {}),
        },
        row: level.row,
        head: level.column.text,
      });
  }
  const drafts = oneRowEach(withoutTwins(found));
  return drafts.length > 0 ? { drafts, reasons } : NOTHING_READ;
}

/** A figure of a table with the row and the heads that it stands under. */
interface Found {
  readonly draft: Draft;
  readonly row: GridRow;
  readonly head: string;
}

/** Two figures of a row under the same heads, of the same time: a head that parted them was lost, and neither is read. */
function withoutTwins(found: readonly Found[]): Found[] {
  const keyOf = ({ draft, row, head }: Found): string =>
    [row.start, head, draft.kind, draft.metric, draft.period, draft.unit, draft.isEarlier, draft.place].join(
      '|',
    );
  const counts = new Map<string, number>();
  for (const one of found) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return found.filter((one) => one.head === '' || counts.get(keyOf(one)) === 1);
}

/** The customs code in a column of codes: 6 to 10 digits without separators. */
function customsCode(row: GridRow, columns: readonly Column[]): { code: string; start: number } | undefined {
  for (const [index, cell] of row.cells.entries()) {
    const figure = cell.figures[0];
    if (columns[index]?.measure !== 'aside' || !figure || figure.decimals > 0) continue;
    const length = figure.numberEnd - figure.numberStart;
    if (length >= 6 && length <= 10 && String(figure.low).length === length)
      return { code: String(figure.low), start: figure.numberStart };
  }
  return undefined;
}

/** Percentages are figures where rows are lines of accounts or a head says share; else only changes are. */
function unitsOf(grid: Grid): LevelUnits {
  const hasMetric = grid.rows.some(({ cells }) => cells.some(({ words }) => words.has('metric')));
  const hasShare = grid.heads.flat().some(({ roles, words }) => roles.has('share') || words.has('metric'));
  return hasMetric || hasShare || isOfShares(grid) ? ['mass', 'money', 'percent'] : ['mass', 'money'];
}

/**
 * Two rows that both count as one line of accounts, such as product sales and total revenue: the one that says total,
 * or that says no more than the line, is kept.
 */
function oneRowEach(found: readonly { readonly draft: Draft; readonly row: GridRow }[]): Draft[] {
  const rank = (row: GridRow): number => {
    const label = row.cells.find(({ words }) => words.has('metric'));
    if (!label) return 0;
    return label.roles.has('total') || label.words.has('total') ? -1 : label.unexplained;
  };
  // rows of segments under heads of lines are one line each
  const isLine = (row: GridRow): boolean => row.cells.some(({ words }) => words.has('metric'));
  const keyOf = ({ org, metric, period, unit }: Draft): string => [org, metric, period, unit].join('|');
  const best = new Map<string, { draft: Draft; rank: number }>();
  for (const { draft, row } of found) {
    if (draft.kind !== 'financial' || !isLine(row)) continue;
    const before = best.get(keyOf(draft));
    if (!before || rank(row) < before.rank) best.set(keyOf(draft), { draft, rank: rank(row) });
  }
  return found
    .filter(
      ({ draft, row }) =>
        draft.kind !== 'financial' || !isLine(row) || best.get(keyOf(draft))!.draft === draft,
    )
    .map(({ draft }) => draft);
}

function draftOf(
  identity: Identity,
  level: Level,
  label: RowLabel,
  grid: Grid,
  page: TablePage,
  fallback: string | undefined,
): Draft {
  const span = quoteSpan(grid.isTurned ? undefined : (label.cell ?? level.row.cells[0]), [
    level.cell,
    ...level.changeCells,
  ]);
  const period = level.period ?? (identity.kind === 'financial' ? (page.accounts ?? fallback) : fallback);
  // a row that is only called a loss prints it without sign
  const isLoss =
    identity.kind === 'financial' &&
    level.row.cells.some(({ words, isLoss: names }) => words.has('metric') && names);
  return {
    ...identity,
    ...(identity.kind === 'price' && level.unit.kind === 'price'
      ? { low: level.value, high: level.value }
      : { value: isLoss ? -Math.abs(level.value) : level.value }),
    unit: unitCode(level, page),
    ...(period ? { period } : {}),
    change: [...level.changes],
    ...span,
    read_by: `table/${grid.layout}/${identity.kind}`,
    passage: -1,
    figures: [level.figure, ...level.changeFigures].map(quantityOf),
  };
}

function unitCode({ unit }: Level, page: TablePage): string {
  if (unit.kind === 'price') return `${unit.currency === '$' ? page.dollar : unit.currency}/${unit.mass}`;
  if (unit.kind === 'money') return unit.currency === '$' ? page.dollar : unit.currency!;
  return unit.kind === 'mass' ? unit.mass! : 'pct';
}
