import type { Observation } from '../observation.ts';
import { figureAt, type Item } from './items.ts';
import type { Figure } from './levels.ts';
import { partOf } from './places.ts';

const WORLD_REACH = 24;

/** Who produces: a company of the sentence, or of the page if it reports one company; else a place. */
export function ownerOf(figure: Figure): Pick<Observation, 'org' | 'place'> {
  const { row, page, memory, passage } = figure;
  const own = figureAt(row, figure.figure);
  const isCompany = ({ type, value }: Item): boolean =>
    type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company';
  const named =
    row.items.findLast((item) => isCompany(item) && item.start < own.start) ?? row.items.find(isCompany);
  // 全球稀土产量约39万吨: of the world, whoever is named before it
  const world = row.items.findLast(({ type, end }) => type === 'world' && end <= own.start);
  const isOfWorld =
    row.isCjk &&
    !named &&
    world !== undefined &&
    !row.items.some(({ type, start, end }) => type === 'place' && start < own.start && end > world.end) &&
    own.start - world.end <= WORLD_REACH;
  if (isOfWorld) return { place: 'WORLD' };
  const place =
    row.items.findLast(
      (item) =>
        (item.type === 'place' || isWholeWorld(item)) &&
        item.start < own.start &&
        !/^(?:destination|origin)$/.test(partOf(row, item)),
    ) ?? figure.scope.owned.find(({ type }) => type === 'place');
  const isPlace = place && !page.vocabulary.continents.has(place.value);
  const carried = memory.org && passage - memory.org.passage <= 3 ? memory.org.name : undefined;
  const org =
    named?.value ??
    (isPlace && !page.isCompanyPage
      ? undefined
      : page.isCompanyPage
        ? (carried ?? page.mainOrg)
        : carried === page.mainOrg
          ? carried
          : undefined);
  const home = org ? page.vocabulary.organisations.get(org)?.place : undefined;
  const topic =
    memory.topic?.type === 'place' && passage - memory.topic.passage <= 2 ? memory.topic.value : undefined;
  const where = org
    ? home
    : isPlace
      ? place.type === 'world'
        ? 'WORLD'
        : place.value
      : (topic ?? page.solePlace);
  return { ...(org ? { org } : {}), ...(where ? { place: where } : {}) };
}

/** "World mine production is put at 390,000 t": the whole, before any word of what is made. */
const isWholeWorld = ({ type }: Item): boolean => type === 'world';
