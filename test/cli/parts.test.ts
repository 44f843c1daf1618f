import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/cli/package.ts';
import { readSheets } from '../../src/parts/index.ts';
import { coercivity, emptyFolder } from './run.ts';

const sample = (name: string) => join(packageRoot, 'data', 'parts', 'samples', `${name}.csv`);
const BASIS = ['--on', '2025-11-14', '--currency', 'EUR'];

describe('coercivity parts', () => {
  let folder: string;
  beforeAll(() => {
    folder = emptyFolder();
  });

  it.each([
    ['ev-traction-motors', 12, 0],
    ['wind-generators', 6, 0],
    ['appliances-and-e-bikes', 10, 3],
  ])('works out the sample %s', async (name, count, code) => {
    const table = await coercivity(folder, ['parts', sample(name), ...BASIS]);
    expect(table.code).toBe(code);
    expect(table.out).toContain('export licence');
    expect(table.out).toContain('no legal advice');
    const { out } = await coercivity(folder, ['parts', sample(name), ...BASIS, '--csv']);
    const { data } = Papa.parse<Record<string, string>>(out.trim(), { header: true });
    expect(data).toHaveLength(count);
    for (const row of data) {
      expect(row.licence).not.toBe('');
      expect(Number(row.per_unit) > 0 || row.notes!.includes('not priced'), row.part).toBe(true);
    }
  });

  it('leaves nothing behind: no ledger, no file, unless one is asked for', async () => {
    const empty = emptyFolder();
    await coercivity(empty, ['parts', sample('wind-generators'), ...BASIS]);
    expect(readdirSync(empty)).toEqual([]);
    const files = ['r.html', 'r.md', 'r.xlsx', 'r.csv', 'r.json'];
    const { code } = await coercivity(empty, [
      'parts',
      sample('wind-generators'),
      ...BASIS,
      ...files.flatMap((file) => ['--out', file]),
    ]);
    expect(code).toBe(0);
    expect(readdirSync(empty).sort()).toEqual([...files].sort());
    expect(readFileSync(join(empty, 'r.html'), 'utf8')).toContain('<h1>2 of 6 parts need an export licence');
    expect(JSON.parse(readFileSync(join(empty, 'r.json'), 'utf8')).parts).toHaveLength(6);
    expect((await readSheets('r.xlsx', readFileSync(join(empty, 'r.xlsx')))).length).toBeGreaterThan(5);
    expect(existsSync(join(empty, '.coercivity'))).toBe(false);
  });

  it('gives the same from the ledger as from the shipped quotations, and writes nothing of a bill into it', async () => {
    await coercivity(folder, ['doctor']);
    const size = async () =>
      JSON.parse((await coercivity(folder, ['sources', '--json'])).out.split('\n')[0] ?? '{}');
    const before = await size();
    const fromLedger = await coercivity(folder, ['parts', sample('wind-generators'), ...BASIS, '--csv']);
    const shipped = await coercivity(emptyFolder(), ['parts', sample('wind-generators'), ...BASIS, '--csv']);
    expect(fromLedger.err).toContain('ledger');
    expect(fromLedger.out).toBe(shipped.out);
    expect(await size()).toEqual(before);
  });

  it('writes a template that it reads back', async () => {
    await coercivity(folder, ['parts', 'template', '--out', 'mine.xlsx']);
    const { code, out } = await coercivity(folder, ['parts', 'mine.xlsx', ...BASIS, '--part', 'TR-2207']);
    expect(code).toBe(0);
    expect(out).toContain('PrNd in the alloy');
    expect((await coercivity(folder, ['parts', 'template'])).out).toMatch(/^Part,Description/);
  });

  it('works out the example magnets with the figures given', async () => {
    const run = async (...args: string[]) =>
      JSON.parse((await coercivity(folder, ['parts', ...args, '--json'])).out);
    const may = ['--on', '2025-05-09', '--stage', 'blank'];
    expect((await run('cost', 'N38(Ce)', ...may, '--price', 'Ce-metal=28')).blank.total).toBeCloseTo(
      137.8845,
      4,
    );
    expect((await run('cost', '40H', '--route', 'conventional', ...may)).blank.total).toBeCloseTo(
      189.4778,
      4,
    );
    const uh = [
      'cost',
      '45UH',
      '--route',
      'diffused',
      '--on',
      '2025-10-16',
      '--currency',
      'CNY',
      '--set',
      'finished_yield=0.72',
    ];
    expect((await run(...uh)).cost.material.value).toBeCloseTo(232.9889, 3);
    const full = await run(...uh, '--set', 'conversion=78', '--set', 'diffusion_adder=0');
    expect(full.cost.exWorks.value).toBeCloseTo(376.4576, 3);
    const clause =
      'index 300 CNY/kg; PrNd-metal 520 x 0.294; DyFe-alloy 1590 x 0.009 / 0.8; Tb-metal 8600 x 0.004 diffused; lag 1 quarter; band 3%; k 1.10';
    const next = ['--price', 'PrNd-metal=630', '--price', 'DyFe-alloy=1600', '--price', 'Tb-metal=8700'];
    expect((await run('clause', clause, '--on', '2025-11-14', ...next)).price).toBeCloseTo(332.0074, 4);
    const { out } = await coercivity(folder, ['parts', 'floor', '--benchmark', '60', '--tonnes', '721']);
    expect(out).toContain('36,050,000 USD from the government to the producer');
    const above = await coercivity(folder, ['parts', 'floor', '--benchmark', '130', '--tonnes', '721']);
    expect(above.out).toContain('4,326,000 USD from the producer');
  });

  it('says what a grade bears', async () => {
    const { out } = await coercivity(folder, ['parts', 'grade', '42SH', '--at', '150', '--permeance', '2']);
    expect(out).toContain('At 150 °C: Br 1.108 T, Hcj 557 kA/m');
  });

  it('answers a wrong call with what would be right', async () => {
    const said = async (...args: string[]) => {
      const { code, err } = await coercivity(folder, ['parts', ...args]);
      return `${code} ${err}`;
    };
    expect(await said('missing.csv')).toMatch(/^3 .*no such file/);
    writeFileSync(join(folder, 'poem.txt'), 'Roses are red\nviolets are blue\n');
    expect(await said('poem.txt')).toMatch(/^3 .*No row of headings.*template/s);
    expect(await said(sample('wind-generators'), '--currency', 'XYZ')).toMatch(/^2 .*XYZ.*EUR/s);
    expect(await said(sample('wind-generators'), '--part', 'NOPE')).toMatch(/^2 .*WG-600/s);
    expect(await said(sample('wind-generators'), '--out', 'r.pdf')).toMatch(/^2 .*\.html/s);
    expect(await said(sample('wind-generators'), '--set', 'yield=1')).toMatch(/^2 .*finished_yield/s);
    expect(await said('cost', 'steel')).toMatch(/^2 .*steel/s);
    expect(await said('clause', 'index 300 CNY/kg; nonsense')).toMatch(/^2 .*nonsense/s);
    expect(await said()).toMatch(/^2 .*bill of materials/s);
  });
});
