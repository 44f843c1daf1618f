/** A figure with its range. */
export interface Range {
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** Figures that a result follows from, each with its range. */
export type Inputs<K extends string> = Readonly<Record<K, Range>>;

/**
 * A result from figures that are each uncertain on their own: the middle, and ends from the root of the sum of the
 * squares of what each figure moves the result by. Wide enough for one of them to be off, not for all at once.
 */
export function combined<K extends string>(
  inputs: Inputs<K>,
  result: (values: Readonly<Record<K, number>>) => number,
): Range {
  const keys = Object.keys(inputs) as K[];
  const values = Object.fromEntries(keys.map((key) => [key, inputs[key].value])) as Record<K, number>;
  const value = result(values);
  let [below, above] = [0, 0];
  for (const key of keys) {
    const { low, value: middle, high } = inputs[key];
    if (low === high) continue;
    const ends = [low, high].map((end) => {
      values[key] = end;
      return result(values) - value;
    });
    values[key] = middle;
    below += Math.min(0, ...ends) ** 2;
    above += Math.max(0, ...ends) ** 2;
  }
  return { low: value - Math.sqrt(below), value, high: value + Math.sqrt(above) };
}

/** The same in other money. */
export const times = ({ low, value, high }: Range, factor: number): Range => ({
  low: low * factor,
  value: value * factor,
  high: high * factor,
});

export const plus = (a: Range, b: Range): Range => ({
  low: a.low + b.low,
  value: a.value + b.value,
  high: a.high + b.high,
});
