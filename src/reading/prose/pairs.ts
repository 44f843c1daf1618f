import { between, type Item, type Row } from './items.ts';
import type { Role } from './roles.ts';

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
function lastGroup(row: Row, from: number, to: number): Item[] {
  for (const type of ['quota', 'material', 'place', 'metric'] as const) {
    const all = row.items.slice(from, to).filter((item) => item.type === type);
    const group: Item[] = [];
    for (const item of all) {
      const last = group.at(-1);
      if (last && !LIST_GAP.test(between(row, last.end, item.start))) group.length = 0;
      group.push(item);
    }
    if (group.length > 1) return group;
    if (all.length > 0 && type === 'material') return group;
  }
  return [];
}

/** With "respectively", names that stand apart from each other: "half went to the US and a third to Japan". */
function namedBefore(row: Row, from: number, to: number, count: number): Item[] | undefined {
  for (const type of ['quota', 'place', 'material', 'kind'] as const) {
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
