// What the room's sheets hold, as CSV: one row an observation, units in the names of columns.
import { toCsv } from '../../../src/parts/output/delimited.ts';
import type { MonthView, NodeView, OriginView } from './messages.ts';
import { endWords, type PlaceWords, sharesOfTakers, stageAtWords, stageHead } from './words.ts';

type Named = { readonly scenario: string; readonly places: PlaceWords };

export function flowsCsv(view: MonthView, { scenario, places }: Named): string {
  const shareOf = sharesOfTakers(view);
  return toCsv(
    [
      'scenario',
      'month',
      'element',
      'from',
      'to',
      'goods',
      'tonnes_of_element',
      'share_of_taker',
      'share_at_limit',
      'status',
    ],
    view.links.map((link) => [
      scenario,
      view.month,
      view.element,
      endWords(link.from, 'from', places),
      endWords(link.to, 'to', places),
      link.kind,
      link.tonnes,
      shareOf(link),
      link.bound,
      'modelled',
    ]),
  );
}

export function concentrationCsv(view: MonthView, { scenario, places }: Named): string {
  return toCsv(
    ['scenario', 'month', 'element', 'stage', 'hhi', 'place', 'tonnes_of_element', 'share', 'status'],
    view.concentration.flatMap(({ stage, hhi, places: own }) =>
      own.map(({ place, tonnes, share }) => [
        scenario,
        view.month,
        view.element,
        stageHead(stage),
        hhi,
        places.name(place),
        tonnes,
        share,
        'modelled',
      ]),
    ),
  );
}

export function dependencesCsv(view: MonthView, { scenario, places }: Named): string {
  return toCsv(
    [
      'scenario',
      'month',
      'element',
      'who',
      'on',
      'tonnes_of_element',
      'share_of_intake',
      'share_from_own_stock',
      'status',
    ],
    view.dependences.map(({ who, on, tonnes, share, fromStock }) => [
      scenario,
      view.month,
      view.element,
      stageAtWords(who, places),
      places.name(on),
      tonnes,
      share,
      fromStock,
      'modelled',
    ]),
  );
}

export function boundsCsv(view: MonthView, { scenario, places }: Named): string {
  return toCsv(
    [
      'scenario',
      'month',
      'what',
      'limit',
      'destinations',
      'tonnes',
      'allowed_tonnes',
      'normal_tonnes',
      'rent_usd_per_kg',
      'dearest_rent_usd_per_kg',
      'thousand_usd',
      'status',
    ],
    view.bounds.map((row) => [
      scenario,
      view.month,
      row.what,
      row.where,
      row.destinations.map(places.name).join('; '),
      row.tonnes,
      row.allowed,
      row.normal,
      row.rentUsdPerKg,
      row.dearestUsdPerKg,
      row.thousandUsd,
      'modelled',
    ]),
  );
}

export function originCsv(
  view: OriginView,
  month: string,
  what: string,
  { scenario, places }: Named,
): string {
  return toCsv(
    ['scenario', 'month', 'what', 'mined', 'separated', 'metal', 'magnets', 'share', 'status'],
    view.paths.map(({ path, share }) => [
      scenario,
      month,
      what,
      ...path.map((code) => (code === '?' ? '' : places.name(code))),
      share,
      'modelled',
    ]),
  );
}

export function nodeCsv(view: NodeView, { scenario }: Named): string {
  const row = (part: string, words: string, value: number, unit: string) => [
    scenario,
    view.month,
    view.name,
    part,
    words,
    value,
    unit,
    'modelled',
  ];
  return toCsv(
    ['scenario', 'month', 'goods', 'part', 'what', 'value', 'unit', 'status'],
    [
      ...view.into.map(({ words, tonnes }) => row('in', words, tonnes, 't')),
      ...view.outOf.map(({ words, tonnes }) => row('out', words, tonnes, 't')),
      row('price', 'asked', view.ask, 'USD/kg'),
      row('price', 'traded', view.traded, 'USD/kg'),
      ...view.trace.map(({ words, usdPerKg }) => row('why the asked price', words, usdPerKg, 'USD/kg')),
    ],
  );
}

export function pricesCsv(view: NodeView, { scenario }: Named): string {
  return toCsv(
    ['scenario', 'goods', 'month', 'asked_usd_per_kg', 'traded_usd_per_kg', 'status'],
    view.prices.map(({ month, ask, traded }) => [scenario, view.name, month, ask, traded, 'modelled']),
  );
}
