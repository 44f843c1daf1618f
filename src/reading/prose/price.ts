import type { Draft } from '../draft.ts';
import { isAside } from './asides.ts';
import { draftOf, isOfUnknownTime, pageDay, statedPeriod, statedValue, subjectOf } from './build.ts';
import { companyStatement } from './company.ts';
import { isForeseen, timeAhead } from './forecast.ts';
import { between, figureAt, type Item } from './items.ts';
import { isNear, metricOf, nearest } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { CARRIED } from './memory.ts';

/** Materials that are named as a whole and have no price of their own. */
const UNPRICED = /^(?:RE-all|RE-heavy|RE-light|RE-metal|RE-compound|magnet-all)$/;

/** A price, or the change of one. */
export function priceStatement(figure: Figure): Statement {
  const { row, page, role, scope } = figure;
  const { quantity } = figureAt(row, figure.figure);
  const own =
    isNear(row, figure.figure, 'ownPrice', 70, 20) ||
    (role.role === 'from' && figure.last?.kind === 'price' && figure.last.org !== undefined);
  const metric = metricOf(row, figure.figure, scope);
  if (metric?.value === 'operating_cost' && role.role !== 'change') return companyStatement(figure, metric);
  if (!own && isCost(figure)) return { reason: 'a cost or fee, not a price of the material' };
  const subject = own
    ? ((scope.material && figure.scope.material?.value !== 'NdFeB-magnet'
        ? subjectOf(figure)
        : undefined) ?? { code: 'RE-all' })
    : subjectOf(figure);
  if (!subject) return { reason: 'a price of nothing that is named' };
  if (UNPRICED.test(subject.code) && !own && !isNamedPrice(figure))
    return { reason: 'a price of no single material' };
  const unit = quantity!.kind === 'price' ? priceUnit(quantity!.unit, own ? page.dollar : 'USD') : undefined;
  if (quantity!.kind === 'price' && unit === undefined) return { reason: 'a price without a currency' };
  const period = own ? salesPeriod(figure) : priceDay(figure);
  const org = own ? orgOf(figure) : undefined;
  const place = placeOf(figure, unit);
  const change = role.role === 'change';
  if (role.role === 'level' && isForeseen(figure)) return outlook(figure, subject, unit!, timeAhead(figure));
  const fields = {
    subject: subject.code,
    ...(change ? (unit ? { unit } : {}) : { low: quantity!.low, high: quantity!.high, unit: unit! }),
    ...(period ? { period } : {}),
    ...(place ? { place } : {}),
    ...(org ? { org } : {}),
    ...details(figure),
  };
  const draft = draftOf(figure, 'price', change ? 'prose/price-change' : 'prose/price', fields, subject.item);
  const others =
    (change || isOneForAll(figure)) && !figure.name
      ? scope.materials.filter(({ value }) => value !== subject.code && !UNPRICED.test(value))
      : [];
  const isShared = others.length > 0 && (isEach(figure) || scope.materials.length > 1);
  if (!isShared) return { draft };
  return {
    draft,
    further: others.map(
      (item): Draft => ({ ...draft, subject: item.value, change: [], figures: [...draft.figures] }),
    ),
  };
}

/** A cost, fee or premium: the word for it before the figure or behind it in the same clause. */
function isCost({ row, figure }: Figure): boolean {
  const word = nearest(row, figure, ['notPrice'], 40, 16);
  const { end } = figureAt(row, figure);
  return (
    word !== undefined && (word.start < end || row.isCjk || !between(row, end, word.start).includes(','))
  );
}

/** "may fall to 560,000 yuan/t", "expected to average 95 dollars in 2026": a price to come. */
function outlook(
  figure: Figure,
  subject: { readonly code: string; readonly item?: Item },
  unit: string,
  period: string | undefined,
): Statement {
  const place = placeOf(figure, unit);
  const fields = {
    subject: subject.code,
    ...statedValue(figure),
    unit,
    ...(period ? { period } : {}),
    metric: 'price',
    ...(place ? { place } : {}),
  };
  return { draft: draftOf(figure, 'forecast', 'prose/price-outlook', fields, subject.item) };
}

/** "The average export price of rare earth products was": a price of the whole, said to be one. */
const isNamedPrice = ({ row, figure, role }: Figure): boolean => {
  const own = figureAt(row, figure);
  const word = row.items.findLast(
    ({ type, end }) => type === 'price' && end <= own.start && own.start - end < 110,
  );
  if (!word) return false;
  return role.role !== 'change' || row.items.some(({ type }) => type === 'basis');
};

/** "Prices of lanthanum oxide and cerium oxide were unchanged at 13,000 yuan/t": the only figure behind the list. */
function isOneForAll({ row, figure, role, scope }: Figure): boolean {
  if (
    role.role !== 'level' ||
    scope.materials.length < 2 ||
    scope.owned.some(({ type }) => type === 'material')
  )
    return false;
  const own = figureAt(row, figure);
  const next = figure + 1 < row.figures.length ? row.items[row.figures[figure + 1]!]! : undefined;
  const isNext = next !== undefined && next.quantity!.kind === 'price';
  const isNamedBetween = row.items.some(
    ({ type, start }) => type === 'material' && start >= own.end && start < (next?.start ?? 0),
  );
  const before = figure > 0 ? figureAt(row, figure - 1) : undefined;
  return (!isNext || isNamedBetween) && (!before || before.end <= scope.materials[0]!.start);
}

const isEach = ({ row }: Figure): boolean => row.items.some(({ type }) => type === 'each');

/** The unit with what a bare dollar means; nothing without a currency. */
export function priceUnit(unit: string, dollar: string): string | undefined {
  if (unit.startsWith('?')) return undefined;
  return unit.replace(/^\$/, dollar);
}

/** A company's own price is of its period of accounts. */
function salesPeriod(figure: Figure): string | undefined {
  const { memory, passage, page } = figure;
  const stated = statedPeriod(figure);
  if (stated && stated.length !== 10) return stated;
  if (figure.role.role === 'from' || isOfUnknownTime(figure)) return undefined;
  const carried = memory.accountsPeriod;
  return (carried && passage - carried.passage <= 4 ? carried.period : page.accounts) ?? priceDay(figure);
}

/** The day a price is of: of its clause, of its line, else of the page. */
function priceDay(figure: Figure): string | undefined {
  const stated = statedPeriod(figure);
  if (stated) return stated;
  if (figure.role.role === 'from' || isOfUnknownTime(figure)) return undefined;
  const { memory, passage, page } = figure;
  const carried = memory.pricePeriod;
  if (carried && passage - carried.passage <= CARRIED.flow) return carried.period;
  const day = memory.day ?? pageDay(figure);
  // a page of monthly moves speaks of its month
  return page.priceBasis === 'mom' ? day?.slice(0, 7) : day;
}

function orgOf(figure: Figure): string | undefined {
  const { row, page, memory, passage } = figure;
  const org = row.items.findLast(
    ({ type, value }) => type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company',
  );
  if (org) return org.value;
  return memory.org && passage - memory.org.passage <= CARRIED.org ? memory.org.name : page.mainOrg;
}

function placeOf(figure: Figure, unit: string | undefined): string | undefined {
  const { row } = figure;
  const owned = figure.scope.owned.find(({ type }) => type === 'place');
  const place = owned ?? nearest(row, figure.figure, ['place'], 60, 40);
  if (place && /^(?:EUROPE|EU|NL|DE)$/.test(place.value)) return 'EU';
  if (unit?.startsWith('CNY') || isLoadedInChina(figure) || owned?.value === 'CN') return 'CN';
  if (place?.value === 'CN' && isThere(figure, place)) return 'CN';
  const { memory, passage } = figure;
  return unit !== undefined && memory.pricePlace && passage - memory.pricePlace.passage <= 3
    ? memory.pricePlace.place
    : undefined;
}

/** "NdPr oxide in China rose": the only place of its sentence, and not "outside" it. */
const isThere = ({ row }: Figure, { start }: Item): boolean =>
  !row.isCjk &&
  row.items.every(({ type, value }) => type !== 'place' || value === 'CN') &&
  row.phrases.elsewhere.startBefore(row.normal.low, start, row.passage.start) === undefined;

/** "FOB China", and FOB on a page about China in a sentence that names no other place. */
function isLoadedInChina({ row, page }: Figure): boolean {
  const bases = row.items.filter(({ type }) => type === 'priceBasis');
  if (bases.length === 0 || bases.some(({ value }) => value !== 'FOB')) return false;
  const places = row.items.filter(({ type }) => type === 'place');
  return places.length > 0 ? places.every(({ value }) => value === 'CN') : page.reporter === 'CN';
}

/** Terms, tax and kind of a price, where its sentence says. */
function details(figure: Figure): Pick<Draft, 'basis' | 'vat' | 'price_type' | 'precision'> {
  const { row } = figure;
  const one = (type: string): Item | undefined => {
    const all = row.items.filter((item) => item.type === type && !isOfAside(figure, item));
    return all.length > 0 && all.every(({ value }) => value === all[0]!.value) ? all[0] : undefined;
  };
  const [basis, vat, type] = [one('priceBasis'), one('vat'), one('priceType')];
  const precision = precisionOf(figure);
  return {
    ...(basis ? { basis: basis.value as 'FOB' } : {}),
    ...(vat ? { vat: vat.value as 'included' } : {}),
    ...(type ? { price_type: type.value as 'asked' } : {}),
    ...(precision ? { precision } : {}),
  };
}

/** "($71.20/kg excluding VAT)": the terms of a conversion in brackets are of the conversion alone. */
function isOfAside({ row }: Figure, { start }: Item): boolean {
  const figure = row.figures.findLastIndex((index) => row.items[index]!.end <= start);
  return figure > 0 && isAside(row, figure) && !between(row, figureAt(row, figure).end, start).includes(')');
}

/** "about", "nearly", "over" right beside a figure. */
export function precisionOf(figure: Figure): 'about' | 'nearly' | 'over' | undefined {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const word = row.items.find(
    (item) =>
      item.type === 'precision' &&
      ((item.end <= own.start && own.start - item.end <= 2) ||
        (item.start >= own.end && item.start - own.end <= 1)),
  );
  return word?.value as 'about' | undefined;
}
