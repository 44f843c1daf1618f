/**
 * How fast the reader is, whether its memory stays flat, and how long the worst inputs take.
 *
 *   node --expose-gc bench/reading-speed.ts [--documents N]
 *
 * Texts are made from the word lists. The peer is Recognizers-Text, which finds numbers with units in general text: it
 * is run on the same texts, with its models for units, currency, percentages and dates.
 */
import { createRequire } from 'node:module';
import { loadFacts } from '../src/facts/index.ts';
import { read } from '../src/reading/index.ts';
import { createVocabulary } from '../src/vocabulary/index.ts';

const require = createRequire(import.meta.url);
const vocabulary = createVocabulary(loadFacts());
const option = process.argv.indexOf('--documents');
const many = option > 0 ? Number(process.argv[option + 1]) : 100_000;

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

const peer = require('@microsoft/recognizers-text-suite') as {
  recognizeNumberWithUnit?: unknown;
  recognizeCurrency(text: string, culture: string): unknown[];
  recognizeDimension(text: string, culture: string): unknown[];
  recognizePercentage(text: string, culture: string): unknown[];
  recognizeDateTime(text: string, culture: string): unknown[];
};
const few = samples.slice(0, 10);
const theirs =
  few.length /
  seconds(() => {
    for (const text of few) {
      peer.recognizeCurrency(text, 'en-us');
      peer.recognizeDimension(text, 'en-us');
      peer.recognizePercentage(text, 'en-us');
      peer.recognizeDateTime(text, 'en-us');
    }
  });
console.log(
  `Recognizers-Text: ${theirs.toFixed(1)} documents a second on the same texts; ${(ours / theirs).toFixed(0)} times slower`,
);

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const before = heap();
for (let i = 0; i < many; i++) read({ text: samples[i % samples.length]! }, vocabulary);
console.log(`memory after ${many} documents: ${before.toFixed(0)} MB before, ${heap().toFixed(0)} MB after`);

const MEGABYTE = 1_000_000;
const fill = (unit: string): string => unit.repeat(Math.ceil(MEGABYTE / unit.length)).slice(0, MEGABYTE);
const HOSTILE: Readonly<Record<string, string>> = {
  digits: fill('1234567890'),
  'digits and commas': fill('1,234,567,'),
  'digits and spaces': fill('123 456 '),
  'one word': fill('rare earth '),
  'no spaces': fill('rareearth'),
  'percent signs': fill('5% '),
  ranges: fill('5-6-7-8 '),
  brackets: fill('(('),
  dates: fill('2025-09-'),
  months: fill('September 1 '),
  'Chinese without stops': fill('氧化镝上涨5万元'),
  'Chinese numerals': fill('一二三十百'),
  'from and to': fill('from 5 to 6 '),
  'table bars': fill('| 5 '),
  tabs: fill('Dy oxide\t5\t'),
  'line ends': fill('5\n'),
  acts: fill('Announcement No. 5, 6, '),
  materials: fill('dysprosium and terbium, '),
  entities: fill('&amp;#&nbsp'),
  multipliers: fill('5 million thousand '),
  currencies: fill('US$ ¥ RMB 5 '),
  capitals: fill('Act Scheme Of The '),
};
for (const [name, text] of Object.entries(HOSTILE)) {
  const time = seconds(() => read({ text }, vocabulary));
  console.log(`${name.padEnd(24)} ${time.toFixed(2)} s a megabyte${time > 1 ? '  TOO SLOW' : ''}`);
}
