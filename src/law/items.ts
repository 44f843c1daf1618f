import type { Act, ItemLine } from '../facts/schemas/acts.ts';
import type { Case } from './case.ts';
import type { Item } from './shipment.ts';

export type Presence = 'yes' | 'no' | 'trace' | 'presumed' | 'unknown';

/** Whether an element is in the item, as far as the shipment says. */
export function presence({ law, shipment: { item } }: Case, element: string): Presence {
  const { words } = law;
  if (item.free_of?.includes(element)) return 'no';
  const share = item.composition?.[element];
  if (share !== undefined) return share <= 0 ? 'no' : share < words.trace.below_wt_pct ? 'trace' : 'yes';
  if (item.contains?.includes(element)) return 'yes';
  if (item.alloy?.split('-').includes(element)) return 'yes';
  if (item.family && words.families[item.family]?.elements.includes(element)) return 'yes';
  // Ore and concentrate in this trade are of rare earths, unless something else is named.
  if (
    !item.contains &&
    !item.composition &&
    words.forms[item.form]?.class === 'raw' &&
    words.rare_earths.includes(element)
  )
    return 'presumed';
  // A list of contents that was begun is taken as the whole list.
  if (item.composition || item.alloy) return 'no';
  if (item.contains && item.contains.length > 0 && !isMagnetic(item)) return 'no';
  if (item.family && !words.families[item.family]?.elements.includes('Nd')) return 'no';
  if (presumption(words.grade_presumptions, item)?.contains.includes(element)) return 'presumed';
  return 'unknown';
}

const isMagnetic = (item: Item) => item.family !== undefined;

function presumption(list: Case['law']['words']['grade_presumptions'], item: Item) {
  const grade = item.grade?.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (!grade) return undefined;
  return list.find(
    (p) => p.family === item.family && p.suffixes.some((s) => grade.endsWith(s) || grade.startsWith(s)),
  );
}

/** How a line of a list takes the item. `unclear`: part of the line was not read, or its words do not settle it. */
export type Match = 'in' | 'out' | 'ask' | 'unclear';

/** Classes of things with a magnet inside: parts and motors; and finished products, which no export list looks into. */
const ASSEMBLED = ['assembly', 'goods'];
export const isAssembled = (c: Case) => ASSEMBLED.includes(classOf(c, c.shipment.item.form));
export const holdsMagnet = (c: Case) => isAssembled(c) || classOf(c, c.shipment.item.form) === 'product';

export const classOf = (c: Case, form: string) => c.law.words.forms[form]?.class ?? 'other';

/**
 * Holds the item against a line, without asking: `ask` where a field that was left out decides.
 * `form` is the form to look for, the item's own unless the magnet inside it is meant.
 */
export function matchLine(c: Case, line: ItemLine, form: string = c.shipment.item.form): Match {
  const { item } = c.shipment;
  if (!line.forms.includes(form)) return 'out';
  if (line.families && item.family !== undefined && !line.families.includes(item.family)) return 'out';
  let match: Match = 'in';
  if (line.families && item.family === undefined) match = 'ask';
  if (line.contains) {
    const elements = line.contains.flatMap((e) => (e === 'RE' ? c.law.words.rare_earths : [e]));
    const found = elements.map((element) => presence(c, element));
    if (found.every((p) => p === 'no')) return 'out';
    if (!found.some((p) => p === 'yes' || p === 'presumed')) match = 'ask';
  }
  if (line.alloys && match === 'in') {
    const system = alloySystem(c.shipment.item);
    if (!system || !line.alloys.some((alloy) => sameSystem(alloy, system))) match = 'unclear';
  }
  return match;
}

function alloySystem(item: Item): string | undefined {
  if (item.alloy) return item.alloy;
  const parts = Object.entries(item.composition ?? {}).filter(([, share]) => share >= 1);
  return parts.length > 1 ? parts.map(([element]) => element).join('-') : undefined;
}

const sameSystem = (a: string, b: string) => a.split('-').sort().join() === b.split('-').sort().join();

/** Line of an act that takes the item, and how; lines that surely hold it go first. */
export function matchAct(c: Case, act: Act, form?: string): { match: Match; line?: ItemLine } {
  const found = act.scope.items.map((line) => ({ line, match: matchLine(c, line, form) }));
  for (const match of ['in', 'unclear', 'ask'] as const) {
    const hit = found.find((f) => f.match === match);
    if (hit) return hit;
  }
  return { match: 'out' };
}

/** Says that an element was presumed from the grade, where that is what put the item on a line. */
export function flagPresumed(c: Case, line: ItemLine): void {
  const { grade } = c.shipment.item;
  if (!grade || !line.contains?.some((element) => presence(c, element) === 'presumed')) return;
  const note = presumption(c.law.words.grade_presumptions, c.shipment.item)?.note;
  if (note) c.doubt(`presumed from the grade ${grade}: ${note}; give the composition`);
}

/** Says that contents left out of a composition were taken as absent. */
export function flagAbsent(c: Case): void {
  const { item } = c.shipment;
  if (!item.composition || classOf(c, item.form) !== 'magnet') return;
  const group = c.law.words.asked_together.find((g) => g.some((e) => presence(c, e) === 'no'));
  const silent =
    group?.filter((e) => item.composition?.[e] === undefined && !item.free_of?.includes(e)) ?? [];
  if (silent.length > 0 && item.family === 'NdFeB')
    c.flag(`the composition names no ${silent.join(', ')}: taken as free of it`);
}

/** Settles an `ask` by asking for what was left out. */
export function settle(c: Case, line: ItemLine): 'in' | 'out' {
  const { item } = c.shipment;
  if (line.families && item.family === undefined) {
    const family = c.choose({
      id: 'item.family',
      kind: 'field',
      field: 'item.family',
      options: Object.keys(c.law.words.families).map((id) => ({ id, says: `the magnet is ${id}` })),
    });
    if (!line.families.includes(family)) return 'out';
  }
  if (!line.contains) return 'in';
  const elements = line.contains.flatMap((e) => (e === 'RE' ? c.law.words.rare_earths : [e]));
  if (elements.some((e) => ['yes', 'presumed'].includes(presence(c, e)))) return 'in';
  const trace = elements.filter((e) => presence(c, e) === 'trace');
  if (trace.length > 0) {
    const counts = c.choose({
      id: `trace:${trace.join('+')}`,
      kind: 'law',
      options: [
        { id: 'in', says: `a trace of ${trace.join(', ')} counts`, missing: 'a floor in the text' },
        { id: 'out', says: `a trace of ${trace.join(', ')} does not count`, missing: 'a floor in the text' },
      ],
    });
    if (counts === 'in') return 'in';
  }
  const unknown = elements.filter((e) => presence(c, e) === 'unknown');
  if (unknown.length === 0) return 'out';
  const all = line.contains.includes('RE');
  const together =
    c.law.words.asked_together.find((group) => unknown.some((e) => group.includes(e))) ?? unknown;
  const holds = c.choose({
    id: `item.composition:${all ? 'RE' : together.join('+')}`,
    kind: 'field',
    field: 'item.composition',
    options: [
      { id: 'in', says: all ? 'it is of rare earths' : `it contains ${together.join(' or ')}` },
      { id: 'out', says: all ? 'it is of no rare earth' : `it contains no ${together.join(' and no ')}` },
    ],
  });
  return holds === 'in' ? 'in' : 'out';
}

/** The item in words: "sintered NdFeB magnet with 1.5% Dy". */
export function describeItem(c: Case): string {
  const { item } = c.shipment;
  const form = item.form.replaceAll('_', ' ');
  const controlled = new Set(
    c.law.acts.flatMap((act) => act.scope.items.flatMap((line) => line.contains ?? [])),
  );
  const contents = Object.entries(item.composition ?? {})
    .filter(([element, share]) => share > 0 && controlled.has(element))
    .map(([element, share]) => `${share}% ${element}`);
  const named = (item.contains ?? []).filter((element) => item.composition?.[element] === undefined);
  const parts = [...contents, ...named];
  const name = [item.grade, item.family, item.alloy, form].filter(Boolean).join(' ');
  return parts.length > 0 ? `${name} with ${parts.join(', ')}` : name;
}
