// Ten thousand parts: reading the bill, working it out, writing the table. Each against a named peer: the plain reading
// of the same cells by papaparse, which every step needs at least. Run with: node bench/parts-bill.ts
import Papa from 'papaparse';
import { loadFacts } from '../src/facts/index.ts';
import { createLaw } from '../src/law/index.ts';
import { createParts, pricesOfFacts, readSheets, resultsCsv, resultsWorkbook } from '../src/parts/index.ts';

const PARTS = 10_000;
const LIMIT_SECONDS = 10;

const facts = loadFacts();
const law = createLaw(facts.acts, facts.lawWords, facts.shipmentWords);
const grades = facts.grades
  .filter((row) => row.temperature_class && row.family === 'NdFeB-sintered')
  .map((row) => row.grade);
const pick = <T>(list: readonly T[], i: number): T => list[(i * 7919) % list.length]!;

const text = Papa.unparse([
  [
    'Part',
    'Description',
    'Grade',
    'Route',
    'Mass (g)',
    'Magnets per unit',
    'Units per year',
    'Working temperature (C)',
    'Made in',
    'Destination',
    'Bought as',
    'End use',
    'Price paid (EUR/pc)',
    'Last order',
    'Stock in weeks',
    'Size (mm)',
  ],
  ...Array.from({ length: PARTS }, (_, i) => [
    `P-${i}`,
    pick(['Rotor segment', 'Pump ring', 'Sensor magnet', 'Speaker disc'], i),
    pick(grades, i),
    pick(['', 'diffused', 'conventional'], i),
    1 + (i % 400),
    1 + (i % 64),
    1000 * (1 + (i % 200)),
    40 + (i % 170),
    pick(['CN', 'CN', 'CN', 'JP', 'DE', 'VN'], i),
    pick(['DE', 'US', 'PL', 'JP', 'MX'], i),
    pick(['magnet', 'rotor', 'assembly'], i),
    pick(['passenger car traction motor', 'washing machine', 'wind turbine', 'loudspeaker'], i),
    (0.05 * (1 + (i % 400))).toFixed(2),
    pick(['2025-03-20', '2025-06-12', '2025-08-05'], i),
    i % 20,
    `${10 + (i % 40)} x 10 x ${2 + (i % 9)}`,
  ]),
]);

const timed = async <T>(work: () => T | Promise<T>): Promise<readonly [T, number]> => {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1000];
};

const [, peer] = await timed(() => Papa.parse<string[]>(text).data.length);
const [bill, reading] = await timed(async () => {
  const room = createParts(facts, { prices: pricesOfFacts(facts), decide: law.decide });
  return room.readBill(await readSheets('bench.csv', new TextEncoder().encode(text)));
});
const [assessment, working] = await timed(() =>
  createParts(facts, { prices: pricesOfFacts(facts), decide: law.decide }).assess(bill, {
    date: '2025-11-14',
    currency: 'EUR',
  }),
);
const [, csv] = await timed(() => resultsCsv(assessment));
const [, book] = await timed(() => resultsWorkbook(assessment));

const line = (what: string, seconds: number) =>
  console.log(
    `${what.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s  ${(seconds / peer).toFixed(0).padStart(6)} x papaparse`,
  );
console.log(`${PARTS} parts, ${assessment.whole.priced} priced, ${bill.problems.length} remarks on the file`);
line('papaparse alone', peer);
line('read and checked', reading);
line('worked out, law included', working);
line('written as CSV', csv);
line('written as a workbook', book);
const together = reading + working + csv;
console.log(`${together.toFixed(2)} s for reading, working out and CSV; the limit is ${LIMIT_SECONDS} s`);
if (together > LIMIT_SECONDS) process.exitCode = 1;
