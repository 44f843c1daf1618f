/** Results and the template as XLSX bytes; works in a browser. */
import type { WriteSheet } from 'hucre/xlsx';
import type { Assessment } from '../whole.ts';
import type { CellKind } from './columns.ts';
import { type ResultSheet, resultSheets } from './results.ts';

const FORMAT: Readonly<Record<CellKind, string | undefined>> = {
  text: undefined,
  count: '#,##0',
  mass: '#,##0.###',
  money: '#,##0.00',
  share: '0%',
  percent: '0.0',
  weeks: '0.#',
};
const WIDEST = 60;

/** A workbook of sheets with frozen heads and filters. */
export async function toWorkbook(sheets: readonly ResultSheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({
    sheets: sheets.map(
      ({ name, heads, rows }): WriteSheet => ({
        name,
        columns: heads.map(({ title, kind }, at) => ({
          width: widthOf(title, rows, at),
          ...(FORMAT[kind] ? { numFmt: FORMAT[kind] } : {}),
        })),
        rows: [heads.map(({ title }) => title), ...rows.map((row) => heads.map((_, at) => row[at] ?? null))],
        freezePane: { rows: 1 },
      }),
    ),
  });
}

function widthOf(title: string, rows: ResultSheet['rows'], at: number): number {
  const longest = rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), title.length);
  return Math.min(WIDEST, Math.max(8, longest + 2));
}

/** Everything that was worked out, as a workbook. */
export const resultsWorkbook = (assessment: Assessment): Promise<Uint8Array> =>
  toWorkbook(resultSheets(assessment));
