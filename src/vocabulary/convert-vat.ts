import type { Facts } from '../facts/index.ts';
import { type Conversion, type ConversionStep, converted, refused, said } from './conversion.ts';
import { monthsOf } from './months.ts';

export type VatFacts = Pick<Facts, 'vatRates'>;
export type VatState = 'included' | 'excluded';

/** A change of whether value added tax is in an amount. */
export interface VatChange {
  /** How the amount is; undefined where nobody says, and the change is then refused. */
  readonly from: VatState | undefined;
  readonly to: VatState;
  /** Whose tax: ISO code. */
  readonly place: string;
  /** When, in the project's notation. */
  readonly period: string;
}

/**
 * Puts value added tax into an amount or takes it out, at the rate of the time. Refused where the rate changed within
 * the period, where no rate of the place is on record, or where it is not known whether the tax is in.
 *
 * @param unit unit of the amount, kept
 * @example convertVat(880_000, 'CNY/t', { from: 'included', to: 'excluded', place: 'CN', period: '2026-01-26' }, facts)
 */
export function convertVat(value: number, unit: string, change: VatChange, facts: VatFacts): Conversion {
  const steps = vatSteps(change, facts);
  return typeof steps === 'string' ? refused(steps) : converted(value, unit, steps);
}

/** The step that makes the change, none where nothing need change; words where it cannot be made. */
export function vatSteps(change: VatChange, facts: VatFacts): readonly ConversionStep[] | string {
  const { from, to, place, period } = change;
  if (from === undefined) return 'it is not known whether value added tax is in the price: say which';
  if (from === to) return [];
  const months = monthsOf(period);
  if (!months) return `"${period}" is no period that a tax rate can be found for`;
  const isDay = period.length === 10;
  const [firstDay, lastDay] = isDay ? [period, period] : [`${months[0]}-01`, `${months.at(-1)}-31`];
  const [rate, later] = facts.vatRates
    .filter((each) => each.place === place && (each.from ?? '') <= lastDay && (each.to ?? '9999') >= firstDay)
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  if (!rate) return `no rate of value added tax in ${place} is on record for ${period}`;
  if (later) {
    const rates = `from ${rate.rate_pct}% to ${later.rate_pct}%`;
    return `value added tax in ${place} changed ${rates} on ${later.from}, within ${period}: give a day`;
  }
  const multiple = 1 + rate.rate_pct / 100;
  const since = rate.from ? ` since ${rate.from}` : rate.to ? ` until ${rate.to}` : '';
  return [
    {
      text: `${to === 'excluded' ? 'divided' : 'multiplied'} by ${said(multiple)}: value added tax of ${rate.rate_pct}% in ${place}${since}`,
      factor: to === 'excluded' ? 1 / multiple : multiple,
      ground: 'recorded',
      source: rate.source,
      period,
      ...(rate.url ? { url: rate.url } : {}),
    },
  ];
}
