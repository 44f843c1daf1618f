import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Facts } from '../facts/index.ts';
import type { ScenarioImpact } from '../parts/index.ts';

const here = dirname(fileURLToPath(import.meta.url));
const chainFolder = join(dirname(here), 'chain');
/** Impacts of earlier runs, used only while model, data and scenarios are to the byte what they were. */
const KEPT_FILE = join(dirname(dirname(here)), 'dist', 'scenario-impacts.json');
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './impacts-worker.ts' : './impacts-worker.js',
  import.meta.url,
);
/** Characters of a run's name that are enough to tell it. */
const NAME = 8;

/**
 * What the ready-made scenarios of the chain do to buyers. A scenario is run once, on a thread of its own, and kept in
 * the package's folder for the next time; where that cannot be written to, for as long as the program runs.
 */
export class ScenarioImpacts {
  /** Names the model, the data and the scenarios that the runs were made with. */
  readonly run: string;
  readonly #facts: Facts;
  readonly #file: string;
  readonly #print: string;
  readonly #kept: Map<string, ScenarioImpact>;
  #progress: { readonly done: number; readonly total: number } | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(facts: Facts, file = KEPT_FILE) {
    this.#facts = facts;
    this.#file = file;
    this.#print = fingerprint(facts);
    this.run = this.#print.slice(0, NAME);
    this.#kept = readKept(file, this.#print);
  }

  /** Names and titles of all scenarios, and whether each has been run. */
  get scenarios(): readonly { readonly name: string; readonly title: string; readonly known: boolean }[] {
    return this.#facts.chainScenarios.map(({ name, title }) => ({
      name,
      title,
      known: this.#kept.has(name),
    }));
  }

  /** How many scenarios of those asked for are done, while runs are under way. */
  get progress(): { readonly done: number; readonly total: number } | undefined {
    return this.#progress;
  }

  /** Impacts that are known already, in the order of the scenarios. */
  known(names: readonly string[] = this.scenarios.map(({ name }) => name)): readonly ScenarioImpact[] {
    return names.flatMap((name) => this.#kept.get(name) ?? []);
  }

  /**
   * Runs what is not known yet; calls that come meanwhile wait for their turn.
   *
   * @param onDone called after each scenario
   * @throws the error of a run that could not be made; what was done before it stays
   */
  async find(
    names: readonly string[],
    onDone: (done: number, total: number) => void = () => {},
  ): Promise<readonly ScenarioImpact[]> {
    const before = this.#running;
    const turn = before.catch(() => {}).then(() => this.#run(names, onDone));
    this.#running = turn;
    await turn;
    return this.known(names);
  }

  async #run(names: readonly string[], onDone: (done: number, total: number) => void): Promise<void> {
    const missing = names.filter((name) => !this.#kept.has(name));
    if (missing.length === 0) return;
    this.#progress = { done: 0, total: missing.length };
    try {
      await this.#onThread(missing, (impact) => {
        this.#kept.set(impact.scenario, impact);
        const done = (this.#progress?.done ?? 0) + 1;
        this.#progress = { done, total: missing.length };
        onDone(done, missing.length);
      });
    } finally {
      this.#progress = undefined;
      keep(this.#file, this.#print, [...this.#kept.values()]);
    }
  }

  #onThread(names: readonly string[], onImpact: (impact: ScenarioImpact) => void): Promise<void> {
    const worker = new Worker(workerFile, { workerData: names });
    worker.unref();
    return new Promise<void>((resolve, reject) => {
      // The thread keeps nothing alive but the one who waits for it.
      const waiting = setInterval(() => {}, 60_000);
      const end = (error?: Error) => {
        clearInterval(waiting);
        void worker.terminate();
        if (error) reject(error);
        else resolve();
      };
      worker.on('message', (message: { impact: ScenarioImpact } | { error: string }) => {
        if ('error' in message) return end(new Error(message.error));
        onImpact(message.impact);
      });
      worker.on('error', end);
      worker.on('exit', () => end());
    });
  }
}

function fingerprint(facts: Facts): string {
  const hash = createHash('sha256');
  const names = readdirSync(chainFolder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names.filter((each) => /\.[jt]s$/.test(each))) {
    hash.update(name).update(readFileSync(join(chainFolder, name)));
  }
  const tables = Object.entries(facts).filter(([name]) => name.startsWith('chain'));
  return hash.update(JSON.stringify(tables)).digest('hex');
}

function readKept(file: string, print: string): Map<string, ScenarioImpact> {
  try {
    const { of, impacts } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly of: string;
      readonly impacts: readonly ScenarioImpact[];
    };
    return new Map(of === print ? impacts.map((impact) => [impact.scenario, impact]) : []);
  } catch {
    return new Map();
  }
}

function keep(file: string, print: string, impacts: readonly ScenarioImpact[]): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify({ of: print, impacts }));
    renameSync(draft, file);
  } catch {
    // Where the package cannot be written to, the next time runs them again.
    rmSync(draft, { force: true });
  }
}
