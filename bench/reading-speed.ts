/**
 * Times the reader: documents a second of 2 kB each on one core, memory over many documents, and seconds a megabyte for
 * input made to be slow.
 *
 *   node --expose-gc bench/reading-speed.ts [FILE] [--documents 100000]
 *
 * The texts are made from the word lists. The peer is Recognizers-Text, which finds numbers with units in general text:
 * it is run on the same texts, with its models for money, masses, percentages, numbers and dates. FILE has labelled
 * documents as `reading-score.ts` takes them: then both are also asked which of the labelled figures they find.
 *
 * All times are processor time of the whole process, the collector of garbage included.
 */
import { readFileSync } from 'node:fs';
import { loadFacts } from '../src/facts/index.ts';
import { type Observation, read } from '../src/reading/index.ts';
import { createVocabulary } from '../src/vocabulary/index.ts';
import { type FoundFigure, figuresOf, isFound, peerFigures, recognise } from './reading-peer.ts';

const vocabulary = createVocabulary(loadFacts());
const option = process.argv.indexOf('--documents');
const many = option > 0 ? Number(process.argv[option + 1]) : 100_000;
const file = process.argv[2]?.startsWith('--') ? undefined : process.argv[2];

const MATERIALS = [
  'dysprosium oxide',
  'terbium metal',
  'praseodymium-neodymium oxide',
  'gadolinium iron',
  'cerium oxide',
];
const PLACES = ['Germany', 'the United States', 'Vietnam', 'South Korea', 'Japan'];
const MONTHS = ['January', 'April', 'July', 'September', 'November'];

/** A page of about 2,000 characters in the manner of the trade; the seed picks names and figures. */
function page(seed: number): string {
  const lines: string[] = [`Rare earth report, ${(seed % 27) + 1} ${MONTHS[seed % 5]} 2025`];
  for (let i = 0; lines.join('\n').length < 2000; i++) {
    const n = seed * 31 + i * 17;
    const [material, place] = [MATERIALS[n % 5]!, PLACES[(n >> 2) % 5]!];
    const price = 400_000 + (n % 900) * 1000;
    lines.push(
      `The price of ${material} rose by ${(n % 9) + 1},000 yuan to ${price.toLocaleString('en')} yuan per tonne, up ${(n % 40) / 10}% from a week earlier.`,
      `Exports of rare earth magnets to ${place} came to ${500 + (n % 900)} tonnes in ${MONTHS[(n >> 3) % 5]}, down ${(n % 300) / 10}% month on month, customs figures showed.`,
      'Buyers waited, sellers held their offers, and few deals were heard of during the day.',
    );
  }
  return lines.join('\n');
}

/** Processor time, so that other work on the machine does not count. */
const seconds = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

const samples = Array.from({ length: 200 }, (_, seed) => page(seed));
const characters = samples.reduce((sum, text) => sum + text.length, 0) / samples.length;
for (const text of samples) read({ text }, vocabulary);
const own = seconds(() => {
  for (let round = 0; round < 5; round++) for (const text of samples) read({ text }, vocabulary);
});
const ours = (samples.length * 5) / own;
console.log(`reader: ${ours.toFixed(0)} documents a second of ${characters.toFixed(0)} characters, one core`);

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const before = heap();
for (let i = 0; i < many; i++) read({ text: samples[i % samples.length]! }, vocabulary);
console.log(`memory after ${many} documents: ${before.toFixed(0)} MB before, ${heap().toFixed(0)} MB after`);

const few = samples.slice(0, 10);
const theirs =
  few.length /
  seconds(() => {
    for (const text of few) recognise(text);
  });
console.log(
  `Recognizers-Text: ${theirs.toFixed(1)} documents a second on the same texts; ${(ours / theirs).toFixed(0)} times slower`,
);

interface Labelled {
  readonly lang?: string;
  readonly published?: string | null;
  readonly text: string;
  readonly observations: readonly Partial<Observation>[];
}

/** The share of labelled figures that both find with the right value and kind of unit, and how fast. */
function compare(documents: readonly Labelled[]): void {
  const labelled = documents.flatMap(({ observations }) =>
    observations.filter((o) => figuresOf(o).length > 0),
  );
  const score = (
    name: string,
    rounds: number,
    figures: (document: Labelled) => readonly FoundFigure[],
  ): void => {
    let found: (readonly FoundFigure[])[] = [];
    const time =
      seconds(() => {
        for (let round = 0; round < rounds; round++) found = documents.map(figures);
      }) / rounds;
    const right = documents.flatMap(({ text, observations }, index) =>
      observations.filter((o) => figuresOf(o).length > 0 && isFound(text, o, found[index]!)),
    );
    const share = (100 * right.length) / labelled.length;
    console.log(
      `${name}: ${share.toFixed(0)}% of ${labelled.length} labelled figures, ${(documents.length / time).toFixed(1)} documents a second`,
    );
  };
  console.log(`${documents.length} labelled documents:`);
  score('  reader (figures of its observations)', 10, ({ text, published }) =>
    read({ text, ...(published ? { published } : {}) }, vocabulary).observations.flatMap((o) =>
      figuresOf(o).map((figure) => ({ ...figure, start: o.start, end: o.end })),
    ),
  );
  score('  Recognizers-Text (any figure)', 1, ({ text, lang }) => peerFigures(text, lang));
}

if (file)
  compare(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Labelled),
  );

const MEGABYTE = 1_000_000;
/** A text of so many bytes in UTF-8. */
const fill = (unit: string, size: number): string => unit.repeat(Math.ceil(size / Buffer.byteLength(unit)));
/** Made to be slow: what is repeated in each text. */
const HOSTILE: Readonly<Record<string, string>> = {
  digits: '1234567890',
  'digits and commas': '1,234,567,',
  'digits and spaces': '123 456 ',
  'digits and stops': '5. ',
  'digits and equals': '5=6=',
  'one word': 'rare earth ',
  'words without meaning': 'people wait again today and ',
  'no spaces': 'rareearth',
  'percent signs': '5% ',
  ranges: '5-6-7-8 ',
  'open brackets': '((',
  'nested brackets': '(5 [6 {7 ',
  quotes: '"5" ',
  stops: '.',
  commas: ',',
  semicolons: '5;',
  'Chinese stops': '。',
  dashes: '-',
  waves: '~5',
  dates: '2025-09-',
  'days in figures': '1/2/2025/',
  months: 'September 1 ',
  times: '12:34:',
  'Chinese without stops': '氧化镝上涨5万元',
  'Chinese numerals': '一二三十百',
  'Chinese from and to': '从5万元到6万元',
  'Chinese rises': '上涨',
  'Chinese lines': '氧化镝 5万元/吨\n',
  'Japanese prices': 'トン当たり5万円から6万円',
  'from and to': 'from 5 to 6 ',
  'table bars': '| 5 ',
  'table rows': '| Dy oxide | 5 | 6% |\n',
  'rows of a file': 'Dy oxide,5,6\n',
  'price lines': 'Dy oxide 1620-1640 yuan/kg\n',
  'cells on lines': 'Dy oxide\n5\n6%\n',
  tabs: 'Dy oxide\t5\t',
  'line ends': '5\n',
  'empty lines': '\n',
  'short lines': 'a\n',
  'percent lines': '5%\n',
  acts: 'Announcement No. 5, 6, ',
  'acts and dates': 'export controls suspended until 10 November 2026 and ',
  licences: '5 of 6 licences approved, ',
  materials: 'dysprosium and terbium, ',
  entities: '&amp;#&nbsp',
  multipliers: '5 million thousand ',
  currencies: 'US$ ¥ RMB 5 ',
  'signs of money': '$5',
  capitals: 'Act Scheme Of The ',
  companies: 'Alpha Beta Gamma Ltd ',
};
for (const unit of Object.values(HOSTILE)) read({ text: fill(unit, 2000) }, vocabulary);
for (const [name, unit] of Object.entries(HOSTILE)) {
  const [half, whole] = [MEGABYTE / 2, MEGABYTE].map((size) => {
    const text = fill(unit, size);
    return (seconds(() => read({ text }, vocabulary)) * MEGABYTE) / size;
  }) as [number, number];
  const marks = `${whole > 1 ? '  TOO SLOW' : ''}${whole > 0.2 && whole > 1.5 * half ? '  GROWS' : ''}`;
  console.log(
    `${name.padEnd(24)} ${half.toFixed(2)} s a megabyte of half of one, ${whole.toFixed(2)} s of one${marks}`,
  );
}
