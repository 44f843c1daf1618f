import { useEffect, useRef, useState } from 'preact/hooks';
import { figure, rangeOf, signed } from '../../../src/brief/numbers.ts';
import type { PartRow, PartsAnswer } from '../../../src/server/shapes/parts.ts';
import { choose, useAddress } from '../address.ts';
import { ApiError, api, ask, type Problem, useAnswer } from '../api.ts';
import { plain } from '../check/text.ts';
import { Choices, Select, Switch } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { download } from '../components/picture.ts';
import { Head, Sheet } from '../components/sheet.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { useDay } from '../frame/bar.tsx';

interface Bill {
  readonly name: string;
  readonly bytes: Blob;
}

/** The bill stays while the desk is open; a bill of materials is no part of an address. */
let kept: Bill | undefined;

const CURRENCIES = ['EUR', 'USD', 'CNY'];
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
  }, [bill, path]);

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
            ? data.lede
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
        </Choices>
      )}
      {!bill && (
        <div class="state drop">
          <Icon name="parts" />
          <h3>Drop a bill of materials</h3>
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
          <Result
            data={data}
            chosen={query.get('part')}
            onColumn={(heading, field) => setColumns({ ...columns, [heading]: field })}
          />
        </div>
      )}
    </>
  );
}

const OCTETS = { 'Content-Type': 'application/octet-stream' };

function Result({
  data,
  chosen,
  onColumn,
}: {
  data: PartsAnswer;
  chosen: string | null;
  onColumn: (heading: string, field: string) => void;
}) {
  const detail = data.parts.find((one) => one.part === chosen) ?? data.parts[0];
  return (
    <>
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
      <div class="stack">
        <Sheet
          title="Bill of materials"
          note={`${data.currency} a unit, delivered; +10% is what a tenth on the element's price adds to a kilogram`}
          cite={{
            title: data.title,
            source: 'Prices of the record; compositions told or estimated',
            asOf: data.date,
          }}
        >
          <div class="scroll">
            <table class="parts">
              <thead>
                <tr>
                  <th>Part</th>
                  <th class="num hide-n">Mass</th>
                  <th class="num">{data.currency} a unit</th>
                  <th class="hide-n">cost by element</th>
                  <th class="num hide-n">PrNd +10%</th>
                  <th class="num hide-n">Dy +10%</th>
                  <th class="num hide-n">Tb +10%</th>
                  <th>Licence</th>
                  <th class="hide-n">Substitute</th>
                </tr>
              </thead>
              <tbody>
                {data.parts.map((one) => (
                  <Line key={one.row} one={one} chosen={one === detail} />
                ))}
              </tbody>
            </table>
          </div>
          {detail && <Detail one={detail} currency={data.currency} />}
        </Sheet>
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
          <Columns data={data} onColumn={onColumn} />
          <Problems data={data} />
        </div>
      </div>
    </>
  );
}

const FILLS: Record<string, string> = {
  PrNd: 'el-prnd',
  Nd: 'el-prnd',
  Pr: 'el-prnd',
  Dy: 'el-dy',
  Tb: 'el-tb',
};
const small = (value: number) => figure(value, value < 10 ? 2 : value < 100 ? 1 : 0);

/** Icon and words of a licence: needed, free, unsure. */
const Licence = ({ of }: { of: PartRow['licence'] }) => {
  if (!of) return <span class="muted">n/a</span>;
  const free = /^(no|free|not)/i.test(of.word);
  return (
    <span class={`lic ${of.unsure ? 'maybe' : free ? 'free' : 'need'}`} title={of.says}>
      <Icon name={of.unsure ? 'basis' : free ? 'open' : 'lock'} />
      {of.word}
    </span>
  );
};

function Line({ one, chosen }: { one: PartRow; chosen: boolean }) {
  const { part, description, grade, elements, perUnit, massG } = one;
  const swing = (...names: string[]) => {
    const found = elements.filter(({ element }) => names.includes(element));
    return found.length ? `+${small(found.reduce((sum, { swing10 }) => sum + swing10, 0))}` : '0';
  };
  return (
    <tr class={chosen ? 'sel' : ''} aria-current={chosen ? 'true' : undefined}>
      <td class="nm">
        <button type="button" class="linkish" onClick={() => choose({ part })}>
          <b>{plain(part)}</b>
        </button>
        <small>{[description && plain(description), grade].filter(Boolean).join(' · ')}</small>
      </td>
      <td class="num hide-n">{massG === undefined ? <span class="muted">n/a</span> : `${small(massG)} g`}</td>
      <td class="num">
        {perUnit ? (
          <>
            <b>{small(perUnit.value)}</b>
            <br />
            <span class="age">
              {small(perUnit.low)}–{small(perUnit.high)}
            </span>
          </>
        ) : (
          <span class="age old" title={one.refused}>
            not priced
          </span>
        )}
      </td>
      <td class="hide-n">
        <span class="mix">
          {elements.map(({ element, perKg }) => (
            <i
              key={element}
              class={FILLS[element] ?? 'el-oth'}
              style={{ flex: String(Math.max(0, perKg)) }}
              title={`${element}: ${small(perKg)} a kilogram`}
            />
          ))}
        </span>
      </td>
      <td class="num hide-n">{swing('PrNd', 'Nd', 'Pr')}</td>
      <td class="num hide-n">{swing('Dy')}</td>
      <td class="num hide-n">{swing('Tb')}</td>
      <td>
        <Licence of={one.licence} />
      </td>
      <td class="sub hide-n">
        {one.substitutes[0] ? (
          <>
            {one.substitutes[0].to}
            {one.substitutes[0].costPct && (
              <>
                <br />
                <span class="age">cost {signed(one.substitutes[0].costPct.value, 0)}%</span>
              </>
            )}
          </>
        ) : (
          'none on record'
        )}
      </td>
    </tr>
  );
}

function Detail({ one, currency }: { one: PartRow; currency: string }) {
  const laws = [
    ['Export licence', one.licence],
    ['Import duty', one.duty],
    ['Recycled share', one.recycledShare],
    ['Procurement', one.procurement],
  ] as const;
  return (
    <div class="detail">
      <div>
        <p class="label">
          Why a kilogram of {plain(one.part)} costs{' '}
          {one.exWorks ? `${rangeOf(one.exWorks.low, one.exWorks.high)} ${currency}` : 'nobody can say'}
        </p>
        {one.refused ? (
          <p>{one.refused}</p>
        ) : (
          <p class="formula">
            {one.lines
              .map(({ what, amount, formula }) => `${what}: ${formula} = ${small(amount)}`)
              .join('\n')}
            {one.linesUnit && `\nin ${one.linesUnit}${one.rate ? `; ${one.rate}` : ''}`}
          </p>
        )}
        {one.composition && (
          <p class="small muted">
            Composition, weight %:{' '}
            {Object.entries(one.composition)
              .map(([element, share]) => `${element} ${figure(share, 1)}`)
              .join(', ')}
          </p>
        )}
      </div>
      <div>
        <p class="label">What the law says</p>
        {laws.map(([question, of]) =>
          of ? (
            <p key={question} class="sub">
              <b>{question}</b>: {of.says}
              {of.acts.map((act) => (
                <a key={act} class="v" href={`/law?act=${act}`}>
                  {' '}
                  act
                </a>
              ))}
            </p>
          ) : null,
        )}
      </div>
      <div>
        <p class="label">What helps, and what was assumed</p>
        {one.substitutes.slice(0, 4).map(({ to, costPct, massPct, years, licence, note }) => (
          <p key={to} class="sub">
            <b>{to}</b>:{' '}
            {costPct
              ? `cost ${signed(costPct.value, 0)}% (${signed(costPct.low, 0)} to ${signed(costPct.high, 0)}), `
              : ''}
            mass {signed(massPct.value, 0)}%, {years} {years === 1 ? 'year' : 'years'}
            {licence && `, ${licence}`}
            {note && ` (${note})`}
          </p>
        ))}
        {one.notes.map((note) => (
          <p key={note} class="small muted">
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}

/** How each column was understood; a wrong guess is set right here. */
const Columns = ({
  data,
  onColumn,
}: {
  data: PartsAnswer;
  onColumn: (heading: string, field: string) => void;
}) => (
  <Sheet title="Columns of the file" note="set right what was guessed wrongly">
    <div class="scroll tall">
      <table>
        <tbody>
          {data.columns.map(({ letter, heading, field, how }) => (
            <tr key={letter}>
              <td class="age">{letter}</td>
              <td>{plain(heading)}</td>
              <td>
                <select
                  class="field"
                  aria-label={`What ${heading || letter} means`}
                  value={field ?? ''}
                  onChange={(event) => onColumn(heading, event.currentTarget.value)}
                >
                  <option value="">not used</option>
                  {data.fields.map((one) => (
                    <option key={one.field} value={one.field} title={one.means}>
                      {one.title}
                    </option>
                  ))}
                </select>
              </td>
              <td class="sub">{how}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Sheet>
);

const Problems = ({ data }: { data: PartsAnswer }) => (
  <Sheet
    title={
      data.problems.length ? `${data.problems.length} lines or cells to look at` : 'Every line was understood'
    }
  >
    <ul class="body plain-list small tall">
      {data.problems.map((problem) => (
        <li key={`${problem.row}${problem.column}${problem.found}`}>
          <b>{problem.row ? `line ${problem.row}` : 'the file'}</b>
          {problem.column && `, ${plain(problem.column)}`}: {problem.kind}; found “{plain(problem.found)}”
          {problem.expected && `, right would be ${problem.expected}`}
        </li>
      ))}
      {data.assumptions.map((text) => (
        <li key={text}>{text}</li>
      ))}
      {data.caveats.map((text) => (
        <li key={text} class="muted">
          {text}
        </li>
      ))}
    </ul>
  </Sheet>
);
