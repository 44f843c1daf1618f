import type { ShipmentWords } from '../facts/schemas/shipment-words.ts';
import { bestWord, findPhrase, plainWords } from './read-words.ts';
import type { Item } from './shipment.ts';

/** Longest description that is read; the rest is left. */
const MOST = 500;

/** What a description in words says of an item: "42SH sintered NdFeB magnet with 1.5% Dy, no Tb". */
export function readDescription(description: string, words: ShipmentWords): Partial<Item> {
  const text = description.normalize('NFKC').slice(0, MOST);
  if (text.trim() === '') return {};
  const symbols = symbolsIn(text, words);
  const composition = sharesIn(text, words);
  const forms = Object.fromEntries(
    Object.entries(words.forms).map(([code, { words: list }]) => [code, list]),
  );
  const families = Object.fromEntries(
    Object.entries(words.families).map(([code, { words: list }]) => [code, list]),
  );
  const alloy = alloyIn(text, words);
  const form = bestWord(text, forms);
  const grade = /\b(?:N ?)?\d{2} ?(?:M|H|SH|UH|EH|AH|TH|VH)?\b(?! ?%|\.\d)/.exec(text)?.[0];
  const family = bestWord(text, families) ?? (grade && /[A-Z]/.test(grade) ? 'NdFeB' : undefined);
  const suffix = /\b(SH|UH|EH|AH|TH|VH)\b/.exec(text)?.[0];
  const free = freeOf(text, words);
  const contains = symbols.filter(
    (s) => !free.includes(s) && composition[s] === undefined && !inFamily(s, family, words),
  );
  const found: Record<string, unknown> = {
    family,
    form: form ?? (family ? 'magnet' : alloy ? 'alloy' : undefined),
    grade: (grade && /[A-Z]/.test(grade) ? grade.replace(/ /g, '') : undefined) ?? suffix,
    route: /bonded/i.test(text) ? 'bonded' : undefined,
    composition: Object.keys(composition).length > 0 ? composition : undefined,
    contains: contains.length > 0 ? contains : undefined,
    free_of: free.length > 0 ? free : undefined,
    alloy: alloy ?? (form === 'alloy' && contains.length > 1 ? contains.join('-') : undefined),
    magnet_mass_kg: massIn(text),
    product: bestWord(text, words.products),
    field:
      words.forms[form ?? '']?.class === 'technology' ? bestWord(text, words.technology_fields) : undefined,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as Partial<Item>;
}

/** "0.15 kg NdFeB", "150 g of magnets". */
function massIn(text: string): number | undefined {
  const found =
    /(\d{1,6}(?:\.\d{1,6})?) ?(kg|g) (?:of )?(?:Nd-?Fe-?B|Sm-?Co|ferrite|permanent magnet|magnet)/i.exec(
      text,
    );
  return found ? (Number(found[1]) * (found[2]!.toLowerCase() === 'g' ? 1 : 1000)) / 1000 : undefined;
}

const inFamily = (symbol: string, family: string | undefined, words: ShipmentWords) =>
  family !== undefined && words.families[family]!.elements.includes(symbol);

const symbolPattern = (words: ShipmentWords) =>
  Object.keys(words.elements)
    .sort((a, b) => b.length - a.length)
    .join('|');

/** Elements named in the text by symbol, alone or in a run (PrNd), or by name. */
function symbolsIn(text: string, words: ShipmentWords): string[] {
  const one = `(?:${symbolPattern(words)})`;
  const found = new Set<string>();
  for (const [run] of text.matchAll(new RegExp(`(?<![A-Za-z])${one}(?:[-–]?${one}){0,3}(?![a-z])`, 'g'))) {
    // One letter alone (B, Y) is seldom an element; it must stand with others or with its form.
    if (run.length > 1) for (const symbol of run.match(new RegExp(one, 'g')) ?? []) found.add(symbol);
  }
  const plain = plainWords(text);
  for (const [element, names] of Object.entries(words.elements)) {
    if (names.some((name) => findPhrase(plain, plainWords(name)) >= 0)) found.add(element);
  }
  if (/(?<![A-Za-z])Y(?:-| )?(?:oxide|metal|2O3)/.test(text)) found.add('Y');
  return [...found];
}

/** "1.5% Dy", "Dy 1.5 wt%", "Dy: 1.5%". */
function sharesIn(text: string, words: ShipmentWords): Record<string, number> {
  const shares: Record<string, number> = {};
  const names = new Map<string, string>();
  for (const [element, list] of Object.entries(words.elements)) {
    names.set(element.toLowerCase(), element);
    for (const name of list) names.set(name.toLowerCase(), element);
  }
  const unit = '(?: ?wt\\.?)? ?%(?: ?(?:wt|by weight))?';
  const before = new RegExp(
    `(\\d{1,2}(?:\\.\\d{1,4})?)${unit} ?(?:of )?([A-Za-z]{1,14}|[\\u3400-\\u9fff])`,
    'g',
  );
  for (const [, share, name] of text.matchAll(before)) {
    const element = names.get(name!.toLowerCase());
    if (element) shares[element] = Number(share);
  }
  const after = new RegExp(
    `([A-Za-z]{1,14}|[\\u3400-\\u9fff])[: =]{1,3}(\\d{1,2}(?:\\.\\d{1,4})?)${unit}`,
    'g',
  );
  for (const [, name, share] of text.matchAll(after)) {
    const element = names.get(name!.toLowerCase());
    if (element && shares[element] === undefined) shares[element] = Number(share);
  }
  return shares;
}

/** "Dy-Fe alloy", "DyFe", "TbDyFe". */
function alloyIn(text: string, words: ShipmentWords): string | undefined {
  if (!/alloy|合金|ferro/i.test(text)) return undefined;
  const one = `(?:${symbolPattern(words)})`;
  const [system] = new RegExp(`(?<![A-Za-z])${one}(?:[-–]?${one}){1,3}(?![a-z])`).exec(text) ?? [];
  return system?.match(new RegExp(one, 'g'))?.join('-');
}

/** "no Dy/Tb", "without dysprosium", "Dy-free", "free of Dy and Tb", "heavy-rare-earth-free". */
function freeOf(text: string, words: ShipmentWords): string[] {
  const found = new Set<string>();
  for (const [clause] of text.matchAll(/(?:\bno\b|\bwithout\b|\bfree of\b|不含|無)[^.;]{1,60}/gi)) {
    for (const element of symbolsIn(clause.split(/\bwith\b|\bbut\b/)[0]!, words)) found.add(element);
  }
  for (const [, element] of text.matchAll(/([A-Z][a-z]?)(?:[-/][A-Z][a-z]?)?[- ]free\b/g))
    if (element! in words.elements) found.add(element!);
  if (/(?:heavy[- ](?:rare[- ]earth[- ])?free|HREE[- ]free|heavy[- ]free)/i.test(text))
    for (const element of ['Dy', 'Tb']) found.add(element);
  return [...found];
}
