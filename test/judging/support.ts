import { loadFacts } from '../../src/facts/index.ts';
import {
  type JudgedStatement,
  type JudgingContext,
  judge,
  type RecordedObservation,
} from '../../src/judging/index.ts';
import type { Facts } from '../../src/judging/series.ts';
import { createLaw } from '../../src/law/index.ts';
import { type Observation, type Reading, read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';
import { shippedFacts } from '../../src/workbench/shipped-facts.ts';

/** A reading made by hand: each observation with the words that state it. */
export const readingOf = (
  text: string,
  stated: readonly (Facts & { readonly quote: string })[],
): Reading => ({
  observations: stated.map((o): Observation => {
    const start = text.indexOf(o.quote);
    if (start < 0) throw new Error(`"${o.quote}" does not stand in the text`);
    return { ...o, start, end: start + o.quote.length, read_by: 'hand' };
  }),
  numbers: [],
  coverage: 1,
});

let rows = 0;

/** A row of a record made by hand. */
export const row = (
  observation: Facts,
  about: Partial<Omit<RecordedObservation, 'observation'>> = {},
): RecordedObservation => ({
  id: `row-${++rows}`,
  observation,
  publisher: 'Agency',
  voice: about.publisher ?? 'Agency',
  standing: 'agency',
  status: 'as_published',
  ...about,
});

export const exported = (period: string, value: number, more: Partial<Facts> = {}): Facts => ({
  kind: 'trade',
  subject: 'NdFeB-magnet',
  flow: 'export',
  reporter: 'CN',
  partner: 'WORLD',
  unit: 't',
  period,
  value,
  ...more,
});

export const facts = loadFacts();

/** The shipped record, as the ledger hands it out. */
export const shipped: readonly RecordedObservation[] = shippedFacts(facts).map((f) => ({
  id: `${f.file}:${f.row}`,
  observation: f.observation,
  publisher: f.source.name,
  voice: f.source.voice,
  standing: f.source.standing,
  status: f.status,
  ...(f.source.url ? { url: f.source.url } : {}),
  ...(f.published ? { published: f.published } : {}),
  ...(f.note ? { note: f.note } : {}),
  ...(f.spec ? { spec: f.spec } : {}),
}));

export const law = createLaw(facts.acts, facts.lawWords);

export const vocabulary = createVocabulary(facts);

export const context = (record: readonly RecordedObservation[], asOf = '2026-10-08'): JudgingContext => ({
  record,
  vocabulary,
  words: facts.judgingWords,
  money: facts,
  estimates: facts.bestEstimates,
  law,
  asOf,
});

export const judged = (
  text: string,
  stated: readonly (Facts & { readonly quote: string })[],
  record: readonly RecordedObservation[],
  published = '2025-11-14',
): readonly JudgedStatement[] => judge({ text, published }, readingOf(text, stated), context(record));

/** The verdict on the statement whose quote contains these words. */
export const verdictOn = (statements: readonly JudgedStatement[], words: string, kind?: string): string => {
  const found = statements.filter((s) => s.quote.includes(words) && (kind === undefined || s.kind === kind));
  if (found.length !== 1) throw new Error(`${found.length} statements about "${words}"`);
  return found[0]!.verdict;
};

/** Reads a page and judges it by the shipped record, as `check` does. */
export const checked = (text: string, published: string): readonly JudgedStatement[] =>
  judge({ text, published }, read({ text, published }, vocabulary), context(shipped));
