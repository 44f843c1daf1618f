/**
 * The consistency check before any solve: rows that cannot be joined, and networks that cannot work. Each problem
 * names file, line and field.
 */

import { buildSkeleton } from './assembly/skeleton.ts';
import { type ChainTables, Parameters, TABLE_FILES } from './assembly/tables.ts';
import { ELEMENTS } from './network.ts';

export interface ChainProblem {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

export class ChainDataError extends Error {
  readonly problems: readonly ChainProblem[];
  constructor(problems: readonly ChainProblem[]) {
    const shown = problems
      .slice(0, 20)
      .map((p) => `${p.file}, line ${p.line}, field "${p.field}": ${p.found}; it should be ${p.expected}`);
    if (problems.length > 20) shown.push(`and ${problems.length - 20} more`);
    super(shown.join('\n'));
    this.name = 'ChainDataError';
    this.problems = problems;
  }
}

/** Every problem of the tables; none if the network can be built. */
export function checkTables(tables: ChainTables): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  const places = new Set(tables.chainPlaces.map((r) => r.code));
  const carriers = new Map(tables.chainCarriers.map((r) => [r.carrier, r]));
  const parameters = new Set(tables.chainParameters.map((r) => r.parameter));
  const each = <K extends keyof ChainTables>(
    table: K,
    visit: (
      row: ChainTables[K][number],
      report: (field: string, found: string, expected: string) => void,
    ) => void,
  ) =>
    tables[table].forEach((row, i) => {
      // Row i stands in line i + 2: the head is line 1.
      visit(row as ChainTables[K][number], (field, found, expected) => {
        problems.push({ file: `data/${TABLE_FILES[table]}`, line: i + 2, field, found, expected });
      });
    });
  const isPlace = (code: string, field: string, report: (f: string, found: string, e: string) => void) => {
    if (!places.has(code)) report(field, `"${code}" is not there`, 'a code of chain/places.csv');
  };
  const isCarrier = (
    name: string,
    kind: string | null,
    field: string,
    report: (f: string, found: string, e: string) => void,
  ) => {
    const row = carriers.get(name);
    if (!row) report(field, `"${name}" is not there`, 'a carrier of chain/carriers.csv');
    else if (kind && row.kind !== kind) report(field, `"${name}" is a ${row.kind}`, `a ${kind}`);
  };

  each('chainSeparation', (row, report) => {
    isCarrier(row.input, 'concentrate', 'input', report);
    for (const e of ELEMENTS) {
      if (row[e] > 0 && !carriers.has(`${e}-oxide`))
        report(e, `${e} is recovered`, `a carrier ${e}-oxide in chain/carriers.csv, or 0`);
    }
    if (row.heavies === 'light' && row.Dy + row.Tb > 0)
      report('Dy', 'a light line recovers heavies', '0, or heavies = full');
  });
  each('chainMetal', (row, report) => {
    isCarrier(row.output, 'metal', 'output', report);
    isCarrier(row.input, 'oxide', 'input', report);
    for (const field of ['output', 'input'] as const) {
      const content = carriers.get(row[field])?.[row.element];
      if (content !== undefined && content === 0)
        report('element', `${row[field]} holds no ${row.element}`, 'an element that both hold');
    }
  });
  each('chainRecipes', (row, report) => {
    isCarrier(row.carrier, 'magnet', 'carrier', report);
    const rareEarth = row.PrNd + row.Dy + row.Tb + row.Sm;
    if (rareEarth > 0.4)
      report('PrNd', `the rare earths add to ${rareEarth.toFixed(3)}`, 'at most 0.4 of a blank');
    if (!parameters.has(`conversion_${row.carrier.replace('magnet-', '')}`)) {
      report(
        'carrier',
        `no conversion cost for "${row.carrier}"`,
        `a parameter conversion_${row.carrier.replace('magnet-', '')}`,
      );
    }
  });
  each('chainDiffusion', (row, report) => {
    isPlace(row.place, 'place', report);
    isCarrier(row.carrier, 'magnet', 'carrier', report);
  });
  const technologies = new Set<string>();
  each('chainCapacity', (row, report) => {
    isPlace(row.place, 'place', report);
    technologies.add(`${row.stage}:${row.technology}:${row.place}`);
    if (row.stage === 'mining') isCarrier(row.technology, 'concentrate', 'technology', report);
    if (row.stage === 'separation' && !tables.chainSeparation.some((s) => s.technology === row.technology)) {
      report('technology', `"${row.technology}" is not there`, 'a line of chain/separation.csv');
    }
    if (row.stage === 'metal' && !tables.chainMetal.some((m) => m.output === row.technology)) {
      report('technology', `"${row.technology}" is not there`, 'an output of chain/metal.csv');
    }
    if (row.stage === 'mining' && row.growth === 'path') {
      const path = tables.chainMinePaths.some((p) => p.carrier === row.technology && p.place === row.place);
      if (!path && row.base_t_per_year > 0)
        report(
          'growth',
          'no path is given',
          `rows of chain/mine-paths.csv for ${row.technology} in ${row.place}`,
        );
    }
  });
  each('chainTrade', (row, report) => {
    isPlace(row.origin, 'origin', report);
    isPlace(row.destination, 'destination', report);
    if (row.carrier !== 'magnet') isCarrier(row.carrier, null, 'carrier', report);
  });
  each('chainMinePaths', (row, report) => {
    isPlace(row.place, 'place', report);
    isCarrier(row.carrier, 'concentrate', 'carrier', report);
  });
  each('chainProjects', (row, report) => {
    isPlace(row.place, 'place', report);
    if (!technologies.has(`${row.stage}:${row.technology}:${row.place}`)) {
      report(
        'technology',
        `no row for ${row.stage}, ${row.technology}, ${row.place}`,
        'a row of chain/capacity.csv whose capacity grows (its base may be 0)',
      );
    }
  });
  each('chainTiers', (row, report) => {
    for (const field of ['share_parameter', 'cover_parameter'] as const) {
      const name = row[field];
      if (name !== undefined && !parameters.has(name))
        report(field, `"${name}" is not there`, 'a parameter of chain/parameters.csv');
    }
  });
  each('chainCalibrationTargets', (row, report) => {
    isPlace(row.place, 'place', report);
    if (row.carrier && row.carrier !== 'magnet') isCarrier(row.carrier, null, 'carrier', report);
    if (row.measure === 'output' && (!row.stages || !row.carrier))
      report('stages', 'an output without stages or carrier', 'both');
    for (const stage of row.stages ?? []) {
      if (!tables.chainCapacity.some((r) => r.stage === stage))
        report('stages', `"${stage}" is not there`, 'stages of chain/capacity.csv');
    }
  });
  each('chainValidationTargets', (row, report) => {
    if (row.place) isPlace(row.place, 'place', report);
    if (row.carrier && row.carrier !== 'magnet') isCarrier(row.carrier, null, 'carrier', report);
    if (row.value < row.low || row.value > row.high)
      report('value', `${row.value} lies outside ${row.low} to ${row.high}`, 'within what counts as met');
  });
  each('chainApplications', (row, report) => {
    const all = row.NM + row.HSH + row.UH;
    if (Math.abs(all - 1) > 1e-6)
      report('NM', `the classes add to ${all.toFixed(3)}`, 'shares that add to 1');
  });
  if (problems.length === 0) problems.push(...deadEnds(tables));
  return problems;
}

/** Goods that somebody sends or makes and nobody takes, or takes and nobody sends. */
function deadEnds(tables: ChainTables): readonly ChainProblem[] {
  const skeleton = buildSkeleton(tables, new Parameters(tables));
  const into = new Set<string>();
  const out = new Set<string>();
  for (const p of skeleton.processes) {
    for (const o of p.outputs) into.add(o.node);
    for (const i of p.inputs) out.add(i.node);
  }
  for (const r of skeleton.arcs) {
    into.add(r.to);
    out.add(r.from);
  }
  return skeleton.nodes.flatMap((n): ChainProblem[] => {
    if (n.isBuyer) return [];
    const lineOf = () => {
      const i = tables.chainTrade.findIndex(
        (r) =>
          (r.carrier === n.carrier || n.carrier.startsWith(`${r.carrier}-`)) &&
          (r.origin === n.place || r.destination === n.place),
      );
      return { file: `data/${TABLE_FILES.chainTrade}`, line: i < 0 ? 1 : i + 2 };
    };
    if (!out.has(n.id) && n.kind === 'concentrate') {
      return [
        {
          ...lineOf(),
          field: 'destination',
          found: `${n.carrier} reaches ${n.place} and nobody there takes it`,
          expected: 'a separation line in chain/capacity.csv, or another destination',
        },
      ];
    }
    if (!into.has(n.id)) {
      return [
        {
          ...lineOf(),
          field: 'origin',
          found: `${n.carrier} is used in ${n.place} and nothing brings it`,
          expected: 'a process or an arc that does',
        },
      ];
    }
    return [];
  });
}

/** @throws {ChainDataError} naming file, line and field of every problem */
export function assertConsistent(tables: ChainTables): void {
  const problems = checkTables(tables);
  if (problems.length > 0) throw new ChainDataError(problems);
}
