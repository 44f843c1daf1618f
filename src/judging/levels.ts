/**
 * What the record, and the document itself, know of a level: stated directly, or worked out.
 *
 * Flows add up along the months. Every recorded figure is an edge on the line of month boundaries (Jan–Sep
 * joins the start of January with the end of September), so a figure that nobody printed is a path: a quarter
 * is nine months less a half year, September is Jan–Sep less Jan–Aug. A stated change gives one more edge,
 * the level before or after it.
 */
import type { Change } from '../reading/observation.ts';
import { type Bench, cite, citeStated, type Stated } from './bench.ts';
import {
  add,
  afterChange,
  around,
  beforeChange,
  type Interval,
  middle,
  negate,
  overlaps,
  point,
  width,
} from './interval.ts';
import { baseSpan, type Span, sameSpan } from './period.ts';
import { printedPlain } from './printed.ts';
import type { Entry } from './record.ts';
import { sayChange, sayNumber } from './say.ts';
import { isKnown, originOf } from './sources.ts';
import type { Evidence } from './verdict.ts';

/** Sources that agree on one level. */
export interface Camp {
  /** The narrowest of their intervals. */
  readonly level: Interval;
  readonly weight: number;
  readonly entries: readonly Entry[];
  /** Names of the independent origins; copies of an unknown publisher count as one. */
  readonly origins: readonly string[];
}

/** What it adds that further pages print the same: it rules out a slip of the first, no more. */
const SECONDED = 0.5;

/** Twenty copies of one wire story are one source; publishers nobody knows may all have copied each other. */
export const weighTogether = (entries: readonly Entry[]): { weight: number; origins: readonly string[] } => {
  const known = new Map<string, number>();
  const unknown = new Map<string, number>();
  const pages = new Set<string>();
  for (const { row, weight } of entries) {
    if (weight <= 0) continue;
    const voices = isKnown(row) ? known : unknown;
    const origin = originOf(row);
    voices.set(origin, Math.max(voices.get(origin) ?? 0, weight));
    pages.add(row.publisher);
  }
  const best = known.size > 0 ? known : unknown;
  if (best.size === 0) return { weight: 0, origins: [] };
  // Independent origins add up; unknown ones do not, as nobody knows whether they are independent.
  const sum = known.size > 0 ? [...known.values()].reduce((a, b) => a + b, 0) : Math.max(...unknown.values());
  return {
    weight: sum + (pages.size > best.size || unknown.size > 1 ? SECONDED : 0),
    origins: [...best.keys()],
  };
};

/**
 * Groups figures that can be the same one; a rounded figure joins the exact one that it rounds. Strongest first.
 *
 * @param widerOf what a round figure can stand for beyond its last digit; without it as `levelOf`
 */
export const camps = (
  entries: readonly Entry[],
  levelOf: (e: Entry) => Interval | undefined,
  widerOf: (e: Entry) => Interval | undefined = levelOf,
): readonly Camp[] => {
  const groups: { level: Interval; entries: Entry[] }[] = [];
  const usable = entries
    .flatMap((entry) => {
      const level = levelOf(entry);
      return level && entry.weight > 0 ? [{ entry, level, wider: widerOf(entry) ?? level }] : [];
    })
    .sort((a, b) => width(a.wider) - width(b.wider));
  for (const { entry, level, wider } of usable) {
    const group = groups.find((g) => overlaps(g.level, wider));
    if (group) group.entries.push(entry);
    else groups.push({ level, entries: [entry] });
  }
  return groups
    .map((g) => ({ level: g.level, entries: g.entries, ...weighTogether(g.entries) }))
    .sort((a, b) => b.weight - a.weight || b.entries.length - a.entries.length);
};

/** Recorded levels of exactly this series and period, by camp. */
export const directLevels = (bench: Bench, key: string, span: Span): readonly Camp[] =>
  camps(
    bench.recorded(key).filter((e) => e.span && sameSpan(e.span, span)),
    (e) => e.level,
    (e) => e.rounded,
  );

/** A level with how it was come by. */
export interface Level {
  readonly interval: Interval;
  /** Standing of the weakest part. */
  readonly weight: number;
  /** Arithmetic in figures: "39,817 − 34,043"; empty where it was stated. */
  readonly sum: string;
  readonly evidence: readonly Evidence[];
  /** True where the document's own figures are part of it. */
  readonly usesDocument: boolean;
  /** True where a stated change was turned into a level on the way. */
  readonly usesChange: boolean;
  readonly parts: number;
}

interface Edge {
  /** First month, and the month after the last. */
  readonly from: number;
  readonly to: number;
  readonly interval: Interval;
  readonly weight: number;
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly document: boolean;
  /** Stated figures that it rests on, by index. */
  readonly stated: readonly number[];
  /** The stated figure whose change it was worked out from: -1 for the record's. */
  readonly changeOf?: number;
}

const figure = (i: Interval): string => {
  const value = middle(i);
  if (Math.abs(value) >= 1e6) return `${sayNumber(value / 1e6, 1)} m`;
  return sayNumber(value, Math.abs(value) >= 100 ? 1 : 3);
};

/** Recorded percentages carry their own digits: 6.1 means 6.05 to 6.15. */
export const recordedPct = (value: number): Interval => around(value, printedPlain(value).step / 2);

const pctOf = (change: Change): Interval | undefined =>
  change.value === undefined || (change.unit ?? 'pct') !== 'pct' ? undefined : recordedPct(change.value);

const edgesOf = (bench: Bench, key: string): readonly Edge[] => {
  const known = bench.memo.get(`edges ${key}`) as readonly Edge[] | undefined;
  if (known) return known;
  const edges: Edge[] = [];
  const spans = new Map<string, Span>();
  const entries = bench.recorded(key);
  for (const e of entries) {
    if (e.span && !e.span.day) spans.set(`${e.span.from} ${e.span.to}`, e.span);
  }
  const recorded = new Map<string, Edge>();
  for (const [id, span] of spans) {
    const best = directLevels(bench, key, span)[0];
    if (!best) continue;
    const edge: Edge = {
      from: span.from,
      to: span.to + 1,
      interval: best.level,
      weight: best.weight,
      text: figure(best.level),
      evidence: [cite(bench, best.entries[0]!)],
      document: false,
      stated: [],
    };
    recorded.set(id, edge);
    edges.push(edge);
  }
  const own = new Map<string, Edge>();
  for (const s of bench.statedIn(key)) {
    if (!s.level || !s.span || s.span.day) continue;
    const edge: Edge = {
      from: s.span.from,
      to: s.span.to + 1,
      interval: s.measured!,
      weight: 1,
      text: figure(s.measured!),
      evidence: [citeStated(bench, s)],
      document: true,
      stated: [s.index],
    };
    if (!own.has(`${s.span.from} ${s.span.to}`)) own.set(`${s.span.from} ${s.span.to}`, edge);
    edges.push(edge);
  }
  const byChange = (
    span: Span,
    change: Change,
    self: Edge | undefined,
    evidence: Evidence | undefined,
    weight: number,
    stated: number | undefined,
  ): void => {
    const pct = pctOf(change);
    const base = pct && baseSpan(span, change.basis);
    if (!base) return;
    const rest = {
      document: stated !== undefined,
      changeOf: stated ?? -1,
    };
    const own = stated === undefined ? [] : [stated];
    if (self) {
      const interval = beforeChange(self.interval, pct);
      if (interval) {
        edges.push({
          ...rest,
          from: base.from,
          to: base.to + 1,
          interval,
          weight: Math.min(self.weight, weight),
          text: `${self.text}/${sayNumber(1 + change.value! / 100, 4)}`,
          evidence: [...self.evidence, ...(evidence ? [evidence] : [])],
          document: rest.document || self.document,
          stated: [...own, ...self.stated],
        });
      }
    }
    const before = recorded.get(`${base.from} ${base.to}`);
    if (before) {
      edges.push({
        ...rest,
        from: span.from,
        to: span.to + 1,
        interval: afterChange(before.interval, pct),
        weight: Math.min(before.weight, weight),
        text: `${before.text}×${sayNumber(1 + change.value! / 100, 4)}`,
        evidence: [...before.evidence, ...(evidence ? [evidence] : [])],
        document: rest.document,
        stated: own,
      });
    }
  };
  for (const e of entries) {
    if (!e.span || e.weight === 0) continue;
    for (const change of e.changes) {
      const level = recorded.get(`${e.span.from} ${e.span.to}`);
      byChange(e.span, change, level, citeChange(bench, e, change), e.weight, undefined);
    }
  }
  for (const s of bench.statedIn(key)) {
    if (!s.span) continue;
    for (const change of s.facts.change ?? []) {
      byChange(s.span, change, own.get(`${s.span.from} ${s.span.to}`), undefined, 1, s.index);
    }
  }
  bench.memo.set(`edges ${key}`, edges);
  return edges;
};

export const BASIS_WORDS: Readonly<Record<string, string>> = {
  yoy: 'year on year',
  mom: 'month on month',
  qoq: 'quarter on quarter',
  wow: 'week on week',
  dod: 'day on day',
  prev: 'on an unnamed earlier figure',
};

export const citeChange = (bench: Bench, entry: Entry, change: Change): Evidence =>
  cite(
    bench,
    entry,
    `${change.value === undefined ? (change.direction ?? '') : (change.unit ?? 'pct') === 'pct' ? sayChange(change.value) : sayNumber(change.value)} ${BASIS_WORDS[change.basis]}`,
  );

export interface PathOptions {
  /** Leave out edges that rest on these stated figures. */
  readonly withoutStated?: readonly number[];
  /** Leave out edges worked out from the change of this stated figure. */
  readonly withoutChangeOf?: number;
  /** Only the record, nothing from the document. */
  readonly recordOnly?: boolean;
  /** Only stated levels, none worked out from changes. */
  readonly noChanges?: boolean;
}

const MOST_PARTS = 14;

/**
 * A level worked out from other periods of the series, as exactly as the record allows; a figure of the very
 * period counts only if it was worked out from a change. Nothing where no path leads there.
 */
export const derivedLevel = (
  bench: Bench,
  key: string,
  span: Span,
  options: PathOptions = {},
): Level | undefined => {
  if (span.day) return undefined;
  const edges = edgesOf(bench, key).filter(
    (e) =>
      !(e.changeOf === undefined && e.from === span.from && e.to === span.to + 1) &&
      !(options.recordOnly && e.document) &&
      !(options.noChanges && e.changeOf !== undefined) &&
      !(options.withoutChangeOf !== undefined && e.changeOf === options.withoutChangeOf) &&
      !options.withoutStated?.some((i) => e.stated.includes(i)),
  );
  const nodes = new Map<number, { edge: Edge; sign: 1 | -1 }[]>();
  const link = (at: number, edge: Edge, sign: 1 | -1): void => {
    const list = nodes.get(at);
    if (list) list.push({ edge, sign });
    else nodes.set(at, [{ edge, sign }]);
  };
  for (const edge of edges) {
    link(edge.from, edge, 1);
    link(edge.to, edge, -1);
  }
  // Shortest path by width of the result (Dijkstra over some dozens of month boundaries).
  const cost = new Map<number, number>([[span.from, 0]]);
  const steps = new Map<number, number>([[span.from, 0]]);
  const back = new Map<number, { at: number; edge: Edge; sign: 1 | -1 }>();
  const open = new Set<number>([span.from]);
  const goal = span.to + 1;
  while (open.size > 0) {
    let at = -1;
    for (const n of open) if (at < 0 || cost.get(n)! < cost.get(at)!) at = n;
    open.delete(at);
    if (at === goal) break;
    if (steps.get(at)! >= MOST_PARTS) continue;
    for (const { edge, sign } of nodes.get(at) ?? []) {
      const next = sign === 1 ? edge.to : edge.from;
      const through = cost.get(at)! + width(edge.interval) + Math.abs(middle(edge.interval)) * 1e-6;
      if (through < (cost.get(next) ?? Infinity)) {
        cost.set(next, through);
        steps.set(next, steps.get(at)! + 1);
        back.set(next, { at, edge, sign });
        open.add(next);
      }
    }
  }
  if (!back.has(goal)) return undefined;
  const path: { edge: Edge; sign: 1 | -1 }[] = [];
  for (let at = goal; at !== span.from; ) {
    const step = back.get(at)!;
    path.unshift(step);
    at = step.at;
  }
  // Plus first: "228 − 113" reads better than "−113 + 228".
  path.sort((a, b) => b.sign - a.sign);
  return {
    interval: path.reduce(
      (sum, { edge, sign }) => add(sum, sign === 1 ? edge.interval : negate(edge.interval)),
      point(0),
    ),
    weight: Math.min(...path.map(({ edge }) => edge.weight)),
    sum: path
      .map(({ edge, sign }, i) => `${sign < 0 ? (i ? ' − ' : '−') : i ? ' + ' : ''}${edge.text}`)
      .join(''),
    evidence: path.flatMap(({ edge }) => edge.evidence),
    usesDocument: path.some(({ edge }) => edge.document),
    usesChange: path.some(({ edge }) => edge.changeOf !== undefined),
    parts: path.length,
  };
};

/** The best recorded level: stated, else worked out from the record alone. */
export const recordedLevel = (
  bench: Bench,
  key: string,
  span: Span,
  options: PathOptions = {},
): Level | undefined => {
  const best = directLevels(bench, key, span)[0];
  if (best) {
    return {
      interval: best.level,
      weight: best.weight,
      sum: '',
      evidence: [cite(bench, best.entries[0]!)],
      usesDocument: false,
      usesChange: false,
      parts: 1,
    };
  }
  return derivedLevel(bench, key, span, { ...options, recordOnly: true });
};

/** Figures of the document for exactly this series and period. */
export const statedLevels = (bench: Bench, key: string, span: Span): readonly Stated[] =>
  bench.statedIn(key).filter((s) => s.level && s.span && sameSpan(s.span, span));
