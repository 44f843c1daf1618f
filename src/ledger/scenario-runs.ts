/**
 * Runs of the chain model, kept as tidy tables beside the record: one row an observation, one column a variable, so
 * that they can be asked with SQL together with what was read. The model itself is unknown here.
 */

import type { Kysely } from 'kysely';
import { sha256 } from './digest.ts';
import { inside, type Ledger, writing } from './open.ts';
import { RUN_COLUMNS, type RunTable } from './run-tables.ts';
import type { Tables } from './tables.ts';

type Cell = string | number | null;

/** A table of a run as the model gives it. */
export interface RunTableInput {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface ScenarioRunInput {
  readonly scenario: string;
  readonly title: string;
  /** Settings, seed, number of runs: what made this run, as plain data. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tables: readonly RunTableInput[];
}

export interface KeptRun {
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly recorded: string;
}

/** Values that one statement may carry; SQLite takes 32,766. */
const MOST_VALUES = 30_000;

/**
 * Keeps a run in the tables `run_flow`, `run_price` and so on, all or nothing. The same run kept twice is one run.
 *
 * @throws where a table or a column is none of the schema's
 * @example await keepRun(ledger, { scenario: 'full-stop', title, settings: {}, tables: tidyTables(run) })
 */
export async function keepRun(ledger: Ledger, run: ScenarioRunInput): Promise<string> {
  const settings = JSON.stringify(run.settings);
  const id = sha256(JSON.stringify([run.scenario, settings, run.tables])).slice(0, 24);
  const known = await inside(ledger)
    .db.selectFrom('runs')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (known) return id;
  await writing(ledger, async (trx, recorded) => {
    await trx
      .insertInto('runs')
      .values({ id, scenario: run.scenario, title: run.title, settings, recorded })
      .execute();
    for (const table of run.tables) await keepTable(trx, id, table);
  });
  return id;
}

async function keepTable(trx: Kysely<Tables>, id: string, table: RunTableInput): Promise<void> {
  const name = `run_${table.name.replaceAll('-', '_')}`;
  const columns = RUN_COLUMNS[name as RunTable];
  if (!columns) throw new Error(`the ledger has no table for "${table.name}"`);
  // The scenario stands in `runs`; a column "run" of an ensemble is the number of one of its runs.
  const kept = table.columns.flatMap((column, at) => (column === 'scenario' ? [] : [{ column, at }]));
  const unknown = kept.find(({ column }) => !(column in columns));
  if (unknown) throw new Error(`the table ${name} of the ledger has no column "${unknown.column}"`);
  const size = Math.floor(MOST_VALUES / (kept.length + 1));
  for (let from = 0; from < table.rows.length; from += size) {
    const rows = table.rows.slice(from, from + size).map((row) => ({
      run_id: id,
      ...Object.fromEntries(kept.map(({ column, at }) => [column, storable(row[at] ?? null)])),
    }));
    await trx
      .insertInto(name as RunTable)
      .values(rows)
      .execute();
  }
}

/** Databases keep no infinity. */
const storable = (cell: Cell): Cell => (typeof cell === 'number' && !Number.isFinite(cell) ? null : cell);

/** Runs that were kept, the latest first. */
export async function keptRuns(ledger: Ledger): Promise<readonly KeptRun[]> {
  const rows = await inside(ledger)
    .db.selectFrom('runs')
    .selectAll()
    .orderBy('recorded', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, settings: JSON.parse(row.settings) as Record<string, unknown> }));
}

/** Rows of one table of a kept run, as they were given. */
export async function runTable(
  ledger: Ledger,
  id: string,
  table: RunTable,
): Promise<readonly Readonly<Record<string, Cell>>[]> {
  return await inside(ledger).db.selectFrom(table).selectAll().where('run_id', '=', id).execute();
}
