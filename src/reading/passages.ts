import type { Vocabulary } from '../vocabulary/index.ts';
import { type DateMention, findDates } from './dates.ts';
import { detectLanguage, type PageLanguage } from './language.ts';
import { readableEnd } from './limit.ts';
import { findMaterials, type MaterialMention } from './materials.ts';
import { type NormalText, normalise } from './normalise.ts';
import { type NonQuantity, type Quantity, scanQuantities } from './quantity.ts';
import { findSentences } from './sentences.ts';
import { createUnitReader, type UnitReader } from './units.ts';
import { findWords, type WordMatch } from './words.ts';

/** A sentence with everything in it that has a meaning here. All positions are of the normal text. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  /** Words of the vocabulary, without those inside figures, dates and materials. */
  readonly words: readonly WordMatch[];
  readonly dates: readonly DateMention[];
  readonly quantities: readonly Quantity[];
  readonly materials: readonly MaterialMention[];
  /** Numbers that are no figures, with the reason. */
  readonly others: readonly NonQuantity[];
}

/** A document made ready for reading. */
export interface PreparedText {
  readonly normal: NormalText;
  readonly language: PageLanguage;
  readonly units: UnitReader;
  readonly passages: readonly Passage[];
  /** Where the part of the original ends that is read: its end, unless it is debris. */
  readonly readTo: number;
}

/**
 * Makes a text ready for reading: normal text, language, sentences, and in each sentence words, dates, figures and
 * materials. Time and memory grow in line with the text.
 */
export function prepareText(text: string, vocabulary: Vocabulary): PreparedText {
  const readTo = readableEnd(text, vocabulary.folding);
  const normal = normalise(readTo < text.length ? text.slice(0, readTo) : text, vocabulary.folding);
  const language = detectLanguage(normal, vocabulary);
  const units = createUnitReader(normal, vocabulary, language);
  const passages = findSentences(normal).map(({ start, end }) =>
    readPassage(normal, start, end, units, vocabulary, language),
  );
  return { normal, language, units, passages, readTo };
}

/**
 * Finds what has a meaning in one stretch of a normal text.
 *
 * @param units the reader of units of this text in this language
 */
export function readPassage(
  normal: NormalText,
  start: number,
  end: number,
  units: UnitReader,
  vocabulary: Vocabulary,
  language: PageLanguage,
): Passage {
  const words = findWords(normal, start, end, vocabulary, language);
  const dates = findDates(normal, start, end, words, vocabulary, language);
  const scan = scanQuantities(normal, start, end, dates, units, vocabulary, language);
  const allDates =
    scan.years.length > 0 ? [...dates, ...scan.years].sort((a, b) => a.start - b.start) : dates;
  const materials = findMaterials(normal, words, vocabulary);
  return {
    start,
    end,
    words: withoutInner(words, scan.quantities, dates, materials),
    dates: allDates,
    quantities: scan.quantities,
    materials: outsideQuantities(materials, scan.quantities),
    others: scan.others,
  };
}

const PART_OF_DATE: ReadonlySet<string> = new Set([
  'month',
  'quarter',
  'half',
  'run',
  'weekday',
  'relative',
  'fiscal',
]);
const PART_OF_MATERIAL: ReadonlySet<string> = new Set([
  'element',
  'symbol',
  'formBefore',
  'formAfter',
  'material',
  'group',
  'magnetWord',
  'scrapWord',
]);

const COMPOUNDED: ReadonlySet<string> = new Set(['flow', 'kind']);

/** The materials that are no part of a figure: both stand in the order of the text. */
function outsideQuantities(
  materials: readonly MaterialMention[],
  quantities: readonly Quantity[],
): readonly MaterialMention[] {
  if (materials.length === 0 || quantities.length === 0) return materials;
  let q = 0;
  return materials.filter(({ start, end }) => {
    while (q < quantities.length && quantities[q]!.end < end) q++;
    return !(q < quantities.length && quantities[q]!.start <= start);
  });
}

/** Leaves out words that figures, dates and materials have used up. */
function withoutInner(
  words: readonly WordMatch[],
  quantities: readonly Quantity[],
  dates: readonly DateMention[],
  materials: readonly MaterialMention[],
): readonly WordMatch[] {
  if (words.length === 0) return words;
  let q = 0;
  let m = 0;
  let d = 0;
  return words.filter((word) => {
    const { type } = word.meaning;
    if (PART_OF_MATERIAL.has(type)) return false;
    while (q < quantities.length && quantities[q]!.end <= word.start) q++;
    const quantity = quantities[q];
    if (quantity && quantity.start <= word.start && word.end <= quantity.end) return false;
    while (m < materials.length && materials[m]!.end <= word.start) m++;
    const material = materials[m];
    // "Magnetausfuhren": one word that names both what is moved and how
    const isCompound = COMPOUNDED.has(type) && word.start === material?.start && word.end === material.end;
    if (material && !isCompound && material.start <= word.start && word.end <= material.end) return false;
    if (PART_OF_DATE.has(type)) return false;
    if (type !== 'from' && type !== 'to' && type !== 'by') return true;
    while (d < dates.length && dates[d]!.end <= word.start) d++;
    const date = dates[d];
    return !(date && date.start <= word.start && word.end <= date.end);
  });
}
