import type { Vocabulary } from '../vocabulary/index.ts';
import { isAlphabetic } from '../vocabulary/index.ts';
import { type DateMention, isBareYear } from './dates.ts';
import { fractionAt } from './fraction.ts';
import type { PageLanguage } from './language.ts';
import type { NormalText } from './normalise.ts';
import { type Numeral, readNumeral } from './numeral.ts';
import type { UnitKind, UnitReader, UnitReading } from './units.ts';

/** A figure with its unit, or a range of two. Values are scaled: 1.916 billion is 1916000000. */
export interface Quantity {
  /** The whole of it, from currency sign to unit. */
  readonly start: number;
  readonly end: number;
  /** Where the digits are. */
  readonly numberStart: number;
  readonly numberEnd: number;
  /** Ends of the range; equal for one figure. */
  readonly low: number;
  readonly high: number;
  readonly kind: UnitKind;
  /** `CNY/t`, `t`, `kg`, `pct`, `pp`, `x`, `USD`, `count`; empty where the text has no unit. */
  readonly unit: string;
  readonly currency?: string;
  readonly mass?: string;
  /** Printed sign: -1 or 1; 0 where there is none. */
  readonly sign: -1 | 0 | 1;
  readonly perYear: boolean;
  /** Whether it is written in words. */
  readonly isWord: boolean;
  /** How the two figures of a movement are joined: this one and the next are "from A to B". */
  readonly fromOf?: 'from-to';
  /** Whether a multiplier such as million was printed with it. */
  readonly hasMultiplier: boolean;
  /** Digits after the decimal mark, as printed. */
  readonly decimals: number;
}

/** A run of digits that is no quantity, with the reason. */
export interface NonQuantity {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

export interface Scan {
  readonly quantities: readonly Quantity[];
  /** Years that stand alone; together with the dates already found. */
  readonly years: readonly DateMention[];
  readonly others: readonly NonQuantity[];
}

interface Amount {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly factor: number;
  readonly decimals: number;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isSpace = (code: number): boolean => code === 32;
const RANGE_DASH = /(?: ?[-~–] ?|至|到)/y;
const RANGE_WORD: Readonly<Record<string, RegExp>> = {
  en: / (?:to|and) /y,
  de: / (?:bis(?: zu)?|und) /y,
  fr: / (?:à|et) /y,
  es: / (?:a|y) /y,
  pt: / (?:a|e) /y,
  sv: / (?:till|och) /y,
  ru: / до /y,
  ja: / ?から ?/y,
  ko: /에서 ?/y,
  zh: /-/y,
};
const BETWEEN: Readonly<Record<string, RegExp>> = {
  en: /(?:between|ranging from|range of|ranges from|ranged from|range from) (?:about |around )?$/,
  de: /zwischen $/,
  fr: /entre $/,
  es: /entre $/,
  pt: /entre $/,
};
const FROM_BEFORE: Readonly<Record<string, RegExp>> = {
  en: /(?:from|of) (?:about |around |nearly |roughly |some |only |just )?$/,
  de: /von (?:rund |etwa |knapp )?$/,
  fr: /(?:de|d')(?:environ )? ?$/,
  es: /(?:de|desde) (?:los |las |unos )?$/,
  pt: /(?:de|dos|das) (?:cerca de )?$/,
  sv: /från (?:cirka )?$/,
  zh: /(?:从|由|自)[^\d,。]{0,14}$/,
  ja: /(?:从)$/,
  ru: /с $/,
};
const DIRECTION_WINDOW = 24;
const TICKER = /\d{4,6}\.(?:sz|sh|ss|hk|t|ks|to|ax|bj|kq|tw)\b/y;
/** What may stand before the second figure of a range. */
const SECOND_LEAD = /(?:about |around |约|(?:[a-z]{0,3}[$¥€£₹]|rmb|cny|usd|eur|aud|rs\.?|人民币) ?)?/y;

/**
 * Finds every figure of a stretch of text.
 *
 * @param dates what is already known to be a date: its digits are not figures
 */
export function scanQuantities(
  normal: NormalText,
  start: number,
  end: number,
  dates: readonly DateMention[],
  units: UnitReader,
  vocabulary: Vocabulary,
  page: PageLanguage,
): Scan {
  const scanner = new Scanner(normal, end, dates, page, units, vocabulary);
  scanner.run(start);
  return { quantities: scanner.quantities, years: scanner.years, others: scanner.others };
}

class Scanner {
  readonly quantities: Quantity[] = [];
  readonly years: DateMention[] = [];
  readonly others: NonQuantity[] = [];
  readonly #low: string;
  readonly #text: string;
  readonly #normal: NormalText;
  readonly #end: number;
  readonly #dates: readonly DateMention[];
  readonly #page: PageLanguage;
  readonly #units: UnitReader;
  readonly #vocabulary: Vocabulary;
  #start = 0;
  #limit = 0;

  constructor(
    normal: NormalText,
    end: number,
    dates: readonly DateMention[],
    page: PageLanguage,
    units: UnitReader,
    vocabulary: Vocabulary,
  ) {
    this.#vocabulary = vocabulary;
    this.#normal = normal;
    this.#low = normal.low;
    this.#text = normal.text;
    this.#end = end;
    this.#dates = dates;
    this.#page = page;
    this.#units = units;
  }

  run(start: number): void {
    let i = start;
    let nextDate = 0;
    this.#limit = start;
    this.#start = start;
    while (i < this.#end) {
      while (nextDate < this.#dates.length && this.#dates[nextDate]!.end <= i) nextDate++;
      const date = this.#dates[nextDate];
      if (date && date.start <= i) {
        i = date.end;
        this.#limit = i;
        continue;
      }
      const code = this.#low.charCodeAt(i);
      const next = isDigit(code) ? this.#numeralAt(i, date?.start ?? this.#end) : this.#wordAt(i, code);
      if (next > i) {
        i = next;
        this.#limit = i;
      } else i++;
    }
  }

  /** Reads what starts with the digit at `i` and returns where to go on. */
  #numeralAt(i: number, dateStart: number): number {
    const name = this.#nameAround(i);
    if (name) {
      this.others.push(name);
      return name.end;
    }
    const numeral = readNumeral(this.#text, i, this.#page.decimalComma);
    if (!numeral || numeral.end > Math.max(dateStart, i + 1)) {
      const end = this.#endOfDigits(i);
      this.others.push({ start: i, end, reason: 'several points or signs in one number' });
      return end;
    }
    const perMass = numeral.value === 1 ? this.#units.perMassAt(numeral.end) : undefined;
    if (perMass !== undefined) {
      this.others.push({ start: i, end: numeral.end, reason: 'part of a unit' });
      return numeral.end;
    }
    const left = this.#amountFrom(numeral);
    const signed = this.#signBefore(i).at;
    const before =
      (signed < i ? this.#units.before(signed, this.#limit) : undefined) ??
      this.#units.before(i, this.#limit);
    if (
      !before &&
      isBareYear(this.#low, i, numeral.end) &&
      left.factor === 1 &&
      !this.#units.after(left.end)
    ) {
      this.years.push({ start: i, end: numeral.end, grain: 'year', year: numeral.value });
      return numeral.end;
    }
    if (!before && this.#isFootnote(i, numeral)) {
      this.others.push({ start: i, end: numeral.end, reason: 'a footnote mark' });
      return numeral.end;
    }
    const range = this.#rangeAfter(left, before, dateStart);
    if (range === undefined) {
      const quantity = this.#quantity(
        i,
        left,
        undefined,
        before,
        this.#units.after(left.end, before?.currency),
      );
      this.quantities.push(quantity);
      return Math.max(quantity.end, left.end);
    }
    for (const quantity of range) this.quantities.push(quantity);
    return range.at(-1)!.end;
  }

  /** "awarding38" is parted, "N52", "Q3", "300224.SZ", "CO2" and "B2B" are names. */
  #nameAround(i: number): NonQuantity | undefined {
    const previous = this.#low.charCodeAt(i - 1);
    let end = this.#endOfDigits(i);
    if (i > this.#limit && (isAlphabetic(previous) || previous === 95)) {
      const isCurrency = this.#units.before(i, this.#limit) !== undefined;
      const isLongWord =
        isAlphabetic(this.#low.charCodeAt(i - 2)) && isAlphabetic(this.#low.charCodeAt(i - 3));
      if (!isCurrency && !isLongWord) {
        while (
          end < this.#end &&
          (isAlphabetic(this.#low.charCodeAt(end)) || isDigit(this.#low.charCodeAt(end)))
        )
          end++;
        return { start: i, end, reason: 'part of a name or formula' };
      }
    }
    // an attached run of letters that is no unit makes it a code: 35SH, 2N5, 300224.SZ
    const letter = this.#low.charCodeAt(end);
    if (
      isAlphabetic(letter) &&
      !this.#units.after(end) &&
      !this.#units.wordAt(end, 'multiplier', 'perYear')
    ) {
      let after = end;
      while (
        after < this.#end &&
        (isAlphabetic(this.#low.charCodeAt(after)) || isDigit(this.#low.charCodeAt(after)))
      )
        after++;
      if (after - end <= 4 && !/^(?:st|nd|rd|th|er|e|o)$/.test(this.#low.slice(end, after))) {
        return { start: i, end: after, reason: 'a grade, code or name' };
      }
      if (/^(?:st|nd|rd|th)$/.test(this.#low.slice(end, after)))
        return { start: i, end: after, reason: 'an ordinal number' };
    }
    TICKER.lastIndex = i;
    const code = TICKER.exec(this.#low);
    return code ? { start: i, end: i + code[0].length, reason: 'a stock code' } : undefined;
  }

  #endOfDigits(i: number): number {
    let end = i;
    while (end < this.#end && end - i < 60) {
      const code = this.#low.charCodeAt(end);
      if (isDigit(code)) end++;
      else if ((code === 46 || code === 44) && isDigit(this.#low.charCodeAt(end + 1))) end++;
      else break;
    }
    return end;
  }

  #isFootnote(i: number, numeral: Numeral): boolean {
    if (numeral.value > 99 || numeral.decimals > 0 || numeral.end - i > 2) return false;
    const isBracketed = this.#low[i - 1] === '[' && this.#low[numeral.end] === ']';
    const wasGlued = this.#normal.starts[i - 1] === this.#normal.ends[i - 1] && i > 0;
    const after = this.#low[numeral.end] ?? ' ';
    return (
      isBracketed ||
      (wasGlued &&
        /[.,;\s)]/.test(after) &&
        !this.#units.after(numeral.end) &&
        !this.#units.wordAt(numeral.end + 1, 'multiplier'))
    );
  }

  /** A numeral with the multipliers and further numerals that belong to it: 2万6,205; 7 thousand 280 crore. */
  #amountFrom(numeral: Numeral): Amount {
    let { value, end } = numeral;
    let factor = 1;
    let decimals = numeral.decimals;
    for (let step = 0; step < 4; step++) {
      const isHyphen = this.#low.charCodeAt(end) === 45 && isAlphabetic(this.#low.charCodeAt(end + 1));
      const at = isHyphen ? end + 1 : this.#skipSpace(end);
      const word = this.#units.wordAt(at, 'multiplier', 'mass', 'currencyAfter', 'points');
      if (word?.meaning.type !== 'multiplier' || !this.#isMultiplier(word.start, word.end, end)) break;
      const previous = factor;
      factor *= word.meaning.factor;
      value *= word.meaning.factor;
      end = word.end;
      if (word.meaning.factor >= 1e3 && decimals === 0) {
        const isCjk =
          word.meaning.factor === 1e4 || word.meaning.factor === 1e8 || word.meaning.factor === 1e12;
        const next = isCjk && this.#page.code !== 'ko' ? end : this.#skipSpace(end);
        const rest = isDigit(this.#low.charCodeAt(next))
          ? readNumeral(this.#text, next, this.#page.decimalComma)
          : undefined;
        if (rest && (isCjk || rest.decimals === 0) && rest.value < word.meaning.factor) {
          const further = this.#units.wordAt(this.#skipSpace(rest.end), 'multiplier');
          // Korean parts what belongs together: 22억 7,700만 달러, 5만 3,000톤, but not 5만 3개
          const isApart = isCjk && next > end;
          if (isApart && !(further && further.meaning.factor < word.meaning.factor) && rest.value < 100)
            break;
          if (isCjk) {
            const scale =
              further && further.meaning.factor < word.meaning.factor ? further.meaning.factor : 1;
            value += rest.value * scale;
            end = scale > 1 ? further!.end : rest.end;
            factor = previous;
          } else if (further && further.meaning.factor > word.meaning.factor) {
            value += rest.value;
            end = rest.end;
            factor = 1;
          }
        }
      }
      decimals = Math.max(0, decimals);
    }
    return {
      start: numeral.start,
      end,
      value: factor === 1 && value === numeral.value ? value : roundDigits(value),
      factor,
      decimals,
    };
  }

  /** "12m" and "3 B" multiply only when they stand with money; words and signs always do. */
  #isMultiplier(start: number, end: number, numeralEnd: number): boolean {
    if (end - start > 1 || !isAlphabetic(this.#low.charCodeAt(start))) return true;
    const letter = this.#low[start]!;
    const isAttached = start === numeralEnd;
    if (letter === 'k') return isAttached;
    const lookBack = this.#low.slice(Math.max(this.#limit, numeralEnd - 18), numeralEnd);
    return isAttached && /[$¥€£₹₩]|usd|cny|rmb|aud|eur|rs/.test(lookBack);
  }

  #skipSpace(i: number): number {
    return isSpace(this.#low.charCodeAt(i)) ? i + 1 : i;
  }

  /** The second end of a range or movement, as one quantity (range) or two (from, to). */
  #rangeAfter(left: Amount, before: UnitReading | undefined, dateStart: number): Quantity[] | undefined {
    const ownUnit = this.#units.after(left.end, before?.currency);
    const joints = ownUnit && ownUnit.kind !== 'count' ? [left.end, ownUnit.end] : [left.end];
    for (const at of joints) {
      const joint = this.#jointAt(at);
      if (!joint) continue;
      let numberStart = joint.end;
      SECOND_LEAD.lastIndex = numberStart;
      const skipped = SECOND_LEAD.exec(this.#low)![0];
      numberStart += skipped.length;
      if (!isDigit(this.#low.charCodeAt(numberStart)) || numberStart >= this.#end || numberStart >= dateStart)
        continue;
      const numeral = readNumeral(this.#text, numberStart, this.#page.decimalComma);
      if (!numeral || numeral.end > Math.max(dateStart, 0)) continue;
      const isOtherMoney =
        /[a-z$¥€币]/.test(skipped) && !/^(?:about|around|约)/.test(skipped) && !before && !ownUnit?.currency;
      if (isOtherMoney) continue;
      const right = this.#amountFrom(numeral);
      const rightUnit = this.#units.after(right.end, before?.currency);
      if (rightUnit === undefined && /[-/.]\d/.test(this.#low.slice(numeral.end, numeral.end + 2))) continue;
      const unit = rightUnit ?? (at === left.end ? undefined : ownUnit);
      if (ownUnit && rightUnit && !sameKind(ownUnit, rightUnit)) continue;
      if (joint.type === 'word') {
        const lead = this.#low.slice(
          Math.max(this.#limit - 30, left.start - DIRECTION_WINDOW, 0),
          before?.start ?? left.start,
        );
        const isBetween = BETWEEN[this.#page.code]?.test(lead) ?? false;
        const isAnd = /^ (?:and|et|y|e|och|und) $/.test(this.#low.slice(joint.start, joint.end));
        if (isAnd && !isBetween) {
          const shares =
            !ownUnit &&
            rightUnit &&
            at === left.end &&
            (rightUnit.kind === 'percent' || rightUnit.kind === 'price');
          if (!shares) continue;
          const unitOfLeft = { ...rightUnit, start: left.end, end: left.end };
          return [
            this.#quantity(left.start, left, undefined, before, unitOfLeft),
            this.#quantity(right.start, right, undefined, undefined, rightUnit),
          ];
        }
        if (!isBetween && this.#page.cjk) continue;
        if (!isBetween && FROM_BEFORE[this.#page.code]?.test(lead)) {
          return this.#movement(left, right, before, ownUnit ?? unit, rightUnit ?? unit, at);
        }
      } else if (
        joint.type === 'cjk' &&
        FROM_BEFORE.zh!.test(this.#low.slice(Math.max(0, left.start - 18), left.start))
      ) {
        return this.#movement(left, right, before, ownUnit ?? unit, rightUnit ?? unit, at);
      }
      const ends = alignEnds(left, right, unit?.kind === 'percent' || unit?.kind === 'points');
      if (!ends) continue;
      if (joint.type !== 'dash' && ends[0] / ends[1] < 0.3 && unit?.kind !== 'percent') continue;
      const start = left.start;
      const merged: Amount = {
        start,
        end: right.end,
        value: ends[0],
        factor: Math.max(left.factor, right.factor),
        decimals: Math.max(left.decimals, right.decimals),
      };
      return [this.#quantity(start, merged, ends[1], before, unit)];
    }
    return undefined;
  }

  #movement(
    left: Amount,
    right: Amount,
    before: UnitReading | undefined,
    leftUnit: UnitReading | undefined,
    rightUnit: UnitReading | undefined,
    leftEnd: number,
  ): Quantity[] | undefined {
    const isAlike = leftUnit === undefined || rightUnit === undefined || sameKind(leftUnit, rightUnit);
    if (!isAlike) return undefined;
    const ends =
      left.factor === 1 && right.factor > 1 && left.value < 1000
        ? [left.value * right.factor, right.value]
        : [left.value, right.value];
    const first = { ...left, value: ends[0]! };
    const unitOfFirst =
      leftUnit && leftUnit.end <= leftEnd
        ? leftUnit
        : leftUnit && { ...leftUnit, start: leftEnd, end: leftEnd };
    const from = {
      ...this.#quantity(left.start, first, undefined, before, unitOfFirst),
      fromOf: 'from-to' as const,
    };
    const secondBefore = before && { ...before, start: right.start };
    return [from, this.#quantity(right.start, right, undefined, secondBefore, rightUnit)];
  }

  #jointAt(at: number): { start: number; end: number; type: 'dash' | 'word' | 'cjk' } | undefined {
    RANGE_DASH.lastIndex = at;
    const dash = RANGE_DASH.exec(this.#low);
    if (dash) {
      const isSign = /^ [-]$/.test(dash[0]);
      const type = dash[0] === '至' || dash[0] === '到' ? 'cjk' : 'dash';
      if (!isSign) return { start: at, end: at + dash[0].length, type };
    }
    const pattern = RANGE_WORD[this.#page.code] ?? RANGE_WORD.en!;
    pattern.lastIndex = at;
    const word = pattern.exec(this.#low);
    return word ? { start: at, end: at + word[0].length, type: 'word' } : undefined;
  }

  #signBefore(i: number): { at: number; sign: -1 | 0 | 1 } {
    const sign = this.#low[i - 1];
    if (sign !== '+' && sign !== '-' && sign !== '±') return { at: i, sign: 0 };
    const previous = this.#low[i - 2] ?? ' ';
    if (sign === '-' && /[a-z\d%)]/.test(previous)) return { at: i, sign: 0 };
    return { at: i - 1, sign: sign === '-' ? -1 : 1 };
  }

  #quantity(
    numberStart: number,
    amount: Amount,
    high: number | undefined,
    before: UnitReading | undefined,
    after: UnitReading | undefined,
  ): Quantity {
    let unit = after ?? before;
    if (after?.kind === 'count' && before) unit = before;
    if (after?.kind === 'price' && after.currency === undefined && before?.currency)
      unit = { ...after, currency: before.currency };
    if (before?.kind === 'price' && (after === undefined || after.kind === 'money')) unit = before;
    if (unit?.kind === 'money') {
      const mass = this.#units.perMassBefore(before?.start ?? numberStart, this.#limit);
      if (mass) unit = { ...unit, kind: 'price', mass: mass.mass!, factor: mass.factor };
    }
    const end = after && unit !== before ? Math.max(after.end, amount.end) : amount.end;
    const { at, sign } = this.#signBefore(before && before.end <= numberStart ? before.start : numberStart);
    const inner = before ? this.#signBefore(numberStart) : { at, sign };
    const factor = unit?.factor ?? 1;
    const scale = (value: number): number => (factor === 1 ? value : roundDigits(value * factor));
    return {
      start: Math.min(at, inner.at, before?.start ?? numberStart),
      end,
      numberStart,
      numberEnd: amount.end,
      low: scale(amount.value),
      high: scale(high ?? amount.value),
      kind: unit?.kind ?? 'bare',
      unit: unitCode(unit),
      ...(unit?.currency ? { currency: unit.currency } : {}),
      ...(unit?.mass ? { mass: unit.mass } : {}),
      sign: sign !== 0 ? sign : inner.sign,
      perYear: unit?.perYear ?? false,
      isWord: false,
      hasMultiplier: amount.factor > 1,
      decimals: amount.decimals,
    };
  }

  /** Figures in words: "ninety percent", 三成, 百分之九十, "four times". */
  #wordAt(i: number, code: number): number {
    if (code < 128 && !isAlphabetic(code)) return i;
    if (code < 128 && i > 0 && isAlphabetic(this.#low.charCodeAt(i - 1))) return i;
    const first = this.#units.wordAt(i, 'percentBefore', 'number', 'part');
    if (!first) return i;
    const fraction = this.#page.cjk
      ? undefined
      : fractionAt(this.#low, i, this.#start, this.#units, this.#vocabulary);
    if (fraction) {
      const { end, value } = fraction;
      this.quantities.push(wordQuantity(i, i, end, end, value, 'percent', true));
      return end;
    }
    const before = first.meaning.type === 'part' ? this.#units.wordAt(i, 'percentBefore', 'number') : first;
    if (!before) return i;
    const isPercentBefore = before.meaning.type === 'percentBefore';
    const numberStart = isPercentBefore ? before.end : i;
    if (isPercentBefore && isDigit(this.#low.charCodeAt(numberStart))) {
      const numeral = readNumeral(this.#text, numberStart, this.#page.decimalComma);
      if (!numeral) return i;
      this.quantities.push(
        wordQuantity(i, numberStart, numeral.end, numeral.end, numeral.value, 'percent', false),
      );
      return numeral.end;
    }
    const cjk = readCjkNumber(this.#low, numberStart);
    const value =
      cjk && cjk.end > (isPercentBefore ? numberStart : before.end)
        ? cjk.value
        : isPercentBefore
          ? cjk?.value
          : before.meaning.factor;
    const end = cjk && (isPercentBefore || cjk.end >= before.end) ? cjk.end : before.end;
    if (value === undefined) return i;
    if (!isPercentBefore && !cjk) return this.#spelledAt(i, before.end, before.meaning.factor);
    if (isPercentBefore) {
      this.quantities.push(wordQuantity(i, numberStart, end, end, value, 'percent', true));
      return end;
    }
    return this.#spelledAt(i, end, value);
  }

  /** "-five" behind "seventy", "y cinco" behind "setenta". */
  #onesAt(end: number): { value: number; end: number } | undefined {
    const joint = ONES_JOINT.exec(this.#low.slice(end, end + 5));
    const ones = joint && this.#units.wordAt(end + joint[0].length, 'number');
    const value = ones?.meaning.factor;
    return ones && value !== undefined && value >= 1 && value < 10 ? { value, end: ones.end } : undefined;
  }

  /** A number in words with what it counts: "seventy-five percent", "two million tonnes". */
  #spelledAt(i: number, wordEnd: number, tens: number): number {
    // "one hundred-five": the end of a number that is not understood
    if (this.#low[i - 1] === '-' && isAlphabetic(this.#low.charCodeAt(i - 2))) return i;
    const ones = tens >= 20 && tens < 100 && tens % 10 === 0 ? this.#onesAt(wordEnd) : undefined;
    const value = tens + (ones?.value ?? 0);
    const end = ones?.end ?? wordEnd;
    const scale = this.#units.wordAt(this.#skipSpace(end), 'multiplier');
    if (scale && scale.end - scale.start > 2) {
      const amount: Amount = {
        start: i,
        end: scale.end,
        value: value * scale.meaning.factor,
        factor: scale.meaning.factor,
        decimals: 0,
      };
      const scaled = this.#units.after(scale.end);
      if (scaled?.kind !== 'mass' && scaled?.kind !== 'money' && scaled?.kind !== 'price') return i;
      this.quantities.push({ ...this.#quantity(i, amount, undefined, undefined, scaled), isWord: true });
      return scaled.end;
    }
    const unit = this.#units.after(end);
    if (!unit || (unit.kind !== 'percent' && unit.kind !== 'times' && unit.kind !== 'points')) return i;
    this.quantities.push(wordQuantity(i, i, end, unit.end, value * unit.factor, unit.kind, true));
    return unit.end;
  }
}

const ONES_JOINT = /^(?:-| (?:y |e )?|-et-| et )/;

function wordQuantity(
  start: number,
  numberStart: number,
  numberEnd: number,
  end: number,
  value: number,
  kind: UnitKind,
  isWord: boolean,
): Quantity {
  return {
    start,
    end,
    numberStart,
    numberEnd,
    low: value,
    high: value,
    kind,
    unit: kind === 'times' ? 'x' : kind === 'points' ? 'pp' : 'pct',
    sign: 0,
    perYear: false,
    isWord,
    hasMultiplier: false,
    decimals: 0,
  };
}

const CJK_DIGIT: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** Chinese numbers up to 99, with a decimal point: 九十, 三十五, 五点六. */
function readCjkNumber(low: string, start: number): { value: number; end: number } | undefined {
  let i = start;
  let value = 0;
  let digit: number | undefined;
  for (; i < low.length && i - start < 6; i++) {
    const character = low[i]!;
    const one = CJK_DIGIT[character];
    if (one !== undefined) digit = one;
    else if (character === '十') {
      value += (digit ?? 1) * 10;
      digit = undefined;
    } else if (character === '百' && digit !== undefined) {
      value += digit * 100;
      digit = undefined;
    } else if (character === '点' && CJK_DIGIT[low[i + 1] ?? ''] !== undefined) {
      const whole = value + (digit ?? 0);
      const fraction = CJK_DIGIT[low[i + 1]!]!;
      return { value: whole + fraction / 10, end: i + 2 };
    } else break;
  }
  return i > start ? { value: value + (digit ?? 0), end: i } : undefined;
}

/** Money and price differ; a percent and a tonne differ; a price and money of one currency are one figure's units. */
function sameKind(a: UnitReading, b: UnitReading): boolean {
  if (a.kind === b.kind)
    return a.currency === undefined || b.currency === undefined || a.currency === b.currency;
  return (a.kind === 'money' && b.kind === 'price') || (a.kind === 'price' && b.kind === 'money');
}

/** Both ends on one scale: 1.52-1.56 million, 26.6-269000, 193-1.95 million; nothing if they cannot be a range. */
export function alignEnds(
  left: Pick<Amount, 'value' | 'factor'>,
  right: Pick<Amount, 'value' | 'factor'>,
  isPercent: boolean,
): [number, number] | undefined {
  const low = left.value;
  const high = right.value;
  const fits = (a: number, b: number): boolean => a > 0 && a <= b && a / b >= 0.3;
  if (left.factor === 1 && right.factor > 1) {
    for (const factor of [right.factor, 1, 1e4, 1e3])
      if (fits(low * factor, high)) return [roundDigits(low * factor), high];
    return undefined;
  }
  if (left.factor > 1 && right.factor === 1) {
    for (const factor of [left.factor, 1, 1e4, 1e3])
      if (fits(low, high * factor)) return [low, roundDigits(high * factor)];
    return undefined;
  }
  if (isPercent || low === 0) return low <= high ? [low, high] : [high, low];
  if (low <= high && low / high >= 0.08) return [low, high];
  if (low < high) {
    for (const factor of [1e4, 1e3, 1e6])
      if (fits(low * factor, high)) return [roundDigits(low * factor), high];
    return undefined;
  }
  return high / low >= 0.7 ? [high, low] : undefined;
}

function unitCode(unit: UnitReading | undefined): string {
  if (!unit) return '';
  switch (unit.kind) {
    case 'price':
      return `${unit.currency ?? '?'}/${unit.mass ?? 't'}`;
    case 'money':
      return unit.currency ?? '?';
    case 'mass':
      return unit.mass ?? 't';
    case 'percent':
      return 'pct';
    case 'points':
      return 'pp';
    case 'times':
      return 'x';
    default:
      return unit.kind === 'count' ? 'count' : '';
  }
}

/** Takes away what binary fractions add: 1.916 * 1e9 is 1916000000. */
export function roundDigits(value: number): number {
  return Number.isSafeInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(12));
}
