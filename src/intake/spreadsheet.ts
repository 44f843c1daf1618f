import type { Cell, MergeRange, Sheet } from 'hucre/xlsx';
import { displayedCell } from './cell-text.ts';
import type { IntakeNote } from './intake-document.ts';
import { IntakeError, reasonOf } from './intake-error.ts';
import type { Budget } from './limits.ts';
import type { TableRow, TextBuilder } from './text-builder.ts';
import { checkZip } from './zip-guard.ts';

/**
 * A workbook: each sheet under its name, visible ones first. Cells read as they are shown (number formats
 * carry units and percent signs), dates as ISO; blank rows part tables; a row with one cell before a table is
 * a line of text.
 */
export async function readSpreadsheet(
  bytes: Uint8Array,
  into: TextBuilder,
  budget: Budget,
): Promise<IntakeNote[]> {
  await checkZip(bytes, budget);
  // Loaded here, because most documents are no workbooks.
  const [{ readXlsx }, { formatValue }] = await Promise.all([import('hucre/xlsx'), import('hucre')]);
  const workbook = await readXlsx(bytes, { readStyles: true }).catch((error: unknown) => {
    throw new IntakeError('damaged', `The workbook cannot be opened: ${reasonOf(error)}`, {
      remedy: 'Open it in a spreadsheet program and save it again as .xlsx.',
      cause: error,
    });
  });
  const notes: IntakeNote[] = [];
  const isHidden = (sheet: Sheet) => sheet.hidden || sheet.veryHidden;
  const is1904 = workbook.dateSystem === '1904';
  for (const sheet of [...workbook.sheets].sort(
    (a, b) => Number(isHidden(a) ?? false) - Number(isHidden(b) ?? false),
  )) {
    budget.time();
    const hidden = isHidden(sheet);
    if (hidden) notes.push({ message: 'The sheet is hidden in the workbook', where: `sheet ${sheet.name}` });
    const show = (value: Sheet['rows'][number][number], cell: Cell | undefined) =>
      displayedCell(value, cell?.style?.numFmt, (plain, format) => formatValue(plain, format, { is1904 }));
    const grid = gridOf(sheet, show, budget);
    if (grid.every((row) => row.every((text) => text === ''))) continue;
    into.add('heading', hidden ? `${sheet.name} (hidden)` : sheet.name, {
      level: 2,
      source: { sheet: sheet.name },
    });
    addBlocks(grid, sheet.name, into);
  }
  if (into.length === 0) throw new IntakeError('empty', 'The workbook has no filled cell');
  return notes;
}

type Show = (value: Sheet['rows'][number][number], cell: Cell | undefined) => string;

function gridOf(sheet: Sheet, show: Show, budget: Budget): string[][] {
  const grid: string[][] = [];
  sheet.rows.forEach((row, rowIndex) => {
    if (rowIndex % 1024 === 0) budget.time();
    grid.push(
      row.map((value, column) =>
        value === null ? '' : show(value, sheet.cells?.get(`${rowIndex},${column}`)),
      ),
    );
  });
  for (const merge of sheet.merges ?? []) repeatLabel(grid, merge, budget);
  return grid;
}

/** A label over several rows stands in each of them, so that every row can be read by itself; figures do not. */
function repeatLabel(grid: string[][], merge: MergeRange, budget: Budget): void {
  const text = grid[merge.startRow]?.[merge.startCol] ?? '';
  if (text === '' || /^[-+−]?[\d.,\s]+%?$/.test(text)) return;
  const last = Math.min(merge.endRow, grid.length - 1);
  budget.cells(Math.max(0, last - merge.startRow));
  for (let row = merge.startRow + 1; row <= last; row += 1) grid[row]![merge.startCol] = text;
}

function addBlocks(grid: readonly (readonly string[])[], sheet: string, into: TextBuilder): void {
  let block: number[] = [];
  const flush = () => {
    if (block.length > 0) addTable(grid, block, sheet, into);
    block = [];
  };
  grid.forEach((row, index) => {
    const filled = filledColumns(row);
    if (filled.length === 0) flush();
    else if (filled.length === 1 && block.length === 0) {
      const column = filled[0]!;
      into.add('paragraph', row[column]!, { source: { sheet, cell: `${columnName(column)}${index + 1}` } });
    } else block.push(index);
  });
  flush();
}

function addTable(
  grid: readonly (readonly string[])[],
  rows: readonly number[],
  sheet: string,
  into: TextBuilder,
): void {
  const columns = [...new Set(rows.flatMap((row) => filledColumns(grid[row]!)))].sort((a, b) => a - b);
  const first = columnName(columns[0]!);
  const last = columnName(columns.at(-1)!);
  const tableRows: TableRow[] = rows.map((row) => ({
    cells: columns.map((column) => grid[row]![column] ?? ''),
    source: { sheet, cell: `${first}${row + 1}:${last}${row + 1}` },
  }));
  into.table(tableRows, { source: { sheet, cell: `${first}${rows[0]! + 1}:${last}${rows.at(-1)! + 1}` } });
}

function filledColumns(row: readonly string[]): number[] {
  const columns: number[] = [];
  row.forEach((text, column) => {
    if (text !== '') columns.push(column);
  });
  return columns;
}

/** 0 to `A`, 26 to `AA`. */
function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}
