/**
 * The peer of the reader: Recognizers-Text (npm), which finds numbers with units in general text. Its models for money,
 * masses, percentages and numbers are put to the labelled figures of a file, and so are our observations.
 */
import { createRequire } from 'node:module';
import type { Observation } from '../src/reading/index.ts';

interface Recognised {
  readonly start: number;
  /** The last character, not the place after it. */
  readonly end: number;
  readonly typeName: string;
  readonly resolution?: { readonly value?: string | null; readonly unit?: string } | null;
}

type Recognise = (text: string, culture: string) => Recognised[];

const require = createRequire(import.meta.url);
const peer = require('@microsoft/recognizers-text-suite') as Readonly<
  Record<
    | 'recognizeCurrency'
    | 'recognizeDimension'
    | 'recognizePercentage'
    | 'recognizeNumber'
    | 'recognizeDateTime',
    Recognise
  >
>;

/** Languages that the peer knows; it reads others as English. */
const CULTURES: Readonly<Record<string, string>> = {
  zh: 'zh-cn',
  ja: 'ja-jp',
  de: 'de-de',
  fr: 'fr-fr',
  es: 'es-es',
  pt: 'pt-br',
  ko: 'ko-kr',
};

/** Everything that the peer makes of a text with the four models that a reader of figures needs, and dates. */
export function recognise(text: string, language = 'en'): Recognised[] {
  const culture = CULTURES[language] ?? 'en-us';
  return (
    [
      'recognizeCurrency',
      'recognizeDimension',
      'recognizePercentage',
      'recognizeNumber',
      'recognizeDateTime',
    ] as const
  ).flatMap((model) => {
    try {
      return peer[model](text, culture);
    } catch {
      // a model that a language lacks
      return [];
    }
  });
}

/** A figure with a value and a kind of unit, where it stands. */
export interface FoundFigure {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly kind: 'money' | 'mass' | 'percent' | 'number';
}

const TONNES: Readonly<Record<string, number>> = {
  Ton: 1,
  'Metric ton': 1,
  Tonne: 1,
  Kilogram: 1e-3,
  Gram: 1e-6,
  Pound: 4.5359237e-4,
};

export function peerFigures(text: string, language?: string): FoundFigure[] {
  return recognise(text, language).flatMap(({ start, end, typeName, resolution }): FoundFigure[] => {
    const value = Number.parseFloat(resolution?.value ?? '');
    const span = { start, end: end + 1 };
    if (Number.isNaN(value)) return [];
    switch (typeName) {
      case 'currency':
        return [{ ...span, value, kind: 'money' }];
      case 'percentage':
        return [{ ...span, value, kind: 'percent' }];
      case 'number':
        return [{ ...span, value, kind: 'number' }];
      case 'dimension': {
        const tonnes = TONNES[resolution?.unit ?? ''];
        return tonnes === undefined ? [] : [{ ...span, value: value * tonnes, kind: 'mass' }];
      }
      default:
        return [];
    }
  });
}

/** The ends of an observation's figure in the same terms; nothing where it states only a change or an act. */
export function figuresOf(observation: Partial<Observation>): readonly Pick<FoundFigure, 'value' | 'kind'>[] {
  const { value, low, high, unit = '' } = observation;
  const ends = [...new Set([value ?? low, value ?? high])].filter((end) => end !== undefined);
  if (unit === 't' || unit === 'kg' || unit === 'g')
    return ends.map((end) => ({
      value: end * (unit === 't' ? 1 : unit === 'kg' ? 1e-3 : 1e-6),
      kind: 'mass',
    }));
  const kind = unit === 'pct' ? 'percent' : /^[A-Z]{3}(?:\/|$)/.test(unit) ? 'money' : 'number';
  return ends.map((end) => ({ value: end, kind }));
}

/** Whether all ends of a labelled figure were found, right in value and kind of unit, in or beside its quote. */
export function isFound(text: string, label: Partial<Observation>, found: readonly FoundFigure[]): boolean {
  const at = label.quote ? text.indexOf(label.quote) : -1;
  const [from, to] = at < 0 ? [0, text.length] : [at, at + label.quote!.length];
  return figuresOf(label).every(({ value, kind }) =>
    found.some(
      (figure) =>
        figure.kind === kind &&
        figure.start < to &&
        figure.end > from &&
        Math.abs(figure.value - value) <= 1e-6 * Math.abs(value),
    ),
  );
}
