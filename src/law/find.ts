import type { Act } from '../facts/schemas/acts.ts';
import type { LawWords } from '../facts/schemas/law-words.ts';
import { firstDay, lastDay } from './days.ts';
import type { Happening } from './history.ts';

/** In which point a found act is not what was asked for. */
export interface Difference {
  readonly field: 'number' | 'year' | 'date' | 'issuer' | 'place' | 'percent' | 'code';
  readonly asked: string;
  /** What the act has there; empty where it has nothing of the kind. */
  readonly has: string;
}

/** An act that may be meant, best first. */
export interface Found {
  readonly act: string;
  readonly title: string;
  readonly score: number;
  /**
   * `named`: number, code or name are the act's own and nothing differs. `described`: date and place or issuer are its own
   * and nothing differs. `near`: the nearest by words or by part of its number; `differs` says what does not fit.
   */
  readonly match: 'named' | 'described' | 'near';
  /** Other clauses of the same instrument that fit as well: Announcement 18 has a record for each element. */
  readonly clauses: readonly string[];
  readonly matched: readonly string[];
  readonly differs: readonly Difference[];
  /** A wrong statement about the act that circulates and is close to the query, with what is so. */
  readonly misreported?: {
    readonly claim: string;
    readonly truth: string;
    readonly instead?: string | undefined;
  };
}

/** What a query says, once read. */
interface Asked {
  readonly text: string;
  readonly numbers: readonly string[];
  readonly codes: readonly string[];
  readonly years: readonly string[];
  readonly dates: readonly string[];
  readonly percents: readonly string[];
  readonly issuers: readonly string[];
  readonly places: readonly string[];
  readonly tokens: readonly string[];
}

interface Entry {
  readonly act: Act;
  readonly names: readonly string[];
  readonly codes: ReadonlySet<string>;
  readonly percents: ReadonlySet<string>;
  readonly dates: readonly (readonly [string, string])[];
  readonly strong: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
}

const MAX_QUERY = 2000;
const CJK = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Finds acts by number, year, issuer, date, code, share or words, in any of the languages that the acts carry. */
export function createFinder(
  acts: readonly Act[],
  happenings: ReadonlyMap<string, readonly Happening[]>,
  words: LawWords,
): (query: string, limit?: number) => readonly Found[] {
  const stop = new Set(words.stopwords.map((w) => w.toLowerCase()));
  const entries = acts.map((act) => indexed(act, happenings.get(act.id) ?? [], stop));
  const rarity = new Map<string, number>();
  for (const entry of entries) {
    for (const token of new Set([...entry.strong, ...entry.weak]))
      rarity.set(token, (rarity.get(token) ?? 0) + 1);
  }
  const weight = (token: string) => Math.log(1 + entries.length / (rarity.get(token) ?? entries.length));

  return (query, limit = 5) => {
    const asked = readQuery(query.slice(0, MAX_QUERY), words, stop);
    const found = entries
      .map((entry) => compare(entry, asked, weight))
      .filter((candidate) => candidate.score > 0)
      .sort((a, b) => b.score - a.score || (a.act < b.act ? -1 : 1));
    return byInstrument(found, acts).slice(0, limit);
  };
}

/** Puts clauses of one instrument that fit equally well into one candidate. */
function byInstrument(found: readonly Found[], acts: readonly Act[]): readonly Found[] {
  const numbers = new Map(acts.map((act) => [act.id, act.number]));
  const groups = new Map<string, Found>();
  for (const candidate of found) {
    const number = numbers.get(candidate.act);
    const key = number ? `${number.series} ${number.no} ${number.year} ${candidate.score}` : candidate.act;
    const group = groups.get(key);
    if (group) groups.set(key, { ...group, clauses: [...group.clauses, candidate.act] });
    else groups.set(key, candidate);
  }
  return [...groups.values()];
}

function indexed(act: Act, happenings: readonly Happening[], stop: ReadonlySet<string>): Entry {
  const names = [...act.names.en, ...act.names.zh, ...act.names.ja].map(normal);
  const codes = [
    ...act.scope.codes,
    ...act.scope.items.flatMap((item) => item.code ?? []),
    ...act.scope.hs,
    ...(act.number ? [act.number.no] : []),
    ...names.flatMap((name) => name.match(CODE) ?? []),
  ];
  const text = [act.title, ...names].join(' ');
  const rest = [act.summary, act.legal_effect, ...act.scope.goods, ...act.scope.items.map((i) => i.text)];
  const percents = [...text.matchAll(PERCENT), ...rest.join(' ').matchAll(PERCENT)].map((m) => m[1]!);
  for (const threshold of act.scope.thresholds) {
    if (threshold.unit === 'pct') {
      for (const value of [threshold.min, threshold.max, threshold.above]) {
        if (value !== undefined) percents.push(String(value));
      }
    }
  }
  for (const rule of act.rules)
    if (rule.type === 'duty') percents.push(...rule.steps.map((s) => String(s.rate_pct)));
  return {
    act,
    names,
    codes: new Set(codes.map(bare)),
    percents: new Set(percents),
    dates: happenings.flatMap((h) =>
      h.from === 'unknown' ? [] : [[firstDay(h.from), lastDay(h.from)] as const],
    ),
    strong: new Set(tokensOf(text, stop)),
    weak: new Set(tokensOf(rest.join(' '), stop)),
  };
}

const PERCENT = /(\d{1,3}(?:\.\d{1,3})?) ?(?:%|percent|per cent|个百分点)/g;
/** Control-list codes, tariff numbers, clause numbers, Federal Register pages, regulation numbers. */
const CODE =
  /\b\d[a-z]\d{3}\b|\b\d{2,4}(?:\.\d{2,4}){1,3}(?:-\d{4})?\b|\b\d{2,3} fr \d{3,6}\b|\b20\d{2}\/\d{2,4}\b/g;
const ACT_WORD =
  '(?:\\b(?:no|nos|number|announcements?|notices?|orders?|proclamations?|circulars?|bekanntmachung|anuncio|annonce)\\.? ?#?|第|№ ?)';
const NUMBERED = new RegExp(`${ACT_WORD}(\\d{1,5})(?!\\d|[%.]\\d)`, 'g');
const SLASHED = /(?<![\d/])(\d{1,3})\/(20\d{2})(?![\d/])/g;

const normal = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'");
const bare = (code: string) => normal(code).replace(/[^\p{L}\d/-]/gu, '');

function tokensOf(text: string, stop: ReadonlySet<string>): string[] {
  const tokens: string[] = [];
  for (const [run] of normal(text).matchAll(
    /[\u3040-\u30ff\u3400-\u9fff]+|[\p{L}\d]+(?:[.'/-][\p{L}\d]+)*/gu,
  )) {
    if (CJK.test(run)) {
      for (let i = 0; i + 1 < run.length; i++) tokens.push(run.slice(i, i + 2));
    } else if (run.length > 1 && !stop.has(run)) tokens.push(stem(run.replace(/'s$/, '')));
  }
  return tokens;
}

/** Takes off the commonest English endings, enough to bring `controls` and `control` together. */
function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 6 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 5 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

function readQuery(query: string, words: LawWords, stop: ReadonlySet<string>): Asked {
  const text = normal(query);
  const numbers = [...text.matchAll(NUMBERED)].map((m) => m[1]!);
  const dates = datesIn(text, words);
  const years = new Set([...text.matchAll(/(?<!\d)(20[0-3]\d)(?!\d)/g)].map((m) => m[1]!));
  for (const [, no, year] of text.matchAll(SLASHED)) {
    numbers.push(no!);
    years.add(year!);
  }
  const codes = [...(text.match(CODE) ?? []), ...(text.match(/\b[a-z]\.?\d{3,5}\b/g) ?? [])].map(bare);
  return {
    text,
    numbers: [...new Set(numbers)],
    codes,
    years: [...years],
    dates,
    percents: [...text.matchAll(PERCENT)].map((m) => m[1]!),
    issuers: named(text, words.issuers),
    places: named(text, words.places),
    tokens: [...new Set(tokensOf(query, stop))],
  };
}

function named(text: string, synonyms: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(synonyms)
    .filter(([, forms]) => forms.some((form) => holdsWord(text, normal(form))))
    .map(([key]) => key);
}

/** Whether a phrase stands in the text as words of its own (scripts without spaces: anywhere). */
function holdsWord(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (CJK.test(phrase)) return true;
    const before = text[at - 1] ?? ' ';
    const after = text[at + phrase.length] ?? ' ';
    if (!/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)) return true;
  }
  return false;
}

/** "Announcement 18 of April 2025": the number is the act's and no day. */
const NUMBER_OF_ACT = new RegExp(`${ACT_WORD}\\d{1,5},?(?: of| de| from| vom)? $`);
const NUMBER_REACH = 32;

/** Dates in a query: ISO, 2025年10月9日, October 9, 2025, 9 October 2025, October 2025, April. */
function datesIn(text: string, words: LawWords): string[] {
  const found: string[] = [];
  const pad = (n: string) => n.padStart(2, '0');
  for (const [, y, m, d] of text.matchAll(
    /(?<!\d)(20\d{2}) ?[-年./] ?(\d{1,2})(?: ?[-月./] ?(\d{1,2})?)?/g,
  )) {
    if (Number(m) >= 1 && Number(m) <= 12)
      found.push(`${y}-${pad(m!)}${d && Number(d) <= 31 ? `-${pad(d)}` : ''}`);
  }
  const months = Object.entries(words.months).flatMap(([n, names]) =>
    names.map((name) => [normal(name), n] as const),
  );
  for (const [name, n] of months) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (/\p{L}/u.test(text[at - 1] ?? ' ') || /\p{L}/u.test(text[at + name.length] ?? ' ')) continue;
      const after = text.slice(at + name.length, at + name.length + 20);
      const before = text.slice(Math.max(0, at - NUMBER_REACH), at);
      const day =
        /^\.? (\d{1,2})(?:st|nd|rd|th)?(?!\d)/.exec(after)?.[1] ??
        /(\d{1,2})(?:st|nd|rd|th|\.)?(?: of| de)? $/.exec(NUMBER_OF_ACT.test(before) ? '' : before)?.[1];
      const year = /(20\d{2})/.exec(after)?.[1];
      if (year) found.push(`${year}-${pad(n)}${day && Number(day) <= 31 ? `-${pad(day)}` : ''}`);
    }
  }
  return [...new Set(found)];
}

function compare(entry: Entry, asked: Asked, weight: (token: string) => number): Found {
  const { act } = entry;
  const matched: string[] = [];
  const differs: Difference[] = [];
  let score = 0;
  let identified = false;
  const gain = (points: number, what: string) => {
    score += points;
    matched.push(what);
  };

  const no = act.number?.no;
  if (asked.numbers.length > 0) {
    if (no !== undefined && asked.numbers.includes(no)) {
      identified = true;
      gain(6, `number ${no}`);
    } else {
      differs.push({ field: 'number', asked: asked.numbers.join(', '), has: no ?? '' });
      score -= 2;
    }
  }
  const codes = asked.codes.filter((code) =>
    [...entry.codes].some((own) => own === code || (code.length > 4 && own.startsWith(code))),
  );
  for (const code of codes) gain(5, `code ${code}`);
  if (codes.length > 0) identified = true;

  const name = entry.names.filter((n) => holdsWord(asked.text, n)).sort((a, b) => b.length - a.length)[0];
  if (name) {
    identified = true;
    gain(4 + Math.min(4, name.length / 12), `name "${name}"`);
  }

  if (asked.years.length > 0) {
    const years = new Set(entry.dates.map(([from]) => from.slice(0, 4)));
    if (act.number?.year) years.add(String(act.number.year));
    if (asked.years.some((year) => years.has(year)))
      gain(1, `year ${asked.years.find((year) => years.has(year))}`);
    else if (years.size > 0) {
      differs.push({ field: 'year', asked: asked.years.join(', '), has: [...years].sort().join(', ') });
      score -= 2;
    }
  }
  for (const date of asked.dates) {
    if (entry.dates.some(([from, to]) => from <= lastDay(date) && to >= firstDay(date))) {
      gain(date.length === 10 ? 4 : 2, `date ${date}`);
    } else differs.push({ field: 'date', asked: date, has: entry.dates.map(([from]) => from).join(', ') });
  }
  for (const percent of asked.percents) {
    if (entry.percents.has(percent)) gain(1.5, `${percent}%`);
    else
      differs.push({
        field: 'percent',
        asked: `${percent}%`,
        has: [...entry.percents].map((p) => `${p}%`).join(', '),
      });
  }
  if (asked.places.length > 0) {
    const shared = asked.places.filter((place) => act.jurisdictions.includes(place));
    if (shared.length > 0) gain(1.5, `place ${shared.join(', ')}`);
    else if (!asked.places.some((place) => act.scope.destinations.includes(place))) {
      differs.push({ field: 'place', asked: asked.places.join(', '), has: act.jurisdictions.join(', ') });
      score -= 1.5;
    }
  }
  if (asked.issuers.length > 0) {
    const shared = asked.issuers.filter((issuer) => act.issuers.includes(issuer));
    if (shared.length > 0) gain(1, `issuer ${shared.join(', ')}`);
    else differs.push({ field: 'issuer', asked: asked.issuers.join(', '), has: act.issuers.join(', ') });
  }
  const shared = asked.tokens.filter((token) => entry.strong.has(token) || entry.weak.has(token));
  if (shared.length > 0) {
    const total = asked.tokens.reduce((sum, token) => sum + weight(token), 0);
    const got = shared.reduce((sum, token) => sum + weight(token) * (entry.strong.has(token) ? 1 : 0.5), 0);
    gain((6 * got) / Math.max(total, 4), `words ${shared.join(', ')}`);
  }
  if (matched.length === 0 || (!identified && shared.length === 0 && asked.dates.length === 0)) score = 0;

  const claim = nearestClaim(act, asked, weight);
  return {
    act: act.id,
    title: act.title,
    score: Math.round(Math.max(0, score) * 100) / 100,
    match: matchOf(identified, differs, matched),
    clauses: [],
    matched,
    differs,
    ...(claim ? { misreported: claim } : {}),
  };
}

function matchOf(
  identified: boolean,
  differs: readonly Difference[],
  matched: readonly string[],
): Found['match'] {
  if (differs.some((difference) => difference.field !== 'issuer')) return 'near';
  if (identified) return 'named';
  const has = (what: string) => matched.some((m) => m.startsWith(what));
  return has('date') && (has('place') || has('issuer')) && has('words') ? 'described' : 'near';
}

/** The wrong statement about the act whose words the query shares most, if it shares most of them. */
function nearestClaim(act: Act, asked: Asked, weight: (token: string) => number) {
  const tokens = new Set(asked.tokens);
  let best: { claim: NonNullable<Act['misreported']>[number]; share: number } | undefined;
  for (const claim of act.misreported ?? []) {
    const own = [...new Set(tokensOf(claim.claim, new Set()))];
    const total = own.reduce((sum, token) => sum + weight(token), 0);
    const share =
      own.filter((token) => tokens.has(token)).reduce((sum, token) => sum + weight(token), 0) / (total || 1);
    if (share > 0.5 && share > (best?.share ?? 0)) best = { claim, share };
  }
  return best?.claim;
}
