/** A bill of materials as a whole: what a year costs, what moves it, and how many parts need what. */
import { OUTCOME_WORDS } from '../law/index.ts';
import type { AssessOptions, PartResult } from './assess.ts';
import type { Bill } from './bom/bill.ts';
import { ELEMENTS, type Element } from './composition.ts';
import { isRefusal } from './prices.ts';
import { plus, type Range, times } from './range.ts';

/** What an element is to a year of parts. */
export interface ElementTotal {
  readonly element: Element;
  readonly kg: number;
  /** Its share of a year's rare earth cost, and what a tenth on its price adds, in the answer's currency. */
  readonly cost: number;
  readonly swing10: number;
}

export interface Whole {
  readonly parts: number;
  /** Parts with a cost, and those with a year's volume too. */
  readonly priced: number;
  readonly counted: number;
  readonly currency: string;
  readonly date: string;
  readonly magnetKg: number;
  /** A year's magnets delivered. Ranges add, because the same prices move all parts. */
  readonly cost: Range;
  readonly materialCost: number;
  readonly elements: readonly ElementTotal[];
  readonly swing10: { readonly CNY: number; readonly USD: number };
  /** A year's rare earths at the prices of the last orders, for the parts that tell one, and their cost now. */
  readonly sinceOrders: { readonly before: number; readonly now: number; readonly parts: number };
  readonly licence: Readonly<Record<string, number>>;
  /** Parts whose stock ends before a licence would come. */
  readonly shortOfLicence: number;
  /** Share of China by stage, weighed by magnet mass. */
  readonly china: readonly { readonly stage: string; readonly share: number }[];
  /** What each scenario of the chain does to the whole; empty where none was run. */
  readonly scenarios: readonly ScenarioTotal[];
  readonly leftOut: number;
}

export interface ScenarioTotal {
  readonly scenario: string;
  readonly title: string;
  /** Parts short by a tenth or more. */
  readonly short: number;
  /** Share not met in the worst quarter, weighed by the yearly cost of the parts. */
  readonly unmet: Range;
  /** Added to a year's cost of what is still bought, in the answer's currency. */
  readonly extraCost: Range;
}

/** A bill with everything that was worked out about it. */
export interface Assessment {
  readonly bill: Bill;
  readonly options: AssessOptions;
  readonly results: readonly PartResult[];
  readonly whole: Whole;
}

const NOTHING: Range = { low: 0, value: 0, high: 0 };

export function wholeOf(bill: Bill, options: AssessOptions, results: readonly PartResult[]): Whole {
  let cost = NOTHING;
  let materialCost = 0;
  let magnetKg = 0;
  let [cny, usd] = [0, 0];
  const since = { before: 0, now: 0, parts: 0 };
  const kg = new Map<Element, number>();
  const money = new Map<Element, { cost: number; swing: number }>();
  const licence: Record<string, number> = {};
  const stages = new Map<string, { kg: number; china: number }>();
  for (const { cost: each, law, mass, magnet, origin, perYear, sinceOrder } of results) {
    const word = isRefusal(law) ? 'not known' : (law.licence?.word ?? OUTCOME_WORDS.not_required);
    licence[word] = (licence[word] ?? 0) + 1;
    const year = mass.year_kg ?? 0;
    magnetKg += year;
    for (const stage of origin) {
      const total = stages.get(stage.stage) ?? { kg: 0, china: 0 };
      stages.set(stage.stage, { kg: total.kg + year, china: total.china + year * stage.china });
    }
    for (const element of magnet ? ELEMENTS : []) {
      const share = magnet!.known.composition[element];
      if (share > 0 && (element !== 'Co' || magnet!.family === 'SmCo')) {
        kg.set(element, (kg.get(element) ?? 0) + (share / 100) * year);
      }
    }
    if (isRefusal(each) || !perYear) continue;
    cost = plus(cost, perYear);
    materialCost += each.material.value * year;
    cny += each.swing10.CNY * year;
    usd += each.swing10.USD * year;
    for (const { element, perKg, swing10 } of each.elements) {
      const sum = money.get(element) ?? { cost: 0, swing: 0 };
      money.set(element, { cost: sum.cost + perKg * year, swing: sum.swing + swing10 * year });
    }
    if (sinceOrder && !isRefusal(sinceOrder)) {
      since.before += sinceOrder.material * year;
      since.now += each.material.value * year;
      since.parts += 1;
    }
  }
  return {
    parts: results.length,
    priced: results.filter((result) => !isRefusal(result.cost)).length,
    counted: results.filter((result) => result.perYear).length,
    currency: options.currency,
    date: options.date,
    magnetKg,
    cost,
    materialCost,
    elements: ELEMENTS.flatMap((element) => {
      const sum = money.get(element);
      const mass = kg.get(element) ?? 0;
      return mass > 0 ? [{ element, kg: mass, cost: sum?.cost ?? 0, swing10: sum?.swing ?? 0 }] : [];
    }),
    swing10: { CNY: cny, USD: usd },
    sinceOrders: since,
    licence,
    shortOfLicence: results.filter((result) => (result.cover.gapWeeks ?? 0) > 0).length,
    china: [...stages].flatMap(([stage, sum]) => (sum.kg > 0 ? [{ stage, share: sum.china / sum.kg }] : [])),
    scenarios: scenarioTotals(results),
    leftOut: new Set(bill.problems.filter((p) => p.kind === 'row left out').map((p) => p.row)).size,
  };
}

const NOTICEABLE = 0.1;

function scenarioTotals(results: readonly PartResult[]): ScenarioTotal[] {
  const totals = new Map<
    string,
    { title: string; short: number; weight: number; unmet: Range; extraCost: Range }
  >();
  for (const { shortages, perYear } of results) {
    if (isRefusal(shortages)) continue;
    const money = perYear?.value ?? 0;
    for (const { scenario, title, unmet, costPct } of shortages) {
      const total = totals.get(scenario) ?? {
        title,
        short: 0,
        weight: 0,
        unmet: NOTHING,
        extraCost: NOTHING,
      };
      totals.set(scenario, {
        title,
        short: total.short + (unmet.value >= NOTICEABLE ? 1 : 0),
        weight: total.weight + money,
        unmet: plus(total.unmet, times(unmet, money)),
        extraCost: plus(total.extraCost, times(costPct, money / 100)),
      });
    }
  }
  return [...totals]
    .map(([scenario, { weight, unmet, ...rest }]) => ({
      scenario,
      ...rest,
      unmet: weight > 0 ? times(unmet, 1 / weight) : NOTHING,
    }))
    .sort((a, b) => b.unmet.value - a.unmet.value || b.extraCost.value - a.extraCost.value);
}
