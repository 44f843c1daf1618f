import { approvalRate } from './approval.ts';
import { draftOf, statedPeriod, statedValue } from './build.ts';
import { companyStatement } from './company.ts';
import { between, figureAt, type Item } from './items.ts';
import { metricOf } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { quotaShare } from './quota-share.ts';
import { governedBy, holderOf, isOfSeveral, partyOf, SHARED, tradeBefore } from './share-holder.ts';
import { subjectOfShare } from './share-subject.ts';
import { isOfWorld, shareWord, wholeOf } from './share-words.ts';
import { traded } from './subject.ts';
import { benchmarkStatement, isTargeted, targetStatement } from './target.ts';

/** A percentage or count that is no change: a share, a rate of approvals, a target, a margin. */
export function shareStatement(figure: Figure): Statement {
  const { row, scope } = figure;
  const own = figureAt(row, figure.figure);
  const rate = approvalRate(figure);
  if (rate) return rate;
  if (own.quantity!.kind === 'count') return { reason: 'a count of something else' };
  const metric = metricOf(row, figure.figure, scope);
  const spent = spentShare(figure);
  if (spent) return companyStatement(figure, spent);
  if (metric && /margin|ratio/.test(metric.value) && own.start - metric.end < 120)
    return companyStatement(figure, metric);
  const benchmark = benchmarkStatement(figure);
  if (benchmark) return benchmark;
  if (isPurity(figure)) return { reason: 'a purity' };
  const ofQuota = quotaShare(figure);
  if (ofQuota) return ofQuota;
  if (isTargeted(figure)) return targetStatement(figure);
  const share = shareWord(figure);
  if (!share) return { reason: 'a percentage of nothing that is named' };
  return shareOf(figure, share);
}

/** "R&D expenses were 4.8% of revenue", 研发费用占营收比例4.7%: the ratio of two lines of accounts. */
function spentShare({ row, figure }: Figure): Item | undefined {
  const own = figureAt(row, figure);
  const isRevenue = ({ type, value }: Item): boolean => type === 'metric' && value === 'revenue';
  const beside = row.items.some(
    (item) =>
      isRevenue(item) &&
      ((item.start >= own.end && item.start - own.end <= 16) ||
        (item.end <= own.start && own.start - item.end <= 8)),
  );
  const spent = row.items.findLast(
    ({ type, value, end }) =>
      type === 'metric' && value === 'rd_expense' && end <= own.start && own.start - end <= 60,
  );
  return beside && spent ? { ...spent, value: 'rd_ratio' } : undefined;
}

/** "Dy oxide 99.5%", "REO ≥ 92%": how pure, not how much. */
function isPurity(figure: Figure): boolean {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const lead = between(row, Math.max(0, own.start - 6), own.start);
  const isBeside = row.items.some(
    ({ type, end }) => type === 'material' && end <= own.start && own.start - end <= 3,
  );
  return (isBeside && own.quantity!.low >= 85 && own.quantity!.decimals > 0) || /[≥>=](?: )?$/.test(lead);
}

function shareOf(figure: Figure, share: Item): Statement {
  const { row, page } = figure;
  const own = figureAt(row, figure.figure);
  const made = partOfOutput(figure);
  if (made) return made;
  const said = wholeOf(figure);
  const holder = holderOf(figure);
  const metric = said?.value ?? holder.flow ?? undefined;
  const subject = subjectOfShare(figure, metric);
  if (!subject) return { reason: 'a share of nothing that is named' };
  const before = tradeBefore(figure);
  const isOfBefore = before?.flow !== undefined && (metric ?? SHARED[before.flow]) === SHARED[before.flow];
  const stated = statedPeriod(figure) ?? (isOfBefore ? before.period : undefined);
  if (!metric && !holder.place && !holder.org) return { reason: 'a share of nobody that is named' };
  if (isOfSeveral(figure, share)) return { reason: 'a share of several places taken together' };
  const fields = {
    subject: traded(subject.code, page),
    ...statedValue(figure),
    unit: 'pct',
    ...(stated && stated.length < 10 ? { period: stated } : {}),
    metric: metric ?? governedBy(figure) ?? (holder.isOrigin || isOfWorld(figure) ? 'output' : 'market'),
    ...(holder.place ? partyOf(figure, holder.place, metric ?? governedBy(figure)) : {}),
    ...(holder.org ? { org: holder.org } : {}),
  };
  const quoteFrom = share.start < own.start ? share : undefined;
  return { draft: draftOf(figure, 'share', 'prose/share', fields, quoteFrom) };
}

/** "mined 270,000 tonnes in 2024, or 69% of the global total": the share that the amount before it is. */
function partOfOutput(figure: Figure): Statement | undefined {
  const { row, last } = figure;
  if (last?.kind !== 'production' || !last.place || !isOfWorld(figure) || !last.subject) return undefined;
  const own = figureAt(row, figure.figure);
  if (own.start - last.end > OUTPUT_REACH) return undefined;
  const verb = row.items.findLast(({ type, end }) => type === 'shareMetric' && end <= last.end);
  const fields = {
    subject: last.subject,
    ...statedValue(figure),
    unit: 'pct',
    ...(last.period ? { period: last.period } : {}),
    metric: verb?.value ?? 'output',
    place: last.place,
  };
  return { draft: draftOf(figure, 'share', 'prose/share-of-output', fields) };
}

const OUTPUT_REACH = 60;
