import { describe, expect, it } from 'vitest';
import { clearMonth } from '../../src/chain/clear.ts';
import { loadSolver, type Network } from '../../src/chain/index.ts';
import { arc, demand, mine, network, node } from './hand.ts';

const solver = await loadSolver();

describe('one month of a network small enough to know', () => {
  /** Home sells at cost 10; abroad wants 60 t at 50 and 40 t more at 30; freight 2. */
  const twoPlaces = (quota: number): Network =>
    network({
      nodes: [node('oxide@CN'), node('oxide@JP')],
      processes: [mine('oxide@CN', 10, 1000)],
      arcs: [arc('oxide@CN', 'oxide@JP', 2)],
      segments: [
        demand('oxide@JP', 10, [
          [60, 50],
          [40, 30],
        ]),
      ],
      limits: [
        {
          id: 'quota',
          words: 'export quota',
          terms: [{ kind: 'arc', id: 'oxide@CN>oxide@JP', weight: 1 }],
          tonnes: quota,
          growth: 'fixed',
        },
      ],
    });

  it('without a binding quota the price abroad is the price at home and freight', () => {
    const month = clearMonth(twoPlaces(500), solver);
    expect(month.flow('oxide@CN>oxide@JP')).toBeCloseTo(100, 6);
    expect(month.price('oxide@JP')).toBeCloseTo(12, 3);
    expect(month.rent('quota')).toBeCloseTo(0, 6);
  });

  it('with a quota the gap between places is freight and the rent of the quota', () => {
    const month = clearMonth(twoPlaces(80), solver);
    expect(month.flow('oxide@CN>oxide@JP')).toBeCloseTo(80, 6);
    expect(month.price('oxide@JP')).toBeCloseTo(30, 3);
    expect(month.rent('quota')).toBeCloseTo(30 - 10 - 2, 3);
    expect(month.price('oxide@JP') - month.price('oxide@CN')).toBeCloseTo(2 + month.rent('quota'), 4);
  });

  it('a quota counted in tonnes over cheap and dear oxides raises the cheap one by the larger factor', () => {
    // Lanthanum-cerium at 1 and dysprosium at 230 USD/kg share one quota: the rent is per tonne.
    const cheap = 'LaCe-oxide';
    const dear = 'Dy-oxide';
    const linear = (id: string, price: number) =>
      demand(
        id,
        price,
        Array.from({ length: 50 }, (_, i) => [10, price + 12 - i * 0.6] as const),
      );
    const shared = network({
      nodes: [
        node(`${cheap}@CN`, 1),
        node(`${dear}@CN`, 230),
        node(`${cheap}@JP`, 1),
        node(`${dear}@JP`, 230),
      ],
      processes: [mine(`${cheap}@CN`, 1, 1e5), mine(`${dear}@CN`, 230, 1e5)],
      arcs: [arc(`${cheap}@CN`, `${cheap}@JP`, 0), arc(`${dear}@CN`, `${dear}@JP`, 0)],
      segments: [linear(`${cheap}@JP`, 1), linear(`${dear}@JP`, 230)],
      limits: [
        {
          id: 'quota',
          words: 'export quota for all rare earths',
          terms: [cheap, dear].map((c) => ({ kind: 'arc' as const, id: `${c}@CN>${c}@JP`, weight: 1 })),
          tonnes: 200,
          growth: 'fixed',
        },
      ],
    });
    const month = clearMonth(shared, solver);
    const factor = (c: string) => month.price(`${c}@JP`) / month.price(`${c}@CN`);
    expect(month.rent('quota')).toBeGreaterThan(1);
    expect(factor(cheap)).toBeGreaterThan(5 * factor(dear));
    // The rent is the same for a tonne of either.
    expect(month.price(`${cheap}@JP`) - month.price(`${cheap}@CN`)).toBeCloseTo(
      month.price(`${dear}@JP`) - month.price(`${dear}@CN`),
      3,
    );
  });

  it('a joint product is worth what its outputs fetch', () => {
    const ore = network({
      nodes: [node('ore@AU', 5), node('PrNd@AU', 50), node('La@AU', 1)],
      processes: [
        mine('ore@AU', 4, 100),
        {
          ...mine('PrNd@AU', 3, 1000),
          id: 'separate',
          isSource: false,
          inputs: [{ node: 'ore@AU', perTonne: 1 }],
          outputs: [
            { node: 'PrNd@AU', perTonne: 0.2, delayMonths: 0 },
            { node: 'La@AU', perTonne: 0.5, delayMonths: 0 },
          ],
        },
      ],
      segments: [
        demand('PrNd@AU', 50, [
          [15, 80],
          [50, 40],
        ]),
        demand('La@AU', 1, [[500, 1]]),
      ],
    });
    const month = clearMonth(ore, solver);
    // 100 t of ore, all used: 20 t PrNd, so the marginal user pays 40; ore is worth 0.2 x 40 + 0.5 x 1 - 3.
    expect(month.activity('separate')).toBeCloseTo(100, 6);
    expect(month.price('PrNd@AU')).toBeCloseTo(40, 3);
    expect(month.price('ore@AU')).toBeCloseTo(5.5, 3);
  });

  it('refuses a programme without an optimum', () => {
    const free = network({
      nodes: [node('gold@X', 1)],
      processes: [mine('gold@X', -5, Number.POSITIVE_INFINITY)],
      segments: [demand('gold@X', 1, [[Number.POSITIVE_INFINITY, 1]])],
    });
    const endless = {
      ...free,
      segments: [
        { ...free.segments[0]!, base: Number.POSITIVE_INFINITY, steps: [{ share: 1, multiple: 1 }] },
      ],
    };
    expect(() => clearMonth(endless, solver)).toThrow(/not solved to optimality/);
  });
});
