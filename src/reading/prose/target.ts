import { draftOf, statedPeriod, statedValue, subjectOf } from './build.ts';
import { yearAhead } from './forecast.ts';
import { between, figureAt, type Item, itemsBefore } from './items.ts';
import { nearest } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { ownerOf } from './owner.ts';
import { jointSubject, precise, traded } from './subject.ts';

const TARGET_REACH = 60;

/** "aims to produce 1,000 tonnes": a word of aim before the figure, and no other figure between. */
export function isTargeted({ row, figure }: Figure): boolean {
  const own = figureAt(row, figure);
  return itemsBefore(row, figure).some(
    ({ type, value, start, end }) =>
      type === 'kind' &&
      value === 'target' &&
      !row.items.some((item) => item.type === 'quotaWord' && item.start === start) &&
      own.start - end <= TARGET_REACH &&
      !/[,;。，]/.test(between(row, end, own.start)),
  );
}

/** A quota of a country, or a company's part of it, or the change of one. */
export function quotaStatement(figure: Figure): Statement {
  const { row, page, role } = figure;
  const subject = subjectOf(figure) ?? { code: 'RE-all' };
  const { quantity } = figureAt(row, figure.figure);
  const quota = quotaWordOf(figure);
  const period = quotaPeriod(figure);
  const org = quotaHolder(figure);
  const metric = quotaOf(figure);
  if (role.role === 'change' && !metric) return { reason: 'a change of quotas of no kind that is named' };
  const fields = {
    subject: isCountedSo(subject.code) ? 'RE-all' : traded(subject.code, page),
    ...statedValue(figure),
    ...(role.role === 'change' ? {} : { unit: quantity!.unit }),
    ...(period ? { period } : {}),
    place: (org && page.vocabulary.organisations.get(org)?.place) || 'CN',
    ...(org ? { org } : {}),
    ...(metric ? { metric } : {}),
  };
  return { draft: draftOf(figure, 'target', 'prose/quota', fields, quota ?? subject.item) };
}

/** What quotas are counted in, or dug from: they are of rare earths all the same. */
const isCountedSo = (code: string): boolean =>
  !code.startsWith('RE-') || /^RE-(?:oxide|ore|concentrate)$/.test(code);

/** The group of companies whose part of the quota a figure is. */
export function quotaHolder({ row, figure, name, page }: Figure): string | undefined {
  if (name?.type === 'org') return name.value;
  return row.items.findLast(
    ({ type, value, start }) =>
      type === 'org' &&
      page.vocabulary.organisations.get(value)?.kind === 'company' &&
      start < figureAt(row, figure).start,
  )?.value;
}

/** The word that says which quota a figure is of: right behind it, of a list, or nearest before it. */
function quotaWordOf(figure: Figure): Item | undefined {
  const { row } = figure;
  const { start: at, end: ownEnd } = figureAt(row, figure.figure);
  return (
    row.items.find(
      ({ type, start }) => type === 'quota' && start >= ownEnd && FOR_QUOTA.test(between(row, ownEnd, start)),
    ) ??
    (figure.name?.type === 'quota' ? figure.name : undefined) ??
    nearest(row, figure.figure, ['quota'], 90, 30) ??
    row.items.findLast(({ type, start }) => type === 'quota' && start < at)
  );
}

/** The kind of quota that a figure is of: `mining_quota` and the like, by its sentence or the one before. */
export function quotaOf(figure: Figure): string | undefined {
  const { memory, passage } = figure;
  const isGoingOn = memory.quota !== undefined && passage - memory.quota <= QUOTA_CARRIED;
  return quotaWordOf(figure)?.value ?? (isGoingOn ? memory.quotaMetric : undefined);
}

/** When a quota is for: as its sentence says, else the ones before. */
export function quotaPeriod(figure: Figure): string | undefined {
  const stated = statedPeriod(figure);
  if (stated === undefined) return figure.memory.quotaPeriod;
  return stated.length === 10 ? stated.slice(0, 4) : stated;
}

const QUOTA_CARRIED = 2;

/** "135,000 tonnes for mining": the kind of quota behind its figure. */
const FOR_QUOTA =
  /^ ?(?:\(?reo\)? )?(?:(?:for|of|in|to) (?:the )?(?:rare earths? |light |heavy |ion-adsorption )?)?$/;

export function targetStatement(figure: Figure): Statement {
  const { row, page } = figure;
  const { quantity } = figureAt(row, figure.figure);
  if (figure.role.role === 'change') return { reason: 'a change that is aimed at' };
  const subject =
    jointSubject(figure) ??
    subjectOf(figure) ??
    (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!subject) return { reason: 'a target for nothing that is named' };
  const period = yearAhead(figure) ?? statedPeriod(figure);
  const fields = {
    subject: traded(subject.code, page),
    ...statedValue(figure),
    unit: quantity!.unit,
    ...(period && period.length < 10 ? { period } : {}),
    ...ownerOf(figure),
    ...precise(figure),
  };
  return { draft: draftOf(figure, 'target', 'prose/target', fields, subject.item) };
}

const BENCHMARK_REACH = 70;
/** How many sentences an aim that a list goes through is carried. */
const CARRIED = 8;

/**
 * "At least 10% of the EU's annual consumption for extraction by 2030": a share of a country's own needs that is aimed
 * at, in a sentence that says so or in the list behind one.
 */
export function benchmarkStatement(figure: Figure): Statement | undefined {
  const { row, memory, passage } = figure;
  const own = figureAt(row, figure.figure);
  if (own.quantity!.kind !== 'percent' || figure.role.role !== 'level') return undefined;
  const isNeed = row.items.some(
    ({ type, value }) => (type === 'kind' || type === 'shareMetric') && value === 'demand',
  );
  const isAim =
    row.items.some(
      ({ type, value }) => (type === 'kind' && value === 'target') || (type === 'act' && value === 'scheme'),
    ) ||
    (memory.aim !== undefined && passage - memory.aim.passage <= CARRIED);
  if (!isNeed || !isAim) return undefined;
  const words = row.items.filter(({ type }) => type === 'benchmark');
  const before = figure.figure > 0 ? figureAt(row, figure.figure - 1).end : row.passage.start;
  const next = row.figures[figure.figure + 1];
  const end = next === undefined ? row.passage.end : row.items[next]!.start;
  const ahead = words.findLast(
    ({ end: at, start }) => start >= before && at <= own.start && own.start - at <= 24,
  );
  const behind = words.find(
    ({ start, end: at }) => start >= own.end && at <= end && start - own.end <= BENCHMARK_REACH,
  );
  const cap = words.find(({ value }) => value === 'single_country');
  const isOwned = behind && !/[,，、和及]| (?:and|und|et|y|e) /.test(between(row, own.end, behind.start));
  const word = cap ?? (isOwned ? behind : (ahead ?? behind));
  if (!word) return undefined;
  const period = yearAhead(figure) ?? memory.aim?.period;
  const place = row.items.find(({ type }) => type === 'place')?.value ?? memory.aim?.place;
  const fields = {
    subject: word.value === 'single_country' ? 'single third country cap' : `${word.value} benchmark`,
    ...statedValue(figure),
    unit: 'pct',
    ...(period ? { period } : {}),
    ...(place ? { place } : {}),
  };
  return {
    draft: draftOf(figure, 'target', 'prose/benchmark', fields, word.start < own.start ? word : undefined),
  };
}
