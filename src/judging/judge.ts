import type { JudgingWords } from '../facts/schemas/judging-words.ts';
import type { DocumentText, Observation, Reading } from '../reading/observation.ts';
import type { Vocabulary } from '../vocabulary/index.ts';
import { type Bench, type Finding, layOut, type Stated, stateFigure } from './bench.ts';
import { checkChange, type StatedChange } from './checks/change.ts';
import { checkExtremes } from './checks/extreme.ts';
import { checkLevel } from './checks/level.ts';
import { checkMultiples } from './checks/multiple.ts';
import { checkPrice } from './checks/price.ts';
import { checkPriceChange } from './checks/price-change.ts';
import { checkRanks } from './checks/rank.ts';
import { checkShare, checkTradeShares } from './checks/share.ts';
import { checkStreaks } from './checks/streak.ts';
import { asWritten, locate, qualifierOf } from './locate.ts';
import { monthsIn } from './period.ts';
import { indexRecord, type RecordedObservation, type RecordIndex, type Self } from './record.ts';
import { type Marked, markSentences, qualifierAt } from './sentences.ts';
import type { JudgedStatement } from './verdict.ts';

/** The document to be judged; id, address and publisher keep it from confirming itself. */
export interface JudgedDocument extends DocumentText, Self {}

export interface JudgingContext {
  /** What is on record as of `asOf`. Give the same array again and its index is used again. */
  readonly record: readonly RecordedObservation[];
  readonly vocabulary: Vocabulary;
  /** `loadFacts().judgingWords`. */
  readonly words: JudgingWords;
  /** ISO day of the record and the law. */
  readonly asOf: string;
}

const indexes = new WeakMap<readonly RecordedObservation[], RecordIndex>();

const indexOf = (record: readonly RecordedObservation[]): RecordIndex => {
  const known = indexes.get(record);
  if (known) return known;
  const index = indexRecord(record);
  indexes.set(record, index);
  return index;
};

const numberOf = (o: Observation): number | undefined => o.value ?? o.low;

const stateAll = (text: string, observations: readonly Observation[], marked: Marked): readonly Stated[] =>
  observations.map((o, index) => {
    const value = numberOf(o);
    if (value === undefined) return stateFigure(index, o, undefined, o);
    const bare = locate(text, o.start, o.end, value);
    const qualifier = qualifierOf(o.precision) ?? (bare && qualifierAt(marked, bare));
    const at = locate(text, o.start, o.end, value, o.start, qualifier);
    return stateFigure(index, o, at?.printed ?? asWritten(value, qualifier), at ?? o);
  });

const changesOf = ({ text, marked }: Bench, s: Stated): readonly StatedChange[] =>
  (s.facts.change ?? []).map((change) => {
    const { start, end } = s.facts;
    if (change.value === undefined) return { of: s, change, printed: undefined, start, end };
    const size = Math.abs(change.value);
    const at = locate(text, s.end <= end ? s.end : start, end, size) ?? locate(text, start, end, size);
    const qualifier = at && qualifierAt(marked, at);
    const plain = at?.printed ?? asWritten(size);
    const printed = qualifier ? { ...plain, qualifier } : plain;
    const signed = change.value < 0 ? { ...printed, value: -printed.value } : printed;
    return { of: s, change, printed: signed, start: at?.start ?? start, end: at?.end ?? end };
  });

const place = (
  bench: Bench,
  kind: string,
  at: { start: number; end: number },
  finding: Finding,
): JudgedStatement => ({
  quote: bench.text.slice(at.start, at.end),
  start: at.start,
  end: at.end,
  kind,
  ...finding,
});

const LEVELS = new Set(['trade', 'financial', 'production', 'capacity']);

/**
 * Gives every statement of a document its verdict.
 *
 * @param document its text, day, and what it is (so that it cannot confirm itself)
 * @param reading what `read` made of the same text
 * @param context the record, the law and the day to judge by
 * @returns statements in reading order
 */
export const judge = (
  document: JudgedDocument,
  reading: Reading,
  context: JudgingContext,
): readonly JudgedStatement[] => {
  const marked = markSentences(document.text, context.vocabulary, context.words);
  const bench = layOut({
    text: document.text,
    asOf: context.asOf,
    self: document,
    index: indexOf(context.record),
    stated: stateAll(document.text, reading.observations, marked),
    marked,
    ...(document.published ? { published: document.published } : {}),
  });
  const out: JudgedStatement[] = [];
  for (const s of bench.stated) {
    if (s.facts.kind === 'price') {
      const price = checkPrice(bench, s);
      if (price) out.push(place(bench, 'value', s, price));
      for (const change of changesOf(bench, s)) {
        out.push(place(bench, 'change', change, checkPriceChange(bench, change)));
      }
      continue;
    }
    if (s.facts.kind === 'share') {
      const share = checkShare(bench, s);
      if (share) out.push(place(bench, 'share', s, share));
      continue;
    }
    if (!LEVELS.has(s.facts.kind)) continue;
    const level = checkLevel(bench, s);
    if (level)
      out.push(
        place(bench, s.span && monthsIn(s.span) > 1 && s.facts.kind === 'trade' ? 'sum' : 'value', s, level),
      );
    for (const change of changesOf(bench, s))
      out.push(place(bench, 'change', change, checkChange(bench, change)));
  }
  for (const { kind, start, end, ...finding } of [
    ...checkStreaks(bench),
    ...checkExtremes(bench),
    ...checkMultiples(bench),
    ...checkTradeShares(bench),
    ...checkRanks(bench),
  ]) {
    out.push(place(bench, kind, { start, end }, finding));
  }
  return out.sort((a, b) => a.start - b.start || a.end - b.end);
};
