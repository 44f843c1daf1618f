import type { Vocabulary } from '../vocabulary/index.ts';
import type { NormalText } from './normalise.ts';
import type { Span } from './sentences.ts';
import type { WordMatch } from './words.ts';

/** A material named in a text. */
export interface MaterialMention {
  readonly start: number;
  readonly end: number;
  /** Code such as `Dy-oxide`; an element without a form is its bare symbol. */
  readonly code: string;
  /** Whether the form was taken from a neighbour: "dysprosium and terbium oxide". */
  readonly isShared: boolean;
}

type Part = { readonly start: number; readonly end: number; readonly value: string };

const ELEMENT_JOINT = /^(?: ?[-/·.・–] ?| |)$/;
const ELEMENT_AND =
  /^(?: and | & |和|与|及|、| und | et (?:de |du )?| y (?:de )?| e (?:de )?|와 ?|과 ?| 및 )$/;
const FORM_GAP = /^(?: ?[-–]? ?| mixed | mix | metal and | de |の|的)$/;
const LIST_JOINT =
  /^(?:,? ?(?:and|or|&|und|et|y|e|och) |, ?|、|和|及|与|以及| ?\/ ?|와 ?|과 ?| 및 |と|および|や)$/;
const IRON_ALLOYS: ReadonlySet<string> = new Set(['Dy', 'Gd', 'Ho', 'Tb']);

/** All materials that a stretch of text names, composed from elements, forms and phrases. */
export function findMaterials(
  normal: NormalText,
  words: readonly WordMatch[],
  vocabulary: Vocabulary,
): MaterialMention[] {
  const parts = words.filter(({ meaning }) => MATERIAL_TYPES.has(meaning.type));
  if (parts.length === 0) return [];
  const composer = new Composer(normal, parts, vocabulary);
  return shareForms(normal.low, composer.compose(), composer.loneForms, vocabulary);
}

const MATERIAL_TYPES: ReadonlySet<string> = new Set([
  'element',
  'symbol',
  'formBefore',
  'formAfter',
  'material',
  'group',
  'magnetWord',
  'scrapWord',
]);

/** Where the next word of any language stands that materials are named with; nothing where there is none. */
export function nextMaterialWord(
  { low, text }: NormalText,
  { start, end }: Span,
  { words }: Vocabulary,
): Span | undefined {
  for (let i = words.nextStart(low, start, end); i < end; i = words.nextStart(low, i + 1, end)) {
    const word = words.matchesAt(low, text, i).find(({ meaning }) => MATERIAL_TYPES.has(meaning.type));
    if (word) return word;
  }
  return undefined;
}

class Composer {
  readonly loneForms: Part[] = [];
  readonly #low: string;
  readonly #text: string;
  readonly #parts: readonly WordMatch[];
  readonly #vocabulary: Vocabulary;

  constructor(normal: NormalText, parts: readonly WordMatch[], vocabulary: Vocabulary) {
    this.#low = normal.low;
    this.#text = normal.text;
    this.#parts = parts;
    this.#vocabulary = vocabulary;
  }

  compose(): MaterialMention[] {
    const mentions: MaterialMention[] = [];
    let i = 0;
    while (i < this.#parts.length) {
      const part = this.#parts[i]!;
      const { type, value } = part.meaning;
      if (type === 'material' || type === 'group') {
        if (!this.#isAssay(part)) this.#push(mentions, part.start, part.end, value, false);
        i = this.#after(i, part.end);
        continue;
      }
      const start =
        type === 'formBefore' ? this.#elementAfter(i) : type === 'element' || type === 'symbol' ? i : -1;
      if (start >= 0) {
        const next = this.#named(mentions, type === 'formBefore' ? part : undefined, start);
        if (next > i) {
          i = next;
          continue;
        }
      }
      if (type === 'formAfter') this.loneForms.push({ start: part.start, end: part.end, value });
      i++;
    }
    return mentions;
  }

  /** Index of the element that a form standing before it belongs to, or -1. */
  #elementAfter(i: number): number {
    const form = this.#parts[i]!;
    for (let k = i + 1; k < this.#parts.length && this.#parts[k]!.start <= form.end + 2; k++) {
      const next = this.#parts[k]!;
      const isElement = next.meaning.type === 'element' || next.meaning.type === 'symbol';
      if (isElement && /^[ -]?$/.test(this.#low.slice(form.end, next.start))) return k;
    }
    return -1;
  }

  #after(i: number, end: number): number {
    let k = i + 1;
    while (k < this.#parts.length && this.#parts[k]!.start < end) k++;
    return k;
  }

  /** Reads elements from `first` on with the forms around them; returns the index after them. */
  #named(mentions: MaterialMention[], before: WordMatch | undefined, first: number): number {
    const elements: string[] = [];
    let i = first;
    let end = this.#parts[first]!.start;
    let isSpelled = false;
    while (i < this.#parts.length) {
      const part = this.#parts[i]!;
      if (part.meaning.type !== 'element' && part.meaning.type !== 'symbol') break;
      if (elements.length > 0 && !this.#joins(elements, end, part)) break;
      elements.push(part.meaning.value);
      isSpelled ||= part.meaning.type === 'element';
      end = part.end;
      end = this.#skipOwnSymbol(elements, end);
      i = this.#after(i, end);
    }
    const code = this.#codeOf(elements);
    if (!code) return first + 1;
    let form = before?.meaning.value;
    let k = i;
    const after = this.#formAfter(end, k);
    if (after) {
      form = before && form !== 'iron' && after.value === 'alloy' ? form : (after.value ?? form);
      end = after.end;
      k = this.#after(k - 1, end);
      const second = this.#formAfter(end, k);
      if (second && form === 'iron' && second.value === 'alloy') {
        end = second.end;
        k = this.#after(k - 1, end);
      }
    }
    const start = before?.start ?? this.#parts[first]!.start;
    const isAmbiguous = !isSpelled && elements.length === 1 && this.#vocabulary.ambiguousSymbols.has(code);
    if (isAmbiguous && form === undefined && !this.#isListed(start, end)) return Math.max(k, first + 1);
    const tail = this.#tailWord(end, k);
    if (tail) {
      this.#push(mentions, start, tail.end, tail.value === 'scrap' ? 'NdFeB-scrap' : 'NdFeB-magnet', false);
      return this.#after(k - 1, tail.end);
    }
    this.#push(mentions, start, end, withForm(code, form), false);
    return k;
  }

  #joins(elements: readonly string[], end: number, next: WordMatch): boolean {
    if (elements.length > 1) return false;
    const gap = this.#low.slice(end, next.start);
    const pair = this.#vocabulary.pairs.get([elements[0]!, next.meaning.value].sort().join('+'));
    if (!pair) return false;
    return ELEMENT_JOINT.test(gap) || (pair === 'PrNd' && ELEMENT_AND.test(gap));
  }

  /** "dysprosium (Dy)": the symbol in brackets says the same again. */
  #skipOwnSymbol(elements: readonly string[], end: number): number {
    const bracket = /^ ?\(([A-Za-z]{1,4}(?:[-/]?[A-Za-z]{1,2})?)\)/.exec(this.#text.slice(end, end + 10));
    if (!bracket) return end;
    const inside = bracket[1]!.replace(/[-/]/g, '');
    const isSame = elements.join('') === inside || [...elements].reverse().join('') === inside;
    return isSame || /^[a-z]{2,}$/.test(bracket[1]!) ? end + bracket[0].length : end;
  }

  #codeOf(elements: readonly string[]): string | undefined {
    if (elements.length === 1) return elements[0];
    return this.#vocabulary.pairs.get([...elements].sort().join('+'));
  }

  #formAfter(end: number, from: number): Part | undefined {
    for (let k = from; k < this.#parts.length; k++) {
      const part = this.#parts[k]!;
      if (part.start > end + 12) return undefined;
      // "terbium oxide of 99.9% purity": "oxide of" with no element behind it is the form of the one before
      if (
        part.meaning.type === 'formBefore' &&
        part.start >= end &&
        FORM_GAP.test(this.#low.slice(end, part.start)) &&
        this.#elementAfter(k) < 0
      ) {
        const word = /^[^ ]+/.exec(this.#low.slice(part.start, part.end))![0];
        return { start: part.start, end: part.start + word.length, value: part.meaning.value };
      }
      if (part.meaning.type !== 'formAfter' || part.start < end) continue;
      if (!FORM_GAP.test(this.#low.slice(end, part.start))) return undefined;
      // 氧化镧氧化铈: the second form belongs to what follows it
      if (
        this.#parts.some(
          (other, at) =>
            at >= from &&
            at < k + 2 &&
            other.start === part.start &&
            other.meaning.type === 'formBefore' &&
            this.#elementAfter(at) >= 0,
        )
      ) {
        return undefined;
      }
      return { start: part.start, end: part.end, value: part.meaning.value };
    }
    return undefined;
  }

  #tailWord(end: number, from: number): Part | undefined {
    for (let k = from; k < this.#parts.length; k++) {
      const part = this.#parts[k]!;
      if (part.start > end + 2) return undefined;
      const { type, value } = part.meaning;
      if (
        (type === 'magnetWord' || type === 'scrapWord') &&
        /^[ -]?$/.test(this.#low.slice(end, part.start))
      ) {
        return { start: part.start, end: part.end, value };
      }
    }
    return undefined;
  }

  /** A short symbol is a name where other symbols stand beside it: "Pr, Nd, Tb". */
  #isListed(start: number, end: number): boolean {
    if (/^ ?\((?:[$¥€]|us\$|rmb)/.test(this.#low.slice(end, end + 6))) return true;
    const around = this.#text.slice(Math.max(0, start - 5), end + 5);
    return /(?:^|[^A-Za-z])(?:Nd|Dy|Tb|Gd)[, /、]|[, /、](?:Nd|Dy|Tb|Gd)(?:[^A-Za-z]|$)/.test(around);
  }

  /** REO with a percentage or "per" is the basis of an assay, not a product: "REO 50%", REO每增减1%. */
  #isAssay(part: WordMatch): boolean {
    if (part.meaning.value !== 'RE-oxide') return false;
    const after = this.#low.slice(part.end, part.end + 3);
    if (ASSAY_AFTER.test(this.#low.slice(part.end, part.end + 10))) return true;
    return (
      /^ ?(?:[=≥>:≈~]|\d{1,2}(?:[.,]\d+)?(?!\d|[.,]\d| ?(?:吨|万|千|公斤|トン|톤|t\b|kg))|每|%)/.test(
        after,
      ) || /\d ?% ?$/.test(this.#low.slice(Math.max(0, part.start - 6), part.start))
    );
  }

  #push(mentions: MaterialMention[], start: number, end: number, code: string, isShared: boolean): void {
    const last = mentions.at(-1);
    const gap = last ? this.#low.slice(last.end, start) : undefined;
    // a material in brackets after another repeats it or tells a detail of it
    if (last && /^ ?\($/.test(gap!)) {
      const isDetail =
        last.code === code ||
        last.code.endsWith('scrap') ||
        last.code.endsWith('alloy') ||
        code.length <= 4 ||
        last.code.split('-')[0] === code.split('-')[0];
      if (isDetail) return;
    }
    mentions.push({ start, end, code, isShared });
  }
}

/** "50% REO content": what is in a material, not the material. */
const ASSAY_AFTER = /^[ -](?:content|grade|basis|gehalt|assay)/;

/** An element or pair with a form, as the trade names it: alloy of PrNd is its metal, iron with Dy is an alloy. */
function withForm(code: string, form: string | undefined): string {
  switch (form) {
    case undefined:
      return code;
    case 'iron':
      return IRON_ALLOYS.has(code) ? `${code}Fe-alloy` : code;
    case 'alloy':
      return IRON_ALLOYS.has(code) && code !== 'Tb' ? `${code}Fe-alloy` : `${code}-metal`;
    default:
      return `${code}-${form}`;
  }
}

/** "oxydes de dysprosium et de terbium": a form in the plural is of all that follow. */
const PLURAL_FORM = /^(?:oxydes|oxidos|oxides) (?:de |d'|of )/;
const OMITTED_REACH = 120;
const PREFIX_JOINT = /^(?:,| et| y| e| and) (?:de |d'|of )?$/;

/** Forms that a list says once: "dysprosium and terbium oxide", 氧化镝、铽, "PrNd oxide and metal". */
function shareForms(
  low: string,
  mentions: readonly MaterialMention[],
  loneForms: readonly Part[],
  { phrases }: Pick<Vocabulary, 'phrases'>,
): MaterialMention[] {
  const out = [...mentions];
  const isBare = (mention: MaterialMention): boolean => /^[A-Z][a-z]?(?:[A-Z][a-z])?$/.test(mention.code);
  const formOf = (mention: MaterialMention): string | undefined => mention.code.split('-')[1];
  for (let i = 1; i < out.length; i++) {
    const [before, here] = [out[i - 1]!, out[i]!];
    const form = formOf(before);
    // "l'oxyde de dysprosium ..., celui de terbium"
    const isOmitted =
      isBare(here) &&
      (form === 'oxide' || form === 'metal') &&
      here.start - before.end <= OMITTED_REACH &&
      phrases.formOmitted.startBefore(low, here.start, before.end) !== undefined;
    if (isOmitted) {
      out[i] = { ...here, code: `${here.code}-${form}`, isShared: true };
      continue;
    }
    const isPrefixed = /^(?:氧化|金属|酸化|산화)/.test(low.slice(before.start, before.start + 2));
    const isPlural = PLURAL_FORM.test(low.slice(before.start, before.end));
    if (isBare(here) && isPlural && form && PREFIX_JOINT.test(low.slice(before.end, here.start))) {
      out[i] = { ...here, code: `${here.code}-${form}`, isShared: true };
      continue;
    }
    if (
      isBare(here) &&
      isPrefixed &&
      form &&
      /^(?:、|和|及|与|と)$/.test(low.slice(before.end, here.start))
    ) {
      out[i] = { ...here, code: `${here.code}-${form}`, isShared: true };
    }
  }
  for (let i = out.length - 2; i >= 0; i--) {
    const [here, next] = [out[i]!, out[i + 1]!];
    const gap = low.slice(here.end, next.start);
    const form = formOf(next);
    if (
      isBare(here) &&
      !isBare(next) &&
      LIST_JOINT.test(gap) &&
      (form === 'oxide' || form === 'metal') &&
      isFormLast(low, next, form)
    ) {
      out[i] = { ...here, code: `${here.code}-${form}`, isShared: true };
    }
  }
  for (const form of loneForms) {
    const owner = out.findLast((mention) => mention.end <= form.start);
    if (!owner || (form.value !== 'oxide' && form.value !== 'metal') || !formOf(owner)) continue;
    if (formOf(owner) === form.value || !LIST_JOINT.test(low.slice(owner.end, form.start))) continue;
    if (!/^(?:[A-Z][a-z]){1,2}-/.test(owner.code) && !owner.code.startsWith('Y-')) continue;
    out.push({
      start: form.start,
      end: form.end,
      code: `${owner.code.split('-')[0]}-${form.value}`,
      isShared: true,
    });
  }
  return out.sort((a, b) => a.start - b.start);
}

/** Whether the form stands at the end of the mention, so that the elements before it share it. */
function isFormLast(low: string, mention: MaterialMention, form: string): boolean {
  const words = low.slice(mention.start, mention.end);
  return form === 'oxide'
    ? /(?:oxides?|oxyde?s?|氧化物|酸化物|산화물|oxido)$/.test(words)
    : /(?:metals?|金属|금속|métal)$/.test(words);
}
