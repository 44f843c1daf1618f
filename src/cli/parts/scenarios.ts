import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { ScenarioFile, ScenarioRun } from '../../chain/index.ts';
import { type Facts, loadFacts } from '../../facts/index.ts';
import { type ScenarioImpact, type Shortages, scenarioImpact, shortagesOf } from '../../parts/index.ts';
import { say } from '../context.ts';
import { CommandError } from '../exit.ts';
import { packageRoot } from '../package.ts';
import { Progress } from '../terminal.ts';

const chainFolder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'chain');
/** Impacts of an earlier run, used only while model, data and scenarios are to the byte what they were. */
const keptFile = join(packageRoot, 'dist', 'scenario-impacts.json');

/** Where a scenario adds no dated event, the year that is looked at begins here. */
const USUAL_START = '2027-01';

/**
 * What the ready-made scenarios do to buyers: from the last time, where nothing has changed; else by running them,
 * where that was asked for.
 *
 * @param wanted names of scenarios; `true` for all ready-made ones; undefined for what is kept, if anything
 */
export async function shortagesOfScenarios(
  command: Command,
  wanted: true | readonly string[] | undefined,
): Promise<Shortages | undefined> {
  const facts = loadFacts();
  const files = facts.chainScenarios;
  const print = fingerprint(facts);
  const kept = keptImpacts(print);
  const names = wanted === true || wanted === undefined ? files.map((file) => file.name) : wanted;
  for (const name of names) {
    if (files.some((file) => file.name === name)) continue;
    throw new CommandError(
      `There is no scenario "${name}". There are: ${files.map((file) => file.name).join(', ')}.`,
    );
  }
  const missing = names.filter((name) => !kept.has(name));
  if (wanted === undefined && missing.length > 0) return undefined;
  if (missing.length > 0) {
    say(
      command,
      `running ${missing.length} scenarios of the chain model; their results are kept for the next time`,
    );
    for (const impact of await runScenarios(facts, missing)) kept.set(impact.scenario, impact);
    keep(print, [...kept.values()]);
  }
  return shortagesOf(
    names.flatMap((name) => kept.get(name) ?? []),
    facts,
  );
}

async function runScenarios(facts: Facts, names: readonly string[]): Promise<ScenarioImpact[]> {
  const { chainTables, loadSolver, resolveScenario, runScenario } = await import('../../chain/index.ts');
  const solver = await loadSolver();
  const tables = chainTables(facts);
  const runs = new Map<string, ScenarioRun>();
  const baseOf = (name: string) => facts.chainScenarios.find((file) => file.name === name)?.base ?? name;
  const all = [...new Set(names.flatMap((name) => [baseOf(name), name]))];
  const progress = new Progress('scenarios');
  for (const [done, name] of all.entries()) {
    runs.set(name, runScenario({ tables, solver, scenario: resolveScenario(name, facts.chainScenarios) }));
    progress.update(done + 1, all.length);
    // Lets an interrupt through between two runs.
    await new Promise((resolve) => setImmediate(resolve));
  }
  progress.done();
  return names.map((name) => {
    const file = facts.chainScenarios.find((each) => each.name === name)!;
    return scenarioImpact(runs.get(name)!, runs.get(baseOf(name))!, startOf(file));
  });
}

const startOf = ({ events }: ScenarioFile): string =>
  (events ?? []).flatMap((event) => ('from' in event && event.from ? [event.from] : [])).sort()[0] ??
  USUAL_START;

function fingerprint(facts: Facts): string {
  const hash = createHash('sha256');
  const names = readdirSync(chainFolder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names.filter((each) => /\.[jt]s$/.test(each))) {
    hash.update(name).update(readFileSync(join(chainFolder, name)));
  }
  const tables = Object.entries(facts).filter(([name]) => name.startsWith('chain'));
  return hash.update(JSON.stringify(tables)).digest('hex');
}

function keptImpacts(print: string): Map<string, ScenarioImpact> {
  try {
    const { of, impacts } = JSON.parse(readFileSync(keptFile, 'utf8')) as {
      readonly of: string;
      readonly impacts: readonly ScenarioImpact[];
    };
    return new Map(of === print ? impacts.map((impact) => [impact.scenario, impact]) : []);
  } catch {
    return new Map();
  }
}

function keep(print: string, impacts: readonly ScenarioImpact[]): void {
  const draft = `${keptFile}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify({ of: print, impacts }));
    renameSync(draft, keptFile);
  } catch {
    // Where the package cannot be written to, the next time runs them again.
    rmSync(draft, { force: true });
  }
}
