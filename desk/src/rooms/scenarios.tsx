import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import type { ChainTables } from '../../../src/chain/build/tables.ts';
import { type EnsembleAnswer, seriesBands } from '../../../src/chain/ensemble.ts';
import type { ScenarioFile } from '../../../src/chain/scenario.ts';
import { choose, useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { fanChart } from '../charts/fan.ts';
import { Chart } from '../components/chart.tsx';
import { Choices, Select } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { download } from '../components/picture.ts';
import { Scroll } from '../components/scroll.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await, Failed } from '../components/states.tsx';
import type { Central, Order, Report } from '../scenarios/messages.ts';

const BASE = 'reference';
const RUNS = ['0', '10', '20', '50'];
const SEED = 7;

interface Model {
  readonly tables: ChainTables;
  readonly scenarios: readonly ScenarioFile[];
}

interface Progress {
  readonly running: boolean;
  readonly central: Partial<Record<'base' | 'run', Central>>;
  readonly answers: Readonly<Record<'base' | 'run', readonly EnsembleAnswer[]>>;
  readonly failed?: string;
}
const NOTHING: Progress = { running: false, central: {}, answers: { base: [], run: [] } };

export default function Scenarios() {
  const { query } = useAddress();
  const asked = useAnswer<Model>(api('chain/model'));
  const name = query.get('scenario') ?? 'full-stop';
  const runs = RUNS.includes(query.get('runs') ?? '') ? Number(query.get('runs')) : 10;
  const [progress, setProgress] = useState<Progress>(NOTHING);
  const worker = useRef<Worker | undefined>(undefined);
  const model = asked.data;

  const stop = () => {
    worker.current?.terminate();
    worker.current = undefined;
    setProgress((before) => ({ ...before, running: false }));
  };
  useEffect(() => {
    if (!model) return;
    setProgress({ ...NOTHING, running: true });
    const made = new Worker(new URL('../scenarios/model.worker.ts', import.meta.url), {
      type: 'module',
      name: 'model',
    });
    worker.current = made;
    made.onmessage = ({ data }: MessageEvent<Report>) =>
      setProgress((before) => {
        if (data.kind === 'central')
          return { ...before, central: { ...before.central, [data.of]: data.central } };
        if (data.kind === 'run')
          return {
            ...before,
            answers: { ...before.answers, [data.of]: [...before.answers[data.of], data.answer] },
          };
        if (data.kind === 'failed') return { ...before, running: false, failed: data.message };
        return { ...before, running: false };
      });
    made.onerror = (event) =>
      setProgress((before) => ({
        ...before,
        running: false,
        failed: event.message || 'The model could not be loaded.',
      }));
    const order: Order = {
      tables: model.tables,
      files: model.scenarios,
      scenario: name,
      base: BASE,
      runs,
      seed: SEED,
    };
    made.postMessage(order);
    return () => made.terminate();
  }, [model, name, runs]);

  return (
    <Await asked={asked} what="Loading the model">
      {({ scenarios }) => {
        const scenario = scenarios.find((one) => one.name === name);
        return (
          <>
            <Head
              title={
                progress.central.run
                  ? findingOf(progress.central.run, scenario?.title ?? name)
                  : (scenario?.title ?? name)
              }
              lede={scenario?.description ?? 'There is no scenario of this name.'}
            />
            <Choices>
              <Select
                label="Scenario"
                value={name}
                options={scenarios.map((one) => ({ value: one.name, label: one.title }))}
                onChange={(value) => choose({ scenario: value }, true)}
              />
              <Select
                label="Draws of what is uncertain"
                value={String(runs)}
                options={RUNS.map((value) => ({
                  value,
                  label: value === '0' ? 'none: best estimate' : value,
                }))}
                onChange={(value) => choose({ runs: value })}
              />
            </Choices>
            <RunBar progress={progress} runs={runs} stop={stop} />
            {progress.failed && (
              <Failed problem={{ title: 'The model did not finish', detail: progress.failed, status: 0 }} />
            )}
            <Results progress={progress} title={scenario?.title ?? name} />
          </>
        );
      }}
    </Await>
  );
}

/** The finding of the best estimate: who goes shortest, and when. */
function findingOf({ shortages }: Central, title: string): string {
  const worst = shortages[0];
  if (!worst) return `${title}: nobody goes short in the best estimate`;
  const [month] = Object.entries(worst.months).sort(([, a], [, b]) => b - a)[0] ?? [''];
  return `${title}: ${worst.segment} goes shortest, ${figure(100 * worst.worst, 0)}% unserved in ${periodWords(month)}`;
}

function RunBar({ progress, runs, stop }: { progress: Progress; runs: number; stop: () => void }) {
  const done = progress.answers.base.length;
  const refused = progress.answers.run.filter((answer) => answer.refused).length;
  return (
    <section class="sheet runbar" aria-label="Run">
      <b>
        {figure(done)} of {figure(runs)} draws
      </b>
      <progress max={Math.max(1, runs)} value={done} aria-label="Draws done" />
      <span class="small muted" aria-live="polite">
        {progress.running
          ? progress.central.base
            ? 'drawing what is uncertain, in this page'
            : 'best estimate, in this page'
          : `ranges stand on ${done} draws`}
        , seed {SEED}
        {refused > 0 && `, ${refused} refused`}
      </span>
      {progress.running && (
        <button type="button" class="btn" onClick={stop}>
          Stop here
        </button>
      )}
    </section>
  );
}

const SERIES = [
  { name: 'exports:magnet:CN', title: "China's magnet exports", unit: 't a month' },
  { name: 'price:Dy-oxide:outside', title: 'Dysprosium oxide outside China', unit: 'USD/kg' },
  { name: 'price:PrNd-oxide:outside', title: 'PrNd oxide outside China', unit: 'USD/kg' },
  { name: 'shortage', title: 'Demand not met', unit: 't a month' },
];

function Results({ progress, title }: { progress: Progress; title: string }) {
  const { central, answers } = progress;
  if (!central.run) return null;
  return (
    <div class="stack">
      <div class="two">
        {SERIES.map((series) => (
          <FanSheet
            key={series.name}
            {...series}
            months={central.run!.months}
            answers={answers}
            scenario={title}
          />
        ))}
      </div>
      <div class="two">
        <Short central={central.run} />
        <Binding central={central.run} base={central.base} />
      </div>
    </div>
  );
}

function FanSheet({
  name,
  title,
  unit,
  months,
  answers,
  scenario,
}: {
  name: string;
  title: string;
  unit: string;
  months: readonly string[];
  answers: Progress['answers'];
  scenario: string;
}) {
  const bands = useMemo(
    () => ({ months, base: seriesBands(answers.base, name), run: seriesBands(answers.run, name) }),
    [months, answers, name],
  );
  const draw = useMemo(() => fanChart(bands, unit), [bands, unit]);
  const csv = () => {
    const lines = bands.run.map((band, i) => {
      const base = bands.base[i];
      return [months[i], band.p05, band.p50, band.p95, base?.p05, base?.p50, base?.p95].join(',');
    });
    const text = ['month,run_p05,run_p50,run_p95,base_p05,base_p50,base_p95', ...lines].join('\n');
    download(new Blob([`${text}\n`], { type: 'text/csv' }), `${name.replace(/\W+/g, '-')}.csv`);
  };
  return (
    <Sheet
      title={title}
      note={
        <>
          {unit}, modelled, 90% of draws{' '}
          {bands.run.length > 0 && (
            <button type="button" class="linkish" onClick={csv}>
              <Icon name="down" />
              CSV
            </button>
          )}
        </>
      }
      picture
      cite={{
        title: `${title}: ${scenario}`,
        source: `Model of the chain, ${answers.run.length} draws, seed ${SEED}`,
      }}
    >
      <div class="body">
        {bands.run.length === 0 ? (
          <p class="sub">Ranges appear with the first draws.</p>
        ) : (
          <Chart
            draw={draw}
            height={230}
            label={`${title} by month, ${unit}: median and 90% of draws, scenario against base`}
          />
        )}
      </div>
    </Sheet>
  );
}

const MONTHS_SHOWN = 14;

function Short({ central }: { central: Central }) {
  const months = [...new Set(central.shortages.flatMap((row) => Object.keys(row.months)))].sort();
  const worst = central.shortages[0]
    ? Object.entries(central.shortages[0].months).sort(([, a], [, b]) => b - a)[0]?.[0]
    : undefined;
  const from = worst ? Math.max(0, Math.min(months.length - MONTHS_SHOWN, months.indexOf(worst) - 4)) : 0;
  const shown = months.slice(from, from + MONTHS_SHOWN);
  return (
    <Sheet title="Who runs short, and when" note="share of demand unserved, percent, best estimate">
      {central.shortages.length === 0 ? (
        <p class="body sub">Nobody goes short by more than a thousandth in the best estimate.</p>
      ) : (
        <Scroll label="Shortages by segment and month">
          <table class="heat">
            <thead>
              <tr>
                <th>Segment</th>
                {shown.map((month) => (
                  <th key={month}>{month.slice(2).replace('-', '/')}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {central.shortages.map((row) => (
                <tr key={row.segment}>
                  <td>{row.segment}</td>
                  {shown.map((month) => {
                    const share = row.months[month] ?? 0;
                    const percent = Math.round(100 * share);
                    return (
                      <td key={month}>
                        <span
                          class={`c${percent === 0 ? ' zero' : ''}`}
                          style={{ '--q': `${Math.min(45, Math.round(share * 60))}%` }}
                        >
                          {percent === 0 ? '·' : percent}
                        </span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Sheet>
  );
}

const Binding = ({ central, base }: { central: Central; base: Central | undefined }) => (
  <Sheet title="What binds" note="rent while it binds, best estimate">
    <Scroll label="What binds">
      <table>
        <thead>
          <tr>
            <th>What</th>
            <th class="num">USD/kg</th>
            <th class="num">million USD</th>
            <th class="num">months</th>
            <th class="num">base, million USD</th>
          </tr>
        </thead>
        <tbody>
          {central.binding.map((one) => {
            const before = base?.binding.find(({ words }) => words === one.words);
            return (
              <tr key={one.words}>
                <td>{one.words}</td>
                <td class="num model-n">{figure(one.rentUsdPerKg, 1)}</td>
                <td class="num model-n">{figure(one.millionUsd, 0)}</td>
                <td class="num">{one.months}</td>
                <td class="num muted">{before ? figure(before.millionUsd, 0) : '·'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  </Sheet>
);
