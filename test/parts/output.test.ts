import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { renderPartsMarkdown, renderPartsPage } from '../../src/brief/index.ts';
import {
  partsReport,
  RESULT_COLUMNS,
  readSheets,
  resultSheets,
  resultsCsv,
  resultsJson,
  resultsWorkbook,
  templateCsv,
  templateSheets,
  toWorkbook,
} from '../../src/parts/index.ts';
import { billOfText, facts, parts } from './support.ts';

const HOSTILE = '=HYPERLINK("http://x.example";"<img src=x onerror=alert(1)>")';
const text = `Part,Description,Grade,Mass (g),Units per year,Made in,Destination,Stock in weeks\nTR-1,"${HOSTILE.replaceAll('"', '""')}",45UH GBD,31,1000,CN,DE,5\n@sum,<script>alert(1)</script>,N42,5,10,CN,US,9\nX|Y,[a](javascript:alert(1)),??,1,1,CN,DE,1\n`;
const assessment = parts.assess(billOfText(text), { date: '2025-11-14', currency: 'EUR' });
const columns = facts.partColumns.columns;

describe('results', () => {
  it('as CSV have one line for each part, and nothing that a spreadsheet would run', () => {
    const { data } = Papa.parse<Record<string, string>>(resultsCsv(assessment).trim(), { header: true });
    expect(data).toHaveLength(3);
    expect(Object.keys(data[0]!)).toEqual([
      ...RESULT_COLUMNS.map(({ name }) => name),
      'currency',
      'priced_on',
    ]);
    expect(data[0]!.description).toBe(`'${HOSTILE}`);
    expect(data[1]!.part).toBe("'@sum");
    for (const row of data) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@]/);
    expect(Number(data[0]!.per_magnet)).toBeGreaterThan(0);
  });

  it('as JSON are plain data that survive a round trip', () => {
    const json = resultsJson(assessment);
    // A figure that is no number becomes null in JSON, and nobody could tell it from one that is missing.
    expect(
      JSON.stringify(json, (_, value) =>
        typeof value === 'number' && !Number.isFinite(value) ? 'BROKEN' : value,
      ),
    ).not.toContain('BROKEN');
    expect((json as { parts: unknown[] }).parts).toHaveLength(3);
  });

  it('as a workbook hold every sheet, readable again, texts as texts', async () => {
    const sheets = await readSheets('r.xlsx', await resultsWorkbook(assessment));
    expect(sheets.map(({ name }) => name)).toEqual(resultSheets(assessment).map(({ name }) => name));
    const partsSheet = sheets.find(({ name }) => name === 'Parts')!;
    const at = RESULT_COLUMNS.findIndex(({ name }) => name === 'description');
    expect(partsSheet.rows[1]![at]).toBe(HOSTILE);
    expect(sheets.find(({ name }) => name === 'Sums')!.rows.length).toBeGreaterThan(8);
  });

  it('name their sources: every price of the sums stands in the sheet of prices with its source', () => {
    const prices = resultSheets(assessment).find(({ name }) => name === 'Prices')!;
    expect(prices.rows.map((row) => row[0]).sort()).toEqual(['Dy', 'PrNd', 'Tb']);
    for (const row of prices.rows) expect(row[7]).toBeTruthy();
  });
});

describe('the report', () => {
  const report = partsReport(assessment);

  it('counts what it says in the title', () => {
    expect(report.title).toMatch(/^1 of 3 parts needs an export licence; the stock of 1 ends/);
    expect(report.parts).toHaveLength(3);
  });

  it('as HTML stands alone and runs nothing that a file brings', () => {
    const page = renderPartsPage(report, 'coercivity test');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>|javascript:alert\(1\)"/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/(?:src|href)="(?!https?:|#)/);
  });

  it('as Markdown keeps the marks of others as text', () => {
    const markdown = renderPartsMarkdown(report, 'coercivity test');
    expect(markdown).not.toContain('<script>');
    expect(markdown).not.toMatch(/[^\\]\]\(javascript:/);
    expect(markdown).toContain('X\\|Y');
    expect(markdown.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
  });
});

describe('the template', () => {
  it('is itself a bill of materials that is read without a problem', async () => {
    const bill = billOfText(templateCsv(columns));
    expect(bill.problems).toEqual([]);
    expect(bill.parts).toHaveLength(1);
    expect(bill.columns.every(({ how }) => how === 'named')).toBe(true);
    const book = parts.readBill(await readSheets('t.xlsx', await toWorkbook(templateSheets(columns))));
    expect(book.parts).toEqual(bill.parts);
  });
});
