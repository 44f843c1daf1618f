import type { Cell, CellKind } from './cell.ts';
import { greatest } from './context.ts';
import { type Facets, facetsOf } from './facets.ts';
import { type Grid, isDayCell, isLabelHead, isYearCell, standsOverNames } from './grid.ts';
import { type SignStyle, signStyle } from './sign.ts';
import type { UnitPhrase } from './unit-phrase.ts';

/** A column: what its heads say and what stands in it. */
export interface Column extends Facets {
  readonly index: number;
  /** The words of its heads, from the top. */
  readonly text: string;
  readonly cells: readonly (Cell | undefined)[];
  /** How many of its cells are of a kind. */
  readonly counts: ReadonlyMap<CellKind, number>;
  /** Cells with figures. */
  readonly figures: number;
  readonly percents: number;
  readonly ranges: number;
  readonly signed: number;
  readonly signs: SignStyle;
  /** Units of money printed with its figures. */
  readonly money: readonly UnitPhrase[];
}

/** The columns of a table whose cells stand under each other; heads are put over them where their count agrees. */
export function columnsOf(grid: Grid): Column[] {
  const width = greatest(grid.rows.map(({ cells }) => cells.length));
  const heads = headsOver(grid, width);
  return Array.from({ length: width }, (_, index) => {
    const cells = grid.rows.map((row) => (row.cells.length === width ? row.cells[index] : undefined));
    const counts = new Map<CellKind, number>();
    let figures = 0;
    let percents = 0;
    let ranges = 0;
    let signed = 0;
    for (const cell of cells) {
      if (!cell) continue;
      counts.set(cell.kind, (counts.get(cell.kind) ?? 0) + 1);
      const first = cell.figures[0];
      if (!first) continue;
      figures++;
      if (first.unit?.kind === 'percent') percents++;
      if (first.isRange) ranges++;
      if (first.sign !== 0) signed++;
    }
    const text = (heads[index] ?? []).map((head) => head.text).join(' ');
    const facets = facetsOf(heads[index] ?? []);
    // a head such as 矿产品 or "Week of 8 September" over figures says what they are of
    const silent = (counts.get('nothing') ?? 0) + (counts.get('empty') ?? 0);
    const isOfFigures =
      (facets.measure === 'label' || facets.measure === 'date') && figures * 2 > cells.length - silent;
    const { measure, ...rest } = facets;
    return {
      ...(isOfFigures ? rest : facets),
      text,
      index,
      cells,
      counts,
      figures,
      percents,
      ranges,
      signed,
      signs: signStyle(cells),
      money: moneyIn(cells),
    };
  });
}

/** Whether heads stand over a table that could not be put over its columns. */
export const hasLostHeads = (grid: Grid, columns: readonly Column[]): boolean =>
  grid.hasLostHeads === true || (grid.heads.length > 0 && columns.every(({ isSilent }) => isSilent));

/** Different units of money with the figures of a column. */
function moneyIn(cells: readonly (Cell | undefined)[]): UnitPhrase[] {
  const found: UnitPhrase[] = [];
  for (const cell of cells) {
    for (const { unit } of cell?.figures ?? []) {
      if (unit?.kind !== 'money') continue;
      if (!found.some((other) => other.currency === unit.currency && other.factor === unit.factor))
        found.push(unit);
    }
  }
  return found;
}

/**
 * The heads over each column. A head over several columns stands in the first of them and counts for the empty ones
 * after it, where a second row of heads parts them.
 */
function headsOver(grid: Grid, width: number): (readonly Cell[])[] {
  const over: Cell[][] = Array.from({ length: width }, () => []);
  const aligned = grid.heads.map((cells) => alignedHead(cells, width));
  const rows = aligned.map((row, level) =>
    row === undefined && aligned.slice(level + 1).some((below) => below !== undefined)
      ? evenlySpread(grid.heads[level]!, width)
      : row,
  );
  rows.forEach((cells, level) => {
    if (!cells) return;
    const below = rows.slice(level + 1).find((other) => other !== undefined);
    let last: Cell | undefined;
    cells.forEach((cell, index) => {
      const isFilled = cell !== undefined && cell.kind !== 'empty';
      if (isFilled) last = cell;
      const isSpanned =
        !isFilled && below?.[index] !== undefined && below[index]!.kind !== 'empty' && index > 0;
      const head = isFilled ? cell : isSpanned ? last : undefined;
      if (head)
        over[index]!.push(
          isYearCell(head) || isDayCell(head) ? { ...head, ...grid.reader.meaning(head) } : head,
        );
    });
  });
  return over;
}

/** Heads that each stand over as many of the columns behind the names: "Volume", "Value" over twice two years. */
function evenlySpread(cells: readonly Cell[], width: number): (Cell | undefined)[] | undefined {
  const filled = cells.filter(
    ({ kind }, index) => kind !== 'empty' && !(index === 0 && isLabelHead(cells[0])),
  );
  const each = (width - 1) / filled.length;
  if (filled.length < 2 || each < 2 || !Number.isInteger(each)) return undefined;
  return [undefined, ...filled.flatMap((cell) => Array.from({ length: each }, () => cell))];
}

/** A row of heads as wide as the table: the corner over the labels may be left out. */
function alignedHead(cells: readonly Cell[], width: number): (Cell | undefined)[] | undefined {
  if (cells.length === width) return standsOverNames(cells) ? undefined : [...cells];
  const [first] = cells;
  return cells.length === width - 1 && first?.kind !== 'empty' && !isLabelHead(first)
    ? [undefined, ...cells]
    : undefined;
}
