import {
  isAlphabetic,
  type Match,
  type UnitType,
  type UnitWord,
  type Vocabulary,
} from '../../vocabulary/index.ts';
import type { NormalText } from '../normalise.ts';

/** A unit that stands by itself, in a head, a heading or a column of units: "USD/kg", 万元/吨, "in RMB million". */
export interface UnitPhrase {
  readonly start: number;
  readonly end: number;
  readonly kind: 'price' | 'money' | 'mass' | 'percent';
  /** ISO 4217, or `$` where the text writes no more. */
  readonly currency?: string;
  readonly mass?: 't' | 'kg' | 'g' | 'lb';
  /** What a figure under it is to be multiplied with. */
  readonly factor: number;
}

/** What thousands in a unit start with: '000, 000, k. */
const NOUGHTS = "'01k";
const TEN_THOUSAND = /^10,?000(?![\d.,])/;
/** "(10,000 yuan/t)", "unit: RMB 10,000/t": elsewhere ten thousand is a figure. */
const opensUnit = (low: string, at: number): boolean => /[(:] ?$/.test(low.slice(Math.max(0, at - 2), at));

const OF = /(?:(?:of|de|di|en)(?![a-z])|d')/y;
const ASIDE = /\([^()\d]{1,16}\) ?/y;
const LOOSE = /[,(] ?/y;
const IN = /,? ?in /y;
const THOUSANDS = /(?:'?000s?|k)(?![\da-z])/y;

/** Where what a sticky pattern takes at a position ends. */
function endAt(pattern: RegExp, low: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(low) ? pattern.lastIndex : undefined;
}

/** Thousands or ten thousands that stand in a unit, and not at the end of a number: "9,000 yuan". */
function noughtsAt(low: string, i: number, start: number): { factor: number; end: number } | undefined {
  if (low[i] === '1') {
    const tenThousand = opensUnit(low, start) ? TEN_THOUSAND.exec(low.slice(i, i + 7)) : null;
    return tenThousand ? { factor: 1e4, end: i + tenThousand[0].length } : undefined;
  }
  const end = endAt(THOUSANDS, low, i);
  if (end === undefined || /[\d.,]/.test(low[i - 1] ?? '')) return undefined;
  return i === start || low[i] !== 'k' || low[i - 1] === '$' ? { factor: 1000, end } : undefined;
}

/** Reads the longest unit that starts at a position of a text, in any language. */
export function unitPhraseAt(
  normal: NormalText,
  at: number,
  end: number,
  vocabulary: Vocabulary,
): UnitPhrase | undefined {
  const { low, text } = normal;
  if (at > 0 && isAlphabetic(low.charCodeAt(at)) && isAlphabetic(low.charCodeAt(at - 1))) return undefined;
  // nearly nowhere a unit starts
  if (vocabulary.units.matchesAt(low, text, at).length === 0 && !NOUGHTS.includes(low[at]!)) return undefined;
  const word = (position: number, ...types: UnitType[]): Match<UnitWord> | undefined =>
    vocabulary.units
      .matchesAt(low, text, position)
      .find((match) => match.end <= end && types.includes(match.meaning.type));
  const skip = (position: number): number => {
    let i = position;
    while (i < end && i - position < 2 && low.charCodeAt(i) === 32) i++;
    return i;
  };

  let i = at;
  let factor = 1;
  const takeMultipliers = (): void => {
    for (let step = 0; step < 2; step++) {
      const noughts = NOUGHTS.includes(low[i]!) ? noughtsAt(low, i, at) : undefined;
      if (noughts) {
        factor *= noughts.factor;
        i = skip(noughts.end);
        continue;
      }
      const multiplier = word(i, 'multiplier');
      if (!multiplier) return;
      const isLetter = multiplier.end - multiplier.start === 1 && isAlphabetic(low.charCodeAt(i));
      // "M A$", and not the "m" of a word
      if (isLetter && i === at && !word(skip(multiplier.end), 'currencyBefore', 'currencyAfter')) return;
      factor *= multiplier.meaning.factor;
      i = skip(multiplier.end);
      i = skip(endAt(OF, low, i) ?? i);
    }
  };
  takeMultipliers();
  let currency = word(i, 'currencyBefore', 'currencyAfter');
  const perFirst = currency ? undefined : (perMassFirst(i) ?? undefined);
  if (perFirst) {
    currency = word(skip(perFirst.end), 'currencyBefore', 'currencyAfter');
    return currency ? price(at, currency.end, currency.meaning.code, perFirst.mass, factor) : undefined;
  }
  if (currency) {
    i = skip(currency.end);
    const before = i;
    takeMultipliers();
    const joined = low.slice(currency.end, i).trim() === '' ? i : before;
    let position = skip(Math.max(joined, i));
    // "yuan (RMB)/ton", "US$ (per kg)", "RMB, per ton"
    const second = word(position, 'currencyBefore', 'currencyAfter');
    if (second && second.meaning.code === currency.meaning.code) position = skip(second.end);
    const bracket = endAt(ASIDE, low, position);
    if (bracket !== undefined && bracket <= end && perMass(bracket)) position = bracket;
    const comma = endAt(LOOSE, low, position);
    const per = perMass(position) ?? (comma === undefined ? undefined : perMass(comma));
    if (per) return price(at, per.end, currency.meaning.code, per.mass, factor);
    return {
      start: at,
      end: Math.max(currency.end, factor > 1 ? trimEnd(i) : 0),
      kind: 'money',
      currency: currency.meaning.code,
      factor,
    };
  }
  const mass = word(i, 'mass');
  if (mass && isWholeWord(mass)) {
    const code = massOf(mass);
    const isTonne = code === 't';
    return {
      start: at,
      end: mass.end,
      kind: 'mass',
      mass: code,
      factor: factor * (isTonne ? mass.meaning.factor : 1),
    };
  }
  if (factor === 1) {
    const percent = word(i, 'percent');
    if (percent) return { start: at, end: percent.end, kind: 'percent', factor: 1 };
  }
  return undefined;

  function trimEnd(position: number): number {
    let e = position;
    while (e > at && low.charCodeAt(e - 1) === 32) e--;
    return e;
  }

  /** "/kg", "per tonne", 每吨, "当たりトン". */
  function perMass(position: number): { end: number; mass: Match<UnitWord> } | undefined {
    const per = word(position, 'per');
    if (!per) return undefined;
    const match = word(skip(per.end), 'mass');
    return match && isWholeWord(match) ? { end: match.end, mass: match } : undefined;
  }

  /** 每吨, トン当たり, "per kg in" before the currency. */
  function perMassFirst(position: number): { end: number; mass: Match<UnitWord> } | undefined {
    const direct = perMass(position);
    if (direct) {
      return { ...direct, end: endAt(IN, low, direct.end) ?? direct.end };
    }
    const match = word(position, 'mass');
    const after = match && /^ ?(?:当たり|あたり|当り|당)/.exec(low.slice(match.end, match.end + 5));
    return match && after ? { end: match.end + after[0].length, mass: match } : undefined;
  }

  /** A single letter such as t or g is a unit only where nothing glues to it. */
  function isWholeWord(match: Match<UnitWord>): boolean {
    return !(
      match.end - match.start === 1 &&
      /['.]/.test(low[match.end] ?? '') &&
      isAlphabetic(low.charCodeAt(match.end + 1))
    );
  }
}

function massOf(match: Match<UnitWord>): 't' | 'kg' | 'g' | 'lb' {
  const { code } = match.meaning;
  return code === 'kg' || code === 'g' || code === 'lb' ? code : 't';
}

function price(
  start: number,
  end: number,
  currency: string,
  mass: Match<UnitWord>,
  factor: number,
): UnitPhrase {
  const code = massOf(mass);
  return {
    start,
    end,
    kind: 'price',
    currency,
    mass: code,
    factor: code === 't' ? factor / mass.meaning.factor : factor,
  };
}

/** All units that a stretch of text names, without those that follow a figure. */
export function unitPhrases(
  normal: NormalText,
  start: number,
  end: number,
  vocabulary: Vocabulary,
): UnitPhrase[] {
  const found: UnitPhrase[] = [];
  let i = start;
  while (i < end) {
    const unit = unitPhraseAt(normal, i, end, vocabulary);
    if (!unit || unit.end <= i) {
      i++;
      continue;
    }
    let before = i - 1;
    while (before >= start && normal.low.charCodeAt(before) === 32) before--;
    const code = normal.low.charCodeAt(before);
    const isOfFigure =
      (before >= start && code >= 48 && code <= 57) ||
      (unit.kind === 'money' && SUM.test(normal.low.slice(unit.end, Math.min(end, unit.end + 6))));
    if (
      !isOfFigure &&
      !(
        unit.kind === 'mass' &&
        unit.end - unit.start < 2 &&
        !isBracketed(normal.low, unit) &&
        !(unit.start === start && unit.end === end)
      )
    )
      found.push(unit);
    i = unit.end;
  }
  return found;
}

/** A number behind a sign of money, unless it may be a year: "$140" is a sum, "USD 2025" names a column. */
const SUM = /^ ?(?!(?:19|20)\d\d(?!\d))\d/;

/** A lone "t" counts in brackets or at an end: "Exports (t)". */
function isBracketed(low: string, unit: UnitPhrase): boolean {
  return /[(,/:]/.test(low[unit.start - 1] ?? '(') || /[),]/.test(low[unit.end] ?? ')');
}
