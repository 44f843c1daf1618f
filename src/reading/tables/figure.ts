import type { Vocabulary } from '../../vocabulary/index.ts';
import type { NormalText } from '../normalise.ts';
import { readNumeral } from '../numeral.ts';
import { alignEnds, roundDigits } from '../quantity.ts';
import { type UnitPhrase, unitPhraseAt } from './unit-phrase.ts';

/** A figure in a cell, with what is printed right beside it. */
export interface CellFigure {
  /** The whole of it, from sign to unit. */
  readonly start: number;
  readonly end: number;
  /** Where its digits are. */
  readonly numberStart: number;
  readonly numberEnd: number;
  /** Ends of a range, equal for one figure; with printed multipliers, without the factor of a unit. */
  readonly low: number;
  readonly high: number;
  readonly isRange: boolean;
  /** From a printed sign, arrow or word of direction. */
  readonly sign: -1 | 0 | 1;
  /** A black triangle that points up: a rise, except in Japanese accounts. */
  readonly hasTriangle: boolean;
  /** A triangle that points down. */
  readonly isDownTriangle: boolean;
  /** In round brackets of its own: in accounts a negative figure. */
  readonly isBracketed: boolean;
  readonly unit?: UnitPhrase;
  readonly hasMultiplier: boolean;
  readonly decimals: number;
}

const SPACE = 32;
const BAR = 124;
const LONGEST_GAP = 8;
const OPEN = 40;
const CLOSE = 41;
/** A figure may be broken over lines, its sign or bracket between bars of their own. */
const isGap = (code: number): boolean => code <= SPACE || code === BAR;
const skipSpace = (text: string, from: number, end: number): number => {
  let i = from;
  while (i < end && i - from < LONGEST_GAP && isGap(text.charCodeAt(i))) i++;
  return i;
};
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const JOINT = /(?: ?(?:[-~–]|至|到) ?| (?:to|bis|à|a) )/y;
const UP = '▲△↑⬆↗▴';
const DOWN = '▼▽↓⬇↘▾';
/** Signs around figures that say nothing here. */
const FILLER = "*'≈约";

/**
 * Reads a cell that holds nothing but figures with signs and units: `560,000-565,000`, `▲5,000 (+0.9%)`, `(1,204)`,
 * 上涨5000, `$ 1.35`. Nothing where anything else is in it.
 */
export function cellFigures(
  normal: NormalText,
  start: number,
  end: number,
  decimalComma: boolean,
  vocabulary: Vocabulary,
): CellFigure[] | undefined {
  const figures: CellFigure[] = [];
  let i = start;
  while (i < end) {
    const figure = figureAt(normal, i, end, decimalComma, vocabulary);
    if (!figure) return undefined;
    figures.push(figure);
    i = figure.end;
    // what is glued to a figure is part of something that is not understood
    if (i < end && !/[\s/,;|(]/.test(normal.text[i]!)) return undefined;
    while (i < end && /[\s/,;|]/.test(normal.text[i]!) && !isDigit(normal.text.charCodeAt(i))) i++;
    if (figures.length > 8) return undefined;
  }
  return figures.length > 0 ? figures : undefined;
}

/** Reads one figure from a position on, after spaces and signs. */
export function figureAt(
  normal: NormalText,
  from: number,
  end: number,
  decimalComma: boolean,
  vocabulary: Vocabulary,
): CellFigure | undefined {
  const { text, low, original, starts } = normal;
  let i = from;
  let sign: -1 | 0 | 1 = 0;
  let hasTriangle = false;
  let isDownTriangle = false;
  let brackets = 0;
  let currency: string | undefined;
  let first = -1;
  const mark = (): void => {
    if (first < 0) first = i;
  };
  // signs, brackets and currencies before the digits
  for (let step = 0; step < 24; step++) {
    if (i >= end) return undefined;
    const code = text.charCodeAt(i);
    if (isDigit(code)) break;
    const sign_ = original[starts[i]!]!;
    if (UP.includes(sign_) || DOWN.includes(sign_)) {
      mark();
      sign = UP.includes(sign_) ? 1 : -1;
      hasTriangle ||= sign_ === '▲' || sign_ === '△';
      isDownTriangle ||= sign_ === '▼' || sign_ === '▽';
      i++;
    } else if (isGap(code) || FILLER.includes(text[i]!)) i++;
    else if (code === OPEN && isNoteMark(text, i)) i = text.indexOf(')', i) + 1;
    else if (code === OPEN) {
      mark();
      brackets++;
      i++;
    } else if (code === 43 || code === 45 || code === 0xb1) {
      mark();
      if (sign === 0 || code === 45) sign = code === 43 ? 1 : code === 45 ? -1 : 0;
      i++;
    } else {
      const money = vocabulary.units
        .matchesAt(low, text, i)
        .find(({ meaning }) => meaning.type === 'currencyBefore');
      if (money) {
        mark();
        currency = money.meaning.code;
        i = money.end;
        continue;
      }
      const direction = directionAt(normal, i, vocabulary);
      if (!direction) return undefined;
      mark();
      sign = direction.sign;
      i = direction.end;
    }
  }
  const left = amountAt(normal, i, end, decimalComma, vocabulary);
  if (!left) return undefined;
  if (first < 0) first = i;
  const numberStart = i;
  let lowValue = left.value;
  let highValue = left.value;
  let isRange = false;
  let hasMultiplier = left.factor > 1;
  let { decimals } = left;
  i = left.end;
  let numberEnd = i;
  let unit = unitAfter(normal, i, end, currency, vocabulary);
  for (const joint of unit && unit.kind !== 'mass' ? [i, unit.end] : [i]) {
    const right = secondEnd(normal, joint, end, decimalComma, vocabulary);
    if (!right) continue;
    const ends = alignEnds(left, right, unit?.kind === 'percent');
    if (!ends) return undefined;
    [lowValue, highValue] = ends;
    isRange = true;
    hasMultiplier ||= right.factor > 1;
    decimals = Math.max(decimals, right.decimals);
    i = right.end;
    numberEnd = i;
    unit = unitAfter(normal, i, end, currency, vocabulary) ?? unit;
    break;
  }
  if (unit && unit.end > i) i = unit.end;
  let closed = 0;
  const opened = brackets;
  for (let step = 0; step < 6 && i < end; step++) {
    const code = text.charCodeAt(i);
    const mark_ = original[starts[i]!]!;
    if (code === CLOSE && brackets > 0) {
      brackets--;
      closed++;
      i++;
    } else if (isArrow(mark_) && !leadsFigure(normal, i + 1, end)) {
      if (sign === 0) sign = UP.includes(mark_) ? 1 : -1;
      i++;
    } else if (FILLER.includes(text[i]!)) i++;
    else if (isGap(code) && brackets > 0 && text.charCodeAt(skipSpace(text, i, end)) === CLOSE)
      i = skipSpace(text, i, end);
    else if (i === numberEnd && isEstimateMark(low, i, end, vocabulary)) i++;
    else if (code <= SPACE && isArrow(original[starts[i + 1] ?? -1]) && !leadsFigure(normal, i + 2, end)) i++;
    else if (code === 37 && unit === undefined) {
      unit = { start: i, end: i + 1, kind: 'percent', factor: 1 };
      i++;
    } else {
      const direction = opened === closed ? directionAt(normal, i, vocabulary) : undefined;
      if (!direction || sign !== 0 || leadsFigure(normal, direction.end, end)) break;
      sign = direction.sign;
      i = direction.end;
    }
  }
  if (isDigit(text.charCodeAt(i)) && i < end && i === numberEnd) return undefined;
  return {
    start: first,
    end: i,
    numberStart,
    numberEnd,
    low: lowValue,
    high: highValue,
    isRange,
    sign,
    hasTriangle,
    isDownTriangle,
    isBracketed: opened > 0 && closed === opened,
    ...(unit ? { unit } : currency ? { unit: moneyOf(currency, numberStart) } : {}),
    hasMultiplier,
    decimals,
  };
}

/** "(2)5,700,000": the number of a note, glued to a figure. */
function isNoteMark(text: string, at: number): boolean {
  NOTE_MARK.lastIndex = at;
  return NOTE_MARK.test(text);
}

const NOTE_MARK = /\(\d\)(?=\d[\d.,]{2})/y;

/** "45,000e": a letter glued to a figure that says that it is estimated or not final. */
const isEstimateMark = (low: string, at: number, end: number, { estimated }: Vocabulary): boolean =>
  /[a-z]/.test(low[at]!) && estimated.has(low[at]!) && (at + 1 >= end || !/[a-z\d]/.test(low[at + 1]!));

const isArrow = (sign: string | undefined): boolean =>
  sign !== undefined && (UP.includes(sign) || DOWN.includes(sign));

/** Whether a figure follows: then the sign before it is its own, and not of the figure before. */
const leadsFigure = ({ text }: NormalText, from: number, end: number): boolean => {
  const next = skipSpace(text, from, end);
  return next < end && isDigit(text.charCodeAt(next));
};

const moneyOf = (currency: string, at: number): UnitPhrase => ({
  start: at,
  end: at,
  kind: 'money',
  currency,
  factor: 1,
});

interface Amount {
  readonly value: number;
  readonly factor: number;
  readonly decimals: number;
  readonly end: number;
}

/** Digits with the multipliers after them: 55.5万, 2万6,205, 1.52 million. */
function amountAt(
  normal: NormalText,
  at: number,
  end: number,
  decimalComma: boolean,
  vocabulary: Vocabulary,
): Amount | undefined {
  const { text, low } = normal;
  const whole = readNumeral(text, at, decimalComma);
  // spaces and commas may part the thousands of one numeral, or this cell from the next
  const numeral =
    whole === undefined || whole.end > end ? readNumeral(text.slice(at, end), 0, decimalComma) : whole;
  if (!numeral) return undefined;
  let { value } = numeral;
  let i = numeral === whole ? whole.end : at + numeral.end;
  let factor = 1;
  for (let step = 0; step < 3; step++) {
    const next = low.charCodeAt(i) === SPACE ? i + 1 : i;
    if (next >= end) break;
    const matches = vocabulary.units.matchesAt(low, text, next);
    const word = matches.find(({ meaning }) => meaning.type === 'multiplier');
    if (!word || matches.some((other) => other.end > word.end && other.meaning.type === 'mass')) break;
    // a lone letter multiplies only where it is glued to the digits
    if (word.end - word.start === 1 && /[a-z]/.test(low[next]!) && next !== i) break;
    factor *= word.meaning.factor;
    value *= word.meaning.factor;
    i = word.end;
    const rest =
      word.meaning.factor === 1e4 && isDigit(text.charCodeAt(i))
        ? readNumeral(text, i, decimalComma)
        : undefined;
    if (rest && rest.decimals === 0 && rest.value < 1e4) {
      value += rest.value;
      i = rest.end;
    }
  }
  return i <= end ? { value: roundDigits(value), factor, decimals: numeral.decimals, end: i } : undefined;
}

function secondEnd(
  normal: NormalText,
  at: number,
  end: number,
  decimalComma: boolean,
  vocabulary: Vocabulary,
): Amount | undefined {
  JOINT.lastIndex = at;
  const joint = JOINT.exec(normal.low);
  if (!joint || / [-–]$/.test(joint[0])) return undefined;
  let i = at + joint[0].length;
  if (i >= end) return undefined;
  const money = vocabulary.units
    .matchesAt(normal.low, normal.text, i)
    .find(({ meaning }) => meaning.type === 'currencyBefore');
  if (money) i = normal.low.charCodeAt(money.end) === SPACE ? money.end + 1 : money.end;
  return amountAt(normal, i, end, decimalComma, vocabulary);
}

function unitAfter(
  normal: NormalText,
  at: number,
  end: number,
  currency: string | undefined,
  vocabulary: Vocabulary,
): UnitPhrase | undefined {
  const i = skipSpace(normal.low, at, end);
  if (i >= end) return undefined;
  const slash = normal.low.charCodeAt(i) === 47;
  if (currency && slash) {
    const mass = vocabulary.units
      .matchesAt(normal.low, normal.text, i + 1)
      .find((match) => match.meaning.type === 'mass' && match.end <= end);
    if (!mass) return undefined;
    const { code, factor } = mass.meaning;
    const isSmall = code === 'kg' || code === 'g' || code === 'lb';
    return {
      start: i,
      end: mass.end,
      kind: 'price',
      currency,
      mass: isSmall ? (code as 'kg') : 't',
      factor: isSmall ? 1 : 1 / factor,
    };
  }
  const unit = unitPhraseAt(normal, i, end, vocabulary);
  if (!unit || (unit.kind === 'money' && startsSum(normal.text, unit.end, end))) return undefined;
  return currency && unit.currency === undefined && unit.kind !== 'percent' ? undefined : unit;
}

/** "$53,553 $62,927": the second sign is of the second sum. */
function startsSum(text: string, at: number, end: number): boolean {
  SUM_BEHIND.lastIndex = at;
  return at < end && SUM_BEHIND.test(text);
}

const SUM_BEHIND = /[(-]?\d/y;

/** A word that says up or down: 涨, 跌, "up", "down". */
function directionAt(
  normal: NormalText,
  at: number,
  vocabulary: Vocabulary,
): { sign: -1 | 0 | 1; end: number } | undefined {
  const match = vocabulary.words
    .matchesAt(normal.low, normal.text, at)
    .find(({ meaning }) => meaning.type === 'direction');
  if (!match || match.meaning.value === 'flat') return undefined;
  return { sign: match.meaning.value === 'up' ? 1 : -1, end: match.end };
}
