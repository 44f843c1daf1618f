/** Contract terms as buyers note them: a word, or an index clause that can be worked out. */
import type { Facts } from '../../facts/index.ts';
import { keyOf } from '../fold.ts';

/** One index of a clause, before the means of the periods are known. */
export interface ClauseTerm {
  /** Quoted material, such as `PrNd-metal`. */
  readonly material: string;
  /** Mean of the base period, CNY/kg as quoted (with tax). */
  readonly base: number;
  /** Kilograms of the element in a kilogram of magnet. */
  readonly weight: number;
  readonly content: number;
  /** Of a diffused element: divided by its use, not multiplied by k. */
  readonly diffused: boolean;
}

export interface IndexTerms {
  /** Price agreed for a kilogram, without tax. */
  readonly basePrice: number;
  readonly currency: string;
  readonly terms: readonly ClauseTerm[];
  readonly lag: number;
  readonly lagUnit: 'quarter' | 'month';
  readonly bandPct: number;
  readonly k?: number;
}

export interface ContractTerms {
  readonly kind: 'fixed' | 'spot' | 'lock' | 'index' | 'other';
  /** As it was written. */
  readonly text: string;
  readonly clause?: IndexTerms;
}

const HEAD = /(\d{1,6}(?:[.,]\d{1,4})?) ?([A-Z]{3})\/kg/;
const TERM =
  /^(PrNd|NdPr|Nd|Pr|DyFe|Dy|Tb|Ce)[- ]?(metal|oxide|alloy)? ?(\d{1,6}(?:[.,]\d{1,4})?) ?[x×*] ?(\d{1,2}(?:[.,]\d{1,6})?)(?: ?\/ ?(0[.,]\d{1,4}))?( diffused)?$/i;
const LAG = /^lag (\d{1,2}) ?(quarters?|months?)$/i;
const BAND = /^band (\d{1,2}(?:[.,]\d{1,3})?) ?%$/i;
const FACTOR = /^k (\d(?:[.,]\d{1,5})?)$/i;

const numberOf = (text: string): number => Number(text.replace(',', '.'));

/**
 * Reads contract terms. An index clause is written as its parts, separated by semicolons:
 * `index 300 CNY/kg; PrNd-metal 520 x 0.294; DyFe-alloy 1590 x 0.009 / 0.8; Tb-metal 8600 x 0.004 diffused;
 * lag 1 quarter; band 3%; k 1.1`.
 *
 * @returns the terms, or what is wrong with a clause
 */
export function readContract(
  words: Facts['partWords']['contracts'],
  text: string,
): ContractTerms | { readonly wrong: string } {
  const kind = keyOf(words, text) ?? 'other';
  const clauseLike = text.includes(';') && HEAD.test(text);
  if (!clauseLike) return { kind: kind === 'index' ? 'index' : kind, text };
  const [head = '', ...rest] = text.split(';').map((piece) => piece.trim().replace(/\s+/g, ' '));
  const base = HEAD.exec(head);
  if (!base) return { wrong: `"${head}" names no base price such as 300 CNY/kg` };
  const terms: ClauseTerm[] = [];
  let lag = 0;
  let lagUnit: IndexTerms['lagUnit'] = 'quarter';
  let bandPct = 0;
  let k: number | undefined;
  for (const piece of rest) {
    const [term, delay, band, factor] = [
      TERM.exec(piece),
      LAG.exec(piece),
      BAND.exec(piece),
      FACTOR.exec(piece),
    ];
    if (term) terms.push(termOf(term));
    else if (delay) {
      lag = Number(delay[1]);
      lagUnit = delay[2]!.toLowerCase().startsWith('q') ? 'quarter' : 'month';
    } else if (band) bandPct = numberOf(band[1]!);
    else if (factor) k = numberOf(factor[1]!);
    else if (piece !== '') return { wrong: `"${piece}" is no part of a clause that is known` };
  }
  if (terms.length === 0) return { wrong: 'the clause names no index such as PrNd-metal 520 x 0.294' };
  const [, price = '', currency = ''] = base;
  return {
    kind: 'index',
    text,
    clause: {
      basePrice: numberOf(price),
      currency,
      terms,
      lag,
      lagUnit,
      bandPct,
      ...(k === undefined ? {} : { k }),
    },
  };
}

function termOf([, name = '', form, base = '', weight = '', content, diffused]: RegExpExecArray): ClauseTerm {
  const upper = name.toLowerCase();
  const element =
    upper === 'ndpr' || upper === 'prnd'
      ? 'PrNd'
      : upper === 'dyfe'
        ? 'DyFe'
        : `${upper[0]!.toUpperCase()}${upper.slice(1)}`;
  const isAlloy = element === 'DyFe';
  return {
    material: `${element}-${form?.toLowerCase() ?? (isAlloy ? 'alloy' : 'metal')}`,
    base: numberOf(base),
    weight: numberOf(weight),
    content: content === undefined ? 1 : numberOf(content),
    diffused: diffused !== undefined,
  };
}
