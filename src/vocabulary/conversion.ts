/** One factor of a conversion, said so that a person can check it. */
export interface ConversionStep {
  /** What was done and on what ground: "divided by 1.13: value added tax of 13% in China since 2019-04-01". */
  readonly text: string;
  /** What the value was multiplied by. */
  readonly factor: number;
  /**
   * `exact` by definition; `recorded` from a published figure; `assumed` where a usual value stands in for one that
   * nobody stated; `estimate` where the figure itself is only roughly known.
   */
  readonly ground: 'exact' | 'recorded' | 'assumed' | 'estimate';
  readonly source?: string;
  readonly url?: string;
  /** Period that the figure is of. */
  readonly period?: string;
  /** Lowest and highest factor, where the figure is only roughly known. */
  readonly range?: readonly [low: number, high: number];
}

/** A converted value with how it came about. All conversions are proportional: `value` is the input times `factor`. */
export interface Converted {
  readonly ok: true;
  readonly value: number;
  readonly unit: string;
  readonly factor: number;
  readonly steps: readonly ConversionStep[];
}

/** A conversion that cannot be done on what is known. */
export interface Refused {
  readonly ok: false;
  /** Why, and what would make it possible. */
  readonly reason: string;
}

export type Conversion = Converted | Refused;

export const refused = (reason: string): Refused => ({ ok: false, reason });

export function converted(value: number, unit: string, steps: readonly ConversionStep[] = []): Conversion {
  if (!Number.isFinite(value)) return refused(`${value} is no figure that can be converted`);
  const factor = steps.reduce((product, step) => product * step.factor, 1);
  return { ok: true, value: value * factor, unit, factor, steps };
}

/**
 * Goes on with a conversion's result; the steps of both stand in the answer. A refusal stays the refusal it is.
 *
 * @example chain(convertMass(2, 't', 'kg'), (kg) => convertForm(kg, 'kg', 'Dy-oxide', 'Dy-metal', facts))
 */
export function chain(first: Conversion, next: (value: number) => Conversion): Conversion {
  if (!first.ok) return first;
  const second = next(first.value);
  if (!second.ok) return second;
  return {
    ok: true,
    value: second.value,
    unit: second.unit,
    factor: first.factor * second.factor,
    steps: [...first.steps, ...second.steps],
  };
}

/** A figure for a sentence: six digits at most, no exponent for what people write out. */
export function said(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-6)) return value.toPrecision(6);
  return String(Number(value.toPrecision(6)));
}
