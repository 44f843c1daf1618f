import type { Vocabulary } from '../vocabulary/index.ts';
import type { UnitReader } from './units.ts';

const LEAST_WHOLE = 3;
const MOST_WHOLE = 10;

/**
 * A part of a whole in words at a position, in percent to one decimal: "two thirds", "neun Zehntel", "nine in ten",
 * "a quarter of", "um die Hälfte". One part alone ("a third", "half") needs a word that links it to the whole or to a
 * verb of change, and is none beside an ordinal ("the first half of 2025").
 */
export function fractionAt(
  low: string,
  position: number,
  limit: number,
  units: UnitReader,
  { phrases }: Pick<Vocabulary, 'phrases'>,
): { readonly end: number; readonly value: number } | undefined {
  const number = units.wordAt(position, 'number');
  if (number && number.meaning.factor >= 1) {
    const at = skipJoint(low, number.end);
    const fraction = at > number.end ? units.wordAt(at, 'fraction') : undefined;
    if (fraction && number.meaning.factor > 1)
      return part(number.meaning.factor, fraction.meaning.factor, fraction.end);
    const joint = at > number.end ? units.wordAt(at, 'outOf') : undefined;
    const whole = joint && units.wordAt(skipJoint(low, joint.end), 'number');
    if (whole && whole.meaning.factor >= LEAST_WHOLE && whole.meaning.factor <= MOST_WHOLE)
      return part(number.meaning.factor, whole.meaning.factor, whole.end);
  }
  const one = units.wordAt(position, 'part');
  if (!one || phrases.partNever.startBefore(low, position, limit) !== undefined) return undefined;
  const after = phrases.partAfter.endAfter(low, one.end);
  const isWhole = after !== undefined && !/^ ?\d/.test(low.slice(after, after + 2));
  return isWhole || phrases.partBefore.startBefore(low, position, limit) !== undefined
    ? { end: one.end, value: one.meaning.factor }
    : undefined;
}

const skipJoint = (low: string, at: number): number => (low[at] === ' ' || low[at] === '-' ? at + 1 : at);

const part = (count: number, whole: number, end: number): { end: number; value: number } | undefined =>
  count < whole ? { end, value: Math.round((count / whole) * 1000) / 10 } : undefined;
