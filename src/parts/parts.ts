/** The room in one object: facts, prices, law and chain in; bills of materials and single magnets out. */
import type { Facts } from '../facts/index.ts';
import { type AssessOptions, createAssess, type PartResult } from './assess.ts';
import type { Bill, Part } from './bom/bill.ts';
import { createBillReader, type ReadBill } from './bom/read-bill.ts';
import { type CostAsk, type CostingContext, costOfMagnet, type MagnetCost } from './costing.ts';
import type { DecideShipment } from './law.ts';
import { createIdentify, type Identify } from './magnet.ts';
import { createMoney } from './money.ts';
import { createOrigin } from './origin.ts';
import { createParameters, type OwnParameters } from './parameters.ts';
import type { Prices, Refusal } from './prices.ts';
import { noShortages, type Shortages } from './shortage.ts';
import { type Assessment, wholeOf } from './whole.ts';

/** The tables that this room works with; all of `loadFacts()` fits. */
export type PartsFacts = Pick<
  Facts,
  | 'grades'
  | 'compositions'
  | 'familyCompositions'
  | 'magnetContent'
  | 'classMix'
  | 'temperatureClasses'
  | 'partColumns'
  | 'partWords'
  | 'partParameters'
  | 'applicationWords'
  | 'priceRules'
  | 'substitutes'
  | 'bestEstimates'
  | 'exchangeRates'
  | 'vatRates'
  | 'places'
  | 'placeWords'
  | 'calendarWords'
  | 'shipmentWords'
>;

/** What the room is given beside its tables. */
export interface PartsSources {
  /** Quotations: `pricesOfRecord(...)` of a ledger, or `pricesOfFacts(...)` of the shipped file. */
  readonly prices: Prices;
  /** `createLaw(...).decide`; without it licences and duties are said to be unknown. */
  readonly decide?: DecideShipment;
  /** Runs of the chain model; without them shortage is said to be unknown. */
  readonly shortages?: Shortages;
  /** Figures of one's own in place of those of the table. */
  readonly parameters?: OwnParameters;
}

export interface Parts {
  readonly identify: Identify;
  readonly readBill: ReadBill;
  /** What the arithmetic takes: prices, rates, parameters. */
  readonly context: CostingContext;
  cost(ask: CostAsk): MagnetCost | Refusal;
  /**
   * Works a bill of materials out on a day. Nothing of it is kept.
   *
   * @example parts.assess(parts.readBill(sheets), { date: '2025-11-14', currency: 'EUR' }).whole.cost
   */
  assess(bill: Bill, options: AssessOptions): Assessment;
  /** The parts of a bill one by one, for a page that shows the first ones early. */
  assessing(options: AssessOptions): (part: Part) => PartResult;
}

/**
 * Makes the room from tables and sources. Pure: the same in a browser.
 *
 * @example createParts(facts, { prices: pricesOfFacts(facts), decide: law.decide })
 */
export function createParts(facts: PartsFacts, sources: PartsSources): Parts {
  const { prices, decide, shortages = noShortages } = sources;
  const context: CostingContext = {
    rules: facts.priceRules,
    prices,
    money: createMoney(facts),
    parameters: createParameters(facts, sources.parameters),
  };
  const identify = createIdentify(facts, context.parameters);
  const origin = createOrigin(facts.bestEstimates, {
    prndInBlank: context.parameters('prnd_in_blank', { place: 'ROW' }).value,
  });
  const assessing = (options: AssessOptions) =>
    createAssess({ ...context, facts, identify, origin, shortages, ...(decide ? { decide } : {}) }, options);
  return {
    identify,
    readBill: createBillReader(facts),
    context,
    cost: (ask) => costOfMagnet(context, ask),
    assessing,
    assess(bill, options) {
      const results = bill.parts.map(assessing(options));
      return { bill, options, results, whole: wholeOf(bill, options, results) };
    },
  };
}
