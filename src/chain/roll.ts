/**
 * One run: months solved one after another, each with the stocks, goods under way, expectations, refused orders
 * and prices that the month before left.
 */

import type { BuiltNetwork } from './assembly/assemble.ts';
import { meanContent } from './assembly/end-of-life.ts';
import { type ChainTables, MAGNET_CLASSES } from './assembly/tables.ts';
import { monthText } from './calendar.ts';
import { type ElementAccount, mixingOrder, moveElements } from './elements.ts';
import { followProducts } from './in-use.ts';
import type { Levers } from './levers.ts';
import { fillFrame, frameCosts, type MonthFrame } from './lp/frame.ts';
import { LADDER_TOP } from './lp/ladder.ts';
import { layOut } from './lp/layout.ts';
import { buildProgram } from './lp/program.ts';
import type { Network } from './network.ts';
import { demandAtPrices, licensedOrders, nextExpectation } from './rules.ts';
import type { Solution, Solver } from './solver.ts';
import { basePipeline, openingState } from './state.ts';

/** What happened in one month, in the order of the network's lists. Tonnes, USD/kg. */
export interface MonthRecord {
  readonly month: string;
  readonly activity: Float64Array;
  readonly flow: Float64Array;
  readonly demand: Float64Array;
  readonly served: Float64Array;
  readonly stock: Float64Array;
  /** Goods available at the start: opening stock and arrivals. */
  readonly available: Float64Array;
  readonly ask: Float64Array;
  readonly carry: Float64Array;
  readonly expected: Float64Array;
  readonly book: Float64Array;
  /** Most that each arc could carry, and cost of the last tonne on it beyond the origin price. */
  readonly flowCapacity: Float64Array;
  readonly flowCostAdded: Float64Array;
  readonly activityCostAdded: Float64Array;
  readonly limitRent: Float64Array;
  readonly objective: number;
  readonly iterations: number;
  readonly retried: boolean;
  readonly elements: ElementAccount;
  /** Tonnes a month that a substitute took, by segment. */
  readonly substituted: Float64Array;
}

export interface Run {
  readonly network: Network;
  readonly months: readonly MonthRecord[];
}

export interface RunInput {
  readonly built: BuiltNetwork;
  readonly tables: ChainTables;
  readonly levers: Levers;
  readonly solver: Solver;
  /** Called after each month, for progress. */
  readonly onMonth?: (record: MonthRecord, t: number) => void;
  /** Called with the quantities of a month before it is solved, to write them out. */
  readonly onFrame?: (month: string, frame: MonthFrame) => void;
}

/**
 * Rolls the chain through all months of the levers.
 *
 * @throws {NotOptimalError} if a month cannot be solved, {ElementBalanceError} if elements do not balance
 */
export function rollChain(input: RunInput): Run {
  const { built, tables, levers, solver } = input;
  const { network, parameters } = built;
  const layout = layOut(network);
  const { index } = layout;
  const get = (name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`no parameter "${name}"`);
    return value;
  };
  const program = buildProgram(layout);
  const baseValue = program.value.slice();
  const order = mixingOrder(network);
  const pipelineBase = basePipeline(network, index);
  const contentOf = (n: number) => openingContent(tables, network.nodes[n]!);
  const state = openingState(network, index, contentOf);
  const endOfLife = followProducts(built, tables, levers);
  const arcFrom = network.arcs.map((r) => index.node.get(r.from)!);
  const arcTo = network.arcs.map((r) => index.node.get(r.to)!);
  const segmentNode = network.segments.map((s) => index.node.get(s.node)!);
  const componentNormal = normalDemand(network);
  const substituted = new Float64Array(network.segments.length);
  const records: MonthRecord[] = [];
  const lambda = get('expectation_speed');
  const mu = get('expectation_anchor');
  const slowMonths = get('demand_long_years') * 12;

  const frame: MonthFrame = {
    activityBase: new Float64Array(network.processes.length),
    activityCapacity: new Float64Array(network.processes.length),
    flowBase: new Float64Array(network.arcs.length),
    flowCapacity: new Float64Array(network.arcs.length),
    activityCost: new Float64Array(network.processes.length),
    flowCost: new Float64Array(network.arcs.length),
    demand: new Float64Array(network.segments.length),
    available: new Float64Array(network.nodes.length),
    underWay: new Float64Array(network.nodes.length),
    wanted: new Float64Array(network.nodes.length),
    expected: new Float64Array(network.nodes.length),
    limit: new Float64Array(network.limits.length),
  };
  const refusedNow = new Float64Array(network.arcs.length);
  /** Duty that buyers at a node bear on what they usually import: it moves prices there, not what stock they want. */
  const dutyBorne = new Float64Array(network.nodes.length);
  const importShare = shareOfImports(network, arcFrom, arcTo);

  const fill = (t: number): Float64Array => {
    const collected = endOfLife.collected(t);
    network.processes.forEach((p, a) => {
      const growth = levers.activity[t]![a]!;
      frame.activityBase[a] = p.base * growth;
      frame.activityCapacity[a] = p.capacity * growth + levers.added[t]![a]!;
      frame.activityCost[a] = -levers.subsidy[t]![a]!;
    });
    for (const floor of levers.floors) {
      if (t < floor.from || t >= floor.until) continue;
      frame.activityCost[floor.process]! -=
        Math.max(0, floor.floor - state.ask[floor.node]!) * floor.perTonne;
    }
    dutyBorne.fill(0);
    network.arcs.forEach((arc, r) => {
      const growth = levers.flow[t]![r]!;
      const base = arc.base * growth;
      frame.flowBase[r] = base;
      const from = network.nodes[arcFrom[r]!]!;
      // Tax and duty follow last month's origin price; the base year's share is in the costs already.
      const moved = arc.adValorem * (state.ask[arcFrom[r]!]! - from.basePrice);
      const duty = levers.duty[t]![r]! * state.ask[arcFrom[r]!]!;
      frame.flowCost[r] = moved + duty;
      dutyBorne[arcTo[r]!]! += importShare[r]! * duty;
      let capacity = arc.capacity >= 1e6 ? arc.capacity : arc.capacity * growth + levers.arcAdded[t]![r]!;
      if (levers.componentsFrom[r]! >= 0) {
        const age = t - levers.componentsFrom[r]! + 1;
        const share = Math.min(get('component_ceiling'), Math.max(0, age) * get('component_ramp'));
        capacity = share * componentNormal[r]! * growth;
      }
      const control = levers.controls[r];
      refusedNow[r] = 0;
      if (control && t >= control.from && t < control.until) {
        const licensed = control.licensed[t]!;
        const before = state.refused[r]![control.wait - 1] ?? 0;
        const { asked, refused } = licensedOrders(
          base,
          licensed,
          before,
          get('reapply_share'),
          get('restock_orders'),
        );
        const of = control.ofNormal && licensed < 1 ? base : asked;
        capacity = Math.min(capacity, licensed * of);
        if (control.heldToNormal) capacity = Math.min(capacity, base * (1 + get('restock_orders')));
        refusedNow[r] = refused;
      }
      if (levers.open[t]![r]! < 1e9) capacity = Math.min(capacity, levers.open[t]![r]! * base);
      frame.flowCapacity[r] = capacity;
    });
    substituted.fill(0);
    const shareGone = new Float64Array(network.segments.length);
    for (const s of levers.substitution) {
      const way = Math.min(1, Math.max(0, (t - s.from + 1) / Math.max(1, s.reached - s.from)));
      shareGone[s.segment] = Math.max(shareGone[s.segment]!, way * s.share);
    }
    network.segments.forEach((segment, s) => {
      const n = segmentNode[s]!;
      const ratio = state.book[n]! / network.nodes[n]!.basePrice;
      const wished = demandAtPrices(
        segment.base,
        levers.demand[t]![s]!,
        ratio,
        state.slow[n]!,
        get('demand_elasticity_short'),
        get('demand_elasticity_long'),
      );
      substituted[s] = wished * shareGone[s]!;
      frame.demand[s] = wished - substituted[s]!;
    });
    const newUse = new Float64Array(network.nodes.length);
    network.processes.forEach((p, a) => {
      const more = levers.added[t]![a]! * get('new_plant_use');
      if (more === 0) return;
      for (const i of p.inputs) newUse[index.node.get(i.node)!]! += more * i.perTonne;
      for (const o of p.outputs) newUse[index.node.get(o.node)!]! += more * o.perTonne;
    });
    const growthAtNode = nodeGrowth(network, levers, t, segmentNode);
    network.nodes.forEach((node, n) => {
      const slots = state.pipeline[n]!;
      frame.expected[n] = state.expected[n]! + dutyBorne[n]!;
      frame.available[n] = state.stock[n]! + slots[0]! + collected[n]!;
      let later = 0;
      for (let k = 1; k < slots.length; k++) later += slots[k]!;
      frame.underWay[n] = later;
      const growth = growthAtNode[n]!;
      let hoard = 1;
      for (const h of levers.hoarding)
        if (h.node === n && t >= h.from && t < h.until) hoard = get('hoarding_factor');
      frame.wanted[n] =
        node.baseUse * growth * node.coverMonths * hoard +
        pipelineBase[n]! * growth +
        newUse[n]! * (node.coverMonths + 1);
    });
    for (const release of levers.releases) {
      if (t >= release.from && t < release.until) frame.available[release.node]! += release.tonnes;
    }
    frame.limit.set(levers.limit[t]!);
    fillFrame(layout, program, frame);
    frameCosts(layout, baseValue, frame, program.value);
    return collected;
  };

  let collected = fill(0);
  const handle = solver.load(program);
  try {
    for (let t = 0; t < levers.months; t++) {
      if (t > 0) collected = fill(t);
      input.onFrame?.(monthText(levers.first + t), frame);
      const solution = handle.solve(program);
      const record = settle(t, solution, collected);
      records.push(record);
      input.onMonth?.(record, t);
    }
  } finally {
    handle.dispose();
  }
  return { network, months: records };

  /** Reads the solution, moves the elements, and brings the state to the end of the month. */
  function settle(t: number, solution: Solution, scrap: Float64Array): MonthRecord {
    const month = monthText(levers.first + t);
    const x = solution.column;
    const sumSteps = (first: Int32Array, count: (i: number) => number) =>
      Float64Array.from(first, (j, i) => {
        let sum = 0;
        for (let m = 0; m < count(i); m++) sum += x[j + m]!;
        return sum;
      });
    const activity = sumSteps(layout.activity, (a) => layout.processSteps[a]!.length);
    const flow = sumSteps(layout.flow, (r) => layout.arcSteps[r]!.length);
    const served = sumSteps(layout.served, (s) => network.segments[s]!.steps.length);
    const stock = Float64Array.from(layout.stock, (j) => (j < 0 ? 0 : x[j]!));
    const ask = Float64Array.from(layout.balance, (row) => solution.rowDual[row]!);
    const carry = Float64Array.from(layout.position, (row, n) =>
      row < 0 ? ask[n]! : solution.rowDual[row]!,
    );
    const available = frame.available.slice();
    const released = new Float64Array(network.nodes.length);
    for (const r of levers.releases) if (t >= r.from && t < r.until) released[r.node]! += r.tonnes;
    const entering = scrap.map((s, n) => s + released[n]!);
    const opening = available.map((a) => a);
    const elements = moveElements(
      network,
      index,
      order,
      state,
      { activity, flow, served, stock, collected: entering, contentOf },
      month,
    );
    endOfLife.use(t, elements.servedElement);

    updateBooks(opening, activity, flow, ask);
    network.nodes.forEach((node, n) => {
      const v = Math.min(
        Math.max(carry[n]! - dutyBorne[n]!, node.basePrice * 0.02),
        node.basePrice * LADDER_TOP,
      );
      state.expected[n] = nextExpectation(state.expected[n]!, v, node.basePrice, lambda, mu);
      state.slow[n] = state.slow[n]! + (state.book[n]! / node.basePrice - state.slow[n]!) / slowMonths;
      state.ask[n] = ask[n]!;
    });
    network.arcs.forEach((_, r) => {
      const past = state.refused[r]!;
      past.unshift(refusedNow[r]!);
      if (past.length > 12) past.pop();
    });
    return {
      month,
      activity,
      flow,
      demand: frame.demand.slice(),
      served,
      stock,
      available,
      ask,
      carry,
      expected: state.expected.slice(),
      book: state.book.slice(),
      flowCapacity: frame.flowCapacity.slice(),
      flowCostAdded: frame.flowCost.slice(),
      activityCostAdded: frame.activityCost.slice(),
      limitRent: Float64Array.from(layout.limit, (row) => Math.max(0, solution.rowDual[row]!)),
      objective: solution.objective,
      iterations: solution.iterations,
      retried: solution.retried,
      elements,
      substituted: substituted.slice(),
    };
  }

  /**
   * Traded prices: what lies in stock is carried at what was paid for it. Licensed goods pay the origin's traded
   * price and the way; the seller may keep a share of the licence rent.
   */
  function updateBooks(
    opening: Float64Array,
    activity: Float64Array,
    flow: Float64Array,
    ask: Float64Array,
  ): void {
    const quantity = opening.slice();
    const value = opening.map((q, n) => q * state.book[n]!);
    const sellerShare = get('seller_rent_share');
    network.arcs.forEach((arc, r) => {
      if (flow[r]! === 0) return;
      const from = arcFrom[r]!;
      const to = arcTo[r]!;
      const way = arc.cost + arc.adValorem * network.nodes[from]!.basePrice + frame.flowCost[r]!;
      const atCost = (arc.origin === 'CN' ? state.book[from]! : ask[from]!) + way;
      const rent = Math.max(0, ask[to]! - atCost);
      quantity[to]! += flow[r]!;
      value[to]! += flow[r]! * (atCost + sellerShare * rent);
    });
    network.processes.forEach((process, a) => {
      if (activity[a]! === 0 || process.outputs.length === 0) return;
      const inputs = process.inputs.reduce(
        (sum, i) => sum + i.perTonne * state.book[index.node.get(i.node)!]!,
        0,
      );
      const baseWorth = process.outputs.reduce(
        (sum, o) => sum + o.perTonne * network.nodes[index.node.get(o.node)!]!.basePrice,
        0,
      );
      const cost = inputs + process.cost + frame.activityCost[a]!;
      for (const out of process.outputs) {
        const n = index.node.get(out.node)!;
        const node = network.nodes[n]!;
        // In China and at mines goods trade at the asked price; makers elsewhere carry them at cost.
        const unit =
          process.inputs.length === 0 || node.place === 'CN' ? ask[n]! : (cost * node.basePrice) / baseWorth;
        quantity[n]! += out.perTonne * activity[a]!;
        value[n]! += out.perTonne * activity[a]! * unit;
      }
    });
    for (let n = 0; n < quantity.length; n++) {
      if (quantity[n]! > 1e-9)
        state.book[n] = Math.max(value[n]! / quantity[n]!, network.nodes[n]!.basePrice * 0.02);
    }
  }
}

function openingContent(tables: ChainTables, node: Network['nodes'][number]): readonly number[] {
  const c = MAGNET_CLASSES.find(
    (name) => node.carrier === `magnet-${name}` || node.carrier === `component-${name}`,
  );
  // Pools abroad begin with what China and the others sent; the mix settles within a few months.
  if (c) return meanContent(tables, node.place, c);
  const recipe = tables.chainRecipes.find(
    (r) => r.carrier === node.carrier && (r.makers === 'CN') === (node.place === 'CN'),
  );
  return recipe ? [recipe.PrNd, recipe.Dy, recipe.Tb, recipe.Sm] : [0, 0, 0, 0];
}

/** What the buyers at the end of each arc use in a base month (for components, which have no base of their own). */
function normalDemand(network: Network): Float64Array {
  const use = new Map(network.segments.map((s) => [s.node, s.base]));
  return Float64Array.from(network.arcs, (r) => use.get(r.to) ?? 0);
}

/** Share of each arc in what reaches its destination in the base year. */
function shareOfImports(
  network: Network,
  arcFrom: readonly number[],
  arcTo: readonly number[],
): Float64Array {
  const total = new Float64Array(network.nodes.length);
  network.arcs.forEach((arc, r) => {
    if (network.nodes[arcFrom[r]!]) total[arcTo[r]!]! += arc.base;
  });
  return Float64Array.from(network.arcs, (arc, r) =>
    total[arcTo[r]!]! > 0 ? arc.base / total[arcTo[r]!]! : 0,
  );
}

/** Growth of wanted stock at each node: with its own demand where it has buyers, else with base flows through it. */
function nodeGrowth(
  network: Network,
  levers: Levers,
  t: number,
  segmentNode: readonly number[],
): Float64Array {
  const total = network.segments.reduce((sum, s) => sum + s.base, 0);
  const world =
    total > 0 ? network.segments.reduce((sum, s, i) => sum + s.base * levers.demand[t]![i]!, 0) / total : 1;
  const growth = new Float64Array(network.nodes.length).fill(world);
  segmentNode.forEach((n, s) => {
    growth[n] = levers.demand[t]![s]!;
  });
  return growth;
}
