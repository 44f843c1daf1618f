/** Aims, quotas and money promised: against recorded quotas and the shares that acts name; else filed. */
import type { Law } from '../../law/index.ts';
import { type Bench, cite, type Finding, type Stated } from '../bench.ts';
import { overlaps } from '../interval.ts';
import { camps } from '../levels.ts';
import { sameSpan, sayPeriod } from '../period.ts';
import { sayAmount, sayInterval } from '../say.ts';
import { sentenceAt } from '../sentences.ts';

const sayOwn = (s: Stated): string => sayAmount(s.facts.value!, s.facts.unit);

/** A quota against the quotas on record for the year and whole country. */
const againstQuotas = (bench: Bench, s: Stated): Finding | undefined => {
  const { facts, span } = s;
  if (!facts.metric?.endsWith('_quota') || !span || !s.level || facts.org) return undefined;
  const rows = bench.index
    .about('target', facts.subject ?? 'RE-all')
    .filter(
      (e) =>
        e.facts.metric === facts.metric &&
        e.span &&
        sameSpan(e.span, span) &&
        (e.facts.place ?? 'CN') === (facts.place ?? 'CN'),
    );
  const [best] = camps(rows, (e) => e.level);
  if (!best) return undefined;
  const fits = overlaps(best.level, s.level);
  return {
    verdict: fits ? 'holds' : 'undecided',
    expected: `${sayInterval(best.level, 't', 0)} in ${sayPeriod(span)}`,
    found: sayOwn(s),
    how: fits
      ? 'as on record'
      : 'quotas are given out in batches and by kind of ore; which of them is meant would decide it',
    evidence: best.entries.slice(0, 2).map((e) => cite(bench, e)),
  };
};

/** A share aimed at, against acts that name the same share for the same place. */
const againstLaw = (bench: Bench, law: Law, s: Stated): Finding | undefined => {
  if (s.facts.unit !== 'pct') return undefined;
  const sentence = sentenceAt(bench.marked, s.facts.start);
  const said = sentence ? bench.text.slice(sentence.start, sentence.end) : s.facts.quote;
  const asked = [s.facts.place, s.facts.period, said].filter(Boolean).join(' ');
  const all = law.find(asked, 3);
  const found = all.find(
    (f) => f.matched.includes(`${s.facts.value}%`) && !f.differs.some((d) => d.field === 'place'),
  );
  // Where a wrong reading of the act circulates, the same number is no sign of the same meaning.
  if (!found || all.some((f) => f.misreported)) return undefined;
  const act = law.act(found.act);
  return {
    verdict: act?.standing === 'claim' ? 'undecided' : 'holds',
    expected: `${s.facts.value}% in ${found.title}`,
    found: sayOwn(s),
    how: `the act names this share: ${act?.summary ?? found.title}`,
    evidence: [
      {
        type: 'act',
        class: 'observed',
        text: found.title,
        source: act?.issuers.join(', ') ?? '',
        ref: found.act,
        ...(act?.sources[0] ? { url: act.sources[0].url } : {}),
      },
    ],
  };
};

const WHAT = { target: 'an aim', funding: 'money' } as const;

/** Judges a stated aim or sum of money promised. Always answers. */
export const checkAim = (bench: Bench, law: Law | undefined, s: Stated): Finding | undefined => {
  const { facts } = s;
  if (facts.value === undefined || (facts.kind !== 'target' && facts.kind !== 'funding')) return undefined;
  const found =
    againstQuotas(bench, s) ?? (law && facts.kind === 'target' ? againstLaw(bench, law, s) : undefined);
  if (found) return found;
  const who = facts.org ?? facts.place ?? 'nobody named';
  const rows =
    facts.kind === 'funding' && law
      ? law.find([facts.org, facts.instrument, facts.quote].filter(Boolean).join(' '), 1)
      : [];
  const near = rows[0] && rows[0].score > 3 ? rows[0] : undefined;
  return {
    verdict: 'undecided',
    expected:
      facts.kind === 'funding' ? 'a notice of the award: programme, recipients, sum' : 'what came of it',
    found: `${sayOwn(s)} (${WHAT[facts.kind]}), ${who}${s.span ? `, ${sayPeriod(s.span)}` : ''}`,
    how:
      facts.kind === 'funding'
        ? `no such award is on record${near ? `; nearest: ${near.title}` : ''}${facts.unit ? '' : '; the text gives no currency'}. The notice would decide it`
        : `filed: ${who}${s.span ? ` for ${sayPeriod(s.span)}` : ', no date'}. A published figure of that time would decide it`,
    evidence: near
      ? [
          {
            type: 'act',
            class: 'observed',
            text: near.title,
            ref: near.act,
            source: law?.act(near.act)?.issuers.join(', ') ?? '',
          },
        ]
      : [],
  };
};
