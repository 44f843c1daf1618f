// What is kept of a run: series, shortages by place and class, what was at its bound, first stoppages, dates.
import type { ChainTables } from '../../../src/chain/assembly/tables.ts';
import { summarise } from '../../../src/chain/ensemble.ts';
import { firstStoppages } from '../../../src/chain/measures.ts';
import { type Bound, boundsOf } from '../../../src/chain/month-account.ts';
import type { ChainNames } from '../../../src/chain/names.ts';
import type { ScenarioRun } from '../../../src/chain/run.ts';

/** Use of a magnet class at a place, tonnes by month. */
export interface Use {
  readonly place: string;
  readonly carrier: string;
  /** In words: together for tables, apart for sentences. */
  readonly words: string;
  readonly placeWords: string;
  readonly carrierWords: string;
  readonly wanted: readonly number[];
  readonly short: readonly number[];
}

/** Something at its bound in some months: what a kilogram more would be worth, and what it cost, by month. */
export interface BoundPath {
  readonly key: string;
  readonly kind: Bound['kind'];
  readonly words: string;
  /** Node whose price it moves. */
  readonly node: string;
  readonly rentUsdPerKg: readonly number[];
  readonly thousandUsd: readonly number[];
  /** Through it and allowed, tonnes, in the months in which it binds; 0 else. */
  readonly tonnes: readonly number[];
  readonly allowed: readonly number[];
}

export interface Stop {
  readonly place: string;
  readonly words: string;
  readonly month: string;
  readonly weeks: number;
}

export interface Outcome {
  /** Number of the draw it is of; absent for the best estimate. */
  readonly draw?: number;
  readonly months: readonly string[];
  /** By name, as an ensemble keeps them, and prices of magnets to buyers: `price:magnet-UH:EU`. */
  readonly series: Readonly<Record<string, readonly number[]>>;
  readonly dates: Readonly<Record<string, string | null>>;
  readonly uses: readonly Use[];
  readonly bounds: readonly BoundPath[];
  readonly stops: readonly Stop[];
}

/** Bounds kept of a run, those that cost most. */
const BOUNDS = 40;

export function outcomeOf(run: ScenarioRun, tables: ChainTables, names: ChainNames, since: string): Outcome {
  const { series, dates } = summarise(run, tables);
  return {
    months: run.months.map(({ month }) => month),
    series: { ...series, ...magnetPrices(run) },
    dates,
    uses: usesOf(run, names),
    bounds: boundPaths(run, names).slice(0, BOUNDS),
    stops: firstStoppages(run, `${since}-01`).map(({ place, carrier, tier, month, weeks }) => ({
      place,
      words: `${names.carrierShort(carrier)}${tier === 'all' ? '' : `, buyers ${names.tier(tier)}`}`,
      month,
      weeks,
    })),
  };
}

/** Asked price of magnets with the buyers of a place, mean over their kinds by use. */
function magnetPrices(run: ScenarioRun): Record<string, readonly number[]> {
  const { nodes } = run.built.network;
  const groups = new Map<string, { n: number; use: number }[]>();
  nodes.forEach(({ carrier, place, tier, baseUse }, n) => {
    if (!tier || !carrier.startsWith('magnet-') || baseUse <= 0 || place === 'CN') return;
    const key = `price:${carrier}:${place}`;
    groups.set(key, [...(groups.get(key) ?? []), { n, use: baseUse }]);
  });
  return Object.fromEntries(
    [...groups].map(([key, members]) => {
      const total = members.reduce((sum, { use }) => sum + use, 0);
      return [
        key,
        run.months.map(({ ask }) => members.reduce((sum, { n, use }) => sum + ask[n]! * use, 0) / total),
      ];
    }),
  );
}

function usesOf(run: ScenarioRun, names: ChainNames): readonly Use[] {
  const found = new Map<string, Use & { wanted: number[]; short: number[] }>();
  run.built.network.segments.forEach(({ place, carrier }, s) => {
    const key = `${carrier}@${place}`;
    const zero = () => run.months.map(() => 0);
    const use = found.get(key) ?? {
      place,
      carrier,
      words: `${names.placeShort(place)}, ${within(names.carrierShort(carrier))}`,
      placeWords: names.place(place),
      carrierWords: within(names.carrierShort(carrier)),
      wanted: zero(),
      short: zero(),
    };
    run.months.forEach(({ demand, served }, t) => {
      use.wanted[t]! += demand[s]!;
      use.short[t]! += Math.max(0, demand[s]! - served[s]!);
    });
    found.set(key, use);
  });
  return [...found.values()];
}

function boundPaths(run: ScenarioRun, names: ChainNames): readonly BoundPath[] {
  const zero = () => run.months.map(() => 0);
  const paths = new Map<
    string,
    { [K in keyof BoundPath]: BoundPath[K] extends readonly number[] ? number[] : BoundPath[K] }
  >();
  run.months.forEach((_, t) => {
    for (const bound of boundsOf(run, t)) {
      const [id = ''] = bound.ids;
      const key = `${bound.kind}:${id.replace(/\/\w+$/, '')}`;
      const path = paths.get(key) ?? {
        key,
        kind: bound.kind,
        words: boundWords(run, bound, names),
        node: nodeOf(run, bound),
        rentUsdPerKg: zero(),
        thousandUsd: zero(),
        tonnes: zero(),
        allowed: zero(),
      };
      path.rentUsdPerKg[t] = bound.rentUsdPerKg;
      path.thousandUsd[t] = bound.thousandUsd;
      path.tonnes[t] = bound.tonnes;
      path.allowed[t] = bound.allowed;
      paths.set(key, path);
    }
  });
  const cost = ({ thousandUsd }: BoundPath) => thousandUsd.reduce((a, b) => a + b, 0);
  return [...paths.values()].sort((a, b) => cost(b) - cost(a));
}

/** Node whose price a bound moves: where the goods go, or what is made. */
function nodeOf(run: ScenarioRun, { kind, ids }: Bound): string {
  const [id = ''] = ids;
  const { arcs, processes, limits } = run.built.network;
  if (kind === 'plant') {
    const [first] = limits.find((limit) => limit.id === id)?.terms ?? [];
    return processes.find((process) => process.id === first?.id)?.outputs[0]?.node ?? '';
  }
  if (kind === 'process') return processes.find((process) => process.id === id)?.outputs[0]?.node ?? '';
  return arcs.find((arc) => arc.id === id)?.to ?? '';
}

/** A bound as a head in a table: what is limited first, then by what. */
function boundWords(run: ScenarioRun, { kind, ids }: Bound, names: ChainNames): string {
  const [id = ''] = ids;
  if (kind === 'plant') return `Capacity of ${names.limit(id)}`;
  if (kind === 'process') return `Capacity: ${names.process(id)}`;
  const arc = run.built.network.arcs.find((one) => one.id === id);
  if (!arc) return names.arc(id);
  const { carrier, origin, destination } = arc;
  const [goods, from, to] = [
    names.carrierShort(carrier),
    names.placeShort(origin),
    names.placeShort(destination),
  ];
  const way = origin === destination ? `within ${to}` : `${from} to ${to}`;
  if (kind === 'licence') return `Licences: ${within(goods)}, ${way}`;
  if (kind === 'closure') return `Trade stopped: ${within(goods)}, ${way}`;
  return carrier.startsWith('component-')
    ? `Time to redesign: ${within(goods)}, ${way}`
    : `What makers can spare: ${within(goods)}, ${way}`;
}

/** A name in the middle of a sentence: `magnets H–SH`, but `PrNd oxide` and `Mt Weld concentrate` as they are. */
const within = (name: string): string =>
  /^(?:Magnets|Rotors|Dysprosium|Terbium|Samarium|Bonded|Ionic|Monazite|Loparite|Scrap|Ferrite)\b/.test(name)
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name;
