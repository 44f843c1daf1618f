/** Index clauses: the price of a later quarter from the price agreed and the means of the indices. */
import { type CostLine, digits } from './cost.ts';

/** One index of a clause. */
export interface ClauseIndex {
  /** Material or element that the index is of, as the contract names it. */
  readonly name: string;
  /** Mean of the base period and of the period that counts, for a kilogram as quoted. */
  readonly base: number;
  readonly now: number;
  /** Kilograms of the element in a kilogram of magnet. */
  readonly weight: number;
  /** Share of the element in the quoted material: 0.8 for an alloy of 80% dysprosium. */
  readonly content?: number;
  /** Multiplier in place of the clause's k: 1/0.85 for a diffused element. */
  readonly factor?: number;
}

export interface IndexClause {
  /** Price agreed for a kilogram, without tax. */
  readonly basePrice: number;
  readonly indices: readonly ClauseIndex[];
  /** Gross material factor, see `materialFactor`. */
  readonly k: number;
  /** 1.13 where the indices hold 13% of tax. */
  readonly taxFactor: number;
  /** Changes up to this percentage of the base price leave the price alone. */
  readonly bandPct: number;
  /** What a change beyond the band does: applies in full, or only the part beyond. */
  readonly beyondBand?: 'full' | 'excess';
}

export interface ClausePrice {
  readonly price: number;
  /** Change that the indices give, before the band. */
  readonly change: number;
  readonly changePct: number;
  readonly withinBand: boolean;
  readonly lines: readonly CostLine[];
}

/**
 * P = P0 + sum of weight x (index - base) / content x factor / tax; nothing within the band.
 *
 * @example clausePrice({ basePrice: 300, k: 1.1, taxFactor: 1.13, bandPct: 3, indices: [...] }).price
 */
export function clausePrice(clause: IndexClause): ClausePrice {
  const { basePrice, k, taxFactor, bandPct, beyondBand = 'full' } = clause;
  const lines = clause.indices.map(({ name, base, now, weight, content = 1, factor = k }): CostLine => {
    const of = content === 1 ? '' : ` / ${digits(content)}`;
    return {
      what: name,
      amount: (weight * (now - base) * factor) / content / taxFactor,
      formula: `${digits(weight)} × (${digits(now)} − ${digits(base)})${of} × ${digits(factor)} / ${digits(taxFactor)}`,
    };
  });
  const change = lines.reduce((sum, line) => sum + line.amount, 0);
  const band = (bandPct / 100) * basePrice;
  const withinBand = Math.abs(change) <= band;
  const applied = withinBand ? 0 : beyondBand === 'full' ? change : change - Math.sign(change) * band;
  return {
    price: basePrice + applied,
    change,
    changePct: (100 * change) / basePrice,
    withinBand,
    lines,
  };
}
