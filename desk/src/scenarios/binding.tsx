// What binds: what one more kilogram a month through each limit would be worth; a row opens its months.
import { useMemo } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { choose } from '../address.ts';
import { fanChart } from '../charts/fan.ts';
import { Chart } from '../components/chart.tsx';
import { Icon } from '../components/icon.tsx';
import { Sheet } from '../components/sheet.tsx';
import { csvText } from './csv.ts';
import type { Outcome } from './outcome.ts';
import type { Context } from './results.tsx';
import { bandsOf, boundRows, LEAST_DRAWS, type Side } from './summary.ts';
import { yearOf } from './view.ts';
import { priceDigits, rangedWords } from './words.ts';

const ROWS = 8;
export function Binding({ context }: { context: Context }) {
  const { results, view } = context;
  const { run, base } = results;
  const { from, to } = yearOf(view);
  const rows = useMemo(() => boundRows(run, base, from, to), [results, from, to]);
  const most = Math.max(1e-9, ...rows.slice(0, ROWS).map(({ rent }) => rent.high ?? rent.mid));
  const csv = () =>
    csvText(
      ['limit', 'kind', 'months', 'rent_usd_per_kg', 'p10', 'p90', 'base_rent_usd_per_kg', 'million_usd'],
      rows.map(({ words, kind, months, rent, baseRent, millionUsd }) => [
        words,
        kind,
        months,
        rent.mid,
        rent.low,
        rent.high,
        baseRent,
        millionUsd,
      ]),
    );
  return (
    <Sheet
      title="What binds"
      note="USD/kg, shadow price"
      cite={{ title: `What binds: ${context.question}`, source: context.source }}
      csv={csv}
    >
      {rows.length === 0 ? (
        <p class="body sub">Nothing is at its limit in these months.</p>
      ) : (
        <div class="body">
          <ul class="neck">
            {rows.slice(0, ROWS).map((row) => {
              const open = view.bound === row.key;
              const { mid, low = mid, high = mid } = row.rent;
              const at = (value: number) => `${(100 * value) / most}%`;
              return (
                <li key={row.key}>
                  <button
                    type="button"
                    aria-expanded={open}
                    onClick={() => choose({ bound: open ? undefined : row.key })}
                  >
                    <span>{row.words}</span>
                    <span class="model-n">
                      {rangedWords(row.rent, priceDigits(mid))}
                      {base && (
                        <span class="muted"> · base {figure(row.baseRent, priceDigits(row.baseRent))}</span>
                      )}
                    </span>
                    <span class="rangebar" aria-hidden="true">
                      <i style={{ left: at(low), width: at(high - low) }} />
                      <u style={{ left: at(mid) }} />
                    </span>
                  </button>
                  {open && <BoundDetail context={context} row={row} />}
                </li>
              );
            })}
          </ul>
          <p class="small muted">
            What one more kilogram a month would be worth, mean of {periodWords(from)}–{periodWords(to)}; what
            costs more than in the base first.{' '}
            {run.draws.length >= LEAST_DRAWS && 'Bar: 80% of draws; line: median.'}
          </p>
        </div>
      )}
    </Sheet>
  );
}

/** The path of a bound in an outcome as a series of its own. */
const withBound = (side: Side, key: string): Side => {
  const of = (outcome: Outcome): Outcome => ({
    ...outcome,
    series: {
      [key]: outcome.bounds.find((one) => one.key === key)?.rentUsdPerKg ?? outcome.months.map(() => 0),
    },
  });
  return { central: of(side.central), draws: side.draws.map(of) };
};

function BoundDetail({ context, row }: { context: Context; row: ReturnType<typeof boundRows>[number] }) {
  const { results, view } = context;
  const { run, base } = results;
  const draw = useMemo(
    () =>
      fanChart(
        {
          run: bandsOf(withBound(run, row.key), row.key, view.from, view.to),
          base: base ? bandsOf(withBound(base, row.key), row.key, view.from, view.to) : [],
          record: [],
          spans: context.spans,
          ranges: run.draws.length >= LEAST_DRAWS,
        },
        180,
      ),
    [results, row.key, view.from, view.to],
  );
  const path = run.central.bounds.find(({ key }) => key === row.key)!;
  const shown = run.central.months.flatMap((month, t) =>
    month >= view.from && month <= view.to && path.rentUsdPerKg[t]! > 0 ? [{ month, t }] : [],
  );
  const dearest = [...shown].sort((a, b) => path.rentUsdPerKg[b.t]! - path.rentUsdPerKg[a.t]!)[0];
  return (
    <div class="bound">
      <p class="sub">
        In the best estimate it binds in {shown.length} of the months shown
        {dearest &&
          `, hardest in ${periodWords(dearest.month)}: ${figure(path.tonnes[dearest.t]!, path.tonnes[dearest.t]! < 10 ? 1 : 0)} t went through, and one more kilogram would have been worth ${figure(path.rentUsdPerKg[dearest.t]!, 0)} USD`}
        . Over the months it costs {figure(row.millionUsd, 0)} million USD.
      </p>
      <Chart
        draw={draw}
        height={180}
        label={`${row.words}: what one more kilogram would be worth, by month`}
      />
      {view.settings.length === 0 && dearest && row.node && (
        <a
          class="linkish"
          href={`/chain?scenario=${view.scenario}&month=${dearest.month}&node=${encodeURIComponent(row.node)}`}
        >
          <Icon name="chain" />
          See it in the chain
        </a>
      )}
    </div>
  );
}
