import { originalSpan } from './normalise.ts';
import { readNumeral } from './numeral.ts';
import type { NumberAccount } from './observation.ts';
import type { Passage, PreparedText } from './passages.ts';
import type { Quantity } from './quantity.ts';
import type { Span } from './sentences.ts';
import type { TableReading } from './tables/index.ts';
import type { WordMatch } from './words.ts';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** What is known about the numbers of a document besides its observations. */
export interface Explained {
  /** Index of the observation that holds a figure, by where the figure's digits start. */
  readonly held: ReadonlyMap<number, number>;
  /** Why a figure is none about the world, by where the figure starts. */
  readonly reasons: ReadonlyMap<number, string>;
  /** Numbers of tables that are no figures, by where their digits start. */
  readonly tables: Pick<TableReading, 'reasons'>;
  /** Whether a stretch was read as part of a table. */
  readonly isInTable: (span: Span) => boolean;
  /** All figures that the observations hold. */
  readonly figures: readonly Quantity[];
}

/** Words that make a number beside them a page number, a phone number, a count of views. */
const FURNITURE_REACH = 16;

/**
 * Accounts for every number of a text: read, set aside with the reason, or unread. A number is a run of digits with
 * its separators, as a figure takes it.
 */
export function accountFor(prepared: PreparedText, explained: Explained): NumberAccount[] {
  const numbers: NumberAccount[] = [];
  const ends = new Map(explained.figures.map(({ numberStart, numberEnd }) => [numberStart, numberEnd]));
  for (const passage of prepared.passages) {
    const cells = explained.isInTable(passage) ? { ends } : undefined;
    accountPassage(prepared, passage, explained, numbers, cells);
  }
  return numbers;
}

function accountPassage(
  prepared: PreparedText,
  passage: Passage,
  explained: Explained,
  numbers: NumberAccount[],
  cells: { readonly ends: ReadonlyMap<number, number> } | undefined,
): void {
  const { low } = prepared.normal;
  const add = (
    start: number,
    end: number,
    fields: Pick<NumberAccount, 'status' | 'reason' | 'observation'>,
  ): void => {
    const span = originalSpan(prepared.normal, start, end);
    numbers.push({ ...span, text: prepared.normal.original.slice(span.start, span.end), ...fields });
  };
  const asides = passage.words.filter(({ meaning }) => NAMES_ASIDE.has(meaning.type));
  let d = 0;
  let o = 0;
  let q = 0;
  let a = 0;
  let i = passage.start;
  while (i < passage.end) {
    while (d < passage.dates.length && passage.dates[d]!.end <= i) d++;
    while (o < passage.others.length && passage.others[o]!.end <= i) o++;
    while (q < passage.quantities.length && passage.quantities[q]!.numberEnd <= i) q++;
    const quantity = cells ? undefined : passage.quantities[q];
    if (cells) {
      const observation = explained.held.get(i);
      const aside = explained.tables.reasons.get(i);
      const end = observation === undefined ? aside?.end : cells.ends.get(i);
      if (end !== undefined) {
        add(
          i,
          end,
          observation === undefined
            ? { status: 'set-aside', reason: aside!.reason }
            : { status: 'read', observation },
        );
        i = end;
        continue;
      }
    }
    if (quantity && quantity.numberStart <= i) {
      while (a < asides.length && asides[a]!.end < quantity.start - FURNITURE_REACH) a++;
      const near = wordsUntil(asides, a, quantity.end + 2);
      add(quantity.numberStart, quantity.numberEnd, accountOf(quantity, near, passage, explained, low));
      i = Math.max(quantity.numberEnd, i + 1);
      continue;
    }
    if (!isDigit(low.charCodeAt(i))) {
      i++;
      continue;
    }
    const date = passage.dates[d];
    if (date && date.start <= i) {
      add(Math.max(date.start, passage.start), date.end, {
        status: 'set-aside',
        reason: date.grain === 'clock' ? 'a time of day or ratio' : 'a date',
      });
      i = date.end;
      continue;
    }
    const other = passage.others[o];
    if (other && other.start <= i) {
      add(other.start, other.end, { status: 'set-aside', reason: other.reason });
      i = other.end;
      continue;
    }
    let end = (cells && readNumeral(prepared.normal.text, i, prepared.language.decimalComma)?.end) ?? i;
    while (end < passage.end && isDigit(low.charCodeAt(end))) end++;
    add(i, end, { status: 'unread' });
    i = end;
  }
}

/** Words that tell what a number beside them is. */
const NAMES_ASIDE: ReadonlySet<string> = new Set(['furniture', 'hsWord', 'numbered']);

/** The words from an index on that start no later than a position. */
function wordsUntil(words: readonly WordMatch[], from: number, last: number): readonly WordMatch[] {
  let to = from;
  while (to < words.length && words[to]!.start <= last) to++;
  return to === from ? NO_WORDS : words.slice(from, to);
}

const NO_WORDS: readonly WordMatch[] = [];

function accountOf(
  quantity: Quantity,
  near: readonly WordMatch[],
  passage: Passage,
  explained: Explained,
  low: string,
): Pick<NumberAccount, 'status' | 'reason' | 'observation'> {
  const observation = explained.held.get(quantity.numberStart);
  if (observation !== undefined) return { status: 'read', observation };
  const reason = asideReason(quantity, near, passage, low);
  if (reason) return { status: 'set-aside', reason };
  const said = explained.reasons.get(quantity.start);
  return said && SETTLED.test(said)
    ? { status: 'set-aside', reason: said }
    : { status: 'unread', ...(said ? { reason: said } : {}) };
}

/** Reasons that settle what a number is; the others only say why it could not be read. */
const SETTLED = /another commodity|a count of|share price|purity|cost or fee|in another unit/;

function asideReason(
  quantity: Quantity,
  near: readonly WordMatch[],
  passage: Passage,
  low: string,
): string | undefined {
  if (quantity.kind === 'count') return 'a count of something else';
  if (quantity.kind !== 'bare') return undefined;
  const beside = near.find(
    ({ meaning, start, end }) =>
      (meaning.type === 'furniture' || meaning.type === 'hsWord') &&
      ((end <= quantity.start && quantity.start - end <= FURNITURE_REACH) ||
        (start >= quantity.end && start - quantity.end <= 2)),
  );
  if (beside) return beside.meaning.type === 'hsWord' ? 'a customs code' : 'furniture of the page';
  const numbered = near.find(
    ({ meaning, end }) => meaning.type === 'numbered' && end <= quantity.start && quantity.start - end <= 2,
  );
  if (numbered) return 'the number of an act, item or page';
  const lineStart =
    /^[\s(#]*$/.test(low.slice(Math.max(passage.start, quantity.start - 2), quantity.start)) &&
    quantity.start - passage.start <= 2;
  if (
    lineStart &&
    quantity.low < 100 &&
    /^[.)、:]/.test(low.slice(quantity.numberEnd, quantity.numberEnd + 1))
  )
    return 'an item number';
  if (quantity.end - quantity.start >= 8 && !quantity.hasMultiplier && quantity.decimals === 0)
    return 'a code or phone number';
  return undefined;
}
