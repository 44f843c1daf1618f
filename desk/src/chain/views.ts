// What the room shows of a run, in the shape in which it shows it. Pure, so that it runs in the worker and in tests.
import { monthOf } from '../../../src/chain/calendar.ts';
import { concentration, magnetExports } from '../../../src/chain/measures.ts';
import { type Bound, boundsOf, nodeAccount } from '../../../src/chain/month-account.ts';
import type { ChainNames } from '../../../src/chain/names.ts';
import { type ChainElement, ELEMENTS, type NetNode } from '../../../src/chain/network.ts';
import { type OriginFollower, sharesOf } from '../../../src/chain/origin.ts';
import { type TraceLine, tracePrice } from '../../../src/chain/price-trace.ts';
import type { ScenarioRun } from '../../../src/chain/run.ts';
import { type FlowStage, type StageAt, type StageFlows, stageFlows } from '../../../src/chain/stage-flows.ts';
import type {
  AccountRow,
  BoundRow,
  Concentration,
  Dependence,
  MadeItem,
  MonthView,
  NodeView,
  OriginView,
  PoolRow,
  Timeline,
  TraceRow,
} from './messages.ts';

/** Stages that are asked of origins, and how the room calls them. */
export const ORIGIN_STAGES = ['mining', 'separation', 'metal', 'magnet_sintered'] as const;
const ORIGIN_AS: readonly FlowStage[] = ['mining', 'separation', 'metal', 'magnet'];

const LEAST_SHORT = 0.005;
const WEEKS_A_MONTH = 365.25 / 12 / 7;

export const stageKey = ({ stage, place }: StageAt) => `${stage}@${place}`;

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

function boundRow(run: ScenarioRun, names: ChainNames, bound: Bound, month: string): BoundRow {
  const { network } = run.built;
  const [id = ''] = bound.ids;
  const common = {
    kind: bound.kind,
    destinations: [] as string[],
    rentUsdPerKg: bound.rentUsdPerKg,
    dearestUsdPerKg: bound.dearestUsdPerKg,
    thousandUsd: bound.thousandUsd,
    tonnes: bound.tonnes,
    allowed: bound.allowed,
    normal: bound.normal,
  };
  if (bound.kind === 'plant') {
    const limit = network.limits.find((one) => one.id === id);
    const first = network.processes.find((one) => one.id === limit?.terms[0]?.id);
    return { ...common, what: names.limit(id), where: 'at capacity', node: first?.outputs[0]?.node ?? '' };
  }
  if (bound.kind === 'process') {
    const process = network.processes.find((one) => one.id === id);
    return {
      ...common,
      what: names.process(id),
      where: 'at capacity',
      node: process?.outputs[0]?.node ?? '',
    };
  }
  const arc = network.arcs.find((one) => one.id === id);
  return {
    ...common,
    destinations: arc ? [arc.destination] : [],
    what: arc ? `${names.carrier(arc.carrier)} from ${names.place(arc.origin)}` : names.arc(id),
    where: bound.control
      ? names.control(bound.control, month)
      : bound.kind === 'closure'
        ? 'closed by the scenario'
        : arc?.carrier.startsWith('component-')
          ? 'as many components as buyers can turn to so soon'
          : 'as much as makers sell beyond their own customers',
    node: arc?.to ?? '',
  };
}

/** Goods that the same limit holds back from several places as one row. */
function together(rows: readonly BoundRow[]): readonly BoundRow[] {
  const groups = new Map<string, BoundRow>();
  for (const row of rows) {
    const key = `${row.kind}:${row.what}:${row.where}`;
    const known = groups.get(key);
    if (!known) {
      groups.set(key, row);
      continue;
    }
    const counted = known.thousandUsd / known.rentUsdPerKg + row.thousandUsd / row.rentUsdPerKg;
    const thousandUsd = known.thousandUsd + row.thousandUsd;
    groups.set(key, {
      ...known,
      destinations: [...known.destinations, ...row.destinations],
      thousandUsd,
      rentUsdPerKg: thousandUsd / counted,
      dearestUsdPerKg: Math.max(known.dearestUsdPerKg, row.dearestUsdPerKg),
      tonnes: known.tonnes + row.tonnes,
      allowed: known.allowed + row.allowed,
      normal: known.normal + row.normal,
    });
  }
  return [...groups.values()].sort((a, b) => b.thousandUsd - a.thousandUsd);
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

export function nodeView(
  run: ScenarioRun,
  names: ChainNames,
  basisOf: (carrier: string) => string,
  nodeId: string,
  t: number,
  element: ChainElement,
): NodeView {
  const { network } = run.built;
  const n = run.index.node.get(nodeId);
  if (n === undefined) throw new Error('The network of the model has no such node.');
  const node = network.nodes[n]!;
  const account = nodeAccount(run, nodeId, t);
  const at = stageOfNode(node);
  const flows = stageFlows(run, t, element);
  const use = account.outOf.reduce((sum, line) => sum + (line.kind === 'closing' ? 0 : line.tonnes), 0);
  const stock = run.months[t]!.stock[n]!;
  return {
    node: nodeId,
    month: account.month,
    name: names.node(nodeId),
    carrier: node.carrier,
    place: node.place,
    basis: basisOf(node.carrier),
    at,
    into: rowsOf(run, names, account.into),
    outOf: rowsOf(run, names, account.outOf),
    onTheWay: account.onTheWay,
    short: account.short,
    weeksOfStock:
      node.coverMonths > 0 && use + account.short > 1e-6
        ? (stock / (use + account.short)) * WEEKS_A_MONTH
        : undefined,
    ask: account.ask,
    traded: account.traded,
    base: account.base,
    trace: tracePrice(run, nodeId, account.month).lines.map((line) => traceRow(run, names, t, line)),
    bounds: boundsOf(run, t)
      .filter((bound) => touches(run, bound, node))
      .map((bound) => boundRow(run, names, bound, account.month)),
    dependsOn: at ? neighbours(flows, at, 'from') : [],
    dependents: at ? neighbours(flows, at, 'to') : [],
    prices: run.months.map((m) => ({ month: m.month, ask: m.ask[n]!, traded: m.book[n]! })),
  };
}

function touches(run: ScenarioRun, bound: Bound, node: NetNode): boolean {
  const { network } = run.built;
  return bound.ids.some((id) => {
    if (bound.kind === 'plant') {
      const limit = network.limits.find((one) => one.id === id);
      return limit?.terms.some((term) => makes(run, term.id, node.id)) ?? false;
    }
    if (bound.kind === 'process') return makes(run, id, node.id);
    const arc = network.arcs[run.index.arc.get(id)!];
    return arc?.to === node.id || arc?.from === node.id;
  });
}

function makes(run: ScenarioRun, processId: string, nodeId: string): boolean {
  const process = run.built.network.processes[run.index.process.get(processId)!];
  return process?.outputs.some(({ node }) => node === nodeId) ?? false;
}

/** Tells the lines of an account, those of buyers of one place together. */
function rowsOf(
  run: ScenarioRun,
  names: ChainNames,
  lines: ReturnType<typeof nodeAccount>['into'],
): readonly AccountRow[] {
  const { network } = run.built;
  const rows = new Map<string, { tonnes: number; node?: string }>();
  // What the month begins with comes first, what it ends with last; between them the largest first.
  const rank: Readonly<Record<string, number>> = { opening: 0, arriving: 1, closing: 3 };
  const ordered = [...lines].sort((a, b) => (rank[a.kind] ?? 2) - (rank[b.kind] ?? 2));
  const put = (words: string, tonnes: number, node?: string) => {
    const known = rows.get(words);
    rows.set(words, {
      tonnes: (known?.tonnes ?? 0) + tonnes,
      ...((known?.node ?? node) ? { node: known?.node ?? node! } : {}),
    });
  };
  for (const line of ordered) {
    switch (line.kind) {
      case 'opening':
        put('in stock when the month begins', line.tonnes);
        break;
      case 'arriving':
        put('arrives from earlier months', line.tonnes);
        break;
      case 'closing':
        put('in stock when the month ends', line.tonnes);
        break;
      case 'served':
        put('goes into products', line.tonnes);
        break;
      case 'made':
      case 'used': {
        const process = network.processes[run.index.process.get(line.process)!]!;
        const other = line.kind === 'made' ? process.inputs[0]?.node : process.outputs[0]?.node;
        put(names.process(line.process), line.tonnes, other);
        break;
      }
      default: {
        const arc = network.arcs[run.index.arc.get(line.arc)!]!;
        const other = line.kind === 'sent' ? arc.to : arc.from;
        const where = line.kind === 'sent' ? arc.destination : arc.origin;
        const own = arc.origin === arc.destination;
        put(
          line.kind === 'sent'
            ? own
              ? `to buyers within ${names.place(where)}`
              : `sent to ${names.place(where)}`
            : `sent from ${own ? 'makers within ' : ''}${names.place(where)}, here within the month`,
          line.tonnes,
          other,
        );
      }
    }
  }
  return [...rows].map(([words, row]) => ({ words, ...row }));
}

function traceRow(run: ScenarioRun, names: ChainNames, t: number, line: TraceLine): TraceRow {
  const { kind, about, usdPerKg } = line;
  const arc = (id: string) => run.built.network.arcs[run.index.arc.get(id)!]!;
  const way = (id: string) => `${names.place(arc(id).origin)} to ${names.place(arc(id).destination)}`;
  const said = (step: string | undefined, words: string, node?: string): TraceRow => ({
    kind,
    usdPerKg,
    words,
    ...(step && { step }),
    ...(node && { node }),
  });
  switch (about.kind) {
    case 'control':
      return said(
        way(about.arc),
        `rent of the ${names.control(about.id, run.months[t]!.month)}`,
        arc(about.arc).from,
      );
    case 'limit':
      return said(undefined, `rent of ${names.limit(about.id)}, at capacity`);
    case 'arc': {
      const { origin, from } = arc(about.id);
      const words: Partial<Record<TraceLine['kind'], string>> = {
        freight: 'freight and margin',
        tax: `value added tax that ${names.place(origin)} does not refund on export`,
        duty: 'duty',
        rent: 'rent of the limit on what goes this way',
      };
      return said(
        way(about.id),
        words[kind] ?? 'margin that moves with volume',
        kind === 'freight' ? from : undefined,
      );
    }
    case 'process': {
      const words: Partial<Record<TraceLine['kind'], string>> = {
        cost: 'cost beyond materials',
        side: 'less what its by-products are worth',
        rent: 'rent of its capacity, all in use',
      };
      return said(names.process(about.id), words[kind] ?? 'margin that moves with volume');
    }
    default: {
      const name = names.node(about.id);
      if (kind === 'input') {
        const price = run.months[t]!.ask[run.index.node.get(about.id)!]!;
        return said(undefined, `${name}, at ${price.toFixed(price < 100 ? 2 : 0)} USD/kg`, about.id);
      }
      return kind === 'stock'
        ? said(name, 'out of stock, at what it is carried at', about.id)
        : said(name, 'having it now rather than later', about.id);
    }
  }
}

/** Who a stage at a place gets from, or gives to, with the share of what the taker takes. */
function neighbours(flows: StageFlows, at: StageAt, side: 'from' | 'to'): NodeView['dependents'] {
  const own = at.stage === 'separation' ? ['separation', 'recycling', 'residual'] : [at.stage];
  const other = side === 'from' ? 'to' : 'from';
  const taken = new Map(flows.totals.map((total) => [stageKey(total), total.taken]));
  const sums = new Map<string, { who: StageAt; tonnes: number; bound: number; of: number }>();
  for (const link of flows.links) {
    const here = link[other];
    if (here.place !== at.place || !own.includes(here.stage)) continue;
    const who = link[side];
    if (['swarf', 'lost', 'scrap'].includes(who.stage) || (side === 'to' && who.stage === 'stock')) continue;
    const key = stageKey(who);
    const known = sums.get(key) ?? { who, tonnes: 0, bound: 0, of: 0 };
    const taker = side === 'to' ? stageKey(who) : stageKey(here);
    sums.set(key, {
      who,
      tonnes: known.tonnes + link.tonnes,
      bound: known.bound + link.bound * link.tonnes,
      of: taken.get(taker) ?? 0,
    });
  }
  const all = [...sums.values()].reduce((sum, { tonnes }) => sum + tonnes, 0);
  return [...sums.values()]
    .map(({ who, tonnes, bound, of }) => ({
      who,
      tonnes,
      share: side === 'to' ? (of > 0 ? tonnes / of : 0) : tonnes / all,
      bound: tonnes > 0 ? bound / tonnes : 0,
    }))
    .sort((a, b) => b.tonnes - a.tonnes);
}

/** Where an element in magnets used at a place came from, over the months up to one, in a mix of magnets. */
export function originView(
  run: ScenarioRun,
  follower: OriginFollower,
  element: ChainElement,
  place: string,
  t: number,
  months: number,
  mix?: Readonly<Record<string, number>>,
): OriginView {
  const { segments } = run.built.network;
  const e = ELEMENTS.indexOf(element);
  const byCarrier = new Map<string, { served: number; element: number; paths: Map<string, number> }>();
  for (let k = Math.max(0, t - months + 1); k <= t; k++) {
    const m = run.months[k]!;
    for (const { segment, paths } of follower.used(k)) {
      const s = segments[segment]!;
      if (s.place !== place || (mix && !mix[s.carrier])) continue;
      const known = byCarrier.get(s.carrier) ?? { served: 0, element: 0, paths: new Map() };
      known.served += m.served[segment]!;
      known.element += m.elements.servedElement[segment]![e]!;
      for (const { path, tonnes } of paths) {
        const key = path.join('>');
        known.paths.set(key, (known.paths.get(key) ?? 0) + tonnes);
      }
      byCarrier.set(s.carrier, known);
    }
  }
  const served = [...byCarrier.values()].reduce((sum, one) => sum + one.served, 0);
  const paths = new Map<string, number>();
  let content = 0;
  let tonnes = 0;
  for (const [carrier, one] of byCarrier) {
    if (one.served <= 0) continue;
    // Shares of magnets in the mix asked for, else in that of what the place used.
    const share = mix ? (mix[carrier] ?? 0) : one.served / served;
    content += share * (one.element / one.served);
    tonnes += one.element;
    for (const [path, own] of one.paths) paths.set(path, (paths.get(path) ?? 0) + (share * own) / one.served);
  }
  const shares = sharesOf(paths);
  return {
    gramsPerKg: 1000 * content,
    tonnes,
    paths: shares,
    stages: ORIGIN_AS.map((stage, i) => {
      const byPlace = new Map<string, number>();
      for (const { path, share } of shares) {
        const at = originAt(path, i);
        byPlace.set(at, (byPlace.get(at) ?? 0) + share);
      }
      return {
        stage,
        places: [...byPlace].map(([at, share]) => ({ place: at, share })).sort((a, b) => b.share - a.share),
      };
    }),
  };
}

/** Where a path stands at a stage; what is not known at a stage is known by what it began as. */
export const originAt = (path: readonly string[], i: number): string =>
  path[i] === '?' ? 'before' : (path[i] ?? 'before');

/** Codes of the record's products as the model makes them: stage by place, tonnes as the record counts them. */
const MADE: Readonly<Record<string, { readonly stage: string; readonly carrier?: string }>> = {
  'RE-all': { stage: 'mining' },
  'PrNd-oxide': { stage: 'oxide', carrier: 'PrNd-oxide' },
  'Dy-oxide': { stage: 'oxide', carrier: 'Dy-oxide' },
  'Tb-oxide': { stage: 'oxide', carrier: 'Tb-oxide' },
  'PrNd-metal': { stage: 'metal', carrier: 'PrNd-metal' },
  'NdFeB-magnet': { stage: 'magnet_sintered' },
};

/** What the model made of a product at a place in a month or a year, tonnes; null where it has no such thing. */
export function madeIn(run: ScenarioRun, { subject, place, period }: MadeItem): number | null {
  const made = MADE[subject];
  const months = run.months.filter(({ month }) => month.startsWith(period));
  // A year that the run has only in part is no year.
  if (!made || months.length !== (/^\d{4}$/.test(period) ? 12 : 1)) return null;
  const { network } = run.built;
  let tonnes = 0;
  let any = false;
  network.processes.forEach((process, a) => {
    if (place !== 'WORLD' && process.place !== place) return;
    const oxide = made.stage === 'oxide' && ['separation', 'recycling', 'residual'].includes(process.stage);
    if (!oxide && process.stage !== made.stage) return;
    const perTonne = made.carrier
      ? process.outputs
          .filter(({ node }) => network.nodes[run.index.node.get(node)!]!.carrier === made.carrier)
          .reduce((sum, output) => sum + output.perTonne, 0)
      : // Magnets are counted as blanks, as plants are.
        (process.sharedWeight ?? 1);
    if (perTonne === 0) return;
    any = true;
    for (const m of months) tonnes += m.activity[a]! * perTonne;
  });
  return any ? tonnes : null;
}
