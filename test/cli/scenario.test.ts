import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coercivity, emptyFolder } from './run.ts';

const folder = emptyFolder();
const OWN = (share: number) => `name: mine
title: Mine
description: A question of my own.
base: april-2025
events:
  - kind: control
    id: more
    words: fewer licences
    announced: 2024-02
    from: 2024-02
    origin: CN
    carriers: [magnet-UH]
    licensed:
      default: {2024-02: ${share}}
`;

describe('scenario', () => {
  it('lists the ready-made scenarios and shows what one assumes', async () => {
    const list = await coercivity(folder, ['scenario', 'list']);
    for (const name of [
      'april-2025',
      'october-2025',
      'full-stop',
      'myanmar-closure',
      'allied-build-out',
      'humanoid-surge',
      'ferrite-switch',
      'recycled-content',
    ]) {
      expect(list.out).toContain(name);
    }
    const shown = await coercivity(folder, ['scenario', 'show', 'april-2025']);
    expect(shown.out).toContain('Announcement 18');
  });

  it('runs, writes tables, and explains a price', async () => {
    const run = await coercivity(folder, [
      'scenario',
      'run',
      'reference',
      '--until',
      '2024-04',
      '--out',
      join(folder, 'tables'),
    ]);
    expect(run.code).toBe(0);
    expect(run.out).toContain('Prices are asked prices');
    expect(readdirSync(join(folder, 'tables'))).toContain('price.csv');
    expect(readFileSync(join(folder, 'tables', 'flow.csv'), 'utf8')).toMatch(
      /^scenario,month,carrier,origin,destination/,
    );
    const why = await coercivity(folder, [
      'scenario',
      'why',
      'reference',
      'Dy-oxide@JP',
      '2024-02',
      '--until',
      '2024-04',
    ]);
    expect(why.out).toContain('tax not refunded on export from China');
  }, 60_000);

  it('takes a scenario of the user, and names the line where it is wrong', async () => {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, OWN(0.5));
    expect((await coercivity(folder, ['scenario', 'run', file, '--until', '2024-04', '--json'])).code).toBe(
      0,
    );
    writeFileSync(file, OWN(1.5));
    const wrong = await coercivity(folder, ['scenario', 'run', file]);
    expect(wrong.code).toBe(3);
    expect(wrong.err).toMatch(/line 14, field "events\.0\.licensed\.default\.2024-02"/);
  }, 60_000);

  it('says what is there when a name is not', async () => {
    const scenario = await coercivity(folder, ['scenario', 'run', 'nope']);
    expect(scenario.code).toBe(2);
    expect(scenario.err).toContain('there are: allied-build-out');
    const setting = await coercivity(folder, ['scenario', 'run', 'reference', '--set', 'stock=2']);
    expect(setting.code).toBe(2);
    expect(setting.err).toContain('stock_elasticity');
    const node = await coercivity(folder, [
      'scenario',
      'why',
      'reference',
      'Dy-oxide@XX',
      '2024-02',
      '--until',
      '2024-04',
    ]);
    expect(node.code).toBe(2);
    expect(node.err).toContain('Dy-oxide@JP');
  }, 60_000);
});
