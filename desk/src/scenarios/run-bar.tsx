// How far the runs are, how to stop them, on what the ranges stand, and what else the run can be.
import { useState } from 'preact/hooks';
import { figure } from '../../../src/brief/numbers.ts';
import { choose } from '../address.ts';
import { Select } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { MonthField } from './levers.tsx';
import { LEAST_DRAWS, settledTo, unserved } from './summary.ts';
import type { Runs } from './use-runs.ts';
import { DRAWS, type View } from './view.ts';
import { worstOf } from './words.ts';

export function RunBar({ runs, view }: { runs: Runs; view: View }) {
  const { running, done, central, refused } = { ...runs, refused: runs.results?.refused ?? 0 };
  const drawing = view.draws > 0 && (!running || central >= 1);
  return (
    <section class="sheet runbar" aria-label="Run">
      <b>{drawing ? `${figure(done)} of ${figure(view.draws)} draws` : 'Best estimate'}</b>
      <progress
        max={1}
        value={drawing ? done / view.draws : running ? central : 1}
        aria-label={drawing ? 'Draws done' : 'Best estimate done'}
      />
      <span class="small muted" aria-live="polite">
        {running ? underWay(runs) : standing(runs, view)}
        {refused > 0 && `; ${refused} refused and left out`}
      </span>
      {running ? (
        <button type="button" class="btn" onClick={runs.stop}>
          Stop here
        </button>
      ) : (
        runs.stopped && (
          <button type="button" class="btn" onClick={runs.again}>
            Go on
          </button>
        )
      )}
    </section>
  );
}

function underWay({ central, workers, secondsLeft }: Runs): string {
  const where = `in this page, ${workers === 1 ? 'one worker' : `${workers} workers`}`;
  if (central < 1) return where;
  return secondsLeft === undefined
    ? `${where}, drawing what is uncertain`
    : `${where}, about ${figure(Math.max(1, Math.round(secondsLeft)))} s left`;
}

/** On how many draws the ranges stand, and how far their middle has settled. */
function standing({ results, done }: Runs, view: View): string {
  if (!results) return 'not run';
  const { draws } = results.run;
  if (draws.length < LEAST_DRAWS)
    return draws.length > 0
      ? 'too few draws for ranges: the best estimate is shown'
      : 'no draws asked for: no ranges';
  const worst = worstOf(results, view);
  if (!worst) return `ranges stand on ${figure(done)} draws, seed ${view.seed}`;
  const { row, month } = worst;
  const error = settledTo(draws, unserved(row.place, row.carrier, results.run.central.months.indexOf(month)));
  const points = Math.max(1, Math.round(100 * error));
  return `ranges stand on ${figure(done)} draws, seed ${view.seed}; the median of the worst shortage has settled to ±${points} ${points === 1 ? 'point' : 'points'}`;
}

/** What else the run can be: draws, seed, end, months shown. All of it is in the address. */
export function RunChoices({ view }: { view: View }) {
  const [seed, setSeed] = useState<string>();
  const wrong = seed !== undefined && !/^\d{1,9}$/.test(seed);
  const draws = [...new Set<number>([...DRAWS, view.draws])].sort((a, b) => a - b);
  return (
    <details class="lever-group run-choices">
      <summary>
        The run
        <Icon name="chev" />
      </summary>
      <div class="lever choices-in">
        <Select
          label="Draws of what is uncertain"
          wide
          value={String(view.draws)}
          options={draws.map((value) => ({
            value: String(value),
            label: value === 0 ? 'none: best estimate' : String(value),
          }))}
          onChange={(value) => choose({ runs: value })}
        />
        <label class="pick w">
          Seed
          <input
            class="field"
            inputMode="numeric"
            aria-invalid={wrong}
            value={seed ?? String(view.seed)}
            onInput={(event) => setSeed(event.currentTarget.value)}
            onChange={() => {
              if (seed === undefined || wrong) return;
              setSeed(undefined);
              choose({ seed });
            }}
          />
        </label>
        {wrong && (
          <p class="wrong" role="alert">
            A whole number of up to nine digits.
          </p>
        )}
        <Select
          label="Run to the end of"
          wide
          value={view.until}
          options={[...new Set(['2028-01', '2029-01', '2031-01', '2034-01', '2036-01', view.until])]
            .sort()
            .map((value) => ({ value, label: endWords(value) }))}
          onChange={(value) => choose({ until: value, to: undefined })}
        />
        <p class="pick w">
          Months shown
          <span class="when">
            <MonthField label="First month shown" value={view.from} onChange={(from) => choose({ from })} />
            <span aria-hidden="true">–</span>
            <MonthField label="Last month shown" value={view.to} onChange={(to) => choose({ to })} />
          </span>
        </p>
      </div>
    </details>
  );
}

/** `2031-01` is the first month not run: the end of 2030. */
const endWords = (until: string) => {
  const [year, month] = until.split('-').map(Number) as [number, number];
  return month === 1 ? String(year - 1) : `${until} (not included)`;
};
