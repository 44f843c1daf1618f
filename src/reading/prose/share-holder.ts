import type { Draft } from '../draft.ts';
import type { Observation } from '../observation.ts';
import { between, figureAt, type Item } from './items.ts';
import { governorsOf } from './kinds.ts';
import type { Figure } from './levels.ts';
import { partOf } from './places.ts';

/** A share of what one country exports or imports is a trade with the other; else it is of the place itself. */
export function partyOf(
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
export function isOfSeveral({ row, figure, scope }: Figure, share: Item): boolean {
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

export const SHARED: Readonly<Record<string, string>> = {
  production: 'output',
  export: 'exports',
  import: 'imports',
  demand: 'demand',
};

/** 生産量は39万トンで、中国が27万トンと7割を占めた: what the sentence is about is what the share is of. */
export function governedBy(figure: Figure): string | undefined {
  const { row } = figure;
  const governor = row.isCjk ? governorsOf(row, figure.figure)[0] : undefined;
  if (governor) return SHARED[governor.governor];
  const flow = tradeBefore(figure)?.flow;
  return flow && SHARED[flow];
}

/** うち中国が63%を占め, "Germany took 1,288 t, 22% of the total": the trade right before that a share is of. */
export function tradeBefore({ row, last, memory, passage }: Figure): Draft | undefined {
  if (!row.isCjk && row.items.some(({ type }) => type === 'world')) return undefined;
  // a share that stands between is one of the same trade
  const before = !row.isCjk && last && last.kind !== 'share' ? last : memory.last;
  return before?.kind === 'trade' && passage - before.passage <= 1 ? before : undefined;
}

const ORIGIN_REACH = 60;

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
export function holderOf(figure: Figure): Holder {
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
