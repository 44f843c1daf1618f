import type { Command } from 'commander';
import { loadFacts } from '../../facts/index.ts';
import { type Shortages, shortagesOf } from '../../parts/index.ts';
import { say } from '../context.ts';
import { CommandError } from '../exit.ts';
import { Progress } from '../terminal.ts';

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
  const { ScenarioImpacts } = await import('../../workbench/index.ts');
  const impacts = new ScenarioImpacts(facts);
  const all = facts.chainScenarios.map(({ name }) => name);
  const names = wanted === true || wanted === undefined ? all : wanted;
  for (const name of names) {
    if (all.includes(name)) continue;
    throw new CommandError(`There is no scenario "${name}". There are: ${all.join(', ')}.`);
  }
  const missing = names.length - impacts.known(names).length;
  if (wanted === undefined && missing > 0) return undefined;
  if (missing > 0) {
    say(command, `running ${missing} scenarios of the chain model; their results are kept for the next time`);
    const progress = new Progress('scenarios');
    await impacts.find(names, (done, total) => progress.update(done, total));
    progress.done();
  }
  return shortagesOf(impacts.known(names), facts);
}
