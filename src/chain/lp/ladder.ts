/**
 * The ladder on which closing stock is valued: wanted stock at price g is S(g) = T H (g / E)^-eta, cut into
 * steps between fixed price edges. Edges and step values never move; only the widths do, all with one factor
 * T H E^eta a node, so a month changes bounds and no cost (a warm start stays warm).
 */

export interface Ladder {
  /** Value of a tonne in each step, USD/kg, falling. */
  readonly value: Float64Array;
  /** Width of each step per unit of T H E^eta; the last step (free disposal) is unlimited. */
  readonly width: Float64Array;
}

/** Highest and lowest step as multiples of the base price, and where the fine part ends. */
export const LADDER_TOP = 12;
export const LADDER_BOTTOM = 0.35;
const FINE_REACH = 1.32;
/** What a tonne nobody wants is worth, as a share of the base price: free disposal. */
export const DISPOSAL_VALUE = 0.001;

/** Steps fall by `fine` within a third of the base price, by `coarse` beyond; the base price sits mid-step. */
export function makeLadder(basePrice: number, fine: number, coarse: number, elasticity: number): Ladder {
  const reach = Math.round(Math.log(FINE_REACH) / Math.log(1 + fine));
  const logs: number[] = [];
  const up: number[] = [];
  for (let i = 0; i <= reach; i++) up.push(i * Math.log(1 + fine));
  while (up[up.length - 1]! < Math.log(LADDER_TOP) - 1e-9) {
    up.push(Math.min(Math.log(LADDER_TOP), up[up.length - 1]! + Math.log(1 + coarse)));
  }
  const down: number[] = [];
  for (let i = 1; i <= reach; i++) down.push(-i * Math.log(1 + fine));
  while (down[down.length - 1]! > Math.log(LADDER_BOTTOM) + 1e-9) {
    down.push(Math.max(Math.log(LADDER_BOTTOM), down[down.length - 1]! - Math.log(1 + coarse)));
  }
  logs.push(...up.reverse(), ...down);
  const steps = logs.length;
  const value = new Float64Array(steps + 1);
  const width = new Float64Array(steps + 1);
  const wanted = (log: number) => (basePrice * Math.exp(log)) ** -elasticity;
  for (let k = 0; k < steps; k++) {
    value[k] = basePrice * Math.exp(logs[k]!);
    const edgeAbove = k === 0 ? null : (logs[k - 1]! + logs[k]!) / 2;
    const edgeBelow = k === steps - 1 ? logs[k]! : (logs[k]! + logs[k + 1]!) / 2;
    width[k] = wanted(edgeBelow) - (edgeAbove === null ? 0 : wanted(edgeAbove));
  }
  value[steps] = basePrice * DISPOSAL_VALUE;
  width[steps] = Number.POSITIVE_INFINITY;
  return { value, width };
}
