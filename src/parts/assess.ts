/** One part of a bill of materials: what it is, costs and needs, where it comes from, and what may stand in. */
import type { Facts } from '../facts/index.ts';
import type { Part } from './bom/bill.ts';
import { type ClauseResult, clauseOn } from './clause.ts';
import {
  type CostAsk,
  type CostingContext,
  type CostKilogram,
  type Feed,
  type MagnetCost,
  rememberCosts,
} from './costing.ts';
import { type Delivered, deliveredCost } from './delivered.ts';
import { createAskLaw, type DecideShipment, type PartLaw, shipmentOf } from './law.ts';
import type { Identify, Magnet, MagnetAsk } from './magnet.ts';
import { massOf, type PartMass } from './mass.ts';
import type { StageOrigin } from './origin.ts';
import type { Parameter } from './parameters.ts';
import { isRefusal, type PriceType, type Refusal } from './prices.ts';
import { type Range, times } from './range.ts';
import type { Shortage, Shortages } from './shortage.ts';
import { type Substitute, type SubstituteFacts, substitutesFor } from './substitutes.ts';

/** On what day and basis a bill is worked out. */
export interface AssessOptions {
  readonly date: string;
  /** Currency of the answers. */
  readonly currency: string;
  /** Destination of parts that name none. */
  readonly destination?: string;
  /** Country of making of parts that name none. */
  readonly madeIn?: string;
  /** Feed of all makers; by country where not said. */
  readonly feed?: Feed;
  readonly priceTypes?: readonly PriceType[];
}

/** What a part would cost and need with a substitute. */
export interface PartSubstitute extends Omit<Substitute, 'magnet' | 'part'> {
  /** What the law says of an export licence for it. */
  readonly licence?: string;
}

export interface SinceOrder {
  readonly ordered: string;
  /** Rare earths in a kilogram then, and their change since, percent. */
  readonly material: number;
  readonly materialPct: number;
  /** What was paid for a kilogram of magnet, in the answer's currency of the day of the order. */
  readonly paidPerKg?: number;
  /** What was paid against what the model gives for that day, percent. */
  readonly paidAgainstModelPct?: number;
}

export interface Cover {
  readonly stockWeeks: number;
  /** False where the bill does not tell and a usual figure stands in. */
  readonly told: boolean;
  /** Weeks that a licence takes, where one is needed or may be. */
  readonly licenceWeeks?: Range;
  /** Weeks by which the stock falls short of a licence; 0 where it does not. */
  readonly gapWeeks?: number;
}

export interface PartResult {
  readonly part: Part;
  readonly magnet?: Magnet;
  readonly mass: PartMass;
  /** Cost of a kilogram, or why there is none. */
  readonly cost: MagnetCost | Refusal;
  readonly delivered?: Delivered | Refusal;
  /** Delivered price of one magnet, of a unit and of a year, in the answer's currency. */
  readonly perMagnet?: Range;
  readonly perUnit?: Range;
  readonly perYear?: Range;
  readonly sinceOrder?: SinceOrder | Refusal;
  readonly clause?: ClauseResult | Refusal;
  readonly law: PartLaw | Refusal;
  readonly origin: readonly StageOrigin[];
  readonly cover: Cover;
  readonly shortages: readonly Shortage[] | Refusal;
  readonly substitutes: readonly PartSubstitute[];
  /** What was assumed and what looks odd, in words. */
  readonly notes: readonly string[];
}

export interface AssessContext extends CostingContext {
  readonly facts: SubstituteFacts & Pick<Facts, 'shipmentWords' | 'places'>;
  readonly identify: Identify;
  readonly origin: (magnet: Magnet, country: string | undefined) => readonly StageOrigin[];
  /** Left out where no acts were given. */
  readonly decide?: DecideShipment;
  readonly shortages: Shortages;
}

/** Assesses parts one after another; what is alike between parts is worked out once. */
export function createAssess(context: AssessContext, options: AssessOptions): (part: Part) => PartResult {
  const { date } = options;
  const { products } = context.facts.shipmentWords;
  const askLaw = context.decide && createAskLaw(context.decide);
  const once = remembering();
  const costOf = rememberCosts(context);
  const area = customsArea(context.facts.places);

  const lawOf = (part: Part, magnet: Magnet, mass: PartMass, domestic: boolean): PartLaw | Refusal => {
    if (!askLaw) return { refused: 'no acts were given' };
    const decided = askLaw.about(shipmentOf(part, magnet, mass.unit_g, products), date);
    return domestic ? withoutDuty(decided) : decided;
  };

  const substitutesOf = (part: Part, ask: CostAsk, key: string): readonly PartSubstitute[] =>
    once(`substitutes ${key} ${part.size?.thinnest_mm} ${part.form}`, () =>
      substitutesFor(context.facts, context.identify, context, costOf, part, ask),
    ).map(({ magnet, part: like, ...substitute }) => {
      const shipment = shipmentOf({ ...part, ...changedIn(like) }, magnet, undefined, products);
      const licence = askLaw?.licence(shipment, date);
      return { ...substitute, ...(licence ? { licence: licence.word } : {}) };
    });

  return (listed) => {
    const part = withDefaults(listed, options);
    const { country, destination } = part;
    const ask = magnetAsk(part, date);
    const key = JSON.stringify([ask, country, part.use]);
    const identified = once(`magnet ${key}`, () => context.identify(ask));
    const assumed = [
      ...(listed.country || !country ? [] : [`made in ${country} assumed`]),
      ...(country ? [] : ['no country of making: priced as made in China']),
    ];
    if ('unknown' in identified) return unknownPart(context, part, identified.unknown, assumed);

    const magnet = identified;
    const mass = massOf(part, magnet);
    const costAsk: CostAsk = {
      magnet,
      date,
      madeIn: country ?? 'CN',
      use: part.use,
      feed: options.feed,
      currency: options.currency,
      priceTypes: options.priceTypes,
    };
    const cost = costOf(costAsk);
    const domestic = destination !== undefined && area(country) === area(destination);
    const law = lawOf(part, magnet, mass, domestic);
    const cover = coverOf(context, part, isRefusal(law) ? undefined : law);
    const delivered =
      isRefusal(cost) || !destination ? undefined : deliveredCost(context, cost, destination, dutyOf(law));
    return {
      part,
      magnet,
      mass,
      cost,
      ...(delivered ? { delivered } : {}),
      ...scaledToPart(perKilogram(cost, delivered), mass, part.units_per_year),
      ...(part.ordered ? { sinceOrder: sinceOrder(context, costOf, costAsk, part, mass, cost) } : {}),
      ...(part.contract?.kind === 'index'
        ? {
            clause: once(`clause ${part.contract.text} ${key}`, () =>
              clauseOn(context, part.contract!, date, magnet.known.composition),
            ),
          }
        : {}),
      law,
      origin: context.origin(magnet, country),
      cover,
      shortages: context.shortages({
        family: magnet.family,
        ...(magnet.temperatureClass ? { temperatureClass: magnet.temperatureClass } : {}),
        ...(destination ? { usedIn: destination } : {}),
        stockWeeks: cover.stockWeeks,
      }),
      substitutes: substitutesOf(part, costAsk, key),
      notes: [
        ...magnet.notes,
        ...mass.notes,
        ...assumed,
        ...(isRefusal(cost) ? [`not priced: ${cost.refused}`] : cost.notes),
        ...(domestic ? [] : dutyNotes(law, destination)),
      ],
    };
  };
}

const withDefaults = (part: Part, { madeIn, destination }: AssessOptions): Part => ({
  ...part,
  ...(!part.country && madeIn ? { country: madeIn } : {}),
  ...(!part.destination && destination ? { destination } : {}),
});

/** A part of which nothing tells what its magnet is: everything that hangs on that is refused for the same reason. */
function unknownPart(
  context: CostingContext,
  part: Part,
  refused: string,
  notes: readonly string[],
): PartResult {
  const none: Refusal = { refused };
  const mass = massOf(part, undefined);
  return {
    part,
    mass,
    cost: none,
    law: none,
    origin: [],
    cover: coverOf(context, part, undefined),
    shortages: none,
    substitutes: [],
    notes: [...mass.notes, ...notes],
  };
}

/** Price of a kilogram delivered, else as the exporter asks for it. */
function perKilogram(
  cost: MagnetCost | Refusal,
  delivered: Delivered | Refusal | undefined,
): Range | undefined {
  if (isRefusal(cost)) return undefined;
  return delivered && !isRefusal(delivered) ? delivered.perKg : cost.forExport;
}

/** Of a substitute's part only what a substitute may change. */
const changedIn = (like: Part): Partial<Part> => ({
  ...(like.country ? { country: like.country } : {}),
  ...(like.form ? { form: like.form } : {}),
});

function remembering() {
  const known = new Map<string, unknown>();
  return <T>(key: string, work: () => T): T => {
    if (!known.has(key)) known.set(key, work());
    return known.get(key) as T;
  };
}

const magnetAsk = (part: Part, date: string): MagnetAsk => ({
  grade: part.grade,
  temperatureClass: part.temperature_class,
  route: part.route,
  composition: part.composition,
  diffused: part.diffused,
  temperature_C: part.temperature_C,
  Hcj_kA_m: part.Hcj_kA_m,
  application: part.application,
  year: Number(date.slice(0, 4)),
});

/** The highest rate of all readings of the law; 0 where no duty is on record. */
const dutyOf = (law: PartLaw | Refusal): number => (isRefusal(law) ? 0 : (law.duty?.ratePct?.value ?? 0));

/** The European Union is one for customs, other countries are each their own. */
function customsArea(places: Facts['places']): (place: string | undefined) => string | undefined {
  const inUnion = new Set(places.filter((row) => row.part_of === 'EU').map((row) => row.place));
  return (place) => (place !== undefined && inUnion.has(place) ? 'EU' : place);
}

function withoutDuty(law: PartLaw | Refusal): PartLaw | Refusal {
  if (isRefusal(law)) return law;
  const { duty: _duty, ...rest } = law;
  return rest;
}

function dutyNotes(law: PartLaw | Refusal, destination: string | undefined): string[] {
  if (destination === undefined) return ['no destination: priced at the exporter, without freight and duty'];
  if (isRefusal(law)) return [];
  if (!law.duty) return [`duties into ${destination} are not on record: none added`];
  const rate = law.duty.ratePct;
  if (!rate) return [`no duty added: ${law.duty.says}`];
  return rate.low < rate.high ? [`duty of ${rate.high}% counted; ${rate.low}% on another reading`] : [];
}

function scaledToPart(
  perKg: Range | undefined,
  mass: PartMass,
  unitsPerYear: number | undefined,
): Pick<PartResult, 'perMagnet' | 'perUnit' | 'perYear'> {
  if (!perKg || mass.magnet_g === undefined || mass.unit_g === undefined) return {};
  const perUnit = times(perKg, mass.unit_g / 1000);
  return {
    perMagnet: times(perKg, mass.magnet_g / 1000),
    perUnit,
    ...(unitsPerYear === undefined ? {} : { perYear: times(perUnit, unitsPerYear) }),
  };
}

function sinceOrder(
  context: CostingContext,
  costOf: CostKilogram,
  ask: CostAsk,
  part: Part,
  mass: PartMass,
  now: MagnetCost | Refusal,
): SinceOrder | Refusal {
  const ordered = part.ordered!;
  if (isRefusal(now)) return now;
  if (ordered > ask.date) return { refused: `the order of ${ordered} lies after ${ask.date}` };
  const then = costOf({ ...ask, date: ordered });
  if (isRefusal(then)) return then;
  const material = then.material.value;
  const base = {
    ordered,
    material,
    materialPct: material === 0 ? 0 : 100 * (now.material.value / material - 1),
  };
  const paid = paidPerKg(context, part, mass, ask.currency);
  if (paid === undefined) return base;
  const comparable = (part.form ?? 'magnet') === 'magnet' || part.form === 'blank';
  return {
    ...base,
    paidPerKg: paid,
    ...(comparable ? { paidAgainstModelPct: 100 * (paid / then.forExport.value - 1) } : {}),
  };
}

/** The price paid for a kilogram of magnet, at the rate of the day of the order. */
function paidPerKg(
  context: CostingContext,
  { price_paid: price, ordered }: Part,
  mass: PartMass,
  currency: string,
): number | undefined {
  if (!price || !ordered) return undefined;
  const rate = context.money.rate(price.currency, currency, ordered);
  const grams = price.per === 'kg' ? 1000 : price.per === 'unit' ? mass.unit_g : mass.magnet_g;
  return isRefusal(rate) || grams === undefined ? undefined : (price.value * rate.factor * 1000) / grams;
}

const LICENCE_MAY_BE_NEEDED = new Set(['required', 'unclear', 'two_readings', 'depends']);

function coverOf(context: CostingContext, part: Part, law: PartLaw | undefined): Cover {
  const use = part.use === 'traction' || part.use === 'steering' ? 'automotive' : part.use;
  const usual: Parameter = context.parameters('stock_weeks', { use });
  const stockWeeks = part.stock_weeks ?? usual.value;
  const told = part.stock_weeks !== undefined;
  if (!law?.licence || !LICENCE_MAY_BE_NEEDED.has(law.licence.outcome)) return { stockWeeks, told };
  const { low, value, high } = context.parameters('licence_weeks', { place: part.country ?? 'CN' });
  return { stockWeeks, told, licenceWeeks: { low, value, high }, gapWeeks: Math.max(0, value - stockWeeks) };
}
