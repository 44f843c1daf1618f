// One node in a month in the shape in which the panel shows it. Pure.
import { type Bound, boundsOf, nodeAccount } from '../../../src/chain/month-account.ts';
import type { ChainNames } from '../../../src/chain/names.ts';
import type { ChainElement, NetNode } from '../../../src/chain/network.ts';
import { type TraceLine, tracePrice } from '../../../src/chain/price-trace.ts';
import type { ScenarioRun } from '../../../src/chain/run.ts';
import { type StageAt, type StageFlows, stageFlows } from '../../../src/chain/stage-flows.ts';
import { boundRow } from './bound-rows.ts';
import type { AccountRow, NodeView, TraceRow } from './messages.ts';
import { stageOfNode } from './month-view.ts';

const WEEKS_A_MONTH = 365.25 / 12 / 7;
const stageKey = ({ stage, place }: StageAt) => `${stage}@${place}`;

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
