/**
 * Rules are written as if everything were known. Where something is not (a status with two readings, a list that
 * nobody could read, a field that was left out), the rule asks `choose`, and the whole rule is run once for each
 * answer. So the outcomes come from the rule itself and not from a second copy of it.
 */

export interface Option {
  readonly id: string;
  /** What is so, in this case: "the suspension runs to 10 January 2027". */
  readonly says: string;
  /** Acts that this case rests on. */
  readonly rests?: readonly string[];
  /** What is missing for this case to be sure. */
  readonly missing?: string;
}

/** One thing that is open. The same `id` gets the same answer throughout a run. */
export interface Open {
  readonly id: string;
  /** `law`: the law itself is unsure. `field`: the shipment does not say. */
  readonly kind: 'law' | 'field';
  /** The field of the shipment, for `field`. */
  readonly field?: string;
  readonly options: readonly Option[];
}

export interface Choice {
  readonly open: Open;
  readonly option: Option;
}

export type Choose = (open: Open) => string;

export interface World<T> {
  readonly choices: readonly Choice[];
  readonly result: T;
}

const MOST_WORLDS = 256;

/**
 * Runs a rule for every combination of what it finds open.
 *
 * @throws {RangeError} past 256 combinations: so many open points are a mistake in a rule
 * @example explore((choose) => choose(weather)) // one world for each option of `weather`
 */
export function explore<T>(run: (choose: Choose) => T): readonly World<T>[] {
  const worlds: World<T>[] = [];
  const waiting: (readonly string[])[] = [[]];
  while (waiting.length > 0) {
    const path = waiting.shift()!;
    const choices: Choice[] = [];
    const result = run((open) => {
      const known = choices.find((choice) => choice.open.id === open.id);
      if (known) return known.option.id;
      const wanted = path[choices.length];
      const option = open.options.find((o) => o.id === wanted) ?? open.options[0]!;
      if (wanted === undefined) {
        const before = choices.map((choice) => choice.option.id);
        for (const other of open.options.slice(1)) waiting.push([...before, other.id]);
      }
      choices.push({ open, option });
      return option.id;
    });
    worlds.push({ choices, result });
    if (worlds.length > MOST_WORLDS) throw new RangeError('too much is open at once');
  }
  return worlds;
}
