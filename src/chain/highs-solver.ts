/** HiGHS in WebAssembly behind the `Solver` contract. Runs in Node, in a worker thread and in a browser. */

import highsPackage, { type Highs, type InitOptions } from 'highs';
import type { Program } from './lp/program.ts';
import { NotOptimalError, type Solution, type Solver, type SolverHandle } from './solver.ts';

/** The package is CommonJS to the type checker and a plain default export to every runtime. */
const loadHighs = highsPackage as unknown as typeof highsPackage.default;

/**
 * Loads the solver. In a browser pass `locateFile` (or a compiled `wasmModule`, which workers can share).
 *
 * @example const solver = await loadSolver();
 */
export async function loadSolver(options: InitOptions = {}): Promise<Solver> {
  const highs = await loadHighs(options);
  return { name: `HiGHS ${highs.version.string} (WebAssembly)`, load: (program) => hold(highs, program) };
}

function hold(highs: Highs, program: Program): SolverHandle {
  const columns = program.value.length;
  const rows = program.rowLower.length;
  const model = highs.createModel({
    numCols: columns,
    numRows: rows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: program.value,
    colLower: program.columnLower,
    colUpper: program.columnUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: 'csc',
      numRows: rows,
      numCols: columns,
      starts: program.start,
      indices: program.row,
      values: program.entry,
    },
  });
  model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', random_seed: 0 });
  const sent = {
    upper: program.columnUpper.slice(),
    value: program.value.slice(),
    rowLower: program.rowLower.slice(),
    rowUpper: program.rowUpper.slice(),
  };
  const optimal = highs.constants.modelStatus.optimal;

  const sendChanges = () => {
    const moved: number[] = [];
    for (let j = 0; j < columns; j++) if (program.columnUpper[j] !== sent.upper[j]) moved.push(j);
    if (moved.length > 0) {
      const upper = Float64Array.from(moved, (j) => program.columnUpper[j]!);
      const lower = Float64Array.from(moved, (j) => program.columnLower[j]!);
      model.changeColsBounds({ kind: 'set', indices: Int32Array.from(moved) }, lower, upper);
      sent.upper.set(program.columnUpper);
    }
    const costly: number[] = [];
    for (let j = 0; j < columns; j++) if (program.value[j] !== sent.value[j]) costly.push(j);
    if (costly.length > 0) {
      const value = Float64Array.from(costly, (j) => program.value[j]!);
      model.changeColsCost({ kind: 'set', indices: Int32Array.from(costly) }, value);
      sent.value.set(program.value);
    }
    const limited: number[] = [];
    for (let i = 0; i < rows; i++) {
      if (program.rowLower[i] !== sent.rowLower[i] || program.rowUpper[i] !== sent.rowUpper[i])
        limited.push(i);
    }
    if (limited.length > 0) {
      const lower = Float64Array.from(limited, (i) => program.rowLower[i]!);
      const upper = Float64Array.from(limited, (i) => program.rowUpper[i]!);
      model.changeRowsBounds({ kind: 'set', indices: Int32Array.from(limited) }, lower, upper);
      sent.rowLower.set(program.rowLower);
      sent.rowUpper.set(program.rowUpper);
    }
  };

  return {
    solve(): Solution {
      sendChanges();
      model.run();
      let retried = false;
      if (model.getModelStatus() !== optimal) {
        model.clearSolver();
        model.run();
        retried = true;
      }
      const status = model.getModelStatus();
      if (status !== optimal) {
        throw new NotOptimalError(statusName(highs, status), 'Prices of such a month would mean nothing.');
      }
      const solution = model.getSolution();
      return {
        objective: model.getObjectiveValue(),
        column: solution.colValue,
        rowDual: solution.rowDual,
        columnDual: solution.colDual,
        iterations: Number(model.info.get('simplex_iteration_count')),
        retried,
      };
    },
    toMps: () => model.exportModel('mps'),
    dispose: () => model.dispose(),
  };
}

function statusName(highs: Highs, status: number): string {
  const found = Object.entries(highs.constants.modelStatus).find(([, code]) => code === status);
  return found ? found[0] : `status ${status}`;
}
