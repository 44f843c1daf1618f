/** The price of a kilogram delivered: freight, and duty on the value that the place levies it on. */
import { digits } from './cost.ts';
import type { CostingContext, MagnetCost } from './costing.ts';
import { isRefusal, type Refusal } from './prices.ts';
import type { Range } from './range.ts';

export interface Delivered {
  readonly perKg: Range;
  readonly freight: number;
  readonly duty: number;
  readonly formula: string;
}

/**
 * Price for export, freight, and duty on both or (United States) on the price alone. Nothing is added where the goods
 * stay in the country in which they are made.
 *
 * @param dutyPct ad valorem sum of all duties, from the law
 */
export function deliveredCost(
  context: Pick<CostingContext, 'money' | 'parameters'>,
  cost: MagnetCost,
  to: string,
  dutyPct: number,
): Delivered | Refusal {
  if (to === cost.madeIn) {
    return { perKg: cost.exWorks, freight: 0, duty: 0, formula: 'made where it is used' };
  }
  const rate = context.money.rate('USD', cost.currency, cost.date);
  if (isRefusal(rate)) return rate;
  const parameter = context.parameters('freight', { place: to });
  const onFreight = context.parameters('freight_in_customs_value', { place: to }).value;
  const dutyOf = (goods: number, freight: number) => (dutyPct / 100) * (goods + onFreight * freight);
  const at = (end: keyof Range): number => {
    const freight = parameter[end] * rate.factor;
    return cost.forExport[end] + freight + dutyOf(cost.forExport[end], freight);
  };
  const goods = cost.forExport.value;
  const freight = parameter.value * rate.factor;
  const levied = onFreight ? `(${digits(goods)} + ${digits(freight)})` : digits(goods);
  return {
    perKg: { low: at('low'), value: at('value'), high: at('high') },
    freight,
    duty: dutyOf(goods, freight),
    formula: `${digits(goods)} + ${digits(freight)} + ${digits(dutyPct)}% × ${levied}`,
  };
}
