// Who stops first, and from when a place meets half of its use from allied makers.
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { quantile } from '../../../src/chain/quantile.ts';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import { csvText } from './csv.ts';
import type { Context } from './results.tsx';
import { LEAST_DRAWS, type Side, stopRows } from './summary.ts';
import { rangedWords } from './words.ts';

export function Stops({ context }: { context: Context }) {
  const { results, view, place, placeName } = context;
  const { run, base } = results;
  const rows = stopRows(run, base).filter((row) => !place || place.places.includes(row.place));
  const ranges = run.draws.length >= LEAST_DRAWS;
  const csv = () =>
    csvText(
      ['place', 'buyers', 'month', 'weeks', 'weeks_p10', 'weeks_p90', 'share_of_draws', 'base_month'],
      rows.map((row) => [
        row.place,
        row.words,
        row.month,
        row.weeks.mid,
        row.weeks.low,
        row.weeks.high,
        row.share,
        row.base,
      ]),
    );
  return (
    <Sheet
      title="Who stops first"
      note={`weeks from ${periodWords(view.since)}`}
      cite={{ title: `First stoppages: ${context.question}`, source: context.source }}
      csv={csv}
    >
      {rows.length === 0 ? (
        <p class="body sub">
          Nobody{place ? ` in ${place.name}` : ''} is short by more than 5% in any month.
        </p>
      ) : (
        <Scroll label="First stoppages by place">
          <table class="side">
            <thead>
              <tr>
                <th>Short by more than 5%</th>
                <th class="num">Weeks</th>
                <th class="num">Month</th>
                {ranges && <th class="num">Draws</th>}
                {base && <th class="num">Base</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.place}>
                  <td>
                    {placeName(row.place)}
                    <span class="small muted change">{row.words}</span>
                  </td>
                  <td class="num model-n" data-head="Weeks">
                    {rangedWords(row.weeks)}
                  </td>
                  <td class="num" data-head="Month">
                    {row.month ? periodWords(row.month) : 'not in the best estimate'}
                  </td>
                  {ranges && (
                    <td class="num" data-head="Draws">
                      {figure(100 * row.share, 0)}%
                    </td>
                  )}
                  {base && (
                    <td class="num muted" data-head="Base">
                      {row.base ? periodWords(row.base) : 'never'}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Sheet>
  );
}

const LEVELS = [
  { level: '0.25', words: 'a quarter' },
  { level: '0.5', words: 'half' },
  { level: '0.75', words: 'three quarters' },
] as const;

/** The month in the middle of the draws in which a date is reached, and the share of draws that reach it. */
function reached({ central, draws }: Side, name: string): { month: string | null; share: number } {
  if (draws.length < LEAST_DRAWS) {
    const month = central.dates[name] ?? null;
    return { month, share: month ? 1 : 0 };
  }
  const months = draws.flatMap(({ dates }) => dates[name] ?? []).sort();
  const share = months.length / draws.length;
  const at = Math.round(
    quantile(
      months.map((_, i) => i),
      0.5,
    ),
  );
  return { month: share >= 0.5 ? (months[at] ?? null) : null, share };
}

export function Covered({ context }: { context: Context }) {
  const { results, placeName, view } = context;
  const { run, base } = results;
  const places = [...new Set(Object.keys(run.central.dates).map((name) => name.split(':')[1]!))];
  const told = places.map((place) => ({
    place,
    cells: LEVELS.map(({ level, words }) => {
      const name = `coverage:${place}:${level}`;
      return { words, now: reached(run, name), before: base && reached(base, name) };
    }),
  }));
  const when = ({ month, share }: { month: string | null; share: number }) =>
    month ? periodWords(month) : share > 0 ? `${figure(100 * share, 0)}% of draws` : 'not in the run';
  const csv = () =>
    csvText(
      ['place', 'share_of_use', 'run_month', 'share_of_draws', 'base_month'],
      told.flatMap(({ place, cells }) =>
        cells.map(({ words, now, before }) => [place, words, now.month, now.share, before?.month]),
      ),
    );
  return (
    <Sheet
      title="From when allied makers cover use"
      note={`to the end of the run, ${periodWords(run.central.months.at(-1)!)}`}
      cite={{ title: `Coverage by allied makers: ${context.question}`, source: context.source }}
      csv={csv}
    >
      <Scroll label="Dates of coverage by place">
        <table class="side">
          <thead>
            <tr>
              <th>Magnets used in</th>
              {LEVELS.map(({ level, words }) => (
                <th class="num" key={level}>
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map(({ place, cells }) => (
              <tr key={place}>
                <td>{placeName(place)}</td>
                {cells.map(({ words, now, before }) => (
                  <td class="num" key={words} data-head={words}>
                    <span class={now.month ? 'model-n' : 'muted'}>{when(now)}</span>
                    {before && when(before) !== when(now) && (
                      <span class="small muted change">base {when(before)}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="body small muted">
        From the month on in which that share of the last twelve months' use came from makers in allied
        places, to the end{view.until < '2036-01' && '. A longer run (below the levers) shows later dates'}.
      </p>
    </Sheet>
  );
}
