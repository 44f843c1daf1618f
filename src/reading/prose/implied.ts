import { readNumeral } from '../numeral.ts';
import type { PageContext } from '../page.ts';
import type { Quantity } from '../quantity.ts';
import type { Span } from '../sentences.ts';
import type { UnitReader, UnitReading } from '../units.ts';
import { between, type Item, MOST_FIGURES, type Row } from './items.ts';
import type { Memory } from './memory.ts';

/** A price unit that holds for figures which do not repeat it. */
export interface ImpliedUnit {
  readonly unit: string;
  readonly currency?: string;
  readonly mass: string;
  /** What a figure without a multiplier of its own is to be multiplied with: 万元/吨. */
  readonly factor: number;
}

/** Between the figures of one list; "570,000, 575,000 and 566,000 yuan/t". */
const LIST_JOINT =
  /^ ?(?:,|、|，|;|和|及|与|或|と|,? (?:and|or|und|et|y|e|och|oder|ou|o)|\/|・|와|과|및)\s?(?:about |around |rund |etwa |environ |unos |cerca de |约)?$/;
const FROM_TO_JOINT =
  /^ (?:to|auf|bis|a|à|para|till|hasta|jusqu'a) (?:about |around |nearly |rund |etwa |environ |unos |cerca de )?$/;
/** Before a mass that stands for one of it: "a kilogram of", "das Kilo", 每公斤, 1キロ. */
const ONE_BEFORE =
  /(?:(?:^|[^a-z])(?:a|one|per|each|every|das|dem|ein|eine|einer|der|die|pro|je|jede|jedes|le|la|un|une|par|el|por|cada|chaque|o|um|uma|ett|en|per)[ ]|每|[^\d.,]1 ?|一|\/ ?)$/;
const ONE_AFTER = /^ ?(?:当たり|あたり|当り|당|につき)/;
const DECLARED_MOST = 40;
const ALIKE = 10;
/** What makes money of a sentence something other than a price. */
const OTHER_MONEY: ReadonlySet<string> = new Set(['metric', 'funding', 'worth', 'notPrice', 'commodity']);

/**
 * Gives figures the price unit that their sentence leaves out: of the list they stand in, of "a kilogram of", of
 * another price beside them in the same currency, of a heading such as "(yuan/t)", or of the price in the sentence
 * before. Figures stay what they are where none of these holds.
 */
export function withImpliedUnits(
  row: Row,
  index: number,
  units: UnitReader,
  page: PageContext,
  memory: Memory,
): Row {
  if (row.figures.length === 0 || row.figures.length > MOST_FIGURES) return row;
  const items = [...row.items];
  const give = (at: number, implied: ImpliedUnit): void => {
    items[at] = priced(items[at]!, implied);
  };
  fromLists(row, items, give);
  const lone = (kind: string): number[] => row.figures.filter((at) => items[at]!.quantity!.kind === kind);
  if (lone('money').length > 0) {
    const isOther = row.items.some(({ type }) => OTHER_MONEY.has(type));
    const noun = isOther ? undefined : massNamed(row, units);
    for (const at of lone('money')) {
      const { quantity } = items[at]!;
      if (isAside(row, at)) continue;
      const beside = isOther ? undefined : priceBeside(row, items, at);
      const before = isOther ? undefined : priceBefore(row, quantity!, index, page, memory);
      if (noun && quantity!.currency) give(at, unitOf(quantity!.currency, noun));
      else if (beside) give(at, unitOf(beside.currency!, beside.mass!));
      else if (before) give(at, before);
      else if (!isOther) {
        const listed = listedPrice(row, items, at, index, page, memory);
        if (listed) give(at, listed);
      }
    }
  }
  const heading = memory.declared;
  for (const at of lone('bare')) {
    const step = stepBeside(row, items, at);
    if (step) give(at, step);
    else if (heading && index - heading.passage <= DECLARED_MOST && isNamed(row, items, at))
      give(at, heading);
  }
  return { ...row, items };
}

const unitOf = (currency: string, mass: string): ImpliedUnit => ({
  unit: `${currency}/${mass}`,
  currency,
  mass,
  factor: 1,
});

function priced(item: Item, { unit, currency, mass, factor }: ImpliedUnit): Item {
  const quantity = item.quantity!;
  const scale = (value: number): number =>
    quantity.hasMultiplier ? value : Number((value * factor).toPrecision(12));
  return {
    ...item,
    value: unit,
    quantity: {
      ...quantity,
      kind: 'price',
      unit,
      mass,
      low: scale(quantity.low),
      high: scale(quantity.high),
      ...(currency ? { currency } : {}),
    },
  };
}

/** From the right, where the unit of a list is said at its end; with "respectively" from the left as well. */
function fromLists(row: Row, items: Item[], give: (at: number, unit: ImpliedUnit) => void): void {
  const isShared = (from: number, to: number): boolean => {
    const gap = between(row, items[from]!.end, items[to]!.start);
    return LIST_JOINT.test(gap) || FROM_TO_JOINT.test(gap);
  };
  const hand = (at: number, other: number): void => {
    const [quantity, giver] = [items[at]!.quantity!, items[other]!.quantity!];
    if (giver.kind !== 'price' || giver.currency === undefined) return;
    if (quantity.kind !== 'bare' && quantity.kind !== 'money') return;
    if (quantity.currency !== undefined && quantity.currency !== giver.currency) return;
    if (quantity.sign !== 0) return;
    const factor = quantity.kind === 'bare' ? factorOf(row, giver) : 1;
    const ratio = (quantity.low * (quantity.hasMultiplier ? 1 : factor)) / giver.low;
    if (!(ratio > 1 / 800 && ratio < 800)) return;
    give(at, { ...unitOf(giver.currency, giver.mass!), factor });
  };
  for (let f = row.figures.length - 2; f >= 0; f--) {
    const [at, next] = [row.figures[f]!, row.figures[f + 1]!];
    if (next - at <= 3 && isShared(at, next)) hand(at, next);
  }
  if (!row.items.some(({ type }) => type === 'respectively')) return;
  for (let f = 1; f < row.figures.length; f++) {
    const [at, before] = [row.figures[f]!, row.figures[f - 1]!];
    if (at - before <= 3 && isShared(before, at)) hand(at, before);
  }
}

/** What the printed digits of a figure were multiplied with. */
function factorOf(row: Row, quantity: Quantity): number {
  const printed = readNumeral(row.normal.text, quantity.numberStart, false)?.value;
  const factor = printed ? quantity.low / printed : 1;
  return quantity.low === quantity.high && [1e3, 1e4, 1e6].includes(factor) ? factor : 1;
}

/** "Das Kilo Dysprosium", "a tonne of", 每公斤: one mass that the sentence names, and only one. */
function massNamed(row: Row, units: UnitReader): string | undefined {
  const { start, end } = row.passage;
  let found: string | undefined;
  for (let at = start; at < end; at++) {
    const mass = units.wordAt(at, 'mass');
    if (!mass || (mass.end - mass.start < 2 && !row.isCjk) || mass.end > end) continue;
    const isOne =
      ONE_BEFORE.test(between(row, Math.max(start - 1, at - 6, 0), at)) ||
      ONE_AFTER.test(between(row, mass.end, mass.end + 4));
    const isInFigure = row.figures.some(
      (index) =>
        row.items[index]!.start <= at &&
        at < row.items[index]!.end &&
        row.items[index]!.quantity!.kind === 'price',
    );
    if (isOne || isInFigure) {
      const { code } = mass.meaning;
      const unit = code === 'kg' || code === 'g' || code === 'lb' ? code : 't';
      if (found && found !== unit) return undefined;
      if (isOne && !isInFigure) found = unit;
    }
    at = mass.end - 1;
  }
  return found;
}

/** A price of the sentence in the same currency and of the same order. */
function priceBeside(row: Row, items: readonly Item[], at: number): Quantity | undefined {
  const own = items[at]!.quantity!;
  const units = new Set<string>();
  let found: Quantity | undefined;
  for (const index of row.figures) {
    const other = items[index]!.quantity!;
    if (other.kind !== 'price' || other.currency !== own.currency || !other.currency) continue;
    units.add(other.unit);
    if (isAlike(own, other.low)) found = other;
  }
  return units.size === 1 ? found : undefined;
}

const isAlike = (own: Quantity, low: number): boolean => own.low < low * ALIKE && own.low > low / ALIKE;

/** The price of the sentence before, where this one goes on about it: "On 1 May it rose to 850 dollars". */
function priceBefore(
  row: Row,
  own: Quantity,
  index: number,
  page: PageContext,
  memory: Memory,
): ImpliedUnit | undefined {
  const last = memory.last;
  if (last?.kind !== 'price' || last.org || index - last.passage > 1 || !own.currency) return undefined;
  const [currency, mass] = last.unit!.split('/') as [string, string];
  const isSame = currency === (own.currency === '$' ? page.dollar : own.currency);
  if (!isSame || !isAlike(own, last.low!)) return undefined;
  const goesOn = row.items.every(
    ({ type, value }) =>
      type !== 'flow' && type !== 'kind' && type !== 'org' && (type !== 'material' || value === last.subject),
  );
  const isMoved = row.items.some(({ type }) => type === 'direction' || type === 'price' || type === 'date');
  return goesOn && isMoved ? unitOf(own.currency, mass) : undefined;
}

const NAME_REACH = 3;

/**
 * 酸化ジスプロシウムは162万元: the next product of a list of prices that are all in one currency, right before its money. What
 * does not fit the product's own prices is dropped later.
 */
function listedPrice(
  row: Row,
  items: readonly Item[],
  at: number,
  index: number,
  page: PageContext,
  memory: Memory,
): ImpliedUnit | undefined {
  const { last } = memory;
  const own = items[at]!;
  const { currency, sign } = own.quantity!;
  const material = items.slice(0, at).findLast(({ type }) => !SMALL.has(type));
  if (last?.kind !== 'price' || last.org || index - last.passage > 1 || sign !== 0) return undefined;
  if (!row.isCjk && !isPriceOf(row, items, at)) return undefined;
  if (!currency || page.priceCurrency !== currency || last.unit?.split('/')[0] !== currency) return undefined;
  if (material?.type !== 'material' || material.value.startsWith('RE-')) return undefined;
  return own.start - material.end <= (row.isCjk ? NAME_REACH : PRICE_REACH)
    ? unitOf(currency, last.unit.split('/')[1]!)
    : undefined;
}

const PRICE_REACH = 40;
/** What may stand between a product and its price: "cerium oxide price also reached more than 60 dollars". */
const SMALL: ReadonlySet<string> = new Set(['to', 'by', 'price', 'flowGuard', 'precision', 'direction']);

/** "The price of cerium oxide is US$ 22.50": the sentence says that the money is a price. */
const isPriceOf = (row: Row, items: readonly Item[], at: number): boolean =>
  row.items.some(({ type, end }) => type === 'price' && end <= items[at]!.start) &&
  !row.items.slice(0, at).some(({ type }) => type === 'quantity');

/** Money in brackets behind other money says it again. */
const isAside = (row: Row, at: number): boolean =>
  /\( ?(?:about |around |or |approx\.? |约|約|折合|etwa |rund |environ |soit )?$/.test(
    between(row, Math.max(row.passage.start, row.items[at]!.start - 12), row.items[at]!.start),
  );

/** A bare figure with a sign or a word of change right behind a price: "1,620,000 yuan/t (-10,000)", ↓2000. */
function stepBeside(row: Row, items: readonly Item[], at: number): ImpliedUnit | undefined {
  const figure = row.figures.indexOf(at);
  if (figure === 0) return undefined;
  const before = items[row.figures[figure - 1]!]!;
  const price = before.quantity!;
  const own = items[at]!;
  if (price.kind !== 'price' || !price.currency) return undefined;
  const gap = between(row, before.end, own.start);
  const inner = items.slice(row.figures[figure - 1]! + 1, at);
  const isMoved = inner.length === 1 && inner[0]!.type === 'direction' && inner[0]!.value !== 'flat';
  const isSigned = own.quantity!.sign !== 0 && inner.length === 0 && /^[ (,，、:]{0,4}$/.test(gap);
  if (!isSigned && !(isMoved && gap.length <= 12 && !/[;。.]/.test(gap))) return undefined;
  const factor = factorOf(row, price);
  const isScaled = !own.quantity!.hasMultiplier && own.quantity!.high * factor < price.low;
  return { unit: price.unit, currency: price.currency, mass: price.mass!, factor: isScaled ? factor : 1 };
}

/** A bare figure right behind a material, or behind a list of them: "PrNd oxide: 560,000-565,000". */
function isNamed(row: Row, items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  if (before?.type !== 'material' || items[at]!.quantity!.low < 1) return false;
  const gap = between(row, before.end, items[at]!.start);
  return /^ ?(?:\([^()\d]{0,16}\))?(?:[:：,，=-]|at|is|was|为|报)? ?[约~]?$/.test(gap);
}

const DECLARES = /(?:\(|单位[:为是 ]{0,2}|単位[:は ]{0,2}|unit: ?|units: ?|in |, |单价[:为]?|:)$/;
/** What such a lead ends with. */
const MAY_LEAD: ReadonlySet<number> = new Set([...'(位:为是は 价'].map((sign) => sign.charCodeAt(0)));

/** "(yuan/t)", 单位:元/吨, "in USD/kg": a price unit that stands without a figure. */
export function declaredIn(
  { start, end }: Span,
  low: string,
  units: UnitReader,
  page: PageContext,
): ImpliedUnit | undefined {
  for (let at = start; at < end; at++) {
    if (at > start && !MAY_LEAD.has(low.charCodeAt(at - 1))) continue;
    const lead = low.slice(Math.max(start, at - 8), at);
    if (at > start && !DECLARES.test(lead)) continue;
    const scale = units.wordAt(at, 'multiplier');
    const price = priceAt(scale?.end ?? at, units);
    if (!price?.currency || !price.mass) continue;
    const isOpen = /(?:\(|单位[:为是 ]{0,2}|単位[:は ]{0,2}|unit: ?|units: ?)$/.test(lead);
    const after = low.slice(price.end, price.end + 2);
    if (isOpen ? /^ ?\d/.test(after) : !/^(?::|\)| ?$)/.test(after)) continue;
    const currency = price.currency === '$' ? page.dollar : price.currency;
    return { ...unitOf(currency, price.mass), factor: (scale?.meaning.factor ?? 1) * price.factor };
  }
  return undefined;
}

function priceAt(at: number, units: UnitReader): UnitReading | undefined {
  const reading = units.after(at);
  if (reading?.kind === 'price') return reading;
  const currency = units.wordAt(at, 'currencyBefore');
  const price = currency && units.after(currency.end, currency.meaning.code);
  return price?.kind === 'price' ? price : undefined;
}
