import type { Vocabulary, WordType } from '../../vocabulary/index.ts';
import type { DateMention } from '../dates.ts';
import { gradeIn } from '../grade.ts';
import type { PageLanguage } from '../language.ts';
import type { NormalText } from '../normalise.ts';
import { readPassage } from '../passages.ts';
import { sideOf } from '../prose/places.ts';
import type { Span } from '../sentences.ts';
import { createUnitReader, type UnitReader } from '../units.ts';
import { type CellFigure, cellFigures } from './figure.ts';
import { type UnitPhrase, unitPhrases } from './unit-phrase.ts';

/** What a cell is: nothing in it, a rule, "n/a", "unchanged", figures only, a unit only, a date only, or words. */
export type CellKind = 'empty' | 'rule' | 'nothing' | 'flat' | 'figures' | 'unit' | 'date' | 'text';

/** What the words of a cell or of a line around a table say. */
export interface Meaning {
  readonly kind: CellKind;
  /** Roles of the heads in it: `low`, `previous`, `change` ... */
  readonly roles: ReadonlySet<string>;
  readonly units: readonly UnitPhrase[];
  readonly dates: readonly DateMention[];
  readonly materials: readonly string[];
  /** Values of vocabulary words by their type. */
  readonly words: ReadonlyMap<WordType, readonly string[]>;
  /** Of places in it, those that goods go to or come from. */
  readonly sides?: ReadonlyMap<string, 'destination' | 'origin'>;
  readonly rhythm?: string;
  /** Grade of magnets: N52, 45SH. */
  readonly grade?: string;
  /** Whether it names a loss and no profit: "Net loss", not "Net profit/(loss)". */
  readonly isLoss?: boolean;
  /** Share of gold, 99.5% and the like, as printed. */
  readonly purity?: string;
  /** The words themselves, in lower case. */
  readonly text: string;
  /** Letters and digits that no word, date or unit explains. */
  readonly unexplained: number;
  readonly letters: number;
}

export interface Cell extends Span, Meaning {
  readonly figures: readonly CellFigure[];
}

/** Reads cells of one table; the same words are only looked up once. */
export interface CellReader {
  readonly language: PageLanguage;
  cell(span: Span): Cell;
  /** The cell of a figure that is read already. */
  figureCell(figure: CellFigure): Cell;
  meaning(span: Span): Meaning;
  /** What stands there, with its capitals. */
  printed(span: Span): string;
}

const NO_FIGURES: readonly CellFigure[] = [];
const PLAIN: Meaning = {
  kind: 'figures',
  roles: new Set(),
  units: [],
  dates: [],
  materials: [],
  words: new Map(),
  text: '',
  unexplained: 0,
  letters: 0,
};
const EMPTY: Meaning = { ...PLAIN, kind: 'empty' };
const RULE = /^[-=_:+|\s.·~]{2,}$/;
const LONGEST_CELL = 400;
/** A word that a mark is glued to is not shorter. */
const SHORTEST_MARKED = 5;
/** "RMB'000", "$000": a unit and no figure. */
const THOUSANDS = /^[^\d]*'?000s?$/;
const DATE_LIKE =
  /^\(?(?:(?:19|20)\d{2} ?[-/.年] ?\d{1,2}(?!\d)|\d{1,2}([-/.])\d{1,2}\1\d{2,4}|\d{1,2}\/\d{1,2}$|0\d-\d{2}$|20\d{6}$)|[年月]/;
const PURITY = /(?:^|[^\d.,])((?:≥|>=?|＞)? ?(?:9\d(?:[.,]\d{1,5})?) ?(?:%|pct)|[2-6]n5?(?![a-z\d]))/;

export function createCellReader(
  normal: NormalText,
  vocabulary: Vocabulary,
  language: PageLanguage,
): CellReader {
  const known = new Map<string, Meaning>();
  const units = createUnitReader(normal, vocabulary, language);

  const meaning = (span: Span): Meaning => {
    const end = Math.min(span.end, span.start + LONGEST_CELL);
    const key = normal.text.slice(span.start, end);
    const before = known.get(key);
    if (before) return before;
    const read = meaningOf(clipped(normal, end), span.start, end, units, vocabulary, language);
    const best = withoutMark(read, span.start, end);
    known.set(key, best);
    return best;
  };

  /** "Mine productione": the mark of an estimate, glued to the last word, is no letter of it. */
  const withoutMark = (read: Meaning, start: number, end: number): Meaning => {
    if (read.unexplained < SHORTEST_MARKED || !vocabulary.estimated.has(normal.low[end - 1]!)) return read;
    const other = meaningOf(clipped(normal, end - 1), start, end - 1, units, vocabulary, language);
    return other.unexplained + SHORTEST_MARKED <= read.unexplained ? other : read;
  };

  const cell = (span: Span): Cell => {
    const { start, end } = span;
    if (start >= end) return { ...EMPTY, start, end, figures: NO_FIGURES };
    const text = normal.low.slice(start, Math.min(end, start + LONGEST_CELL));
    if (vocabulary.nothing.has(text)) return { ...EMPTY, kind: 'nothing', start, end, figures: NO_FIGURES };
    if (vocabulary.unchanged.has(text)) return { ...EMPTY, kind: 'flat', start, end, figures: NO_FIGURES };
    if (RULE.test(text)) return { ...EMPTY, kind: 'rule', start, end, figures: NO_FIGURES };
    if (DATE_LIKE.test(text)) {
      const read = meaning(span);
      if (read.kind === 'date') return { ...read, start, end, figures: NO_FIGURES };
    }
    if (/\d/.test(text) && !THOUSANDS.test(text)) {
      const figures = cellFigures(normal, start, end, language.decimalComma, vocabulary);
      if (figures) return { ...PLAIN, start, end, figures: withArrowBefore(normal, figures) };
    }
    return { ...meaning(span), start, end, figures: NO_FIGURES };
  };
  const figureCell = (figure: CellFigure): Cell => {
    const { start, end } = figure;
    if (DATE_LIKE.test(normal.low.slice(start, end))) return cell(figure);
    return { ...PLAIN, start, end, figures: withArrowBefore(normal, [figure]) };
  };
  const printed = ({ start, end }: Span): string => normal.text.slice(start, end);
  return { language, cell, figureCell, meaning, printed };
}

/** A text that ends with a cell, so that no date or unit goes on into the next one. */
const clipped = (normal: NormalText, end: number): NormalText => ({
  ...normal,
  low: normal.low.slice(0, end),
  text: normal.text.slice(0, end),
});

const ARROWS: Readonly<Record<string, -1 | 1>> = { '▲': 1, '△': 1, '▼': -1, '▽': -1 };

/** The arrow that a gap between cells has swallowed: "560000 ▲5000". */
function withArrowBefore(normal: NormalText, figures: readonly CellFigure[]): readonly CellFigure[] {
  const first = figures[0]!;
  if (first.sign !== 0) return figures;
  for (let i = first.start - 1; i >= Math.max(0, first.start - 2) && normal.text[i] === ' '; i--) {
    const sign = ARROWS[normal.original[normal.starts[i]!]!];
    if (sign)
      return [{ ...first, sign, hasTriangle: sign === 1, isDownTriangle: sign === -1 }, ...figures.slice(1)];
  }
  return figures;
}

function meaningOf(
  normal: NormalText,
  start: number,
  end: number,
  unitReader: UnitReader,
  vocabulary: Vocabulary,
  language: PageLanguage,
): Meaning {
  const { low, text } = normal;
  const passage = readPassage(normal, start, end, unitReader, vocabulary, language);
  const covered = new Uint8Array(end - start);
  const cover = (from: number, to: number): void => {
    covered.fill(1, Math.max(0, from - start), Math.max(0, to - start));
  };
  const units = unitPhrases(normal, start, end, vocabulary);
  for (const unit of units) cover(unit.start, unit.end);
  const roles = new Set<string>();
  const purity = PURITY.exec(low.slice(start, end));
  const purityFrom = purity ? start + purity.index : -1;
  const purityTo = purity ? purityFrom + purity[0].length : -1;
  for (const { start: from, end: to, meaning } of longestWords(normal, start, end, vocabulary)) {
    // the "minimum" of "99.5% minimum" is no lowest price
    if (purity && to >= purityFrom - 2 && from <= purityTo + 2) continue;
    roles.add(meaning.role);
    cover(from, to);
  }
  const words = new Map<WordType, string[]>();
  const sides = new Map<string, 'destination' | 'origin'>();
  for (const word of passage.words) {
    cover(word.start, word.end);
    // the "US" of "US$ million" is no country
    if (word.meaning.type === 'place' && units.some((unit) => word.start < unit.end && word.end > unit.start))
      continue;
    const side = word.meaning.type === 'place' ? sideIn(low, start, end, word) : undefined;
    if (side) sides.set(word.meaning.value, side);
    const list = words.get(word.meaning.type);
    if (list) {
      if (!list.includes(word.meaning.value)) list.push(word.meaning.value);
    } else words.set(word.meaning.type, [word.meaning.value]);
  }
  // a lowest price in a head is no price floor
  if (roles.has('low')) words.delete('priceType');
  for (const material of passage.materials) cover(material.start, material.end);
  const marked = markedYear(low, start, end, vocabulary);
  const dates = marked ? [marked.date] : ownDates(passage.dates, low, start, end);
  if (marked?.isForeseen) words.set('kind', [...(words.get('kind') ?? []), 'forecast']);
  for (const date of dates) cover(date.start, date.end);
  if (!words.has('vat')) {
    const tax = taxWord(low.slice(start, end), vocabulary);
    if (tax) words.set('vat', [tax]);
  }
  let letters = 0;
  let unexplained = 0;
  for (let i = start; i < end; i++) {
    if (!/[\p{L}\p{N}]/u.test(low[i]!)) continue;
    letters++;
    if (!covered[i - start]) unexplained++;
  }
  const rhythm = firstRhythm(normal, start, end, vocabulary);
  const isLoss = namesLoss(normal, start, end, vocabulary);
  const base = {
    ...(isLoss ? { isLoss } : {}),
    ...gradeIn(text.slice(start, end), vocabulary),
    roles,
    units,
    dates,
    materials: passage.materials.map(({ code }) => code),
    words,
    text: low.slice(start, end),
    unexplained,
    letters,
    ...(purity ? { purity: text.slice(purityFrom, purityTo).replace(/^[^\d≥>]+/, '') } : {}),
    ...(rhythm ? { rhythm } : {}),
    ...(sides.size > 0 ? { sides } : {}),
  };
  // "USD/kg FOB" is a unit with its terms
  const terms = passage.words.filter(({ meaning }) => TERMS.has(meaning.type));
  return { kind: kindOf(base, low.slice(start, end), words, terms), ...base };
}

const sideIn = (low: string, start: number, end: number, word: Span): 'destination' | 'origin' | undefined =>
  sideOf(
    low.slice(Math.max(start, word.start - 16), word.start),
    low.slice(word.start, word.end),
    low.slice(word.end, Math.min(end, word.end + 8)),
  );

const TERMS: ReadonlySet<WordType> = new Set<WordType>(['priceBasis', 'vat', 'priceType']);

function kindOf(
  { units, dates, materials, letters, roles }: Omit<Meaning, 'kind'>,
  low: string,
  words: ReadonlyMap<WordType, readonly string[]>,
  terms: readonly Span[],
): CellKind {
  if (letters === 0) return roles.size > 0 ? 'text' : 'nothing';
  const explained = (spans: readonly Span[]): number =>
    spans.reduce((sum, span) => sum + (span.end - span.start), 0);
  const bare = low.replace(/[\s()[\]:.,]/g, '').length;
  if (units.length > 0 && materials.length === 0 && explained(units) + explained(terms) >= bare)
    return 'unit';
  if (dates.length > 0 && explained(dates) + (words.has('weekday') ? 12 : 0) >= bare) return 'date';
  const directions = words.get('direction');
  const isShort = low.length <= 24;
  if (
    isShort &&
    directions?.length === 1 &&
    directions[0] === 'flat' &&
    roles.size === 0 &&
    materials.length === 0
  )
    return 'flat';
  return 'text';
}

interface HeadMatch extends Span {
  readonly meaning: { readonly role: string };
}

/** Words of heads from left to right, the longest at each place; all roles of that length. */
function longestWords(normal: NormalText, start: number, end: number, vocabulary: Vocabulary): HeadMatch[] {
  const found: HeadMatch[] = [];
  let i = start;
  while (i < end) {
    const matches = vocabulary.heads
      .matchesAt(normal.low, normal.text, i)
      .filter((match) => match.end <= end);
    const longest = matches[0]?.end;
    if (longest === undefined || longest <= i) {
      i++;
      continue;
    }
    for (const match of matches) if (match.end === longest) found.push(match);
    i = longest;
  }
  return found;
}

/** "incl. 13 % VAT": the words of tax with the rate between them. */
function taxWord(low: string, vocabulary: Vocabulary): string | undefined {
  const without = low.replace(/\d{1,2} ?% ?/g, '');
  if (without.length === low.length) return undefined;
  for (let i = 0; i < without.length; i++) {
    const match = vocabulary.words
      .matchesAt(without, without, i)
      .find(({ meaning }) => meaning.type === 'vat');
    if (match) return match.meaning.value;
  }
  return undefined;
}

function namesLoss(normal: NormalText, start: number, end: number, vocabulary: Vocabulary): boolean {
  let hasLoss = false;
  for (let i = start; i < end; i++) {
    if (/[(/]/.test(normal.low[i]!)) return false;
    for (const { meaning, end: to } of vocabulary.words.matchesAt(normal.low, normal.text, i)) {
      if (to > end) continue;
      if (meaning.type === 'loss') hasLoss = true;
      else if (meaning.type === 'profit' && !/loss/.test(normal.low.slice(i, to))) return false;
    }
  }
  return hasLoss;
}

function firstRhythm(
  normal: NormalText,
  start: number,
  end: number,
  vocabulary: Vocabulary,
): string | undefined {
  for (let i = start; i < end; i++) {
    const match = vocabulary.rhythms.longestAt(normal.low, normal.text, i);
    if (match && match.end <= end) return match.meaning.role;
  }
  return undefined;
}

const MARKED_YEAR = /^(?:fy ?)?((?:19|20)\d{2}) ?[(/]?([^\d\s()/]{1,5}\/?)?\)?$/;

/** A year alone, also with a mark that it is estimated or forecast: 2023e, 2030F, 2025(est.). */
function markedYear(
  low: string,
  start: number,
  end: number,
  { estimated, foreseen }: Vocabulary,
): { date: DateMention; isForeseen: boolean } | undefined {
  const match = end - start <= MARKED_YEAR_MOST ? MARKED_YEAR.exec(low.slice(start, end)) : null;
  if (!match) return undefined;
  const mark = match[2];
  const isForeseen = mark !== undefined && foreseen.has(mark);
  if (mark !== undefined && !isForeseen && !estimated.has(mark)) return undefined;
  return { date: { start, end, grain: 'year', year: Number(match[1]) }, isForeseen };
}

const MARKED_YEAR_MOST = 14;
const SHORT_DATE = /^(\d{1,2})[-/](\d{1,2})$/;
const COMPACT_DATE = /^(20\d{2})(\d{2})(\d{2})$/;

/** Dates as cells write them besides: 09-22, 9/22, 20250922. */
function ownDates(
  dates: readonly DateMention[],
  low: string,
  start: number,
  end: number,
): readonly DateMention[] {
  if (dates.length > 0) return dates;
  const text = low.slice(start, end);
  const short = SHORT_DATE.exec(text);
  if (short) {
    const [a, b] = [Number(short[1]), Number(short[2])];
    if (a >= 1 && a <= 12 && b >= 1 && b <= 31) return [{ start, end, grain: 'day', month: a, day: b }];
    if (b >= 1 && b <= 12 && a >= 1 && a <= 31) return [{ start, end, grain: 'day', month: b, day: a }];
  }
  const compact = COMPACT_DATE.exec(text);
  if (compact) {
    const [year, month, day] = [Number(compact[1]), Number(compact[2]), Number(compact[3])];
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31)
      return [{ start, end, grain: 'day', year, month, day }];
  }
  return dates;
}
