import type { Vocabulary } from '../../vocabulary/index.ts';
import { isToBefore } from './from-and-to.ts';
import { between, figureAt, type Item, itemsAfter, itemsBefore, type Row } from './items.ts';
import type { Direction, Role } from './role.ts';

const STOP = /[;。！？]/;

export interface Found {
  readonly item: Item;
  readonly direction: Direction;
  readonly gap: string;
}

/** The word of change before a figure that may govern it: no other statement stands between them. */
export function directionBefore(
  row: Row,
  figure: number,
  vocabulary: Vocabulary,
  isCjk: boolean,
): Found | undefined {
  const start = figureAt(row, figure).start;
  const items = itemsBefore(row, figure);
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i]!;
    if (item.type === 'notDirection') continue;
    if (item.type !== 'direction' && item.type !== 'multiple') continue;
    if (item.type === 'multiple') return undefined;
    const gap = between(row, item.end, start);
    const isBound = BY_BEFORE.test(between(row, Math.max(0, start - 24), start));
    if (gap.length > (isBound ? FAR_VERB : 60) || STOP.test(gap)) return undefined;
    if (isCjk && isOfClauseBefore(row, item, start)) return undefined;
    const word = between(row, item.start, item.end);
    const isTiny = isCjk && item.end - item.start === 1;
    if (isTiny && gap.length > 3) continue;
    const isSign = row.language === 'de' && SIGN_WORD.test(word) && gap === ' ';
    if (isSign) return { item, direction: item.value as Direction, gap };
    if (vocabulary.afterOnly.has(word) && gap.trim() !== '' && !/^(?: by| um)?[ :]*$/.test(gap)) continue;
    if (
      vocabulary.afterOnly.has(word) &&
      /^(?:over|above|under|below|more|less|mehr|weniger|plus|moins|mas|menos|mais|多|高|安)$/.test(word)
    )
      continue;
    return { item, direction: item.value as Direction, gap };
  }
  return undefined;
}

/** "(plus 10,3 Prozent)": in German a word for a sign. */
const SIGN_WORD = /^(?:plus|minus)$/;

/** "by 17.5%", "um rund 17,5 Prozent": a word that binds a figure to its verb, however far that stands. */
export const BY_BEFORE =
  /(?:^|[ ,])(?:by|um|med)(?: (?:about|around|nearly|almost|over|more than|some|just|only|a further|rund|etwa|knapp|fast|uber|mehr als|nur|weitere|gut|nastan|cirka))? ?$/;

export const FAR_VERB = 130;

/** "sind im September um 29,5 Prozent auf 420 Tonnen gesunken": the verb at the end of its clause, behind where it ended. */
export function verbAtEnd(row: Row, figure: number): Found | undefined {
  const own = figureAt(row, figure);
  if (row.language !== 'de' || !BY_BEFORE.test(between(row, Math.max(0, own.start - 24), own.start)))
    return undefined;
  const next = figure + 1 < row.figures.length ? figureAt(row, figure + 1) : undefined;
  const item = row.items.find(
    ({ type, value, start }) => type === 'direction' && value !== 'flat' && start >= own.end,
  );
  if (!item || item.start - own.end > FAR_VERB) return undefined;
  const gap = between(row, own.end, item.start);
  const endsThere = next !== undefined && next.end <= item.start && isToBefore(row, next);
  const isPassed = row.figures
    .slice(figure + (endsThere ? 2 : 1))
    .some((at) => row.items[at]!.end <= item.start);
  return isPassed || /[;:]|, (?:und|aber|wahrend|wobei) /.test(gap)
    ? undefined
    : { item, direction: item.value as Direction, gap };
}

const STARTS_CLAUSE: ReadonlySet<string> = new Set(['flow', 'metric', 'kind', 'material', 'measure']);

/**
 * 단가가 내려 수출액은 7억 달러: in Japanese and Korean the verb ends its clause, so that one with a further subject
 * between it and the figure is not of the figure.
 */
function isOfClauseBefore(row: Row, verb: Item, figureStart: number): boolean {
  const isInflected = /[\u3041-\u3096\uac00-\ud7a3]/.test(between(row, verb.start, verb.end + 2));
  return (
    isInflected &&
    row.items.some(
      ({ type, start, end }) => STARTS_CLAUSE.has(type) && start >= verb.end && end <= figureStart,
    )
  );
}

/** The word of change after a figure: "12% more", 5000元上涨, 6.1%減. */
export function directionAfter(row: Row, figure: number, isCjk: boolean): Found | undefined {
  const end = figureAt(row, figure).end;
  for (const item of itemsAfter(row, figure)) {
    if (item.type !== 'direction') continue;
    const gap = between(row, end, item.start);
    const word = between(row, item.start, item.end);
    if (gap.length > (isCjk ? 6 : 26) || /[;。,，、(:]/.test(gap)) return undefined;
    if (/\b(?:and|to|from|but|while|und|y|e|et)\b/.test(gap)) return undefined;
    if (isCjk && item.end - item.start === 1 && gap.length > 1) return undefined;
    if (governsNext(row, figure, item)) return undefined;
    if (word === 'up' || word === 'down')
      return gap.trim() === '' && isEndOfClause(row, item.end)
        ? { item, direction: item.value as Direction, gap }
        : undefined;
    return { item, direction: item.value as Direction, gap };
  }
  return undefined;
}

/** 29亿元 同比下降48%: the word of change goes with the figure that follows it at once. */
function governsNext(row: Row, figure: number, item: Item): boolean {
  if (figure + 1 >= row.figures.length) return false;
  const gap = between(row, item.end, figureAt(row, figure + 1).start);
  return gap.length <= 8 && /^(?: ?(?:by|of|about|了|约|近|超|逾|达)?){0,2} ?$/.test(gap);
}

const isEndOfClause = (row: Row, at: number): boolean =>
  /^\s*(?:[.,;)]|on |from |$)/.test(between(row, at, at + 8));

export const directed = (found: Found | undefined): Pick<Role, 'direction' | 'directionItem'> =>
  found ? { direction: found.direction, directionItem: found.item } : {};
