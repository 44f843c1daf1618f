import type { Facts } from '../facts/index.ts';
import { type Conversion, type ConversionStep, converted, refused, said } from './conversion.ts';

export type ElementFacts = Pick<Facts, 'elements'>;
export type FormFacts = Pick<Facts, 'elements' | 'magnetCosts'>;
export type YieldFacts = Pick<Facts, 'processes'>;

/** Rows that hold what alloys and mixtures usually consist of. */
const usualMix: Readonly<
  Record<string, { readonly row: string; readonly main: string; readonly rest: string }>
> = {
  PrNd: { row: 'prnd-metal-nd-pr-world-2023', main: 'Nd', rest: 'Pr' },
};
const usualContent: Readonly<Record<string, { readonly row: string; readonly element: string }>> = {
  'DyFe-alloy': { row: 'dyfe-dy-content-world-2023', element: 'Dy' },
};

/** Mass fractions of rare earth elements in the metal of a mixture, such as `{ Nd: 0.75, Pr: 0.25 }`. */
export type Mix = Readonly<Record<string, number>>;

export interface FormOptions {
  /** What a mixture such as PrNd consists of, by mass of metal. The usual one where not given, marked as assumed. */
  readonly mix?: Mix;
  /** Mass fraction of the rare earth in an alloy such as DyFe. The usual one where not given, marked as assumed. */
  readonly content?: number;
}

/**
 * Kilograms of oxide that hold one kilogram of the element, by stoichiometry.
 *
 * @example oxidePerMetal('Dy', facts) // 1.1477
 */
export function oxidePerMetal(element: string, facts: ElementFacts): number | undefined {
  const row = facts.elements.find((each) => each.element === element);
  const oxygen = facts.elements.find((each) => each.element === 'O');
  if (!row?.oxide_metal_atoms || !row.oxide_oxygen_atoms || !oxygen) return undefined;
  return 1 + (row.oxide_oxygen_atoms * oxygen.atomic_weight) / (row.oxide_metal_atoms * row.atomic_weight);
}

/** Kilograms of rare earth in a kilogram of a material, and on what ground. */
interface Content {
  readonly fraction: number;
  /** Which rare earths, for telling whether two materials hold the same. */
  readonly of: string;
  readonly text: string;
  readonly ground: ConversionStep['ground'];
  readonly source?: string;
  readonly url?: string;
}

function contentOf(material: string, facts: FormFacts, options: FormOptions): Content | string {
  const [base = '', form] = material.split('-');
  if (form === 'alloy') return alloyContent(material, base, facts, options);
  if (form !== 'oxide' && form !== 'metal') {
    return `how much rare earth is in ${material} is not known: it has no fixed composition`;
  }
  const single = facts.elements.find((element) => element.element === base && element.oxide);
  if (single) {
    if (form === 'metal') return { fraction: 1, of: base, text: '', ground: 'exact' };
    return {
      fraction: 1 / oxidePerMetal(base, facts)!,
      of: base,
      text: `1 kg ${base} is in ${said(oxidePerMetal(base, facts)!)} kg ${single.oxide}`,
      ground: 'exact',
      source: single.source,
    };
  }
  const mixture = mixOf(base, facts, options);
  if (typeof mixture === 'string') return mixture;
  const { mix, ...grounds } = mixture;
  const parts = Object.entries(mix)
    .map(([element, fraction]) => `${element} ${said(fraction * 100)}%`)
    .join(', ');
  if (form === 'metal') return { ...grounds, fraction: 1, of: base, text: '', ground: 'exact' };
  let oxidePerKg = 0;
  for (const [element, fraction] of Object.entries(mix)) {
    const ratio = oxidePerMetal(element, facts);
    if (ratio === undefined) return `"${element}" is no rare earth with an oxide on record`;
    oxidePerKg += fraction * ratio;
  }
  return {
    ...grounds,
    fraction: 1 / oxidePerKg,
    of: base,
    text: `1 kg ${base} (${grounds.ground === 'assumed' ? 'as usual ' : ''}${parts}) is in ${said(oxidePerKg)} kg oxide`,
  };
}

interface Mixture {
  readonly mix: Mix;
  readonly ground: ConversionStep['ground'];
  readonly source?: string;
  readonly url?: string;
}

function mixOf(base: string, facts: FormFacts, options: FormOptions): Mixture | string {
  if (options.mix) {
    const sum = Object.values(options.mix).reduce((total, fraction) => total + fraction, 0);
    const sound = Math.abs(sum - 1) < 1e-6 && Object.values(options.mix).every((fraction) => fraction >= 0);
    return sound
      ? { mix: options.mix, ground: 'recorded' }
      : `the parts of the mixture add to ${said(sum)}, not 1`;
  }
  const usual = usualMix[base];
  const row = usual && facts.magnetCosts.find((cost) => cost.id === usual.row);
  if (!usual || row?.value === undefined) return `what ${base} consists of is not known: give the mixture`;
  const main = row.value / 100;
  const { source, url } = row;
  return {
    mix: { [usual.main]: main, [usual.rest]: 1 - main },
    ground: 'assumed',
    source,
    ...(url ? { url } : {}),
  };
}

function alloyContent(
  material: string,
  base: string,
  facts: FormFacts,
  options: FormOptions,
): Content | string {
  const usual = usualContent[material];
  const element = usual?.element ?? base.replace(/Fe$/, '');
  if (options.content !== undefined) {
    if (!(options.content > 0 && options.content <= 1))
      return `a content of ${options.content} is no mass fraction`;
    return {
      fraction: options.content,
      of: element,
      text: `${material} holds ${said(options.content * 100)}% ${element}`,
      ground: 'recorded',
    };
  }
  const row = usual && facts.magnetCosts.find((cost) => cost.id === usual.row);
  if (row?.value === undefined) return `how much ${element} is in ${material} is not known: give its content`;
  return {
    fraction: row.value / 100,
    of: element,
    text: `${material} usually holds ${said(row.value)}% ${element}`,
    ground: 'assumed',
    source: row.source,
    ...(row.url ? { url: row.url } : {}),
  };
}

/**
 * Converts a mass of one form of a rare earth into the mass of another form that holds the same rare earth: oxide,
 * metal, alloy. Losses on the way are not in it.
 *
 * @param unit unit of the mass, kept
 * @example convertForm(100, 't', 'PrNd-oxide', 'PrNd-metal', facts) // 85 t
 */
export function convertForm(
  value: number,
  unit: string,
  from: string,
  to: string,
  facts: FormFacts,
  options: FormOptions = {},
): Conversion {
  const steps = formSteps(from, to, facts, options);
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
  options: FormOptions = {},
): Conversion {
  const steps = formSteps(from, to, facts, options);
  if (typeof steps === 'string') return refused(steps);
  return converted(
    value,
    unit,
    steps.map((step) => ({ ...step, factor: 1 / step.factor })),
  );
}

function formSteps(
  from: string,
  to: string,
  facts: FormFacts,
  options: FormOptions,
): readonly ConversionStep[] | string {
  if (from === to) return [];
  const source = contentOf(from, facts, options);
  if (typeof source === 'string') return source;
  const target = contentOf(to, facts, options);
  if (typeof target === 'string') return target;
  if (source.of !== target.of) return `${from} and ${to} do not hold the same rare earth`;
  const steps: ConversionStep[] = [];
  for (const [content, factor] of [
    [source, source.fraction],
    [target, 1 / target.fraction],
  ] as const) {
    if (content.fraction === 1) continue;
    const { text, ground, source: name, url } = content;
    steps.push({ text, factor, ground, ...(name ? { source: name } : {}), ...(url ? { url } : {}) });
  }
  return steps;
}

/** Row that holds what part of a magnet blank is left after machining. */
const finishing = 'magnet-finishing-magnet-blank-finished-magnet-yield';

/**
 * Converts a mass of magnet blanks into finished magnets or back, by the yield of machining. An estimate: the yield
 * depends on the shape, so the step carries its range.
 *
 * @param direction which way
 * @param ownYield yield of the parts in question, where known
 * @example convertBlank(300_000, 't', 'blank-to-finished', facts)
 */
export function convertBlank(
  value: number,
  unit: string,
  direction: 'blank-to-finished' | 'finished-to-blank',
  facts: YieldFacts,
  ownYield?: number,
): Conversion {
  const toFinished = direction === 'blank-to-finished';
  const turned = (yielded: number): number => (toFinished ? yielded : 1 / yielded);
  if (ownYield !== undefined) {
    if (!(ownYield > 0 && ownYield <= 1))
      return refused(`a yield of ${ownYield} is no fraction between 0 and 1`);
    const text = `finished magnets weigh ${said(ownYield)} of their blanks, as given`;
    return converted(value, unit, [{ text, factor: turned(ownYield), ground: 'recorded' }]);
  }
  const row = facts.processes.find((process) => process.id === finishing);
  if (!row) return refused('what part of a blank becomes finished magnet is not on record: give the yield');
  const { mode, low, high, source, url } = row;
  const ends = [turned(low), turned(high)].sort((a, b) => a - b) as [number, number];
  return converted(value, unit, [
    {
      text: `finished magnets weigh ${said(mode)} of their blanks, ${said(low)} to ${said(high)} by shape`,
      factor: turned(mode),
      ground: 'estimate',
      range: ends,
      source,
      ...(url ? { url } : {}),
    },
  ]);
}
