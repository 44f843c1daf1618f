// What binds, in words and rows. Pure.
import type { Bound } from '../../../src/chain/month-account.ts';
import type { ChainNames } from '../../../src/chain/names.ts';
import type { ScenarioRun } from '../../../src/chain/run.ts';
import type { BoundRow } from './messages.ts';

/** A bound in words, with a node whose price it moves. */
export function boundRow(run: ScenarioRun, names: ChainNames, bound: Bound, month: string): BoundRow {
  const { network } = run.built;
  const [id = ''] = bound.ids;
  const common = {
    kind: bound.kind,
    destinations: [] as string[],
    rentUsdPerKg: bound.rentUsdPerKg,
    dearestUsdPerKg: bound.dearestUsdPerKg,
    thousandUsd: bound.thousandUsd,
    tonnes: bound.tonnes,
    allowed: bound.allowed,
    normal: bound.normal,
  };
  if (bound.kind === 'plant') {
    const limit = network.limits.find((one) => one.id === id);
    const first = network.processes.find((one) => one.id === limit?.terms[0]?.id);
    return { ...common, what: names.limit(id), where: 'at capacity', node: first?.outputs[0]?.node ?? '' };
  }
  if (bound.kind === 'process') {
    const process = network.processes.find((one) => one.id === id);
    return {
      ...common,
      what: names.process(id),
      where: 'at capacity',
      node: process?.outputs[0]?.node ?? '',
    };
  }
  const arc = network.arcs.find((one) => one.id === id);
  return {
    ...common,
    destinations: arc ? [arc.destination] : [],
    what: arc ? `${names.carrier(arc.carrier)} from ${names.place(arc.origin)}` : names.arc(id),
    where: bound.control
      ? names.control(bound.control, month)
      : bound.kind === 'closure'
        ? 'closed by the scenario'
        : arc?.carrier.startsWith('component-')
          ? 'as many components as buyers can turn to so soon'
          : 'as much as makers sell beyond their own customers',
    node: arc?.to ?? '',
  };
}

/** Goods that the same limit holds back from several places as one row. */
export function together(rows: readonly BoundRow[]): readonly BoundRow[] {
  const groups = new Map<string, BoundRow>();
  for (const row of rows) {
    const key = `${row.kind}:${row.what}:${row.where}`;
    const known = groups.get(key);
    if (!known) {
      groups.set(key, row);
      continue;
    }
    const counted = known.thousandUsd / known.rentUsdPerKg + row.thousandUsd / row.rentUsdPerKg;
    const thousandUsd = known.thousandUsd + row.thousandUsd;
    groups.set(key, {
      ...known,
      destinations: [...known.destinations, ...row.destinations],
      thousandUsd,
      rentUsdPerKg: thousandUsd / counted,
      dearestUsdPerKg: Math.max(known.dearestUsdPerKg, row.dearestUsdPerKg),
      tonnes: known.tonnes + row.tonnes,
      allowed: known.allowed + row.allowed,
      normal: known.normal + row.normal,
    });
  }
  return [...groups.values()].sort((a, b) => b.thousandUsd - a.thousandUsd);
}
