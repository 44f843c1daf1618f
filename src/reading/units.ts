import type { Match, UnitType, UnitWord, Vocabulary } from '../vocabulary/index.ts';
import type { PageLanguage } from './language.ts';
import type { NormalText } from './normalise.ts';
import { speaks } from './words.ts';

/** What a figure is counted in. */
export type UnitKind = 'price' | 'money' | 'mass' | 'percent' | 'points' | 'times' | 'count' | 'bare';

/** A unit as printed beside a figure, or alone in a heading. */
export interface UnitReading {
  readonly start: number;
  readonly end: number;
  readonly kind: UnitKind;
  /** ISO 4217; `$` where the page writes no more. */
  readonly currency?: string;
  /** `t`, `kg`, `lb`. */
  readonly mass?: 't' | 'kg' | 'g' | 'lb';
  /** What the figure is to be multiplied with: 万元/吨 has 10,000, kt has 1,000. */
  readonly factor: number;
  /** Whether it is a yearly rate. */
  readonly perYear: boolean;
}

/** Reads units in one text. */
export interface UnitReader {
  /** All unit words of the given types at a position, longest first. */
  wordAt(position: number, ...types: UnitType[]): Match<UnitWord> | undefined;
  /** The unit that starts at a position, after a figure: "tonnes", "yuan/mt", "%", "/kg". */
  after(position: number, currencyBefore?: string): UnitReading | undefined;
  /** The currency or whole unit that ends right before a figure: "US$", "RMB ", "CNY/kg ". */
  before(position: number, limit: number): UnitReading | undefined;
  /** Where the "ton" of 1トン当たり stands at a position, its end. */
  perMassAt(position: number): number | undefined;
  /** Mass stated before the money: 每吨, トン当たり, 톤당. */
  perMassBefore(position: number, limit: number): UnitReading | undefined;
}

/** "1,500 tonnes a year earlier", "im Jahr 2022": a time, no yearly rate. */
const TIME_BEHIND =
  /^ ?(?:earlier|ago|before|prior|previous|on year|later|zuvor|davor|fruher|vorher|(?:19|20)\d\d(?!\d)|auparavant|plus tot|antes|atras|anterior|前|以前|전)/;
/** "10,000-tonne-a-year" */
const A_YEAR_JOINED = /-(?:a|per)-(?:year|annum)(?![a-z])/y;

/** Only attached to the figure, or with a currency, do single letters multiply. */
const isSpace = (code: number): boolean => code === 32 || code === 9;
const LOOK_BACK = 14;
/** What no currency and no unit before a figure ends with. */
const ENDS_NO_UNIT: ReadonlySet<number> = new Set(
  [...'0123456789 \t\n,-~(=+|%"'].map((sign) => sign.charCodeAt(0)),
);
/** The same price in another currency: 2,075 ($333.67) per kilogram. */
const ASIDE = /\([^()\n]{1,36}\) ?/y;
const OF = /(?:de |d'|of )/y;
const AFTER_FIGURE: readonly UnitType[] = [
  'percent',
  'points',
  'basisPoints',
  'tenths',
  'times',
  'currencyAfter',
  'mass',
  'per',
  'count',
];
const PER_AFTER = /^ ?(?:当たり|あたり|当り|당|につき)/;

export function createUnitReader(normal: NormalText, vocabulary: Vocabulary, page: PageLanguage): UnitReader {
  const { low, text } = normal;

  const wordOf = (position: number, types: readonly UnitType[]): Match<UnitWord> | undefined => {
    for (const match of vocabulary.units.matchesAt(low, text, position)) {
      if (types.includes(match.meaning.type) && speaks(page, match.meaning.language, isSmall(match.meaning)))
        return match;
    }
    return undefined;
  };

  const wordAt = (position: number, ...types: UnitType[]): Match<UnitWord> | undefined =>
    wordOf(position, types);

  const skipSpaces = (position: number, most = 2): number => {
    let i = position;
    while (i - position < most && isSpace(low.charCodeAt(i))) i++;
    return i;
  };

  /** "/ton", "per metric ton", "a tonne", 每吨, トン当たり after money. */
  const perMass = (position: number): (Match<UnitWord> & { readonly isApart: boolean }) | undefined => {
    let i = skipSpaces(position);
    ASIDE.lastIndex = i;
    const aside = low.charCodeAt(i) === 40 ? ASIDE.exec(low) : null;
    if (aside) i += aside[0].length;
    const per = wordAt(i, 'per');
    if (!per) return undefined;
    const mass = wordAt(skipSpaces(per.end), 'mass');
    if (!mass) return undefined;
    // "a t" with a stop after it is no price per tonne
    if (/[a-z]/.test(low[per.start]!) && mass.end - mass.start < 2) return undefined;
    return { ...mass, isApart: aside !== null && /\d/.test(aside[0]) };
  };

  const massReading = (start: number, mass: Match<UnitWord>): UnitReading => {
    const { code, factor } = mass.meaning;
    const isKilo = code === 'kg' || code === 'g' || code === 'lb';
    let end = mass.end;
    let perYear = code === 'tpa';
    const rate = wordAt(skipSpaces(end, 1), 'perYear');
    const isTime = rate !== undefined && TIME_BEHIND.test(low.slice(rate.end, rate.end + 14));
    if (rate && !isTime && !(rate.meaning.language === 'ja' && rate.end - rate.start === 1)) {
      perYear = true;
      end = rate.end;
    }
    A_YEAR_JOINED.lastIndex = end;
    const joined = A_YEAR_JOINED.exec(low);
    if (joined) {
      perYear = true;
      end += joined[0].length;
    }
    // "tonnes of REO per year" is met often
    return {
      start,
      end,
      kind: 'mass',
      mass: isKilo ? (code as 'kg' | 'g' | 'lb') : 't',
      factor: isKilo ? 1 : factor,
      perYear,
    };
  };

  const moneyReading = (start: number, end: number, currency: string | undefined): UnitReading => {
    const mass = perMass(end);
    if (!mass) {
      return { start, end, kind: 'money', factor: 1, perYear: false, ...(currency ? { currency } : {}) };
    }
    const price = priceReading(start, mass, currency);
    return mass.isApart ? { ...price, end } : price;
  };

  const priceReading = (start: number, mass: Match<UnitWord>, currency: string | undefined): UnitReading => {
    const { code, factor } = mass.meaning;
    const isKilo = code === 'kg' || code === 'g' || code === 'lb';
    return {
      start,
      end: mass.end,
      kind: 'price',
      mass: isKilo ? (code as 'kg' | 'g' | 'lb') : 't',
      factor: isKilo ? 1 : 1 / factor,
      perYear: false,
      ...(currency ? { currency } : {}),
    };
  };

  const simple = (match: Match<UnitWord>, kind: UnitKind): UnitReading => ({
    start: match.start,
    end: match.end,
    kind,
    factor: match.meaning.factor,
    perYear: false,
  });

  const after = (position: number, currencyBefore?: string): UnitReading | undefined => {
    let i = skipSpaces(position, 1);
    if (i === position && low.charCodeAt(i) === 45 && /[a-z]/.test(low[i + 1] ?? '')) i++;
    OF.lastIndex = i;
    const joined = OF.exec(low);
    if (joined && wordAt(i + joined[0].length, 'mass', 'currencyAfter')) i += joined[0].length;
    if (currencyBefore && low[i] === '(') {
      const price = moneyReading(position, position, currencyBefore);
      return price.kind === 'price' ? price : undefined;
    }
    const match = wordOf(i, AFTER_FIGURE);
    if (!match) return undefined;
    const { type, code } = match.meaning;
    switch (type) {
      case 'percent':
        return simple(match, 'percent');
      case 'tenths':
        return /[本品果立绩员为]/.test(low[match.end] ?? '') ? undefined : simple(match, 'percent');
      case 'points':
      case 'basisPoints':
        return simple(match, 'points');
      case 'times':
        return simple(match, 'times');
      case 'currencyAfter': {
        const currency =
          currencyBefore && code !== currencyBefore && currencyBefore !== '$' ? currencyBefore : code;
        return moneyReading(position, match.end, currency);
      }
      case 'mass': {
        if (currencyBefore) return undefined;
        return massReading(position, match);
      }
      case 'per': {
        const mass = wordAt(skipSpaces(match.end), 'mass');
        if (mass && (low[match.start] === '/' || mass.end - mass.start > 1)) {
          return priceReading(position, mass, currencyBefore);
        }
        const count = wordAt(i, 'count');
        return count ? simple(count, 'count') : undefined;
      }
      default:
        return simple(match, 'count');
    }
  };

  const before = (position: number, limit: number): UnitReading | undefined => {
    let at = position;
    while (at > limit && (isSpace(low.charCodeAt(at - 1)) || low[at - 1] === ':') && position - at < 2) at--;
    if (ENDS_NO_UNIT.has(low.charCodeAt(at - 1))) return undefined;
    const first = Math.max(limit, at - LOOK_BACK);
    for (let start = first; start < at; start++) {
      const match = vocabulary.units
        .matchesAt(low, text, start)
        .find(
          ({ end, meaning }) =>
            meaning.type === 'currencyBefore' || (meaning.type === 'currencyAfter' && low[end] === '/'),
        );
      if (!match) continue;
      if (match.meaning.type === 'currencyBefore' && match.end === at) {
        return { start, end: at, kind: 'money', currency: match.meaning.code, factor: 1, perYear: false };
      }
      const price = moneyReading(start, match.end, match.meaning.code);
      if (price.kind === 'price' && price.end === at) return price;
    }
    return undefined;
  };

  const perMassBefore = (position: number, limit: number): UnitReading | undefined => {
    for (let start = position - 1; start >= Math.max(limit, position - 16); start--) {
      const code = low.charCodeAt(start);
      if (code === 0x3002 || code === 59 || code === 10) return undefined;
      const mass = wordAt(start, 'mass');
      if (!mass || mass.end > position) continue;
      const isPerBefore = low[start - 1] === '每' || (low[start - 1] === '1' && low[start - 2] !== '1');
      const isPerAfter = PER_AFTER.test(low.slice(mass.end, mass.end + 4));
      const isOne = low[start - 1] === '1' && mass.end >= position - 1;
      // キロ1257ドル: the mass right before the money, with no amount of its own
      const isBare =
        page.code === 'ja' &&
        mass.end - mass.start > 1 &&
        !/[\d.千万億亿]/.test(low[start - 1] ?? ' ') &&
        /^[ =:約约]{0,2}$/.test(low.slice(mass.end, position));
      if (low[start - 1] === '每' || isPerAfter || isOne || isBare) {
        return priceReading(isPerBefore ? start - 1 : start, mass, undefined);
      }
    }
    return undefined;
  };

  const perMassAt = (position: number): number | undefined => {
    const mass = wordAt(skipSpaces(position, 1), 'mass');
    if (!mass) return undefined;
    // 1キログラム280ドル: the money follows at once
    const isMoneyNext = /[ぁ-んァ-ヶー]/.test(low[mass.end - 1]!) && /\d/.test(low[mass.end] ?? '');
    return isMoneyNext || PER_AFTER.test(low.slice(mass.end, mass.end + 4)) ? mass.end : undefined;
  };

  return { wordAt, after, before, perMassAt, perMassBefore };
}

/** Words of units that are ordinary words in other languages. */
function isSmall(unit: UnitWord): boolean {
  return (
    unit.type === 'per' ||
    unit.type === 'times' ||
    unit.type === 'number' ||
    unit.type === 'fraction' ||
    unit.type === 'outOf' ||
    unit.type === 'part' ||
    unit.type === 'count' ||
    unit.type === 'perYear' ||
    unit.type === 'yearBefore'
  );
}
