/** Reads a bill of materials: forgiving about headings and units, strict about meaning. */
import type { Facts } from '../../facts/index.ts';
import { fold } from '../fold.ts';
import type { Bill, BillColumn, BillProblem, Part } from './bill.ts';
import type { CellContext } from './cell-reader.ts';
import { applicationOf, cellText, READERS } from './cells.ts';
import { BillError, type CellValue, type Sheet } from './grid.ts';
import { type ChosenColumns, findHeadings, type Headings, headingWords, nameOf } from './headings.ts';
import { decimalOfFile, numeralsIn } from './numeral.ts';

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
    const rows = sheet.rows.slice(headings.row + 1);
    const decimal = decimalOfFile(numeralTexts(rows, headings.columns));
    const parts: Part[] = [];
    const problems: BillProblem[] = [...headings.problems];
    const lines = new Map<string, number>();
    const isNone = (text: string) => text === '' || none.has(fold(text)) || /^[-–—?]+$/.test(text);
    rows.forEach((cells, index) => {
      const row = headings.row + index + 2;
      if (cells.every((cell) => cellText(cell) === '')) return;
      const found: { -readonly [K in keyof Part]?: Part[K] } = {};
      const wrong: BillProblem[] = [];
      let leftOut = false;
      headings.columns.forEach((column, at) => {
        const value = cells[at] ?? null;
        const text = cellText(value);
        const reader = column.field && READERS[column.field];
        if (!reader || isNone(text)) return;
        const context: CellContext = {
          ...shared,
          decimal: plainNumber(value) ? '.' : decimal,
          heading: column.heading,
          unit: column.unit,
        };
        const reading = reader(text, context, value);
        const where = { row, column: nameOf(column), field: column.field! };
        if ('wrong' in reading) {
          const decides = specs.find((spec) => spec.field === column.field)!.decides;
          leftOut ||= decides;
          wrong.push({
            ...where,
            kind: decides ? 'row left out' : 'cell left out',
            found: reading.wrong,
            expected: reading.right,
          });
          return;
        }
        const { application, use, ...gives } = reading.gives;
        Object.assign(found, gives);
        if (application && (column.field === 'application' || !found.application))
          Object.assign(found, { application, use });
        if (reading.note) problems.push({ ...where, kind: 'note', found: reading.note });
      });
      if (found.part === undefined || totals.has(fold(found.part))) {
        if (found.part === undefined && Object.keys(found).length > 1) {
          problems.push({
            row,
            kind: 'row left out',
            field: 'part',
            found: 'has no part number or name',
            expected: 'a name in the column of the part',
          });
        }
        return;
      }
      problems.push(...wrong);
      if (leftOut) return;
      if (!found.application)
        Object.assign(found, applicationOf(shared.applications, found.description ?? ''));
      const before = lines.get(found.part);
      if (before !== undefined) {
        problems.push({
          row,
          field: 'part',
          kind: 'note',
          found: `${found.part} stands in row ${before} too; both are counted`,
        });
      }
      lines.set(found.part, row);
      parts.push({ ...found, row, part: found.part });
    });
    return { name: sheet.name, parts, problems, columns: headings.columns };
  }
}

const plainNumber = (value: CellValue): boolean => typeof value === 'number';

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
