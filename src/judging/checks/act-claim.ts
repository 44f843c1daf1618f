/** Acts that circulate without a record: wrong reports of real acts, and duties that nobody has issued. */
import type { Act, Found, Law } from '../../law/index.ts';
import type { Bench } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { cuesOf, nearest, type Sentence, wordsOf } from '../sentences.ts';
import { citeAct, type Judgement } from './act-life.ts';

const LONGEST_QUOTE = 200;
const cut = (text: string): string =>
  text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)} …` : text;

const numbersIn = (text: string): ReadonlySet<string> => new Set(text.match(/\d{1,6}(?:\.\d{1,6})?/g) ?? []);

type Misreport = NonNullable<Act['misreported']>[number];

/**
 * Whether a text makes a wrong report, and does not say the truth: at least half of the numbers that only the report has
 * stand in it, and none that only the truth has. Reports that differ in words alone are not told from the truth here.
 */
const makes = (report: Misreport, act: Act, said: string): boolean => {
  const own = numbersIn(said);
  const wrong = numbersIn(report.claim);
  const right = numbersIn(report.truth);
  const telling = [...wrong].filter(
    (n) => !right.has(n) && n !== act.number?.no && n !== String(act.number?.year),
  );
  const hits = telling.filter((n) => own.has(n)).length;
  return hits > 0 && hits * 2 >= telling.length && ![...right].some((n) => !wrong.has(n) && own.has(n));
};

/** A wrong report of a found act that circulates, where the text makes it. */
export const misreported = (law: Law, found: Found | undefined, said: string): Judgement | undefined => {
  const report = found?.misreported;
  const act = found && law.act(found.act);
  // What is said of percentages is judged as a duty, by what it is a share of.
  if (!report || !act || report.claim.includes('%') || !makes(report as Misreport, act, said))
    return undefined;
  return {
    verdict: 'fails',
    expected: report.truth,
    found: `“${cut(said)}”`,
    how: `a report that circulates (“${report.claim}”) and is wrong. ${report.truth}`,
    evidence: [citeAct(law, act.id), ...(report.instead ? [citeAct(law, report.instead)] : [])],
  };
};

const PRODUCT_REACH = 60;

/** The place whose law is spoken of: named in the sentence, else that of the act it names. */
const placeOf = (law: Law, s: Sentence, said: string): string | undefined => {
  const [named] = wordsOf(s, 'place', 'region').map((w) => w.meaning.value);
  if (named && law.acts.some((a) => a.jurisdictions.includes(named))) return named;
  const [found] = law.find(said, 1);
  return found && law.act(found.act)?.jurisdictions[0];
};

/**
 * A duty on goods to hold a recycled share. Held against the acts on recycled content of that place: if none of them sets a
 * number, there is no such duty, and the nearest acts are shown.
 */
export const judgeMandate = (bench: Bench, law: Law, s: Sentence): readonly Claim[] => {
  const duties = cuesOf(s, 'mandate');
  const recycled = cuesOf(s, 'recycled');
  if (duties.length === 0 || recycled.length === 0 || cuesOf(s, 'capacity').length > 0) return [];
  const ofMagnets = s.passage.materials.some((m) => /^(?:NdFeB|SmCo|magnet)/.test(m.code));
  const share = s.quantities.find((q) => q.kind === 'percent' && nearest(q, recycled, PRODUCT_REACH));
  if (!share || !ofMagnets) return [];
  const said = bench.text.slice(s.start, s.end);
  const place = placeOf(law, s, said);
  const acts = law.acts.filter(
    (a) => a.kind === 'recycled_content' && place !== undefined && a.jurisdictions.includes(place),
  );
  if (acts.length === 0) return [];
  const onProducts = acts.filter((a) =>
    a.rules.some((r) => r.type === 'product_duty' && r.duty === 'minimum_recycled_share'),
  );
  const setBy = onProducts.find((a) =>
    a.scope.thresholds.some((t) => t.unit === 'pct' && t.min === share.low),
  );
  const at = spanOf(bench.marked, { start: share.numberStart, end: share.end });
  if (setBy) {
    return [
      {
        kind: 'act',
        ...at,
        verdict: 'holds',
        expected: `${share.low}% in ${setBy.title}`,
        found: `${share.low}%`,
        how: setBy.summary,
        evidence: [citeAct(law, setBy.id)],
      },
    ];
  }
  const circulating = law.acts.find(
    (a) =>
      a.standing === 'claim' &&
      place !== undefined &&
      a.jurisdictions.includes(place) &&
      a.scope.thresholds.some((t) => t.unit === 'pct' && t.min === share.low),
  );
  const same = acts.filter(
    (a) => a.standing === 'law' && a.scope.thresholds.some((t) => t.unit === 'pct' && t.min === share.low),
  );
  const [near] = onProducts;
  const nearest25 = same.map((a) => {
    const t = a.scope.thresholds.find((each) => each.unit === 'pct' && each.min === share.low)!;
    return `${share.low}% stands in ${a.title} for ${t.of}`;
  });
  return [
    {
      kind: 'act',
      ...at,
      verdict: 'fails',
      expected: near
        ? `no minimum share: ${near.title}, ${near.legal_effect}`
        : 'no minimum share in any act on record',
      found: `“${cut(said)}”`,
      how: [
        `${acts.length} acts of ${place} on recycled content are on record; none sets a share that goods must hold`,
        ...nearest25,
        ...(circulating?.misreported?.map((m) => m.truth) ?? []),
      ].join('. '),
      evidence: [...new Set([...same, ...onProducts, ...(circulating ? [circulating] : [])])].map((a) =>
        citeAct(law, a.id, a.legal_effect ?? a.summary),
      ),
    },
  ];
};
