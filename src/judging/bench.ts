import type { Facts as ShippedFacts } from '../facts/index.ts';
import type { Change, Observation } from '../reading/index.ts';
import type { Comparison } from './comparison.ts';
import { type Interval, scale } from './interval.ts';
import { parsePeriod, type Span, sayDay, sayPeriod } from './period.ts';
import { allowed, type Printed } from './printed.ts';
import { type Entry, isSelf, type RecordIndex, type Self } from './record.ts';
import { sayAmount } from './say.ts';
import { type Marked, sentenceAt } from './sentences.ts';
import { type Facts, measure, seriesKey } from './series.ts';
import type { Evidence, Outlook, Verdict } from './verdict.ts';

/** What converting prices needs of the shipped facts. */
export type Money = Pick<ShippedFacts, 'exchangeRates' | 'vatRates'>;

/** The best-estimate table of supply. */
export type Estimates = ShippedFacts['bestEstimates'];

/** One figure that the document states, made ready to compare. */
export interface Stated {
  /** Index into the reading's observations. */
  readonly index: number;
  readonly facts: Observation;
  readonly key: string | undefined;
  readonly span: Span | undefined;
  readonly printed: Printed | undefined;
  /** What its words allow, in the series' unit. */
  readonly level: Interval | undefined;
  /** The same for reckoning with it: a single trailing zero is taken as measured, "about" as said. */
  readonly measured: Interval | undefined;
  /** Where the figure itself stands. */
  readonly start: number;
  readonly end: number;
}

/** One stated change of a stated figure. */
export interface StatedChange {
  readonly of: Stated;
  readonly change: Change;
  /** Signed, as printed; nothing where only a direction is stated. */
  readonly printed: Printed | undefined;
  /** False where it stands so far from its figure that it may be another's. */
  readonly near: boolean;
  readonly start: number;
  readonly end: number;
}

/** What every check works with: one document laid out beside the record. */
export interface Bench {
  readonly text: string;
  /** The document's own day, ISO; a month alone counts from its last day. */
  readonly published: string | undefined;
  readonly asOf: string;
  readonly self: Self;
  readonly index: RecordIndex;
  /** Exchange rates and tax rates, where they are at hand. */
  readonly money: Money | undefined;
  /** Who makes how much of each stage, where it is at hand. */
  readonly estimates: Estimates | undefined;
  readonly stated: readonly Stated[];
  /** Stated figures of a series. */
  readonly statedIn: (key: string) => readonly Stated[];
  /** Stated figures that stand in a sentence, by its index. */
  readonly statedInSentence: (index: number) => readonly Stated[];
  /** Usable and unusable rows of a series, without those that are the document itself. */
  readonly recorded: (key: string) => readonly Entry[];
  /** The text cut into sentences, with the words that stand in them. */
  readonly marked: Marked;
  /** For what a check wants to remember about this document. */
  readonly memo: Map<string, unknown>;
}

/** What a check found out about a statement; `judge` adds the place. */
export interface Finding {
  readonly verdict: Verdict;
  readonly expected: string;
  readonly found: string;
  readonly how: string;
  readonly evidence: readonly Evidence[];
  readonly comparison?: Comparison;
  readonly outlook?: Outlook;
}

/** Customs tonnages are sometimes cut instead of rounded: one unit of the last digit is allowed. */
export const cutOf = (facts: Facts, printed: Printed): number =>
  facts.kind === 'trade' && measure(0, facts.unit).unit === 't' ? printed.step : 0;

export const statedLevel = (facts: Facts, printed: Printed): Interval =>
  scale(allowed(printed, cutOf(facts, printed)), measure(0, facts.unit).factor);

const takenAsMeasured = (p: Printed): Printed =>
  p.roundStep <= p.step * 10 ? { ...p, roundStep: p.step } : p;

export const stateFigure = (
  index: number,
  facts: Observation,
  printed: Printed | undefined,
  at: { readonly start: number; readonly end: number },
): Stated => ({
  index,
  facts,
  key: seriesKey(facts),
  span: parsePeriod(facts.period),
  printed,
  level: facts.value !== undefined && printed ? statedLevel(facts, printed) : undefined,
  measured: facts.value !== undefined && printed ? statedLevel(facts, takenAsMeasured(printed)) : undefined,
  start: at.start,
  end: at.end,
});

export interface BenchInput {
  readonly text: string;
  readonly published?: string;
  readonly asOf: string;
  readonly self: Self;
  readonly index: RecordIndex;
  readonly money?: Money | undefined;
  readonly estimates?: Estimates | undefined;
  readonly stated: readonly Stated[];
  readonly marked: Marked;
}

const byKey = <T extends { readonly key: string | undefined }>(items: readonly T[]): Map<string, T[]> => {
  const map = new Map<string, T[]>();
  for (const item of items) {
    if (!item.key) continue;
    const list = map.get(item.key);
    if (list) list.push(item);
    else map.set(item.key, [item]);
  }
  return map;
};

export const layOut = (input: BenchInput): Bench => {
  const stated = byKey(input.stated);
  const bySentence = new Map<number, Stated[]>();
  for (const each of input.stated) {
    const home = sentenceAt(input.marked, each.start)?.index;
    if (home !== undefined) bySentence.set(home, [...(bySentence.get(home) ?? []), each]);
  }
  const recorded = new Map<string, readonly Entry[]>();
  return {
    text: input.text,
    published: input.published,
    asOf: input.asOf,
    self: input.self,
    index: input.index,
    money: input.money,
    estimates: input.estimates,
    stated: input.stated,
    marked: input.marked,
    statedIn: (key) => stated.get(key) ?? [],
    statedInSentence: (index) => bySentence.get(index) ?? [],
    recorded: (key) => {
      const known = recorded.get(key);
      if (known) return known;
      const rows = input.index.series(key).filter((e) => !isSelf(e.row, input.self));
      recorded.set(key, rows);
      return rows;
    },
    memo: new Map(),
  };
};

const PLACE: Readonly<Record<string, string>> = { WORLD: 'world' };
const place = (code: string | undefined): string => (code ? (PLACE[code] ?? code) : 'world');

/** A series and a period in a few words: "NdFeB-magnet, export CN → US, Sep 2025". */
export const sayWhat = (facts: Facts, span: Span | undefined): string => {
  const when = span ? `, ${sayPeriod(span)}` : '';
  switch (facts.kind) {
    case 'trade':
      return facts.flow === 'import'
        ? `${facts.subject}, import ${facts.reporter ?? 'CN'} ← ${place(facts.partner)}${when}`
        : `${facts.subject}, export ${facts.reporter ?? 'CN'} → ${place(facts.partner)}${when}`;
    case 'financial':
      return `${facts.subject ?? facts.org} ${(facts.metric ?? '').replace(/_/g, ' ')}${when}`;
    default:
      return [facts.subject, facts.metric?.replace(/_/g, ' '), facts.org ?? facts.place]
        .filter(Boolean)
        .join(', ')
        .concat(when);
  }
};

const later = (bench: Bench, published: string | undefined): string =>
  published && bench.published && published > bench.published
    ? `, published ${sayDay(published)}, after this page`
    : '';

/** A recorded row as evidence. */
export const cite = (bench: Bench, entry: Entry, figure?: string): Evidence => {
  const { row, facts, span } = entry;
  const amount = figure ?? (facts.value === undefined ? 'change only' : sayAmount(facts.value, facts.unit));
  return {
    type: 'record',
    class:
      entry.weight === 0
        ? 'disputed'
        : row.status === 'derived' || row.status === 'estimated'
          ? 'derived'
          : 'observed',
    text: `${sayWhat(facts, span)}: ${amount}${later(bench, row.published)}`,
    source: row.publisher,
    ref: row.id,
    ...(row.url ? { url: row.url } : {}),
    ...(row.published ? { date: row.published } : {}),
  };
};

/** A figure of the document itself as evidence. */
export const citeStated = (bench: Bench, s: Stated): Evidence => ({
  type: 'document',
  class: 'observed',
  text: `${sayWhat(s.facts, s.span)}: ${s.facts.value === undefined ? bench.text.slice(s.start, s.end) : sayAmount(s.facts.value, s.facts.unit)}`,
  source: 'this page',
  start: s.start,
  end: s.end,
});
