/** "Germany remained the No.1 destination", "the second-largest buyer": a partner's place among partners. */
import { type Bench, cite, sayWhat } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { camps } from '../levels.ts';
import { sameSpan, sayPeriod } from '../period.ts';
import type { Entry } from '../record.ts';
import { sayInterval } from '../say.ts';
import { apart, cuesOf, nearest, type Sentence, wordsOf } from '../sentences.ts';
import { type Topic, topicAt } from '../topic.ts';

/** Partners other than regions, each with its level in the period. */
const partnersOf = (bench: Bench, topic: Topic) => {
  const { facts } = topic.stated;
  const byPartner = new Map<string, Entry[]>();
  for (const e of bench.index.about('trade', facts.subject!)) {
    const { partner, flow, reporter, unit } = e.facts;
    const same =
      flow === facts.flow &&
      (reporter ?? 'CN') === (facts.reporter ?? 'CN') &&
      (unit ?? 't') === (facts.unit ?? 't');
    const isCountry = partner?.length === 2 && partner !== 'EU';
    if (!isCountry || !same || !e.span || !sameSpan(e.span, topic.span)) continue;
    byPartner.set(partner, [...(byPartner.get(partner) ?? []), e]);
  }
  return [...byPartner]
    .flatMap(([partner, entries]) => {
      const [best] = camps(entries, (e) => e.level);
      return best ? [{ partner, level: best.level, entry: best.entries[0]!, weight: best.weight }] : [];
    })
    .sort((a, b) => b.level.hi - a.level.hi);
};

/** So many partners at least must be known before a rank is said to hold. */
const ENOUGH = 4;

const judgeRank = (
  bench: Bench,
  topic: Topic,
  partner: string,
  rank: number,
): Omit<Claim, 'kind' | 'start' | 'end'> | undefined => {
  const partners = partnersOf(bench, topic);
  const own = partners.find((p) => p.partner === partner);
  if (!own || partners.length < 2) return undefined;
  const above = partners.filter((p) => p.level.lo > own.level.hi);
  const list = partners
    .slice(0, 6)
    .map((p) => `${p.partner} ${sayInterval(p.level, 't', 0)}`)
    .join(', ');
  const answer = {
    expected: `${partner} as number ${rank} of ${sayWhat({ ...topic.stated.facts, partner: 'WORLD' }, topic.span)}`,
    found: `number ${above.length + 1} of the ${partners.length} partners on record`,
    how: `${sayPeriod(topic.span)}: ${list}`,
    evidence: partners.slice(0, 4).map((p) => cite(bench, p.entry)),
  };
  if (above.length >= rank)
    return { ...answer, verdict: above.every((p) => p.weight >= 2) ? 'fails' : 'conflicts' };
  if (above.length === rank - 1 && partners.length >= ENOUGH) return { ...answer, verdict: 'holds' };
  return {
    ...answer,
    verdict: 'undecided',
    how: `${answer.how}. The other partners' figures would decide it`,
  };
};

/** "The main destinations were Germany, the US and India": nobody who is not named takes more than one who is. */
const judgeList = (
  bench: Bench,
  topic: Topic,
  listed: readonly string[],
): Omit<Claim, 'kind' | 'start' | 'end'> | undefined => {
  const partners = partnersOf(bench, topic);
  const known = partners.filter((p) => listed.includes(p.partner));
  if (known.length < 2) return undefined;
  const least = known.at(-1)!;
  const left = partners.filter((p) => !listed.includes(p.partner) && p.level.lo > least.level.hi);
  return {
    verdict:
      left.length > 0
        ? 'undecided'
        : known.length === listed.length && partners.length > known.length
          ? 'holds'
          : 'undecided',
    expected: `${listed.join(', ')} as the ${listed.length} largest of ${sayWhat({ ...topic.stated.facts, partner: 'WORLD' }, topic.span)}`,
    found:
      left.length > 0
        ? `${left.map((p) => p.partner).join(', ')} above ${least.partner}`
        : `none on record above ${least.partner}`,
    how: `${sayPeriod(topic.span)}: ${partners
      .slice(0, 8)
      .map((p) => `${p.partner} ${sayInterval(p.level, 't', 0)}`)
      .join(', ')}`,
    evidence: partners.slice(0, 6).map((p) => cite(bench, p.entry)),
  };
};

const REACH = 24;
const LISTED = 3;
/** Two places at nearly the same distance: whose rank it is cannot be told. */
const CLOSE = 8;

const ranksIn = (bench: Bench, s: Sentence): readonly Claim[] => {
  const tops = cuesOf(s, 'top');
  const destinations = cuesOf(s, 'destination');
  if (tops.length === 0 || destinations.length === 0) return [];
  const ordinals = cuesOf(s, 'ordinal');
  return tops.flatMap((top): readonly Claim[] => {
    const destination = nearest(
      top,
      destinations.filter((d) => d.start >= top.end),
      REACH,
    );
    if (!destination) return [];
    const ordinal = ordinals.find((o) => o.end <= top.start && top.start - o.end <= 2);
    const at = spanOf(bench.marked, top, destination, ...(ordinal ? [ordinal] : []));
    const topic = topicAt(bench, s, at.start, [1, 3, 6, 12]);
    const facts = topic?.stated.facts;
    if (facts?.kind !== 'trade' || facts.flow !== 'export' || !topic) return [];
    const places = wordsOf(s, 'place').filter(
      (w) => w.meaning.value.length === 2 && w.meaning.value !== (facts.reporter ?? 'CN'),
    );
    const [place, other] = [...places].sort((a, b) => apart(top, a) - apart(top, b));
    if (!place) return [];
    const listed = [...new Set(places.map((w) => w.meaning.value))];
    if (listed.length >= LISTED) {
      const judged = judgeList(bench, topic, listed);
      return judged ? [{ kind: 'rank', ...at, ...judged }] : [];
    }
    if (other && apart(top, other) - apart(top, place) < CLOSE && other.meaning.value !== place.meaning.value)
      return [];
    const judged = judgeRank(bench, topic, place.meaning.value, ordinal?.meaning.n ?? 1);
    return judged ? [{ kind: 'rank', ...at, ...judged }] : [];
  });
};

export const checkRanks = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) => ranksIn(bench, s));
