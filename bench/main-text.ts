// How much of a page's main text is found, and how much else is taken for it, beside Defuddle (npm) on the same pages.
//
//   node bench/main-text.ts FOLDER
//
// FOLDER is a checkout of scrapinghub/article-extraction-benchmark: `ground-truth.json` and unpacked `html/*.html`.
// Scores are those of that benchmark: shingles of four words, each page counting the same. "with teasers" is all that
// a reader of figures gets to see. Headline and byline count as false there, as they are no part of its texts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { readDocument, shippedWords } from '../src/intake/index.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Say where the benchmark lies: node bench/main-text.ts FOLDER');
const truth = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<
  string,
  { articleBody: string; url: string }
>;
const words = shippedWords();

type Reader = (html: string, url: string) => Promise<string>;

const own =
  (withTeasers: boolean): Reader =>
  async (html, url) => {
    const { documents } = await readDocument(new TextEncoder().encode(html), {
      words,
      origin: url,
      format: 'html',
    });
    const { text, passages } = documents[0]!;
    if (withTeasers) return text;
    const main = passages.filter(({ kind }) => kind !== 'teaser' && kind !== 'row');
    return main.map(({ start, end }) => text.slice(start, end)).join('\n');
  };

const defuddle: Reader = async (html, url) => {
  const { content } = await Defuddle(parseHTML(html).document as unknown as Document, url, {});
  // Its result is markup; block elements part words.
  return content
    .replace(/<\/?(?:p|div|li|h\d|td|tr|br|blockquote|ul|ol)\b[^>]*>/gi, ' ')
    .replace(/<[^>]*>/g, '');
};

const readers: readonly (readonly [string, Reader])[] = [
  ['main text', own(false)],
  ['with teasers', own(true)],
  ['Defuddle', defuddle],
];

console.log('reader         precision  recall     F1    ms a page, of the first');
let firstMs = 0;
for (const [name, read] of readers) {
  let [right, wrong, missed, ms] = [0, 0, 0, 0];
  for (const [id, { articleBody, url }] of Object.entries(truth)) {
    const html = readFileSync(join(folder, 'html', `${id}.html`), 'utf8');
    const start = performance.now();
    const text = await read(html, url).catch(() => '');
    ms += performance.now() - start;
    const score = compare(shingles(articleBody), shingles(text));
    right += score.right;
    wrong += score.wrong;
    missed += score.missed;
  }
  const precision = right / (right + wrong);
  const recall = right / (right + missed);
  const f1 = (2 * precision * recall) / (precision + recall);
  firstMs ||= ms;
  const figures = [precision, recall, f1].map((figure) => figure.toFixed(3).padStart(9)).join('');
  console.log(
    `${name.padEnd(13)} ${figures} ${(ms / Object.keys(truth).length).toFixed(1).padStart(8)} ${(ms / firstMs).toFixed(1)}`,
  );
}

function shingles(text: string): Map<string, number> {
  const tokens = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let index = 0; index === 0 || index + 4 <= tokens.length; index += 1) {
    const shingle = tokens.slice(index, index + 4).join(' ');
    if (shingle) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function compare(expected: Map<string, number>, found: Map<string, number>) {
  let [right, wrong, missed] = [0, 0, 0];
  for (const [shingle, count] of found) {
    const known = expected.get(shingle) ?? 0;
    right += Math.min(known, count);
    wrong += Math.max(0, count - known);
  }
  for (const [shingle, count] of expected) missed += Math.max(0, count - (found.get(shingle) ?? 0));
  const all = Math.max(1, right + wrong + missed);
  return { right: right / all, wrong: wrong / all, missed: missed / all };
}
