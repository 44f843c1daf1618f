import type { Organisation, Vocabulary } from '../vocabulary/index.ts';
import type { NormalText } from './normalise.ts';
import type { Passage, PreparedText } from './passages.ts';
import type { WordMatch } from './words.ts';

const NAME = "[A-Z][\\w&'’.-]{1,24}(?: (?:of|and|&|[A-Z][\\w&'’.-]{0,24})){0,4}";
/** "Wigu Hill Minerals (ASX: WHM)". */
const BY_TICKER = new RegExp(
  `(${NAME}) ?\\((?:ASX|NYSE|NYSE American|NASDAQ|Nasdaq|TSX|TSXV|TSX-V|CSE|LSE|AIM|JSE|OTCQX|OTCQB|HKEX|SZSE|SSE|FRA|NSE|BSE) ?[:：] ?[A-Z0-9.]{1,8}\\b`,
  'g',
);
/** "Wigu Hill Minerals Ltd", "Yahua Magnets Co., Ltd". */
const BY_SUFFIX = new RegExp(
  `(${NAME}),? (?:Co\\., Ltd|Co\\. Ltd|Pty Ltd|Ltd|Limited|Inc|Corp|Corporation|PLC|plc|GmbH|AG|S\\.A|N\\.V|ASA|AB|Oy)\\b`,
  'g',
);
/** 某某磁材股份有限公司. */
const BY_CHINESE_SUFFIX =
  /(?<![\u4e00-\u9fff)）])([\u4e00-\u9fff]{2,10}?)(?:股份有限公司|有限责任公司|有限公司)/g;
/** 某某磁材(688xxx), 노바텍(285490): a name with the code of its share behind, as Chinese and Korean pages give it. */
const BY_CODE =
  /([\u4e00-\u9fff]{3,4}|[\uac00-\ud7a3A-Z]{2,10}) ?\(((?:60|68|00|30|83|87|92|43|[0-4]\d)\d{4})(?:\.[A-Z]{2})?[),]/g;
const OPENER =
  /^(?:The|A|An|In|On|At|For|By|From|With|And|But|While|When|Shares|Copyright|Source|Company|About|Its|Our|Mr|Ms) /;
/** What is left of a legal form whose end the pattern took: "Dongqian Magnet Co.". */
const LEGAL_END = /,? (?:Co|Pty|Group Co)\.?$/;
const MOST_NAMES = 12;

/**
 * Companies that the vocabulary does not know, by the form of their names: with a ticker behind or a legal form. They
 * are companies like any other for this document, so that their figures are not given to another.
 */
export function withNamedCompanies(
  prepared: PreparedText,
  vocabulary: Vocabulary,
): { readonly prepared: PreparedText; readonly vocabulary: Vocabulary } {
  const names = namesIn(prepared.normal, vocabulary);
  if (names.size === 0) return { prepared, vocabulary };
  const organisations = new Map<string, Organisation>(vocabulary.organisations);
  for (const name of names.values())
    if (!organisations.has(name)) organisations.set(name, { name, kind: 'company' });
  const passages = prepared.passages.map((passage) => withWords(passage, prepared, names));
  return { prepared: { ...prepared, passages }, vocabulary: { ...vocabulary, organisations } };
}

/** Names as they stand in the text, with the usual name of each. */
function namesIn(normal: NormalText, vocabulary: Vocabulary): Map<string, string> {
  const { text } = normal;
  const names = new Map<string, string>();
  for (const match of text.matchAll(BY_CODE)) {
    // 中国稀土(000831): words of the trade are a name only where the code stands
    const name = isTradeWords(match[1]!, vocabulary)
      ? text.slice(match.index, match.index + match[0].length - 1)
      : match[1]!;
    if (names.size >= MOST_NAMES || isKnown(normal, match.index, match.index + name.length, vocabulary))
      continue;
    names.set(name, nameOfCode(match[2]!, vocabulary) ?? name);
  }
  for (const pattern of [BY_TICKER, BY_SUFFIX, BY_CHINESE_SUFFIX]) {
    for (const match of text.matchAll(pattern)) {
      let name = match[1]!;
      while (OPENER.test(name)) name = name.replace(OPENER, '');
      name = name.replace(LEGAL_END, '');
      if (
        name.length < 2 ||
        names.size >= MOST_NAMES ||
        isKnown(normal, match.index, match.index + match[0].length, vocabulary)
      )
        continue;
      if (!names.has(name)) names.set(name, name);
    }
  }
  return names;
}

/** Whether a name is a place and a material, and nothing else. */
function isTradeWords(name: string, { words }: Vocabulary): boolean {
  const place = words.matchesAt(name, name, 0).find(({ meaning }) => meaning.type === 'place');
  return (
    place !== undefined &&
    words
      .matchesAt(name, name, place.end)
      .some(({ end, meaning }) => end === name.length && /^(?:material|group)$/.test(meaning.type))
  );
}

/** The company that a code of a share is of, where it is known. */
function nameOfCode(code: string, { organisations }: Vocabulary): string | undefined {
  for (const { name, ticker } of organisations.values()) if (ticker?.startsWith(`${code}.`)) return name;
  return undefined;
}

const TICKER =
  /\((?:ASX|NYSE|NYSE American|NASDAQ|Nasdaq|TSX|TSXV|TSX-V|CSE|LSE|AIM|JSE|OTCQX|OTCQB|HKEX|SZSE|SSE|FRA|NSE|BSE|TSE|KRX) ?[:：] ?([A-Z0-9.]{1,8})\b|\((\d{4,6}\.(?:SZ|SH|HK|T|KS))\)/gy;
const TICKER_REACH = 3;

/** Codes of exchanges that a text gives right behind the names of companies: name to code. */
export function tickersIn({ normal, passages }: PreparedText): ReadonlyMap<string, string> {
  const tickers = new Map<string, string>();
  for (const { words } of passages)
    for (const { meaning, end } of words) {
      if (meaning.type !== 'org' || tickers.has(meaning.value)) continue;
      for (let at = end; at <= end + TICKER_REACH; at++) {
        TICKER.lastIndex = at;
        const match = TICKER.exec(normal.text);
        if (match) tickers.set(meaning.value, (match[1] ?? match[2])!);
      }
    }
  return tickers;
}

/** Whether a stretch holds the name of an organisation the vocabulary knows. */
function isKnown({ low, text }: NormalText, start: number, end: number, vocabulary: Vocabulary): boolean {
  for (let at = start; at < end; at++) {
    if (vocabulary.words.matchesAt(low, text, at).some(({ meaning }) => meaning.type === 'org')) return true;
  }
  return false;
}

/** A sentence with the names as words, where no organisation stands already. */
function withWords(passage: Passage, { normal }: PreparedText, names: ReadonlyMap<string, string>): Passage {
  const added: WordMatch[] = [];
  for (const [name, value] of names) {
    let at = normal.text.indexOf(name, passage.start);
    while (at >= 0 && at + name.length <= passage.end) {
      const end = at + name.length;
      const start = at;
      const isTaken = [...passage.words, ...added].some(
        ({ meaning, start: from, end: to }) => meaning.type === 'org' && from < end && start < to,
      );
      if (!isTaken)
        added.push({ start, end, meaning: { type: 'org', value, language: '' }, literal: name.length });
      at = normal.text.indexOf(name, end);
    }
  }
  if (added.length === 0) return passage;
  const words = [
    ...passage.words.filter(({ start, end }) => !added.some((name) => start < name.end && name.start < end)),
    ...added,
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  return { ...passage, words };
}
