import { z } from 'zod';
import { defineYaml } from '../document.ts';

/**
 * Words of a meaning by language (ISO 639-1). In a word, `=` at the front asks for exactly this case and `*` takes
 * any ending of a word; space and hyphen are one.
 */
const words = z.record(z.string().regex(/^[a-z]{2}$/), z.array(z.string().min(1)));
const wordsBy = z.record(z.string(), words);
const strings = z.array(z.string());

const file = <S extends z.ZodType>(name: string, description: string, schema: S) =>
  defineYaml({ file: `vocabulary/${name}.yaml`, description, schema });

export const materialWords = file(
  'materials',
  'Rare-earth materials as a grammar: elements, forms, and the fixed phrases that are neither.',
  z.strictObject({
    elements: z.record(
      z.string().regex(/^[A-Z][a-z]?$/),
      z.object({ symbol: z.literal(true) }).catchall(strings),
    ),
    ambiguousSymbols: strings,
    pairs: z.record(z.string(), z.tuple([z.string(), z.string()])),
    pairWords: z.record(z.string(), strings),
    forms: z.record(z.string(), z.strictObject({ before: words, after: words })),
    formulae: z.record(z.string(), strings),
    phrases: wordsBy,
    magnetWords: words,
    scrapWords: words,
    groups: wordsBy,
  }),
);

export const commodityWords = file(
  'other-commodities',
  'Other goods that pages of this trade price and count; a figure next to one is not about rare earths.',
  z.strictObject({ commodities: words }),
);

export const unitWords = file(
  'units',
  'Units of mass and money, multipliers, percent, words of number.',
  z.strictObject({
    mass: z.record(z.string(), z.object({ factor: z.number().positive() }).catchall(strings)),
    perYear: z.strictObject({ glued: strings, after: words, before: words }),
    currencies: z.record(
      z.string().regex(/^[A-Z]{3}$/),
      z.strictObject({ symbols: strings, before: strings, after: words }),
    ),
    bareDollar: z.string(),
    multipliers: wordsBy,
    percent: words,
    percentBefore: words,
    tenths: words,
    points: words,
    basisPoints: words,
    times: words,
    per: words,
    wordNumbers: wordsBy,
    fractions: wordsBy,
    outOf: words,
    parts: wordsBy,
    partLinks: z.strictObject({ after: words, before: words, never: words }),
    multipleVerbs: wordsBy,
    precision: z.strictObject({ about: words, nearly: words, over: words }),
    headingScales: wordsBy,
  }),
);

export const calendarWords = file(
  'calendar',
  'Months, weekdays, quarters, halves and words for periods.',
  z.strictObject({
    months: wordsBy,
    weekdays: wordsBy,
    quarters: wordsBy,
    halves: wordsBy,
    runs: wordsBy,
    runPatterns: words,
    yearToDate: words,
    relative: wordsBy,
    fiscalYear: words,
    yearMarks: words,
    monthMarks: words,
    dayMarks: words,
  }),
);

const partedVerb = z.strictObject({ verbs: strings, parts: strings });
const partedBy = z.record(z.string().regex(/^[a-z]{2}$/), partedVerb);

export const changeWords = file(
  'changes',
  'Words of change, what a change is measured against, and the small words around figures.',
  z.strictObject({
    directions: z.strictObject({ up: words, down: words, flat: words }),
    partedDirections: z.strictObject({ up: z.array(partedVerb), down: z.array(partedVerb) }),
    afterOnly: strings,
    notDirections: words,
    bases: z.strictObject({ prev: words, dod: words, wow: words, mom: words, qoq: words, yoy: words }),
    compare: z.strictObject({
      from: words,
      fromAfter: words,
      comparedAfter: words,
      to: words,
      toAfter: words,
      by: words,
    }),
    comparedTimes: z.strictObject({ before: words, month: words, run: words, modifier: words, owned: words }),
    comparisons: z.strictObject({
      up: words,
      down: words,
      levelsUp: words,
      levelsDown: words,
      marks: words,
    }),
    asides: words,
    asideLinks: words,
    conjunctions: words,
    pronouns: words,
    partsOfIt: words,
    wholes: words,
    ellipses: words,
    whens: words,
    examples: words,
    retrospects: words,
    respectively: words,
    each: words,
    equals: words,
  }),
);

export const subjectWords = file(
  'subjects',
  'Words that say what a figure measures: flows, production, capacity, targets, shares, money, prices.',
  z.strictObject({
    flows: z.strictObject({ export: words, import: words }),
    partedFlows: z.strictObject({ export: partedBy, import: partedBy }),
    flowGuards: words,
    tradeParts: z.strictObject({ export: words, import: words, moved: words }),
    revised: words,
    measures: z.strictObject({ value: words, volume: words }),
    kinds: wordsBy,
    shareMetrics: wordsBy,
    quotas: wordsBy,
    quotaWords: words,
    benchmarks: wordsBy,
    money: z.strictObject({ funding: words, worth: words }),
    rates: words,
    contents: words,
    elsewhere: words,
    anyGoods: words,
    notFigures: words,
    approval: z.strictObject({
      subject: words,
      fates: z.strictObject({ granted: words, refused: words, pending: words, applied: words }),
      rate: words,
      other: words,
      holders: words,
    }),
    world: words,
    total: words,
    customs: words,
    prices: z.strictObject({ word: words, type: wordsBy, basis: wordsBy, vat: wordsBy }),
    notPrices: words,
    ownPrice: words,
    speakers: z.strictObject({ titles: words, verbs: words }),
    furniture: words,
  }),
);

export const metricWords = file(
  'metrics',
  'Lines of company accounts and what they are called.',
  z.strictObject({
    metrics: wordsBy,
    loss: words,
    profitWords: words,
    consensus: words,
    projects: words,
    divisions: words,
  }),
);

export const gradeWords = file(
  'grades',
  'Names that carry digits and are no figures, and nouns whose count is not observed.',
  z.strictObject({
    magnetGrades: z.strictObject({
      sinteredSeries: z.strictObject({
        prefix: strings,
        from: z.int(),
        to: z.int(),
        suffixes: z.array(z.string()),
      }),
      bare: z.strictObject({ from: z.int(), to: z.int(), suffixes: strings }),
      ratios: strings,
      ferrite: z.strictObject({ prefix: strings, from: z.int(), to: z.int() }),
    }),
    purityWords: words,
    purityMarks: strings,
    nines: strings,
    numberedThings: words,
    countNouns: words,
  }),
);

export const policyWords = file(
  'policy',
  'Acts of governments: what they are called, and the verbs that say what became of them.',
  z.strictObject({
    acts: wordsBy,
    statuses: wordsBy,
    until: words,
    restricting: words,
    contracts: words,
    starts: words,
    startsAfter: words,
    atOnce: words,
    past: words,
    governments: words,
    otherSides: words,
    homes: wordsBy,
  }),
);

export const tableWords = file(
  'table-heads',
  'What heads of columns and rows of a table say, what says nothing in a cell, and the rhythm of a page of prices.',
  z.strictObject({
    heads: wordsBy,
    nothing: strings,
    unchanged: strings,
    estimated: strings,
    foreseen: strings,
    rhythm: wordsBy,
  }),
);

export const customsCodeWords = file(
  'customs-codes',
  'Customs codes of this trade and the words before such a code.',
  z.strictObject({
    codes: z.array(
      z.strictObject({ hs: z.string().regex(/^\d{4,10}$/), subject: z.string(), of: z.string() }),
    ),
    words,
  }),
);

export const placeWords = file(
  'places',
  'Places, their adjectives and the regions that belong to them.',
  z.strictObject({
    places: wordsBy,
    continents: strings,
    regions: wordsBy,
    fiscalYearEnds: z.record(z.string(), z.number().int().min(1).max(12)),
  }),
);

export const organisations = file(
  'organisations',
  'Companies, agencies, publishers and exchanges of this trade by their usual English name.',
  z.strictObject({
    organisations: z.array(
      z.strictObject({
        name: z.string(),
        place: z.string().optional(),
        kind: z.enum(['company', 'agency', 'publisher', 'exchange', 'association']),
        ticker: z.string().optional(),
        means: z.record(z.string(), z.string()).optional(),
        fiscalYearEnd: z.number().int().min(1).max(12).optional(),
        words: z.array(z.string()).min(1),
      }),
    ),
    companyWords: words,
  }),
);

export const languageWords = file(
  'languages',
  'Small and frequent words by which the language of a page is told.',
  z.strictObject({ words }),
);

export const folding = file(
  'folding',
  'Characters written differently and read alike, left folded to right.',
  z.strictObject({ pairs: z.string() }),
);

const range = z.tuple([z.number().positive(), z.number().positive()]);

export const priceRanges = file(
  'price-ranges',
  'Prices per tonne that a material has had, widened: what is outside is read or printed wrongly.',
  z.strictObject({
    ranges: z.record(
      z.string(),
      z.record(
        z.string().regex(/^[A-Z]{3}$/),
        z.strictObject({ 'until 2013': range.optional(), 'since 2014': range.optional() }),
      ),
    ),
  }),
);

/** The files of this folder by the names that they have in the registry. */
export const vocabularyFiles = {
  materialWords,
  commodityWords,
  unitWords,
  calendarWords,
  changeWords,
  subjectWords,
  metricWords,
  gradeWords,
  policyWords,
  tableWords,
  customsCodeWords,
  placeWords,
  organisations,
  languageWords,
  folding,
  priceRanges,
} as const;
