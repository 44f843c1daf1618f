import { type Conversion, type ConversionStep, converted, refused, said } from './conversion.ts';

/** Kilograms in one unit of mass, by definition. */
const kilograms: Readonly<Record<string, number>> = {
  mg: 1e-6,
  g: 1e-3,
  kg: 1,
  t: 1000,
  kt: 1e6,
  Mt: 1e9,
  lb: 0.453_592_37,
  oz: 0.028_349_523_125,
  short_ton: 907.184_74,
  long_ton: 1016.046_908_8,
};

/** Whether a text is a unit of mass that can be converted. */
export const isMassUnit = (unit: string): boolean => Object.hasOwn(kilograms, unit);

const known = Object.keys(kilograms).join(', ');

/**
 * Converts a mass.
 *
 * @param from and `to`: `mg`, `g`, `kg`, `t`, `kt`, `Mt`, `lb`, `oz`, `short_ton`, `long_ton`
 * @example convertMass(2, 't', 'kg') // value 2000
 */
export function convertMass(value: number, from: string, to: string): Conversion {
  const step = massStep(from, to);
  return typeof step === 'string' ? refused(step) : converted(value, to, step ? [step] : []);
}

/** The step between two units of mass; nothing where they are the same; words where one is unknown. */
export function massStep(from: string, to: string): ConversionStep | string | undefined {
  const unknown = [from, to].find((unit) => !isMassUnit(unit));
  if (unknown !== undefined) return `"${unknown}" is no unit of mass known here (${known})`;
  if (from === to) return undefined;
  const factor = kilograms[from]! / kilograms[to]!;
  return { text: `1 ${from} is ${said(factor)} ${to}`, factor, ground: 'exact' };
}
