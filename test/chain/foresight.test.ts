import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseFrame, clearMonth } from '../../src/chain/clear.ts';
import { exportMonth } from '../../src/chain/export-month.ts';
import { exportForesight, programOf } from '../../src/chain/foresight.ts';
import { indexNetwork, loadSolver } from '../../src/chain/index.ts';
import { openingState } from '../../src/chain/state.ts';
import { arc, demand, mine, network, node } from './hand.ts';

const solver = await loadSolver();

/** A mine, a way abroad that takes a month and a half, stock at both ends. */
const chain = network({
  nodes: [
    node('good@A', 20, { coverMonths: 1, baseUse: 30 }),
    node('good@B', 25, { coverMonths: 2, baseUse: 20 }),
  ],
  processes: [mine('good@A', 18, 60)],
  arcs: [arc('good@A', 'good@B', 5, 40, { delayMonths: 1.5 })],
  segments: [demand('good@A', 20, [[10, 200]]), demand('good@B', 25, [[20, 300]])],
});

const solve = (exported: ReturnType<typeof exportMonth>) => {
  const program = programOf(exported);
  const handle = solver.load(program);
  const { objective, rowDual } = handle.solve(program);
  handle.dispose();
  const price = (id: string) => rowDual[program.rowNames.indexOf(`balance:${id}`)]!;
  return { objective, price };
};
const opening = openingState(chain, indexNetwork(chain), () => [0, 0, 0, 0]);

describe('months solved together', () => {
  it('an exported month, built anew from the export, has the same optimum', () => {
    const month = clearMonth(chain, solver);
    expect(solve(exportMonth(chain, baseFrame(chain))).objective).toBeCloseTo(month.solution.objective, 6);
  });

  it('one month with foresight is the month', () => {
    const month = clearMonth(chain, solver);
    const one = solve(exportForesight(chain, [baseFrame(chain)], opening));
    expect(one.objective).toBeCloseTo(month.solution.objective, 6);
    expect(one.price('good@B +0')).toBeCloseTo(month.price('good@B'), 5);
  });

  it('who knows of a stop keeps stock for it: prices rise before it and not on its day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 6 }), (months) => {
        const frames = Array.from({ length: months }, (_, t) => {
          const frame = baseFrame(chain);
          // The way closes in the last months.
          if (t >= months - 2) frame.flowCapacity[0] = 0;
          return frame;
        });
        const { price } = solve(exportForesight(chain, frames, opening));
        // Where a tonne can be kept, a later month cannot be dearer than an earlier one.
        for (let t = 1; t < months; t++) {
          for (const id of ['good@A', 'good@B'])
            expect(price(`${id} +${t}`)).toBeLessThanOrEqual(price(`${id} +${t - 1}`) + 1e-3);
        }
        const open = solve(
          exportForesight(
            chain,
            frames.map(() => baseFrame(chain)),
            opening,
          ),
        );
        expect(price('good@B +0')).toBeGreaterThanOrEqual(open.price('good@B +0') - 1e-6);
      }),
      { numRuns: 10 },
    );
  });
});
