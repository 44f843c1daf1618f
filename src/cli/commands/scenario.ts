import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import {
  type CoverageQuestion,
  chainTables,
  ELEMENTS,
  type EnsembleAnswer,
  ensembleTables,
  ensembleTasks,
  keepEnsemble,
  keptPart,
  leversOf,
  monthOf,
  monthsOf,
  monthText,
  ownValue,
  type Scenario,
  summarise,
  tidyTables,
  traceOrigin,
  tracePrice,
} from '../../chain/index.ts';
import { keepRun, keptRuns, type ScenarioRunInput } from '../../ledger/index.ts';
import { ensembleKey, runResumable, TABLE_FORMATS, type TableFormat, writeTables } from '../../runs/index.ts';
import { say, withWorkbench } from '../context.ts';
import { CommandError, EXIT } from '../exit.ts';
import { printCoverage } from '../scenario/coverage.ts';
import {
  asSet,
  facts,
  month,
  number,
  runOnce,
  runOptions,
  type SettingOptions,
  scenarioOf,
} from '../scenario/input.ts';
import { printComparison, printEnsemble, printRun } from '../scenario/report.ts';
import { Progress, paint, table, wrap } from '../terminal.ts';

interface RunOptions extends SettingOptions {
  readonly runs?: number;
  readonly seed: number;
  readonly workers?: number;
  readonly resume?: string;
  readonly out?: string;
  readonly format: TableFormat;
  readonly json?: boolean;
  readonly keep?: boolean;
}

export function register(program: Command): void {
  const scenario = program.command('scenario').summary('ask the model of the chain what would happen');

  scenario
    .command('list')
    .summary('the ready-made scenarios')
    .action(() => {
      console.log(
        table(
          [{ head: 'name' }, { head: 'title' }],
          facts().chainScenarios.map((s) => [s.name, s.title]),
        ),
      );
    });

  scenario
    .command('show')
    .summary('what a scenario assumes, event by event')
    .argument('<name>', 'a ready-made scenario or a YAML file')
    .action((name: string) => {
      const { scenario: resolved } = scenarioOf(name);
      console.log(paint('bold', resolved.title));
      console.log(`${wrap(resolved.description, 100)}\n`);
      for (const [key, value] of Object.entries(resolved.parameters)) console.log(`  ${key} = ${value}`);
      console.log(
        table(
          [{ head: 'from' }, { head: 'until' }, { head: 'kind' }, { head: 'what' }, { head: 'standing' }],
          resolved.events.map((e) => [
            'from' in e ? (e.from ?? '') : '',
            'until' in e ? (e.until ?? '') : '',
            e.kind,
            e.words,
            e.status ?? '',
          ]),
        ),
      );
    });

  scenario
    .command('levers')
    .summary('what can be moved with --set, and where a scenario has it')
    .argument('[name]', 'a scenario', 'reference')
    .action((name: string) => {
      const { scenario: resolved } = scenarioOf(name);
      const levers = leversOf(facts().chainLevers);
      const tables = chainTables(facts());
      for (const group of facts().chainLevers.groups) {
        console.log(`\n${paint('bold', group.name)}`);
        console.log(
          table(
            [
              { head: 'key' },
              { head: 'range' },
              { head: 'unit' },
              { head: 'here', align: 'right' },
              { head: 'months' },
              { head: 'what' },
            ],
            levers
              .filter((lever) => lever.group === group.key)
              .map((lever) => {
                const { from, until } = monthsOf(lever);
                return [
                  lever.key,
                  `${lever.low} to ${lever.high}`,
                  lever.unit,
                  String(ownValue(lever, resolved, tables)),
                  from ? `${from}..${until ?? ''}` : '',
                  lever.place ? `${lever.label}, ${lever.place}` : lever.label,
                ];
              }),
          ),
        );
      }
      console.log('\nOther months: --set licences_heavy_EU=0@2028-01..2028-07');
    });

  runOptions(
    scenario
      .command('run')
      .summary('run a scenario: monthly prices, flows, shortages, what binds')
      .argument('<name>', 'a ready-made scenario or a YAML file'),
  )
    .option('--runs <n>', 'an ensemble of n runs over the ranges of the parameters', number)
    .option('--seed <n>', 'seed of the ensemble', number, 1)
    .option('--workers <n>', 'threads (default: one a core)', number)
    .option('--resume <file>', 'keep the runs in this file, and go on from it')
    .option('--out <folder>', 'write the monthly tables there')
    .option('--format <format>', `of the tables: ${TABLE_FORMATS.join(' or ')}`, 'csv')
    .option('--keep', 'keep the tables in the ledger, where SQL finds them (run_price, run_flow, ...)')
    .option('--json', 'print the series and figures as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity scenario run april-2025\n  coercivity scenario run full-stop --set hoarding_factor=1.5 --out tables\n  coercivity scenario run april-2025 --set licences_heavy_EU=0@2027-01..2027-07 --set stock_magnets_EU=200\n  coercivity scenario run april-2025 --runs 200 --resume april.jsonl',
    )
    .action(async (name: string, options: RunOptions, command: Command) => {
      if (!TABLE_FORMATS.includes(options.format))
        throw new CommandError(`--format ${options.format}: it is ${TABLE_FORMATS.join(' or ')}`);
      if (options.runs) return await printMany(name, options, command);
      const run = await runOnce(name, options);
      if (options.out)
        for (const file of writeTables(tidyTables(run), options.out, options.format)) console.error(file);
      if (options.keep) await keepTables(command, run.scenario, name, options, tidyTables(run));
      if (options.json) {
        console.log(
          JSON.stringify({
            scenario: name,
            months: run.months.map((m) => m.month),
            ...summarise(run, chainTables(facts())),
          }),
        );
      } else printRun(run, chainTables(facts()));
    });

  scenario
    .command('keep')
    .summary('run an ensemble and keep what forecasts are answered from (data/chain/ensembles)')
    .argument('<name>', 'a ready-made scenario')
    .requiredOption('--out <file>', 'the file to write, JSON')
    .option('--runs <n>', 'runs', number, 200)
    .option('--seed <n>', 'seed', number, 1)
    .option('--workers <n>', 'threads (default: one a core)', number)
    .option('--resume <file>', 'keep the runs in this file, and go on from it')
    .action(
      async (
        name: string,
        options: { out: string; runs: number; seed: number; workers?: number; resume?: string },
      ) => {
        const scenario = keptPart(scenarioOf(name).scenario);
        const tables = chainTables(facts());
        const tasks = ensembleTasks(scenario, options.runs, options.seed);
        const progress = new Progress(`runs of ${name}`);
        const answers = await runResumable(tasks, tables, {
          ...(options.workers ? { workers: options.workers } : {}),
          ...(options.resume ? { journal: options.resume } : {}),
          onAnswer: (_, done, total) => progress.update(done, total),
        });
        progress.done();
        const kept = keepEnsemble(answers, {
          scenario,
          seed: options.seed,
          key: ensembleKey(tasks[0]!, tables),
        });
        writeFileSync(options.out, `${JSON.stringify(kept)}\n`);
        console.log(`${options.out}: ${kept.runs} runs`);
      },
    );

  runOptions(
    scenario
      .command('compare')
      .summary('two scenarios side by side: the second less the first')
      .argument('<first>')
      .argument('<second>'),
  ).action(async (first: string, second: string, options: RunOptions) => {
    const runs = [await runOnce(first, options), await runOnce(second, options)] as const;
    printComparison(first, second, runs, chainTables(facts()));
  });

  scenario
    .command('kept')
    .summary('runs kept in the ledger')
    .action(async (_options: object, command: Command) =>
      withWorkbench(command, async (workbench) => {
        const runs = await keptRuns(await workbench.ledger());
        if (runs.length === 0)
          return console.log('No run is kept yet: coercivity scenario run full-stop --keep');
        console.log(
          table(
            [{ head: 'run' }, { head: 'kept' }, { head: 'scenario' }, { head: 'settings' }],
            runs.map((run) => [
              run.id,
              run.recorded.slice(0, 10),
              run.scenario,
              Object.entries(run.settings)
                .map(([key, value]) => `${key}: ${[value].flat().join(' ') || 'none'}`)
                .join(', '),
            ]),
          ),
        );
      }),
    );

  runOptions(
    scenario
      .command('coverage')
      .summary('when a place covers a share of its use of magnets from given places, and how likely')
      .argument('<name>', 'scenario')
      .argument('<place>', 'place that uses the magnets, as in US'),
  )
    .option('--from <places>', 'places of the makers, as in US,JP; or allied', 'allied')
    .option('--share <percent>', 'share of use to be covered', number, 50)
    .option('--carrier <carrier>', 'magnet class, may end in *', 'magnet-*')
    .option('--runs <n>', 'runs, for the probability', number, 40)
    .option('--seed <n>', 'seed of the ensemble', number, 1)
    .option('--workers <n>', 'threads (default: one a core)', number)
    .option('--resume <file>', 'keep the runs in this file, and go on from it')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity scenario coverage april-2025 US --share 50\n  coercivity scenario coverage allied-build-out EU --from EU,EE,FR --share 25 --runs 100',
    )
    .action(
      async (
        name: string,
        place: string,
        options: EnsembleOptions & {
          readonly from: string;
          readonly share: number;
          readonly carrier: string;
        },
      ) => printCoverage(name, place, options, runMany),
    );

  runOptions(
    scenario
      .command('why')
      .summary('why a price is what it is: cost, freight, duty and rents that add up to it')
      .argument('<name>', 'scenario')
      .argument('<node>', 'carrier@place, as in Dy-oxide@JP or magnet-UH@EU/lean')
      .argument('<month>', 'as in 2025-06', month),
  ).action(async (name: string, node: string, at: string, options: RunOptions) => {
    const run = await runOnce(name, options);
    if (!run.index.node.has(node)) {
      const near = run.built.network.nodes.filter((n) => n.carrier === node.split('@')[0]).map((n) => n.id);
      throw new CommandError(
        `no node "${node}"${near.length ? `; with this carrier: ${near.join(', ')}` : '. A node is carrier@place, as in Dy-oxide@JP'}`,
      );
    }
    const trace = tracePrice(run, node, at);
    console.log(`${node} in ${at}: asked ${trace.price.toFixed(2)} USD/kg ex VAT\n`);
    console.log(
      table(
        [{ head: 'USD/kg', align: 'right' }, { head: 'kind' }, { head: 'what' }],
        trace.lines
          .filter((l) => Math.abs(l.usdPerKg) >= 0.005)
          .map((l) => [l.usdPerKg.toFixed(2), l.kind, l.words]),
      ),
    );
  });

  runOptions(
    scenario
      .command('origin')
      .summary("where the elements in a place's magnets were mined and separated")
      .argument('<name>', 'scenario')
      .argument('<element>', ELEMENTS.join(', '))
      .argument('<place>', 'place that uses the magnets')
      .argument('<year>', 'as in 2026'),
  )
    .option('--carrier <carrier>', 'magnet class, may end in *', 'magnet-*')
    .option('--stages <list>', 'stages, upstream first', 'mining,separation')
    .action(
      async (
        name: string,
        element: string,
        place: string,
        year: string,
        options: RunOptions & { carrier: string; stages: string },
      ) => {
        const known = ELEMENTS.find((e) => e === element);
        if (!known) throw new CommandError(`"${element}" is not followed; these are: ${ELEMENTS.join(', ')}`);
        if (!/^\d{4}$/.test(year)) throw new CommandError(`"${year}" is no year.`);
        const run = await runOnce(name, options);
        const shares = traceOrigin(run, {
          element: known,
          place,
          carrier: options.carrier,
          stages: options.stages.split(','),
          from: `${year}-01`,
          until: `${Number(year) + 1}-01`,
        });
        if (shares.length === 0)
          throw new CommandError(`nothing of ${element} was used in ${place} in ${year}`);
        console.log(
          `${element} in ${options.carrier} used in ${place} in ${year}, by ${options.stages.replaceAll(',', ' > ')}\n`,
        );
        console.log(
          table(
            [{ head: 'share', align: 'right' }, { head: 'through' }],
            shares
              .filter((s) => s.share > 0.0005)
              .map((s) => [`${(100 * s.share).toFixed(1)}%`, s.path.join(' > ')]),
          ),
        );
      },
    );
}

type EnsembleOptions = Pick<RunOptions, 'set' | 'until' | 'runs' | 'seed' | 'workers' | 'resume'>;

/** Runs an ensemble with progress; Ctrl-C stops it, and what is done stays in the file of `--resume`. */
async function runMany(
  name: string,
  options: EnsembleOptions,
  coverage: readonly CoverageQuestion[] = [],
): Promise<{
  readonly scenario: Scenario;
  readonly months: readonly string[];
  readonly answers: readonly EnsembleAnswer[];
}> {
  const scenario = asSet(scenarioOf(name).scenario, options);
  const tasks = ensembleTasks(scenario, options.runs!, options.seed, {}, coverage);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const progress = new Progress(`runs of ${name}`);
  const answers = await runResumable(tasks, chainTables(facts()), {
    workers: options.workers ?? availableParallelism(),
    signal: stop.signal,
    ...(options.resume ? { journal: options.resume } : {}),
    onAnswer: (_, done, total) => progress.update(done, total),
  }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
    progress.done();
    const kept = options.resume
      ? ` What was done is in ${options.resume}; the same command goes on from it.`
      : ' Give --resume FILE to keep what is done.';
    throw new CommandError(`stopped.${kept}`, EXIT.interrupted);
  });
  progress.done();
  if (answers.every((a) => a.refused))
    throw new CommandError('every run was refused; run it once without --runs to see why.', EXIT.internal);
  const first = monthOf(scenario.from);
  const months = Array.from({ length: monthOf(scenario.until) - first }, (_, t) => monthText(first + t));
  return { scenario, months, answers };
}

async function printMany(name: string, options: RunOptions, command: Command): Promise<void> {
  const { scenario, months, answers } = await runMany(name, options);
  const tables = ensembleTables(answers, name, months);
  if (options.out) for (const file of writeTables(tables, options.out, options.format)) console.error(file);
  if (options.keep) await keepTables(command, scenario, name, options, tables);
  if (options.json) console.log(JSON.stringify({ scenario: name, seed: options.seed, months, answers }));
  else printEnsemble(answers, months, scenario);
}

/** Keeps tables of a run in the ledger and says where. */
async function keepTables(
  command: Command,
  scenario: Scenario,
  name: string,
  options: RunOptions,
  tables: ScenarioRunInput['tables'],
): Promise<void> {
  const { set = [], until, runs, seed } = options;
  const settings = { set, ...(until && { until }), ...(runs && { runs, seed }) };
  await withWorkbench(command, async (workbench) => {
    const id = await keepRun(await workbench.ledger(), {
      scenario: name,
      title: scenario.title,
      settings,
      tables,
    });
    say(command, `kept in ${workbench.ledgerFile} as run ${id}`);
  });
}
