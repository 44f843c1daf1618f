import type { Vocabulary, WordType } from '../../vocabulary/index.ts';
import type { DateMention } from '../dates.ts';
import type { Draft } from '../draft.ts';
import type { NormalText } from '../normalise.ts';
import type { Passage, PreparedText } from '../passages.ts';
import type { Quantity } from '../quantity.ts';
import { partedDirectionsIn, partedFlowsIn } from './parted-verbs.ts';
import { type Purity, withoutPurities } from './purity.ts';

/** Anything in a sentence that has a meaning, in the order of the text. */
export interface Item {
  readonly type: WordType | 'quantity' | 'date';
  readonly start: number;
  readonly end: number;
  /** Code of a material or place, direction, basis, name: what the word means. */
  readonly value: string;
  readonly quantity?: Quantity;
  readonly date?: DateMention;
}

/** A sentence as a row of items, with the figures' places in it. */
export interface Row {
  readonly passage: Passage;
  readonly normal: NormalText;
  /** Small words that are no items. */
  readonly phrases: Vocabulary['phrases'];
  readonly items: readonly Item[];
  /** Language of the page, ISO 639-1. */
  readonly language: string;
  /** Whether it is written in Chinese, Japanese or Korean, whatever the page is in. */
  readonly isCjk: boolean;
  /** Index into `items` of every figure. */
  readonly figures: readonly number[];
  /** Percentages that say how pure the material behind them is: no figures. */
  readonly purities: readonly Purity[];
}

/** No sentence says more than this; what has more figures is a list or debris, and would take long to read. */
export const MOST_FIGURES = 60;

/** Words that tell of acts alone: between the words of a figure they would part what belongs together. */
export const WORDS_OF_ACTS: ReadonlySet<string> = new Set([
  'start',
  'startAfter',
  'atOnce',
  'pastAct',
  'government',
  'contract',
  'restricting',
]);

const NONE: ReadonlySet<string> = new Set();

/** Lays a sentence out as a row, without words of some types. */
export function rowOf(
  passage: Passage,
  { normal, language }: Pick<PreparedText, 'normal' | 'language'>,
  vocabulary: Pick<Vocabulary, 'phrases' | 'partedFlows' | 'flowParts' | 'partedDirections'>,
  without: ReadonlySet<string> = NONE,
): Row {
  const items: Item[] = [];
  for (const { start, end, meaning } of passage.words)
    if (!without.has(meaning.type)) items.push({ type: meaning.type, start, end, value: meaning.value });
  for (const { start, end, code } of passage.materials)
    items.push({ type: 'material', start, end, value: code });
  for (const date of passage.dates)
    items.push({ type: 'date', start: date.start, end: date.end, value: '', date });
  for (const quantity of passage.quantities)
    items.push({
      type: 'quantity',
      start: quantity.start,
      end: quantity.end,
      value: quantity.unit,
      quantity,
    });
  items.push(...partedFlowsIn(passage, normal, vocabulary));
  if (language.code === 'de') items.push(...partedDirectionsIn(passage, normal, vocabulary, items));
  if (!without.has('restricting')) items.push(...restraints(passage, normal));
  items.sort((a, b) => a.start - b.start || a.end - b.end);
  const purities = withoutPurities(items, normal, vocabulary);
  spreadUnit(items);
  spreadToStart(items, normal);
  spreadToBrackets(items, normal);
  joinGuidance(items, normal);
  dropMovements(items);
  const figures = figuresOf(items);
  return {
    passage,
    normal,
    language: language.code,
    phrases: vocabulary.phrases,
    items,
    figures,
    purities,
    isCjk: isCjkText(normal.low, passage.start, passage.end),
  };
}

const RESTRAINT_REACH = 10;

/** 限制了稀土出口: what is done and the act at once, with no more than the goods between the verb and the trade. */
function restraints({ words }: Passage, { low }: NormalText): Item[] {
  return words.flatMap((verb, index): Item[] => {
    if (verb.meaning.type !== 'restricting') return [];
    for (let at = index + 1; at < words.length && words[at]!.start - verb.end <= RESTRAINT_REACH; at++) {
      const { meaning, start, end } = words[at]!;
      if (meaning.type !== 'flow' || start < verb.end) continue;
      return /[,，、;。\d]/.test(low.slice(verb.end, start))
        ? []
        : [{ type: 'act', value: 'deed', start: verb.start, end }];
    }
    return [];
  });
}

const figuresOf = (items: readonly Item[]): number[] => {
  const figures: number[] = [];
  items.forEach(({ type }, index) => {
    if (type === 'quantity') figures.push(index);
  });
  return figures;
};

/** The row without the figures that drafts hold already. */
export function withoutFigures(row: Row, drafts: readonly Draft[]): Row {
  if (drafts.length === 0) return row;
  const held = new Set(drafts.flatMap(({ figures }) => figures));
  if (held.size === 0) return row;
  const items = row.items.filter(({ quantity }) => !quantity || !held.has(quantity));
  return { ...row, items, figures: figuresOf(items) };
}

const GUIDANCE_REACH = 160;
const WIDEST = 3;

/** "guided for 64 million to 68 million": with a word of forecast before, two figures joined by "to" are one range. */
function joinGuidance(items: Item[], normal: NormalText): void {
  if (!items.some(isForecast)) return;
  for (let i = items.length - 2; i >= 0; i--) {
    const item = items[i]!;
    const a = item.quantity;
    if (!a || a.kind === 'count') continue;
    let at = i + 1;
    while (at < items.length && items[at]!.type !== 'quantity') at++;
    const next = items[at];
    const b = next?.quantity;
    if (!b || !next || a.kind !== b.kind || a.unit !== b.unit) continue;
    if (a.low !== a.high || b.low !== b.high || b.low <= a.low || b.low > a.low * WIDEST) continue;
    const gap = normal.low.slice(item.end, next.start);
    if (!/^ ?(?:to|and|bis|a|y|e|et|-|~|至|到) ?(?:about |around )?(?:us|a|c)?[$€£¥]?$/.test(gap)) continue;
    const isAnd = /^ (?:and|y|e|et) /.test(gap);
    const lead = normal.low.slice(Math.max(0, item.start - 24), item.start);
    if (/(?:\bfrom|\bvon|\bde|由|从) (?:about |around |a range of )?$/.test(lead)) continue;
    if (isAnd && !/(?:between|zwischen|entre) (?:about |around )?$/.test(lead)) continue;
    const isForeseen = items.some(
      (other) => other.end <= item.start && item.start - other.start <= GUIDANCE_REACH && isForecast(other),
    );
    if (!isForeseen) continue;
    items.splice(at, 1);
    const quantity = { ...a, end: b.end, high: b.high, hasMultiplier: a.hasMultiplier || b.hasMultiplier };
    delete (quantity as { fromOf?: string }).fromOf;
    items[i] = { ...item, end: next.end, quantity };
    // nothing that stood between the ends has a meaning of its own
    for (let between = at - 1; between > i; between--) items.splice(between, 1);
  }
}

const isForecast = ({ type, value }: Item): boolean =>
  type === 'kind' && (value === 'forecast' || value === 'target');

const LOSS_REACH = 30;
const PRICED_REACH = 6;

/**
 * "a loss of 25 million", "raised 80 million": before money these are a line of accounts and funding, not a fall and a
 * rise. A line of accounts that is named before may be raised all the same.
 */
function dropMovements(items: Item[]): void {
  if (!items.some(({ type }) => type === 'loss' || type === 'funding')) return;
  const line = items.find(({ type }) => type === 'metric');
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i]!;
    if (item.type !== 'direction') continue;
    const isLined = line !== undefined && line.end <= item.start;
    // "terbium oxide lost 50,000 yuan to 6.6 million": what a price lost
    const isPriced = items.some(
      ({ type, end }) => type === 'material' && end <= item.start && item.start - end <= PRICED_REACH,
    );
    const isMoney = sameSpan(items, i).some(
      ({ type }) => (type === 'loss' && !isPriced) || (type === 'funding' && !isLined),
    );
    if (!isMoney) continue;
    let at = i + 1;
    while (at < items.length && (items[at]!.type !== 'quantity' || items[at]!.start < item.end)) at++;
    const next = items[at];
    const isSum =
      next?.quantity?.kind === 'money' || (next?.quantity?.kind === 'bare' && next.quantity.hasMultiplier);
    if (isSum && next.start - item.end <= LOSS_REACH) items.splice(i, 1);
  }
}

/** The items that stand exactly where one does: they are beside it in the row. */
function sameSpan(items: readonly Item[], index: number): Item[] {
  const { start, end } = items[index]!;
  let from = index;
  let to = index + 1;
  while (from > 0 && items[from - 1]!.start === start) from--;
  while (to < items.length && items[to]!.start === start) to++;
  return items.slice(from, to).filter((item) => item.end === end);
}

/** "1,050, 340 and 300 tonnes respectively": the unit of the last figure of a list is that of all. */
function spreadUnit(items: Item[]): void {
  if (!items.some(({ type }) => type === 'respectively')) return;
  for (let i = items.length - 2; i >= 0; i--) {
    const [item, next] = [items[i]!, items[i + 1]!];
    const { quantity } = item;
    const unit = next.quantity;
    if (quantity?.kind !== 'bare' || unit?.kind !== 'mass' || unit.hasMultiplier || next.start - item.end > 6)
      continue;
    items[i] = { ...item, value: unit.unit, quantity: { ...quantity, kind: 'mass', unit: unit.unit } };
  }
}

/** "with 1,288 tonnes, followed by South Korea (612) and Vietnam (540)": the unit is said once. */
function spreadToBrackets(items: Item[], { low }: NormalText): void {
  for (let i = 1; i < items.length; i++) {
    const item = items[i]!;
    const { quantity } = item;
    if (quantity?.kind !== 'bare' || quantity.hasMultiplier || quantity.sign !== 0) continue;
    const place = items[i - 1]!;
    const isBracketed =
      place.type === 'place' && low.slice(place.end, item.start) === ' (' && low[item.end] === ')';
    const giver = isBracketed
      ? items.slice(0, i - 1).findLast((each) => each.quantity !== undefined)
      : undefined;
    if (giver?.quantity?.kind !== 'mass' || giver.quantity.hasMultiplier) continue;
    const { unit } = giver.quantity;
    items[i] = { ...item, value: unit, quantity: { ...quantity, kind: 'mass', unit } };
  }
}

const START_OF_MOVE = /(?:^| )(?:von|de|du|des|do|da|dos|das|desde|fran|from) $/;
const TO_END_OF_MOVE =
  /^ (?:auf|a|au|aux|hasta|para|ate|till|to) (?:rund |etwa |knapp |about |around |environ |unas |unos |cerca de )?$/;

/** "von 48.727 auf 52.306 Tonnen", "de 48 727 à 52 306 tonnes": the unit is said behind the second figure alone. */
function spreadToStart(items: Item[], { low }: NormalText): void {
  for (let i = 0; i + 1 < items.length; i++) {
    const item = items[i]!;
    const { quantity } = item;
    if (quantity?.kind !== 'bare' || quantity.hasMultiplier) continue;
    const next = items.find((each, at) => at > i && each.quantity !== undefined);
    if (!next?.quantity || next.quantity.hasMultiplier) continue;
    const { kind, unit, currency } = next.quantity;
    if (kind !== 'mass' && kind !== 'price') continue;
    if (!START_OF_MOVE.test(low.slice(Math.max(0, item.start - 8), item.start))) continue;
    if (!TO_END_OF_MOVE.test(low.slice(item.end, next.start))) continue;
    items[i] = {
      ...item,
      value: unit,
      quantity: { ...quantity, kind, unit, ...(currency ? { currency } : {}) },
    };
  }
}

/** The text between two positions, as it is compared. */
export const between = (row: Row, from: number, to: number): string => row.normal.low.slice(from, to);

const MEASURE: ReadonlySet<string> = new Set(['measure']);

/** The text between two positions without "in volume" and "in value". */
export function gapWithoutMeasures(
  row: Row,
  from: number,
  to: number,
  types: ReadonlySet<string> = MEASURE,
): string {
  const measures = row.items.filter(({ type, start, end }) => types.has(type) && start >= from && end <= to);
  let gap = '';
  let at = from;
  for (const { start, end } of measures) {
    gap += between(row, at, start);
    at = end;
  }
  gap += between(row, at, to);
  return measures.length > 0 ? gap.replace(/^ (?:in |en |em |by )?/, '').replace(/ {2,}/g, ' ') : gap;
}

/** Items strictly between two indexes of a row, for the figure at `index`: back to the figure before it. */
export function itemsBefore(row: Row, figure: number): readonly Item[] {
  const index = row.figures[figure]!;
  const from = figure > 0 ? row.figures[figure - 1]! + 1 : 0;
  return row.items.slice(from, index);
}

/** Items after a figure, up to the next figure. */
export function itemsAfter(row: Row, figure: number): readonly Item[] {
  const index = row.figures[figure]!;
  const to = figure + 1 < row.figures.length ? row.figures[figure + 1]! : row.items.length;
  return row.items.slice(index + 1, to);
}

/** The figure of a place in the row's list of figures. */
export const figureAt = (row: Row, figure: number): Item => row.items[row.figures[figure]!]!;

/** A character of these scripts carries about as much as three letters; the first 120 characters tell. */
function isCjkText(low: string, start: number, end: number): boolean {
  let cjk = 0;
  let letters = 0;
  for (let i = start; i < end && i - start < 120; i++) {
    const code = low.charCodeAt(i);
    if ((code >= 0x3040 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3)) cjk++;
    else if (code >= 97 && code <= 122) letters++;
  }
  return cjk * 3 > letters && cjk > 0;
}

/** Whether a sentence goes on from the one before, behind a semicolon. */
export const followsSemicolon = (row: Row): boolean =>
  /[;；]\s*$/.test(between(row, Math.max(0, row.passage.start - 3), row.passage.start));
