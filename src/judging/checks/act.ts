/** What is said of acts: that they exist, when they were issued, begin, are laid aside and until when, what they ask. */
import type { Found, Law } from '../../law/index.ts';
import type { Bench, Stated } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { daysBetween, firstDay, lastDay, parsePeriod, type Span, sayDay, sayPeriod } from '../period.ts';
import { cuesOf, type Sentence, sentenceAt, wordsOf } from '../sentences.ts';
import { judgeMandate, misreported } from './act-claim.ts';
import {
  againstLife,
  citeAct,
  covers,
  happeningsOf,
  type Judgement,
  nameOf,
  sayHappening,
} from './act-life.ts';
import { judgeScope, judgeThresholds } from './act-scope.ts';

/** Below this a found act shares only the common words of the trade with the query. */
const TELLING = 5;

const usable = (found: Found): boolean => found.match !== 'near';

/** Named, or described by date and subject, or so strong that it differs in nothing but the wording. */
const fits = (f: Found): boolean =>
  usable(f) || (f.differs.every((d) => d.field === 'issuer') && f.score >= TELLING);

const sayDiffers = (found: Found): string =>
  found.differs.map((d) => `${d.field}: the text has ${d.asked}, the act ${d.has || 'none'}`).join('; ');

const noRecord = (law: Law, found: Found | undefined, asked: string): Judgement => {
  const known = `(law on record to ${sayDay(law.evidence)})`;
  return {
    verdict: 'undecided',
    expected: 'an act on record',
    found: found ? `none; the nearest is ${found.title}` : 'none',
    how: found
      ? `no act on record fits “${asked}”; the nearest differs: ${sayDiffers(found) || 'it shares only words'}. The text of the act would decide it ${known}`
      : `no act on record comes near “${asked}”. The text of the act would decide it ${known}`,
    evidence: found ? [citeAct(law, found.act)] : [],
  };
};

/** How well a second act must fit a sentence, as a share of how well the first one does, to be meant as well. */
const AS_LIKE = 0.75;

/** An act that reading has found, and the record that it was held against. */
interface JudgedAct {
  readonly judgement: Judgement;
  readonly found: Found | undefined;
}

const judgeObservation = (bench: Bench, law: Law, s: Stated, sentence: Sentence | undefined): JudgedAct => {
  const { instrument: name, org, place, status, period } = s.facts;
  const asked = [name, org, place].filter(Boolean).join(' ');
  const said = sentence ? bench.text.slice(sentence.start, sentence.end) : s.facts.quote;
  const byName = law.find(asked, 3);
  const wrong = misreported(law, byName[0], said) ?? misreported(law, law.find(said, 1)[0], said);
  if (wrong) return { judgement: wrong, found: byName[0] };
  const bySentence = law.find([said, period].filter(Boolean).join(' '), 5);
  const likeness = (f: Found): number => bySentence.find((o) => o.act === f.act)?.score ?? 0;
  // Of acts that the short name fits alike, the one that the whole sentence fits best.
  const object = sentence && objectOf(s, sentence);
  const begun = (f: Found): boolean => object === undefined || isOf(law, f, object);
  const described = [
    ...byName.filter(usable),
    ...law.find([asked, period].filter(Boolean).join(' '), 3).filter(fits),
    ...bySentence.slice(0, 3).filter(fits),
  ].filter(begun);
  const meant = (
    described.length > 0 || !object
      ? described
      : law.find([said, sayPeriod(object)].join(' '), OF_MONTH).filter(begun)
  ).sort((a, b) => likeness(b) - likeness(a));
  const judged = meant.map((found) => ({
    found,
    judgement: againstLife(bench, law, found, status ?? 'announced', s.span, object !== undefined),
  }));
  // Another act for which it would hold is only meant where it is described about as well.
  const least = meant.length > 0 ? likeness(meant[0]!) * AS_LIKE : 0;
  const best = judged.find((j) => j.judgement.verdict === 'holds' && likeness(j.found) >= least) ?? judged[0];
  return best ?? { judgement: noRecord(law, byName[0], name ?? s.facts.quote), found: undefined };
};

/** How many acts are looked through for one of the month that the words name. */
const OF_MONTH = 20;

/** "On 7 November 2025 China suspended the controls of April 2025": the earlier time is that of what was laid aside. */
const objectOf = (s: Stated, sentence: Sentence): Span | undefined => {
  if (s.facts.status !== 'suspended' && s.facts.status !== 'repealed') return undefined;
  const { span } = s;
  return datesOf(sentence).find((d) => !d.isEnd && span && lastDay(d.span) < firstDay(span))?.span;
};

/** Whether an act was issued or began in a time. */
const isOf = (law: Law, found: Found, span: Span): boolean =>
  happeningsOf(law, found).some(
    (h) =>
      (h.event === 'announced' || h.event === 'in_force') && h.from !== 'unknown' && covers(h.from, span),
  );

/** Most characters between the word for an act and its number: "Announcement No. ". */
const NUMBER_GAP = 5;

/** Dates of a sentence as spans, where the year is given. */
const datesOf = (s: Sentence): readonly { span: Span; start: number; end: number; isEnd: boolean }[] => {
  const until = cuesOf(s, 'until');
  const acts = wordsOf(s, 'act').filter((w) => w.meaning.value === 'numbered');
  return s.dates.flatMap((d) => {
    if (!d.year || !d.month || (d.grain !== 'day' && d.grain !== 'month')) return [];
    const pad = (n: number): string => String(n).padStart(2, '0');
    // "Announcement 18 of April 2025": the number is the act's and no day
    const isNumber = acts.some((w) => w.end <= d.start && d.start - w.end <= NUMBER_GAP);
    const day = d.grain === 'day' && d.day && !isNumber ? `-${pad(d.day)}` : '';
    const span = parsePeriod(`${d.year}-${pad(d.month)}${day}`);
    const isEnd = until.some(
      (u) =>
        (u.end <= d.start && d.start - u.end <= 3) ||
        // 11月10日まで; never "9 October 2025 until 10 November 2026"
        (u.start >= d.end &&
          u.start - d.end <= 1 &&
          !s.dates.some((o) => o.start >= u.end && o.start - u.end <= UNTIL_GAP)),
    );
    return span ? [{ span, start: d.start, end: d.end, isEnd }] : [];
  });
};

const UNTIL_GAP = 5;
const CLOSE_DAYS = 40;

/** The dates of a sentence about an act: "until" against ends, the others against everything in its life. */
const judgeDates = (
  bench: Bench,
  law: Law,
  s: Sentence,
  found: Found,
): readonly (Claim & { readonly isEnd: boolean })[] => {
  const life = happeningsOf(law, found);
  const dates = datesOf(s);
  const starts = life.filter((h) => h.from !== 'unknown' && h.event !== 'milestone');
  const ends = [...new Set(life.flatMap((h) => h.until ?? []))];
  return dates.flatMap((d) => {
    const known = d.isEnd
      ? ends.some((end) => covers(end, d.span))
      : starts.some((h) => covers(h.from, d.span));
    const isClose = starts.some(
      (h) => Math.abs(daysBetween(firstDay(parsePeriod(h.from)!), firstDay(d.span))) <= CLOSE_DAYS,
    );
    const wrong = d.span.day !== undefined && (d.isEnd ? ends.length > 0 : dates.length === 1 && isClose);
    if (!known && !(wrong && found.match === 'named')) return [];
    return [
      {
        kind: 'act',
        ...spanOf(bench.marked, d),
        isEnd: d.isEnd,
        verdict: known ? ('holds' as const) : ('fails' as const),
        expected: d.isEnd
          ? `until ${ends.map(sayDay).join(' or ')}`
          : starts.map(sayHappening).slice(0, 3).join('; '),
        found: `${d.isEnd ? 'until ' : ''}${sayPeriod(d.span)}`,
        how: `${nameOf(found)}: ${[...new Set(life.map(sayHappening))].join('; ')}`,
        evidence: [citeAct(law, found.act)],
      },
    ];
  });
};

/** "Announcement No. 99 of 2025", which nothing on record is, in a sentence that reading made no act of. */
const NUMBER_AFTER =
  /^[^\d,;。，；\n]{0,12}(?:(?:19|20)\d{2}年 ?第 ?)?\d{1,5}(?: ?[号號])?(?:(?: of | ?\(|\/)(?:19|20)\d{2}\)?)?/;

const judgeUnknown = (bench: Bench, law: Law, s: Sentence): readonly Claim[] => {
  const said = bench.text.slice(s.start, s.end);
  const { normal } = bench.marked;
  return wordsOf(s, 'act')
    .filter((w) => w.meaning.value === 'numbered')
    .flatMap((w): readonly Claim[] => {
      const number = NUMBER_AFTER.exec(normal.text.slice(w.end, Math.min(w.end + 40, s.passage.end)));
      if (!number) return [];
      const at = spanOf(bench.marked, { start: w.start, end: w.end + number[0].length });
      const name = bench.text.slice(at.start, at.end);
      const isOnRecord = law
        .find(name, 3)
        .some((f) => !f.differs.some((d) => d.field === 'number' || d.field === 'year'));
      return isOnRecord ? [] : [{ kind: 'act', ...at, ...noRecord(law, law.find(said, 1)[0], name) }];
    })
    .slice(0, 1);
};

/** A sentence about law that reading made no observation of, and what it says beside one. */
const judgeSentence = (
  bench: Bench,
  law: Law,
  s: Sentence,
  read: JudgedAct | undefined,
): readonly Claim[] => {
  const said = bench.text.slice(s.start, s.end);
  const best = law.find(said, 1)[0];
  const found = read?.found ?? (best && best.score >= TELLING ? best : undefined);
  if (!found) return [];
  const wrong = read ? undefined : misreported(law, best, said);
  if (wrong) return [{ kind: 'act', start: s.start, end: s.end, ...wrong }];
  const dates = usable(found) ? judgeDates(bench, law, s, found).filter((d) => !read || d.isEnd) : [];
  return [
    ...dates.map(({ isEnd: _, ...claim }) => claim),
    ...(fits(found) ? judgeScope(bench, law, s, found) : []),
  ];
};

const once = (claims: readonly Claim[]): readonly Claim[] => [
  ...new Map(claims.map((c) => [`${c.start} ${c.end} ${c.found}`, c])).values(),
];

/** Judges what the text says of acts: what reading has found, and what stands in sentences about law beside it. */
export const checkActs = (bench: Bench, law: Law): readonly Claim[] => {
  const claims: Claim[] = [];
  for (const s of bench.marked.sentences) {
    const acts = bench.statedInSentence(s.index).filter((each) => each.facts.kind === 'policy');
    const isFloor = wordsOf(s, 'priceType').some((w) => w.meaning.value === 'floor');
    if (acts.length === 0 && cuesOf(s, 'legal').length === 0 && !isFloor) continue;
    const mandate = judgeMandate(bench, law, s);
    if (mandate.length > 0) {
      claims.push(...mandate);
      continue;
    }
    claims.push(...judgeThresholds(bench, law, s));
    const read = acts.map((each) => ({
      each,
      ...judgeObservation(bench, law, each, sentenceAt(bench.marked, each.facts.start)),
    }));
    for (const { each, judgement } of read)
      claims.push({ kind: 'act', start: each.facts.start, end: each.facts.end, ...judgement });
    claims.push(...judgeSentence(bench, law, s, read.find((r) => r.found) ?? read[0]));
    if (read.length === 0) claims.push(...judgeUnknown(bench, law, s));
  }
  return once(claims);
};
