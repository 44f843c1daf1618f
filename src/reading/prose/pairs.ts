import { between, type Item, type Row } from './items.ts';
import type { Role } from './role.ts';
import { DATE_LIST_GAP } from './scope.ts';

/** Lists of names with lists of figures: which figure goes with which name. */
export interface Pairing {
  /** The name that a figure belongs to, by the figure's place in the row. */
  readonly names: ReadonlyMap<number, Item>;
  /** Figures in lists whose numbers do not agree with the names: not read. */
  readonly torn: ReadonlySet<number>;
}

const BREAKERS: ReadonlySet<string> = new Set(['material', 'place', 'metric', 'org', 'commodity']);
const LIST_GAP =
  /^(?:,|、|，| and |, and | & |\/|和|及|与|以及| und | et | y | e | och |와 ?|과 ?| 및 |と|や|および|・|,? as well as )\s?(?:the |its |unlisted |other |mixed |separated |those of |of |to |for |from |der |die |los |las |les |des )?$/;
/** What may stand between the figures of one list. */
const FIGURE_GAP =
  /^(?:,|、|，| and |, and |;|和|及|与| und | et | y | e | och |と| \/ |\/|-| |,? or |或)\s?(?:by |to |about |around |at |up |down |of |a |an )?[~约¥$(]?$/;

/** Finds "A, B and C at 1, 2 and 3" in a sentence, with "respectively" or without. */
export function pairLists(row: Row, roles: readonly Role[]): Pairing {
  const names = new Map<number, Item>();
  const torn = new Set<number>();
  const hasRespectively = row.items.some(({ type }) => type === 'respectively');
  let group: Item[] = [];
  let figure = 0;
  while (figure < row.figures.length) {
    const run = runFrom(row, roles, figure);
    const first = figure > 0 ? row.figures[figure - 1]! + 1 : 0;
    const found = lastGroup(row, first, row.figures[figure]!);
    if (found.length > 0) group = found;
    const after = run > 1 && group.length === 0 ? groupAfter(row, row.figures[figure + run - 1]!) : [];
    const list = group.length > 0 ? group : after;
    if (run > 1 && list.length === run) {
      for (let k = 0; k < run; k++) names.set(figure + k, list[k]!);
    } else if (run > 1 && hasRespectively && monthsFor(row, row.figures[figure]!, run)) {
      monthsFor(row, row.figures[figure]!, run)!.forEach((item, k) => {
        names.set(figure + k, item);
      });
    } else if (run > 1 && hasRespectively && namedBefore(row, first, row.figures[figure]!, run)) {
      namedBefore(row, first, row.figures[figure]!, run)!.forEach((item, k) => {
        names.set(figure + k, item);
      });
    } else if (run > 1 && list.length > 1 && hasRespectively) {
      for (let k = 0; k < run; k++) torn.add(figure + k);
    }
    figure += run;
  }
  return { names, torn };
}

/** How many figures of one kind and role follow each other without a name between them. */
function runFrom(row: Row, roles: readonly Role[], figure: number): number {
  const kind = row.items[row.figures[figure]!]!.quantity!.kind;
  let run = 1;
  while (figure + run < row.figures.length) {
    const [a, b] = [row.figures[figure + run - 1]!, row.figures[figure + run]!];
    const [left, right] = [row.items[a]!, row.items[b]!];
    const isAlike =
      right.quantity!.kind === kind || (left.quantity!.kind === 'bare' && kind === 'bare') || kind === 'bare';
    if (!isAlike || roles[figure + run]!.role === 'from' || roles[figure + run]!.role === 'aside') break;
    if (row.items.slice(a + 1, b).some(({ type }) => BREAKERS.has(type))) break;
    if (!FIGURE_GAP.test(between(row, left.end, right.start))) break;
    run++;
  }
  return run;
}

/** The list of names of one type that ends nearest before an index; a single name is no list but ends one. */
function lastGroup(
  row: Row,
  from: number,
  to: number,
  types: readonly Item['type'][] = ['quota', 'material', 'place', 'metric', 'org'],
): Item[] {
  for (const type of types) {
    const all = row.items.slice(from, to).filter((item) => item.type === type);
    const group: Item[] = [];
    for (const item of all) {
      const last = group.at(-1);
      if (last && !LIST_GAP.test(between(row, last.end, item.start))) group.length = 0;
      // 冶炼、分离: two words for one thing
      if (type === 'quota' && group.at(-1)?.value === item.value) group.pop();
      group.push(item);
    }
    if (group.length > 1) return group;
    if (all.length > 0 && type === 'material') {
      // a list of places behind a single material is a list all the same
      const places = lastGroup(row, row.items.indexOf(all.at(-1)!) + 1, to, ['place']);
      return places.length > 1 ? places : group;
    }
  }
  return [];
}

/** The months that a list of figures goes through: "July, August and September", or a run of as many months. */
function monthsFor(row: Row, to: number, count: number): Item[] | undefined {
  const dates = row.items.slice(0, to).filter(({ type, date }) => type === 'date' && date!.grain !== 'clock');
  const group: Item[] = [];
  for (const item of dates) {
    const last = group.at(-1);
    if (last && !DATE_LIST_GAP.test(between(row, last.end, item.start))) group.length = 0;
    group.push(item);
  }
  if (group.length === count && group.every(({ date }) => MONTHLY.has(date!.grain))) return group;
  const run = group.length === 1 ? group[0]! : undefined;
  const first = run?.date?.fromMonth ?? 0;
  if (run?.date?.grain !== 'run' || first < 1 || run.date.month! - first + 1 !== count) return undefined;
  return Array.from({ length: count }, (_, k) => ({
    ...run,
    date: { ...run.date!, grain: 'month' as const, month: first + k },
  }));
}

const MONTHLY: ReadonlySet<string> = new Set(['month', 'quarter', 'half', 'year']);

/** With "respectively", names that stand apart from each other: "half went to the US and a third to Japan". */
function namedBefore(row: Row, from: number, to: number, count: number): Item[] | undefined {
  for (const type of ['quota', 'place', 'material', 'org', 'kind'] as const) {
    const named = row.items
      .slice(from, to)
      .filter(
        (item) => item.type === type && (type !== 'kind' || /sales|production|capacity/.test(item.value)),
      );
    if (named.length === count && new Set(named.map(({ value }) => value)).size === count) return named;
  }
  return undefined;
}

function groupAfter(row: Row, index: number): Item[] {
  const rest = row.items.slice(index + 1);
  for (const type of ['material', 'place'] as const) {
    const group: Item[] = [];
    for (const item of rest) {
      if (item.type !== type) continue;
      const last = group.at(-1);
      if (last && !LIST_GAP.test(between(row, last.end, item.start))) break;
      group.push(item);
    }
    if (group.length > 1) return group;
  }
  return [];
}
