import type { Observation } from '../observation.ts';
import { approvalRate } from './approval.ts';
import { draftOf, statedPeriod, statedValue, subjectOf } from './build.ts';
import { companyStatement } from './company.ts';
import { between, figureAt, type Item } from './items.ts';
import { metricOf, nearest } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { traded } from './subject.ts';
import {
  benchmarkStatement,
  isTargeted,
  quotaHolder,
  quotaOf,
  quotaPeriod,
  targetStatement,
} from './target.ts';

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

/** The part of a quota that a group of companies was given: 占指标总量的69.44%, 获得67.94%的配额. */
function quotaShare(figure: Figure): Statement | undefined {
  const { row, passage, memory } = figure;
  const own = figureAt(row, figure.figure);
  const word = row.items.findLast(
    ({ type, start }) => type === 'quotaWord' && start - own.end <= QUOTA_REACH,
  );
  const hasQuota = word !== undefined || figure.last?.read_by === 'prose/quota';
  const isGoingOn = memory.quota !== undefined && passage - memory.quota <= 1;
  if (!hasQuota && !isGoingOn) return undefined;
  const quota = quotaOf(figure);
  const holder = quotaHolder(figure);
  const org = holder ?? figure.page.mainOrg;
  if (!quota || !org) return undefined;
  const share = shareWord(figure) ?? (word && isBeside(word, own) ? word : undefined) ?? takenBefore(figure);
  if (!share) return undefined;
  const period = quotaPeriod(figure);
  const fields = {
    subject: 'RE-all',
    ...statedValue(figure),
    unit: 'pct',
    ...(period ? { period } : {}),
    metric: quota,
    org,
  };
  return {
    draft: draftOf(figure, 'share', 'prose/quota-share', fields, share.start < own.start ? share : undefined),
  };
}

const QUOTA_REACH = 10;

const isBeside = (word: Item, own: Item): boolean =>
  word.start >= own.end ? word.start - own.end <= QUOTA_REACH : own.start - word.end <= QUOTA_REACH;

/** The holder right before the figure, with a verb of taking between: 北方稀土分配80%, 分别获得17.96%. */
const takenBefore = ({ row, figure }: Figure): Item | undefined => {
  const own = figureAt(row, figure);
  return row.items.findLast(
    ({ type, end }) => type === 'org' && end <= own.start && own.start - end <= TAKEN_REACH,
  );
};

const TAKEN_REACH = 8;

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

/** The word that makes a percentage a share: before it, or "of the world's" after it. */
function shareWord(figure: Figure): Item | undefined {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const words = row.items.filter(({ type, value }) => type === 'kind' && value === 'share');
  const before = words.findLast(({ end }) => end <= own.start && own.start - end <= 60);
  if (before && !/[;。]/.test(between(row, before.end, own.start))) return before;
  const after = words.find(({ start }) => start >= own.end && start - own.end <= 30);
  if (after) return after;
  const world = row.items.find(
    ({ type, start }) => type === 'world' && start >= own.end && start - own.end <= 16,
  );
  if (world) return world;
  // a list goes on: "90% of output and 80% of processing"
  const previous = figure.figure > 0 ? figureAt(row, figure.figure - 1) : undefined;
  if (
    previous?.quantity?.kind === 'percent' &&
    /^ (?:of|der|des|de|del|da|do)\b/.test(between(row, own.end, own.end + 5))
  ) {
    return words.findLast(({ end }) => end <= own.start);
  }
  return undefined;
}

function shareOf(figure: Figure, share: Item): Statement {
  const { row, page } = figure;
  const own = figureAt(row, figure.figure);
  const subject =
    ownedSubject(figure) ??
    subjectOf(figure) ??
    (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!subject) return { reason: 'a share of nothing that is named' };
  const [ahead, behind] = [
    nearest(row, figure.figure, ['shareMetric'], 0, 80),
    nearest(row, figure.figure, ['shareMetric'], 80, 0),
  ];
  // 产量的70%, 採掘で7割: in these languages what a share is of stands before it, or is joined to it
  const isJoined =
    ahead !== undefined &&
    ahead.start - own.end <= JOINED &&
    !/[,，、;。]/.test(between(row, own.end, ahead.start));
  const metric = row.isCjk && !isJoined ? (behind ?? ahead) : (ahead ?? behind);
  const place =
    row.items.findLast(({ type, end }) => type === 'place' && end <= own.start) ??
    row.items.find(({ type, start }) => type === 'place' && start >= own.end && start - own.end <= 70);
  const isCompany = ({ type, value }: Item): boolean =>
    type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company';
  const org = place ? undefined : row.items.findLast((item) => isCompany(item) && item.end <= own.start);
  const stated = statedPeriod(figure);
  if (!metric && !place && !org) return { reason: 'a share of nobody that is named' };
  const fields = {
    subject: traded(subject.code, page),
    ...statedValue(figure),
    unit: 'pct',
    ...(stated && stated.length < 10 ? { period: stated } : {}),
    metric: metric?.value ?? 'market',
    ...(place && place.value !== 'WORLD' && !page.vocabulary.continents.has(place.value)
      ? partyOf(figure, place, metric?.value)
      : {}),
    ...(org ? { org: org.value } : {}),
  };
  const quoteFrom = share.start < own.start ? share : undefined;
  return { draft: draftOf(figure, 'share', 'prose/share', fields, quoteFrom) };
}

/** A share of what one country exports or imports is a trade with the other; else it is of the place itself. */
function partyOf(
  { row, page }: Figure,
  place: Item,
  metric: string | undefined,
): Pick<Observation, 'place' | 'reporter' | 'partner'> {
  const isTrade = metric === 'exports' || metric === 'imports';
  const isOfWorld = row.items.some(({ type }) => type === 'world');
  const { reporter } = page;
  return isTrade && !isOfWorld && page.isTradePage && reporter !== undefined && place.value !== reporter
    ? { reporter, partner: place.value }
    : { place: place.value };
}

const JOINED = 8;

/** The material after the figure: "90% of global rare earth magnet output". */
function ownedSubject(figure: Figure): { code: string; item?: Item } | undefined {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const next = row.figures[figure.figure + 1];
  const limit = next === undefined ? row.passage.end : row.items[next]!.start;
  const material = row.items.find(
    ({ type, start }) => type === 'material' && start >= own.end && start < limit && start - own.end <= 70,
  );
  if (!material || /[,;，。、]/.test(between(row, own.end, material.start))) return undefined;
  return { code: material.value, item: material };
}
