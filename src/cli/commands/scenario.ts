import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import {
  alliedPlaces,
  bottlenecks,
  chainTables,
  coverage,
  dateReached,
  ELEMENTS,
  type EnsembleAnswer,
  ensembleTasks,
  firstStoppages,
  keepEnsemble,
  keptPart,
  leversOf,
  loadSolver,
  monthsOf,
  ownValue,
  parseSetting,
  priceGap,
  quantile,
  resolveScenario,
  runScenario,
  type Scenario,
  type ScenarioFile,
  type ScenarioRun,
  seriesBands,
  shareWithRange,
  summarise,
  tidyTables,
  traceOrigin,
  tracePrice,
  withSettings,
} from '../../chain/index.ts';
import { loadFacts, readScenarioText } from '../../facts/index.ts';
import { ensembleKey, runResumable, TABLE_FORMATS, type TableFormat, writeTables } from '../../runs/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import { Progress, paint, table, wrap } from '../terminal.ts';

interface RunOptions {
  readonly set?: readonly string[];
  readonly until?: string;
  readonly runs?: number;
  readonly seed: number;
  readonly workers?: number;
  readonly resume?: string;
  readonly out?: string;
  readonly format: TableFormat;
  readonly json?: boolean;
}

const facts = () => loadFacts();

/** A ready-made scenario by name, or one of the user's own from a YAML file. */
function scenarioOf(name: string): { readonly scenario: Scenario; readonly file: ScenarioFile } {
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
function asSet(scenario: Scenario, options: Pick<RunOptions, 'set' | 'until'>): Scenario {
  const tables = chainTables(facts());
  const levers = leversOf(facts().chainLevers);
  const settings = (options.set ?? []).map((text) => parseSetting(text, levers, tables));
  const until = options.until ? { ...scenario, until: options.until } : scenario;
  return withSettings(until, settings, levers, tables);
}

function number(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new CommandError(`"${text}" is no whole number.`);
  return Number(text);
}

function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new CommandError(`"${text}" is no month; write it as 2027-01.`);
  return text;
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

async function runOnce(name: string, options: Pick<RunOptions, 'set' | 'until'>): Promise<ScenarioRun> {
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

/** Rows of years: means of monthly series, sums of tonnes. */
const YEARLY: readonly {
  readonly head: string;
  readonly series: string;
  readonly how: 'mean' | 'sum' | 'last';
  readonly digits: number;
  readonly percent?: true;
}[] = [
  { head: 'PrNd ox CN', series: 'price:PrNd-oxide:CN', how: 'mean', digits: 1 },
  { head: 'Dy ox CN', series: 'price:Dy-oxide:CN', how: 'mean', digits: 0 },
  { head: 'Dy ox out', series: 'price:Dy-oxide:outside', how: 'mean', digits: 0 },
  { head: 'Tb ox CN', series: 'price:Tb-oxide:CN', how: 'mean', digits: 0 },
  { head: 'Tb ox out', series: 'price:Tb-oxide:outside', how: 'mean', digits: 0 },
  { head: 'UH magnet CN', series: 'price:magnet-UH:CN', how: 'mean', digits: 1 },
  { head: 'CN exports t', series: 'exports:magnet:CN', how: 'sum', digits: 0 },
  { head: 'short t', series: 'shortage', how: 'sum', digits: 0 },
  { head: 'US covered', series: 'coverage:US', how: 'last', digits: 0, percent: true },
  { head: 'EU covered', series: 'coverage:EU', how: 'last', digits: 0, percent: true },
];

function yearly(
  values: readonly number[],
  months: readonly string[],
  year: string,
  how: 'mean' | 'sum' | 'last',
): number {
  const kept = values.filter((_, t) => months[t]!.startsWith(year));
  if (how === 'last') return kept.at(-1) ?? Number.NaN;
  const sum = kept.reduce((a, b) => a + b, 0);
  return how === 'sum' ? sum : sum / kept.length;
}

function show(value: number, digits: number, percent?: true): string {
  return percent ? `${(100 * value).toFixed(digits)}%` : value.toFixed(digits);
}

function yearTable(series: Readonly<Record<string, readonly number[]>>, months: readonly string[]): string {
  const years = [...new Set(months.map((m) => m.slice(0, 4)))];
  return table(
    [{ head: 'year' }, ...YEARLY.map((y) => ({ head: y.head, align: 'right' as const }))],
    years.map((year) => [
      year,
      ...YEARLY.map((y) => show(yearly(series[y.series]!, months, year, y.how), y.digits, y.percent)),
    ]),
  );
}

function printRun(run: ScenarioRun): void {
  const tables = chainTables(facts());
  const { series } = summarise(run, tables);
  const months = run.months.map((m) => m.month);
  console.log(paint('bold', run.scenario.title));
  console.log(wrap(run.scenario.description, 100));
  console.log(
    '\nPrices are asked prices (what one more tonne would fetch), USD/kg ex VAT; covered: share of use met from allied makers.\n',
  );
  console.log(yearTable(series, months));
  const gap = priceGap(run, 'Dy-oxide').filter((s) => s.month >= '2025-01');
  const widest = gap.reduce(
    (a, b) => (b.value > a.value ? b : a),
    gap[0] ?? { month: '-', value: Number.NaN },
  );
  console.log(
    `\nWidest gap of dysprosium oxide outside to inside China: ${widest.value.toFixed(2)} times in ${widest.month}.`,
  );
  const stops = firstStoppages(run, '2025-04-04').slice(0, 6);
  console.log(
    stops.length === 0
      ? 'No buyer runs short by more than 5% in any month.'
      : `First short by more than 5%: ${stops.map((s) => `${s.place} ${s.carrier}, ${s.tier} buyers, ${s.month}`).join('; ')}.`,
  );
  const held = bottlenecks(run).slice(0, 6);
  if (held.length > 0) {
    console.log('\nWhat held the chain back, by what it cost:');
    console.log(
      table(
        [
          { head: 'limit' },
          { head: 'months', align: 'right' },
          { head: 'USD/kg', align: 'right' },
          { head: 'million USD', align: 'right' },
        ],
        held.map((b) => [b.words, String(b.months), b.rentUsdPerKg.toFixed(1), b.millionUsd.toFixed(0)]),
      ),
    );
  }
  const allied = alliedPlaces(tables);
  const half = ['US', 'EU', 'JP', 'KR', 'IN'].map(
    (place) => `${place} ${dateReached(coverage(run, place, allied), 0.5) ?? 'not within the run'}`,
  );
  console.log(`\nHalf of magnet use met from allied makers from: ${half.join('; ')}.`);
}

function printEnsemble(
  answers: readonly EnsembleAnswer[],
  months: readonly string[],
  scenario: Scenario,
): void {
  const kept = answers.filter((a) => !a.refused);
  console.log(paint('bold', `${scenario.title}: ${answers.length} runs`));
  if (kept.length < answers.length)
    console.log(`${answers.length - kept.length} runs were refused and are left out of the ranges.`);
  const years = [...new Set(months.map((m) => m.slice(0, 4)))];
  for (const y of YEARLY) {
    const sample = years.map((year) => kept.map((a) => yearly(a.series[y.series]!, months, year, y.how)));
    console.log(
      `\n${table(
        [{ head: y.head.padEnd(14) }, ...years.map((head) => ({ head, align: 'right' as const }))],
        [0.05, 0.5, 0.95].map((q) => [
          `${Math.round(q * 100)}%`,
          ...sample.map((s) => show(quantile(s, q), y.digits, y.percent)),
        ]),
      )}`,
    );
  }
  const bands = seriesBands(answers, 'gap:Dy-oxide');
  const last = months.indexOf('2025-06');
  if (last >= 0 && bands[last]) {
    const b = bands[last]!;
    console.log(
      `\nGap of dysprosium oxide in June 2025: median ${b.p50.toFixed(2)}, 90% of runs ${b.p05.toFixed(2)} to ${b.p95.toFixed(2)}; the median is settled to ${b.medianError.toFixed(2)}.`,
    );
  }
  for (const place of ['US', 'EU'] as const) {
    const reached = kept.filter((a) => a.dates[`coverage:${place}:0.5`]);
    const p = shareWithRange(reached.length, kept.length);
    console.log(
      `${place} meets half of its use from allied makers within the run in ${(100 * p.value).toFixed(0)}% of runs (90% range ${(100 * p.low).toFixed(0)} to ${(100 * p.high).toFixed(0)}%).`,
    );
  }
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

  const runOptions = (command: Command) =>
    command
      .option(
        '--set <key=value>',
        'a lever ("scenario levers" lists them) or a parameter of data/chain/parameters.csv; may be repeated',
        collect,
      )
      .option('--until <month>', 'first month that is not run any more', month);

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
    .option('--json', 'print the series and figures as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity scenario run april-2025\n  coercivity scenario run full-stop --set hoarding_factor=1.5 --out tables\n  coercivity scenario run april-2025 --set licences_heavy_EU=0@2027-01..2027-07 --set stock_magnets_EU=200\n  coercivity scenario run april-2025 --runs 200 --resume april.jsonl',
    )
    .action(async (name: string, options: RunOptions) => {
      if (!TABLE_FORMATS.includes(options.format))
        throw new CommandError(`--format ${options.format}: it is ${TABLE_FORMATS.join(' or ')}`);
      if (options.runs) return await runMany(name, options);
      const run = await runOnce(name, options);
      if (options.out)
        for (const file of writeTables(tidyTables(run), options.out, options.format)) console.error(file);
      if (options.json) {
        console.log(
          JSON.stringify({
            scenario: name,
            months: run.months.map((m) => m.month),
            ...summarise(run, chainTables(facts())),
          }),
        );
      } else printRun(run);
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
    const tables = chainTables(facts());
    const [a, b] = runs.map((run) => summarise(run, tables).series);
    const months = runs[0].months.map((m) => m.month).slice(0, runs[1].months.length);
    const years = [...new Set(months.map((m) => m.slice(0, 4)))];
    console.log(`${second} against ${first}: change of the yearly figure (shares in points)\n`);
    console.log(
      table(
        [{ head: 'year' }, ...YEARLY.map((y) => ({ head: y.head, align: 'right' as const }))],
        years.map((year) => [
          year,
          ...YEARLY.map((y) => {
            const x = yearly(a![y.series]!, months, year, y.how);
            const z = yearly(b![y.series]!, months, year, y.how);
            const sign = z >= x ? '+' : '';
            if (y.percent) return `${sign}${(100 * (z - x)).toFixed(0)} pt`;
            return y.series === 'shortage' || Math.abs(x) < 1e-9
              ? `${sign}${(z - x).toFixed(0)}`
              : `${sign}${(100 * (z / x - 1)).toFixed(0)}%`;
          }),
        ]),
      ),
    );
  });

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

async function runMany(name: string, options: RunOptions): Promise<void> {
  const { scenario: resolved } = scenarioOf(name);
  const scenario = asSet(resolved, options);
  const tasks = ensembleTasks(scenario, options.runs!, options.seed);
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
  const first = tasks[0]!;
  const months = answers
    .find((a) => !a.refused)
    ?.series.shortage?.map((_, t) => {
      const [y, m] = first.scenario.from.split('-').map(Number) as [number, number];
      const at = y * 12 + m - 1 + t;
      return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    });
  if (!months)
    throw new CommandError('every run was refused; run it once without --runs to see why.', EXIT.internal);
  if (options.json) {
    const text = JSON.stringify({ scenario: name, seed: options.seed, months, answers });
    if (options.out) writeFileSync(options.out, text);
    else console.log(text);
    return;
  }
  printEnsemble(answers, months, scenario);
}
