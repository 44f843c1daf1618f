import type { Facts } from '../facts/index.ts';
import { createFolding, type Folding, foldWith } from './fold.ts';
import { Lexicon } from './lexicon.ts';
import { Phrases } from './phrases.ts';

/** The shipped word lists, as `loadFacts()` gives them. */
export type VocabularyData = Pick<
  Facts,
  | 'materialWords'
  | 'commodityWords'
  | 'unitWords'
  | 'calendarWords'
  | 'changeWords'
  | 'subjectWords'
  | 'metricWords'
  | 'gradeWords'
  | 'policyWords'
  | 'tableWords'
  | 'customsCodeWords'
  | 'placeWords'
  | 'organisations'
  | 'languageWords'
  | 'folding'
  | 'priceRanges'
>;

/** What a word is. The value says which one: a code, a number of month, a direction. */
export type WordType =
  | 'element'
  | 'symbol'
  | 'formBefore'
  | 'formAfter'
  | 'material'
  | 'group'
  | 'magnetWord'
  | 'scrapWord'
  | 'commodity'
  | 'place'
  | 'region'
  | 'org'
  | 'companyWord'
  | 'month'
  | 'weekday'
  | 'quarter'
  | 'half'
  | 'run'
  | 'ytd'
  | 'relative'
  | 'fiscal'
  | 'direction'
  | 'notDirection'
  | 'multiple'
  | 'basis'
  | 'from'
  | 'fromAfter'
  | 'comparedAfter'
  | 'to'
  | 'toAfter'
  | 'by'
  | 'respectively'
  | 'each'
  | 'equals'
  | 'flow'
  | 'flowGuard'
  | 'tradePart'
  | 'measure'
  | 'revised'
  | 'kind'
  | 'shareMetric'
  | 'quota'
  | 'quotaWord'
  | 'benchmark'
  | 'funding'
  | 'worth'
  | 'notFigure'
  | 'content'
  | 'rate'
  | 'fate'
  | 'licence'
  | 'licenceRate'
  | 'licenceOther'
  | 'licenceHolder'
  | 'world'
  | 'total'
  | 'customs'
  | 'price'
  | 'priceType'
  | 'priceBasis'
  | 'vat'
  | 'notPrice'
  | 'ownPrice'
  | 'speech'
  | 'metric'
  | 'loss'
  | 'profit'
  | 'consensus'
  | 'project'
  | 'division'
  | 'precision'
  | 'furniture'
  | 'numbered'
  | 'hsWord'
  | 'scale'
  | 'act'
  | 'status'
  | 'until'
  | 'contract'
  | 'restricting'
  | 'start'
  | 'startAfter'
  | 'atOnce'
  | 'pastAct'
  | 'government'
  | 'actHome';

/** A word around a numeral. */
export type UnitType =
  | 'mass'
  | 'perYear'
  | 'yearBefore'
  | 'currencyBefore'
  | 'currencyAfter'
  | 'multiplier'
  | 'percent'
  | 'percentBefore'
  | 'tenths'
  | 'points'
  | 'basisPoints'
  | 'times'
  | 'per'
  | 'number'
  | 'fraction'
  | 'outOf'
  | 'part'
  | 'count';

export interface Word {
  readonly type: WordType;
  readonly value: string;
  /** Language of the list that it is from, where it matters. */
  readonly language: string;
}

/** A word in the head of a column or row: `low`, `change`, `previous` ...; see `data/vocabulary/table-heads.yaml`. */
export interface HeadWord {
  readonly role: string;
  readonly language: string;
}

export interface UnitWord {
  readonly type: UnitType;
  /** Code of the unit or currency; empty for words that are their own meaning. */
  readonly code: string;
  /** Tonnes per unit of mass; the factor of a multiplier; the value of a word of number; else 1. */
  readonly factor: number;
  readonly language: string;
}

export interface Organisation {
  readonly name: string;
  readonly place?: string;
  readonly kind: 'company' | 'agency' | 'publisher' | 'exchange' | 'association';
  readonly ticker?: string;
  /** Last month of its year of accounts, where that is not December. */
  readonly fiscalYearEnd?: number;
  /** What its short names of products stand for, where it says so: code to code. */
  readonly means?: Readonly<Record<string, string>>;
}

/** All words of the trade, ready to be found in a text. Built once, used for every document. */
export interface Vocabulary {
  readonly folding: Folding;
  /** The languages that use a small or frequent word, folded for comparing. */
  readonly languagesOf: ReadonlyMap<string, readonly string[]>;
  /** Words with a meaning of their own. */
  readonly words: Lexicon<Word>;
  /** Words that only mean something next to a numeral. */
  readonly units: Lexicon<UnitWord>;
  /** Words in heads of tables. */
  readonly heads: Lexicon<HeadWord>;
  /** Words that say whether a page of prices is of a day, a week or a month: `dod`, `wow`, `mom`, `qoq`. */
  readonly rhythms: Lexicon<HeadWord>;
  /** What stands in a cell without a figure, folded for comparing. */
  readonly nothing: ReadonlySet<string>;
  /** What stands in a cell of changes where there was none, folded for comparing. */
  readonly unchanged: ReadonlySet<string>;
  /** Marks behind a year or a figure that is estimated or not final, folded for comparing. */
  readonly estimated: ReadonlySet<string>;
  /** Marks behind a year that is forecast, folded for comparing. */
  readonly foreseen: ReadonlySet<string>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly continents: ReadonlySet<string>;
  /** Last month of the year of accounts that a country keeps, where that is not December. */
  readonly fiscalYearEnds: ReadonlyMap<string, number>;
  /** Two elements that trade as one product, by their symbols in alphabetical order joined by "+". */
  readonly pairs: ReadonlyMap<string, string>;
  readonly ambiguousSymbols: ReadonlySet<string>;
  /** Words of change that count only after a figure, folded for comparing. */
  readonly afterOnly: ReadonlySet<string>;
  /** Small words that are looked for beside a place and are no items; see `data/vocabulary/changes.yaml`. */
  readonly phrases: Readonly<Record<PhraseList, Phrases>>;
  /** Verbs of a flow in two parts: "sent ... abroad". */
  readonly partedFlows: readonly PartedFlow[];
  /** German verbs of change in two parts: "brachen ... ein". */
  readonly partedDirections: readonly PartedDirection[];
  /** The second parts of all of them. */
  readonly flowParts: Phrases;
  readonly customsCodes: ReadonlyMap<string, string>;
  readonly grades: VocabularyData['gradeWords']['magnetGrades'];
  /** Prices per tonne that each material has had, widened, by currency and era. */
  readonly priceRanges: VocabularyData['priceRanges']['ranges'];
  /** What stands before and after the number in "first nine months", folded for comparing. */
  readonly runPatterns: readonly { readonly before: string; readonly after: string }[];
}

export interface PartedDirection {
  readonly direction: 'up' | 'down';
  readonly verbs: Phrases;
  readonly parts: Phrases;
}

export interface PartedFlow {
  readonly flow: 'export' | 'import';
  readonly verbs: Phrases;
  readonly parts: Phrases;
}

/** Lists of small words by what they do. */
export type PhraseList =
  | 'comparedBefore'
  | 'comparedMonth'
  | 'comparedRun'
  | 'comparedModifier'
  | 'ownedLevel'
  | 'moreThan'
  | 'lessThan'
  | 'levelAbove'
  | 'levelBelow'
  | 'levelMark'
  | 'aside'
  | 'asideLink'
  | 'conjunction'
  | 'pronoun'
  | 'partOfIt'
  | 'wholeBefore'
  | 'anyGoods'
  | 'elsewhere'
  | 'otherSide'
  | 'suchAs'
  | 'formOmitted'
  | 'when'
  | 'retrospect'
  | 'purity'
  | 'speakerTitle'
  | 'partAfter'
  | 'partBefore'
  | 'partNever';

type Lists = Readonly<Record<string, readonly string[]>>;
type ListsBy = Readonly<Record<string, Lists>>;

/**
 * Builds the vocabulary from the word lists.
 *
 * @param data the lists as plain data; in Node `loadFacts()` has them
 * @example createVocabulary(loadFacts()).words.longestAt('dysprosium oxide', 'Dysprosium oxide', 0)
 */
export function createVocabulary(data: VocabularyData): Vocabulary {
  const folding = createFolding(data.folding.pairs);
  const fold = (word: string): string => foldWith(folding.comparing, word);
  const readable = (word: string): string => foldWith(folding.readable, word);
  const words = new Lexicon<Word>(fold, readable);
  const units = new Lexicon<UnitWord>(fold, readable);
  const heads = new Lexicon<HeadWord>(fold, readable);
  const rhythms = new Lexicon<HeadWord>(fold, readable);
  addHeads(data.tableWords.heads, heads);
  addHeads(data.tableWords.rhythm, rhythms);
  const add = (type: WordType, value: string, lists: Lists): void => {
    for (const [language, list] of Object.entries(lists)) {
      for (const word of list) words.add(word, { type, value, language });
    }
  };
  const addBy = (type: WordType, lists: ListsBy): void => {
    for (const [value, list] of Object.entries(lists)) add(type, value, list);
  };
  addMaterials(data.materialWords, add, addBy);
  add('commodity', 'other', data.commodityWords.commodities);
  addCalendar(data.calendarWords, addBy, add);
  addChanges(data.changeWords, addBy, add);
  addSubjects(data.subjectWords, addBy, add);
  addBy('metric', data.metricWords.metrics);
  add('loss', 'loss', data.metricWords.loss);
  add('profit', 'profit', data.metricWords.profitWords);
  add('consensus', 'consensus', data.metricWords.consensus);
  add('project', 'project', data.metricWords.projects);
  add('division', 'division', data.metricWords.divisions);
  add('numbered', 'numbered', data.gradeWords.numberedThings);
  addBy('act', data.policyWords.acts);
  addBy('status', data.policyWords.statuses);
  add('until', 'until', data.policyWords.until);
  add('contract', 'contract', data.policyWords.contracts);
  add('restricting', 'in_force', data.policyWords.restricting);
  add('start', 'in_force', data.policyWords.starts);
  add('startAfter', 'in_force', data.policyWords.startsAfter);
  add('atOnce', 'in_force', data.policyWords.atOnce);
  add('pastAct', 'past', data.policyWords.past);
  add('government', 'government', data.policyWords.governments);
  addBy('actHome', data.policyWords.homes);
  for (const list of Object.values(data.policyWords.homes)) add('act', 'title', list);
  add('hsWord', 'hs', data.customsCodeWords.words);
  addBy('place', data.placeWords.places);
  addBy('region', data.placeWords.regions);
  for (const organisation of data.organisations.organisations) {
    for (const word of organisation.words)
      words.add(word, { type: 'org', value: organisation.name, language: '' });
  }
  add('companyWord', 'company', data.organisations.companyWords);
  addBy('multiple', data.unitWords.multipleVerbs);
  addBy('precision', data.unitWords.precision);
  addBy('scale', data.unitWords.headingScales);
  addUnits(data.unitWords, data.gradeWords.countNouns, units);
  return {
    folding,
    languagesOf: languagesOf(data, fold),
    words,
    units,
    heads,
    rhythms,
    unchanged: new Set(data.tableWords.unchanged.map(fold)),
    nothing: new Set(data.tableWords.nothing.map(fold)),
    estimated: new Set(data.tableWords.estimated.map(fold)),
    foreseen: new Set(data.tableWords.foreseen.map(fold)),
    organisations: new Map(data.organisations.organisations.map((each) => [each.name, each])),
    continents: new Set(data.placeWords.continents),
    fiscalYearEnds: new Map(Object.entries(data.placeWords.fiscalYearEnds)),
    pairs: new Map(
      Object.entries(data.materialWords.pairs).map(([code, elements]) => [
        [...elements].sort().join('+'),
        code,
      ]),
    ),
    ambiguousSymbols: new Set(data.materialWords.ambiguousSymbols),
    afterOnly: new Set(data.changeWords.afterOnly.map(fold)),
    phrases: phrasesOf(data, fold),
    partedFlows: (['export', 'import'] as const).flatMap((flow) =>
      Object.values(data.subjectWords.partedFlows[flow]).map(({ verbs, parts }) => ({
        flow,
        verbs: new Phrases(verbs.map(fold)),
        parts: new Phrases(parts.map(fold)),
      })),
    ),
    partedDirections: (['up', 'down'] as const).flatMap((direction) =>
      data.changeWords.partedDirections[direction].map(({ verbs, parts }) => ({
        direction,
        verbs: new Phrases(verbs.map(fold)),
        parts: new Phrases(parts.map(fold)),
      })),
    ),
    flowParts: new Phrases(
      Object.values(data.subjectWords.partedFlows).flatMap((flow) =>
        Object.values(flow).flatMap(({ parts }) => parts.map(fold)),
      ),
    ),
    customsCodes: new Map(data.customsCodeWords.codes.map((code) => [code.hs, code.subject])),
    grades: data.gradeWords.magnetGrades,
    priceRanges: data.priceRanges.ranges,
    runPatterns: Object.values(data.calendarWords.runPatterns)
      .flat()
      .map((pattern) => {
        const [before, after] = fold(pattern).split('{n}');
        return { before: before!.trim(), after: after!.trim() };
      }),
  };
}

function languagesOf(
  { languageWords }: VocabularyData,
  fold: (word: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const languages = new Map<string, string[]>();
  for (const [language, list] of Object.entries(languageWords.words))
    for (const word of new Set(list.map(fold))) {
      const known = languages.get(word);
      if (known) known.push(language);
      else languages.set(word, [language]);
    }
  return languages;
}

function phrasesOf(
  { changeWords, unitWords, gradeWords, subjectWords, policyWords }: VocabularyData,
  fold: (word: string) => string,
): Record<PhraseList, Phrases> {
  const phrases = (lists: Lists): Phrases => new Phrases(Object.values(lists).flat().map(fold));
  const { comparedTimes, comparisons, asides, asideLinks, retrospects } = changeWords;
  return {
    comparedBefore: phrases(comparedTimes.before),
    comparedMonth: phrases(comparedTimes.month),
    comparedRun: phrases(comparedTimes.run),
    comparedModifier: phrases(comparedTimes.modifier),
    ownedLevel: phrases(comparedTimes.owned),
    moreThan: phrases(comparisons.up),
    lessThan: phrases(comparisons.down),
    levelAbove: phrases(comparisons.levelsUp),
    levelBelow: phrases(comparisons.levelsDown),
    levelMark: phrases(comparisons.marks),
    aside: phrases(asides),
    asideLink: phrases(asideLinks),
    conjunction: phrases(changeWords.conjunctions),
    pronoun: phrases(changeWords.pronouns),
    partOfIt: phrases(changeWords.partsOfIt),
    wholeBefore: phrases(changeWords.wholes),
    suchAs: phrases(changeWords.examples),
    formOmitted: phrases(changeWords.ellipses),
    when: phrases(changeWords.whens),
    anyGoods: phrases(subjectWords.anyGoods),
    elsewhere: phrases(subjectWords.elsewhere),
    otherSide: phrases(policyWords.otherSides),
    retrospect: phrases(retrospects),
    purity: phrases(gradeWords.purityWords),
    speakerTitle: phrases(subjectWords.speakers.titles),
    partAfter: phrases(unitWords.partLinks.after),
    partBefore: phrases(unitWords.partLinks.before),
    partNever: phrases(unitWords.partLinks.never),
  };
}

function addHeads(lists: ListsBy, into: Lexicon<HeadWord>): void {
  for (const [role, list] of Object.entries(lists)) {
    for (const [language, words] of Object.entries(list))
      for (const word of words) into.add(word, { role, language });
  }
}

type Add = (type: WordType, value: string, lists: Lists) => void;
type AddBy = (type: WordType, lists: ListsBy) => void;

function addMaterials(data: VocabularyData['materialWords'], add: Add, addBy: AddBy): void {
  for (const [symbol, { symbol: _, ...lists }] of Object.entries(data.elements)) {
    add('element', symbol, lists as Lists);
    add('symbol', symbol, { '': [`=${symbol}`] });
  }
  addCompounds(data, add);
  for (const [pair, list] of Object.entries(data.pairWords)) add('element', pair, { '': list });
  for (const [form, sides] of Object.entries(data.forms)) {
    add('formBefore', form, sides.before);
    add('formAfter', form, sides.after);
  }
  for (const [code, list] of Object.entries(data.formulae)) add('material', code, { '': list });
  addBy('material', data.phrases);
  addBy('group', data.groups);
  add('magnetWord', 'magnet', data.magnetWords);
  add('scrapWord', 'scrap', data.scrapWords);
}

/** German and Swedish write element and form as one word: Dysprosiumoxid. */
function addCompounds(data: VocabularyData['materialWords'], add: Add): void {
  for (const [symbol, { symbol: _, ...lists }] of Object.entries(data.elements)) {
    for (const language of ['de', 'sv']) {
      for (const element of (lists as Lists)[language] ?? []) {
        for (const [form, { after }] of Object.entries(data.forms)) {
          const code = form === 'iron' ? `${symbol}Fe-alloy` : `${symbol}-${form}`;
          const endings = (after[language] ?? []).filter((word) => !word.startsWith('-'));
          add('material', code, { [language]: endings.map((ending) => element + ending.toLowerCase()) });
        }
      }
    }
  }
}

function addCalendar(data: VocabularyData['calendarWords'], addBy: AddBy, add: Add): void {
  addBy('month', data.months);
  addBy('weekday', data.weekdays);
  addBy('quarter', data.quarters);
  addBy('half', data.halves);
  addBy('run', data.runs);
  add('ytd', 'ytd', data.yearToDate);
  addBy('relative', data.relative);
  add('fiscal', 'fiscal', data.fiscalYear);
}

function addChanges(data: VocabularyData['changeWords'], addBy: AddBy, add: Add): void {
  addBy('direction', data.directions);
  add('notDirection', 'none', data.notDirections);
  addBy('basis', data.bases);
  add('from', 'from', data.compare.from);
  add('fromAfter', 'from', data.compare.fromAfter);
  add('comparedAfter', 'compared', data.compare.comparedAfter);
  add('to', 'to', data.compare.to);
  add('toAfter', 'to', data.compare.toAfter);
  add('by', 'by', data.compare.by);
  add('respectively', 'respectively', data.respectively);
  add('each', 'each', data.each);
  add('equals', 'equals', data.equals);
}

function addSubjects(data: VocabularyData['subjectWords'], addBy: AddBy, add: Add): void {
  addBy('flow', data.flows);
  add('flowGuard', 'guard', data.flowGuards);
  addBy('tradePart', data.tradeParts);
  addBy('measure', data.measures);
  add('revised', 'revised', data.revised);
  addBy('kind', data.kinds);
  addBy('shareMetric', data.shareMetrics);
  addBy('quota', data.quotas);
  add('quotaWord', 'quota', data.quotaWords);
  addBy('benchmark', data.benchmarks);
  add('funding', 'funding', data.money.funding);
  add('worth', 'worth', data.money.worth);
  add('rate', 'rate', data.rates);
  add('notFigure', 'none', data.notFigures);
  add('content', 'content', data.contents);
  addBy('fate', data.approval.fates);
  add('licence', 'licence', data.approval.subject);
  add('licenceRate', 'rate', data.approval.rate);
  add('licenceOther', 'other', data.approval.other);
  add('licenceHolder', 'holder', data.approval.holders);
  add('world', 'world', data.world);
  add('total', 'total', data.total);
  add('customs', 'customs', data.customs);
  add('price', 'price', data.prices.word);
  addBy('priceType', data.prices.type);
  addBy('priceBasis', data.prices.basis);
  addBy('vat', data.prices.vat);
  add('notPrice', 'cost', data.notPrices);
  add('ownPrice', 'own', data.ownPrice);
  add('speech', 'speech', data.speakers.verbs);
  add('furniture', 'furniture', data.furniture);
}

function addUnits(data: VocabularyData['unitWords'], counts: Lists, units: Lexicon<UnitWord>): void {
  const add = (type: UnitType, code: string, factor: number, lists: Lists): void => {
    for (const [language, list] of Object.entries(lists)) {
      for (const word of list) units.add(word, { type, code, factor, language });
    }
  };
  for (const [code, { factor, ...lists }] of Object.entries(data.mass)) {
    add('mass', code, factor as number, lists as Lists);
  }
  const [glued, after, before] = [data.perYear.glued, data.perYear.after, data.perYear.before];
  for (const word of glued) {
    // MTPA is written for metric tonnes in this trade, whose plants never make millions
    add('mass', 'tpa', /^=?kt/i.test(word) ? 1e3 : 1, { '': [word] });
  }
  add('perYear', '', 1, after);
  add('yearBefore', '', 1, before);
  for (const [code, { symbols, before: codes, after: names }] of Object.entries(data.currencies)) {
    add('currencyBefore', code, 1, { '': [...symbols, ...codes] });
    add('currencyAfter', code, 1, { '': symbols, ...names });
  }
  add('currencyBefore', '$', 1, { '': ['$'] });
  for (const [factor, lists] of Object.entries(data.multipliers))
    add('multiplier', '', Number(factor), lists);
  add('percent', 'pct', 1, data.percent);
  add('percentBefore', 'pct', 1, data.percentBefore);
  add('tenths', 'pct', 10, data.tenths);
  add('points', 'pp', 1, data.points);
  add('basisPoints', 'pp', 0.01, data.basisPoints);
  add('times', 'x', 1, data.times);
  add('per', '', 1, data.per);
  for (const [value, lists] of Object.entries(data.wordNumbers)) add('number', '', Number(value), lists);
  for (const [parts, lists] of Object.entries(data.fractions)) add('fraction', '', Number(parts), lists);
  for (const [value, lists] of Object.entries(data.parts)) add('part', 'pct', Number(value), lists);
  add('outOf', '', 1, data.outOf);
  add('count', 'count', 1, counts);
}
