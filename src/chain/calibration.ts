/** How far the base year is from what it is held to: every target with its residual. */

import type { ChainTables } from './assembly/tables.ts';
import { carrierOutput, exportsOf, stageOutput } from './measures.ts';
import type { ScenarioRun } from './run.ts';

export interface Residual {
  readonly target: string;
  readonly measure: string;
  readonly unit: string;
  readonly wanted: number;
  readonly found: number;
  /** found over wanted, less one. */
  readonly deviation: number;
  readonly tolerance: number;
  readonly met: boolean;
  readonly source: string;
}

/** Residuals of the base year of a run (its first twelve months) against calibration-targets.csv. */
export function calibrationResiduals(run: ScenarioRun, tables: ChainTables): readonly Residual[] {
  const year = Number(run.months[0]!.month.slice(0, 4));
  const months = run.months.filter((m) => m.month.startsWith(String(year)));
  return tables.chainCalibrationTargets.map((row) => {
    let found: number;
    if (row.measure === 'price') {
      const n = run.index.node.get(`${row.carrier}@${row.place}`)!;
      found = months.reduce((sum, m) => sum + m.ask[n]!, 0) / months.length;
    } else if (row.measure === 'export') {
      found = exportsOf(run, row.place, `${row.carrier}-*`)
        .slice(0, months.length)
        .reduce((sum, s) => sum + s.value, 0);
    } else if (row.measure === 'output') {
      found = carrierOutput(run, row.carrier!, year, row.stages).get(row.place) ?? 0;
    } else {
      found = row.stages!.reduce(
        (sum, stage) => sum + (stageOutput(run, stage, year).get(row.place) ?? 0),
        0,
      );
    }
    const deviation = found / row.value - 1;
    const tolerance = row.tolerance_pct / 100;
    return {
      target: row.target,
      measure: row.measure,
      unit: row.unit,
      wanted: row.value,
      found,
      deviation,
      tolerance,
      met: Math.abs(deviation) <= tolerance,
      source: row.source,
    };
  });
}

export interface FlowResidual {
  readonly flow: string;
  readonly said: number;
  readonly found: number;
  readonly deviation: number;
}

/** What reconciliation moved: every flow that the tables state and the balance changed by more than `least`. */
export function reconciliationResiduals(run: ScenarioRun, least = 0.01): readonly FlowResidual[] {
  const { skeleton, flows } = run.built;
  const said = [
    ...skeleton.processes.flatMap((p) =>
      p.said ? [{ flow: p.id, said: p.said * 12, found: (flows.process.get(p.id) ?? 0) * 12 }] : [],
    ),
    ...skeleton.arcs.flatMap((r) =>
      r.said ? [{ flow: r.id, said: r.said * 12, found: (flows.arc.get(r.id) ?? 0) * 12 }] : [],
    ),
  ];
  return said
    .map((row) => ({ ...row, deviation: row.found / row.said - 1 }))
    .filter((row) => Math.abs(row.deviation) >= least)
    .sort((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation));
}

/** The calibration report as Markdown: targets first, then what reconciliation moved. */
export function calibrationReport(run: ScenarioRun, tables: ChainTables): string {
  const residuals = calibrationResiduals(run, tables);
  const met = residuals.filter((r) => r.met).length;
  const percent = (x: number) => `${x >= 0 ? '+' : ''}${(100 * x).toFixed(1)}%`;
  const amount = (x: number) => (x >= 100 ? Math.round(x).toLocaleString('en') : x.toFixed(1));
  const { network } = run.built;
  const last = run.months.find((m) => m.month.endsWith('-12'))!;
  const drift = network.nodes.flatMap((n, i) =>
    n.baseUse > 0 ? [Math.abs(last.ask[i]! / n.basePrice - 1)] : [],
  );
  const within = drift.filter((d) => d <= 0.02).length;
  return [
    '# Calibration of the chain model',
    '',
    'Written by `coercivity calibrate`; run it again after data change. The base year is 2024; output and capacity by',
    'place follow the best-estimate table of 2025, the only one that is complete by stage and place.',
    '',
    'Procedure: tables of output, trade and use are reconciled by a linear programme into flows that balance at every',
    'node, each figure moved as little as its confidence allows; prices at all nodes follow from the quotations inside',
    'China; costs are set so that every base flow breaks even, with kinks around it (positive mathematical',
    'programming). No figure of 2025 or later enters.',
    '',
    `## Targets: ${met} of ${residuals.length} within tolerance`,
    '',
    '| target | wanted | found | deviation | tolerance | | source |',
    '|---|---:|---:|---:|---:|---|---|',
    ...residuals.map(
      (r) =>
        `| ${r.target} (${r.unit}) | ${amount(r.wanted)} | ${amount(r.found)} | ${percent(r.deviation)} | ${(100 * r.tolerance).toFixed(0)}% | ${r.met ? 'met' : '**missed**'} | ${r.source} |`,
    ),
    '',
    `At the end of the base year ${within} of ${drift.length} node prices are within 2% of their base.`,
    '',
    '## Flows that reconciliation moved by 1% or more',
    '',
    'Small flows move most: a tonne matters little there. Residual supply is the part no ore or scrap explains.',
    '',
    '| flow | tables say, t/year | used, t/year | deviation |',
    '|---|---:|---:|---:|',
    ...reconciliationResiduals(run).map(
      (r) => `| ${r.flow} | ${amount(r.said)} | ${amount(r.found)} | ${percent(r.deviation)} |`,
    ),
    '',
  ].join('\n');
}
