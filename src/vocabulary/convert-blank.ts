import type { Facts } from '../facts/index.ts';
import { type Conversion, converted, refused, said } from './conversion.ts';

/** Row that holds what part of a magnet blank is left after machining. */
const finishing = 'magnet-finishing-magnet-blank-finished-magnet-yield';

/**
 * Converts a mass of magnet blanks into finished magnets or back, by the yield of machining. An estimate: the yield
 * depends on the shape, so the step carries its range.
 *
 * @param unit unit of the mass, kept
 * @param ownYield yield of the parts in question, where known
 * @example convertBlank(300_000, 't', 'blank-to-finished', facts)
 */
export function convertBlank(
  value: number,
  unit: string,
  direction: 'blank-to-finished' | 'finished-to-blank',
  facts: Pick<Facts, 'processes'>,
  ownYield?: number,
): Conversion {
  const factorOf = (yielded: number) => (direction === 'blank-to-finished' ? yielded : 1 / yielded);
  if (ownYield !== undefined) {
    if (!(ownYield > 0 && ownYield <= 1)) return refused(`${ownYield} is no yield between 0 and 1`);
    const text = `finished magnets weigh ${said(ownYield)} of their blanks, as given`;
    return converted(value, unit, [{ text, factor: factorOf(ownYield), ground: 'recorded' }]);
  }
  const row = facts.processes.find((process) => process.id === finishing);
  if (!row) return refused('what part of a blank becomes finished magnet is not on record: give the yield');
  const { mode, low, high, source, url } = row;
  const [one, other] = [factorOf(low), factorOf(high)];
  return converted(value, unit, [
    {
      text: `finished magnets weigh ${said(mode)} of their blanks, ${said(low)} to ${said(high)} by shape`,
      factor: factorOf(mode),
      ground: 'estimate',
      range: [Math.min(one, other), Math.max(one, other)],
      source,
      ...(url ? { url } : {}),
    },
  ]);
}
