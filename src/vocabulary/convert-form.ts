import type { Facts } from '../facts/index.ts';
import { type Conversion, type ConversionStep, converted, refused, said } from './conversion.ts';

export type FormFacts = Pick<Facts, 'elements' | 'mixtures'>;

/** Mass fractions of rare earths in a metal or alloy: `{ Nd: 0.75, Pr: 0.25 }` for PrNd, `{ Dy: 0.8 }` for DyFe. */
export type Composition = Readonly<Record<string, number>>;

/**
 * Kilograms of oxide that hold one kilogram of the element, by stoichiometry; undefined where the element is no rare
 * earth.
 *
 * @example oxidePerMetal('Dy', facts) // 1.1477
 */
export function oxidePerMetal(element: string, facts: Pick<Facts, 'elements'>): number | undefined {
  const row = facts.elements.find((each) => each.element === element);
  const oxygen = facts.elements.find((each) => each.element === 'O');
  if (!row?.oxide_metal_atoms || !row.oxide_oxygen_atoms || !oxygen) return undefined;
  return 1 + (row.oxide_oxygen_atoms * oxygen.atomic_weight) / (row.oxide_metal_atoms * row.atomic_weight);
}

/**
 * Converts a mass of one form of a rare earth into the mass of another form that holds the same rare earth: oxide,
 * metal, alloy. Losses on the way are not in it.
 *
 * @param unit unit of the mass, kept
 * @param composition what the mixed metal or the alloy holds; the usual where not given, and then marked as assumed
 * @example convertForm(100, 't', 'PrNd-oxide', 'PrNd-metal', facts) // 85 t
 */
export function convertForm(
  value: number,
  unit: string,
  from: string,
  to: string,
  facts: FormFacts,
  composition?: Composition,
): Conversion {
  const steps = formSteps(from, to, facts, composition);
  return typeof steps === 'string' ? refused(steps) : converted(value, unit, steps);
}

/**
 * Converts a price per mass of one form into the price per mass of another for the same rare earth in it: what the
 * metal in a kilogram of alloy costs when bought as oxide. What it costs to make the other form is not in it.
 *
 * @example convertFormPrice(1_600_000, 'CNY/t', 'Dy-oxide', 'Dy-metal', facts)
 */
export function convertFormPrice(
  value: number,
  unit: string,
  from: string,
  to: string,
  facts: FormFacts,
  composition?: Composition,
): Conversion {
  const steps = formSteps(to, from, facts, composition);
  return typeof steps === 'string' ? refused(steps) : converted(value, unit, steps);
}

/** What a material holds, how one knows, and the words for it. */
interface Content extends Pick<ConversionStep, 'text' | 'ground' | 'source' | 'url'> {
  /** Kilograms of rare earth in a kilogram. */
  readonly fraction: number;
  /** Which rare earths. */
  readonly of: string;
}

/** From the mass of one form to the rare earth in it, and on to the other form; words where that is not known. */
function formSteps(
  from: string,
  to: string,
  facts: FormFacts,
  composition: Composition | undefined,
): readonly ConversionStep[] | string {
  if (from === to) return [];
  const steps: ConversionStep[] = [];
  let held: string | undefined;
  for (const material of [from, to]) {
    const content = contentOf(material, facts, composition);
    if (typeof content === 'string') return content;
    const { fraction, of, ...words } = content;
    if (held !== undefined && held !== of) return `${from} and ${to} do not hold the same rare earth`;
    held = of;
    if (fraction !== 1) steps.push({ ...words, factor: material === from ? fraction : 1 / fraction });
  }
  return steps;
}

function contentOf(material: string, facts: FormFacts, given: Composition | undefined): Content | string {
  const [base = '', form = ''] = material.split('-');
  if (!['oxide', 'metal', 'alloy'].includes(form)) {
    return `how much rare earth is in ${material} is not known: it has no fixed composition`;
  }
  const metal = compositionOf(form === 'oxide' ? `${base}-metal` : material, facts, given);
  if (typeof metal === 'string') return metal;
  const { composition, ...grounds } = metal;
  const entries = Object.entries(composition);
  const of = entries
    .map(([element]) => element)
    .sort()
    .join('');
  const parts = entries.map(([element, fraction]) => `${said(fraction * 100)}% ${element}`).join(', ');
  const as = grounds.ground === 'assumed' ? 'as usual ' : '';
  if (form !== 'oxide') {
    const fraction = entries.reduce((sum, [, share]) => sum + share, 0);
    return { ...grounds, fraction, of, text: `${material} holds ${as}${parts}` };
  }
  let oxide = 0;
  for (const [element, fraction] of entries) {
    const ratio = oxidePerMetal(element, facts);
    if (ratio === undefined) return `"${element}" is no rare earth`;
    oxide += fraction * ratio;
  }
  const what = entries.length > 1 ? `${base} (${as}${parts})` : base;
  return { ...grounds, fraction: 1 / oxide, of, text: `1 kg ${what} is in ${said(oxide)} kg of its oxide` };
}

interface Known extends Pick<ConversionStep, 'ground' | 'source' | 'url'> {
  readonly composition: Composition;
}

/** What a metal or alloy holds: an element itself, what was given, or what is usual. */
function compositionOf(material: string, facts: FormFacts, given: Composition | undefined): Known | string {
  const [base = '', form] = material.split('-');
  const element = facts.elements.find((each) => each.element === base && each.oxide);
  if (element && form === 'metal') {
    return { composition: { [base]: 1 }, ground: 'exact', source: element.source };
  }
  if (given) {
    const shares = Object.values(given);
    const sum = shares.reduce((total, share) => total + share, 0);
    const whole = form === 'metal' ? Math.abs(sum - 1) < 1e-6 : sum <= 1;
    if (!whole || !shares.every((share) => share > 0)) {
      return `the parts given for ${material} add to ${said(sum)}, ${form === 'metal' ? 'not to 1' : 'above 1'}`;
    }
    return { composition: given, ground: 'recorded' };
  }
  const rows = facts.mixtures.filter((row) => row.material === material);
  const [first] = rows;
  if (!first) return `what ${material} holds is not known: give its composition`;
  const composition = Object.fromEntries(rows.map((row) => [row.element, row.fraction]));
  return { composition, ground: 'assumed', source: first.source, ...(first.url ? { url: first.url } : {}) };
}
