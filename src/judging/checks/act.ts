/** What is said of acts: that they exist, when they were issued, begin, are laid aside and until when, what they ask. */
import type { Found, Happening, Law } from '../../law/index.ts';
import type { PolicyStatus } from '../../reading/index.ts';
import type { Bench, Stated } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { daysBetween, firstDay, lastDay, parsePeriod, type Span, sayDay, sayPeriod } from '../period.ts';
import { cuesOf, nearest, type Sentence, sentenceAt } from '../sentences.ts';
import type { Evidence } from '../verdict.ts';

type Judgement = Omit<Claim, 'kind' | 'start' | 'end'>;

/** What a status in a text is in the life of an act. */
const EVENTS: Readonly<Record<PolicyStatus, readonly Happening['event'][]>> = {
  announced: ['announced', 'proposed'],
  proposed: ['proposed', 'announced'],
  clarified: ['announced', 'in_force'],
  in_force: ['in_force'],
  suspended: ['suspended'],
  repealed: ['ended'],
};

const SAID: Readonly<Record<PolicyStatus, string>> = {
  announced: 'issued',
  proposed: 'proposed',
  clarified: 'clarified',
  in_force: 'in force',
  suspended: 'suspended',
  repealed: 'ended',
};

/** Below this a found act shares only the common words of the trade with the query. */
const TELLING = 5;

const covers = (date: string, span: Span): boolean => {
  const known = parsePeriod(date);
  return known !== undefined && firstDay(known) <= lastDay(span) && lastDay(known) >= firstDay(span);
};

const citeAct = (law: Law, id: string, note?: string): Evidence => {
  const act = law.act(id);
  const [source] = act?.sources ?? [];
  return {
    type: 'act',
    class: 'observed',
    text: `${act?.title ?? id}${note ? `: ${note}` : ''}`,
    source: act?.issuers.join(', ') || 'circulating claim',
    ref: id,
    ...(source ? { url: source.url } : {}),
    ...(act?.evidence ? { date: act.evidence } : {}),
  };
};

const sayHappening = (h: Happening): string =>
  `${h.event.replace('_', ' ')} ${h.from === 'unknown' ? 'on an unknown day' : sayDay(h.from)}${h.until ? ` until ${sayDay(h.until)}` : ''}`;

/** The act and the other records of the same instrument. */
const group = (found: Found): readonly string[] => [found.act, ...found.clauses];

/** Every record of the instrument, also those that the words fit less: Announcement 18 has one for each element. */
const instrument = (law: Law, id: string): readonly string[] => {
  const number = law.act(id)?.number;
  if (!number) return [id];
  return law.acts
    .filter(
      (a) => a.number?.series === number.series && a.number.no === number.no && a.number.year === number.year,
    )
    .map((a) => a.id);
};

/** What the instrument is called; of several records of one instrument what they share. */
const nameOf = (found: Found): string =>
  found.clauses.length > 0 ? found.title.split(':')[0]! : found.title;

const happeningsOf = (law: Law, found: Found): readonly Happening[] =>
  group(found).flatMap((id) => law.happenings(id));

const isClaim = (law: Law, found: Found): boolean =>
  law.act(found.act)?.standing === 'claim' && found.score >= TELLING;

const LONGEST_QUOTE = 200;
const cut = (text: string): string =>
  text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)} …` : text;

/** A claim that circulates, known to be wrong; or an act that is only such a claim. */
const misreported = (law: Law, found: Found | undefined, said: string): Judgement | undefined => {
  if (!found) return undefined;
  const wrong = found.misreported ?? (isClaim(law, found) ? law.act(found.act)?.misreported?.[0] : undefined);
  if (!wrong) return undefined;
  return {
    verdict: 'fails',
    expected: wrong.truth,
    found: `“${cut(said)}”`,
    how: `no act says so: ${wrong.claim} is a claim that circulates. ${wrong.truth}${wrong.instead ? ` Nearest act: ${law.act(wrong.instead)?.title ?? wrong.instead}` : ''}`,
    evidence: [citeAct(law, found.act), ...(wrong.instead ? [citeAct(law, wrong.instead)] : [])],
  };
};

const sayDiffers = (found: Found): string =>
  found.differs.map((d) => `${d.field}: the text has ${d.asked}, the act ${d.has || 'none'}`).join('; ');

const noRecord = (law: Law, found: Found | undefined, asked: string): Judgement => ({
  verdict: 'undecided',
  expected: 'an act on record',
  found: found ? `none; the nearest is ${found.title}` : 'none',
  how: found
    ? `no act on record fits “${asked}”; the nearest differs: ${sayDiffers(found) || 'it shares only words'}. The text of the act would decide it (law on record to ${sayDay(law.evidence)})`
    : `no act on record comes near “${asked}”. The text of the act would decide it (law on record to ${sayDay(law.evidence)})`,
  evidence: found ? [citeAct(law, found.act)] : [],
});

/** A stated status on a stated day, against the life of the act. */
const againstLife = (
  bench: Bench,
  law: Law,
  found: Found,
  status: PolicyStatus,
  span: Span | undefined,
): Judgement => {
  const life = happeningsOf(law, found);
  const events = life.filter((h) => EVENTS[status].includes(h.event));
  const what = `${nameOf(found)}: ${SAID[status]}`;
  const evidence = [citeAct(law, found.act, life.map(sayHappening).slice(0, 5).join('; '))];
  const answer = { evidence, how: `${nameOf(found)}: ${[...new Set(life.map(sayHappening))].join('; ')}` };
  if (!span) {
    const day = bench.published?.slice(0, 10) ?? bench.asOf;
    const now = law.statusOn(found.act, day.length === 10 ? day : bench.asOf).status;
    const fits = events.length > 0;
    return {
      ...answer,
      verdict: fits ? 'holds' : 'undecided',
      expected: what,
      found: fits ? events.map(sayHappening).join('; ') : `${now.replace('_', ' ')} on ${sayDay(day)}`,
    };
  }
  const match = events.find((h) => h.from !== 'unknown' && covers(h.from, span));
  if (match) {
    // "takes effect on 1 December", written after it had been suspended
    const stopped =
      status === 'in_force' &&
      life.find(
        (h) =>
          h.event === 'suspended' &&
          h.from !== 'unknown' &&
          h.from <= firstDay(span) &&
          (h.until ?? '9999') >= firstDay(span),
      );
    const known = bench.published ?? bench.asOf;
    if (
      stopped &&
      known >= stopped.from &&
      !group(found).some((id) => law.statusOn(id, firstDay(span)).status === 'in_force')
    ) {
      return {
        ...answer,
        verdict: 'fails',
        expected: `suspended ${sayDay(stopped.from)}${stopped.until ? ` until ${sayDay(stopped.until)}` : ''}`,
        found: `${SAID[status]} from ${sayPeriod(span)}`,
      };
    }
    const later = stopped ? `; suspended later, ${sayDay(stopped.from)}` : '';
    return {
      ...answer,
      verdict: 'holds',
      expected: `${what} ${sayPeriod(span)}`,
      found: `${sayHappening(match)}${later}`,
    };
  }
  const [nearestEvent] = events
    .filter((h) => h.from !== 'unknown')
    .sort(
      (a, b) =>
        Math.abs(daysBetween(firstDay(span), firstDay(parsePeriod(a.from)!))) -
        Math.abs(daysBetween(firstDay(span), firstDay(parsePeriod(b.from)!))),
    );
  if (!nearestEvent) {
    // It may be said of a day on which the status simply lasted.
    const day = firstDay(span);
    const lasted = group(found).some(
      (id) =>
        law.statusOn(id, day).status === status ||
        (status === 'announced' && law.statusOn(id, day).status !== 'not_yet'),
    );
    return {
      ...answer,
      verdict: lasted ? 'holds' : 'undecided',
      expected: `${what} ${sayPeriod(span)}`,
      found: lasted ? `so on ${sayDay(day)}` : 'no such event in its life',
    };
  }
  const lasting =
    status === 'in_force' && group(found).some((id) => law.statusOn(id, lastDay(span)).status === 'in_force');
  const other = life.find((h) => h.from !== 'unknown' && covers(h.from, span));
  const settled =
    found.match === 'named' &&
    span.day !== undefined &&
    nearestEvent.from.length === 10 &&
    !other &&
    !lasting;
  return {
    ...answer,
    verdict: lasting || other ? 'holds' : settled ? 'fails' : 'undecided',
    expected: `${SAID[status]} ${sayDay(nearestEvent.from)}`,
    found: lasting
      ? `in force on ${sayPeriod(span)}, since ${sayDay(nearestEvent.from)}`
      : other
        ? `${sayHappening(other)}`
        : `${SAID[status]} ${sayPeriod(span)}`,
  };
};

const usable = (found: Found): boolean => found.match !== 'near';

const judgeObservation = (bench: Bench, law: Law, s: Stated, sentence: Sentence | undefined): Judgement => {
  const { instrument, org, place, status, period } = s.facts;
  const asked = [instrument, org, place].filter(Boolean).join(' ');
  const said = sentence ? bench.text.slice(sentence.start, sentence.end) : s.facts.quote;
  const byName = law.find(asked, 3);
  const byDate = law.find([asked, period].filter(Boolean).join(' '), 3);
  const wrong = misreported(law, byName[0], said) ?? misreported(law, law.find(said, 1)[0], said);
  if (wrong) return wrong;
  // Named, or described by date and subject; else the strongest that differs in nothing but the wording.
  const fits = (f: Found): boolean =>
    usable(f) || (f.differs.every((d) => d.field === 'issuer') && f.score >= TELLING);
  const byText = law.find([said, period].filter(Boolean).join(' '), 3);
  const meant = [...byName.filter(usable), ...byDate.filter(fits), ...byText.filter(fits)];
  const judgements = meant.map((f) => againstLife(bench, law, f, status ?? 'announced', s.span));
  const best = judgements.find((j) => j.verdict === 'holds') ?? judgements[0];
  if (best) return best;
  return noRecord(law, byName[0], instrument ?? s.facts.quote);
};

/** Dates of a sentence as spans, where the year is given. */
const datesOf = (s: Sentence): readonly { span: Span; start: number; end: number; isEnd: boolean }[] => {
  const until = cuesOf(s, 'until');
  return s.dates.flatMap((d) => {
    if (!d.year || !d.month || (d.grain !== 'day' && d.grain !== 'month')) return [];
    const pad = (n: number): string => String(n).padStart(2, '0');
    const span = parsePeriod(
      `${d.year}-${pad(d.month)}${d.grain === 'day' && d.day ? `-${pad(d.day)}` : ''}`,
    );
    const isEnd = until.some(
      (u) => (u.end <= d.start && d.start - u.end <= 3) || (u.start >= d.end && u.start - d.end <= 1),
    );
    return span ? [{ span, start: d.start, end: d.end, isEnd }] : [];
  });
};

/** Seven elements, six announcements: how many things of the act the sentence counts. */
const countsOf = (law: Law, found: Found): { elements: number } => {
  const elements = new Set(instrument(law, found.act).flatMap((id) => law.act(id)?.scope.elements ?? []));
  return { elements: elements.size };
};

const ELEMENT_REACH = 26;

const judgeCount = (bench: Bench, law: Law, s: Sentence, found: Found): readonly Claim[] => {
  const { elements } = countsOf(law, found);
  if (elements < 2) return [];
  const things = s.passage.materials.filter((m) => /^RE/.test(m.code));
  const count = s.counts.find(
    (c) =>
      c.value >= 2 &&
      c.value <= 17 &&
      nearest(
        c,
        things.filter((t) => t.start >= c.end),
        ELEMENT_REACH,
      ),
  );
  if (!count) return [];
  const right = count.value === elements;
  return [
    {
      kind: 'act',
      ...spanOf(bench.marked, count),
      verdict: right ? 'holds' : found.match === 'named' ? 'fails' : 'undecided',
      expected: `${elements} elements`,
      found: `${count.value}`,
      how: `${nameOf(found)}: ${[...new Set(instrument(law, found.act).flatMap((id) => law.act(id)?.scope.elements ?? []))].join(', ')}`,
      evidence: [citeAct(law, found.act)],
    },
  ];
};

/** The date of a sentence about an act that reading has no observation of. */
const judgeDates = (bench: Bench, law: Law, s: Sentence, found: Found): readonly Claim[] => {
  const life = happeningsOf(law, found);
  const dates = datesOf(s);
  return dates.flatMap((d): readonly Claim[] => {
    const known = life.find((h) =>
      d.isEnd
        ? h.until !== undefined && covers(h.until, d.span)
        : h.from !== 'unknown' && covers(h.from, d.span),
    );
    const ended = d.isEnd ? life.filter((h) => h.until).map((h) => h.until!) : [];
    const answer = {
      kind: 'act',
      ...spanOf(bench.marked, d),
      how: `${nameOf(found)}: ${[...new Set(life.map(sayHappening))].join('; ')}`,
      evidence: [citeAct(law, found.act)],
    };
    if (known)
      return [{ ...answer, verdict: 'holds', expected: sayHappening(known), found: sayPeriod(d.span) }];
    if (d.isEnd && found.match === 'named' && ended.length > 0 && d.span.day) {
      return [
        {
          ...answer,
          verdict: 'fails',
          expected: `until ${[...new Set(ended)].map(sayDay).join(' or ')}`,
          found: `until ${sayPeriod(d.span)}`,
        },
      ];
    }
    const events = life.filter((h) => h.from !== 'unknown' && h.event !== 'milestone');
    const close = events.some(
      (h) => Math.abs(daysBetween(firstDay(parsePeriod(h.from)!), firstDay(d.span))) <= 40,
    );
    if (found.match === 'named' && dates.length === 1 && close && d.span.day && !d.isEnd) {
      return [
        {
          ...answer,
          verdict: 'fails',
          expected: events.map(sayHappening).slice(0, 3).join('; '),
          found: sayPeriod(d.span),
        },
      ];
    }
    return [];
  });
};

/** A duty of so many percent that no act on record asks for. */
const judgeMandate = (bench: Bench, law: Law, s: Sentence): readonly Claim[] => {
  const cues = cuesOf(s, 'mandate');
  const legal = cuesOf(s, 'legal');
  const share = s.quantities.find((q) => q.kind === 'percent' && nearest(q, cues, 60));
  if (!share || cues.length === 0 || legal.length === 0) return [];
  const said = bench.text.slice(s.start, s.end);
  const found = law.find(said, 3);
  // What is known as a circulating claim first, then wrong readings of real acts.
  const claims = [...found].sort((a, b) => Number(isClaim(law, b)) - Number(isClaim(law, a)));
  const wrong = claims.map((f) => misreported(law, f, said)).find((j) => j !== undefined);
  if (!wrong) return [];
  return [{ kind: 'act', ...spanOf(bench.marked, { start: share.numberStart, end: share.end }), ...wrong }];
};

/** Judges what the text says of acts: what reading has found, and what stands in sentences about law beside it. */
export const checkActs = (bench: Bench, law: Law): readonly Claim[] => {
  const covered = new Set<number>();
  const claims: Claim[] = [];
  for (const s of bench.marked.sentences) {
    const mandate = judgeMandate(bench, law, s);
    if (mandate.length > 0) covered.add(s.index);
    claims.push(...mandate);
  }
  for (const s of bench.stated) {
    if (s.facts.kind !== 'policy') continue;
    const sentence = sentenceAt(bench.marked, s.facts.start);
    if (sentence && covered.has(sentence.index)) continue;
    claims.push({
      kind: 'act',
      start: s.facts.start,
      end: s.facts.end,
      ...judgeObservation(bench, law, s, sentence),
    });
  }
  for (const s of bench.marked.sentences) {
    if (covered.has(s.index) || cuesOf(s, 'legal').length === 0) continue;
    const found = law.find(bench.text.slice(s.start, s.end), 1)[0];
    if (!found || found.score < TELLING) continue;
    const wrong = found.misreported && misreported(law, found, bench.text.slice(s.start, s.end));
    const inSentence = claims.some((c) => c.start < s.end && s.start < c.end);
    if (wrong && !inSentence) {
      claims.push({ kind: 'act', start: s.start, end: s.end, ...wrong });
      continue;
    }
    const dates = usable(found) && !inSentence ? judgeDates(bench, law, s, found) : [];
    const ends =
      usable(found) && inSentence
        ? judgeDates(bench, law, s, found).filter((c) =>
            datesOf(s).some((d) => d.isEnd && spanOf(bench.marked, d).start === c.start),
          )
        : [];
    const about = usable(found) || found.differs.every((d) => d.field === 'issuer');
    claims.push(...dates, ...ends, ...(about ? judgeCount(bench, law, s, found) : []));
  }
  return claims.filter(
    (c, i) => !claims.some((o, j) => j < i && o.start === c.start && o.end === c.end && o.found === c.found),
  );
};
