import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClearedMonth, clearMonth } from '../../src/chain/clear.ts';
import { loadSolver, type Network } from '../../src/chain/index.ts';
import { arc, demand, mine, network, node } from './hand.ts';

const solver = await loadSolver();

/** Networks of two to five places with trade, a plant that makes one good of another, stocks and a quota. */
const networks: fc.Arbitrary<Network> = fc
  .record({
    places: fc.integer({ min: 2, max: 5 }),
    costs: fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 5, maxLength: 5 }),
    capacity: fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 5, maxLength: 5 }),
    freight: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 25, maxLength: 25 }),
    want: fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 5, maxLength: 5 }),
    yield: fc.integer({ min: 30, max: 95 }),
    quota: fc.integer({ min: 5, max: 150 }),
    delay: fc.integer({ min: 0, max: 25 }),
  })
  .map((g) => {
    const places = Array.from({ length: g.places }, (_, i) => `P${i}`);
    const arcs = places.flatMap((a, i) =>
      places.flatMap((b, j) =>
        a === b
          ? []
          : [arc(`raw@${a}`, `raw@${b}`, g.freight[i * 5 + j]! / 3, 60, { delayMonths: g.delay / 10 })],
      ),
    );
    return network({
      nodes: places.flatMap((p) => [
        node(`raw@${p}`, 20, { coverMonths: 1.5, baseUse: 40 }),
        node(`good@${p}`, 60, { coverMonths: 0.5, baseUse: 20 }),
      ]),
      processes: places.flatMap((p, i) => [
        mine(`raw@${p}`, g.costs[i]!, g.capacity[i]!),
        {
          ...mine(`good@${p}`, 5 + i, 100),
          id: `make@${p}`,
          isSource: false,
          inputs: [{ node: `raw@${p}`, perTonne: 100 / g.yield }],
          outputs: [{ node: `good@${p}`, perTonne: 1, delayMonths: i % 3 }],
        },
      ]),
      arcs,
      segments: places.map((p, i) =>
        demand(`good@${p}`, 60, [
          [g.want[i]!, 300],
          [g.want[i]! / 2, 120],
          [g.want[i]!, 70],
        ]),
      ),
      limits: [
        {
          id: 'quota',
          words: 'quota on all that P0 sends',
          terms: arcs.filter((r) => r.origin === 'P0').map((r) => ({ kind: 'arc', id: r.id, weight: 1 })),
          tonnes: g.quota,
          growth: 'fixed',
        },
      ],
    });
  });

/** Reduced value of every column, worked out from the matrix and the duals, not taken from the solver. */
function reducedValues(month: ClearedMonth): Float64Array {
  const { program, solution } = month;
  return program.value.map((value, j) => {
    let reduced = value;
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
      reduced -= program.entry[k]! * solution.rowDual[program.row[k]!]!;
    }
    return reduced;
  });
}

describe('optimality of a month on generated networks', () => {
  it('is feasible, its prices are dual feasible, and complementary slackness holds', () => {
    fc.assert(
      fc.property(networks, (net) => {
        const month = clearMonth(net, solver);
        const { program, solution } = month;
        const activity = new Float64Array(program.rowLower.length);
        for (let j = 0; j < program.value.length; j++) {
          for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
            activity[program.row[k]!]! += program.entry[k]! * solution.column[j]!;
          }
        }
        activity.forEach((value, i) => {
          expect(value).toBeLessThanOrEqual(program.rowUpper[i]! + 1e-6);
          expect(value).toBeGreaterThanOrEqual(program.rowLower[i]! - 1e-6);
        });
        reducedValues(month).forEach((reduced, j) => {
          const x = solution.column[j]!;
          const scale = 1e-6 * (1 + Math.abs(program.value[j]!));
          if (x > 1e-6) expect(reduced).toBeGreaterThan(-scale);
          if (x < program.columnUpper[j]! - 1e-6) expect(reduced).toBeLessThan(scale);
        });
        // Value of the programme equals what its rows and bounds are worth (strong duality).
        let dual = 0;
        solution.rowDual.forEach((y, i) => {
          if (y !== 0) dual += y * (y > 0 ? program.rowUpper[i]! : Math.max(program.rowLower[i]!, -1e300));
        });
        reducedValues(month).forEach((reduced, j) => {
          if (reduced > 1e-9 && Number.isFinite(program.columnUpper[j]!))
            dual += reduced * program.columnUpper[j]!;
        });
        expect(dual).toBeCloseTo(solution.objective, 3);
      }),
      { numRuns: 60 },
    );
  });

  it('asked price is never below carrying value, and equal while stock is kept', () => {
    fc.assert(
      fc.property(networks, (net) => {
        const { layout, solution } = clearMonth(net, solver);
        net.nodes.forEach((_, n) => {
          const p = solution.rowDual[layout.balance[n]!]!;
          const v = solution.rowDual[layout.position[n]!]!;
          expect(p).toBeGreaterThan(v - 1e-5);
          if (solution.column[layout.stock[n]!]! > 1e-6) expect(p).toBeCloseTo(v, 4);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('a price is the change of the optimum for one more tonne, between the slopes on either side', () => {
    fc.assert(
      fc.property(networks, fc.nat(), (net, pick) => {
        const n = pick % net.nodes.length;
        const step = 1e-3;
        const shifted = (by: number) =>
          clearMonth(net, solver, (frame) => {
            frame.available[n]! += by;
          });
        const here = clearMonth(net, solver);
        const price = here.price(net.nodes[n]!.id);
        const right = (shifted(step).solution.objective - here.solution.objective) / step;
        const left = (here.solution.objective - shifted(-step).solution.objective) / step;
        expect(price).toBeLessThanOrEqual(left + 1e-3 * (1 + Math.abs(left)));
        expect(price).toBeGreaterThanOrEqual(right - 1e-3 * (1 + Math.abs(right)));
      }),
      { numRuns: 40 },
    );
  });
});
