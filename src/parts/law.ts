/** A part as a shipment for the law, and the law's decision as a part shows it. */
import type { Facts } from '../facts/index.ts';
import {
  type Answer,
  type Decision,
  type Law,
  OUTCOME_WORDS,
  type Question,
  type Shipment,
} from '../law/index.ts';
import type { Part } from './bom/bill.ts';
import { keyOf } from './fold.ts';
import type { Magnet } from './magnet.ts';
import type { Range } from './range.ts';

/** One answer of the law, as a table shows it. */
export interface LawAnswer {
  readonly outcome: Answer['outcome'];
  /** Outcome in a word or two. */
  readonly word: string;
  readonly says: string;
  readonly unsure: boolean;
  /** Acts that it rests on. */
  readonly acts: readonly string[];
  /** What the part does not say and the answer needs. */
  readonly needs: readonly string[];
}

export interface PartLaw {
  readonly licence?: LawAnswer;
  readonly procurement?: LawAnswer;
  /** Into the United States or the Union; elsewhere no duties are on record. */
  readonly duty?: LawAnswer & { readonly ratePct?: Range };
  readonly label?: LawAnswer;
  readonly recycledShare?: LawAnswer;
  readonly minimumShare?: LawAnswer;
  /** Newest day for which the acts were looked up, and what the law says of itself. */
  readonly evidence: string;
  readonly caveats: readonly string[];
}

/** Decides a shipment; `createLaw(...).decide` fits. */
export type DecideShipment = Law['decide'];

const FAMILY: Readonly<Record<Magnet['family'], string | undefined>> = {
  'NdFeB-sintered': 'NdFeB',
  'NdFeB-bonded': 'NdFeB',
  SmCo: 'SmCo',
  ferrite: 'ferrite',
  AlNiCo: 'AlNiCo',
  FeN: undefined,
};

/**
 * What the law is asked about a part. Fields that nobody told stay out, so that the law can say what it needs. The grade
 * stays out too: the composition, told or estimated, says what the law would presume from it.
 */
export function shipmentOf(
  part: Part,
  magnet: Magnet,
  unitMass_g: number | undefined,
  products: Facts['shipmentWords']['products'],
): Shipment {
  const { PrNd, Dy, Tb, Ce, Sm } = magnet.known.composition;
  const family = FAMILY[magnet.family];
  const product = keyOf(products, part.end_use ?? part.application ?? '');
  const form = part.form ?? 'magnet';
  return {
    ...(part.country ? { from: part.country } : {}),
    ...(part.destination ? { to: part.destination } : {}),
    item: {
      ...(family ? { family } : {}),
      form,
      ...(magnet.family.startsWith('NdFeB')
        ? { route: magnet.family === 'NdFeB-bonded' ? 'bonded' : 'sintered' }
        : {}),
      composition: { Nd: PrNd, Dy, Tb, Ce, Sm },
      ...(part.customs_code ? { hs: part.customs_code } : {}),
      ...(product ? { product } : {}),
      ...(unitMass_g === undefined ? {} : { magnet_mass_kg: unitMass_g / 1000 }),
      ...(part.device_mass_g === undefined ? {} : { device_mass_kg: part.device_mass_g / 1000 }),
    },
    ...(part.country ? { origin: { country: part.country, made: [part.country] } } : {}),
    ...(part.supplier
      ? { exporter: { name: part.supplier, ...(part.country ? { country: part.country } : {}) } }
      : {}),
    end_use: part.defence ? 'military' : 'civil',
    ...(part.defence && part.destination === 'US' ? { us_defence_contract: true } : {}),
  };
}

/** Questions on which the mass of the magnets has no bearing, so that parts of many masses share an answer. */
const BY_KIND = ['export_licence', 'us_duty', 'eu_duty'] as const satisfies readonly Question[];
const BY_MASS = [
  'procurement',
  'eu_label',
  'eu_recycled_share',
  'eu_minimum_share',
] as const satisfies readonly Question[];

export interface AskLaw {
  /** Everything that a part shows. */
  about(shipment: Shipment, date: string): PartLaw;
  /** The export licence alone. */
  licence(shipment: Shipment, date: string): LawAnswer | undefined;
}

/** Asks the law; the same shipment is asked about once, however many parts it stands for. */
export function createAskLaw(decide: DecideShipment): AskLaw {
  const known = new Map<string, Decision>();
  const ask = (shipment: Shipment, date: string, questions: readonly Question[]): Decision => {
    const key = `${date} ${questions.length} ${JSON.stringify(shipment)}`;
    let found = known.get(key);
    if (!found) known.set(key, (found = decide(shipment, date, { outlook: false, questions })));
    return found;
  };
  return {
    about: (shipment, date) =>
      partLaw(ask(withoutMass(shipment), date, BY_KIND), ask(shipment, date, BY_MASS)),
    licence: (shipment, date) =>
      answerTo(ask(withoutMass(shipment), date, BY_KIND.slice(0, 1)), 'export_licence'),
  };
}

function withoutMass({ item, ...rest }: Shipment): Shipment {
  const { magnet_mass_kg: _magnets, device_mass_kg: _device, ...kind } = item;
  return { ...rest, item: kind };
}

const answerTo = ({ answers }: Decision, question: Question): LawAnswer | undefined => {
  const answer = answers.find((each) => each.question === question);
  return answer && answerOf(answer);
};

function partLaw(byKind: Decision, byMass: Decision): PartLaw {
  const duty = byKind.answers.find(({ question }) => question !== 'export_licence');
  const found = {
    licence: answerTo(byKind, 'export_licence'),
    duty: duty && { ...answerOf(duty), ...rateOf(duty) },
    procurement: answerTo(byMass, 'procurement'),
    label: answerTo(byMass, 'eu_label'),
    recycledShare: answerTo(byMass, 'eu_recycled_share'),
    minimumShare: answerTo(byMass, 'eu_minimum_share'),
  };
  const known = Object.fromEntries(Object.entries(found).filter(([, answer]) => answer !== undefined));
  return { ...known, evidence: byKind.evidence, caveats: byKind.caveats };
}

/** The law names a field of its own files; here it is a column of the bill. */
const inWords = (says: string): string => says.replace('give item.hs', 'give the customs code');

const answerOf = (answer: Answer): LawAnswer => ({
  outcome: answer.outcome,
  word: OUTCOME_WORDS[answer.outcome],
  says: inWords(answer.says),
  unsure: answer.certainty === 'unsure',
  acts: [...new Set(answer.acts.map(({ act }) => act))],
  needs: answer.needs,
});

/** The rates of all readings; the middle one is the highest, so that nobody budgets for the mildest reading. */
function rateOf(answer: Answer): { readonly ratePct?: Range } {
  const rates = answer.readings.flatMap(({ rate_pct }) => rate_pct ?? []);
  if (rates.length === 0) return {};
  const high = Math.max(...rates);
  return { ratePct: { low: Math.min(...rates), value: high, high } };
}
