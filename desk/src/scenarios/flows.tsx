// China's magnets by destination: before the shock, in its first half year, in the half year after.
import { periodWords } from '../../../src/brief/numbers.ts';
import { monthOf, monthText } from '../../../src/chain/calendar.ts';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import { csvText } from './csv.ts';
import type { Context } from './results.tsx';
import { ranged, sumOf } from './summary.ts';
import { changeWords, rangedWords } from './words.ts';

const HALF = 6;

export function Flows({ context }: { context: Context }) {
  const { results, view, model, placeName } = context;
  const { run, base } = results;
  const last = run.central.months.at(-1)!;
  const spans = [-HALF, 0, HALF]
    .map((by) => ({
      from: monthText(monthOf(view.since) + by),
      to: monthText(monthOf(view.since) + by + HALF - 1),
    }))
    .filter(({ from, to }) => from >= run.central.months[0]! && to <= last);
  const rows = [
    { words: 'All places', name: 'exports:magnet:CN' },
    ...model.levers.places.map(({ places }) => ({
      words: placeName(places[0]!),
      name: `exports:magnet:CN>${places[0]}`,
    })),
  ].filter(({ name }) => run.central.series[name]);
  const told = rows.map((row) => ({
    ...row,
    spans: spans.map(({ from, to }) => ({
      from,
      to,
      now: ranged(run, sumOf(row.name, from, to)),
      before: base && ranged(base, sumOf(row.name, from, to)),
    })),
  }));
  const csv = () =>
    csvText(
      ['destination', 'from', 'to', 'run_t', 'run_p10', 'run_p90', 'base_t'],
      told.flatMap((row) =>
        row.spans.map(({ from, to, now, before }) => [
          row.words,
          from,
          to,
          now.mid,
          now.low,
          now.high,
          before?.mid,
        ]),
      ),
    );
  return (
    <Sheet
      title="Magnets from China, by destination"
      note="t in six months, change on the base"
      cite={{ title: `Magnets from China by destination: ${context.question}`, source: context.source }}
      csv={csv}
    >
      <Scroll label="Magnets from China by destination and half year">
        <table class="side">
          <thead>
            <tr>
              <th>To</th>
              {spans.map(({ from, to }) => (
                <th class="num" key={from}>
                  {periodWords(from)}–{periodWords(to)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((row) => (
              <tr key={row.name}>
                <td>{row.words}</td>
                {row.spans.map(({ from, to, now, before }) => (
                  <td class="num" key={from} data-head={`${periodWords(from)}–${periodWords(to)}`}>
                    <span class="model-n">{rangedWords(now)}</span>
                    {before && <span class="small muted change">{changeWords(now.mid, before.mid)}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Sheet>
  );
}
