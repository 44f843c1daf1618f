import type { Vocabulary } from '../vocabulary/index.ts';
import { accountFor } from './account.ts';
import type { Draft } from './draft.ts';
import { inCalendarYears } from './fiscal.ts';
import { unreadNumbers } from './limit.ts';
import { mergeDrafts } from './merge.ts';
import { tickersIn, withNamedCompanies } from './named-companies.ts';
import { originalSpan } from './normalise.ts';
import type { DocumentText, Observation, Reading } from './observation.ts';
import { pageContext } from './page.ts';
import { type PreparedText, prepareText } from './passages.ts';
import { readPolicy } from './policy/index.ts';
import { readSentence } from './prose/frame.ts';
import type { Memory } from './prose/memory.ts';
import { readTables, withinSpans } from './tables/index.ts';
import { withoutImpossible } from './vetoes.ts';
import { inYearOfText } from './year-of-text.ts';

/**
 * Reads a document: what it states as observations, and what became of every number in it.
 *
 * @param document the text, with its own date where known
 * @param lexicon the words of the trade, from `createVocabulary`
 * @example read({ text: 'Dysprosium oxide: 1.6 million yuan/t', published: '2025-09-23' }, vocabulary).observations
 */
export function read(document: DocumentText, lexicon: Vocabulary): Reading {
  const known = withNamedCompanies(prepareText(document.text, lexicon), lexicon);
  const { prepared: plain, vocabulary } = known;
  const first = pageContext(plain, vocabulary, document.published);
  const prepared = inYearOfText(inCalendarYears(plain, first, vocabulary), first);
  const page = prepared === plain ? first : pageContext(prepared, vocabulary, document.published);
  const memory: Memory = {};
  const reasons = new Map<number, string>();
  const tables = readTables(prepared.normal, prepared.language, page);
  const drafts: Draft[] = [...tables.drafts];
  const isInTable = withinSpans(tables.spans);
  prepared.passages.forEach((passage, index) => {
    if (isInTable(passage)) return;
    const sentence = readSentence(passage, index, prepared, page, memory);
    drafts.push(...sentence.drafts, ...readPolicy(passage, index, prepared, page, memory));
    for (const [start, reason] of sentence.reasons) reasons.set(start, reason);
  });
  const kept = withoutImpossible(mergeDrafts(drafts), page, reasons);
  const tickers = tickersIn(prepared);
  const held = new Map<number, number>();
  kept.forEach((draft, index) => {
    for (const figure of draft.figures)
      if (!held.has(figure.numberStart)) held.set(figure.numberStart, index);
  });
  const numbers = accountFor(prepared, {
    held,
    reasons,
    tables,
    isInTable,
    figures: kept.flatMap(({ figures }) => figures),
  });
  if (prepared.readTo < document.text.length)
    for (const number of unreadNumbers(document.text, prepared.readTo, lexicon.folding)) numbers.push(number);
  const explained = numbers.filter(({ status }) => status !== 'unread').length;
  return {
    observations: kept.map((draft) => finish(draft, prepared, tickers)),
    numbers,
    coverage: numbers.length === 0 ? 1 : explained / numbers.length,
  };
}

/** The observation of a draft, with its quote in the document's own letters. */
function finish(draft: Draft, prepared: PreparedText, tickers: ReadonlyMap<string, string>): Observation {
  const {
    change,
    passage: _passage,
    figures: _figures,
    isEarlier: _isEarlier,
    start,
    end,
    ...fields
  } = draft;
  const span = originalSpan(prepared.normal, start, end);
  const ticker = draft.org && tickers.get(draft.org);
  return {
    ...fields,
    ...(ticker ? { ticker } : {}),
    ...(change.length > 0 ? { change } : {}),
    quote: prepared.normal.original.slice(span.start, span.end),
    ...span,
  };
}
