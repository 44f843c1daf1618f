/** The account of one node in one month, and what held the chain back in it. Tonnes of the carrier, USD/kg. */

import { arrivesNow } from './network.ts';
import type { ScenarioRun } from './run.ts';

export type AccountLine =
  /** Opening stock; and what arrives from earlier months, collected scrap and released stock included. */
  | { readonly kind: 'opening' | 'arriving' | 'closing'; readonly tonnes: number }
  /** Made here, used here, by a process; only what is delivered within the month counts as made. */
  | { readonly kind: 'made' | 'used'; readonly process: string; readonly tonnes: number }
  /** Received and sent on an arc; only what arrives within the month counts as received. */
  | { readonly kind: 'received' | 'sent'; readonly arc: string; readonly tonnes: number }
  | { readonly kind: 'served'; readonly segment: string; readonly tonnes: number };

export interface NodeAccount {
  readonly node: string;
  readonly month: string;
  /** Lines that come in, then lines that go out; the two sums are equal. */
  readonly into: readonly AccountLine[];
  readonly outOf: readonly AccountLine[];
  /** Sent and started this month, arriving here in later ones. */
  readonly onTheWay: number;
  /** Wanted by buyers and not served. */
  readonly short: number;
  /** What is asked for one more tonne now, what one later is worth, what the goods here cost on the mean. */
  readonly ask: number;
  readonly carry: number;
  readonly traded: number;
  /** Price in the base year. */
  readonly base: number;
}

const LEAST = 1e-9;

/** Account of a node in the month at offset `t`. */
export function nodeAccount(run: ScenarioRun, nodeId: string, t: number): NodeAccount {
  const record = run.months[t];
  const n = run.index.node.get(nodeId);
  if (!record) throw new Error(`the run has ${run.months.length} months, there is no month ${t}`);
  if (n === undefined) throw new Error(`the network has no node "${nodeId}"`);
  const { network } = run.built;
  const node = network.nodes[n]!;
  const opening = t > 0 ? run.months[t - 1]!.stock[n]! : node.baseUse * node.coverMonths;
  const into: AccountLine[] = [
    { kind: 'opening', tonnes: opening },
    { kind: 'arriving', tonnes: record.available[n]! - opening },
  ];
  const outOf: AccountLine[] = [];
  let onTheWay = 0;
  network.processes.forEach((process, a) => {
    const activity = record.activity[a]!;
    for (const input of process.inputs)
      if (input.node === nodeId)
        outOf.push({ kind: 'used', process: process.id, tonnes: input.perTonne * activity });
    for (const output of process.outputs) {
      if (output.node !== nodeId) continue;
      const now = arrivesNow(output.delayMonths);
      into.push({ kind: 'made', process: process.id, tonnes: now * output.perTonne * activity });
      onTheWay += (1 - now) * output.perTonne * activity;
    }
  });
  network.arcs.forEach((arc, r) => {
    const tonnes = record.flow[r]!;
    if (arc.from === nodeId) outOf.push({ kind: 'sent', arc: arc.id, tonnes });
    if (arc.to === nodeId) {
      const now = arrivesNow(arc.delayMonths);
      into.push({ kind: 'received', arc: arc.id, tonnes: now * tonnes });
      onTheWay += (1 - now) * tonnes;
    }
  });
  let short = 0;
  network.segments.forEach((segment, s) => {
    if (segment.node !== nodeId) return;
    outOf.push({ kind: 'served', segment: segment.id, tonnes: record.served[s]! });
    short += record.demand[s]! - record.served[s]!;
  });
  if (node.coverMonths > 0) outOf.push({ kind: 'closing', tonnes: record.stock[n]! });
  const told = (lines: AccountLine[]) =>
    lines.filter(({ tonnes }) => Math.abs(tonnes) > LEAST).sort((a, b) => b.tonnes - a.tonnes);
  return {
    node: nodeId,
    month: record.month,
    into: told(into),
    outOf: told(outOf),
    onTheWay,
    short: Math.max(0, short),
    ask: record.ask[n]!,
    carry: record.carry[n]!,
    traded: record.book[n]!,
    base: node.basePrice,
  };
}

/** Something at its bound in a month. */
export interface Bound {
  readonly kind: 'licence' | 'closure' | 'contract' | 'plant' | 'process';
  /** Id of the arcs (those of all buyers of a place together), of the plant's limit, or of the process. */
  readonly ids: readonly string[];
  /** Id of the control, for a licence. */
  readonly control?: string;
  /** What one more kilogram through it would be worth, USD/kg: mean over its arcs, and the dearest of them. */
  readonly rentUsdPerKg: number;
  readonly dearestUsdPerKg: number;
  /** Rent on what goes through in the month, thousand USD; for arcs on what would in a normal month. */
  readonly thousandUsd: number;
  /** Tonnes through it, and the most that it allows. */
  readonly tonnes: number;
  readonly allowed: number;
  /** Tonnes that would go through it in a normal month: the base year's, grown with demand. */
  readonly normal: number;
}

const NO_BOUND = 1e6;
const FULL = 0.999;
const LEAST_RENT = 0.01;

/** Everything at its bound with a rent in the month at offset `t`, dearest in all first. */
export function boundsOf(run: ScenarioRun, t: number): readonly Bound[] {
  const record = run.months[t];
  if (!record) throw new Error(`the run has ${run.months.length} months, there is no month ${t}`);
  const { network } = run.built;
  const at = (id: string) => run.index.node.get(id)!;
  const worth = (id: string, delay: number) => {
    const now = arrivesNow(delay);
    return now * record.ask[at(id)]! + (1 - now) * record.carry[at(id)]!;
  };
  const found: Bound[] = [];
  network.limits.forEach((limit, l) => {
    const rent = record.limitRent[l]!;
    if (rent < LEAST_RENT) return;
    const tonnes = limit.terms.reduce(
      (sum, term) => sum + term.weight * record.activity[run.index.process.get(term.id)!]!,
      0,
    );
    const allowed = run.levers.limit[t]![l]!;
    found.push({
      kind: 'plant',
      ids: [limit.id],
      rentUsdPerKg: rent,
      dearestUsdPerKg: rent,
      thousandUsd: rent * tonnes,
      tonnes,
      allowed,
      normal: limit.tonnes,
    });
  });
  network.processes.forEach((process, a) => {
    const allowed = process.capacity * run.levers.activity[t]![a]! + run.levers.added[t]![a]!;
    const tonnes = record.activity[a]!;
    if (process.sharedLimit || process.stage === 'residual' || tonnes <= 0 || tonnes < FULL * allowed) return;
    const out = process.outputs.reduce((sum, o) => sum + o.perTonne * worth(o.node, o.delayMonths), 0);
    const paid = process.inputs.reduce((sum, i) => sum + i.perTonne * record.ask[at(i.node)]!, 0);
    // Public support is money given, not scarcity.
    const rent = out - paid - process.cost - Math.max(0, record.activityCostAdded[a]!);
    if (rent < LEAST_RENT) return;
    found.push({
      kind: 'process',
      ids: [process.id],
      rentUsdPerKg: rent,
      dearestUsdPerKg: rent,
      thousandUsd: rent * tonnes,
      tonnes,
      allowed,
      normal: process.base * run.levers.activity[t]![a]!,
    });
  });
  // Buyers of a place have a bound each; they are told together.
  const together = new Map<string, Bound>();
  network.arcs.forEach((arc, r) => {
    const allowed = record.flowCapacity[r]!;
    const tonnes = record.flow[r]!;
    if (allowed >= NO_BOUND || tonnes < FULL * allowed) return;
    const way = arc.cost + arc.adValorem * network.nodes[at(arc.from)]!.basePrice + record.flowCostAdded[r]!;
    const rent = worth(arc.to, arc.delayMonths) - record.ask[at(arc.from)]! - way;
    if (rent < LEAST_RENT) return;
    const control = run.levers.controls[r];
    const controlled = control && t >= control.from && t < control.until;
    const kind = controlled ? 'licence' : run.levers.open[t]![r]! < NO_BOUND ? 'closure' : 'contract';
    const key = `${arc.carrier}:${arc.origin}>${arc.destination}:${kind}`;
    const known = together.get(key);
    // A licence that lets nothing through costs what is missing, so normal trade is counted.
    const normal = arc.base * run.levers.flow[t]![r]!;
    const counted = Math.max(tonnes, normal);
    const countedBefore = known ? known.thousandUsd / known.rentUsdPerKg : 0;
    const thousandUsd = (known?.thousandUsd ?? 0) + rent * counted;
    if (countedBefore + counted < LEAST) return;
    together.set(key, {
      kind,
      ids: [...(known?.ids ?? []), arc.id],
      ...(controlled && { control: control.id }),
      rentUsdPerKg: thousandUsd / (countedBefore + counted),
      dearestUsdPerKg: Math.max(known?.dearestUsdPerKg ?? 0, rent),
      thousandUsd,
      tonnes: (known?.tonnes ?? 0) + tonnes,
      allowed: (known?.allowed ?? 0) + allowed,
      normal: (known?.normal ?? 0) + normal,
    });
  });
  return [...found, ...together.values()].sort((a, b) => b.thousandUsd - a.thousandUsd);
}
