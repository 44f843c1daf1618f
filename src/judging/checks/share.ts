/** "accounting for 11% of the total", "China makes 90% of the world's magnets": shares worked out, or on record. */

import type { Facts as ShippedFacts } from '../../facts/index.ts';
import { type Bench, cite, type Finding, type Stated, sayWhat } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { compared, comparison } from '../comparison.ts';
import { divide, gap, type Interval, overlaps, scale } from '../interval.ts';
import type { Level } from '../levels.ts';
import { sayPeriod } from '../period.ts';
import { allowed, arguable, printedAs } from '../printed.ts';
import { sayInterval } from '../say.ts';
import { cuesOf, nearest, type Sentence, sentenceAt, wordsOf } from '../sentences.ts';
import { countedGoods, seriesKey } from '../series.ts';
import { SOLID } from '../sources.ts';
import { levelAt, statedHere, topicAt } from '../topic.ts';
import type { Evidence } from '../verdict.ts';

type Stage = ShippedFacts['bestEstimates'][number]['stage'];

const percent = (i: Interval): string => sayInterval(i, 'pct', 1);

const REACH = 30;
const PLACE_REACH = 60;

/** A partner's part of a trade flow: its level over that of all partners. */
const shareOfTrade = (bench: Bench, s: Sentence): readonly Claim[] => {
  const cues = cuesOf(s, 'ofTotal');
  if (cues.length === 0) return [];
  const { text } = bench.marked.normal;
  return s.quantities.flatMap((q): readonly Claim[] => {
    if (q.kind !== 'percent' || q.low !== q.high || !(q.low > 0 && q.low < 100)) return [];
    if (!nearest(q, cues, REACH)) return [];
    const at = spanOf(bench.marked, q);
    // What reading has taken as a change or a figure of another kind is judged as that.
    if (bench.stated.some((f) => f.facts.kind === 'share' && f.start <= at.start && at.end <= f.facts.end))
      return [];
    const topic = topicAt(bench, s, at.start, [1, 3, 6, 12, 2, 4, 5, 7, 8, 9, 10, 11]);
    if (topic?.stated.facts.kind !== 'trade' || !topic.stated.facts.flow) return [];
    const places = wordsOf(s, 'place').filter((w) => w.meaning.value !== topic.stated.facts.reporter);
    const place = nearest(q, places, PLACE_REACH);
    const partner =
      topic.stated.facts.partner !== 'WORLD' && topic.sure
        ? topic.stated.facts.partner
        : place?.meaning.value;
    if (!partner) return [];
    const printed = printedAs(q.low, text.slice(q.numberStart, q.numberEnd));
    if (!printed) return [];
    const facts = topic.stated.facts;
    const part = levelAt(bench, seriesKey({ ...facts, partner })!, topic.span);
    const whole = levelAt(bench, seriesKey({ ...facts, partner: 'WORLD' })!, topic.span);
    const ratio = part && whole && divide(part.interval, whole.interval);
    if (!ratio) return [];
    const share = scale(ratio, 100);
    const own = allowed(printed);
    const close = overlaps(share, own);
    // A share is a change to a reader that took the wrong words: unless it fits, only a firm miss is told.
    const solid = topic.sure && Math.min(part.weight, whole.weight) >= SOLID;
    const firm = solid && !overlaps(share, arguable(printed)) && gap(share, own) > printed.step;
    return [
      {
        kind: 'share',
        ...at,
        verdict: close ? 'holds' : firm ? 'fails' : 'undecided',
        expected: `${percent(own)}, what “${bench.text.slice(at.start, at.end)}” allows`,
        found: percent(share),
        how: `${sayWhat({ ...facts, partner }, topic.span)}: ${sayInterval(part.interval, 't', 1)} of ${sayInterval(whole.interval, 't', 1)} = ${percent(share)}`,
        evidence: [...part.evidence, ...whole.evidence],
        ...comparison('pct', own, [compared(share, 'derived', 'worked out')]),
      },
    ];
  });
};

export const checkTradeShares = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) =>
    statedHere(bench, s).length > 0 || s.index > 0 ? shareOfTrade(bench, s) : [],
  );

/** Kinds of share that a loose word may mean: "processing" is separation, metal making or both. */
const KIN: Readonly<Record<string, readonly string[]>> = {
  processing: ['processing', 'refining', 'output'],
  refining: ['refining', 'processing'],
  output: ['output'],
  market: ['output', 'market'],
  mining: ['mining'],
};

/** Points by which a share must miss before counting the same thing differently can no longer explain it. */
const FIRM_GAP = 10;
/** And before sources that differ among themselves can no longer. */
const WIDE_GAP = 20;

/** Years between a stated share and a recorded one that still lets them be compared. */
const YEARS = 3;

/** Output of rare earths without a form is what mines put out. */
const isOre = ({ subject = 'RE-all', metric = 'output' }: Stated['facts']): boolean =>
  /^RE-(?:all|oxide|ore|concentrate)$/.test(subject) && (metric === 'output' || metric === 'mining');

/** Metrics that may be a share of what is made: a share of "the world total" is of what stands beside it. */
const OF_OUTPUT: ReadonlySet<string> = new Set(['output', 'mining', 'market']);

/** A share of the world's output, worked out from the place's and the world's in the year spoken of. */
const againstLevels = (bench: Bench, s: Stated): Finding | undefined => {
  const { facts, printed } = s;
  if (!printed || !facts.place || !OF_OUTPUT.has(facts.metric ?? 'output')) return undefined;
  // The year of the share, else that of the place's own output in the same sentence.
  const home = sentenceAt(bench.marked, s.start);
  const beside = home && statedHere(bench, home).find((o) => o.facts.kind === 'production' && o.span);
  const span = s.span ?? beside?.span;
  if (!span || (facts.metric === 'market' && !beside)) return undefined;
  const level = (place: string): Level | undefined => {
    const key = seriesKey({ kind: 'production', subject: facts.subject ?? 'RE-all', place, unit: 't' });
    return key === undefined ? undefined : levelAt(bench, key, span);
  };
  const [part, whole] = [level(facts.place), level('WORLD')];
  const ratio = part && whole && divide(part.interval, whole.interval);
  if (!ratio) return undefined;
  const share = scale(ratio, 100);
  const own = allowed(printed);
  const holds = overlaps(share, own);
  if (!holds && overlaps(share, arguable(printed))) return undefined;
  const solid = Math.min(part.weight, whole.weight) >= SOLID;
  const firm = gap(share, own) > (solid ? FIRM_GAP : WIDE_GAP);
  return {
    verdict: holds ? 'holds' : firm ? 'fails' : 'undecided',
    expected: `${percent(own)}, what the figure allows`,
    found: percent(share),
    how: `${facts.subject ?? 'RE-all'}, ${sayPeriod(span)}: ${sayInterval(part.interval, 't', 0)} of ${sayInterval(whole.interval, 't', 0)} = ${percent(share)}`,
    evidence: [...part.evidence, ...whole.evidence],
    ...comparison('pct', own, [compared(share, 'derived', 'worked out')]),
  };
};

const FLOW_OF: Readonly<Record<string, 'export' | 'import'>> = { exports: 'export', imports: 'import' };

/** A partner's part of a country's trade, worked out from the flow to it and to all in the period spoken of. */
const againstTrade = (bench: Bench, s: Stated): Finding | undefined => {
  const { facts, printed } = s;
  const home = sentenceAt(bench.marked, s.start);
  const flows = home ? statedHere(bench, home).filter((o) => o.facts.kind === 'trade' && o.span) : [];
  // "Germany took 1,288 t, 22% of the total": the flow beside says of what
  const beside = flows.find((o) => o.facts.partner === (facts.partner ?? facts.place)) ?? flows[0];
  const isOfBeside =
    beside !== undefined &&
    beside.facts.partner === facts.place &&
    /^(?:market|output)$/.test(facts.metric ?? '');
  const flow = isOfBeside ? beside.facts.flow : FLOW_OF[facts.metric ?? ''];
  const partner = isOfBeside ? facts.place : facts.partner;
  const span = s.span ?? beside?.span;
  if (!printed || !flow || !span || !partner || partner === 'WORLD') return undefined;
  const reporter = (isOfBeside ? beside.facts.reporter : (facts.reporter ?? facts.place)) ?? 'CN';
  const subject = countedGoods(facts.subject, reporter);
  const [part, whole] = [partner, 'WORLD'].map((side): Level | undefined => {
    const key = seriesKey({ kind: 'trade', subject, flow, reporter, partner: side, unit: 't' });
    return key === undefined ? undefined : levelAt(bench, key, span);
  });
  const ratio = part && whole && divide(part.interval, whole.interval);
  if (!ratio) return undefined;
  const share = scale(ratio, 100);
  const own = allowed(printed);
  const firm =
    !overlaps(share, arguable(printed)) &&
    gap(share, own) > printed.step &&
    Math.min(part.weight, whole.weight) >= SOLID;
  return {
    verdict: overlaps(share, own) ? 'holds' : firm ? 'fails' : 'undecided',
    expected: `${percent(own)}, what the figure allows`,
    found: percent(share),
    how: `${sayWhat({ ...facts, kind: 'trade', subject, flow, reporter, partner }, span)}: ${sayInterval(part.interval, 't', 1)} of ${sayInterval(whole.interval, 't', 1)} = ${percent(share)}`,
    evidence: [...part.evidence, ...whole.evidence],
    ...comparison('pct', own, [compared(share, 'derived', 'worked out')]),
  };
};

/** Whether the best estimates of every stage that may be meant are as far from the share. */
const estimatesMiss = (bench: Bench, s: Stated, own: Interval): boolean => {
  const shares = byStage(bench, s);
  return (
    shares.length > 0 && shares.every((each) => gap({ lo: each.percent, hi: each.percent }, own) > WIDE_GAP)
  );
};

/** A share of the world that reading has found, against recorded shares of about that time. */
const againstRecord = (bench: Bench, s: Stated): Finding | undefined => {
  const { facts, printed } = s;
  if (facts.value === undefined || !printed || !facts.place) return undefined;
  const own = allowed(printed);
  const wide = arguable(printed);
  const year = Math.floor((s.span?.to ?? yearMonth(bench)) / 12);
  const subject = facts.subject ?? 'RE-all';
  // Mining, separation and refining are of rare earths, whatever the sentence speaks of beside them.
  const isMagnet = subject.startsWith('NdFeB') || subject === 'magnet-all';
  const family =
    isMagnet && (facts.metric ?? 'output') === 'output'
      ? ['NdFeB-magnet', 'magnet-all']
      : [
          ...new Set([
            'RE-all',
            'RE-oxide',
            ...(isOre(facts) ? [] : ['RE-metal']),
            ...(isMagnet ? [] : [subject]),
          ]),
        ];
  const metrics = KIN[facts.metric ?? ''] ?? [facts.metric ?? ''];
  const known = family
    .flatMap((code) => bench.index.about('share', code))
    .filter(
      (e) =>
        e.facts.place === facts.place &&
        e.level &&
        e.weight > 0 &&
        e.span &&
        metrics.includes(e.facts.metric ?? '') &&
        Math.abs(Math.floor(e.span.to / 12) - year) <= YEARS,
    )
    .sort((a, b) => Math.abs(a.span!.to - year * 12) - Math.abs(b.span!.to - year * 12));
  if (known.length === 0) return undefined;
  const say = (e: (typeof known)[number]): string =>
    `${e.facts.subject} ${e.facts.metric} ${sayPeriod(e.span!)}: ${percent(e.level!)}`;
  const evidence = known.slice(0, 6).map((e) => cite(bench, e));
  const how = known.slice(0, 6).map(say).join('; ');
  const answer = {
    expected: `${percent(own)}, what the figure allows`,
    how,
    evidence,
    ...comparison(
      'pct',
      own,
      known.map((e) => compared(e.level!, 'observed', `${e.facts.metric}, ${sayPeriod(e.span!)}`)),
    ),
  };
  const fitting = known.filter((e) => overlaps(e.level!, own));
  const range = percent({
    lo: Math.min(...known.map((e) => e.level!.lo)),
    hi: Math.max(...known.map((e) => e.level!.hi)),
  });
  if (fitting.length > 0) {
    const all = fitting.length === known.length || fitting.length * 2 >= known.length;
    return { ...answer, verdict: all ? 'holds' : 'basis', found: `${range} on record, by year and stage` };
  }
  const stages = new Set(known.map((e) => `${e.facts.subject} ${e.facts.metric}`)).size;
  if (stages > 1 || known.some((e) => overlaps(e.level!, wide))) {
    return {
      ...answer,
      verdict: 'undecided',
      found: `${range} on record, by year and stage`,
      how: `${how}. Which stage and year are meant would decide it.`,
    };
  }
  // A share in a rule is a threshold, whatever it was read as.
  const home = sentenceAt(bench.marked, s.start);
  const isRule = home !== undefined && cuesOf(home, 'legal', 'mandate').length > 0;
  const misses = (points: number): boolean => !isRule && known.every((e) => gap(e.level!, own) > points);
  const voices = new Set(known.map((e) => e.row.voice)).size;
  const fails =
    misses(WIDE_GAP) && (voices > 1 || known.some((e) => e.weight >= SOLID) || estimatesMiss(bench, s, own));
  return {
    ...answer,
    verdict: fails ? 'fails' : misses(FIRM_GAP) ? 'conflicts' : 'undecided',
    found: `${range} on record`,
    how: `${how}. A share of the same year and the same way of counting would decide it.`,
  };
};

/** Stages of the chain that a loose word may mean. */
const STAGES: Readonly<Record<string, readonly Stage[]>> = {
  mining: ['mining'],
  processing: ['separation_light', 'separation_heavy', 'metal'],
  refining: ['separation_light', 'separation_heavy', 'metal'],
};
const MAGNET_STAGES: readonly Stage[] = ['magnet_sintered', 'magnet_bonded'];

/** What a place makes of each stage, by the best estimates: for saying which stage a share may be of. */
const byStage = (
  bench: Bench,
  s: Stated,
): readonly { text: string; percent: number; evidence: Evidence }[] => {
  const { place, subject = 'RE-all', metric = '' } = s.facts;
  const stages = STAGES[metric] ?? (/magnet/.test(subject) ? MAGNET_STAGES : []);
  return stages.flatMap((stage) => {
    const rows = bench.estimates?.filter((r) => r.stage === stage) ?? [];
    const own = rows.filter((r) => r.place === place);
    const [first] = own;
    if (!first) return [];
    const sum = (among: typeof rows, of: 'production' | 'capacity'): number =>
      among.reduce((total, r) => total + (r[of] ?? 0), 0);
    const percentOf = (of: 'production' | 'capacity'): number => (100 * sum(own, of)) / sum(rows, of);
    const part = (of: 'production' | 'capacity'): string =>
      sum(rows, of) > 0 ? `${Math.round(percentOf(of))}% of ${of}` : '';
    const name = stage.replace('_', ', ');
    const text = `${name} ${first.year}: ${[part('production'), part('capacity')].filter(Boolean).join(', ')}`;
    const evidence: Evidence = {
      type: 'record',
      class: 'derived',
      text: `${place}, ${text}`,
      source: `best estimates of supply, counted as ${first.counted_as}, confidence ${first.confidence}`,
    };
    return [{ text, percent: percentOf('production'), evidence }];
  });
};

/** Judges a stated share. Always answers: what cannot be decided is set beside the shares by stage. */
export const checkShare = (bench: Bench, s: Stated): Finding | undefined => {
  const levels = againstTrade(bench, s) ?? againstLevels(bench, s);
  if (levels && levels.verdict !== 'undecided') return levels;
  const found = againstRecord(bench, s) ?? levels;
  if (found && found.verdict !== 'undecided') return found;
  const stages = byStage(bench, s);
  const sayStages = stages.map((each) => each.text).join('; ');
  const evidence = stages.map((each) => each.evidence);
  if (found) {
    if (stages.length === 0) return found;
    const how = `${found.how} By stage, best estimates: ${sayStages}`;
    return { ...found, how, evidence: [...found.evidence, ...evidence] };
  }
  if (s.facts.value === undefined || !s.printed) return undefined;
  return {
    verdict: 'undecided',
    expected: 'a share on record of the same thing, place and year',
    found: percent(allowed(s.printed)),
    how: `none is on record; one that counts the same way would decide it${sayStages ? `. By stage, best estimates: ${sayStages}` : ''}`,
    evidence,
  };
};

const yearMonth = (bench: Bench): number => {
  const [y, m] = (bench.published ?? bench.asOf).split('-').map(Number);
  return y! * 12 + (m ?? 12) - 1;
};
