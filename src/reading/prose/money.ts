import { draftOf, statedPeriod, statedValue, subjectOf } from './build.ts';
import { companyStatement, lineOfMoney } from './company.ts';
import { between, figureAt, type Item } from './items.ts';
import { governorsOf, isNear } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { priceStatement } from './price.ts';
import { flowOf, tradeStatement } from './trade.ts';

/** Money: a line of accounts, the worth of a trade, a grant or loan, or a price whose mass is not repeated. */
export function moneyStatement(figure: Figure): Statement {
  const { row, scope, page } = figure;
  const own = figureAt(row, figure.figure);
  const { quantity } = own;
  const metric = lineOfMoney(figure);
  const funding = fundingOf(figure);
  const isFunding =
    funding &&
    (!metric || (funding.start > metric.end && !/^rais/.test(between(row, funding.start, funding.end))));
  if (metric && !isFunding) return companyStatement(figure, metric);
  const built = projectOf(figure);
  if (built) return companyStatement(figure, built);
  const currency = quantity!.currency === '$' ? page.dollar : quantity!.currency;
  const flow = governorsOf(row, figure.figure).find(
    ({ governor }) => governor === 'export' || governor === 'import',
  );
  const isWorth = isNear(row, figure.figure, 'worth', 60, 30) || scope.measure?.value === 'value';
  if (currency && flow && isWorth) return tradeStatement(figure, flow.governor as 'export', currency);
  const isOnTrade = row.isCjk && scope.measure?.value === 'value' && page.isTradePage;
  const gone = currency && !flow && isOnTrade ? flowOf(figure) : undefined;
  if (currency && gone) return tradeStatement(figure, gone, currency);
  if (funding) return fundingStatement(figure, funding, currency);
  const beside = figure.before;
  if (currency && beside?.kind === 'trade' && beside.value !== undefined && isBracketed(figure)) {
    const statement = tradeStatement(figure, beside.flow!, currency);
    if (!('draft' in statement)) return statement;
    const { period, partner, reporter, subject, isEarlier } = beside;
    return {
      draft: {
        ...statement.draft,
        ...(period ? { period } : {}),
        ...(partner ? { partner } : {}),
        ...(reporter ? { reporter } : {}),
        ...(subject ? { subject } : {}),
        ...(isEarlier ? { isEarlier } : {}),
      },
    };
  }
  const sibling = priceBefore(figure);
  if (sibling) return priceStatement({ ...figure, row: withPriceUnit(figure, sibling) });
  if (
    currency === 'CNY' &&
    !quantity!.hasMultiplier &&
    scope.material &&
    /-/.test(scope.material.value) &&
    quantity!.low >= 1000
  ) {
    return priceStatement({ ...figure, row: withPriceUnit(figure) });
  }
  const going = goingOn(figure);
  if (going) return fundingStatement(figure, going, currency);
  return { reason: 'money for nothing that is named' };
}

/** "4,709.6 t (61.4 million dollars)": what the tonnage beside it was worth. */
function isBracketed({ row, figure }: Figure): boolean {
  if (figure === 0) return false;
  const before = figureAt(row, figure - 1);
  return (
    before.quantity?.kind === 'mass' && /^ ?\($/.test(between(row, before.end, figureAt(row, figure).start))
  );
}

/** The unit of the price right before, where the money goes on from it: "from 880 yuan/kg to 2,000 yuan". */
function priceBefore({ row, figure }: Figure): string | undefined {
  if (figure === 0) return undefined;
  const before = figureAt(row, figure - 1);
  const here = figureAt(row, figure);
  const isSame = before.quantity?.kind === 'price' && before.quantity.currency === here.quantity?.currency;
  const ratio = here.quantity!.low / (before.quantity?.low || 1);
  return isSame && ratio > 0.2 && ratio < 5 && here.start - before.end < 60
    ? before.quantity!.unit
    : undefined;
}

/** The same row with the figure priced per tonne: "PrNd oxide at 560,000 yuan" where the trade leaves the mass out. */
function withPriceUnit(figure: Figure, unit = 'CNY/t'): Figure['row'] {
  const { row } = figure;
  const index = row.figures[figure.figure]!;
  const items = row.items.map((item, at) =>
    at === index
      ? {
          ...item,
          quantity: { ...item.quantity!, kind: 'price' as const, unit, mass: unit.split('/')[1] ?? 't' },
        }
      : item,
  );
  return { ...row, items };
}

const PROJECT_REACH = 44;

/** "the 1.8 billion dollar Eneabba refinery": what a plant costs, told before its name. */
function projectOf({ row, figure }: Figure): Item | undefined {
  const own = figureAt(row, figure);
  if (!own.quantity!.hasMultiplier || own.quantity!.currency === undefined) return undefined;
  const lead = between(row, Math.max(row.passage.start, own.start - 10), own.start);
  if (!/(?:\bthe|\ban?|\bits|\btheir|\bnew|\bder|\bdie|\bdas) $/.test(lead)) return undefined;
  const project = row.items.find(
    ({ type, start }) => type === 'project' && start >= own.end && start - own.end <= PROJECT_REACH,
  );
  if (!project) return undefined;
  const inner = between(row, own.end, project.start);
  const isName =
    /^[ -](?:[\p{L}\d'&-]+ ){0,5}$/u.test(inner) &&
    !/ (?:for|to|of|in|by|from|into|loan|grant|and) /.test(inner);
  return isName ? { ...project, type: 'metric', value: 'capex' } : undefined;
}

/** "This includes an original 1.25 billion": the parts of the money that the sentence before named. */
function goingOn({ row, figure, memory, passage, last }: Figure): Item | undefined {
  const own = figureAt(row, figure);
  if (!own.quantity!.hasMultiplier || own.quantity!.currency === undefined) return undefined;
  const isNext = memory.funding !== undefined && passage - memory.funding.passage <= 1;
  if (!isNext && last?.kind !== 'funding') return undefined;
  const lead = between(row, Math.max(row.passage.start, own.start - PARTS_REACH), own.start);
  return PARTS.test(lead) ? { ...own, end: own.start } : undefined;
}

const PARTS_REACH = 40;
const PARTS =
  /\b(?:includ\w+|compris\w+|additional|further|another|original|initial|remaining|plus|of which|davon|dont|de los cuales)\b|其中|另外|うち|このうち|追加/;

/** The nearest word of funding in the sentence that reaches the figure. */
function fundingOf(figure: Figure): Item | undefined {
  // what flows out is no award
  if (figureAt(figure.row, figure.figure).quantity!.sign < 0) return undefined;
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  let best: Item | undefined;
  for (const item of row.items) {
    if (item.type !== 'funding') continue;
    const isBefore = item.end <= own.start && own.start - item.end <= 70;
    const isAfter = item.start >= own.end && item.start - own.end <= 36;
    if (!isBefore && !isAfter) continue;
    if (!best || Math.abs(own.start - item.end) < Math.abs(own.start - best.end)) best = item;
  }
  return best;
}

const SMALLEST_FUNDING = 50_000;

function fundingStatement(figure: Figure, funding: Item, currency: string | undefined): Statement {
  const { row, page } = figure;
  const orgs = row.items.filter(({ type }) => type === 'org');
  const agency = orgs.find(({ value }) => page.vocabulary.organisations.get(value)?.kind === 'agency');
  const isPart = funding.start === figureAt(row, figure.figure).start;
  const carried = isPart && orgs.length === 0 ? figure.memory.funding?.draft.org : undefined;
  const org = agency ?? orgs[0] ?? (carried ? { value: carried } : undefined);
  const home = org ? page.vocabulary.organisations.get(org.value)?.place : undefined;
  // a currency sign that was eaten: the issuer pays in its own money
  const unit = currency ?? (home === 'US' ? 'USD' : home === 'EU' ? 'EUR' : undefined);
  if (!unit) return { reason: 'money without a currency' };
  const { quantity } = figureAt(row, figure.figure);
  if (!quantity!.hasMultiplier && quantity!.high < SMALLEST_FUNDING)
    return { reason: 'too little for a grant, loan or stake' };
  const stated = statedPeriod(figure);
  const subject = row.items.some(({ type }) => type === 'material') ? subjectOf(figure) : undefined;
  const fields = {
    ...statedValue(figure),
    unit,
    ...(stated ? { period: stated } : {}),
    ...(org ? { org: org.value } : {}),
    ...(subject ? { subject: subject.code } : {}),
    ...(agency && home && home !== 'WORLD' ? { place: home } : {}),
  };
  return { draft: draftOf(figure, 'funding', 'prose/funding', fields, funding) };
}
