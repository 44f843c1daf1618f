/** Small networks written by hand, for tests with known answers. */

import type { NetArc, NetNode, NetProcess, NetSegment, Network } from '../../src/chain/index.ts';

export function node(id: string, basePrice = 10, more: Partial<NetNode> = {}): NetNode {
  const [carrier = '', place = ''] = id.split('@');
  return {
    id,
    place,
    carrier,
    kind: 'other',
    content: [0, 0, 0, 0],
    basePrice,
    baseUse: 0,
    coverMonths: 0,
    ladder: { fine: 0.02, coarse: 0.08 },
    ...more,
  };
}

/** A source with one flat cost. */
export function mine(
  nodeId: string,
  cost: number,
  capacity: number,
  more: Partial<NetProcess> = {},
): NetProcess {
  return {
    id: `mine:${nodeId}:${cost}`,
    place: nodeId.split('@')[1] ?? '',
    stage: 'mining',
    technology: 'mine',
    inputs: [],
    outputs: [{ node: nodeId, perTonne: 1, delayMonths: 0 }],
    loss: [0, 0, 0, 0],
    isSource: true,
    base: 0,
    capacity,
    cost,
    steps: 'flat',
    growth: 'fixed',
    ...more,
  };
}

export function arc(
  from: string,
  to: string,
  cost: number,
  capacity = 1e6,
  more: Partial<NetArc> = {},
): NetArc {
  return {
    id: `${from}>${to}`,
    from,
    to,
    carrier: from.split('@')[0] ?? '',
    origin: from.split('@')[1] ?? '',
    destination: to.split('@')[1] ?? '',
    delayMonths: 0,
    // A base flow with the flat profile: one step at the stated cost.
    base: 1,
    capacity,
    cost,
    adValorem: 0,
    steps: 'flat',
    growth: 'fixed',
    ...more,
  };
}

/** Demand in steps of [tonnes, willingness to pay in USD/kg]. */
export function demand(
  nodeId: string,
  basePrice: number,
  steps: readonly (readonly [number, number])[],
): NetSegment {
  const total = steps.reduce((sum, [t]) => sum + t, 0);
  return {
    id: `use:${nodeId}`,
    node: nodeId,
    place: nodeId.split('@')[1] ?? '',
    carrier: nodeId.split('@')[0] ?? '',
    base: total,
    steps: steps.map(([t, price]) => ({ share: t / total, multiple: price / basePrice })),
  };
}

export function network(parts: Partial<Network> & Pick<Network, 'nodes'>): Network {
  return {
    name: 'by hand',
    firstMonth: '2024-01',
    processes: [],
    arcs: [],
    segments: [],
    limits: [],
    kink: { process: 0.01, arc: 0.01 },
    stockElasticity: 2,
    ...parts,
  };
}
