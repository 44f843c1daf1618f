import { type ForecastAnswer, type ForecastQuestion, makeForecaster } from '../chain/index.ts';
import type { Facts } from '../facts/index.ts';
import { loadKeptEnsemble } from './kept.ts';

/** The scenario whose kept ensemble answers forecasts: the world as it is. */
const SCENARIO = 'april-2025';

/**
 * The forecaster over the ensemble that the package ships; yuan are taken at the latest monthly rate on file.
 *
 * @example judge(document, reading, { ...context, forecaster: shippedForecaster(facts) })
 */
export function shippedForecaster(facts: Facts): (question: ForecastQuestion) => ForecastAnswer | undefined {
  const rates = facts.exchangeRates.filter(
    (rate) => rate.currency === 'CNY' && /^\d{4}-\d{2}$/.test(rate.period),
  );
  const latest = rates.reduce((a, b) => (b.period > a.period ? b : a));
  const vat = facts.vatRates.find(
    (rate) => rate.place === 'CN' && rate.to === undefined && rate.from !== undefined,
  );
  if (!vat) throw new Error('money/vat.csv has no rate in force for CN');
  return makeForecaster(loadKeptEnsemble(SCENARIO), {
    usdCny: latest.per_usd,
    vat: vat.rate_pct / 100,
  });
}
