import { isAlphabetic, type Vocabulary } from '../../vocabulary/index.ts';
import type { PageLanguage } from '../language.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import type { TextLine } from './lines.ts';

const SAMPLE = 3000;
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

/** A word of several languages tells little: each gets its share of this, which every small number divides. */
const VOTE = 2520;
/** By how much a language must lead the one of the page. */
const LEAST_LEAD = VOTE / 4;
/** Of so many lines the numbers are looked at. */
const SAMPLE_LINES = 400;

/**
 * Tells the languages of tables from their own labels, by the numbers of their first and last line: tables have no
 * small words to tell it by, and stand on pages of other languages. How numbers are written is told from the numbers.
 *
 * Each line is counted once, when it is first asked for.
 */
export function tableLanguages(
  normal: NormalText,
  lines: readonly TextLine[],
  vocabulary: Vocabulary,
  page: PageLanguage,
): (from: number, to: number) => PageLanguage {
  const counted: LineCount[] = [];
  const voted: (readonly number[])[] = [];
  const sampleOf = (line: TextLine): Span => ({
    start: line.start,
    end: Math.min(line.end, line.start + SAMPLE),
  });
  return (from, to) => {
    const sum = { han: 0, kana: 0, hangul: 0, letters: 0, comma: 0, point: 0 };
    const last = Math.min(to, from + SAMPLE_LINES - 1);
    const { start } = lines[from]!;
    for (let i = from; i <= last && lines[i]!.start - start < SAMPLE; i++) {
      const count = (counted[i] ??= countLine(normal, lines[i]!, sampleOf(lines[i]!)));
      for (const key of COUNTS) sum[key] += count[key];
    }
    const style = sum.comma === sum.point ? undefined : sum.comma > sum.point;
    const cjk = sum.han + sum.kana + sum.hangul;
    if (cjk * 3 > sum.letters && cjk > 0) {
      const own =
        sum.hangul > sum.han + sum.kana ? 'ko' : sum.kana * 12 > cjk ? 'ja' : page.cjk ? page.code : 'zh';
      return { code: own, cjk: true, decimalComma: style ?? false };
    }
    const votes = ALPHABETIC.map(() => 0);
    for (let i = from; i <= last && lines[i]!.start - start < SAMPLE; i++) {
      const ofLine = (voted[i] ??= votesOf(normal, sampleOf(lines[i]!), vocabulary));
      for (const [index, vote] of ofLine.entries()) votes[index]! += vote;
    }
    const votesFor = (language: string): number => votes[ALPHABETIC.indexOf(language)]!;
    // a language whose labels are not known is no better guess than English
    let code = ALPHABETIC.includes(page.code) ? page.code : 'en';
    for (const language of ALPHABETIC) if (votesFor(language) > votesFor(code) + LEAST_LEAD) code = language;
    const usual = code === page.code ? page.decimalComma : code !== 'en';
    return { code, cjk: false, decimalComma: style ?? usual };
  };
}

/** Characters of each script in a line, and how many of its numbers show a comma of decimals and how many a point. */
interface LineCount {
  han: number;
  kana: number;
  hangul: number;
  letters: number;
  comma: number;
  point: number;
}

const COUNTS = ['han', 'kana', 'hangul', 'letters', 'comma', 'point'] as const;

/**
 * "1.234.567", "12,5 %" and "1.620,5" show a decimal comma; "1,234,567", "12.5%" and "1,620.5" a point; other numbers
 * show neither.
 */
function countLine({ low, text }: NormalText, { cells }: TextLine, { start, end }: Span): LineCount {
  const count: LineCount = { han: 0, kana: 0, hangul: 0, letters: 0, comma: 0, point: 0 };
  for (let i = start; i < end; i++) {
    const code = low.charCodeAt(i);
    if (isAlphabetic(code)) count.letters++;
    else if (code >= 0x4e00 && code <= 0x9fff) count.han++;
    else if (code >= 0x3040 && code <= 0x30ff) count.kana++;
    else if (code >= 0xac00 && code <= 0xd7a3) count.hangul++;
  }
  for (const cell of cells)
    if (cell.start < end) voteOfMarks(text, cell.start, Math.min(cell.end, end), count);
  return count;
}

/** For each language the votes of the words of labels in a line. */
function votesOf({ low, text }: NormalText, { start, end }: Span, vocabulary: Vocabulary): number[] {
  const votes = ALPHABETIC.map(() => 0);
  for (let i = start; i < end; i++) {
    if (!isAlphabetic(low.charCodeAt(i)) || (i > 0 && isAlphabetic(low.charCodeAt(i - 1)))) continue;
    const languages = new Set<string>();
    for (const { meaning } of vocabulary.words.matchesAt(low, text, i))
      if (LABEL_TYPES.has(meaning.type)) languages.add(meaning.language);
    for (const { meaning } of vocabulary.heads.matchesAt(low, text, i)) languages.add(meaning.language);
    for (const [index, language] of ALPHABETIC.entries())
      if (languages.has(language)) votes[index]! += VOTE / languages.size;
  }
  return votes;
}

function voteOfMarks(
  text: string,
  start: number,
  end: number,
  votes: { comma: number; point: number },
): void {
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
