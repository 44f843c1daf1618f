/** A sentence about what is to come, turned into a question: who says it, until when, of what, how much. */
import type { Bench, Stated } from '../bench.ts';
import type { ForecastAsks, ForecastQuestion, Supposition } from '../forecaster.ts';
import { lastDay } from '../period.ts';
import { cuesOf, type Sentence, wordsOf } from '../sentences.ts';
import type { Horizon } from './horizon.ts';

const PRICE_UNIT = /^[A-Z]{3}\/(?:t|kg)$/;

const speakerIn = (s: Sentence, text: string): string | undefined => {
  const office = cuesOf(s, 'speakers')[0];
  if (!office) return wordsOf(s, 'org')[0]?.meaning.value;
  const after = /^[^\p{L}]{0,2}((?:\p{Lu}[\p{L}.'’-]{1,20} ?){1,3})/u.exec(
    text.slice(office.end, office.end + 60),
  )?.[1];
  return `${text.slice(office.start, office.end)}${after ? ` ${after.trim()}` : ''}`;
};

/**
 * The place spoken of: China is what others want to be free of, so another place goes before it; a place whose deliveries
 * are supposed to stop is not the one that goes without.
 */
const placeIn = (bench: Bench, s: Sentence, stops: string | undefined): string | undefined => {
  for (const each of [s, ...bench.marked.sentences.slice(Math.max(0, s.index - 2), s.index).toReversed()]) {
    const codes = wordsOf(each, 'place')
      .map((w) => w.meaning.value)
      .filter((code) => code !== 'WORLD' && code !== stops);
    const place = codes.find((code) => code !== 'CN') ?? codes[0];
    if (place) return place;
  }
  return undefined;
};

/** A share in the sentence that reading took for no figure of its own: "40%", "half". */
const shareIn = (s: Sentence): number | undefined => {
  const percent = s.quantities.find((q) => q.kind === 'percent' && q.low === q.high && q.low > 0);
  return percent?.low ?? cuesOf(s, 'fraction').map((c) => c.meaning.n * 100)[0];
};

/** How many times as high a price is to be: "would triple". */
const multipleIn = (s: Sentence): number | undefined =>
  s.quantities.find((q) => q.kind === 'times' && q.low > 0)?.low ??
  wordsOf(s, 'multiple').map((w) => Number(w.meaning.value))[0];

/** Whether a figure is to be reached or not to be passed: by its own words, else by the way that it is to go. */
const sideOf = (s: Sentence): ForecastQuestion['side'] => {
  if (cuesOf(s, 'atMost').length > 0) return 'atMost';
  if (cuesOf(s, 'atLeast').length > 0) return 'atLeast';
  const ways = wordsOf(s, 'direction').map((w) => w.meaning.value);
  return ways.includes('down') && !ways.includes('up') ? 'atMost' : 'atLeast';
};

const asksOf = (
  s: Sentence,
  place: string | undefined,
  unit: string | undefined,
  isSupposed: boolean,
): ForecastAsks | undefined => {
  if (unit && PRICE_UNIT.test(unit)) return 'price';
  if (isSupposed) {
    if (unit === 'x') return wordsOf(s, 'price').length > 0 ? 'price' : undefined;
    return cuesOf(s, 'goingShort').length > 0 ? 'shortage' : undefined;
  }
  if (unit === 't' || unit === 'kg') return 'output';
  if (unit === 'pct') {
    const ofWorld = wordsOf(s, 'world').length > 0;
    return place && place !== 'CN' && !ofWorld && cuesOf(s, 'ownUse').length > 0 ? 'coverage' : 'share';
  }
  return cuesOf(s, 'independence').length > 0 ? 'independence' : undefined;
};

/**
 * The question that a sentence puts.
 *
 * @param at the part of the document that says it
 * @param stated the figure that it is about, where reading has found one
 * @param supposing what has to happen first, where the sentence says so
 */
export const questionOf = (
  bench: Bench,
  s: Sentence,
  at: { readonly start: number; readonly end: number },
  stated: Stated | undefined,
  horizon: Horizon | undefined,
  supposing?: Supposition,
): ForecastQuestion => {
  const facts = stated?.facts;
  const speaker = facts?.speaker ?? facts?.org ?? speakerIn(s, bench.marked.normal.text);
  const end = supposing ? undefined : (horizon?.day ?? (stated?.span && lastDay(stated.span)));
  const place = facts?.place ?? placeIn(bench, s, supposing?.stops);
  const subject = facts?.subject ?? s.passage.materials[0]?.code;
  const multiple = !stated && supposing && wordsOf(s, 'price').length > 0 ? multipleIn(s) : undefined;
  const share = stated ? undefined : shareIn(s);
  const value = facts?.value ?? facts?.low ?? multiple ?? share;
  const inWords = multiple === undefined ? share !== undefined && 'pct' : 'x';
  const unit = facts?.unit ?? (inWords || undefined);
  const asks = asksOf(s, place, unit, supposing !== undefined);
  return {
    quote: bench.text.slice(at.start, at.end),
    side: sideOf(s),
    ...(asks ? { asks } : {}),
    ...(speaker ? { speaker } : {}),
    ...(bench.published ? { said: bench.published } : {}),
    ...(end ? { horizon: end } : {}),
    ...(subject ? { subject } : {}),
    ...(place ? { place } : {}),
    ...(value === undefined ? {} : { value }),
    ...(unit ? { unit } : {}),
    ...(supposing ? { supposing } : {}),
  };
};
