import type { Draft } from '../draft.ts';
import type { NormalText } from '../normalise.ts';
import type { Quantity } from '../quantity.ts';
import type { Span } from '../sentences.ts';
import type { CellReader, Meaning } from './cell.ts';
import type { TablePage } from './context.ts';
import type { Layout } from './find-grids.ts';
import { tablePeriod } from './table-period.ts';

/** "China, 70%" or "China (70%)"; the number of a note may stand before the figure. */
const ITEM =
  /(?:^|[:;,.] |; ?and |, and )(?:and )?(\p{L}[\p{L} .,'/-]{1,60}?)(?:, | \(|: | )(?:\d{1,2} )?(\d{1,2}(?:[.,]\d{1,2})?) ?%\)?(?=[;,.]|$|\s)/gu;
const LEAST_ITEMS = 3;
const LONGEST_LINE = 4000;
const LONGEST_LEAD = 240;
/** What one item may be apart from the next. */
const LONGEST_GAP = 2;
/** Shares of one whole are no more than all of it, but for rounding. */
const MOST_PERCENT = 101;

interface Item extends Span {
  readonly name: Span;
  readonly figure: Span;
  readonly value: number;
}

/**
 * Reads lists of shares with what they are of before them: "Import sources: China, 70%; Malaysia, 13%; Japan, 6%",
 * "By end use: catalysts, 60%; magnets, 25%; glass, 10%".
 */
export function readShareLists(
  { normal, lines, readerFor }: Layout,
  page: TablePage,
  isRead: (span: Span) => boolean,
): { drafts: Draft[]; spans: Span[] } {
  const drafts: Draft[] = [];
  const spans: Span[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.end - line.start > LONGEST_LINE || countPercents(normal.text, line) < LEAST_ITEMS) continue;
    for (const items of listsIn(normal, line)) {
      const list = { start: items[0]!.start, end: items.at(-1)!.end };
      if (isRead(list)) continue;
      const reader = readerFor(index, index);
      const lead = leadOf(normal, line, items[0]!.name.start);
      const found = draftsOf(items, reader.meaning(lead), reader, page);
      if (found.length === 0) continue;
      drafts.push(...found);
      spans.push(list);
    }
  }
  return { drafts, spans };
}

function countPercents(text: string, { start, end }: Span): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === PERCENT) count++;
  return count;
}

const PERCENT = 37;

/** Runs of items of a line that follow each other, three at least. */
function listsIn({ text }: NormalText, line: Span): Item[][] {
  const lists: Item[][] = [];
  for (const match of text.slice(line.start, line.end).matchAll(ITEM)) {
    const end = line.start + match.index + match[0].length;
    const nameStart = line.start + match.index + match[0].indexOf(match[1]!);
    const figureEnd = end - (/%\)?$/.exec(match[0])?.[0].length ?? 0);
    const figure = { start: figureEnd - match[2]!.length, end: figureEnd };
    const item = {
      start: nameStart,
      end,
      name: { start: nameStart, end: nameStart + match[1]!.length },
      figure,
      value: Number(match[2]!.replace(',', '.')),
    };
    const last = lists.at(-1);
    if (last && line.start + match.index - last.at(-1)!.end <= LONGEST_GAP) last.push(item);
    else lists.push([item]);
  }
  return lists.filter((items) => items.length >= LEAST_ITEMS && isWhole(items));
}

const isWhole = (items: readonly Item[]): boolean =>
  items.reduce((sum, { value }) => sum + value, 0) <= MOST_PERCENT;

/** What stands before a list in its sentence. */
function leadOf({ text }: NormalText, line: Span, end: number): Span {
  const from = Math.max(line.start, end - LONGEST_LEAD);
  const stop = text.slice(from, end).search(/[.!?] (?=[^.!?]*$)/);
  return { start: stop < 0 ? from : from + stop + 2, end };
}

function draftsOf(items: readonly Item[], lead: Meaning, reader: CellReader, page: TablePage): Draft[] {
  const flow = lead.words.get('flow');
  const isUse = lead.words.get('shareMetric')?.includes('demand') ?? false;
  const metric = flow?.length === 1 ? `${flow[0]}s` : isUse ? 'demand' : undefined;
  const goods = new Set(
    lead.materials.map((code) => (code === 'RE-compound' || code === 'RE-metal' ? 'RE-all' : code)),
  );
  const subject = goods.size === 1 ? [...goods][0] : goods.size === 0 ? page.titleMaterial : undefined;
  const owner = lead.words.get('place')?.[0] ?? page.mainPlace;
  if (!metric || !subject || !owner) return [];
  const period = tablePeriod([lead.dates], page.published);
  return items.flatMap((item): Draft[] => {
    const name = reader.meaning(item.name);
    const places = name.words.get('place') ?? [];
    if (name.roles.has('others') || (metric !== 'demand' && places.length !== 1)) return [];
    const party = metric === 'demand' ? { place: owner } : { reporter: owner, partner: places[0]! };
    if (party.partner === owner) return [];
    return [
      {
        kind: 'share',
        subject,
        metric,
        value: item.value,
        unit: 'pct',
        ...party,
        ...(period ? { period } : {}),
        change: [],
        start: item.start,
        end: item.end,
        read_by: 'table/share-list',
        passage: -1,
        figures: [quantityOf(item)],
      },
    ];
  });
}

const quantityOf = ({ figure, value, end }: Item): Quantity => ({
  start: figure.start,
  end,
  numberStart: figure.start,
  numberEnd: figure.end,
  low: value,
  high: value,
  kind: 'percent',
  unit: 'pct',
  sign: 0,
  perYear: false,
  isWord: false,
  hasMultiplier: false,
  decimals: 0,
});
