import type { Change } from '../reading/observation.ts';
import { around, type Interval, scale, union } from './interval.ts';
import { qualifierOf } from './locate.ts';
import { parsePeriod, type Span } from './period.ts';
import { allowed, printedPlain } from './printed.ts';
import { companyKey, type Facts, measure, seriesKey } from './series.ts';
import { type Standing, weightOf } from './sources.ts';

/**
 * One figure of the record, as judging needs it: what is stated, by whom, when, and what it is worth. The
 * rows of `record(ledger)` are of this shape.
 */
export interface RecordedObservation {
  readonly id: string;
  readonly observation: Facts;
  /** The ledger's document that it was read from. */
  readonly documentId?: string;
  /** As cited: "Reuters via Kitco". */
  readonly publisher: string;
  /** Whose figures these are, however many pages print them: "Reuters". */
  readonly voice: string;
  readonly standing: Standing;
  readonly url?: string;
  /** ISO day on which it was published, where known. */
  readonly published?: string;
  /** Disputed, suspect and retracted rows are shown, never believed. */
  readonly status: 'as_published' | 'disputed' | 'suspect' | 'derived' | 'estimated' | 'retracted';
  /** What sets goods, segments or populations apart that share a code: kind of ore, a division, "car suppliers". */
  readonly spec?: string;
  readonly note?: string;
}

/** A row made ready to compare. */
export interface Entry {
  readonly row: RecordedObservation;
  readonly facts: Facts;
  readonly key: string | undefined;
  readonly span: Span | undefined;
  /** What the recorded figure can stand for, in the series' unit (tonnes, or a currency). */
  readonly level: Interval | undefined;
  /** The same with every trailing zero taken as rounding: 62,580 may stand for 62,585. */
  readonly rounded: Interval | undefined;
  readonly changes: readonly Change[];
  /** 0: no evidence, only shown. */
  readonly weight: number;
}

export interface RecordIndex {
  readonly rows: readonly RecordedObservation[];
  readonly entries: readonly Entry[];
  /** All entries of a series. */
  series(key: string): readonly Entry[];
  /** All entries of a kind and subject (a material; for companies any form of the name). */
  about(kind: string, subject: string): readonly Entry[];
  /** Entries whose level is near a value, whatever they measure: for finding out what a wrong figure is. */
  near(value: number, unit: string): readonly Entry[];
}

const UNBELIEVED = new Set(['disputed', 'suspect', 'retracted']);

/**
 * What a recorded value can stand for. One trailing zero is taken as measured, more as rounding; tonnes of
 * customs may have been cut instead of rounded, so the true value may lie up to one unit above.
 */
export const recordedInterval = (
  value: number,
  unit: string | undefined,
  trade: boolean,
  precision?: string,
): Interval => {
  const qualifier = qualifierOf(precision);
  if (qualifier) return scale(allowed({ ...printedPlain(value), qualifier }), measure(value, unit).factor);
  const { step, roundStep } = printedPlain(value);
  const real = roundStep > step * 10 ? Math.min(roundStep, Math.abs(value) * 0.04) : step;
  const { factor, unit: kept } = measure(value, unit);
  const rounded = around(value, real / 2);
  const cut = trade && kept === 't' ? { lo: rounded.lo, hi: Math.max(rounded.hi, value + real) } : rounded;
  return scale(cut, factor);
};

/** What a recorded value can stand for if its trailing zeros are rounding, up to 4% of it. */
const roundedInterval = (value: number, unit: string | undefined): Interval => {
  const { roundStep } = printedPlain(value);
  return scale(around(value, Math.min(roundStep / 2, Math.abs(value) * 0.02)), measure(value, unit).factor);
};

const weigh = (row: RecordedObservation): number => {
  if (UNBELIEVED.has(row.status)) return 0;
  const full = weightOf(row);
  return row.status === 'estimated' || row.status === 'derived' ? full / 4 : full;
};

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** About a tenth of a percent a bucket, so that figures within 0.1% share a bucket or are neighbours. */
const bucket = (value: number): number => Math.round(Math.log(value) * 1000);

export const indexRecord = (rows: readonly RecordedObservation[]): RecordIndex => {
  const bySeries = new Map<string, Entry[]>();
  const bySubject = new Map<string, Entry[]>();
  const byValue = new Map<string, Entry[]>();
  const entries: Entry[] = [];
  for (const row of rows) {
    const facts = row.observation;
    // Levels that others worked back from changes: worked out again here, with the width that the rounding leaves.
    if (facts.kind === 'trade' && row.status === 'derived') continue;
    const key = facts.kind === 'financial' && row.spec ? undefined : seriesKey(facts);
    const entry: Entry = {
      row,
      facts,
      key,
      span: parsePeriod(facts.period),
      level:
        facts.value === undefined
          ? undefined
          : recordedInterval(facts.value, facts.unit, facts.kind === 'trade', facts.precision),
      rounded:
        facts.value === undefined
          ? undefined
          : union(
              roundedInterval(facts.value, facts.unit),
              recordedInterval(facts.value, facts.unit, facts.kind === 'trade', facts.precision),
            ),
      changes: facts.change ?? [],
      weight: weigh(row),
    };
    entries.push(entry);
    if (key) push(bySeries, key, entry);
    if (facts.subject) {
      const subject = facts.kind === 'financial' ? companyKey(facts.subject) : facts.subject;
      push(bySubject, `${facts.kind}|${subject}`, entry);
    }
    if (entry.level && entry.weight > 0 && facts.value! > 0) {
      const { value, unit } = measure(facts.value!, facts.unit);
      push(byValue, `${unit}|${bucket(value)}`, entry);
    }
  }
  return {
    rows,
    entries,
    series: (key) => bySeries.get(key) ?? [],
    about: (kind, subject) =>
      bySubject.get(`${kind}|${kind === 'financial' ? companyKey(subject) : subject}`) ?? [],
    near: (value, unit) => {
      const m = measure(value, unit);
      if (!(m.value > 0)) return [];
      const b = bucket(m.value);
      return [b - 1, b, b + 1].flatMap((i) => byValue.get(`${m.unit}|${i}`) ?? []);
    },
  };
};

/** What the judged document is, so that it cannot confirm itself. */
export interface Self {
  readonly id?: string;
  readonly url?: string;
  readonly publisher?: string;
}

const plainUrl = (url: string): string =>
  url
    .replace(/^https?:\/\/(www\.)?/i, '')
    .replace(/[#?].*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();

/** True where the row was read from the document itself, or from another copy of the same publisher. */
export const isSelf = (row: RecordedObservation, self: Self): boolean =>
  (self.id !== undefined && row.documentId === self.id) ||
  (self.url !== undefined && row.url !== undefined && plainUrl(row.url) === plainUrl(self.url)) ||
  (self.publisher !== undefined && row.publisher.toLowerCase() === self.publisher.toLowerCase());
