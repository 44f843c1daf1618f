/** "If China stopped its exports, plants would stand still within two months": what is supposed, and how soon. */

import type { WordMatch } from '../../reading/index.ts';
import type { Bench } from '../bench.ts';
import type { CueMatch } from '../cues.ts';
import type { Supposition } from '../forecaster.ts';
import { apart, cuesOf, type Sentence, wordsOf } from '../sentences.ts';
import { stretchesIn } from './stretch.ts';

/** How far the goods may stand from the word that says they stop coming, in characters. */
const GOODS_REACH = 60;
const CLAUSE_END = /[,;:、，；：]/;
/** What being in another clause counts as, in characters. */
const OTHER_CLAUSE = 1000;

/** The place named nearest to a word, one in another clause last; in the sentence or else in the one before. */
const placeNear = (bench: Bench, s: Sentence, stop: CueMatch): string | undefined => {
  const { text } = bench.marked.normal;
  const isPlace = (w: WordMatch): boolean => w.meaning.value !== 'WORLD';
  const distance = (w: WordMatch): number => {
    const between = text.slice(Math.min(w.end, stop.end), Math.max(w.start, stop.start));
    return apart(w, stop) + (CLAUSE_END.test(between) ? OTHER_CLAUSE : 0);
  };
  const [here] = wordsOf(s, 'place')
    .filter(isPlace)
    .sort((a, b) => distance(a) - distance(b));
  const before = bench.marked.sentences[s.index - 1];
  return (here ?? (before && wordsOf(before, 'place').find(isPlace)))?.meaning.value;
};

/** What a sentence supposes, if it is that nothing comes from a place any more. */
export const suppositionIn = (bench: Bench, s: Sentence): Supposition | undefined => {
  if (cuesOf(s, 'supposing').length === 0) return undefined;
  const goods = cuesOf(s, 'deliveries');
  const stop = cuesOf(s, 'stopping').find((c) => goods.some((g) => apart(c, g) <= GOODS_REACH));
  const stops = stop && placeNear(bench, s, stop);
  if (!stops) return undefined;
  const withinMonths = stretchesIn(s)[0]?.months;
  return { stops, ...(withinMonths === undefined ? {} : { withinMonths }) };
};
