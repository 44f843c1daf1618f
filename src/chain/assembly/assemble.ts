/** Data tables to network: skeleton, reconciled base flows, prices, buyer tiers, costs that break even. */

import {
  ELEMENTS,
  type NetArc,
  type NetLimit,
  type NetNode,
  type NetProcess,
  type NetSegment,
  type Network,
} from '../network.ts';
import type { Solver } from '../solver.ts';
import { collectedAtStart, HISTORY_MONTHS, meanContent, releaseCurves } from './end-of-life.ts';
import { basePrices } from './price.ts';
import { type BaseFlows, reconcile } from './reconcile.ts';
import { buildSkeleton, nodeId, type Skeleton, type SkeletonNode, type SkeletonProcess } from './skeleton.ts';
import { type ChainTables, classMix, MAGNET_CLASSES, type MagnetClass, Parameters } from './tables.ts';

export const BASE_MONTH = '2024-01';
export interface BuiltNetwork {
  readonly network: Network;
  readonly flows: BaseFlows;
  readonly skeleton: Skeleton;
  readonly parameters: Readonly<Record<string, number>>;
  /** Scrap collected from products in the first month, t of element a month by scrap node. */
  readonly collected: Readonly<Record<string, number>>;
}

/**
 * Builds the calibrated network from the data tables. The result is plain JSON.
 *
 * @param overrides parameter values to use in place of the table's, as a draw or a scenario gives them
 */
export function buildNetwork(
  tables: ChainTables,
  solver: Solver,
  overrides: Readonly<Record<string, number>> = {},
): BuiltNetwork {
  const parameters = new Parameters(tables, overrides);
  const skeleton = buildSkeleton(tables, parameters);
  const collected = collectedScrap(tables, skeleton);
  const flows = reconcile(skeleton, tables, new Map(Object.entries(collected)), solver);
  const price = basePrices(skeleton, tables, parameters, flows);
  return {
    network: assemble(tables, skeleton, flows, price, parameters),
    flows,
    skeleton,
    parameters: parameters.all(),
    collected,
  };
}

/** Scrap from products in the first month, by scrap node. */
function collectedScrap(tables: ChainTables, skeleton: Skeleton): Record<string, number> {
  const places = [...new Set(skeleton.nodes.filter((n) => n.kind === 'scrap').map((n) => n.place))];
  const scrap: Record<string, number> = {};
  for (const curve of releaseCurves(tables, places, HISTORY_MONTHS)) {
    const share = collectedAtStart(curve);
    const content = meanContent(tables, curve.place, curve.carrier.replace('magnet-', '') as MagnetClass);
    const use = skeleton.arcs
      .filter((r) => r.destination === curve.place && r.carrier === curve.carrier)
      .reduce((sum, r) => sum + r.said, 0);
    ELEMENTS.forEach((element, e) => {
      const id = nodeId(`scrap-${element}`, curve.place);
      if (skeleton.nodes.some((n) => n.id === id)) scrap[id] = (scrap[id] ?? 0) + share * use * content[e]!;
    });
  }
  return scrap;
}

/** Most that a process can do in a month of the base year. */
function mostOf(p: SkeletonProcess, base: number, parameters: Parameters): number {
  // A route that not every maker masters cannot outgrow its share by more than a little.
  if (p.routeOf) return base * 1.05;
  // Mines open slowly; residual supply is a closing line, not a source to draw on.
  if (p.isSource) return Math.min(Math.max(p.capacity, base), base * parameters.get('mine_flex'));
  return Math.max(p.capacity, base);
}

interface Tier {
  readonly tier: string;
  readonly share: number;
  readonly coverMonths: number;
}

function assemble(
  tables: ChainTables,
  skeleton: Skeleton,
  flows: BaseFlows,
  price: ReadonlyMap<string, number>,
  parameters: Parameters,
): Network {
  const given = tables.chainTiers.map((t) => (t.share_parameter ? parameters.get(t.share_parameter) : null));
  const rest = 1 - given.reduce((sum: number, share) => sum + (share ?? 0), 0);
  const abroad: Tier[] = tables.chainTiers.map((t, i) => ({
    tier: t.tier,
    share: given[i] ?? rest,
    coverMonths: parameters.weeks(t.cover_parameter),
  }));
  const tiersOf = (node: SkeletonNode): readonly Tier[] => {
    if (node.place === 'CN')
      return [{ tier: 'all', share: 1, coverMonths: parameters.weeks('cover_buyer_cn') }];
    if (node.carrier.startsWith('magnet-')) return abroad;
    return [{ tier: 'all', share: 1, coverMonths: parameters.weeks('cover_buyer_middle') }];
  };
  const cover = (node: SkeletonNode): number => {
    const side = node.place === 'CN' ? 'cn' : 'outside';
    switch (node.kind) {
      case 'concentrate':
        return parameters.weeks('cover_concentrate');
      case 'oxide':
        return parameters.weeks(`cover_oxide_${side}`);
      case 'metal':
        return parameters.weeks(`cover_metal_${side}`);
      case 'scrap':
        return parameters.weeks('cover_scrap');
      case 'magnet':
        return parameters.weeks('cover_magnet_maker');
      default:
        return 0;
    }
  };

  const use = new Map<string, number>();
  const addUse = (id: string, tonnes: number) => use.set(id, (use.get(id) ?? 0) + tonnes);
  for (const p of skeleton.processes) {
    for (const input of p.inputs) addUse(input.node, input.perTonne * (flows.process.get(p.id) ?? 0));
  }
  for (const arc of skeleton.arcs) addUse(arc.from, flows.arc.get(arc.id) ?? 0);

  const nodes: NetNode[] = [];
  const segments: NetSegment[] = [];
  for (const n of skeleton.nodes) {
    const common = {
      place: n.place,
      carrier: n.carrier,
      kind: n.kind,
      content: n.content,
      basePrice: price.get(n.id)!,
    };
    if (!n.isBuyer) {
      nodes.push({
        ...common,
        id: n.id,
        baseUse: use.get(n.id) ?? 0,
        coverMonths: cover(n),
        ladder: { fine: n.fine, coarse: n.coarse },
      });
      continue;
    }
    for (const tier of tiersOf(n)) {
      const id = nodeId(n.carrier, n.place, tier.tier);
      const tonnes = (flows.use.get(n.id) ?? 0) * tier.share;
      nodes.push({
        ...common,
        id,
        tier: tier.tier,
        baseUse: tonnes,
        coverMonths: tier.coverMonths,
        ladder: { fine: 0.04, coarse: 0.12 },
      });
      const first = parameters.get('shortage_share_1');
      const second = parameters.get('shortage_share_2');
      segments.push({
        id,
        node: id,
        place: n.place,
        carrier: n.carrier,
        tier: tier.tier,
        base: tonnes,
        steps: [
          { share: 1 - first - second, multiple: parameters.get('shortage_value_3') },
          { share: second, multiple: parameters.get('shortage_value_2') },
          { share: first, multiple: parameters.get('shortage_value_1') },
        ],
      });
    }
  }

  const worth = (parts: readonly { readonly node: string; readonly perTonne: number }[]) =>
    parts.reduce((sum, part) => sum + part.perTonne * price.get(part.node)!, 0);
  const processes: NetProcess[] = skeleton.processes.map((p) => {
    const base = flows.process.get(p.id) ?? 0;
    return {
      id: p.id,
      place: p.place,
      stage: p.stage,
      technology: p.technology,
      inputs: p.inputs,
      outputs: p.outputs,
      loss: p.loss,
      isSource: p.isSource,
      base,
      capacity: mostOf(p, base, parameters),
      // A plant that does not run in the base year costs more than the price allows.
      cost:
        worth(p.outputs) -
        worth(p.inputs) +
        (base > 0 ? 0 : parameters.get('new_plant_premium') * worth(p.outputs)),
      steps: p.steps,
      growth: p.growth,
      ...(p.sharedLimit ? { sharedLimit: p.sharedLimit, sharedWeight: p.sharedWeight ?? 1 } : {}),
    };
  });

  const arcs: NetArc[] = [];
  for (const arc of skeleton.arcs) {
    const to = skeleton.nodes.find((n) => n.id === arc.to)!;
    const base = flows.arc.get(arc.id) ?? 0;
    for (const tier of to.isBuyer ? tiersOf(to) : [null]) {
      const flow = base * (tier?.share ?? 1);
      const outsideMaker = to.isBuyer && arc.origin !== 'CN';
      const abroadRoom = outsideMaker
        ? parameters.get('maker_abroad_share') *
          finishedCapacity(skeleton, arc) *
          mixShare(tables, arc) *
          (tier?.share ?? 1)
        : 0;
      arcs.push({
        id: tier ? `${arc.id}/${tier.tier}` : arc.id,
        from: arc.from,
        to: tier ? nodeId(to.carrier, to.place, tier.tier) : arc.to,
        carrier: arc.carrier,
        origin: arc.origin,
        destination: arc.destination,
        delayMonths: arc.delayMonths,
        base: flow,
        capacity: outsideMaker ? flow * parameters.get('maker_home_flex') + abroadRoom : OPEN,
        cost: openCost(price, arc, flow),
        adValorem: arc.adValorem,
        steps: 'arc',
        growth: 'demand',
      });
    }
  }
  addComponents(tables, skeleton, price, parameters, abroad, nodes, processes, arcs);

  const limits: NetLimit[] = [];
  for (const [id, plant] of skeleton.plants) {
    const members = processes.filter((p) => p.sharedLimit === id);
    const weighted = members.reduce((sum, p) => sum + p.base * (p.sharedWeight ?? 1), 0);
    limits.push({
      id,
      words: `capacity of ${id.replace('plant:', '').replace('@', ' in ')}`,
      terms: members.map((p) => ({ kind: 'process', id: p.id, weight: p.sharedWeight ?? 1 })),
      tonnes: Math.max(plant.capacity, weighted),
      growth: plant.growth,
    });
  }
  return {
    name: 'Rare earth magnet chain',
    firstMonth: BASE_MONTH,
    nodes,
    processes,
    arcs,
    segments,
    limits,
    kink: { process: parameters.get('kink_process'), arc: parameters.get('kink_arc') },
    stockElasticity: parameters.get('stock_elasticity'),
  };
}

/** Finished tonnes a month that the plants at the origin of an arc of magnets can make of all their classes. */
function finishedCapacity(skeleton: Skeleton, arc: Skeleton['arcs'][number]): number {
  const maker = skeleton.processes.find((p) => p.sharedLimit && p.outputs[0]?.node === arc.from);
  const plant = maker && skeleton.plants.get(maker.sharedLimit!);
  return plant ? plant.capacity / (maker.sharedWeight ?? 1) : 0;
}

/** Share of a class in the sintered magnets that a place uses; 1 for other magnets. */
function mixShare(tables: ChainTables, arc: Skeleton['arcs'][number]): number {
  const c = MAGNET_CLASSES.find((name) => arc.carrier === `magnet-${name}`);
  return c ? classMix(tables, arc.destination)[c] : 1;
}

/** More than any month can carry: an arc or process without a capacity of its own. */
export const OPEN = 1e6;

/** Cost of an arc beyond its tax: what makes a base flow break even, or freight where nothing flowed. */
function openCost(price: ReadonlyMap<string, number>, arc: Skeleton['arcs'][number], flow: number): number {
  const gap = price.get(arc.to)! - price.get(arc.from)! * (1 + arc.adValorem);
  return flow > 0 ? gap : Math.max(gap, arc.freight);
}

/** Components: magnets sent inside rotors and motors, open once a control makes buyers look for them. */
function addComponents(
  tables: ChainTables,
  skeleton: Skeleton,
  price: ReadonlyMap<string, number>,
  parameters: Parameters,
  tiers: readonly Tier[],
  nodes: NetNode[],
  processes: NetProcess[],
  arcs: NetArc[],
): void {
  const extra = parameters.get('component_extra_cost');
  for (const c of MAGNET_CLASSES) {
    const carrier = tables.chainCarriers.find((row) => row.carrier === `component-${c}`)!;
    const magnet = nodeId(`magnet-${c}`, 'CN');
    const component = nodeId(carrier.carrier, 'CN');
    nodes.push({
      id: component,
      place: 'CN',
      carrier: carrier.carrier,
      kind: 'component',
      content: null,
      basePrice: price.get(magnet)! + extra,
      baseUse: 0,
      coverMonths: 0,
      ladder: { fine: carrier.ladder_fine, coarse: carrier.ladder_coarse },
    });
    processes.push({
      id: `assemble:component-${c}@CN`,
      place: 'CN',
      stage: 'component',
      technology: `component-${c}`,
      inputs: [{ node: magnet, perTonne: 1 }],
      outputs: [{ node: component, perTonne: 1, delayMonths: 0 }],
      loss: [0, 0, 0, 0],
      isSource: false,
      base: 0,
      capacity: OPEN,
      cost: extra,
      steps: 'process',
      growth: 'demand',
    });
    const buyers = skeleton.nodes.filter((n) => n.isBuyer && n.place !== 'CN' && n.carrier === `magnet-${c}`);
    for (const buyer of buyers) {
      const far = tables.chainPlaces.find((p) => p.code === buyer.place)!.distance_from_china === 'far';
      for (const tier of tiers) {
        arcs.push({
          id: `component-${c}:CN>${buyer.place}/${tier.tier}`,
          from: component,
          to: nodeId(buyer.carrier, buyer.place, tier.tier),
          carrier: carrier.carrier,
          origin: 'CN',
          destination: buyer.place,
          delayMonths:
            parameters.get(far ? 'transit_far' : 'transit_near') + parameters.get('component_extra_delay'),
          base: 0,
          capacity: 0,
          cost: parameters.get(far ? 'freight_far' : 'freight_near'),
          adValorem: 0,
          steps: 'closed',
          growth: 'demand',
        });
      }
    }
  }
}
