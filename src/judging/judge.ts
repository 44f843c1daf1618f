import type { JudgingWords } from '../facts/schemas/judging-words.ts';
import type { Law } from '../law/index.ts';
import type { DocumentText, Reading } from '../reading/index.ts';
import type { Vocabulary } from '../vocabulary/index.ts';
import { type Bench, type Estimates, type Finding, layOut, type Money, type Stated } from './bench.ts';
import { checkActs } from './checks/act.ts';
import { checkAim } from './checks/aim.ts';
import { checkApproval } from './checks/approval.ts';
import { checkAverages } from './checks/average.ts';
import { checkChange } from './checks/change.ts';
import { checkConversions } from './checks/conversion.ts';
import { checkDates } from './checks/date.ts';
import { otherReporter } from './checks/doubt.ts';
import { checkExtremes } from './checks/extreme.ts';
import { checkAhead, checkForecasts } from './checks/forecast.ts';
import { checkLevel } from './checks/level.ts';
import { checkMonthlyMeans } from './checks/monthly-mean.ts';
import { checkMultiples } from './checks/multiple.ts';
import { checkOutOfRange } from './checks/out-of-range.ts';
import { checkPrice } from './checks/price.ts';
import { checkPriceChange } from './checks/price-change.ts';
import { checkPriceGaps } from './checks/price-gap.ts';
import { checkRanks } from './checks/rank.ts';
import { checkShare, checkTradeShares } from './checks/share.ts';
import { checkStreaks } from './checks/streak.ts';
import type { Claim } from './claim.ts';
import type { Forecaster } from './forecaster.ts';
import { monthsIn } from './period.ts';
import { indexRecord, type RecordedObservation, type RecordIndex, type Self } from './record.ts';
import { markSentences } from './sentences.ts';
import { changesOf, stateAll, wholeFigure } from './statements.ts';
import type { JudgedStatement } from './verdict.ts';

/** The document to be judged; id, address and publisher keep it from confirming itself. */
export interface JudgedDocument extends DocumentText, Self {}

export interface JudgingContext {
  /** What is on record as of `asOf`. Give the same array again and its index is used again. */
  readonly record: readonly RecordedObservation[];
  readonly vocabulary: Vocabulary;
  /** `loadFacts().judgingWords`. */
  readonly words: JudgingWords;
  /** Exchange rates and tax rates (`loadFacts()` holds both), for prices on other bases. */
  readonly money?: Money;
  /** `loadFacts().bestEstimates`, for shares by stage. */
  readonly estimates?: Estimates;
  /** `createLaw(loadFacts().acts, loadFacts().lawWords)`. Without it nothing is said of acts. */
  readonly law?: Law;
  /** The chain model's answers to forecasts, where it can say more. */
  readonly forecaster?: Forecaster;
  /** ISO day of the record and the law. */
  readonly asOf: string;
}

const indexes = new WeakMap<readonly RecordedObservation[], RecordIndex>();

const indexOf = (record: readonly RecordedObservation[]): RecordIndex => {
  const known = indexes.get(record);
  if (known) return known;
  const index = indexRecord(record);
  indexes.set(record, index);
  return index;
};

const claim = (
  kind: string,
  at: { start: number; end: number },
  finding: Finding | undefined,
): readonly Claim[] => (finding ? [{ kind, start: at.start, end: at.end, ...finding }] : []);

/** What seems wrong of one country may be said of another: then it is left open. */
const unlessOfAnother = (bench: Bench, s: Stated, finding: Finding | undefined): Finding | undefined => {
  const other = finding?.verdict === 'fails' ? otherReporter(bench, s) : undefined;
  if (!finding || !other) return finding;
  const how = `${finding.how}; the text around names ${other}, not ${s.facts.reporter ?? 'CN'}: whose trade is meant would decide it`;
  return { ...finding, verdict: 'undecided', how };
};

/** The statements that one observation makes: its figure, and each of its changes. */
const ofFigure = (bench: Bench, s: Stated, { law, forecaster }: JudgingContext): readonly Claim[] => {
  const at = wholeFigure(bench, s);
  const settled = s.facts.kind === 'target' ? checkAim(bench, law, s) : undefined;
  const ahead = settled && settled.verdict !== 'undecided' ? undefined : checkAhead(bench, s, forecaster);
  if (ahead) return claim('forecast', at, ahead);
  const changes = (check: typeof checkChange): readonly Claim[] =>
    changesOf(bench, s).flatMap((c) =>
      claim('change', wholeFigure(bench, c), unlessOfAnother(bench, s, check(bench, c))),
    );
  switch (s.facts.kind) {
    case 'price':
      return [...claim('value', at, checkPrice(bench, s)), ...changes(checkPriceChange)];
    case 'trade':
    case 'financial':
    case 'production':
    case 'capacity': {
      const isSum = s.facts.kind === 'trade' && s.span !== undefined && monthsIn(s.span) > 1;
      return [
        ...claim(isSum ? 'sum' : 'value', at, unlessOfAnother(bench, s, checkLevel(bench, s))),
        ...changes(checkChange),
      ];
    }
    case 'share':
      return claim('share', at, checkShare(bench, s));
    case 'approval':
      return claim('approval', at, checkApproval(bench, s));
    case 'target':
      return claim('target', at, settled);
    case 'funding':
      return claim('funding', at, checkAim(bench, law, s));
    default:
      return [];
  }
};

/** The statements that only a sentence as a whole makes. */
const ofSentences = (bench: Bench, { law, forecaster, vocabulary }: JudgingContext): readonly Claim[] => [
  ...checkStreaks(bench),
  ...checkExtremes(bench),
  ...checkMultiples(bench),
  ...checkPriceGaps(bench),
  ...checkTradeShares(bench),
  ...checkRanks(bench),
  ...checkAverages(bench),
  ...checkMonthlyMeans(bench),
  ...checkConversions(bench),
  ...checkOutOfRange(bench, vocabulary),
  ...checkDates(bench),
  ...(law ? checkActs(bench, law) : []),
  ...checkForecasts(bench, forecaster),
];

/** An aim, a share or a price that the text gives as law is judged as law, once. */
const isSaidByAct = (each: Claim, all: readonly Claim[]): boolean =>
  each.kind !== 'act' &&
  (each.kind === 'target' || each.verdict === 'forecast' || each.verdict === 'undecided') &&
  all.some((o) => o.kind === 'act' && o.start < each.end && each.start < o.end);

const asStatement = (text: string, { kind, start, end, evidence, ...finding }: Claim): JudgedStatement => ({
  quote: text.slice(start, end),
  start,
  end,
  kind,
  ...finding,
  evidence: [...new Map(evidence.map((e) => [`${e.ref ?? ''} ${e.text}`, e])).values()],
});

/**
 * Gives every statement of a document its verdict.
 *
 * @param document its text, day, and what it is (so that it cannot confirm itself)
 * @param reading what `read` made of the same text
 * @param context the record, the law and the day to judge by
 * @returns statements in reading order
 */
export const judge = (
  document: JudgedDocument,
  reading: Reading,
  context: JudgingContext,
): readonly JudgedStatement[] => {
  const { text } = document;
  const marked = markSentences(text, context.vocabulary, context.words);
  const bench = layOut({
    text,
    asOf: context.asOf,
    self: document,
    index: indexOf(context.record),
    money: context.money,
    estimates: context.estimates,
    stated: stateAll(text, reading.observations, marked),
    marked,
    ...(document.published ? { published: document.published } : {}),
  });
  const claims = [
    ...bench.stated.flatMap((s) => ofFigure(bench, s, context)),
    ...ofSentences(bench, context),
  ];
  return claims
    .filter((each) => !isSaidByAct(each, claims))
    .map((each) => asStatement(text, each))
    .sort((a, b) => a.start - b.start || a.end - b.end);
};
