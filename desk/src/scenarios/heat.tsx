// Who runs short, and when: shares of use unserved by place, class and month; a cell opens its reason.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { choose } from '../address.ts';
import { Icon } from '../components/icon.tsx';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { csvText } from './csv.ts';
import { poolOf } from './pool.ts';
import type { Reason } from './reason.ts';
import type { Context } from './results.tsx';
import { LEAST_DRAWS, type ShortRow, shortRows } from './summary.ts';
import { yearOf } from './view.ts';
import { priceDigits, shareWords, tintOf } from './words.ts';

const ROWS = 14;
const SUPPLIES = 10;
const MONTHS = 24;

export function Heat({ context }: { context: Context }) {
  const { results, view, place } = context;
  const { run, base } = results;
  const rows = useMemo(
    () => shortRows(run, base, yearOf(view).from, view.to, place?.places),
    [results, view.since, view.from, view.to, place],
  );
  const months = shownMonths(rows);
  const ranges = run.draws.length >= LEAST_DRAWS;
  const [openPlace, openCarrier, openMonth] = view.cell.split(':');
  const csv = () =>
    csvText(
      ['place', 'carrier', 'month', 'unserved_share', 'p10', 'p90', 'base_share'],
      rows.flatMap((row) =>
        row.cells.map(({ month, share, base: before }) => [
          row.place,
          row.carrier,
          month,
          share.mid,
          share.low,
          share.high,
          before,
        ]),
      ),
    );
  return (
    <Sheet
      title="Who runs short, and when"
      note={`percent of use unserved, ${ranges ? 'median of draws' : 'best estimate'}${place ? `, ${place.name}` : ''}`}
      cite={{ title: `Magnets unserved by place and month: ${context.question}`, source: context.source }}
      csv={csv}
    >
      {rows.length === 0 ? (
        <p class="body sub">
          Nobody{place ? ` in ${place.name}` : ''} goes short by half a percent or more in the months shown.
        </p>
      ) : (
        <>
          <Scroll label="Share of use unserved by place, class and month">
            <table class="heat">
              <thead>
                <tr>
                  <th>Place and magnets</th>
                  {months.map((month, i) => (
                    <th key={month} scope="col">
                      <span class="year">
                        {i === 0 || month.endsWith('-01') ? month.slice(0, 4) : '\u00a0'}
                      </span>
                      {periodWords(month).slice(0, 3)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, ROWS).map((row) => (
                  <tr key={`${row.place}:${row.carrier}`}>
                    <th scope="row">{row.words}</th>
                    {months.map((month) => {
                      const cell = row.cells.find((one) => one.month === month);
                      const share = cell?.share.mid ?? 0;
                      const percent = Math.round(100 * share);
                      const id = `${row.place}:${row.carrier}:${month}`;
                      const tint = tintOf(share);
                      if (!cell || percent === 0)
                        return (
                          <td key={month}>
                            <span class="c zero">·</span>
                          </td>
                        );
                      return (
                        <td key={month}>
                          <button
                            type="button"
                            class={`c${tint.onDark ? ' hi' : ''}`}
                            style={{ '--q': `${tint.percent}%` }}
                            aria-expanded={view.cell === id}
                            aria-label={`${row.words}, ${periodWords(month)}: ${shareWords(cell.share)} unserved; base ${figure(100 * cell.base, 0)}%`}
                            title={`${shareWords(cell.share)}; base ${figure(100 * cell.base, 0)}%`}
                            onClick={() => choose({ cell: view.cell === id ? undefined : id })}
                          >
                            {percent}
                          </button>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <p class="body small muted">
            “·”: none{ranges ? ' in half of the draws' : ''}. A cell opens what held supply back in its month.
            {rows.length > ROWS && ` ${rows.length - ROWS} more in the CSV.`}
          </p>
        </>
      )}
      {openPlace && openCarrier && openMonth && (
        <ReasonPanel
          context={context}
          place={openPlace}
          carrier={openCarrier}
          month={openMonth}
          row={rows.find((row) => row.place === openPlace && row.carrier === openCarrier)}
        />
      )}
    </Sheet>
  );
}

/** Months from the first in which somebody goes short to the last, and one on each side. */
function shownMonths(rows: readonly ShortRow[]): readonly string[] {
  const all = rows[0]?.cells.map(({ month }) => month) ?? [];
  const short = all.filter((month) =>
    rows.some(({ cells }) => (cells.find((cell) => cell.month === month)?.share.mid ?? 0) >= 0.005),
  );
  const first = Math.max(0, all.indexOf(short[0] ?? '') - 1);
  const last = all.indexOf(short.at(-1) ?? '') + 2;
  return all.slice(first, Math.max(last, first + 12)).slice(0, MONTHS);
}

interface Told {
  readonly key: string;
  readonly run?: Reason;
  readonly base?: Reason;
  readonly failed?: string;
}

function ReasonPanel({
  context,
  place,
  carrier,
  month,
  row,
}: {
  context: Context;
  place: string;
  carrier: string;
  month: string;
  row: ShortRow | undefined;
}) {
  const { model, results, view } = context;
  const key = JSON.stringify([results.of.run, results.of.base, place, carrier, month]);
  const [told, setTold] = useState<Told>();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    let wanted = true;
    const workers = poolOf(model);
    const ask = (of: typeof results.of.run) => workers.ask({ kind: 'reason', of, place, carrier, month });
    Promise.all([ask(results.of.run), ...(results.base ? [ask(results.of.base)] : [])]).then(
      ([run, base]) => wanted && setTold({ key, run: run!, ...(base && { base }) }),
      (error: Error) => wanted && setTold({ key, failed: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  useEffect(() => {
    // Who opened a cell goes on reading in the panel; who came by an address is left where they are.
    if (document.activeElement?.closest('.heat')) panel.current?.focus({ preventScroll: true });
  }, [place, carrier, month]);
  const close = () => {
    choose({ cell: undefined });
    document.querySelector<HTMLElement>(`.heat [aria-expanded="true"]`)?.focus({ preventScroll: true });
  };
  const now = told?.key === key ? told : undefined;
  const share = row?.cells.find((cell) => cell.month === month)?.share;
  return (
    <section
      class="reason"
      ref={panel}
      tabIndex={-1}
      aria-label="Why it is short"
      aria-live="polite"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <button type="button" class="linkish close" aria-label="Close" onClick={close}>
        <Icon name="close" />
      </button>
      {now?.failed ? (
        <Failed problem={{ title: 'The reason could not be worked out', detail: now.failed, status: 0 }} />
      ) : !now?.run ? (
        <Loading what="Working out why" />
      ) : (
        <Told
          run={now.run}
          base={now.base}
          share={share}
          scenario={view.settings.length === 0 ? view.scenario : undefined}
        />
      )}
    </section>
  );
}

const tonnes = (value: number) => figure(value, value < 10 ? 1 : 0);

function Told({
  run,
  base,
  share,
  scenario,
}: {
  run: Reason;
  base: Reason | undefined;
  share: ShortRow['cells'][number]['share'] | undefined;
  scenario: string | undefined;
}) {
  const spare = run.supplies.filter((one) => !one.held && (one.allowed ?? 0) > one.tonnes + 0.5);
  return (
    <>
      <h3 class="finding">
        {run.carrierWords} in {run.placeWords}, {periodWords(run.month)}: {tonnes(run.short)} of{' '}
        {tonnes(run.wanted)} t unserved
      </h3>
      <p class="sub">
        Best estimate{share && share.low !== undefined && `; over the draws ${shareWords(share)}`}
        {base && `; in the base ${tonnes(base.short)} of ${tonnes(base.wanted)} t`}.
      </p>
      <div class="reason-grid">
        <div>
          <h4 class="label">Who goes without</h4>
          <ul class="plain">
            {run.buyers.map((one) => (
              <li key={one.words}>
                <span>Buyers {one.words || 'of all kinds'}</span>
                <span class="num model-n">
                  {figure((100 * one.short) / (one.wanted || 1), 0)}% of {tonnes(one.wanted)} t
                </span>
                <span class="small muted">
                  stock for {figure(one.weeks, 1)} weeks at the start of the month
                </span>
              </li>
            ))}
          </ul>
          <h4 class="label else">What else there is</h4>
          <ul class="plain">
            {spare.map((one) => (
              <li key={one.words}>
                <span>{one.words} could send</span>
                <span class="num model-n">{tonnes((one.allowed ?? 0) - one.tonnes)} t more</span>
              </li>
            ))}
            <li>
              <span>Out of public stocks</span>
              <span class="num model-n">{tonnes(run.released)} t</span>
            </li>
            <li>
              <span>Taken by substitutes</span>
              <span class="num model-n">{tonnes(run.substituted)} t</span>
            </li>
            {spare.length === 0 && (
              <li class="small muted">No other source has anything left to send: all are at their limits.</li>
            )}
          </ul>
        </div>
        <div>
          <h4 class="label">What comes, and what holds it back</h4>
          <Scroll label="What comes and what holds it back">
            <table class="side supplies">
              <thead>
                <tr>
                  <th>From</th>
                  <th class="num">t</th>
                  {base && <th class="num">base</th>}
                  <th>Held by</th>
                  <th class="num">worth, USD/kg</th>
                </tr>
              </thead>
              <tbody>
                {run.supplies.slice(0, SUPPLIES).map((one) => {
                  const before = base?.supplies.find(({ words }) => words === one.words);
                  return (
                    <tr key={one.words}>
                      <td>{one.words}</td>
                      <td class="num model-n" data-head="t">
                        {tonnes(one.tonnes)}
                      </td>
                      {base && (
                        <td class="num muted" data-head="base">
                          {tonnes(before?.tonnes ?? 0)}
                        </td>
                      )}
                      <td class="small muted" data-head="Held by">
                        {one.held ?? 'nothing'}
                      </td>
                      <td class="num model-n" data-head="worth, USD/kg">
                        {one.held ? figure(one.rentUsdPerKg, 0) : '·'}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        </div>
      </div>
      <details class="figures">
        <summary>
          Why one more kilogram would fetch {figure(run.price, priceDigits(run.price))} USD (base year{' '}
          {figure(run.basePrice, priceDigits(run.basePrice))})
        </summary>
        <ul class="plain">
          {run.trace.map((line) => (
            <li key={line.words}>
              <span>{line.words}</span>
              <span class="num model-n">{figure(line.usdPerKg, 1)}</span>
            </li>
          ))}
        </ul>
        {scenario && (
          <p>
            <a
              class="linkish"
              href={`/chain?scenario=${scenario}&month=${run.month}&node=${encodeURIComponent(run.node)}`}
            >
              <Icon name="chain" />
              See it in the chain
            </a>
          </p>
        )}
      </details>
    </>
  );
}
