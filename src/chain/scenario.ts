/** Scenarios: a base plus dated events, put together from the files they are written in. */

import type { ControlEvent, ScenarioEvent, ScenarioFile } from '../facts/schemas/chain-scenario.ts';

export type { ControlEvent, ScenarioEvent, ScenarioFile };

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly from: string;
  readonly until: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly events: readonly ScenarioEvent[];
  /** Projects as such projects fare on the mean, or as announced. */
  readonly projects: 'mean' | 'announced';
  /** What it supposes of its own, beside its base: nothing comes from a place in the months up to `until`. */
  readonly supposes?: NonNullable<ScenarioFile['supposes']>;
}

export class ScenarioError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioError';
  }
}

const FIRST = '2024-01';
const LAST = '2036-01';

/** A scenario with the events and parameters of the scenarios it is built on. */
export function resolveScenario(name: string, files: readonly ScenarioFile[]): Scenario {
  const chain: ScenarioFile[] = [];
  for (let at: string | undefined = name; at !== undefined; ) {
    const file = files.find((f) => f.name === at);
    if (!file) {
      const known = files.map((f) => f.name).join(', ');
      throw new ScenarioError(
        chain.length === 0
          ? `no scenario "${at}"; there are: ${known}`
          : `scenario "${chain[chain.length - 1]!.name}" is built on "${at}", which is not there; there are: ${known}`,
      );
    }
    if (chain.includes(file)) throw new ScenarioError(`scenario "${at}" is built on itself`);
    chain.push(file);
    at = file.base;
  }
  let events: ScenarioEvent[] = [];
  const parameters: Record<string, number> = {};
  let from = FIRST;
  let until = LAST;
  let projects: Scenario['projects'] = 'mean';
  for (const file of chain.reverse()) {
    const out = file.without ?? [];
    const ids = new Set(events.flatMap((e) => (e.kind === 'control' ? [e.id] : [])));
    for (const id of out) {
      if (!ids.has(id)) {
        throw new ScenarioError(
          `scenario "${file.name}" leaves out control "${id}", which its base does not have`,
        );
      }
    }
    events = [...events.filter((e) => e.kind !== 'control' || !out.includes(e.id)), ...file.events];
    Object.assign(parameters, file.parameters);
    from = file.from ?? from;
    until = file.until ?? until;
    projects = file.projects ?? projects;
  }
  const own = chain[chain.length - 1]!;
  return {
    name,
    title: own.title,
    description: own.description,
    from,
    until,
    parameters,
    events,
    projects,
    ...(own.supposes ? { supposes: own.supposes } : {}),
  };
}

/** Days (or months) of the acts that control exports in a scenario, earliest first. */
export function actDays(scenario: Scenario): readonly string[] {
  const days = scenario.events.flatMap((event) => (event.kind === 'control' ? [event.announced] : []));
  return [...new Set(days)].sort();
}

/** Whether a name matches a pattern with an optional `*` at its end. */
export function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
