import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../../src/facts/document.ts';

const schema = z.strictObject({ name: z.string(), from: z.array(z.strictObject({ day: z.number() })) });

describe('readYaml', () => {
  it('gives the value', () => {
    expect(readYaml('a.yaml', schema, 'name: x\nfrom:\n  - day: 1\n')).toEqual({
      value: { name: 'x', from: [{ day: 1 }] },
      problems: [],
    });
  });

  it('says the line of the field that is wrong', () => {
    const { problems } = readYaml('a.yaml', schema, 'name: x\nfrom:\n  - day: 1\n  - day: soon\n');
    expect(problems).toEqual([{ file: 'a.yaml', line: 4, field: 'from.1.day', found: expect.any(String) }]);
  });

  it('says the line nearest to a field that is missing', () => {
    const { problems } = readYaml('a.yaml', schema, 'name: x\nfrom:\n  - day: 1\n  - {}\n');
    expect(problems[0]).toMatchObject({ line: 4, field: 'from.1.day' });
  });

  it('says the line where the YAML itself is broken', () => {
    expect(readYaml('a.yaml', schema, 'name: x\nname: y\nfrom: []\n').problems[0]).toMatchObject({ line: 2 });
    expect(readYaml('a.yaml', schema, 'name: "x\nfrom: []\n').problems.length).toBeGreaterThan(0);
  });

  it('refuses a file that unfolds without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe'].map((pair) => [pair[0], pair[1]])) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`);
    }
    expect(readYaml('a.yaml', z.unknown(), `${bomb.join('\n')}\n`).problems.length).toBeGreaterThan(0);
  });
});
