/**
 * Scores the reader against labelled documents.
 *
 *   node bench/reading-score.ts FILE [--misses N]
 *
 * FILE has one document a line: `{id, lang?, published?, text, observations, ignore?, truncated_labels?}`.
 *
 * core: kind, subject or organisation and every figure agree after conversion of units; acts, targets, funding,
 * approvals and forecasts need no subject, and an act agrees where the quotes overlap. full: period, place, reporter,
 * partner, flow, metric and every stated change agree too. A field that a label leaves out counts neither way. What is
 * read inside an ignored span, or repeats a labelled figure, is not counted as wrong.
 */
import { readFileSync } from 'node:fs';
import { loadFacts } from '../src/facts/index.ts';
import { type Change, type Observation, read } from '../src/reading/index.ts';
import { createVocabulary } from '../src/vocabulary/index.ts';

interface Labelled {
  readonly id: string;
  readonly lang?: string;
  readonly published?: string | null;
  readonly text: string;
  readonly observations: readonly Partial<Observation>[];
  readonly ignore?: readonly string[];
  readonly truncated_labels?: boolean;
}

const PER_TONNE: Readonly<Record<string, number>> = { t: 1, kg: 1000, g: 1e6, lb: 2204.62262 };
const NO_SUBJECT: ReadonlySet<string> = new Set(['policy', 'target', 'funding', 'forecast', 'approval']);
const FULL_FIELDS = ['period', 'place', 'reporter', 'partner', 'flow', 'metric'] as const;
const COMPANY_WORDS =
  /\b(?:co|ltd|inc|corp|corporation|company|group|plc|the|limited|technology|materials?|rare|earths?)\b/g;

/** A value in one unit: tonnes for masses, money per tonne for prices. */
function canonical(value: number | undefined, unit = ''): string | undefined {
  if (value === undefined) return undefined;
  const [currency, mass] = unit.split('/');
  const exact = (amount: number): string => amount.toPrecision(6);
  if (mass && PER_TONNE[mass]) return `${exact(value * PER_TONNE[mass])} ${currency}`;
  if (unit === 'kg') return `${exact(value / 1000)} t`;
  return `${exact(value)} ${unit}`;
}

const ends = (o: Partial<Observation>): string =>
  `${canonical(o.low ?? o.value, o.unit)}..${canonical(o.high ?? o.value, o.unit)}`;
const hasFigure = (o: Partial<Observation>): boolean => (o.value ?? o.low ?? o.high) !== undefined;

function areAlike(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return true;
  const words = (name: string): Set<string> =>
    new Set(
      name
        .toLowerCase()
        .replace(COMPANY_WORDS, ' ')
        .match(/[\p{L}\p{N}]{2,}/gu) ?? [],
    );
  const [x, y] = [words(a), words(b)];
  if (x.size === 0 || y.size === 0) return a.toLowerCase() === b.toLowerCase();
  return [...x].filter((word) => y.has(word)).length * 2 >= Math.min(x.size, y.size);
}

function overlaps(text: string, a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return false;
  const [i, j] = [text.indexOf(a), text.indexOf(b)];
  if (i < 0 || j < 0) return false;
  const shared = Math.min(i + a.length, j + b.length) - Math.max(i, j);
  return shared * 2 >= Math.min(a.length, b.length);
}

const SIGN = { up: 1, down: -1, flat: 0 } as const;

function hasChange(label: Change, found: Partial<Observation>, unit: string | undefined): boolean {
  return (found.change ?? []).some((other) => {
    const isBasis = label.basis === other.basis || label.basis === 'prev' || other.basis === 'prev';
    if (!isBasis) return false;
    if (label.value === undefined) {
      return (
        !label.direction ||
        label.direction === other.direction ||
        Math.sign(other.value ?? Number.NaN) === SIGN[label.direction]
      );
    }
    if (label.value === 0 && other.value === 0) return true;
    if (label.unit && other.unit && label.unit !== other.unit) return false;
    if (label.unit === 'abs') return canonical(label.value, unit) === canonical(other.value, found.unit);
    return (
      other.value !== undefined &&
      Math.abs(label.value - other.value) < 1e-6 * Math.max(1, Math.abs(label.value))
    );
  });
}

const hasChanges = (label: Partial<Observation>, found: Partial<Observation>): boolean =>
  (label.change ?? []).every((change) => hasChange(change, found, label.unit));

function isCore(text: string, label: Partial<Observation>, found: Partial<Observation>): boolean {
  if (label.kind !== found.kind) return false;
  if (label.kind === 'financial') {
    if (!areAlike(label.org ?? label.subject, found.org ?? found.subject)) return false;
    if (found.metric !== undefined && label.metric !== found.metric) return false;
  } else if (!NO_SUBJECT.has(label.kind!) && label.subject !== found.subject) return false;
  if (hasFigure(label) !== hasFigure(found)) return false;
  if (hasFigure(label)) return ends(label) === ends(found);
  return label.change?.length ? hasChanges(label, found) : overlaps(text, label.quote, found.quote);
}

const isFull = (label: Partial<Observation>, found: Partial<Observation>): boolean =>
  FULL_FIELDS.every((field) => label[field] === undefined || label[field] === found[field]) &&
  hasChanges(label, found);

/** The fields by which a reading is not what its label says. */
function differences(label: Partial<Observation>, found: Partial<Observation>): string {
  const fields = FULL_FIELDS.filter(
    (field) => label[field] !== undefined && label[field] !== found[field],
  ).map((field) => `${field} ${label[field]} read ${found[field]}`);
  if (!hasChanges(label, found))
    fields.push(`change ${JSON.stringify(label.change)} read ${JSON.stringify(found.change)}`);
  return fields.join(', ');
}

interface Tally {
  labelled: number;
  read: number;
  core: number;
  full: number;
}

const tallies = new Map<string, Tally>();
function count(names: readonly string[], field: keyof Tally): void {
  for (const name of names) {
    const tally = tallies.get(name) ?? { labelled: 0, read: 0, core: 0, full: 0 };
    tally[field]++;
    tallies.set(name, tally);
  }
}

const [file, option, most] = process.argv.slice(2);
if (!file) {
  console.error('Name a file of labelled documents: node bench/reading-score.ts FILE [--misses N]');
  process.exit(2);
}
const vocabulary = createVocabulary(loadFacts());
const documents = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Labelled);
const misses: string[] = [];
for (const document of documents) {
  const { text, observations: labels, published } = document;
  const found = read({ text, ...(published ? { published } : {}) }, vocabulary).observations;
  const names = (kind: string): string[] => ['all', kind, `lang ${document.lang ?? '?'}`];
  const pairs = labels
    .flatMap((label, i) =>
      found.flatMap((each, j) =>
        isCore(text, label, each)
          ? [{ i, j, full: isFull(label, each), near: overlaps(text, label.quote, each.quote) }]
          : [],
      ),
    )
    .sort(
      (a, b) => Number(b.full) - Number(a.full) || Number(b.near) - Number(a.near) || a.i - b.i || a.j - b.j,
    );
  const byLabel = new Map<number, boolean>();
  const used = new Set<number>();
  for (const { i, j, full } of pairs) {
    if (byLabel.has(i) || used.has(j)) continue;
    byLabel.set(i, full);
    used.add(j);
    if (!full)
      misses.push(`${document.id} not in full ${differences(labels[i]!, found[j]!)} in ${found[j]!.quote}`);
  }
  labels.forEach((label, i) => {
    const own = names(label.kind!);
    count(own, 'labelled');
    if (byLabel.has(i)) count(own, 'core');
    else misses.push(`${document.id} missed ${JSON.stringify(label)}`);
    if (byLabel.get(i)) count(own, 'full');
  });
  found.forEach((each, j) => {
    const isIgnored = (document.ignore ?? []).some((span) => {
      const at = text.indexOf(span);
      return (
        at >= 0 &&
        (Math.min(at + span.length, each.end) - Math.max(at, each.start)) * 2 >= each.end - each.start
      );
    });
    const isRepeat = labels.some((label) => isCore(text, label, each));
    if (!used.has(j) && (document.truncated_labels || isIgnored || isRepeat)) return;
    count(names(each.kind), 'read');
    if (!used.has(j)) misses.push(`${document.id} wrong ${JSON.stringify(each)}`);
  });
}
if (option === '--misses') for (const miss of misses.slice(0, Number(most ?? 50))) console.log(miss);
const f1 = (hits: number, { read: found, labelled }: Tally): number =>
  found + labelled === 0 ? 0 : (2 * hits) / (found + labelled);
for (const [name, tally] of [...tallies].sort(
  ([a], [b]) => Number(a === 'all') - Number(b === 'all') || a.localeCompare(b),
)) {
  const [p, r] = [tally.core / (tally.read || 1), tally.core / (tally.labelled || 1)];
  console.log(
    `${name.padEnd(12)} labelled ${String(tally.labelled).padStart(4)}  read ${String(tally.read).padStart(4)}  core P ${p.toFixed(3)} R ${r.toFixed(3)} F1 ${f1(tally.core, tally).toFixed(3)}  full F1 ${f1(tally.full, tally).toFixed(3)}`,
  );
}
