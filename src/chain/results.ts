/** A run as tidy monthly tables: one row an observation, one column a variable, units in the names. */

import { type EnsembleAnswer, seriesBands } from './ensemble.ts';
import { rentsOfArcs } from './measures.ts';
import { ELEMENTS } from './network.ts';
import type { ScenarioRun } from './run.ts';

export type Cell = string | number | null;

export interface TidyTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** All tables of a run. They load into Python, R, Excel and DuckDB as they are. */
export function tidyTables(run: ScenarioRun): readonly TidyTable[] {
  const { network } = run.built;
  const rents = rentsOfArcs(run);
  const scenario = run.scenario.name;
  const rows = <T>(items: readonly T[], row: (item: T, i: number, t: number) => readonly Cell[] | null) =>
    run.months.flatMap((m, t) =>
      items.flatMap((item, i) => {
        const cells = row(item, i, t);
        return cells ? [[scenario, m.month, ...cells]] : [];
      }),
    );
  const at = (t: number) => run.months[t]!;
  return [
    {
      name: 'flow',
      description: 'Tonnes sent from place to place, with the licence or closure bound and its rent.',
      columns: [
        'scenario',
        'month',
        'carrier',
        'origin',
        'destination',
        'tier',
        'tonnes',
        'bound_tonnes',
        'rent_usd_per_kg',
        'control',
      ],
      rows: rows(network.arcs, (r, i, t) => {
        const bound = at(t).flowCapacity[i]!;
        if (at(t).flow[i]! === 0 && r.base === 0) return null;
        const tier = network.nodes[run.index.node.get(r.to)!]!.tier ?? null;
        const control = run.levers.controls[i];
        const binds = control && t >= control.from && t < control.until ? control.id : null;
        return [
          r.carrier,
          r.origin,
          r.destination,
          tier,
          at(t).flow[i]!,
          bound >= 1e6 ? null : bound,
          rents[t]![i]!,
          binds,
        ];
      }),
    },
    {
      name: 'activity',
      description: 'Activity of each process, tonnes of its reference carrier.',
      columns: ['scenario', 'month', 'process', 'stage', 'technology', 'place', 'tonnes'],
      rows: rows(network.processes, (p, i, t) => [p.id, p.stage, p.technology, p.place, at(t).activity[i]!]),
    },
    {
      name: 'price',
      description:
        'Prices in USD/kg ex VAT: asked (one more tonne now), carried (later), traded (mean cost of stock).',
      columns: [
        'scenario',
        'month',
        'carrier',
        'place',
        'tier',
        'asked_usd_per_kg',
        'carried_usd_per_kg',
        'traded_usd_per_kg',
        'base_usd_per_kg',
      ],
      rows: rows(network.nodes, (n, i, t) => [
        n.carrier,
        n.place,
        n.tier ?? null,
        at(t).ask[i]!,
        at(t).carry[i]!,
        at(t).book[i]!,
        n.basePrice,
      ]),
    },
    {
      name: 'stock',
      description: 'Closing stock in tonnes.',
      columns: ['scenario', 'month', 'carrier', 'place', 'tier', 'tonnes'],
      rows: rows(network.nodes, (n, i, t) =>
        n.coverMonths > 0 ? [n.carrier, n.place, n.tier ?? null, at(t).stock[i]!] : null,
      ),
    },
    {
      name: 'demand',
      description: 'Demand, what was served and what was short, and what a substitute took; tonnes.',
      columns: [
        'scenario',
        'month',
        'carrier',
        'place',
        'tier',
        'demand_tonnes',
        'served_tonnes',
        'short_tonnes',
        'substituted_tonnes',
      ],
      rows: rows(network.segments, (s, i, t) => [
        s.carrier,
        s.place,
        s.tier ?? null,
        at(t).demand[i]!,
        at(t).served[i]!,
        Math.max(0, at(t).demand[i]! - at(t).served[i]!),
        at(t).substituted[i]!,
      ]),
    },
    {
      name: 'shadow-price',
      description: 'Rent of shared plants and quotas, USD/kg.',
      columns: ['scenario', 'month', 'limit', 'limit_tonnes', 'rent_usd_per_kg'],
      rows: rows(network.limits, (l, i, t) => [l.id, run.levers.limit[t]![i]!, at(t).limitRent[i]!]),
    },
    {
      name: 'element',
      description:
        'Element ledger: tonnes entered, lost in processes and other uses, gone into products; and the imbalance.',
      columns: ['scenario', 'month', 'element', 'entered_tonnes', 'lost_tonnes', 'used_tonnes', 'imbalance'],
      rows: rows(ELEMENTS, (element, e, t) => {
        const account = at(t).elements;
        return [element, account.entered[e]!, account.lost[e]!, account.used[e]!, account.imbalance];
      }),
    },
  ];
}

/** Tables of an ensemble: ranges of every series by month, and the parameters and figures of each run. */
export function ensembleTables(
  answers: readonly EnsembleAnswer[],
  scenario: string,
  months: readonly string[],
): readonly TidyTable[] {
  const kept = answers.filter((a) => !a.refused);
  const names = Object.keys(kept[0]?.series ?? {});
  return [
    {
      name: 'range',
      description:
        'Quantiles of each series over the runs, and how far the median has settled (half of 90%).',
      columns: ['scenario', 'series', 'month', 'p05', 'p25', 'p50', 'p75', 'p95', 'median_error', 'runs'],
      rows: names.flatMap((name) =>
        seriesBands(kept, name).map((band, t) => [
          scenario,
          name,
          months[t]!,
          band.p05,
          band.p25,
          band.p50,
          band.p75,
          band.p95,
          band.medianError,
          kept.length,
        ]),
      ),
    },
    {
      name: 'parameter',
      description: 'Parameter values of each run.',
      columns: ['scenario', 'run', 'parameter', 'value'],
      rows: kept.flatMap((a) =>
        Object.entries(a.parameters).map(([parameter, value]) => [scenario, a.run, parameter, value]),
      ),
    },
    {
      name: 'figure',
      description: 'Single figures of each run; empty where a thing never happens.',
      columns: ['scenario', 'run', 'figure', 'value'],
      rows: kept.flatMap((a) =>
        Object.entries(a.figures).map(([figure, value]) => [scenario, a.run, figure, value]),
      ),
    },
    {
      name: 'date',
      description:
        'Month from which each run meets a share of use from allied makers for good; empty: never.',
      columns: ['scenario', 'run', 'date_of', 'month'],
      rows: kept.flatMap((a) =>
        Object.entries(a.dates).map(([dateOf, month]) => [scenario, a.run, dateOf, month]),
      ),
    },
  ];
}
