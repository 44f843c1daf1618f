import type { Vocabulary } from '../vocabulary/index.ts';
import type { DateMention } from './dates.ts';
import type { PageLanguage } from './language.ts';
import type { ChangeBasis } from './observation.ts';
import type { Passage, PreparedText } from './passages.ts';
import { type Moment, momentOf, periodOf, shiftMonth, startOfPeriod } from './periods.ts';
import { isRuleOf, RULES } from './rules-of-trade.ts';

/** What the whole page says about each of its sentences. */
export interface PageContext {
  readonly language: PageLanguage;
  /** The page's own date, given or found near its top. */
  readonly published?: Moment;
  /** Whether it reports foreign trade. */
  readonly isTradePage: boolean;
  /** Whether it names rare earth magnets, so that its magnets are those. */
  readonly namesMagnets: boolean;
  /** The month that a trade page is about. */
  readonly topicMonth?: string;
  /** The material that it names most. */
  readonly mainMaterial?: string;
  /** The one material that its title names. */
  readonly titleMaterial?: string;
  /** The country that it names by far the most, where that is not China. */
  readonly mainPlace?: string;
  /** Last month of the year of accounts of the country that it is about, where no company is and it is not December. */
  readonly fiscalYearEnd?: number;
  /** The only country that it names. */
  readonly solePlace?: string;
  /** Whose customs report, where not said in the sentence. */
  readonly reporter?: string;
  /** The company that it is about, if there is one. */
  readonly mainOrg?: string;
  /** The period of accounts that it reports. */
  readonly accounts?: string;
  /** Whether it reports the accounts of one company. */
  readonly isCompanyPage: boolean;
  /** The flow that it names most. */
  readonly mainFlow?: 'export' | 'import';
  /** What prices are most often compared with on it. */
  readonly priceBasis?: ChangeBasis;
  /** The one currency that its prices are in, but for conversions in brackets. */
  readonly priceCurrency?: string;
  /** Amounts that sentences state in tonnes or kilograms. */
  readonly masses: ReadonlyMap<number, 't' | 'kg'>;
  /** What a bare "$" means. */
  readonly dollar: string;
  readonly vocabulary: Vocabulary;
}

const HEAD = 1500;
const SHORT_LINE = 110;
/** "2011-12-01 to present": the begin of a time, not the day of the page. */
const RANGE_CAME_BEFORE = /\d (?:to|until|till|bis|a|ate|hasta) $|(?:至|から|부터) ?$/;
const RANGE_GOES_ON = /^ (?:to|until|till|bis|jusqu'|hasta|ate) |^ ?(?:至|から|부터)/;

/** Reads what holds for a whole page from all its sentences. */
export function pageContext(prepared: PreparedText, vocabulary: Vocabulary, published?: string): PageContext {
  const { passages, language } = prepared;
  const moment = momentOf(published) ?? ownDate(prepared);
  const counts = countWords(passages, prepared.normal.low, vocabulary);
  const isTradePage =
    (counts.flows >= 2 || (counts.flows === 1 && counts.customs > 0)) && counts.flows * 2 > counts.prices;
  const topicMonth = isTradePage || counts.flows > 0 ? topicOf(prepared, moment, isTradePage) : undefined;
  const mainMaterial = mostCommon(counts.materials);
  const titleMaterial = titleMaterialOf(passages);
  const mainOrg = mainOf(counts.companies);
  const mainFlow = mostCommon(counts.byFlow);
  const reporter = reporterOf(counts.places, counts.homes);
  const mainPlace = mainPlaceOf(counts.places, vocabulary);
  const countries = [...counts.places.keys()].filter(
    (place) => place !== 'WORLD' && !vocabulary.continents.has(place),
  );
  const solePlace = countries.length === 1 ? countries[0] : undefined;
  const fiscalYearEnd = mainOrg ? undefined : fiscalYearEndOf(counts.places, vocabulary);
  const accounts = accountsOf(prepared, moment);
  const priceBasis = mostCommon(counts.bases) as ChangeBasis | undefined;
  const priceCurrency = currencyOf(prepared);
  return {
    language,
    isTradePage,
    isCompanyPage: mainOrg !== undefined && counts.metrics >= 2,
    ...(mainFlow ? { mainFlow: mainFlow as 'export' } : {}),
    namesMagnets: namesMagnets(counts.materials),
    vocabulary,
    masses: massesOf(passages),
    dollar: dollarOf(prepared, mainOrg, vocabulary),
    ...(moment ? { published: moment } : {}),
    ...(topicMonth ? { topicMonth } : {}),
    ...(mainMaterial ? { mainMaterial } : {}),
    ...(titleMaterial ? { titleMaterial } : {}),
    ...(mainOrg ? { mainOrg } : {}),
    ...(reporter ? { reporter } : {}),
    ...(solePlace ? { solePlace } : {}),
    ...(mainPlace ? { mainPlace } : {}),
    ...(fiscalYearEnd ? { fiscalYearEnd } : {}),
    ...(accounts ? { accounts } : {}),
    ...(priceBasis ? { priceBasis } : {}),
    ...(priceCurrency ? { priceCurrency } : {}),
  };
}

/** The currency of a page's prices where all are in one; what is said again in brackets does not count. */
function currencyOf({ passages, normal }: PreparedText): string | undefined {
  const found = new Set<string>();
  for (const { quantities } of passages)
    for (const { kind, currency, start } of quantities)
      if (kind === 'price' && currency && normal.low[start - 1] !== '(') found.add(currency);
  return found.size === 1 ? [...found][0] : undefined;
}

/** The material of the first short line, if it names just one. */
function titleMaterialOf([title]: readonly Passage[]): string | undefined {
  if (!title || title.end - title.start > SHORT_LINE) return undefined;
  const named = new Set(title.materials.map(({ code }) => code));
  return named.size === 1 ? [...named][0] : undefined;
}

/** Amounts in tonnes and kilograms, but for those that are too small to be known again. */
function massesOf(passages: readonly Passage[]): Map<number, 't' | 'kg'> {
  const masses = new Map<number, 't' | 'kg'>();
  for (const { quantities } of passages)
    for (const { kind, unit, low, high } of quantities)
      if (kind === 'mass' && low === high && low >= LEAST_KNOWN && (unit === 't' || unit === 'kg'))
        masses.set(low, unit);
  return masses;
}

const LEAST_KNOWN = 1000;

/** The first full date in a short line near the top. */
function ownDate({ passages, normal: { low } }: PreparedText): Moment | undefined {
  for (const passage of passages) {
    if (passage.start > HEAD) return undefined;
    const opensLine = passage.start === 0 || low[passage.start - 1] === '\n';
    if (!opensLine || passage.end - passage.start > SHORT_LINE) continue;
    const date = passage.dates.find(
      ({ grain, year, end }) =>
        grain === 'day' && year !== undefined && !RANGE_GOES_ON.test(low.slice(end, end + 12)),
    );
    if (date?.month !== undefined) return { year: date.year!, month: date.month, day: date.day! };
  }
  return undefined;
}

interface Counts {
  flows: number;
  customs: number;
  prices: number;
  metrics: number;
  readonly byFlow: Map<string, number>;
  readonly materials: Map<string, number>;
  readonly companies: Map<string, number>;
  readonly places: Map<string, number>;
  /** Homes of the agencies that it names. */
  readonly homes: Map<string, number>;
  readonly bases: Map<string, number>;
}

const count = (map: Map<string, number>, key: string): void => {
  map.set(key, (map.get(key) ?? 0) + 1);
};

/** "export controls", "contrôle des exportations": rules, no trade. */
function isAboutRules(words: Passage['words'], index: number, low: string): boolean {
  const own = words[index]!;
  const next = words.slice(index + 1, index + 4).find(({ start }) => start >= own.end);
  if (next?.meaning.type === 'flowGuard' && next.start - own.end <= 1) return true;
  const before = words.slice(Math.max(0, index - 4), index).findLast(({ end }) => end <= own.start);
  return before !== undefined && RULES.has(before.meaning.type) && isRuleOf(low.slice(before.end, own.start));
}

function countWords(passages: readonly Passage[], low: string, vocabulary: Vocabulary): Counts {
  const counts: Counts = {
    flows: 0,
    customs: 0,
    prices: 0,
    metrics: 0,
    byFlow: new Map(),
    materials: new Map(),
    companies: new Map(),
    places: new Map(),
    homes: new Map(),
    bases: new Map(),
  };
  for (const passage of passages) {
    const isPriced =
      passage.materials.length > 0 && !passage.words.some(({ meaning }) => meaning.type === 'flow');
    for (const [index, { meaning }] of passage.words.entries()) {
      if (meaning.type === 'flow') {
        if (isAboutRules(passage.words, index, low)) continue;
        counts.flows++;
        count(counts.byFlow, meaning.value);
      } else if (meaning.type === 'metric') counts.metrics++;
      else if (meaning.type === 'customs') counts.customs++;
      else if (meaning.type === 'place') count(counts.places, meaning.value);
      else if (meaning.type === 'basis' && isPriced && /^(?:dod|wow|mom)$/.test(meaning.value))
        count(counts.bases, meaning.value);
      else if (meaning.type === 'org') {
        const org = vocabulary.organisations.get(meaning.value);
        if (org?.kind === 'company') count(counts.companies, meaning.value);
        else if (org?.kind === 'agency' && org.place) count(counts.homes, org.place);
      }
    }
    for (const { code } of passage.materials) count(counts.materials, code);
    counts.prices += passage.quantities.filter(({ kind }) => kind === 'price').length;
  }
  return counts;
}

function mostCommon(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [key, number] of counts) if (best === undefined || number > counts.get(best)!) best = key;
  return best;
}

/** Magnets without a kind are of rare earths where the page is about rare earths at all. */
const namesMagnets = (materials: ReadonlyMap<string, number>): boolean =>
  materials.has('NdFeB-magnet') ||
  (materials.has('magnet-all') &&
    [...materials.keys()].some((code) => code !== 'magnet-all' && code !== 'ferrite-magnet'));

/** The only company of a page, or one named at least twice as often as any other. */
function mainOf(companies: ReadonlyMap<string, number>): string | undefined {
  const best = mostCommon(companies);
  if (best === undefined) return undefined;
  const others = [...companies].filter(([name]) => name !== best).map(([, number]) => number);
  return others.every((number) => number * 2 <= companies.get(best)!) ? best : undefined;
}

/** A country that is named at least twice as often as China and half as often again as any other. */
function mainPlaceOf(all: ReadonlyMap<string, number>, vocabulary: Vocabulary): string | undefined {
  const places = new Map([...all].filter(([place]) => !vocabulary.continents.has(place)));
  const best = mostCommon(places);
  if (best === undefined || best === 'CN' || best === 'WORLD') return undefined;
  const own = places.get(best)!;
  const isFirst = [...places].every(([place, number]) => place === best || number * 1.5 <= own);
  return isFirst && (places.get('CN') ?? 0) * 2 <= own ? best : undefined;
}

/** Of the country with such a year that is named most, twice at least and half as often as China. */
function fiscalYearEndOf(
  places: ReadonlyMap<string, number>,
  { fiscalYearEnds }: Vocabulary,
): number | undefined {
  const best = mostCommon(new Map([...places].filter(([place]) => fiscalYearEnds.has(place))));
  if (best === undefined) return undefined;
  const named = places.get(best)!;
  return named >= 2 && named * 2 >= (places.get('CN') ?? 0) ? fiscalYearEnds.get(best) : undefined;
}

/** China reports most of this trade: it is the reporter wherever it, or an agency of its, is named at all. */
function reporterOf(
  places: ReadonlyMap<string, number>,
  homes: ReadonlyMap<string, number>,
): string | undefined {
  return places.has('CN') || homes.has('CN') ? 'CN' : mostCommon(places);
}

/**
 * The month that a page about trade is about: the one before the page if it is named at all, else the first month of
 * a sentence about flows that is no comparison and not long before the page.
 */
function topicOf(
  { passages, normal }: Pick<PreparedText, 'passages' | 'normal'>,
  published: Moment | undefined,
  isTradePage: boolean,
): string | undefined {
  const before = published && shiftMonth(published.year, published.month, -1);
  const previous = before && `${before.year}-${String(before.month).padStart(2, '0')}`;
  let first: string | undefined;
  for (const passage of passages) {
    const hasFlow = passage.words.some(({ meaning }) => meaning.type === 'flow');
    for (const date of passage.dates) {
      if (date.grain !== 'month' || isEndOfRange(date, normal.low)) continue;
      const period = periodOf(date, published);
      if (!period) continue;
      if (period === previous && isTradePage) return period;
      if (!hasFlow || first !== undefined || isAfterFrom(passage, date.start)) continue;
      const age = published
        ? published.year * 12 +
          published.month -
          (Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)))
        : 0;
      if (age >= 0 && age <= 4) first = period;
    }
  }
  return first ?? (isTradePage ? previous : undefined);
}

/** "May 2024 to June 2025": a month that begins or ends a time. */
const isEndOfRange = ({ start, end }: DateMention, low: string): boolean =>
  RANGE_GOES_ON.test(low.slice(end, end + 12)) ||
  RANGE_CAME_BEFORE.test(low.slice(Math.max(0, start - 12), start));

const isAfterFrom = (passage: Passage, at: number): boolean =>
  passage.words.some(({ meaning, end }) => meaning.type === 'from' && end <= at && at - end < 8);

/** The period of accounts with the most support; headings that name results weigh more. */
function accountsOf(prepared: PreparedText, published: Moment | undefined): string | undefined {
  const { passages } = prepared;
  const weights = new Map<string, number>();
  const quarter = quarterInHeading(prepared);
  if (quarter) return quarter;
  passages.forEach((passage, index) => {
    const hasMetric = passage.words.some(({ meaning }) => meaning.type === 'metric');
    // what is expected is of another time than what is reported
    const isForeseen = passage.words.some(
      ({ meaning }) => meaning.type === 'kind' && meaning.value === 'forecast',
    );
    for (const date of passage.dates) {
      const isWhole = passage.dates.some(
        ({ relative, end }) => relative === 'whole year' && end <= date.start && date.start - end <= 2,
      );
      const isRun =
        date.grain === 'quarter' ||
        date.grain === 'half' ||
        date.grain === 'run' ||
        date.isFiscal ||
        (date.grain === 'year' && (hasMetric || isWhole));
      if (!isRun || isBracketed(passage, date, prepared)) continue;
      const period = periodOf(date, published);
      if (
        !period ||
        (published && startOfPeriod(period) > published.year * 10000 + published.month * 100 + 31)
      )
        continue;
      if (isForeseen && date.grain === 'year') continue;
      const weight = (hasMetric ? 2 : 0) + (index < 3 ? 3 : 0) + (date.grain === 'year' ? 0.5 : 1);
      weights.set(period, (weights.get(period) ?? 0) + weight);
    }
  });
  return mostCommon(weights);
}

const HEADING_LINES = 6;

/** "Quarterly report. For the period ended 30 June 2022": the quarter that a heading names by its last day. */
function quarterInHeading({ passages, normal }: PreparedText): string | undefined {
  const head = passages.slice(0, HEADING_LINES);
  const isQuarterly = head.some(({ start, end }) => /quarter|四半期|季度/.test(normal.low.slice(start, end)));
  if (!isQuarterly) return undefined;
  for (const { start, dates } of head) {
    for (const date of dates) {
      const isEnd = /(?:period|quarter) (?:ended|ending) (?:on )?$/.test(
        normal.low.slice(Math.max(start, date.start - 24), date.start),
      );
      if (isEnd && date.grain === 'day' && date.year && date.month! % 3 === 0)
        return `${date.year}-Q${date.month! / 3}`;
    }
  }
  return undefined;
}

/** "(June quarter: $171m)", "from $12m in the second quarter": a period that is compared with. */
function isBracketed(
  passage: Passage,
  date: { start: number; end: number },
  prepared: PreparedText,
): boolean {
  const { low } = prepared.normal;
  if (
    /^ ?[^()]{0,10}:/.test(low.slice(date.end, date.end + 12)) &&
    low.slice(passage.start, date.start).includes('(')
  )
    return true;
  return /(?:compared (?:with|to)|versus|vs\.?|against|than in|than) (?:the )?$/.test(
    low.slice(Math.max(passage.start, date.start - 20), date.start),
  );
}

/** What a company listed in Australia or Canada means by the bare sign in its own figures. */
function dollarOf(prepared: PreparedText, mainOrg: string | undefined, vocabulary: Vocabulary): string {
  const home = mainOrg ? vocabulary.organisations.get(mainOrg)?.place : undefined;
  if (home !== 'AU') return 'USD';
  // a page that never parts its dollars and never says where the company is listed may be written for Americans
  const currencies = new Set(
    prepared.passages.flatMap(({ quantities }) => quantities.map(({ currency }) => currency)),
  );
  return currencies.has('AUD') || currencies.has('USD') || /\basx\b/.test(prepared.normal.low)
    ? 'AUD'
    : 'USD';
}
