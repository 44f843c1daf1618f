import { isAlphabetic, type Vocabulary } from '../../vocabulary/index.ts';
import type { PageLanguage } from '../language.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';

const SAMPLE = 3000;
/** By how many words a language must lead the one of the page. */
const LEAST_LEAD = 0.25;
const ALPHABETIC = ['en', 'de', 'fr', 'es', 'pt'];
/** Kinds of words that a table's labels and heads are made of. */
const LABEL_TYPES: ReadonlySet<string> = new Set([
  'element',
  'formAfter',
  'formBefore',
  'month',
  'place',
  'material',
  'metric',
  'flow',
  'total',
]);

/**
 * The language of one table, from its own labels: tables have no small words to tell it by, and stand on pages of
 * other languages. How numbers are written is told from the numbers.
 */
export function tableLanguage(
  normal: NormalText,
  start: number,
  end: number,
  vocabulary: Vocabulary,
  page: PageLanguage,
  cells: readonly Span[],
): PageLanguage {
  const { low, text } = normal;
  const to = Math.min(end, start + SAMPLE);
  let han = 0;
  let kana = 0;
  let hangul = 0;
  let letters = 0;
  const votes = new Map<string, number>();
  for (let i = start; i < to; i++) {
    const code = low.charCodeAt(i);
    if (code >= 0x3040 && code <= 0x30ff) kana++;
    else if (code >= 0x4e00 && code <= 0x9fff) han++;
    else if (code >= 0xac00 && code <= 0xd7a3) hangul++;
    else if (isAlphabetic(code)) {
      letters++;
      if (i > start && isAlphabetic(low.charCodeAt(i - 1))) continue;
      const languages = new Set<string>();
      for (const { meaning } of vocabulary.words.matchesAt(low, text, i))
        if (LABEL_TYPES.has(meaning.type)) languages.add(meaning.language);
      for (const { meaning } of vocabulary.heads.matchesAt(low, text, i)) languages.add(meaning.language);
      // a word of several languages tells little
      for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.size);
    }
  }
  const cjk = han + kana + hangul;
  const style = numberStyle(text, cells);
  if (cjk * 3 > letters && cjk > 0) {
    const own = hangul > han + kana ? 'ko' : kana * 12 > cjk ? 'ja' : page.cjk ? page.code : 'zh';
    return { code: own, cjk: true, decimalComma: style ?? false };
  }
  // a language whose labels are not known is no better guess than English
  let code = ALPHABETIC.includes(page.code) ? page.code : 'en';
  for (const language of ALPHABETIC)
    if ((votes.get(language) ?? 0) > (votes.get(code) ?? 0) + LEAST_LEAD) code = language;
  const usual = code === page.code ? page.decimalComma : code !== 'en';
  return { code, cjk: false, decimalComma: style ?? usual };
}

/**
 * Whether the numbers of a table have a decimal comma: true or false where they show it, nothing where they do not.
 * "1.234.567", "12,5 %" and "1.620,5" show a comma; "1,234,567", "12.5%" and "1,620.5" a point.
 */
export function numberStyle(text: string, cells: readonly Span[]): boolean | undefined {
  const votes = { comma: 0, point: 0 };
  for (const { start, end } of cells) countMarks(text, start, end, votes);
  return votes.comma === votes.point ? undefined : votes.comma > votes.point;
}

function countMarks(text: string, start: number, end: number, votes: { comma: number; point: number }): void {
  let i = start;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) {
      i++;
      continue;
    }
    const from = i;
    const marks: { sign: number; digits: number }[] = [];
    while (i < end && i - from < 40) {
      const c = text.charCodeAt(i);
      if (c >= 48 && c <= 57) {
        if (marks.length > 0) marks.at(-1)!.digits++;
        i++;
      } else if ((c === 44 || c === 46) && text.charCodeAt(i + 1) >= 48 && text.charCodeAt(i + 1) <= 57) {
        marks.push({ sign: c, digits: 0 });
        i++;
      } else break;
    }
    if (marks.length === 0 || marks.length > 3) continue;
    const last = marks.at(-1)!;
    const isMixed = marks.some(({ sign }) => sign !== last.sign);
    const isRepeated = marks.length > 1 && !isMixed;
    const isFraction = isMixed || (marks.length === 1 && last.digits !== 3);
    if (isFraction) last.sign === 44 ? votes.comma++ : votes.point++;
    else if (isRepeated && marks.every(({ digits }) => digits === 3))
      last.sign === 44 ? votes.point++ : votes.comma++;
  }
}
