/** Reads a bill of materials: forgiving about headings and units, strict about meaning. */
import type { Facts } from '../../facts/index.ts';
import { fold } from '../fold.ts';
import type { Bill, BillColumn, BillProblem, Part } from './bill.ts';
import { applicationOf, cellText, READERS } from './cells.ts';
import { BillError, type CellValue, type Sheet } from './grid.ts';
import { type ChosenColumns, findHeadings, type Headings, headingWords, nameOf } from './headings.ts';
import { type Decimal, decimalOfFile, numeralsIn } from './numeral.ts';

export type BillFacts = Pick<
  Facts,
  | 'partColumns'
  | 'partWords'
  | 'applicationWords'
  | 'temperatureClasses'
  | 'places'
  | 'placeWords'
  | 'calendarWords'
>;

export interface BillOptions {
  /** Columns that the user names: heading or letter to field. */
  readonly columns?: ChosenColumns;
}

/** Reads the first sheet that has headings of a bill of materials. */
export type ReadBill = (sheets: readonly Sheet[], options?: BillOptions) => Bill;

/**
 * Makes a reader of bills of materials from the shipped words.
 *
 * @example createBillReader(facts)(await readSheets('bom.csv', bytes)).parts
 */
export function createBillReader(facts: BillFacts): ReadBill {
  const specs = facts.partColumns.columns;
  const words = headingWords(specs);
  const shared = {
    words: facts.partWords,
    facts,
    applications: facts.applicationWords.applications,
    places: placeNames(facts),
    months: monthNames(facts),
  };
  const totals = new Set(facts.partWords.totals.map(fold));
  const none = new Set(facts.partWords.none.map(fold));
  const deciding = new Set(specs.filter((spec) => spec.decides).map((spec) => spec.field));
  const needed = specs.filter((spec) => spec.needed).map((spec) => spec.title);

  return (sheets, options = {}) => {
    for (const sheet of sheets) {
      const headings = findHeadings(specs, words, sheet.rows, options.columns);
      if (headings) return readRows(sheet, headings);
    }
    const first = sheets[0]?.rows.find((row) => row.some((cell) => cellText(cell) !== ''));
    const seen = first
      ? `; the first row says ${first.slice(0, 8).map(cellText).join(', ')}`
      : '; it is empty';
    throw new BillError(
      `No row of headings was found in ${sheets[0]?.name ?? 'the file'}${seen}. It needs at least ${needed.join(', ')} and one column more, such as Grade or Mass; see "coercivity parts template".`,
    );
  };

  function readRows(sheet: Sheet, headings: Headings): Bill {
    const firstRow = headings.row + (headings.unitsBelow ? 2 : 1);
    const rows = sheet.rows.slice(firstRow);
    const decimal = decimalOfFile(numeralTexts(rows, headings.columns));
    const parts: Part[] = [];
    const problems: BillProblem[] = [...headings.problems];
    const lines = new Map<string, number>();
    for (const [index, cells] of rows.entries()) {
      const row = firstRow + index + 1;
      const read = readRow(cells, row, headings.columns, decimal);
      problems.push(...read.problems);
      if (!read.part) continue;
      const { part } = read.part;
      const before = lines.get(part);
      if (before !== undefined) {
        const found = `${part} stands in row ${before} too; both are counted`;
        problems.push({ row, field: 'part', kind: 'note', found });
      }
      lines.set(part, row);
      parts.push(read.part);
    }
    return { name: sheet.name, parts, problems, columns: headings.columns };
  }

  /** One row: its part, unless it is blank, a total, or holds a cell that decides and cannot be read. */
  function readRow(
    cells: readonly CellValue[],
    row: number,
    columns: readonly BillColumn[],
    decimal: Decimal | undefined,
  ): { readonly part?: Part; readonly problems: readonly BillProblem[] } {
    const found: { -readonly [K in keyof Part]?: Part[K] } = {};
    const problems: BillProblem[] = [];
    for (const [at, column] of columns.entries()) {
      const { field, heading, unit } = column;
      const value = cells[at] ?? null;
      const text = cellText(value);
      const reader = field && READERS[field];
      if (!reader || isNone(text)) continue;
      const sign = typeof value === 'number' ? '.' : decimal;
      const reading = reader(text, { ...shared, decimal: sign, heading, unit }, value);
      const where = { row, column: nameOf(column), field };
      if ('wrong' in reading) {
        const kind = deciding.has(field) ? 'row left out' : 'cell left out';
        problems.push({ ...where, kind, found: reading.wrong, expected: reading.right });
        continue;
      }
      if (reading.note) problems.push({ ...where, kind: 'note', found: reading.note });
      const { application, use, ...gives } = reading.gives;
      Object.assign(found, gives);
      if (application && (field === 'application' || !found.application)) {
        Object.assign(found, { application, use });
      }
    }
    const { part } = found;
    if (part === undefined) {
      if (Object.keys(found).length < 2) return { problems: [] };
      const expected = 'a name in the column of the part';
      return {
        problems: [
          { row, kind: 'row left out', field: 'part', found: 'has no part number or name', expected },
        ],
      };
    }
    if (totals.has(fold(part))) return { problems: [] };
    if (problems.some(({ kind }) => kind === 'row left out')) return { problems };
    if (!found.application) Object.assign(found, applicationOf(shared.applications, found.description ?? ''));
    return { part: { ...found, row, part }, problems };
  }

  function isNone(text: string): boolean {
    return text === '' || none.has(fold(text)) || /^[-–—?]+$/.test(text);
  }
}

/** Numerals of the columns in which numbers stand. */
function* numeralTexts(
  rows: readonly (readonly CellValue[])[],
  columns: readonly BillColumn[],
): Generator<string> {
  const numbers = new Set([
    'mass',
    'unit_mass',
    'device_mass',
    'size',
    'temperature',
    'coercivity',
    'price_paid',
    'stock_weeks',
  ]);
  for (const cells of rows) {
    for (const [at, column] of columns.entries()) {
      const cell = cells[at];
      if (typeof cell !== 'string' || !column.field || !numbers.has(column.field)) continue;
      for (const numeral of numeralsIn(cell)) yield numeral.text;
    }
  }
}

/** Names of countries in every language of the vocabulary, and their codes. */
function placeNames(facts: Pick<Facts, 'places' | 'placeWords'>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, code: string) => {
    const folded = fold(name.replace(/^=/, '').replace(/\*$/, ''));
    if (folded !== '' && !names.has(folded)) names.set(folded, code);
  };
  const codes = Object.keys(facts.placeWords.places).filter((code) => /^[A-Z]{2}$/.test(code));
  for (const code of codes) add(code, code);
  add('UK', 'GB');
  for (const code of codes) {
    for (const list of Object.values(facts.placeWords.places[code]!))
      for (const name of list) add(name, code);
  }
  for (const { place, name, kind } of facts.places) if (kind === 'country') add(name, place);
  return names;
}

function monthNames({ calendarWords }: Pick<Facts, 'calendarWords'>): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [month, lists] of Object.entries(calendarWords.months)) {
    for (const word of Object.values(lists).flat()) names.set(fold(word.replace(/^=/, '')), Number(month));
  }
  return names;
}
