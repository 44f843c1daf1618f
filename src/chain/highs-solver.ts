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

  const moved = new Int32Array(Math.max(columns, rows));
  /** Positions at which either pair of arrays differs, in `moved`; returns how many. */
  const changed = (
    size: number,
    a: Float64Array,
    sentA: Float64Array,
    b?: Float64Array,
    sentB?: Float64Array,
  ) => {
    let count = 0;
    for (let j = 0; j < size; j++) if (a[j] !== sentA[j] || (b && b[j] !== sentB![j])) moved[count++] = j;
    return count;
  };
  /** The changed positions, or the whole axis where listing them would cost more than sending all. */
  const select = (count: number, size: number) =>
    count > size / 8
      ? { selection: { kind: 'range', from: 0, to: size - 1 } as const, pick: (from: Float64Array) => from }
      : {
          selection: { kind: 'set', indices: moved.slice(0, count) } as const,
          pick: (from: Float64Array) => {
            const picked = new Float64Array(count);
            for (let k = 0; k < count; k++) picked[k] = from[moved[k]!]!;
            return picked;
          },
        };

  const sendChanges = () => {
    let count = changed(columns, program.columnUpper, sent.upper);
    if (count > 0) {
      const { selection, pick } = select(count, columns);
      model.changeColsBounds(selection, pick(program.columnLower), pick(program.columnUpper));
      sent.upper.set(program.columnUpper);
    }
    count = changed(columns, program.value, sent.value);
    if (count > 0) {
      const { selection, pick } = select(count, columns);
      model.changeColsCost(selection, pick(program.value));
      sent.value.set(program.value);
    }
    count = changed(rows, program.rowLower, sent.rowLower, program.rowUpper, sent.rowUpper);
    if (count > 0) {
      const { selection, pick } = select(count, rows);
      model.changeRowsBounds(selection, pick(program.rowLower), pick(program.rowUpper));
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
