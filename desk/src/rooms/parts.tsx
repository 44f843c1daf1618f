import { useEffect, useRef, useState } from 'preact/hooks';
import { datesInWords } from '../../../src/brief/numbers.ts';
import type { PartsAnswer } from '../../../src/server/shapes/parts.ts';
import { choose, useAddress } from '../address.ts';
import { ApiError, api, ask, type Problem, useAnswer } from '../api.ts';
import { Choices, Select, Switch } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { download } from '../components/picture.ts';
import { Head, Sheet } from '../components/sheet.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { useDay } from '../frame/bar.tsx';
import { Columns, Problems } from '../parts/as-read.tsx';
import { BillTable, ElementLegend, sorted } from '../parts/bill-table.tsx';
import { billCsv } from '../parts/csv.ts';
import { Detail } from '../parts/detail.tsx';
import { ByScenario, useScenarioRuns } from '../parts/scenario-runs.tsx';

interface Bill {
  readonly name: string;
  readonly bytes: Blob;
}

/** The bill stays while the desk is open; a bill of materials is no part of an address. */
let kept: Bill | undefined;

const CURRENCIES = ['EUR', 'USD', 'CNY'];
/** The scenario that is shown where none is chosen: no licence is given. */
const SCENARIO = 'full-stop';
const PLACES = ['', 'DE', 'US', 'JP', 'KR', 'CN', 'FR', 'VN', 'IN'];

export default function Parts() {
  const { query } = useAddress();
  const { day } = useDay();
  const [bill, setBill] = useState(kept);
  const [columns, setColumns] = useState<Record<string, string>>({});
  const [state, setState] = useState<{ data?: PartsAnswer; problem?: Problem; busy: boolean }>({
    busy: false,
  });
  const currency = query.get('currency') ?? 'EUR';
  const to = query.get('to') ?? '';
  const scenario = query.get('scenario') ?? SCENARIO;
  const { runs, problem: runsProblem, start } = useScenarioRuns();
  const known = runs?.scenarios.filter((one) => one.known).length;
  const [pasted, setPasted] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const samples = useAnswer<{ items: string[] }>(api('parts/samples'));
  const changed = Object.keys(columns).length > 0;
  const path =
    bill &&
    day &&
    api('parts', {
      name: bill.name,
      asOf: day,
      currency,
      to,
      columns: changed ? JSON.stringify(columns) : undefined,
    });

  useEffect(() => {
    if (!bill || !path) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, busy: true }));
    ask<PartsAnswer>(path, { method: 'POST', body: bill.bytes, headers: OCTETS, signal: stop.signal }).then(
      (data) => setState({ data, busy: false }),
      (error) => {
        if (!stop.signal.aborted)
          setState({
            problem:
              error instanceof ApiError ? error.problem : { title: 'It could not be worked out', status: 0 },
            busy: false,
          });
      },
    );
    return () => stop.abort();
    // What is known of scenarios changes the answer.
  }, [bill, path, known]);

  const take = (name: string, bytes: Blob) => {
    kept = { name, bytes };
    setColumns({});
    setBill(kept);
  };
  const takeSample = async (name: string) => {
    const answer = await fetch(`/api/parts/samples/${encodeURIComponent(name)}`);
    take(name, await answer.blob());
  };
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      event.preventDefault();
      if (file) take(file.name, file);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  });
  const csv = async () => {
    if (!bill || !path) return;
    const answer = await fetch(`${path}&format=csv`, { method: 'POST', body: bill.bytes, headers: OCTETS });
    download(await answer.blob(), `${bill.name.replace(/\.\w+$/, '')}-results.csv`);
  };

  const { data } = state;
  return (
    <>
      <Head
        title={data ? data.title : 'What about my parts?'}
        lede={
          data
            ? datesInWords(data.lede)
            : 'Drop a bill of materials (CSV or XLSX): composition, cost on the day with its range and swings, licence, duty, recycled content and substitutes. It stays on this machine and is kept nowhere.'
        }
        actions={
          <>
            {data && (
              <button type="button" class="btn" onClick={csv}>
                <Icon name="down" />
                Results
              </button>
            )}
            <button type="button" class="btn main" onClick={() => input.current?.click()}>
              {bill ? 'Another file' : 'Choose a file'}
            </button>
            <input
              ref={input}
              type="file"
              hidden
              aria-label="Bill of materials"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file) take(file.name, file);
              }}
            />
          </>
        }
      />
      {bill && (
        <Choices>
          <Switch
            label="Currency"
            value={currency}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
            onChange={(value) => choose({ currency: value })}
          />
          <Select
            label="Sent to, where the file does not say"
            value={to}
            options={PLACES.map((value) => ({ value, label: value || 'not said' }))}
            onChange={(value) => choose({ to: value })}
          />
          {runs && (
            <Select
              label="Shortage under"
              value={scenario}
              options={runs.scenarios.map(({ name, title, known: isRun }) => ({
                value: name,
                label: isRun ? title : `${title} (not run)`,
              }))}
              onChange={(value) => choose({ scenario: value })}
            />
          )}
        </Choices>
      )}
      {!bill && (
        <div class="state drop">
          <Icon name="parts" />
          <h3>Drop a bill of materials</h3>
          <label class="paste">
            <span class="label">or paste its rows, with their heads, from a spreadsheet</span>
            <textarea
              rows={4}
              value={pasted}
              placeholder="Part, Grade, Country, Mass (g), Pieces"
              onInput={(event) => setPasted(event.currentTarget.value)}
            />
          </label>
          {pasted.trim() && (
            <p>
              <button
                type="button"
                class="btn main"
                onClick={() => take('pasted.csv', new Blob([pasted], { type: 'text/csv' }))}
              >
                Work out the pasted rows
              </button>
            </p>
          )}
          <p class="sub">or try one that is invented:</p>
          <p>
            {samples.data?.items.map((name) => (
              <button key={name} type="button" class="btn quiet" onClick={() => takeSample(name)}>
                {name.replace(/\.csv$/, '').replaceAll('-', ' ')}
              </button>
            ))}
          </p>
        </div>
      )}
      {state.problem && <Failed problem={state.problem} />}
      {state.busy && !data && <Loading what="Working out the parts" />}
      {data && (
        <div class={state.busy ? 'waiting' : ''}>
          <Totals data={data} />
          <div class="stack">
            <Bill
              data={data}
              chosen={query.get('part')}
              order={query.get('sort') ?? ''}
              scenario={scenario}
            />
            <ByScenario data={data} runs={runs} problem={runsProblem} chosen={scenario} start={start} />
            {data.actions.length > 0 && (
              <Sheet title="What to do first">
                <ul class="body plain-list">
                  {data.actions.map(({ parts, text }) => (
                    <li key={text}>
                      {text} <span class="sub">{parts.join(', ')}</span>
                    </li>
                  ))}
                </ul>
              </Sheet>
            )}
            <div class="two">
              <Columns
                data={data}
                onColumn={(heading, field) => setColumns({ ...columns, [heading]: field })}
              />
              <Problems data={data} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}

const OCTETS = { 'Content-Type': 'application/octet-stream' };

const Totals = ({ data }: { data: PartsAnswer }) => (
  <dl class="totals">
    {data.heads.map(({ label, value, note }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          {value}
          <small>{note}</small>
        </dd>
      </div>
    ))}
  </dl>
);

function Bill({
  data,
  chosen,
  order,
  scenario,
}: {
  data: PartsAnswer;
  chosen: string | null;
  order: string;
  scenario: string;
}) {
  const detail = data.parts.find((one) => one.part === chosen) ?? sorted(data.parts, order, scenario)[0];
  const titles = new Map(data.scenarios.map((one) => [one.scenario, one.title]));
  const title = titles.get(scenario);
  return (
    <Sheet
      title={
        <>
          Bill of materials <ElementLegend />
        </>
      }
      note={`${data.currency} a unit, delivered; +10% is what a tenth on the element's price adds to a kilogram`}
      csv={() => billCsv(data, scenario)}
      cite={{
        title: data.title,
        source: `Prices of the record; compositions told or estimated${title ? `; shortage: ${title}, chain model, run ${data.run}` : ''}`,
        asOf: data.date,
      }}
    >
      <div class="scroll">
        <BillTable data={data} chosen={detail} order={order} scenario={scenario} />
      </div>
      {detail && <Detail one={detail} currency={data.currency} titles={titles} />}
    </Sheet>
  );
}
