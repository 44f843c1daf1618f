import type { Draft } from '../draft.ts';
import type { Observation } from '../observation.ts';
import { approvalRate } from './approval.ts';
import { draftOf, statedPeriod, statedValue, subjectOf } from './build.ts';
import { companyStatement } from './company.ts';
import { between, figureAt, type Item, itemsAfter } from './items.ts';
import { governorsOf, metricOf, nearest } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { partOf } from './places.ts';
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
  // "about half went to": too vague where no word says that it is a share
  const isCounted = !row.isCjk && /\d|%|p[eo]r ?[cs]ent|prozent/.test(between(row, own.start, own.end));
  const after = row.items.find(
    (item) =>
      item.start >= own.end &&
      (words.includes(item) || (isCounted && item.type === 'tradePart' && item.value === 'moved')),
  );
  if (after && (after.start - own.end <= 30 || isOfWhole(between(row, own.end, after.start)))) return after;
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

const WHOLE_MOST = 80;

/** "80% of the rare earths imported by the United States were from China": what it is a part of stands between. */
const isOfWhole = (gap: string): boolean =>
  gap.length <= WHOLE_MOST && /^ (?:of|der|des|de|del|da|do|dos|das|av) [^,;.]*$/.test(gap);

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

/** A share of what one country exports or imports is a trade with the other; else it is of the place itself. */
function partyOf(
  figure: Figure,
  place: string,
  metric: string | undefined,
): Pick<Observation, 'place' | 'reporter' | 'partner'> {
  const { row, page } = figure;
  const isGoingOn = tradeBefore(figure) !== undefined;
  const isParty =
    isGoingOn ||
    row.items.some(
      (item) =>
        item.type === 'tradePart' ||
        (item.type === 'place' && item.value === place && partOf(row, item) === 'destination'),
    );
  const isTrade = (metric === 'exports' || metric === 'imports') && isParty;
  const isWorld = row.items.some(({ type }) => type === 'world');
  const importer = metric === 'imports' ? soleOther(row, place) : undefined;
  if (importer && !isWorld) return { reporter: importer, partner: place };
  const reporter = tradeBefore(figure)?.reporter ?? page.reporter;
  return isTrade &&
    !isWorld &&
    (page.isTradePage || isGoingOn) &&
    reporter !== undefined &&
    place !== reporter
    ? { reporter, partner: place }
    : { place };
}

/** "the US and Japan took 40%", "half went to the US and Japan": of no one place. */
function isOfSeveral({ row, figure, scope }: Figure, share: Item): boolean {
  if (share.type === 'tradePart') {
    const [first, second] = row.items.filter(({ type, start }) => type === 'place' && start >= share.end);
    return (
      first !== undefined && second !== undefined && PLACE_JOINT.test(between(row, first.end, second.start))
    );
  }
  if (row.isCjk || scope.places.length < 2) return false;
  const last = scope.places.at(-1)!;
  return last.end <= figureAt(row, figure).start && figureAt(row, figure).start - last.end <= SEVERAL_REACH;
}

const SEVERAL_REACH = 60;
const PLACE_JOINT =
  /^(?:,|,? (?:and|und|et|y|e|och)) (?:to |a |vers |nach |para )?(?:the |los |las |la |l'|les |die |den |o |os |as )?$/;

/** "of the rare earths imported by the United States were from China": the one other country that is named. */
function soleOther(row: Figure['row'], place: string): string | undefined {
  const others = new Set(
    row.items.flatMap(({ type, value }) => (type === 'place' && value !== place ? [value] : [])),
  );
  const [other] = others;
  return others.size === 1 && other !== 'WORLD' ? other : undefined;
}

/** "90% of the world's rare earths": of what there is, where no word says in which step. */
const isOfWorld = ({ row, figure }: Figure): boolean => {
  const { end } = figureAt(row, figure);
  return itemsAfter(row, figure).some(
    ({ type, value, start }) =>
      (type === 'world' && start - end <= 16) || (type === 'kind' && value === 'share' && start - end <= 1),
  );
};

const SHARED: Readonly<Record<string, string>> = {
  production: 'output',
  export: 'exports',
  import: 'imports',
  demand: 'demand',
};

/** 生産量は39万トンで、中国が27万トンと7割を占めた: what the sentence is about is what the share is of. */
function governedBy(figure: Figure): string | undefined {
  const { row } = figure;
  const governor = row.isCjk ? governorsOf(row, figure.figure)[0] : undefined;
  if (governor) return SHARED[governor.governor];
  const flow = tradeBefore(figure)?.flow;
  return flow && SHARED[flow];
}

/** うち中国が63%を占め, "Germany took 1,288 t, 22% of the total": the trade right before that a share is of. */
function tradeBefore({ row, last, memory, passage }: Figure): Draft | undefined {
  if (!row.isCjk && row.items.some(({ type }) => type === 'world')) return undefined;
  // a share that stands between is one of the same trade
  const before = !row.isCjk && last && last.kind !== 'share' ? last : memory.last;
  return before?.kind === 'trade' && passage - before.passage <= 1 ? before : undefined;
}

const JOINED = 8;
const VERB_REACH = 26;
const ORIGIN_REACH = 60;

/**
 * What something is a share of: the word behind it in its clause ("70% of global mine production"), the verb right before
 * it ("mines about 70% of"), else a word farther before it. 产量的70%, 採掘で7割: in Chinese, Japanese and Korean it stands
 * before, or is joined to the figure.
 */
function wholeOf({ row, figure }: Figure): Item | undefined {
  const own = figureAt(row, figure);
  const ahead = nearest(row, figure, ['shareMetric'], 0, 80);
  const behind = nearest(row, figure, ['shareMetric'], 80, 0);
  const gap = ahead ? between(row, own.end, ahead.start) : '';
  const isInClause =
    ahead !== undefined &&
    !/[,，、;。]/.test(gap) &&
    row.phrases.conjunction.startBefore(row.normal.low, ahead.start, own.end) === undefined;
  if (row.isCjk) {
    const isJoined = isInClause && ahead.start - own.end <= JOINED;
    return isJoined ? ahead : (behind ?? ahead);
  }
  if (isInClause) {
    // "mine production", "producción minera": of two words side by side the narrower one says it
    const beside = itemsAfter(row, figure).find(
      ({ type, start }) => type === 'shareMetric' && start >= ahead.end && start - ahead.end <= 3,
    );
    return beside && WIDE.has(ahead.value) ? beside : ahead;
  }
  const isVerb =
    behind !== undefined &&
    own.start - behind.end <= VERB_REACH &&
    !/[,;:]/.test(between(row, behind.end, own.start));
  return isVerb ? behind : (behind ?? ahead);
}

const WIDE: ReadonlySet<string> = new Set(['output', 'market']);

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

interface Holder {
  readonly place?: string;
  readonly org?: string;
  /** Of an origin: the flow that the sentences before told of. */
  readonly flow?: string;
  readonly isOrigin?: boolean;
}

/**
 * Who has a share: where the rest comes from ("70% came from China"), the place or company named before the figure, the
 * one right after it, or the one that the sentence before was about, where this one goes on with a pronoun or begins
 * with its verb.
 */
function holderOf(figure: Figure): Holder {
  const { row, page, memory, passage } = figure;
  const own = figureAt(row, figure.figure);
  const isCountry = ({ type, value }: Item): boolean =>
    type === 'place' && value !== 'WORLD' && !page.vocabulary.continents.has(value);
  const isCompany = ({ type, value }: Item): boolean =>
    type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company';
  const next =
    figure.figure + 1 < row.figures.length ? figureAt(row, figure.figure + 1).start : row.passage.end;
  const origin = row.items.find(
    (item) => isCountry(item) && item.start >= own.end && item.end <= next && partOf(row, item) === 'origin',
  );
  const isListed = figure.last?.kind === 'share' && figure.last.place !== undefined;
  if (origin && (origin.start - own.end <= ORIGIN_REACH || isListed)) {
    const flow = memory.flow && passage - memory.flow.passage <= 1 ? `${memory.flow.value}s` : undefined;
    return { place: origin.value, isOrigin: true, ...(flow ? { flow } : {}) };
  }
  const before = row.items.findLast((item) => (isCountry(item) || isCompany(item)) && item.end <= own.start);
  if (before) return before.type === 'org' ? { org: before.value } : { place: before.value };
  const after = row.items.find(
    (item) => isCountry(item) && item.start >= own.end && item.start - own.end <= 70,
  );
  const isGoingOn = memory.topic !== undefined && passage - memory.topic.passage === 1 && goesOn(row);
  if (isGoingOn)
    return memory.topic!.type === 'org' ? { org: memory.topic!.value } : { place: memory.topic!.value };
  if (after) return { place: after.value };
  const country = goesOn(row) ? (page.solePlace ?? page.mainPlace) : undefined;
  return country ? { place: country } : {};
}

const goesOn = ({ phrases, normal, passage }: Figure['row']): boolean =>
  phrases.pronoun.endAfter(normal.low, passage.start) !== undefined;

/** What is dug, parted and held in the ground is rare earths, whatever the sentences before were about. */
const OF_THE_GROUND: ReadonlySet<string> = new Set(['mining', 'refining', 'processing', 'reserves']);

function subjectOfShare(figure: Figure, metric: string | undefined): { code: string } | undefined {
  const { row, page } = figure;
  const owned = ownedSubject(figure);
  if (owned) return owned;
  const own = figureAt(row, figure.figure);
  // "these metals such as europium": named as examples
  const isNamed = row.items.some(
    (item) => item.type === 'material' && item.end <= own.start && !isExample(row, item),
  );
  const found: { readonly code: string; readonly item?: Item } | undefined =
    subjectOf(figure) ?? (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!found || isNamed) return found;
  if (metric && OF_THE_GROUND.has(metric)) return { code: 'RE-all' };
  // an element that the sentences before named, among others, or an example is not what a share is of
  const isOther = found.item ? isExample(row, found.item) : found.code !== page.mainMaterial;
  return (metric ?? 'output') === 'output' && ELEMENT.test(found.code) && isOther
    ? { code: 'RE-all' }
    : found;
}

const ELEMENT = /^[A-Z][a-z]?(?:[A-Z][a-z])?(?:-|$)/;

const isExample = ({ phrases, normal, passage }: Figure['row'], { start }: Item): boolean =>
  phrases.suchAs.startBefore(normal.low, start, passage.start) !== undefined;

/** The material after the figure: "90% of global rare earth magnet output". */
function ownedSubject(figure: Figure): { code: string; item?: Item } | undefined {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const next = row.figures[figure.figure + 1];
  const limit = next === undefined ? row.passage.end : row.items[next]!.start;
  const material = row.items.find(
    ({ type, start }) => type === 'material' && start >= own.end && start < limit && start - own.end <= 70,
  );
  if (!material || isExample(row, material) || /[,;，。、]/.test(between(row, own.end, material.start)))
    return undefined;
  return { code: material.value, item: material };
}
