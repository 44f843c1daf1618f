import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Composition, completedComposition, compositionOfClass } from '../../src/parts/composition.ts';
import { facts } from './support.ts';

const sum = (composition: Composition) => Object.values(composition).reduce((total, part) => total + part, 0);
const classes = facts.temperatureClasses.map((row) => row.temperature_class);
const routes = ['conventional', 'dual-alloy', 'diffused', 'heavy-free', 'cerium'] as const;

describe('compositions', () => {
  it('add to 100 for every class and route that is on record, in any year', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...classes),
        fc.constantFrom(...routes),
        fc.integer({ min: 2000, max: 2040 }),
        (temperatureClass, route, year) => {
          const known = compositionOfClass(facts.compositions, temperatureClass, route, year);
          if (known) expect(sum(known.composition)).toBeCloseTo(100, 1);
        },
      ),
    );
  });

  it('fall in dysprosium from 2015 to 2025, in proportion in between', () => {
    const dy = (year: number) =>
      compositionOfClass(facts.compositions, 'UH', 'conventional', year)!.composition.Dy;
    expect(dy(2015)).toBe(5);
    expect(dy(2025)).toBe(4.5);
    expect(dy(2020)).toBeCloseTo(4.75, 10);
    expect(dy(2030)).toBe(4.5);
  });

  it('need less heavy rare earth where they are diffused', () => {
    for (const temperatureClass of ['SH', 'UH', 'EH', 'AH'] as const) {
      const heavy = (route: (typeof routes)[number]) => {
        const { Dy, Tb } = compositionOfClass(facts.compositions, temperatureClass, route, 2025)!.composition;
        return Dy + Tb;
      };
      expect(heavy('diffused')).toBeLessThan(heavy('conventional'));
    }
  });

  it('told by a maker are completed with iron, and refused where they cannot be', () => {
    const made = completedComposition({ PrNd: 29.3, Dy: 0.9, Tb: 0.4 });
    expect(made).toMatchObject({ PrNd: 29.3, Fe: 69.4 });
    expect(completedComposition({ PrNd: 129 })).toHaveProperty('wrong');
    expect(completedComposition({ PrNd: 30, Fe: 60 })).toHaveProperty('wrong');
    expect(completedComposition({ Dy: -1 })).toHaveProperty('wrong');
  });
});
