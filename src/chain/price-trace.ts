/**
 * Why a price is what it is: from a node back to a mine or a stock, in lines that add up to the price.
 *
 * Each step takes the largest supplier of the month: the price at its origin, the way (freight and margin, tax,
 * duty), the step of a price band, and the rent of whatever bound it. What a good is worth here and now above
 * what it is worth to carry is the premium for having it now.
 */

import { monthOf } from './calendar.ts';
import { arrivesNow, STEP_PROFILES, type Step } from './network.ts';
import type { ScenarioRun } from './run.ts';

/** What a line of a trace is about, so that others can say it in their own words. */
export type TraceSubject =
  | { readonly kind: 'node' | 'process' | 'arc' | 'limit'; readonly id: string }
  | { readonly kind: 'control'; readonly id: string; readonly arc: string };

export interface TraceLine {
  readonly words: string;
  readonly about: TraceSubject;
  /** What the line adds, USD/kg of the good asked for. */
  readonly usdPerKg: number;
  readonly kind:
    | 'cost'
    | 'freight'
    | 'tax'
    | 'duty'
    | 'rent'
    | 'band'
    | 'premium'
    | 'stock'
    | 'input'
    | 'side';
}

export interface PriceTrace {
  readonly node: string;
  readonly month: string;
  readonly price: number;
  readonly lines: readonly TraceLine[];
}

const LEAST = 1e-7;

/** Shift of cost of the last tonne, in kinks, given what flows and what the base is. */
function kinksAt(steps: readonly Step[], base: number, flow: number): number {
  let reach = 0;
  for (const step of steps) {
    reach += Number.isFinite(step.share) ? step.share * base : Number.POSITIVE_INFINITY;
    if (flow <= reach + 1e-9) return step.kinks;
  }
  return steps.at(-1)?.kinks ?? 0;
}

/** Trace of the asked price at a node in a month. The lines add up to the price. */
export function tracePrice(run: ScenarioRun, nodeId: string, month: string): PriceTrace {
  const t = monthOf(month) - run.levers.first;
  const record = run.months[t];
  const start = run.index.node.get(nodeId);
  if (!record)
    throw new Error(
      `the run has no month ${month}; it goes from ${run.months[0]!.month} to ${run.months.at(-1)!.month}`,
    );
  if (start === undefined) throw new Error(`the network has no node "${nodeId}"`);
  const { names } = run;
  const { network } = run.built;
  const lines: TraceLine[] = [];
  const put = (kind: TraceLine['kind'], about: TraceSubject, words: string, usdPerKg: number) => {
    if (Math.abs(usdPerKg) > LEAST) lines.push({ kind, words, about, usdPerKg });
  };
  const visited = new Set<number>();

  /** Explains `weight` kg of the good at node n, whose asked price counts. */
  const explain = (n: number, weight: number): void => {
    const node = network.nodes[n]!;
    visited.add(n);
    const suppliers = [
      ...network.arcs.flatMap((r, i) =>
        run.index.node.get(r.to) === n && record.flow[i]! > 1e-6
          ? [{ kind: 'arc' as const, i, tonnes: record.flow[i]! }]
          : [],
      ),
      ...network.processes.flatMap((p, i) => {
        const out = p.outputs.find((o) => o.node === node.id);
        return out && p.outputs[0] === out && record.activity[i]! > 1e-6
          ? [{ kind: 'process' as const, i, tonnes: record.activity[i]! * out.perTonne }]
          : [];
      }),
    ].sort((a, b) => b.tonnes - a.tonnes);
    const supplier = suppliers.find(
      (s) => s.kind === 'process' || !visited.has(run.index.node.get(network.arcs[s.i]!.from)!),
    );
    const ask = record.ask[n]!;
    const self: TraceSubject = { kind: 'node', id: node.id };
    if (!supplier) {
      put('stock', self, `${names.node(node.id)}: drawn from stock, carried at`, weight * record.carry[n]!);
      put('premium', self, `${names.node(node.id)}: having it now`, weight * (ask - record.carry[n]!));
      return;
    }
    if (supplier.kind === 'arc') {
      const arc = network.arcs[supplier.i]!;
      const from = run.index.node.get(arc.from)!;
      const now = arrivesNow(arc.delayMonths);
      const there = now * ask + (1 - now) * record.carry[n]!;
      put(
        'premium',
        self,
        `${names.node(node.id)}: having it now rather than when it arrives`,
        weight * (ask - there),
      );
      const kink = network.kink.arc * network.nodes[from]!.basePrice;
      const band =
        kinksAt(
          STEP_PROFILES[arc.base > 0 ? arc.steps : 'closed'],
          arc.base * run.levers.flow[t]![supplier.i]!,
          record.flow[supplier.i]!,
        ) * kink;
      const duty =
        run.levers.duty[t]![supplier.i]! *
        (t > 0 ? run.months[t - 1]!.ask[from]! : network.nodes[from]!.basePrice);
      const tax = arc.adValorem * network.nodes[from]!.basePrice + record.flowCostAdded[supplier.i]! - duty;
      const bound = record.flow[supplier.i]! > 0.999 * record.flowCapacity[supplier.i]!;
      const rest = there - record.ask[from]! - arc.cost - tax - duty;
      const way = `${names.place(arc.origin)} to ${names.place(arc.destination)}`;
      const about: TraceSubject = { kind: 'arc', id: arc.id };
      put('freight', about, `freight and margin, ${way}`, weight * arc.cost);
      put('tax', about, `tax not refunded on export from ${names.place(arc.origin)}`, weight * tax);
      put('duty', about, `duty, ${way}`, weight * duty);
      const held = run.levers.controls[supplier.i];
      const control = held && t >= held.from && t < held.until ? held : undefined;
      if (bound) {
        put('band', about, 'margin that moves with volume', weight * Math.min(band, rest));
        put(
          'rent',
          control ? { kind: 'control', id: control.id, arc: arc.id } : about,
          control
            ? `rent of: ${names.control(control.id, month)}`
            : `rent of what is open of ${names.arc(arc.id)}`,
          weight * (rest - Math.min(band, rest)),
        );
      } else put('band', about, 'margin that moves with volume', weight * rest);
      explain(from, weight);
      return;
    }
    const process = network.processes[supplier.i]!;
    const main = process.outputs[0]!;
    const worthOf = (id: string, delay: number) => {
      const o = run.index.node.get(id)!;
      const now = arrivesNow(delay);
      return now * record.ask[o]! + (1 - now) * record.carry[o]!;
    };
    const mainWorth = worthOf(main.node, main.delayMonths);
    const about: TraceSubject = { kind: 'process', id: process.id };
    put(
      'premium',
      self,
      `${names.node(node.id)}: having it now rather than when it is made`,
      weight * (ask - mainWorth),
    );
    const perUnit = weight / main.perTonne;
    const side = process.outputs
      .slice(1)
      .reduce((sum, o) => sum + o.perTonne * worthOf(o.node, o.delayMonths), 0);
    put('side', about, `by-products of ${names.process(process.id)}`, -perUnit * side);
    const inputs = [...process.inputs].sort(
      (a, b) =>
        b.perTonne * record.ask[run.index.node.get(b.node)!]! -
        a.perTonne * record.ask[run.index.node.get(a.node)!]!,
    );
    const into = inputs.reduce((sum, i) => sum + i.perTonne * record.ask[run.index.node.get(i.node)!]!, 0);
    const limitIndex = network.limits.findIndex((l) => l.id === process.sharedLimit);
    const plantRent = limitIndex >= 0 ? record.limitRent[limitIndex]! * (process.sharedWeight ?? 1) : 0;
    const cost = process.cost + record.activityCostAdded[supplier.i]!;
    const rest = mainWorth * main.perTonne + side - into - cost - plantRent;
    put(
      'cost',
      about,
      `${process.isSource ? 'cost of' : 'cost beyond inputs of'} ${names.process(process.id)}`,
      perUnit * cost,
    );
    if (limitIndex >= 0) {
      const limit = network.limits[limitIndex]!;
      put(
        'rent',
        { kind: 'limit', id: limit.id },
        `rent of ${names.limit(limit.id)} at capacity`,
        perUnit * plantRent,
      );
    }
    const full =
      record.activity[supplier.i]! >
      0.999 * (process.capacity * run.levers.activity[t]![supplier.i]! + run.levers.added[t]![supplier.i]!);
    put(
      full ? 'rent' : 'band',
      about,
      full
        ? `rent of the capacity for ${names.process(process.id)}`
        : `margin of ${names.process(process.id)} that moves with volume`,
      perUnit * rest,
    );
    const [first, ...others] = inputs;
    for (const input of others) {
      const n2 = run.index.node.get(input.node)!;
      put(
        'input',
        { kind: 'node', id: input.node },
        `${names.node(input.node)} at ${record.ask[n2]!.toFixed(2)} USD/kg`,
        perUnit * input.perTonne * record.ask[n2]!,
      );
    }
    if (first) {
      const n2 = run.index.node.get(first.node)!;
      if (visited.has(n2))
        put(
          'input',
          { kind: 'node', id: first.node },
          names.node(first.node),
          perUnit * first.perTonne * record.ask[n2]!,
        );
      else explain(n2, perUnit * first.perTonne);
    }
  };
  explain(start, 1);
  return { node: nodeId, month, price: record.ask[start]!, lines };
}
