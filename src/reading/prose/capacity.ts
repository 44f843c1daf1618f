import { draftOf, isFuture, statedValue, subjectOf } from './build.ts';
import { timeAhead } from './forecast.ts';
import { figureAt, itemsBefore } from './items.ts';
import type { Figure, Statement } from './levels.ts';
import { ownerOf } from './owner.ts';
import { hasMaterial, jointSubject, precise, traded } from './subject.ts';
import { isOfUnknown } from './unknown-goods.ts';

export function capacityStatement(figure: Figure): Statement {
  const { row, role, page } = figure;
  if (role.role === 'change') return { reason: 'a change of capacity' };
  const subject =
    jointSubject(figure) ??
    (hasMaterial(figure) || !page.mainMaterial ? subjectOf(figure) : undefined) ??
    (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!subject) return { reason: 'capacity for nothing that is named' };
  if (isOfUnknown(figure, subject.item)) return { reason: 'a tonnage of something that is not known' };
  const { quantity } = figureAt(row, figure.figure);
  const stated = timeAhead(figure);
  const period = stated && stated.length < 10 ? stated : undefined;
  const fields = {
    subject: traded(subject.code, page),
    ...statedValue(figure),
    unit: quantity!.unit,
    ...(period ? { period } : {}),
    ...ownerOf(figure),
    ...precise(figure),
  };
  // what a company's capacity is to be one day is aimed at
  const isAim = fields.org !== undefined && isFuture(period, figure) && isToBe(figure);
  return isAim
    ? { draft: draftOf(figure, 'target', 'prose/capacity-aim', fields, subject.item) }
    : { draft: draftOf(figure, 'capacity', 'prose/capacity', fields, subject.item) };
}

/** "600 tonnes d'oxydes par an", "2,000 tonnes of magnets a year": the rate stands behind what is made. */
export function isYearly({ row, scope, page, figure }: Figure): boolean {
  const material = scope.owned.findLast(({ type }) => type === 'material');
  const end = material?.end ?? figureAt(row, figure).end;
  const { low, text } = row.normal;
  const list = scope.materials.at(-1);
  const at = list && list.end > end && list.end - end < 60 ? list.end : end;
  if (low[at] !== ' ') return false;
  return page.vocabulary.units
    .matchesAt(low, text, at + 1)
    .some(
      ({ meaning, end: until }) =>
        meaning.type === 'perYear' && !TIME_BEHIND.test(low.slice(until, until + 12)),
    );
}

/** "a year earlier" is a time, no rate. */
const TIME_BEHIND =
  /^ ?(?:(?:19|20)\d\d|earlier|ago|before|prior|later|previous|zuvor|plus tot|auparavant|antes|atras|anterior)/;

/** "is to reach 60,000 tonnes": a word of forecast right before the figure. */
const isToBe = ({ row, figure }: Figure): boolean =>
  itemsBefore(row, figure).some(
    ({ type, value, end }) =>
      type === 'kind' && value === 'forecast' && figureAt(row, figure).start - end <= TO_BE_REACH,
  );

const TO_BE_REACH = 24;
