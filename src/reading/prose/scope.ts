import type { PageContext } from '../page.ts';
import { isRuleOf, RULES } from '../rules-of-trade.ts';
import { isCompared, opensBracket, ownerTime } from './compared.ts';
import { between, figureAt, type Item, type Row } from './items.ts';
import { gapWithoutPurity } from './purity.ts';
import type { Role } from './role.ts';

/** Who and what a figure is about, as far as its sentence says. */
export interface Scope {
  readonly material?: Item;
  /** The materials of the list that the material ends, if several stand together. */
  readonly materials: readonly Item[];
  readonly place?: Item;
  readonly places: readonly Item[];
  readonly flow?: Item;
  readonly metric?: Item;
  readonly org?: Item;
  readonly kind?: Item;
  readonly date?: Item;
  /** The dates of the list that the date ends: "January and February". */
  readonly dates: readonly Item[];
  /** Whether the sentence speaks of the amount or of the money: "in volume", "their value". */
  readonly measure?: Item;
  readonly isYtd: boolean;
  /** Whether something that is no rare earth stands nearer than any rare earth. */
  readonly isOther: boolean;
  /** Items that belong to the figure because it names them right after: "5,774 tons of magnets to the EU". */
  readonly owned: readonly Item[];
  /** Whether a subject, partner or metric is named between the figure before and this one. */
  readonly isNew: boolean;
  /** Start of what is named, for the quote. */
  readonly from: number;
}

const OWN_GAP_LATIN =
  /^(?:(?: in| of| to| for)? (?:the )?prices? (?:of|for) (?:the )?| ?\(?(?:(?:was |were |went |gingen |wurden |fueron )?(?:(?:sent|shipped|exported|delivered|sold|going|destined|bound) )?(?:worth )?(?:of|to|for|from|in|into|during|on|at the (?:beginning|start|end) of|in (?:early|late|mid)|at|per|exported|shipped|imported|sold|produced|going|sent|destined|bound)?(?: |-)?(?:the |its |all |total |overall |sintered |high-performance |about |early |late |mid-)?)| ?(?:von|an|aus|im|in|nach|fur|der|de|du|des|del|d'|en|au|aux|hacia|a|para|do|da|no|na|el|los|las|la|av|till|i|от|в)(?: (?:den|die|der|das|los|las|la|el|l'))?(?: ?(?:jahre?|ano(?: de)?|annee))? ?)$/;
const OWN_GAP_CJK = /^(?:的|の| ?|以上の|的?稀土)$/;
const LIST_GAP =
  /^(?:,|、|，| and |, and | & |\/|和|及|与|以及| und | et | y | e | och |와 ?|과 ?| 및 |と|や|および|・|,? as well as )\s?(?:the |its |unlisted |other |mixed |separated |those of |of |to |for |der |die |los |las |les |des |de |d')?$/;

/** "200 tons per year (tpy) of Dy": the unit once more, in short. */
const UNIT_AGAIN = /^ ?\((?:tpa|tpy|t|mt|t\/a|t\/y|kg)\)/;

/** What may stand between the months of a list. */
export const DATE_LIST_GAP =
  /^(?:,|、| ?and | ?& ?|\/|和|及|与|以及| und | et | y | e | och |와 ?|과 ?| 및 |と|・|, and )\s?(?:in |im |en |em )?$/;

/** Works out the scope of every figure of a sentence, walking from left to right. */
export function scopesOf(row: Row, roles: readonly Role[], page: PageContext): Scope[] {
  const scopes: Scope[] = [];
  const owners = new Set(row.figures.map((index) => ownerTime(row, row.items[index]!)));
  let state: Mutable = { materials: [], places: [], dates: [], isYtd: false, isOther: false };
  const used = new Set<Item>();
  const startsWithSubject = subjectComesFirst(row);
  for (let figure = 0; figure < row.figures.length; figure++) {
    const index = row.figures[figure]!;
    const first = figure > 0 ? row.figures[figure - 1]! + 1 : 0;
    let isNew = false;
    for (let i = first; i < index; i++) {
      const item = row.items[i]!;
      if (used.has(item) || (owners.has(item) && figure > 0)) continue;
      if (advance(state, item, row, page)) isNew = true;
    }
    const owned = ownedAfter(row, index, startsWithSubject);
    const own: Mutable = { ...state };
    for (const item of owned) {
      used.add(item);
      if (item.type === 'material')
        Object.assign(own, { material: item, materials: listFrom(row, item), isOther: false });
      else if (item.type === 'place') Object.assign(own, { place: item, places: [item] });
      else if (item.type === 'flow') own.flow = item;
      else if (item.type === 'metric') own.metric = item;
      else if (item.type === 'kind') own.kind = item;
      else if (item.type === 'date') Object.assign(own, { date: item, dates: [item] });
      else if (item.type === 'measure') own.measure = item;
      else if (item.type === 'org') own.org = item;
      else if (item.type === 'commodity') own.isOther = true;
    }
    if (roles[figure]?.role === 'earlier') {
      scopes.push({ ...own, owned, isNew, from: own.material?.start ?? figureAt(row, figure).start });
      continue;
    }
    // what a figure owns names the sentence's subject where nothing did before it; "a decline of 9,000 yuan/t in prices
    // of europium oxide, standing at 265,000" goes on about what the step was of
    const isMoved = roles[figure]?.role === 'step' && owned.some(({ type }) => type === 'material');
    if ((state.material === undefined || isMoved) && own.material)
      state = { ...state, material: own.material, materials: own.materials, isOther: own.isOther };
    if (state.flow === undefined && own.flow) state = { ...state, flow: own.flow };
    if (state.flow && state.date === undefined && own.date)
      state = { ...state, date: own.date, dates: own.dates };
    scopes.push({ ...own, owned, isNew, from: own.material?.start ?? figureAt(row, figure).start });
  }
  return scopes;
}

interface Mutable {
  material?: Item;
  materials: readonly Item[];
  place?: Item;
  places: readonly Item[];
  flow?: Item;
  metric?: Item;
  org?: Item;
  kind?: Item;
  date?: Item;
  dates: readonly Item[];
  measure?: Item;
  isYtd: boolean;
  isOther: boolean;
}

/** Takes in one item; says whether it starts a new subject. */
function advance(state: Mutable, item: Item, row: Row, page: PageContext): boolean {
  switch (item.type) {
    case 'material': {
      if (state.material && isEnclosed(row, item)) return false;
      const isListed = state.material && LIST_GAP.test(between(row, state.material.end, item.start));
      state.materials = isListed ? [...state.materials, item] : [item];
      state.material = item;
      state.isOther = false;
      return true;
    }
    case 'commodity':
      state.isOther = true;
      return true;
    case 'place': {
      if (isPartOfName(row, item)) return false;
      const isListed = state.place && LIST_GAP.test(between(row, state.place.end, item.start));
      state.places = isListed ? [...state.places, item] : [item];
      state.place = item;
      return true;
    }
    case 'flow':
      if (isGuarded(row, item)) return false;
      state.flow = item;
      return false;
    case 'metric':
      state.metric = item;
      return true;
    case 'kind':
      state.kind = item;
      if (item.value !== 'share' && item.value !== 'forecast' && item.value !== 'supply') delete state.metric;
      return false;
    case 'org':
      if (page.vocabulary.organisations.get(item.value)?.kind === 'publisher') return false;
      state.org = item;
      return true;
    case 'date':
      if (item.date!.grain === 'clock' || isCompared(row, item) || opensBracket(row, item)) return false;
      // "of the year to March 2026, full year": what is named stands before "the year"
      if (
        state.date &&
        state.date.date!.grain !== 'relative' &&
        (item.date!.relative === 'whole year' ||
          (item.date!.relative === 'this quarter' && item.start - state.date.end <= 2))
      )
        return false;
      state.dates =
        state.date && DATE_LIST_GAP.test(between(row, state.date.end, item.start))
          ? [...state.dates, item]
          : [item];
      state.date = item;
      state.isYtd = false;
      return false;
    case 'measure':
      state.measure = item;
      return false;
    case 'ytd':
      state.isYtd = true;
      return false;
    default:
      return false;
  }
}

/** "export controls", "contrôle des exportations": a flow word that is about rules. */
export function isGuarded(row: Row, item: Item): boolean {
  const before = row.items.findLast((other) => other.end <= item.start && RULES.has(other.type));
  if (before && isRuleOf(between(row, before.end, item.start))) return true;
  const next = row.items.find((other) => other.start >= item.end && other.type === 'flowGuard');
  return next !== undefined && /^[ -]?(?:license |licence |的)?$/.test(between(row, item.end, next.start));
}

const DASH_ASIDE = /[—–]/;

/** "magnets—many of them with rare earths inside—doubled to": named aside, and what follows is of what stood before. */
function isEnclosed(row: Row, item: Item): boolean {
  const next = row.figures.find((at) => row.items[at]!.start >= item.end);
  if (next === undefined) return false;
  const { text } = row.normal;
  const before = text.slice(Math.max(row.passage.start, item.start - ASIDE_MOST), item.start);
  const after = text.slice(item.end, Math.min(row.items[next]!.start, item.end + ASIDE_MOST));
  return DASH_ASIDE.test(before) && DASH_ASIDE.test(after) && !/[.;:]/.test(before + after);
}

const ASIDE_MOST = 60;

/** "US-China", "EU firms", "South Korea's Star": a place that only qualifies is kept, one inside a name is not. */
function isPartOfName(row: Row, item: Item): boolean {
  return /^-(?:made|based|listed|led|backed|dollar)/.test(between(row, item.end, item.end + 8));
}

/** Whether the sentence names its first material before its first figure. */
function subjectComesFirst(row: Row): boolean {
  const material = row.items.findIndex(({ type }) => type === 'material');
  return material >= 0 && (row.figures[0] === undefined || material < row.figures[0]);
}

/** Items that a figure names right after itself, joined by "of", "to", "in" and the like. */
function ownedAfter(row: Row, index: number, startsWithSubject: boolean): Item[] {
  const { isCjk } = row;
  const figure = row.items[index]!;
  const isMass = figure.quantity!.kind === 'mass';
  const owned: Item[] = [];
  let at = figure.end;
  for (let i = index + 1; i < row.items.length; i++) {
    const item = row.items[i]!;
    if (item.type === 'quantity') break;
    if (!OWNABLE.has(item.type)) {
      if (TERMS.has(item.type) && gapWithoutPurity(row, at, item.start).trim() === '') at = item.end;
      else if (!CONNECTORS.has(item.type)) break;
      continue;
    }
    const gap = gapWithoutPurity(row, at, item.start).replace(UNIT_AGAIN, '');
    const isJoined = isCjk ? OWN_GAP_CJK.test(gap) || OWN_GAP_LATIN.test(gap) : OWN_GAP_LATIN.test(gap);
    if (!isJoined || gap.length > 34) break;
    if (item.type === 'date' && (isCompared(row, item) || row.normal.low[item.end] === ':')) break;
    const isJoint = /^(?:in|of) /.test(between(row, item.start, item.end));
    if ((item.type === 'metric' || item.type === 'kind') && gap.trim() === '' && !isJoint) break;
    const isBare = gap.trim() === '';
    if (item.type === 'material' && isBare && startsWithSubject && !(isMass && isCjk && gap === '')) break;
    if (item.type === 'material' && isBare && !isMass && startsWithSubject) break;
    if (item.type === 'place' && isBare && !gap.includes('(') && owned.length === 0) break;
    owned.push(item);
    at = item.end;
  }
  return owned;
}

/** A material with those that a list goes on to behind it: "600 t of dysprosium and terbium oxides". */
function listFrom(row: Row, first: Item): Item[] {
  const list = [first];
  for (const item of row.items) {
    if (item.start < list.at(-1)!.end) continue;
    if (item.type !== 'material' && item.type !== 'from' && item.type !== 'by') break;
    if (item.type !== 'material') continue;
    if (!LIST_GAP.test(between(row, list.at(-1)!.end, item.start))) break;
    list.push(item);
  }
  return list;
}

/** Terms of delivery and tax stand between a price and what it is of: "402 yuan/kg ex-works for Nd oxide". */
const TERMS: ReadonlySet<string> = new Set(['priceBasis', 'vat']);
const OWNABLE: ReadonlySet<string> = new Set([
  'material',
  'place',
  'date',
  'flow',
  'metric',
  'kind',
  'org',
  'commodity',
  'measure',
]);
const CONNECTORS: ReadonlySet<string> = new Set([
  'by',
  'to',
  'from',
  'total',
  'world',
  'precision',
  'customs',
  'region',
  'shareMetric',
  'worth',
  'quota',
  'ytd',
  'until',
  'tradePart',
  'price',
  'flowGuard',
]);
