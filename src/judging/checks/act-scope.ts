/** What a text says that an act covers: how many elements and which, and the figures from which on it holds. */
import type { Act, Found, Law } from '../../law/index.ts';
import type { Bench } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { sayAmount } from '../say.ts';
import { cuesOf, nearest, type Sentence, wordsOf } from '../sentences.ts';
import { citeAct, instrument, nameOf } from './act-life.ts';

/** Elements that an instrument covers, in all of its records. */
const elementsOf = (law: Law, found: Found): readonly string[] => [
  ...new Set(instrument(law, found.act).flatMap((id) => law.act(id)?.scope.elements ?? [])),
];

const ELEMENT_REACH = 26;

/** "Seven rare earths": how many of them the act covers. */
const judgeCount = (bench: Bench, law: Law, s: Sentence, found: Found): readonly Claim[] => {
  const elements = elementsOf(law, found);
  if (elements.length < 2) return [];
  const things = s.passage.materials.filter((m) => /^RE/.test(m.code));
  const isCounted = (c: { value: number; start: number; end: number }): boolean =>
    c.value >= 2 &&
    c.value <= 17 &&
    nearest(
      c,
      things.filter((t) => t.start >= c.end),
      ELEMENT_REACH,
    ) !== undefined;
  const count = s.counts.find(isCounted);
  if (!count) return [];
  return [
    {
      kind: 'act',
      ...spanOf(bench.marked, count),
      verdict: count.value === elements.length ? 'holds' : found.match === 'named' ? 'fails' : 'undecided',
      expected: `${elements.length} elements`,
      found: `${count.value}`,
      how: `${nameOf(found)}: ${elements.join(', ')}`,
      evidence: [citeAct(law, found.act)],
    },
  ];
};

/** A material code that names elements and no form of them: "Dy", "PrNd". */
const BARE = /^(?:[A-Z][a-z]?)+$/;

/** Which elements a sentence about a control lists; nothing where it says that some are left out. */
const judgeElements = (bench: Bench, law: Law, s: Sentence, found: Found): readonly Claim[] => {
  if (law.act(found.act)?.kind !== 'export_control' || cuesOf(s, 'excepted').length > 0) return [];
  const covered = elementsOf(law, found);
  const named = s.passage.materials.filter((m) => BARE.test(m.code) && !m.code.startsWith('RE'));
  const listed = [...new Set(named.flatMap((m) => m.code.match(/[A-Z][a-z]?/g) ?? []))];
  // One element beside an act may be what the sentence goes on to speak of; a list is what the act covers.
  if (listed.length < 2 || covered.length === 0) return [];
  const beyond = listed.filter((element) => !covered.includes(element));
  return [
    {
      kind: 'act',
      ...spanOf(bench.marked, ...named),
      verdict: beyond.length === 0 ? 'holds' : 'fails',
      expected: `among ${covered.join(', ')}`,
      found: beyond.length === 0 ? listed.join(', ') : `${beyond.join(', ')}, not covered`,
      how: `${nameOf(found)} covers ${covered.join(', ')}`,
      evidence: [citeAct(law, found.act)],
    },
  ];
};

type Threshold = Act['scope']['thresholds'][number];

const PERCENT = /\d{1,3}(?:\.\d{1,3})? ?(?:%|percent|per cent)/g;
const WORD = /[a-z]{5,}/g;
const STEM = 5;

/** Words that a threshold's description shares with a sentence, by their first letters. */
const shared = (threshold: Threshold, low: string): number => {
  const own = new Set(low.match(WORD)?.map((word) => word.slice(0, STEM)));
  const words = new Set(
    threshold.of
      .toLowerCase()
      .match(WORD)
      ?.map((word) => word.slice(0, STEM)),
  );
  return [...words].filter((word) => own.has(word)).length;
};

const figureOf = (t: Threshold): number | undefined => t.min ?? t.above ?? t.max;

const sayThreshold = (t: Threshold): string => `${sayAmount(figureOf(t)!, t.unit)} for ${t.of}`;

/** Below this a found act shares only the common words of the trade with the sentence. */
const TELLING = 4;

/**
 * Figures that a sentence gives as an act's: held against the act's own, each by what it is of ("25% recycling capacity",
 * "65% from one country"). A figure that stands in the act for something else, or not at all, fails only where the words
 * tell which of the act's figures is meant.
 */
export const judgeThresholds = (bench: Bench, law: Law, s: Sentence): readonly Claim[] => {
  const figures = s.quantities.filter(
    (q) => q.low === q.high && (q.kind === 'percent' || q.kind === 'price' || q.kind === 'mass'),
  );
  if (figures.length === 0) return [];
  const said = bench.text.slice(s.start, s.end);
  // What percentage the text gives must not decide which act it speaks of.
  const [found] = law.find(said.replace(PERCENT, ' '), 1);
  if (!found || found.score < TELLING || found.differs.some((d) => d.field !== 'issuer')) return [];
  const act = law.act(found.act);
  if (!act || act.standing === 'claim') return [];
  // A share that goods must hold is another thing than a share of what a place uses.
  if (cuesOf(s, 'recycled').length > 0 && cuesOf(s, 'capacity').length === 0) return [];
  const thresholds = instrument(law, act.id).flatMap((id) => law.act(id)?.scope.thresholds ?? []);
  return figures.flatMap((q): readonly Claim[] => {
    // A bare dollar sign is the American one.
    const unit = q.unit.replace(/^\$/, 'USD');
    const own = thresholds.filter((t) => t.unit === unit && figureOf(t) !== undefined);
    const [best, next] = own.map((t) => ({ t, n: shared(t, s.low) })).sort((a, b) => b.n - a.n);
    if (!best) return [];
    const equal = own.filter((t) => figureOf(t) === q.low);
    const isTold = own.length === 1 || (best.n > 0 && best.n > (next?.n ?? 0));
    const holds = equal.length > 0 && (!isTold || equal.includes(best.t));
    const isAsked = found.match === 'named' && cuesOf(s, 'mandate').length > 0;
    const isFloor = act.kind === 'price_floor' && wordsOf(s, 'priceType').length > 0;
    if (!holds && !(isTold && (isAsked || isFloor))) return [];
    const meant = holds ? (equal.includes(best.t) ? best.t : equal[0]!) : best.t;
    return [
      {
        kind: 'act',
        ...spanOf(bench.marked, { start: q.numberStart, end: q.end }),
        // Another floor than the one on record may be another scheme's.
        verdict: holds ? 'holds' : isAsked ? 'fails' : 'undecided',
        expected: sayThreshold(meant),
        found: sayAmount(q.low, unit),
        how: `${act.title}: ${own.map(sayThreshold).join('; ')}. ${act.summary}`,
        evidence: [citeAct(law, act.id)],
      },
    ];
  });
};

/** The elements that a sentence gives to an act: how many, and which. */
export const judgeScope = (bench: Bench, law: Law, s: Sentence, found: Found): readonly Claim[] => [
  ...judgeCount(bench, law, s, found),
  ...judgeElements(bench, law, s, found),
];
