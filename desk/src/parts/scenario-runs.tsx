import { useEffect, useState } from 'preact/hooks';
import { figure } from '../../../src/brief/numbers.ts';
import type { PartsAnswer, ScenarioRuns as Runs } from '../../../src/server/shapes/parts.ts';
import { choose } from '../address.ts';
import { ApiError, api, ask, type Problem, send } from '../api.ts';
import { Sheet } from '../components/sheet.tsx';
import { Failed } from '../components/states.tsx';
import { largeAmount, shareWords } from './amounts.ts';
import { scenariosCsv } from './csv.ts';

const AGAIN_MS = 1000;

/** Which scenarios of the chain were run, asked again while some are being run. */
export function useScenarioRuns(): {
  readonly runs: Runs | undefined;
  readonly problem: Problem | undefined;
  readonly start: () => void;
} {
  const [runs, setRuns] = useState<Runs>();
  const [problem, setProblem] = useState<Problem>();
  const failed = (error: unknown) =>
    setProblem(error instanceof ApiError ? error.problem : { title: 'It could not be run', status: 0 });
  useEffect(() => {
    ask<Runs>(api('parts/scenarios')).then(setRuns, failed);
  }, []);
  useEffect(() => {
    if (!runs?.progress) return;
    const again = setTimeout(() => ask<Runs>(api('parts/scenarios')).then(setRuns, failed), AGAIN_MS);
    return () => clearTimeout(again);
  }, [runs]);
  const start = () => {
    setProblem(undefined);
    // What it answers is the moment of the start: asked again at once, the runs are under way.
    send<Runs>('/api/parts/scenarios', {})
      .then(() => ask<Runs>(api('parts/scenarios')))
      .then(setRuns, failed);
  };
  return { runs, problem, start };
}

/** What each scenario does to the whole bill; before they were run, what running them takes. */
export function ByScenario({
  data,
  runs,
  problem,
  chosen,
  start,
}: {
  data: PartsAnswer;
  runs: Runs | undefined;
  problem: Problem | undefined;
  chosen: string;
  start: () => void;
}) {
  const missing = runs?.scenarios.filter(({ known }) => !known).length ?? 0;
  const { progress } = runs ?? {};
  return (
    <Sheet
      title="Which scenarios leave them short"
      note="modelled: a buyer at large with your stock, not your contracts; ranges over tiers of stock"
      {...(data.scenarios.length > 0 && {
        csv: () => scenariosCsv(data),
        cite: {
          title: 'Shortage of the bill by scenario',
          source: `Chain model, run ${data.run}`,
          asOf: data.date,
        },
      })}
    >
      {data.scenarios.length > 0 && (
        <div class="scroll">
          <table class="byscenario">
            <thead>
              <tr>
                <th>Scenario</th>
                <th class="num">parts short</th>
                <th class="num">not met, worst quarter</th>
                <th class="num hide-n">price adds, {data.currency} a year</th>
              </tr>
            </thead>
            <tbody>
              {data.scenarios.map(({ scenario, title, short, unmet, extraCost }) => (
                <tr key={scenario} class={scenario === chosen ? 'sel' : ''}>
                  <td>
                    <button type="button" class="linkish" onClick={() => choose({ scenario })}>
                      {title}
                    </button>{' '}
                    <a class="sub" href={`/scenarios?scenario=${encodeURIComponent(scenario)}`}>
                      open
                    </a>
                  </td>
                  <td class="num model-n">{short}</td>
                  <td class="num model-n">{shareWords(unmet)}</td>
                  <td class="num model-n hide-n">
                    {largeAmount(extraCost.value)} ({largeAmount(extraCost.low)} to{' '}
                    {largeAmount(extraCost.high)})
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(missing > 0 || progress) && (
        <div class="body runs-row">
          {progress ? (
            <p role="status">
              <progress value={progress.done} max={progress.total} aria-label="Scenarios run" />{' '}
              {progress.done} of {progress.total} scenarios run; the rest of the desk goes on meanwhile.
            </p>
          ) : (
            <p class="sub">
              {missing === runs?.scenarios.length ? 'No scenario' : `${figure(missing)} scenarios`} of the
              chain model {missing === runs?.scenarios.length ? 'was' : 'were not'} run with the present data
              yet; nothing is said of shortages without a run.{' '}
              <button type="button" class="btn" onClick={start}>
                Run them (about half a minute, once)
              </button>
            </p>
          )}
        </div>
      )}
      {problem && <Failed problem={problem} again={start} />}
    </Sheet>
  );
}
