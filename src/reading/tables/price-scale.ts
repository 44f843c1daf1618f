import type { Vocabulary } from '../../vocabulary/index.ts';

/** How far beyond the lowest and highest quotation of the record a price may lie. */
const MARGIN = 3;
const PER_KG: Readonly<Record<string, number>> = { kg: 1, t: 1000, g: 0.001, lb: 0.45359237 };

/**
 * Whether a price can be one of a material: within three times the lowest and highest that it was ever quoted at.
 * Materials and currencies without a record can be anything.
 *
 * @param unit such as `CNY/t`
 */
export function isPossiblePrice(
  subject: string,
  low: number,
  high: number,
  unit: string,
  { priceScales: { usdPerKg, perUsd } }: Pick<Vocabulary, 'priceScales'>,
): boolean {
  const [currency, mass] = unit.split('/') as [string, string];
  const rate = perUsd[currency];
  const bounds = boundsOf(subject, usdPerKg);
  const perKg = PER_KG[mass];
  if (!rate || !bounds || !perKg) return true;
  const [least, most] = [low / perKg / rate[1], high / perKg / rate[0]];
  return most >= bounds[0] / MARGIN && least <= bounds[1] * MARGIN;
}

/** An element without a form may be its oxide or its metal. */
function boundsOf(
  subject: string,
  usdPerKg: Vocabulary['priceScales']['usdPerKg'],
): readonly [number, number] | undefined {
  const own = usdPerKg[subject];
  if (own || subject.includes('-')) return own;
  const both = [usdPerKg[`${subject}-oxide`], usdPerKg[`${subject}-metal`]].filter(
    (each) => each !== undefined,
  );
  if (both.length === 0) return undefined;
  return [Math.min(...both.map(([low]) => low)), Math.max(...both.map(([, high]) => high))];
}
