/**
 * The ledger against plain better-sqlite3: the same rows into the same columns with the same settings, and the same
 * series out again, in one run. Prints medians and ratios. Usage: node bench/ledger-peer.ts [rows, default 20000]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  addReading,
  loadShipped,
  openLedger,
  priceSeries,
  record,
  type ShippedFact,
} from '../src/ledger/index.ts';

const ROWS = Number(process.argv[2] ?? 20_000);
const REPEATS = 7;
const MATERIALS = [
  'Dy-oxide',
  'Tb-oxide',
  'PrNd-oxide',
  'PrNd-metal',
  'Nd-oxide',
  'Gd-oxide',
  'Ho-oxide',
  'Y-oxide',
];
const VOICES = ['SMM', 'Argus', 'SunSirs', 'Fastmarkets'];

const facts: readonly ShippedFact[] = Array.from({ length: ROWS }, (_, n) => {
  const low = 1000 + ((n * 7919) % 997);
  return {
    file: 'bench.csv',
    row: n + 2,
    observation: {
      kind: 'price',
      subject: MATERIALS[n % MATERIALS.length]!,
      low,
      high: low + 20,
      unit: 'CNY/kg',
      period: new Date(Date.UTC(2015, 0, 1 + (n % 4000))).toISOString().slice(0, 10),
      place: 'CN',
      price_type: 'assessed',
    },
    source: { name: VOICES[n % VOICES.length]! },
  };
});

const folder = mkdtempSync(join(tmpdir(), 'ledger-bench-'));

async function median(repeats: number, work: (n: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < repeats; n++) {
    const start = performance.now();
    await work(n);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

// Rows as the ledger makes them, so that the peer writes the very same bytes.
const path = join(folder, 'ledger.db');
const ledger = await openLedger(path);
await loadShipped(ledger, facts);
const made = new Database(path, { readonly: true });
const columns = made.pragma('table_info(observations)') as { name: string; type: string }[];
const rows = made.prepare('select * from observations').raw().all() as unknown[][];
made.close();

/** The peer's store: the columns and indexes of `observations`, a prepared statement. */
function openPeer(file: string): Database.Database {
  const peer = new Database(join(folder, file));
  peer.pragma('journal_mode = WAL');
  peer.pragma('synchronous = FULL');
  peer.exec(`create table observations (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')}, primary key (id));
    create index by_series on observations (kind, subject, period_start);
    create index by_reading on observations (reading_id)`);
  return peer;
}
const inserting = (peer: Database.Database) =>
  peer.prepare(`insert into observations values (${columns.map(() => '?').join(', ')})`);
function fill(peer: Database.Database): void {
  const statement = inserting(peer);
  peer.transaction(() => {
    for (const row of rows) statement.run(row);
  })();
}

const report: (readonly [what: string, ours: number, peer: number])[] = [];

report.push([
  `insert ${ROWS} rows in one transaction`,
  await median(REPEATS, async (n) => {
    const fresh = await openLedger(join(folder, `ours-${n}.db`));
    await loadShipped(fresh, facts);
    await fresh.close();
  }),
  await median(REPEATS, (n) => {
    const peer = openPeer(`peer-${n}.db`);
    fill(peer);
    peer.close();
  }),
]);

const peer = openPeer('peer.db');
fill(peer);
const single = inserting(peer);
report.push([
  'commit one document with one observation',
  await median(300, (n) => {
    const quote = `${n} yuan/kg`;
    const observation = {
      kind: 'price',
      low: n,
      high: n,
      quote,
      start: 0,
      end: quote.length,
      read_by: 'b',
    } as const;
    const document = { text: quote, origin: { kind: 'stdin' } } as const;
    return addReading(ledger, document, { observations: [observation], numbers: [] }, 'bench');
  }),
  await median(300, (n) => single.run([`single ${n}`, ...rows[0]!.slice(1)])),
]);

const bodies = (found: readonly unknown[]): unknown[] =>
  found.map((row) => JSON.parse((row as { body: string }).body));
const series = peer.prepare(
  `select body, source_id, published, available, recorded, status from observations
   where kind = 'price' and subject = ? order by period_start`,
);
report.push([
  `all series of one material (${ROWS / MATERIALS.length} points)`,
  await median(REPEATS * 3, () => priceSeries(ledger, { material: 'Dy-oxide' })),
  await median(REPEATS * 3, () => bodies(series.all('Dy-oxide'))),
]);

const everything = peer.prepare('select * from observations order by period_end');
report.push([
  `the whole record (${ROWS} rows)`,
  await median(REPEATS, () => record(ledger)),
  await median(REPEATS, () => bodies(everything.all())),
]);

await ledger.close();
report.push([
  `open (${(statSync(path).size / 1e6).toFixed(1)} MB)`,
  await median(REPEATS, async () => (await openLedger(path)).close()),
  await median(REPEATS, () => {
    const again = new Database(join(folder, 'peer.db'));
    again.prepare('select 1 from observations limit 1').get();
    again.close();
  }),
]);
peer.close();
rmSync(folder, { recursive: true, force: true });

console.log(`Node ${process.version}; medians in ms; peer: plain better-sqlite3\n`);
console.log(`${''.padEnd(48)}   ledger      peer    ratio`);
for (const [what, ours, other] of report) {
  const cells = [
    ours.toFixed(2).padStart(9),
    other.toFixed(2).padStart(9),
    (ours / other).toFixed(2).padStart(8),
  ];
  console.log(what.padEnd(48) + cells.join(' '));
}
