/**
 * One element through the stages in one month: who made it, who took it, what came out of stock and went into it.
 *
 * A link joins a stage at a place to a stage at a place. Goods of a carrier mix where they lie, so what is taken
 * out of a pool comes from its makers in the shares in which it came in, through as many places as it passed.
 * What is sent or started this month counts this month, also where it arrives later.
 */

import { type CarrierKind, type ChainElement, ELEMENTS } from './network.ts';
import type { ScenarioRun } from './run.ts';

/** Where an element is: being mined, separated ..., used; or in a stock, in scrap, or gone. */
export type FlowStage =
  | 'mining'
  | 'scrap'
  | 'separation'
  | 'recycling'
  | 'residual'
  | 'metal'
  | 'other-use'
  | 'magnet'
  | 'use'
  | 'swarf'
  | 'stock'
  | 'lost';

export interface StageAt {
  readonly stage: FlowStage;
  /** Code of a place; for a stock, the place where the goods lie. */
  readonly place: string;
}

export interface StageLink {
  readonly from: StageAt;
  readonly to: StageAt;
  /** Kind of goods that carry the element; components count as magnets. */
  readonly kind: CarrierKind;
  /** Of the element. */
  readonly tonnes: number;
  /** Share of it that was sent where no more could be: at the bound of a licence, a closure or a contract. */
  readonly bound: number;
}

/** A stage at a place with what goes through it, tonnes of the element. */
export interface StageTotal extends StageAt {
  readonly taken: number;
  readonly made: number;
}

export interface StageFlows {
  readonly month: string;
  readonly element: ChainElement;
  readonly links: readonly StageLink[];
  readonly totals: readonly StageTotal[];
}

const STAGE_OF: Readonly<Record<string, FlowStage>> = {
  mining: 'mining',
  separation: 'separation',
  recycling: 'recycling',
  residual: 'residual',
  metal: 'metal',
  other_use: 'other-use',
  magnet_sintered: 'magnet',
  magnet_bonded: 'magnet',
  magnet_smco: 'magnet',
  waste: 'lost',
};

/** Rounds of mixing; goods pass through two places at most, so this is far more than is needed. */
const ROUNDS = 12;
const LEAST = 1e-9;
const FULL = 0.999;
/** Capacity from which an arc has no bound of its own. */
const NO_BOUND = 1e6;

const keyOf = ({ stage, place }: StageAt) => `${stage}@${place}`;

/** Flows of an element in the month at offset `t` of a run. What goes into a stage comes out of it, or is lost. */
export function stageFlows(run: ScenarioRun, t: number, element: ChainElement): StageFlows {
  const record = run.months[t];
  if (!record) throw new Error(`the run has ${run.months.length} months, there is no month ${t}`);
  const { network } = run.built;
  const e = ELEMENTS.indexOf(element);
  const at = (id: string) => run.index.node.get(id)!;
  const content = (n: number) => record.elements.content[n * ELEMENTS.length + e]!;

  const stages = new Map<string, StageAt>();
  const stage = (one: StageAt): string => {
    const key = keyOf(one);
    if (!stages.has(key)) stages.set(key, one);
    return key;
  };
  const links = new Map<string, { from: string; to: string; kind: CarrierKind; tonnes: number }>();
  const link = (from: string, to: string, kind: CarrierKind, tonnes: number) => {
    if (tonnes < LEAST) return;
    const key = `${from}>${to}>${kind}`;
    const known = links.get(key);
    if (known) known.tonnes += tonnes;
    else links.set(key, { from, to, kind, tonnes });
  };
  const taken = new Map<string, number>();
  const made = new Map<string, number>();
  const count = (sums: Map<string, number>, key: string, tonnes: number) =>
    sums.set(key, (sums.get(key) ?? 0) + tonnes);

  // What comes into each pool by maker, what moves between pools, and what is taken out by whom.
  const into = network.nodes.map(() => new Map<string, number>());
  const outOf = network.nodes.map(() => new Map<string, number>());
  const moves: { from: number; to: number; tonnes: number }[] = [];
  network.processes.forEach((process, a) => {
    const activity = record.activity[a]!;
    if (activity <= 0) return;
    const inputs = process.inputs.map((input) => ({
      node: at(input.node),
      tonnes: input.perTonne * activity * content(at(input.node)),
    }));
    const takes = inputs.reduce((sum, input) => sum + input.tonnes, 0);
    if (process.stage === 'component') {
      for (const input of inputs)
        moves.push({ from: input.node, to: at(process.outputs[0]!.node), tonnes: input.tonnes });
      return;
    }
    const of = STAGE_OF[process.stage];
    if (!of) throw new Error(`no stage is known for processes of kind "${process.stage}"`);
    const own = stage({ stage: of, place: process.place });
    for (const input of inputs) {
      const node = network.nodes[input.node]!;
      // Scrap is cut out of the round: what goes into it ends as swarf, what comes out of it begins as scrap.
      if (node.kind === 'scrap')
        link(stage({ stage: 'scrap', place: node.place }), own, 'scrap', input.tonnes);
      else count(outOf[input.node]!, own, input.tonnes);
      count(taken, own, input.tonnes);
    }
    // Outputs of fixed content take what they hold; the one that is mixed takes what is neither in them nor lost.
    let left = takes * (1 - process.loss[e]!);
    let mixed: number | undefined;
    for (const output of process.outputs) {
      const n = at(output.node);
      const node = network.nodes[n]!;
      if (!node.content) {
        mixed = n;
        continue;
      }
      const tonnes = output.perTonne * activity * node.content[e]!;
      left -= tonnes;
      count(made, own, tonnes);
      if (node.kind === 'scrap') link(own, stage({ stage: 'swarf', place: process.place }), 'scrap', tonnes);
      else count(into[n]!, own, tonnes);
    }
    if (mixed !== undefined) {
      count(into[mixed]!, own, left);
      count(made, own, left);
    }
  });
  network.arcs.forEach((arc, r) => {
    const tonnes = record.flow[r]! * content(at(arc.from));
    if (tonnes > 0) moves.push({ from: at(arc.from), to: at(arc.to), tonnes });
  });
  network.segments.forEach((segment, s) => {
    const tonnes = record.elements.servedElement[s]![e]!;
    if (tonnes <= 0) return;
    const own = stage({ stage: 'use', place: segment.place });
    count(outOf[at(segment.node)]!, own, tonnes);
    count(taken, own, tonnes);
  });

  // Stocks close each pool's account.
  const sum = (values: Iterable<number>) => {
    let total = 0;
    for (const value of values) total += value;
    return total;
  };
  const comesIn = into.map((makers) => sum(makers.values()));
  const goesOut = outOf.map((takers) => sum(takers.values()));
  for (const move of moves) {
    comesIn[move.to]! += move.tonnes;
    goesOut[move.from]! += move.tonnes;
  }
  network.nodes.forEach((node, n) => {
    if (node.kind === 'scrap') return;
    const more = comesIn[n]! - goesOut[n]!;
    if (Math.abs(more) < LEAST) return;
    const stock = stage({ stage: 'stock', place: node.place });
    if (more < 0) {
      count(into[n]!, stock, -more);
      comesIn[n]! -= more;
    } else count(outOf[n]!, stock, more);
  });

  // Shares of the makers in each pool, carried on along the moves.
  const movesTo = network.nodes.map((): { from: number; tonnes: number }[] => []);
  for (const move of moves) movesTo[move.to]!.push(move);
  let shares = network.nodes.map(() => new Map<string, number>());
  for (let round = 0; round < ROUNDS; round++) {
    const before = shares;
    shares = network.nodes.map((_, n) => {
      const mix = new Map<string, number>();
      if (comesIn[n]! < LEAST) return mix;
      for (const [maker, tonnes] of into[n]!) count(mix, maker, tonnes / comesIn[n]!);
      for (const { from, tonnes } of movesTo[n]!) {
        for (const [maker, share] of before[from]!) count(mix, maker, (share * tonnes) / comesIn[n]!);
      }
      return mix;
    });
  }
  network.nodes.forEach((node, n) => {
    const kind = node.kind === 'component' ? 'magnet' : node.kind;
    for (const [taker, tonnes] of outOf[n]!) {
      for (const [maker, share] of shares[n]!) {
        if (maker === taker) continue;
        link(maker, taker, kind, tonnes * share);
      }
    }
  });

  const held = boundShares(run, t, content);
  return {
    month: record.month,
    element,
    links: [...links.values()]
      .map(({ from, to, kind, tonnes }) => {
        const [a, b] = [stages.get(from)!, stages.get(to)!];
        return { from: a, to: b, kind, tonnes, bound: held(kind, a.place, b.place) };
      })
      .sort((a, b) => b.tonnes - a.tonnes),
    totals: [...stages]
      .filter(([, { stage: of }]) => !['stock', 'scrap', 'swarf', 'lost'].includes(of))
      .map(([key, one]) => ({ ...one, taken: taken.get(key) ?? 0, made: made.get(key) ?? 0 })),
  };
}

/** Share of what went from place to place, by kind of goods, that went on arcs that could carry no more. */
function boundShares(run: ScenarioRun, t: number, content: (node: number) => number) {
  const record = run.months[t]!;
  const sums = new Map<string, { all: number; full: number }>();
  run.built.network.arcs.forEach((arc, r) => {
    const from = run.index.node.get(arc.from)!;
    const kind = run.built.network.nodes[from]!.kind;
    const tonnes = record.flow[r]! * content(from);
    if (tonnes <= 0) return;
    const key = `${kind === 'component' ? 'magnet' : kind}:${arc.origin}>${arc.destination}`;
    const known = sums.get(key) ?? { all: 0, full: 0 };
    known.all += tonnes;
    if (record.flowCapacity[r]! < NO_BOUND && record.flow[r]! >= FULL * record.flowCapacity[r]!)
      known.full += tonnes;
    sums.set(key, known);
  });
  return (kind: CarrierKind, from: string, to: string): number => {
    const known = from === to ? undefined : sums.get(`${kind}:${from}>${to}`);
    return known ? known.full / known.all : 0;
  };
}
