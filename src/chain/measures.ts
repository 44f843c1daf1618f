/** What a run says about exports, shortage, prices, stocks, concentration and coverage. Plain numbers by month. */

import { monthOf } from './calendar.ts';
import type { ScenarioRun } from './run.ts';
import { matches } from './scenario.ts';

export interface Series {
  readonly month: string;
  readonly value: number;
}

function indexOf(run: ScenarioRun, node: string): number {
  const n = run.index.node.get(node);
  if (n === undefined) throw new Error(`the network has no node "${node}"`);
  return n;
}

/** Asked price (what one more tonne would fetch now) at a node, USD/kg ex VAT. */
export function askedPrice(run: ScenarioRun, node: string): readonly Series[] {
  const n = indexOf(run, node);
  return run.months.map((m) => ({ month: m.month, value: m.ask[n]! }));
}

/** Traded price: what the goods in stock at a node cost on the mean, USD/kg ex VAT. */
export function tradedPrice(run: ScenarioRun, node: string): readonly Series[] {
  const n = indexOf(run, node);
  return run.months.map((m) => ({ month: m.month, value: m.book[n]! }));
}

/**
 * Asked price of a carrier outside China: mean over places, weighted by what they use in the base year (thin
 * nodes jump, so no single one is quoted).
 */
export function outsidePrice(run: ScenarioRun, carrier: string): readonly Series[] {
  const nodes = run.built.network.nodes.flatMap((n, i) =>
    n.carrier === carrier && n.place !== 'CN' && !n.tier && n.baseUse > 0 ? [[i, n.baseUse] as const] : [],
  );
  const total = nodes.reduce((sum, [, use]) => sum + use, 0);
  return run.months.map((m) => ({
    month: m.month,
    value: nodes.reduce((sum, [i, use]) => sum + m.ask[i]! * use, 0) / total,
  }));
}

/** Outside over inside, both asked, same month, both ex VAT. */
export function priceGap(run: ScenarioRun, carrier: string): readonly Series[] {
  const inside = askedPrice(run, `${carrier}@CN`);
  return outsidePrice(run, carrier).map((s, t) => ({ month: s.month, value: s.value / inside[t]!.value }));
}

/** Traded prices outside over inside: what is paid for goods in use, weighted by base-year use. */
export function tradedGap(run: ScenarioRun, carrier: string): readonly Series[] {
  const inside = tradedPrice(run, `${carrier}@CN`);
  const nodes = run.built.network.nodes.flatMap((n, i) =>
    n.carrier === carrier && n.place !== 'CN' && !n.tier && n.baseUse > 0 ? [[i, n.baseUse] as const] : [],
  );
  const total = nodes.reduce((sum, [, use]) => sum + use, 0);
  return run.months.map((m, t) => ({
    month: m.month,
    value: nodes.reduce((sum, [i, use]) => sum + m.book[i]! * use, 0) / total / inside[t]!.value,
  }));
}

/** Tonnes sent from a place, by month; carriers may end in `*`. */
export function exportsOf(
  run: ScenarioRun,
  origin: string,
  carrier: string,
  destination?: string,
): readonly Series[] {
  const arcs = run.built.network.arcs.flatMap((r, i) =>
    r.origin === origin &&
    r.destination !== origin &&
    matches(carrier, r.carrier) &&
    (!destination || r.destination === destination)
      ? [i]
      : [],
  );
  return run.months.map((m) => ({ month: m.month, value: arcs.reduce((sum, r) => sum + m.flow[r]!, 0) }));
}

/** Exports as customs book them: when goods leave. */
export const magnetExports = (run: ScenarioRun, destination?: string) =>
  exportsOf(run, 'CN', 'magnet-*', destination);

export interface Shortage {
  readonly month: string;
  readonly place: string;
  readonly carrier: string;
  readonly tier: string;
  /** Tonnes wanted and not served, and their share of what was wanted. */
  readonly tonnes: number;
  readonly share: number;
}

/** Every month and buyer that went short by more than `least` of what was wanted. */
export function shortages(run: ScenarioRun, least = 0.001): readonly Shortage[] {
  return run.months.flatMap((m) =>
    run.built.network.segments.flatMap((s, i) => {
      const wanted = m.demand[i]!;
      const tonnes = wanted - m.served[i]!;
      const share = wanted > 0 ? tonnes / wanted : 0;
      if (share < least) return [];
      return [{ month: m.month, place: s.place, carrier: s.carrier, tier: s.tier ?? 'all', tonnes, share }];
    }),
  );
}

/**
 * Share of the magnets wanted that is not to be had, by month.
 *
 * @param place where they are wanted; all places outside China if none
 */
export function shortShare(run: ScenarioRun, place?: string, carrier = 'magnet-*'): readonly Series[] {
  const buyers = run.built.network.segments.flatMap((s, i) =>
    matches(carrier, s.carrier) && (place ? s.place === place : s.place !== 'CN') ? [i] : [],
  );
  return run.months.map((m) => {
    const wanted = buyers.reduce((sum, i) => sum + m.demand[i]!, 0);
    const served = buyers.reduce((sum, i) => sum + m.served[i]!, 0);
    return { month: m.month, value: wanted > 0 ? Math.max(0, 1 - served / wanted) : 0 };
  });
}

const DAYS_A_MONTH = 365.25 / 12;

export interface Stoppage {
  readonly place: string;
  readonly carrier: string;
  readonly tier: string;
  readonly month: string;
  /** Weeks from the given day until stock and what arrives no longer cover use. */
  readonly weeks: number;
}

/**
 * First month in which each place runs short by more than `least` of what it wants, and the day stock runs out in it:
 * the start of the month and as much of it as opening stock and arrivals last.
 *
 * @param since day or month of the act from which weeks are counted
 * @param carrier what buyers run short of; may end in `*`
 * @param until day or month from which stoppages are the next act's
 */
export function firstStoppages(
  run: ScenarioRun,
  since: string,
  {
    least = 0.05,
    carrier = '*',
    until,
  }: { readonly least?: number; readonly carrier?: string; readonly until?: string } = {},
): readonly Stoppage[] {
  const first = new Map<string, Stoppage>();
  const from = monthOf(since) + (Number(since.slice(8, 10) || 1) - 1) / DAYS_A_MONTH;
  for (const [t, m] of run.months.entries()) {
    if (until && m.month >= until.slice(0, 7)) break;
    run.built.network.segments.forEach((s, i) => {
      const wanted = m.demand[i]!;
      if (!matches(carrier, s.carrier)) return;
      if (wanted <= 0 || 1 - m.served[i]! / wanted < least || monthOf(m.month) < Math.floor(from)) return;
      // Opening stock fills the gap between use and what arrives through the month, until it is gone.
      const n = run.index.node.get(s.node)!;
      const stock = t > 0 ? run.months[t - 1]!.stock[n]! : run.built.network.nodes[n]!.baseUse;
      const arriving = Math.max(0, m.served[i]! - stock);
      const lasts = Math.min(1, stock / Math.max(1e-9, wanted - arriving));
      const weeks = ((monthOf(m.month) + lasts - from) * DAYS_A_MONTH) / 7;
      const known = first.get(s.place);
      if (!known || weeks < known.weeks) {
        first.set(s.place, {
          place: s.place,
          carrier: s.carrier,
          tier: s.tier ?? 'all',
          month: m.month,
          weeks,
        });
      }
    });
  }
  return [...first.values()].sort((a, b) => a.weeks - b.weeks);
}

/** Weeks that stock at a node would last at the month's use if nothing more came. */
export function weeksOfStock(run: ScenarioRun, node: string): readonly Series[] {
  const n = indexOf(run, node);
  const { network } = run.built;
  return run.months.map((m) => {
    let use = 0;
    network.processes.forEach((p, a) => {
      for (const i of p.inputs) if (i.node === node) use += i.perTonne * m.activity[a]!;
    });
    network.arcs.forEach((r, i) => {
      if (r.from === node) use += m.flow[i]!;
    });
    network.segments.forEach((s, i) => {
      if (s.node === node) use += m.demand[i]!;
    });
    return {
      month: m.month,
      value: use > 0 ? (m.stock[n]! / use) * (365.25 / 12 / 7) : Number.POSITIVE_INFINITY,
    };
  });
}

/** Output of a stage by place and year: tonnes of the processes' reference. */
export function stageOutput(run: ScenarioRun, stage: string, year: number): ReadonlyMap<string, number> {
  const byPlace = new Map<string, number>();
  for (const m of run.months) {
    if (Number(m.month.slice(0, 4)) !== year) continue;
    run.built.network.processes.forEach((p, a) => {
      if (p.stage !== stage) return;
      const tonnes = m.activity[a]! * (stage.startsWith('magnet') ? (p.sharedWeight ?? 1) : 1);
      byPlace.set(p.place, (byPlace.get(p.place) ?? 0) + tonnes);
    });
  }
  return byPlace;
}

/** Output of a carrier by place and year, tonnes, from the stages named (all if none). */
export function carrierOutput(
  run: ScenarioRun,
  carrier: string,
  year: number,
  stages?: readonly string[],
): ReadonlyMap<string, number> {
  const byPlace = new Map<string, number>();
  const { network } = run.built;
  for (const m of run.months) {
    if (Number(m.month.slice(0, 4)) !== year) continue;
    network.processes.forEach((p, a) => {
      if (stages && !stages.includes(p.stage)) return;
      for (const out of p.outputs) {
        if (network.nodes[run.index.node.get(out.node)!]!.carrier !== carrier) continue;
        byPlace.set(p.place, (byPlace.get(p.place) ?? 0) + m.activity[a]! * out.perTonne);
      }
    });
  }
  return byPlace;
}

/** Herfindahl-Hirschman index of shares by place: 10,000 for a single place. */
export function concentration(byPlace: ReadonlyMap<string, number>): number {
  const total = [...byPlace.values()].reduce((a, b) => a + b, 0);
  return [...byPlace.values()].reduce((sum, v) => sum + ((100 * v) / total) * ((100 * v) / total), 0);
}

/**
 * Share of the magnets used at a place that were made at any of `from`, over the twelve months to each month.
 * Goods that reach buyers; components count for where their magnets were made.
 */
export function coverage(
  run: ScenarioRun,
  place: string,
  from: readonly string[],
  carrier = 'magnet-*',
): readonly Series[] {
  const { network } = run.built;
  const arcs = network.arcs.flatMap((r, i) => {
    const to = network.nodes[run.index.node.get(r.to)!]!;
    return to.place === place && to.tier && matches(carrier, to.carrier) ? [i] : [];
  });
  const good = run.months.map((m) =>
    arcs.reduce((sum, r) => sum + (from.includes(network.arcs[r]!.origin) ? m.flow[r]! : 0), 0),
  );
  const need = run.months.map((m) =>
    network.segments.reduce(
      (sum, s, i) => sum + (s.place === place && matches(carrier, s.carrier) ? m.demand[i]! : 0),
      0,
    ),
  );
  return run.months.map((m, t) => {
    const since = Math.max(0, t - 11);
    let have = 0;
    let want = 0;
    for (let k = since; k <= t; k++) {
      have += good[k]!;
      want += need[k]!;
    }
    // More than is used goes into stock or on to others.
    return { month: m.month, value: want > 0 ? Math.min(1, have / want) : 0 };
  });
}

/** First month from which a series stays at or above a level to the end; null if it never does. */
export function dateReached(series: readonly Series[], level: number): string | null {
  let since: string | null = null;
  for (const s of series) {
    if (s.value >= level) since ??= s.month;
    else since = null;
  }
  return since;
}

export interface Bottleneck {
  readonly what: string;
  readonly words: string;
  /** Place of the plant or mine, or that sends. */
  readonly place: string;
  readonly kind: 'capacity' | 'control' | 'closure';
  /** Mean rent over the months in which it binds, USD/kg, and what it cost in all, million USD. */
  readonly rentUsdPerKg: number;
  readonly millionUsd: number;
  readonly months: number;
}

type About = Pick<Bottleneck, 'words' | 'place' | 'kind'>;

/** What held the chain back, ranked by what it cost: plants, mines, licences and closures at their bound. */
export function bottlenecks(run: ScenarioRun, from?: string, until?: string): readonly Bottleneck[] {
  const { names } = run;
  const { network } = run.built;
  const sums = new Map<string, About & { rent: number; money: number; months: number }>();
  const add = (what: string, about: About, rent: number, tonnes: number) => {
    if (rent < 0.01 || tonnes <= 0) return;
    const entry = sums.get(what) ?? { ...about, rent: 0, money: 0, months: 0 };
    entry.rent += rent;
    entry.money += (rent * tonnes) / 1000;
    entry.months++;
    sums.set(what, entry);
  };
  const arcRents = rentsOfArcs(run);
  run.months.forEach((m, t) => {
    if ((from && m.month < from) || (until && m.month >= until)) return;
    network.limits.forEach((l, i) => {
      const about = {
        words: names.limit(l.id),
        place: l.id.split('@')[1] ?? '',
        kind: 'capacity' as const,
      };
      add(l.id, about, m.limitRent[i]!, run.levers.limit[t]![i]!);
    });
    network.processes.forEach((p, a) => {
      const capacity = p.capacity * run.levers.activity[t]![a]! + run.levers.added[t]![a]!;
      const x = m.activity[a]!;
      if (p.sharedLimit || x <= 0 || x < 0.999 * capacity || p.stage === 'residual') return;
      const worth = (parts: typeof p.outputs) =>
        parts.reduce((sum, o) => {
          const n = run.index.node.get(o.node)!;
          const now = o.delayMonths < 1 ? 1 - o.delayMonths : 0;
          return sum + o.perTonne * (now * m.ask[n]! + (1 - now) * m.carry[n]!);
        }, 0);
      const into = p.inputs.reduce((sum, i) => sum + i.perTonne * m.ask[run.index.node.get(i.node)!]!, 0);
      // Public support is money given, not scarcity.
      const rent = worth(p.outputs) - into - p.cost - Math.max(0, m.activityCostAdded[a]!);
      add(p.id, { words: `capacity for ${names.process(p.id)}`, place: p.place, kind: 'capacity' }, rent, x);
    });
    const byArc = new Map<string, { about: About; tonnes: number; worth: number }>();
    network.arcs.forEach((r, i) => {
      const rent = arcRents[t]![i]!;
      if (rent < 0.01 || m.flow[i]! < 0.999 * m.flowCapacity[i]! || m.flowCapacity[i]! >= 1e6) return;
      const held = run.levers.controls[i];
      const control = held && t >= held.from && t < held.until ? held : null;
      const closed = run.levers.open[t]![i]! < 1e9;
      const because = control
        ? names.control(control.id, m.month)
        : closed
          ? 'trade that is closed'
          : 'no more customers under contract';
      const key = `${control ? control.id : closed ? 'closure' : 'customers'}: ${because}: ${r.carrier}, ${r.origin} to ${r.destination}`;
      const about: About = {
        words: `${names.arc(r.id)}: ${because}`,
        place: r.origin,
        kind: control ? 'control' : closed ? 'closure' : 'capacity',
      };
      const entry = byArc.get(key) ?? { about, tonnes: 0, worth: 0 };
      // A licence that lets nothing through costs what is missing, so normal trade is counted.
      const tonnes = Math.max(m.flow[i]!, r.base);
      byArc.set(key, { about, tonnes: entry.tonnes + tonnes, worth: entry.worth + rent * tonnes });
    });
    for (const [key, { about, tonnes, worth }] of byArc)
      if (tonnes > 0) add(key, about, worth / tonnes, tonnes);
  });
  return [...sums]
    .map(([what, s]) => ({
      what,
      words: s.words,
      place: s.place,
      kind: s.kind,
      rentUsdPerKg: s.rent / s.months,
      millionUsd: s.money,
      months: s.months,
    }))
    .sort((a, b) => b.millionUsd - a.millionUsd);
}

/** Rent of each arc and month: value at the destination less price at the origin and cost of the way. */
export function rentsOfArcs(run: ScenarioRun): readonly Float64Array[] {
  const { network } = run.built;
  const from = network.arcs.map((r) => run.index.node.get(r.from)!);
  const to = network.arcs.map((r) => run.index.node.get(r.to)!);
  const now = network.arcs.map((r) => (r.delayMonths < 1 ? 1 - r.delayMonths : 0));
  return run.months.map((m) =>
    Float64Array.from(network.arcs, (r, i) => {
      const there = now[i]! * m.ask[to[i]!]! + (1 - now[i]!) * m.carry[to[i]!]!;
      const way = r.cost + r.adValorem * network.nodes[from[i]!]!.basePrice + m.flowCostAdded[i]!;
      return Math.max(0, there - m.ask[from[i]!]! - way);
    }),
  );
}
