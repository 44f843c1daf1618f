import type { Observation } from '../observation.ts';
import { draftOf, isFuture, statedPeriod, statedValue, subjectOf } from './build.ts';
import { companyOf, companyStatement } from './company.ts';
import { forecastStatement, isForeseen, timeAhead } from './forecast.ts';
import { between, figureAt, followsSemicolon, type Item, itemsBefore, type Row } from './items.ts';
import { governorsOf, metricOf, nearest } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { CARRIED } from './memory.ts';
import { partOf } from './places.ts';
import { hasMaterial, jointSubject, precise, traded } from './subject.ts';
import { isTargeted, quotaStatement, targetStatement } from './target.ts';
import { flowOf, tradeStatement } from './trade.ts';

const GROUND_REACH = 34;
/** From a word for what is missing to how much it is. */
const GAP_REACH = 110;

/** What a tonnage, or a change of one, states: trade, production, capacity, a quota, a target or sales. */
export function tonnageStatement(figure: Figure): Statement {
  const { row, page, memory, passage, scope, role } = figure;
  const { quantity } = figureAt(row, figure.figure);
  const metric = metricOf(row, figure.figure, scope);
  const said = figure.name?.type === 'kind' ? figure.name : undefined;
  if (said?.value === 'production') return productionStatement(figure);
  if (said?.value === 'capacity') return capacityStatement(figure);
  if (said?.value === 'sales') return companyStatement(figure, { ...said, value: 'sales_volume' });
  if (isRate(row, figure.figure)) return { reason: 'an amount a month' };
  const ground = nearest(row, figure.figure, ['shareMetric'], GROUND_REACH, 12);
  if (ground?.value === 'reserves') return { reason: 'what lies in the ground' };
  if (isContent(figure)) return { reason: 'what one thing contains' };
  const governors = governorsOf(row, figure.figure);
  const nearestGovernor = governors[0];
  const has = (name: string, most: number): boolean =>
    governors.some(({ governor, distance }) => governor === name && distance <= most);
  // "sales to the United States were 612 t" where no company speaks: what a country sells is trade
  const abroad = companyOf(figure) === undefined ? flowOf(figure) : undefined;
  if (
    !abroad &&
    metric?.value === 'sales_volume' &&
    (!nearestGovernor || nearestGovernor.governor === 'sales' || nearestGovernor.distance > 30)
  ) {
    return companyStatement(figure, metric);
  }
  const isQuota =
    row.items.some(({ type, end }) => type === 'quotaWord' && end <= figureAt(row, figure.figure).start) ||
    governors.some(
      ({ governor, distance, item }) =>
        governor === 'quota' && distance <= 130 && !isOfNext(row, figure.figure, item),
    ) ||
    (memory.quota !== undefined &&
      passage - memory.quota <= 1 &&
      row.items.some(
        ({ type }) =>
          type === 'quotaWord' ||
          (nearestGovernor === undefined && (type === 'org' || type === 'quota' || type === 'total')),
      )) ||
    isMoreOfQuota(figure, nearestGovernor === undefined);
  if (isQuota) return quotaStatement(figure);
  const isCapacity =
    nearestGovernor?.governor === 'capacity' ||
    (has('capacity', 60) && !['production', 'export', 'import', 'sales'].includes(nearestGovernor!.governor));
  const gap = governors.find(({ governor }) => governor === 'deficit' || governor === 'surplus');
  if (gap && gap.distance <= GAP_REACH)
    return isForeseen(figure)
      ? forecastStatement(figure, gap.governor)
      : { reason: 'how far supply and demand lie apart, which is not read' };
  const isNeeded = !row.isCjk && nearestGovernor?.governor === 'demand' && !has('capacity', 60);
  if ((quantity!.perYear || isYearly(figure)) && isNeeded)
    return isForeseen(figure) ? forecastStatement(figure, 'demand') : { reason: 'demand, which is not read' };
  if (quantity!.perYear || isCapacity || isYearly(figure)) {
    if (has('target', 45)) return targetStatement(figure);
    return capacityStatement(figure);
  }
  if (nearestGovernor === undefined) {
    if (isPartOfMade(figure)) return productionStatement(figure);
    const flow = flowOf(figure);
    if (!flow && goesOnProducing(figure)) return productionStatement(figure);
    return flow ? tradeStatement(figure, flow) : { reason: 'a tonnage of nothing that is named' };
  }
  const first =
    nearestGovernor.governor === 'forecast' || nearestGovernor.governor === 'supply'
      ? (governors[1] ?? nearestGovernor)
      : nearestGovernor;
  const period = statedPeriod(figure);
  // nobody aims at a demand: "bis 2030 soll die Nachfrage auf 400.000 Tonnen steigen"
  const isDemand = !row.isCjk && governors.some(({ governor }) => governor === 'demand');
  if (isDemand && (isForeseen(figure) || isAimed(figure) || has('target', 90)))
    return forecastStatement(figure, 'demand');
  if (
    isTargeted(figure) ||
    (has('target', 90) && (isFuture(period, figure) || isAimed(figure) || first.governor === 'target'))
  )
    return targetStatement(figure);
  if (role.role === 'level' && isForeseen(figure)) return forecastStatement(figure);
  switch (first.governor) {
    case 'export':
    case 'import':
      return tradeStatement(figure, first.governor);
    case 'production':
      return productionStatement(figure);
    case 'sales': {
      if (abroad) return tradeStatement(figure, abroad);
      const sales = row.items.find((item) => item === first.item)!;
      return companyStatement(figure, { ...sales, value: 'sales_volume' });
    }
    case 'demand':
      return isForeseen(figure) ? forecastStatement(figure) : { reason: 'demand, which is not read' };
    default: {
      const flow = first.governor === 'supply' ? memory.flow : undefined;
      return flow && page.isTradePage && passage - flow.passage <= CARRIED.flow
        ? tradeStatement(figure, flow.value)
        : { reason: 'a tonnage of something that is not read' };
    }
  }
}

const CONTENT_REACH = 24;

/** "each car contains about 2 kg", "2 kg per car": what is in one thing. */
const isContent = ({ row, figure }: Figure): boolean =>
  !row.isCjk &&
  figureAt(row, figure).quantity!.unit === 'kg' &&
  nearest(row, figure, ['content'], CONTENT_REACH, CONTENT_REACH) !== undefined;

/** "Weitere 3.746 t entfallen auf ausländische Firmen": right behind a quota, where nothing else is named. */
const isMoreOfQuota = ({ row, memory: { quota }, passage, last }: Figure, isUngoverned: boolean): boolean =>
  !row.isCjk &&
  isUngoverned &&
  last === undefined &&
  quota !== undefined &&
  passage - quota === 1 &&
  !row.items.some(({ type }) => type === 'flow' || type === 'material' || type === 'metric');

const A_MONTH =
  /^[^,;.。，；]{0,40}?(?:(?:per|a|each|every|pro|im|par|por|al|cada|chaque) (?:month|monat|mois|mes)\b(?! (?:before|earlier|ago|later|prior|on month|zuvor|fruher|auparavant|plus tot|antes|anterior|to month))|\/ ?month|monthly on average|\/月|每月|毎月|月あたり|か月当たり)/;
const MONTHLY_LEAD =
  /(?:monthly average|average monthly|averag(?:e|ed|ing) (?:of |at )?(?:about |around |roughly |some |nearly |almost |just )?$|averag(?:e|ed|ing)[^,;.]{0,20}(?:a|per) month|月均|月平均|monatlich|monats(?:durchschnitt|mittel)|mensuel\w*|mensal\w*|mensual\w*)[^,;.。，；]{0,24}$/;

const RATE_REACH = 12;

/** "over 400 tonnes a month": an amount of no one month. */
function isRate(row: Row, figure: number): boolean {
  const { start, end } = figureAt(row, figure);
  const next = row.figures[figure + 1];
  const limit = Math.min(next === undefined ? row.passage.end : row.items[next]!.start, end + 60);
  const { low } = row.normal;
  const rate = row.items.findLast(({ type, end: at }) => type === 'rate' && at <= start);
  if (rate && start - rate.end <= RATE_REACH && !/[,，、;。]/.test(low.slice(rate.end, start))) return true;
  return (
    A_MONTH.test(low.slice(end, limit)) ||
    MONTHLY_LEAD.test(low.slice(Math.max(row.passage.start, start - 60), start))
  );
}

/** "12,500 tonnes, below the quota of 15,500": the word is of the figure behind it. */
function isOfNext(row: Row, figure: number, item: Item): boolean {
  const next = row.figures[figure + 1];
  if (item.start < figureAt(row, figure).end || next === undefined) return false;
  const gap = row.items[next]!.start - item.end;
  return gap >= 0 && gap <= 8;
}

function productionStatement(figure: Figure): Statement {
  const { row, role, page } = figure;
  const subject =
    jointSubject(figure) ??
    (hasMaterial(figure) || !page.mainMaterial ? subjectOf(figure) : undefined) ??
    (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!subject) return { reason: 'production of nothing that is named' };
  if (isOfUnknown(figure, subject.item)) return { reason: 'a tonnage of something that is not known' };
  const { quantity } = figureAt(row, figure.figure);
  const change = role.role === 'change';
  const owner = ownerOf(figure);
  const stated = statedPeriod(figure);
  const period =
    stated && stated.length === 10
      ? stated.slice(0, 4)
      : (stated ??
        (owner.org ? (figure.memory.accountsPeriod?.period ?? page.accounts) : producedBefore(figure)));
  const fields = {
    // oxide is only what a country's output is counted in
    subject:
      owner.org === undefined && subject.code === 'RE-oxide'
        ? 'RE-all'
        : producedBy(traded(subject.code, page), owner.org, page),
    ...statedValue(figure),
    ...(change ? {} : { unit: quantity!.unit }),
    ...(period ? { period } : {}),
    ...owner,
    ...(change ? {} : precise(figure)),
  };
  return {
    draft: draftOf(
      figure,
      'production',
      change ? 'prose/production-change' : 'prose/production',
      fields,
      subject.item,
    ),
  };
}

/** 美国产量4.5万吨 behind a sentence about the output of another country in 2024: of the same year. */
const producedBefore = ({
  row,
  memory: { production: last },
  passage,
  ...figure
}: Figure): string | undefined => {
  if (figure.last?.kind === 'production') return figure.last.period;
  return row.isCjk && last && passage - last.passage === 1 ? last.period : undefined;
};

/** 米国は4万5000トン behind a sentence about output: a place and a tonnage, and nothing else that they could be of. */
/** "China made 82,600 t. Of that sintered magnets were 78,000 t": a part of what the sentence before told was made. */
const isPartOfMade = ({ row, memory: { last }, passage, role, last: own }: Figure): boolean =>
  role.role === 'level' &&
  (own?.kind === 'production' ||
    (own === undefined &&
      last?.kind === 'production' &&
      passage - last.passage === 1 &&
      (followsSemicolon(row) ||
        row.phrases.partOfIt.endAfter(row.normal.low, row.passage.start) !== undefined))) &&
  !row.items.some(({ type }) => type === 'flow' || type === 'kind' || type === 'metric');

const goesOnProducing = ({ row, memory: { production: last }, passage, role, figure }: Figure): boolean =>
  row.isCjk &&
  role.role === 'level' &&
  last?.place !== undefined &&
  passage - last.passage <= 1 &&
  !row.items.some(({ type }) => type === 'material' || type === 'commodity' || type === 'flow') &&
  itemsBefore(row, figure).some(({ type }) => type === 'place');

function capacityStatement(figure: Figure): Statement {
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
function isYearly({ row, scope, page, figure }: Figure): boolean {
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

const OF_BEHIND = /^ ?(?:of|von|de|d'|di) (?:the |der |des |la |el |l')?(?=[a-z])/;
const OF_REACH = 40;

/**
 * "100,000 t of ore and 3,000 t of oxides": the first is of something that is no material here, so no material that
 * stands elsewhere is its own.
 */
function isOfUnknown({ row, figure, role }: Figure, subject: Item | undefined): boolean {
  const { end } = figureAt(row, figure);
  const before = figure > 0 ? figureAt(row, figure - 1) : undefined;
  // "2,000 t of magnets and 5,000 t of slag": of the first of a list only the first is
  const isListed =
    before !== undefined &&
    subject !== undefined &&
    subject.end <= figureAt(row, figure).start &&
    subject.start >= before.end &&
    /^ (?:of|de|d'|von|av) ?$/.test(between(row, before.end, subject.start));
  if (role.role === 'from' || (subject && !isListed && subject.end <= figureAt(row, figure).start))
    return false;
  const match = OF_BEHIND.exec(between(row, end, end + 12));
  if (!match) return false;
  const at = end + match[0].length;
  return !row.items.some(
    (item) =>
      (item.start <= at && item.end > at && item.type !== 'quota') ||
      (item.type === 'material' &&
        item.start >= at &&
        item.start - at <= OF_REACH &&
        !/[,;.]|\b(?:and|und|et|y|e|to|for)\b/.test(between(row, at, item.start))),
  );
}

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

/** "is to reach 60,000 tonnes": a word of forecast right before the figure. */
const isToBe = ({ row, figure }: Figure): boolean =>
  itemsBefore(row, figure).some(
    ({ type, value, end }) =>
      type === 'kind' && value === 'forecast' && figureAt(row, figure).start - end <= TO_BE_REACH,
  );

const TO_BE_REACH = 24;

/** Whether a year to come follows the figure: "to 60,000 tonnes by 2026". */
function isAimed({ row, figure, page }: Figure): boolean {
  const { end } = figureAt(row, figure);
  const date = row.items.find(({ type, start }) => type === 'date' && start >= end && start - end < 24);
  return date?.date?.year !== undefined && date.date.year > (page.published?.year ?? 9999);
}

/** What a company's short name of a product stands for: "NdPr" in the reports of some is always the oxide. */
const producedBy = (code: string, org: string | undefined, page: Figure['page']): string =>
  (org && page.vocabulary.organisations.get(org)?.means?.[code]) || code;
