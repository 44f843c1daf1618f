// A month of a run in the shape in which the room shows it. Pure, so that it runs in the worker and in tests.
import { monthOf } from '../../../src/chain/calendar.ts';
import { concentration, magnetExports } from '../../../src/chain/measures.ts';
import { boundsOf } from '../../../src/chain/month-account.ts';
import type { ChainNames } from '../../../src/chain/names.ts';
import { type ChainElement, ELEMENTS, type NetNode } from '../../../src/chain/network.ts';
import type { ScenarioRun } from '../../../src/chain/run.ts';
import { type FlowStage, type StageAt, type StageFlows, stageFlows } from '../../../src/chain/stage-flows.ts';
import { boundRow, together } from './bound-rows.ts';
import type { Concentration, Dependence, MonthView, PoolRow, Timeline } from './messages.ts';

const LEAST_SHORT = 0.005;

/** Offset of a month in a run; held within it. */
export function offsetOf(run: ScenarioRun, month: string): number {
  return Math.min(run.months.length - 1, Math.max(0, monthOf(month) - run.levers.first));
}

export function timeline(run: ScenarioRun): Timeline {
  const exports = magnetExports(run);
  const events = new Map<string, Set<string>>();
  for (const event of run.scenario.events) {
    const from = 'from' in event ? event.from : undefined;
    const words = 'words' in event ? event.words : undefined;
    if (!from || !words) continue;
    const month = from.slice(0, 7);
    events.set(month, (events.get(month) ?? new Set()).add(words));
  }
  return {
    months: run.months.map((m, t) => {
      const wanted = m.demand.reduce((a, b) => a + b, 0);
      const served = m.served.reduce((a, b) => a + b, 0);
      return {
        month: m.month,
        exports: exports[t]!.value,
        short: wanted > 0 ? Math.max(0, 1 - served / wanted) : 0,
      };
    }),
    events: [...events]
      .map(([month, words]) => ({ month, words: [...words].join('; ') }))
      .sort((a, b) => a.month.localeCompare(b.month)),
  };
}

export function monthView(run: ScenarioRun, names: ChainNames, t: number, element: ChainElement): MonthView {
  const flows = stageFlows(run, t, element);
  return {
    month: flows.month,
    element,
    links: flows.links,
    totals: flows.totals,
    concentration: concentrationOf(flows),
    dependences: dependencesOf(flows),
    bounds: together(boundsOf(run, t).map((bound) => boundRow(run, names, bound, flows.month))),
    short: shortOf(run, names, t),
    pools: poolsOf(run, names, t, element),
    exports: exportsOf(run, t),
  };
}

/** Stages by what they make, oxide of all makes together; use by what is used. */
export function concentrationOf(flows: StageFlows): readonly Concentration[] {
  const stages: readonly [FlowStage, readonly FlowStage[]][] = [
    ['mining', ['mining']],
    ['separation', ['separation', 'recycling', 'residual']],
    ['metal', ['metal']],
    ['magnet', ['magnet']],
    ['use', ['use']],
  ];
  return stages.map(([stage, members]) => {
    const byPlace = new Map<string, number>();
    for (const total of flows.totals) {
      const tonnes = total.stage === 'use' ? total.taken : total.made;
      if (members.includes(total.stage) && tonnes > 0)
        byPlace.set(total.place, (byPlace.get(total.place) ?? 0) + tonnes);
    }
    const tonnes = [...byPlace.values()].reduce((a, b) => a + b, 0);
    return {
      stage,
      tonnes,
      hhi: tonnes > 0 ? concentration(byPlace) : 0,
      places: [...byPlace]
        .map(([place, own]) => ({ place, tonnes: own, share: own / tonnes }))
        .sort((a, b) => b.tonnes - a.tonnes),
    };
  });
}

const TAKERS: readonly FlowStage[] = ['separation', 'metal', 'magnet', 'use'];

/** Everyone who takes from abroad, with the place that most of it comes from; most tonnes first. */
export function dependencesOf(flows: StageFlows): readonly Dependence[] {
  return flows.totals
    .filter(({ stage, taken }) => TAKERS.includes(stage) && taken > 0)
    .flatMap((who): Dependence[] => {
      const into = flows.links.filter(({ to }) => to.stage === who.stage && to.place === who.place);
      const byPlace = new Map<string, { tonnes: number; bound: number }>();
      let fromStock = 0;
      for (const { from, tonnes, bound } of into) {
        if (from.stage === 'stock' && from.place === who.place) fromStock += tonnes;
        if (from.place === who.place) continue;
        const known = byPlace.get(from.place) ?? { tonnes: 0, bound: 0 };
        byPlace.set(from.place, {
          tonnes: known.tonnes + tonnes,
          bound: known.bound + bound * tonnes,
        });
      }
      const [most] = [...byPlace].sort(([, a], [, b]) => b.tonnes - a.tonnes);
      if (!most || most[1].tonnes < 1e-4) return [];
      const [on, { tonnes, bound }] = most;
      return [
        {
          who: { stage: who.stage, place: who.place },
          on,
          tonnes,
          share: tonnes / who.taken,
          fromStock: fromStock / who.taken,
          bound: bound / tonnes,
        },
      ];
    })
    .sort((a, b) => b.tonnes - a.tonnes);
}

function shortOf(run: ScenarioRun, names: ChainNames, t: number): MonthView['short'] {
  const m = run.months[t]!;
  const byPlace = new Map<string, { wanted: number; short: number; worst: string; worstShare: number }>();
  run.built.network.segments.forEach((segment, s) => {
    const wanted = m.demand[s]!;
    const short = Math.max(0, wanted - m.served[s]!);
    const known = byPlace.get(segment.place) ?? { wanted: 0, short: 0, worst: '', worstShare: 0 };
    const share = wanted > 0 ? short / wanted : 0;
    byPlace.set(segment.place, {
      wanted: known.wanted + wanted,
      short: known.short + short,
      worst: share > known.worstShare ? names.node(segment.node) : known.worst,
      worstShare: Math.max(known.worstShare, share),
    });
  });
  return [...byPlace]
    .map(([place, { wanted, short, worst }]) => ({ place, tonnes: short, share: short / wanted, worst }))
    .filter(({ share }) => share >= LEAST_SHORT)
    .sort((a, b) => b.tonnes - a.tonnes);
}

function exportsOf(run: ScenarioRun, t: number): MonthView['exports'] {
  const byPlace = new Map<string, number>();
  run.built.network.arcs.forEach((arc, r) => {
    if (arc.origin !== 'CN' || arc.destination === 'CN' || !arc.carrier.startsWith('magnet-')) return;
    byPlace.set(arc.destination, (byPlace.get(arc.destination) ?? 0) + run.months[t]!.flow[r]!);
  });
  return [...byPlace].map(([place, tonnes]) => ({ place, tonnes })).sort((a, b) => b.tonnes - a.tonnes);
}

/** Stages in whose goods a node stands: what is mined, separated, made there; what is used by buyers. */
export function stageOfNode(node: Pick<NetNode, 'kind' | 'tier' | 'place'>): StageAt | undefined {
  if (node.tier) return { stage: 'use', place: node.place };
  const stage = (
    { concentrate: 'mining', oxide: 'separation', metal: 'metal', magnet: 'magnet' } as Partial<
      Record<NetNode['kind'], FlowStage>
    >
  )[node.kind];
  return stage && { stage, place: node.place };
}

function poolsOf(run: ScenarioRun, names: ChainNames, t: number, element: ChainElement): MonthView['pools'] {
  const { network } = run.built;
  const m = run.months[t]!;
  const e = ELEMENTS.indexOf(element);
  const through = new Float64Array(network.nodes.length);
  const at = (id: string) => run.index.node.get(id)!;
  network.processes.forEach((process, a) => {
    for (const input of process.inputs) through[at(input.node)]! += input.perTonne * m.activity[a]!;
  });
  network.arcs.forEach((arc, r) => {
    through[at(arc.from)]! += m.flow[r]!;
  });
  network.segments.forEach((segment, s) => {
    through[at(segment.node)]! += m.served[s]!;
  });
  const pools: Record<string, PoolRow[]> = {};
  network.nodes.forEach((node, n) => {
    const own = stageOfNode(node);
    const tonnes = through[n]! * m.elements.content[n * ELEMENTS.length + e]!;
    if (!own || tonnes < 1e-6) return;
    const row: PoolRow = {
      node: node.id,
      name: names.node(node.id),
      short: [names.carrier(node.carrier), node.tier && names.tier(node.tier)].filter(Boolean).join(', '),
      tonnes,
      ask: m.ask[n]!,
      traded: m.book[n]!,
    };
    const keys = own.stage === 'separation' ? ['separation', 'recycling', 'residual'] : [own.stage];
    for (const stage of keys) {
      const list = pools[`${stage}@${own.place}`] ?? [];
      list.push(row);
      pools[`${stage}@${own.place}`] = list;
    }
  });
  for (const list of Object.values(pools)) list.sort((a, b) => b.tonnes - a.tonnes);
  return pools;
}
