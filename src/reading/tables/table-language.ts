import { isAlphabetic, type Vocabulary } from '../../vocabulary/index.ts';
import type { PageLanguage } from '../language.ts';
import type { NormalText } from '../normalise.ts';
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
 * Words and numbers of the document are counted once, when first asked for, and added up for each stretch from sums.
 */
export function tableLanguages(
  normal: NormalText,
  lines: readonly TextLine[],
  vocabulary: Vocabulary,
  page: PageLanguage,
): (from: number, to: number) => PageLanguage {
  let scripts: ScriptCounts | undefined;
  let words: WordVotes | undefined;
  let marks: MarkCounts | undefined;
  return (from, to) => {
    scripts ??= countScripts(normal.low);
    marks ??= countMarks(normal.text, lines);
    const { start } = lines[from]!;
    const end = Math.max(start, Math.min(lines[to]!.end, start + SAMPLE));
    const style = numberStyle(marks, from, Math.max(from, Math.min(to + 1, from + SAMPLE_LINES)));
    const count = (counts: Int32Array): number => counts[end]! - counts[start]!;
    const [han, kana, hangul] = [count(scripts.han), count(scripts.kana), count(scripts.hangul)];
    const letters = count(scripts.letters);
    const cjk = han + kana + hangul;
    if (cjk * 3 > letters && cjk > 0) {
      const own = hangul > han + kana ? 'ko' : kana * 12 > cjk ? 'ja' : page.cjk ? page.code : 'zh';
      return { code: own, cjk: true, decimalComma: style ?? false };
    }
    words ??= countWords(normal, vocabulary);
    const [first, last] = [firstFrom(words.at, start), firstFrom(words.at, end)];
    // a language whose labels are not known is no better guess than English
    let code = ALPHABETIC.includes(page.code) ? page.code : 'en';
    const votesFor = (language: string): number => {
      const sums = words!.sums[ALPHABETIC.indexOf(language)]!;
      return sums[last]! - sums[first]!;
    };
    for (const language of ALPHABETIC) if (votesFor(language) > votesFor(code) + LEAST_LEAD) code = language;
    const usual = code === page.code ? page.decimalComma : code !== 'en';
    return { code, cjk: false, decimalComma: style ?? usual };
  };
}

/** How many characters of each script stand before a position. */
interface ScriptCounts {
  readonly han: Int32Array;
  readonly kana: Int32Array;
  readonly hangul: Int32Array;
  readonly letters: Int32Array;
}

function countScripts(low: string): ScriptCounts {
  const size = low.length + 1;
  const [han, kana, hangul, letters] = [
    new Int32Array(size),
    new Int32Array(size),
    new Int32Array(size),
    new Int32Array(size),
  ];
  for (let i = 0; i < low.length; i++) {
    const code = low.charCodeAt(i);
    han[i + 1] = han[i]! + (code >= 0x4e00 && code <= 0x9fff ? 1 : 0);
    kana[i + 1] = kana[i]! + (code >= 0x3040 && code <= 0x30ff ? 1 : 0);
    hangul[i + 1] = hangul[i]! + (code >= 0xac00 && code <= 0xd7a3 ? 1 : 0);
    letters[i + 1] = letters[i]! + (isAlphabetic(code) ? 1 : 0);
  }
  return { han, kana, hangul, letters };
}

/** Where words of labels stand, and for each language the votes of those before each. */
interface WordVotes {
  readonly at: readonly number[];
  readonly sums: readonly (readonly number[])[];
}

function countWords({ low, text }: NormalText, vocabulary: Vocabulary): WordVotes {
  const at: number[] = [];
  const sums = ALPHABETIC.map(() => [0]);
  for (let i = 0; i < low.length; i++) {
    if (!isAlphabetic(low.charCodeAt(i)) || (i > 0 && isAlphabetic(low.charCodeAt(i - 1)))) continue;
    const languages = new Set<string>();
    for (const { meaning } of vocabulary.words.matchesAt(low, text, i))
      if (LABEL_TYPES.has(meaning.type)) languages.add(meaning.language);
    for (const { meaning } of vocabulary.heads.matchesAt(low, text, i)) languages.add(meaning.language);
    if (languages.size === 0) continue;
    at.push(i);
    ALPHABETIC.forEach((language, index) => {
      const list = sums[index]!;
      list.push(list.at(-1)! + (languages.has(language) ? VOTE / languages.size : 0));
    });
  }
  return { at, sums };
}

/** Index of the first place that is not before a position. */
function firstFrom(places: readonly number[], position: number): number {
  let from = 0;
  let to = places.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (places[middle]! < position) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** How many numbers of the lines before each line show a comma of decimals, and how many a point. */
interface MarkCounts {
  readonly comma: Int32Array;
  readonly point: Int32Array;
}

function countMarks(text: string, lines: readonly TextLine[]): MarkCounts {
  const comma = new Int32Array(lines.length + 1);
  const point = new Int32Array(lines.length + 1);
  lines.forEach(({ cells }, index) => {
    const votes = { comma: comma[index]!, point: point[index]! };
    for (const { start, end } of cells) voteOfMarks(text, start, end, votes);
    comma[index + 1] = votes.comma;
    point[index + 1] = votes.point;
  });
  return { comma, point };
}

/**
 * Whether the numbers of some lines have a decimal comma: true or false where they show it, nothing where they do
 * not. "1.234.567", "12,5 %" and "1.620,5" show a comma; "1,234,567", "12.5%" and "1,620.5" a point.
 */
function numberStyle(marks: MarkCounts, from: number, to: number): boolean | undefined {
  const comma = marks.comma[to]! - marks.comma[from]!;
  const point = marks.point[to]! - marks.point[from]!;
  return comma === point ? undefined : comma > point;
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
