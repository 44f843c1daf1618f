/** What the scenario commands take: a scenario by name or file, settings, months. */

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  chainTables,
  leversOf,
  loadSolver,
  parseSetting,
  resolveScenario,
  runScenario,
  type Scenario,
  type ScenarioFile,
  type ScenarioRun,
  withSettings,
} from '../../chain/index.ts';
import { loadFacts, readScenarioText } from '../../facts/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import { Progress } from '../terminal.ts';

export interface SettingOptions {
  readonly set?: readonly string[];
  readonly until?: string;
}

export const facts = () => loadFacts();

/** A ready-made scenario by name, or one of the user's own from a YAML file. */
export function scenarioOf(name: string): { readonly scenario: Scenario; readonly file: ScenarioFile } {
  const files = [...facts().chainScenarios];
  if (/\.ya?ml$/.test(name)) {
    let text: string;
    try {
      text = readFileSync(name, 'utf8');
    } catch (error) {
      throw new CommandError(`${name} cannot be read (${(error as Error).message}).`, EXIT.input);
    }
    const own = readScenarioText(name, text);
    return {
      scenario: resolveScenario(own.name, [own, ...files.filter((f) => f.name !== own.name)]),
      file: own,
    };
  }
  const scenario = resolveScenario(name, files);
  return { scenario, file: files.find((f) => f.name === name)! };
}

/** A scenario with what `--set` and `--until` say of it. */
export function asSet(scenario: Scenario, options: SettingOptions): Scenario {
  const tables = chainTables(facts());
  const levers = leversOf(facts().chainLevers);
  const settings = (options.set ?? []).map((text) => parseSetting(text, levers, tables));
  const until = options.until ? { ...scenario, until: options.until } : scenario;
  return withSettings(until, settings, levers, tables);
}

export function number(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new CommandError(`"${text}" is no whole number.`);
  return Number(text);
}

export function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new CommandError(`"${text}" is no month; write it as 2027-01.`);
  return text;
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

export async function runOnce(name: string, options: SettingOptions): Promise<ScenarioRun> {
  const { scenario } = scenarioOf(name);
  const tables = chainTables(facts());
  const solver = await loadSolver();
  const progress = new Progress(`months of ${name}`);
  const run = runScenario({
    tables,
    solver,
    scenario: asSet(scenario, options),
    onMonth: (_, t) => progress.update(t + 1),
  });
  progress.done();
  return run;
}

/** Options of every command that runs a scenario. */
export const runOptions = (command: Command): Command =>
  command
    .option(
      '--set <key=value>',
      'a lever ("scenario levers" lists them) or a parameter of data/chain/parameters.csv; may be repeated',
      collect,
    )
    .option('--until <month>', 'first month that is not run any more', month);
