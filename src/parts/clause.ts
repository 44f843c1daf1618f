/** An index clause of a contract worked out from the record, and looked at for what is usually wrong in one. */
import type { ContractTerms, IndexTerms } from './bom/contract.ts';
import type { Composition, Element } from './composition.ts';
import { materialFactor } from './cost.ts';
import type { CostingContext } from './costing.ts';
import { daysOf, monthOf, quarterOf } from './days.ts';
import { type ClausePrice, clausePrice } from './index-clause.ts';
import { isRefusal, type Refusal } from './prices.ts';

export interface ClauseResult extends ClausePrice {
  readonly currency: string;
  /** Quarter or month whose means count. */
  readonly period: string;
  readonly k: number;
  /** What is odd about the clause, in words. */
  readonly findings: readonly string[];
}

/** A gross material factor outside this is no yield with a scrap credit that is met with. */
const USUAL_K = [1, 1.2] as const;
/** Weights further from the composition than this share are pointed out. */
const WEIGHT_GIVE = 0.1;

/**
 * Works a contract's clause out on a day: the means of the period that lies the lag before it, against its bases.
 *
 * @returns the price, or why it cannot be worked out
 */
export function clauseOn(
  context: CostingContext,
  contract: ContractTerms,
  date: string,
  composition: Composition | undefined,
): ClauseResult | Refusal {
  const { clause } = contract;
  if (!clause) return { refused: 'the clause is not written out, so it cannot be worked out' };
  const period = clause.lagUnit === 'quarter' ? quarterOf(date, -clause.lag) : monthOf(date, -clause.lag);
  const { parameters, prices, money } = context;
  const use = parameters('diffusion_use').value;
  const k = clause.k ?? materialFactor(parameters('finished_yield').value, parameters('scrap_credit').value);
  const rate = money.rate('CNY', clause.currency, date);
  if (isRefusal(rate)) return rate;
  const indices = [];
  for (const term of clause.terms) {
    const mean = prices.mean({ material: term.material, market: 'inside', period });
    if (isRefusal(mean)) return mean;
    indices.push({
      name: term.material,
      base: term.base * rate.factor,
      now: mean.mean * rate.factor,
      weight: term.weight,
      content: term.content,
      ...(term.diffused ? { factor: 1 / use } : {}),
    });
  }
  const taxFactor = money.taxFactor('CN', daysOf(period)!.end);
  const worked = clausePrice({ basePrice: clause.basePrice, indices, k, taxFactor, bandPct: clause.bandPct });
  return { ...worked, currency: clause.currency, period, k, findings: findingsOf(clause, composition, k) };
}

function findingsOf(clause: IndexTerms, composition: Composition | undefined, k: number): string[] {
  const found: string[] = [];
  if (clause.k === undefined)
    found.push(`no k is agreed; ${k.toFixed(3)} was taken from yield and scrap credit`);
  else if (k < USUAL_K[0] || k > USUAL_K[1]) {
    found.push(
      `k ${k} lies outside ${USUAL_K[0]} to ${USUAL_K[1]}: ask for the yield and the credit behind it`,
    );
  }
  if (clause.bandPct === 0) found.push('no band is agreed: every small change moves the price');
  const named = new Map<Element, number>();
  for (const { material, weight } of clause.terms) {
    const element = elementOf(material);
    if (element) named.set(element, (named.get(element) ?? 0) + weight);
  }
  for (const element of ['PrNd', 'Dy', 'Tb', 'Ce'] as const) {
    const share = (composition?.[element] ?? 0) / 100;
    const weight = named.get(element) ?? 0;
    if (composition === undefined || (share === 0 && weight === 0)) continue;
    if (Math.abs(weight - share) > WEIGHT_GIVE * Math.max(share, weight) + 0.0005) {
      found.push(
        `${element} weighs ${weight} in the clause and ${Number(share.toFixed(4))} in the magnet: you pay the swing of ${weight > share ? 'more' : 'less'} than it holds`,
      );
    }
  }
  for (const { material, content } of clause.terms) {
    if (material === 'DyFe-alloy' && content === 1)
      found.push('DyFe is quoted as an alloy: divide by its content (0.8)');
  }
  return found;
}

function elementOf(material: string): Element | undefined {
  const name = material.split('-')[0];
  if (name === 'DyFe') return 'Dy';
  if (name === 'Nd' || name === 'Pr') return 'PrNd';
  return name === 'PrNd' || name === 'Dy' || name === 'Tb' || name === 'Ce' ? name : undefined;
}
