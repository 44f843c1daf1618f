// Why a place went short of a magnet class in a month: who wanted how much, what came from where and what held it,
// what else there was, and why the last kilogram costs what it does.
import { boundsOf } from '../../../src/chain/month-account.ts';
import type { ChainNames } from '../../../src/chain/names.ts';
import { tracePrice } from '../../../src/chain/price-trace.ts';
import type { ScenarioRun } from '../../../src/chain/run.ts';

export interface Buyers {
  readonly words: string;
  readonly wanted: number;
  readonly short: number;
  /** Stock at the start of the month, in weeks of use. */
  readonly weeks: number;
}

export interface Supply {
  readonly words: string;
  /** Sent in the month, and normal at this month's demand. */
  readonly tonnes: number;
  readonly normal: number;
  /** Most that may be sent; absent where nothing bounds it. */
  readonly allowed?: number;
  /** What holds it, where it is at its bound. */
  readonly held?: string;
  /** What one more kilogram would be worth, USD/kg; 0 where it is not at its bound. */
  readonly rentUsdPerKg: number;
}

export interface TraceRow {
  readonly words: string;
  readonly usdPerKg: number;
}

export interface Reason {
  readonly place: string;
  readonly placeWords: string;
  readonly carrier: string;
  readonly carrierWords: string;
  readonly month: string;
  readonly wanted: number;
  readonly short: number;
  readonly buyers: readonly Buyers[];
  /** By origin and form, most first; those that send nothing but could are there too. */
  readonly supplies: readonly Supply[];
  /** Tonnes that a substitute took, and that came out of public stocks. */
  readonly substituted: number;
  readonly released: number;
  /** Asked price with the buyers who are shortest, USD/kg, and its lines. */
  readonly price: number;
  readonly basePrice: number;
  readonly node: string;
  readonly trace: readonly TraceRow[];
}

const WEEKS_A_MONTH = 365.25 / 12 / 7;
const NO_BOUND = 1e6;

export function reasonOf(
  run: ScenarioRun,
  names: ChainNames,
  place: string,
  carrier: string,
  month: string,
): Reason {
  const t = run.months.findIndex((one) => one.month === month);
  const record = run.months[t];
  if (!record) throw new Error(`The run has no month ${month}.`);
  const { network } = run.built;
  const here = network.segments.flatMap((segment, s) =>
    segment.place === place && segment.carrier === carrier ? [{ segment, s }] : [],
  );
  if (here.length === 0)
    throw new Error(`Nobody in ${names.place(place)} uses ${names.carrierShort(carrier)}.`);
  const nodeAt = (id: string) => run.index.node.get(id)!;
  const nodes = new Set(here.map(({ segment }) => segment.node));
  const buyers = here.map(({ segment, s }) => {
    const n = nodeAt(segment.node);
    const wanted = record.demand[s]!;
    const stock =
      t > 0 ? run.months[t - 1]!.stock[n]! : network.nodes[n]!.baseUse * network.nodes[n]!.coverMonths;
    return {
      node: segment.node,
      words: names.tier(segment.tier ?? ''),
      wanted,
      short: Math.max(0, wanted - record.served[s]!),
      weeks: wanted > 0 ? (stock / wanted) * WEEKS_A_MONTH : 0,
    };
  });
  const worst = [...buyers].sort((a, b) => b.short / (b.wanted || 1) - a.short / (a.wanted || 1))[0]!;
  const trace = tracePrice(run, worst.node, month);
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return {
    place,
    placeWords: names.place(place),
    carrier,
    carrierWords: names.carrierShort(carrier),
    month,
    wanted: sum(buyers.map(({ wanted }) => wanted)),
    short: sum(buyers.map(({ short }) => short)),
    buyers: buyers.map(({ node: _, ...rest }) => rest),
    supplies: suppliesOf(run, names, nodes, t),
    substituted: sum(here.map(({ s }) => record.substituted[s]!)),
    released: sum(
      run.levers.releases
        .filter((one) => t >= one.from && t < one.until && nodes.has(network.nodes[one.node]!.id))
        .map(({ tonnes }) => tonnes),
    ),
    price: trace.price,
    basePrice: network.nodes[nodeAt(worst.node)]!.basePrice,
    node: worst.node,
    trace: traceRows(trace.lines, names, month),
  };
}

function suppliesOf(
  run: ScenarioRun,
  names: ChainNames,
  nodes: ReadonlySet<string>,
  t: number,
): readonly Supply[] {
  const record = run.months[t]!;
  const { network } = run.built;
  interface Group {
    readonly words: string;
    tonnes: number;
    normal: number;
    allowed: number;
    free: boolean;
    rent: number;
    held?: string;
  }
  const bounds = new Map(boundsOf(run, t).flatMap((bound) => bound.ids.map((id) => [id, bound] as const)));
  const groups = new Map<string, Group>();
  network.arcs.forEach((arc, r) => {
    if (!nodes.has(arc.to)) return;
    const allowed = record.flowCapacity[r]!;
    const inParts = arc.carrier.startsWith('component-');
    const key = `${arc.origin}:${arc.carrier}`;
    const from = names.placeShort(arc.origin);
    const group = groups.get(key) ?? {
      words: `${arc.origin === arc.destination ? `${from}, own makers` : from}${inParts ? ', as motors or rotors' : ''}`,
      tonnes: 0,
      normal: 0,
      allowed: 0,
      free: false,
      rent: 0,
    };
    group.tonnes += record.flow[r]!;
    group.normal += arc.base * run.levers.flow[t]![r]!;
    if (allowed >= NO_BOUND) group.free = true;
    else group.allowed += allowed;
    const bound = bounds.get(arc.id);
    if (bound) {
      group.rent = bound.rentUsdPerKg;
      group.held = bound.control
        ? names.control(bound.control, record.month)
        : bound.kind === 'closure'
          ? 'trade stopped'
          : inParts
            ? 'as many as buyers can redesign for'
            : 'what its makers can spare from their customers';
    }
    groups.set(key, group);
  });
  return [...groups.values()]
    .filter(({ tonnes, normal, held }) => tonnes > 0.05 || normal > 0.05 || held)
    .map(({ words, tonnes, normal, allowed, free, rent, held }) => ({
      words,
      tonnes,
      normal,
      ...(!free && { allowed }),
      ...(held && { held }),
      rentUsdPerKg: rent,
    }))
    .sort((a, b) => b.normal - a.normal || b.tonnes - a.tonnes);
}

const KINDS: Readonly<Record<string, string>> = {
  cost: 'Cost of',
  freight: 'Freight and margin:',
  tax: 'Tax not refunded:',
  duty: 'Duty:',
  rent: 'Scarcity:',
  band: 'Margin that moves with volume:',
  premium: 'Having it now:',
  stock: 'Drawn from stock:',
  input: 'Bought in:',
  side: 'Less what comes with it:',
};

/** Lines of a trace in words, small ones together. */
function traceRows(
  lines: ReturnType<typeof tracePrice>['lines'],
  names: ChainNames,
  month: string,
): readonly TraceRow[] {
  const rows = new Map<string, number>();
  const least = 0.005 * lines.reduce((sum, { usdPerKg }) => sum + Math.abs(usdPerKg), 0);
  for (const { kind, about, usdPerKg } of lines) {
    const what =
      about.kind === 'control'
        ? `${names.control(about.id, month)}; ${names.arc(about.arc)}`
        : names[about.kind](about.id);
    const words = Math.abs(usdPerKg) < least ? 'Small lines together' : `${KINDS[kind] ?? ''} ${what}`.trim();
    rows.set(words, (rows.get(words) ?? 0) + usdPerKg);
  }
  const last = 'Small lines together';
  return [...rows]
    .sort(([a], [b]) => Number(a === last) - Number(b === last))
    .map(([words, usdPerKg]) => ({ words, usdPerKg }));
}
