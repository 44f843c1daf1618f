import { useState } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import type { LedgerRow, ObservationDetail } from '../../../src/server/shapes/observation.ts';
import type { DocumentRow, MarkAnswer, SourceRow, StaleList } from '../../../src/server/shapes/sources.ts';
import { choose, useAddress } from '../address.ts';
import { ApiError, api, forget, type Problem, send, useAnswer } from '../api.ts';
import { plain } from '../check/text.ts';
import { Choices, Switch } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { aboutWords, Num, Origin, valueWords } from '../components/origin-card.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await, Empty, Failed } from '../components/states.tsx';

export default function Sources() {
  const { id } = useAddress();
  if (!id) return <Lists />;
  // Ids of ledger rows hold the reading and the place in it.
  return /\.\d+\.\d+$/.test(id) ? <Row key={id} id={id} /> : <Document key={id} id={id} />;
}

const SHOWS = [
  { value: '', label: 'Documents' },
  { value: 'sources', label: 'Sources' },
  { value: 'stale', label: 'Stale' },
];

function Lists() {
  const { query } = useAddress();
  const show = query.get('find') ? 'sources' : (query.get('show') ?? '');
  const stale = useAnswer<StaleList>(api('stale'));
  const documents = useAnswer<{ items: DocumentRow[]; total: number }>(api('documents', { limit: 500 }));
  const waiting = stale.data?.items.length ?? 0;
  return (
    <>
      <Head
        title={
          waiting
            ? `${figure(waiting)} results rest on something that was taken back`
            : documents.data
              ? `Everything rests on ${figure(documents.data.total)} documents`
              : 'Where does it come from?'
        }
        lede="Documents read and facts shipped, with who published them. What is taken back stays on file with the reason; what rests on it is stale until it is judged again."
      />
      <Choices>
        <Switch
          label="What to show"
          value={show}
          options={SHOWS.map((one) =>
            one.value === 'stale' && waiting ? { ...one, label: `Stale (${waiting})` } : one,
          )}
          onChange={(value) => choose({ show: value, find: undefined })}
        />
      </Choices>
      {show === 'stale' ? (
        <Await asked={stale} what="Loading what is stale">
          {(data) => <Stale data={data} />}
        </Await>
      ) : show === 'sources' ? (
        <Publishers find={query.get('find') ?? ''} />
      ) : (
        <Await asked={documents} what="Loading documents">
          {({ items }) => <Documents items={items} />}
        </Await>
      )}
    </>
  );
}

const Documents = ({ items }: { items: readonly DocumentRow[] }) => (
  <Sheet
    title="Documents"
    csv={api('documents', { limit: 10_000, format: 'csv' })}
    cite={{ title: 'Documents on file', source: 'The ledger of this machine' }}
  >
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Document</th>
            <th>Published</th>
            <th class="num">Figures</th>
            <th class="num hide-n">Numbers unread</th>
            <th class="hide-n">Filed</th>
            <th>Standing</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td class="mat">
                <a class="v" href={`/sources/${one.id}`}>
                  {plain(one.title)}
                </a>
                <small>{plain(one.source)}</small>
              </td>
              <td class="sub">{one.published ? periodWords(one.published) : 'no date'}</td>
              <td class="num">{figure(one.observations)}</td>
              <td class="num hide-n">
                {figure(one.unread)} <span class="age">of {figure(one.numbers)}</span>
              </td>
              <td class="sub hide-n">{periodWords(one.recorded.slice(0, 10))}</td>
              <td class="sub">
                {one.retracted ? (
                  <b class="bad">taken back</b>
                ) : one.sample ? (
                  'a sample'
                ) : one.copyOf ? (
                  'a copy'
                ) : (
                  'counts'
                )}
                {one.checked && (
                  <>
                    {', '}
                    <a class="v" href={`/check/${one.id}`}>
                      checked
                    </a>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Sheet>
);

function Publishers({ find }: { find: string }) {
  const asked = useAnswer<{ items: SourceRow[] }>(api('sources'));
  return (
    <Await asked={asked} what="Loading sources">
      {({ items }) => {
        const found = items.filter(({ name, voice }) =>
          `${name} ${voice}`.toLowerCase().includes(find.toLowerCase()),
        );
        return (
          <Sheet
            title={`${figure(found.length)} sources`}
            note={
              <input
                class="field"
                type="search"
                aria-label="Find a source"
                placeholder="Find a source"
                value={find}
                onChange={(event) => choose({ find: event.currentTarget.value, show: 'sources' })}
              />
            }
            csv={api('sources', { format: 'csv' })}
            cite={{ title: 'Sources', source: 'The ledger of this machine' }}
          >
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>Source</th>
                    <th class="hide-n">Whose figures</th>
                    <th>Standing</th>
                    <th class="num">Figures</th>
                    <th class="hide-n">Published</th>
                    <th>
                      <span class="sr">Action</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {found.slice(0, 300).map((one) => (
                    <tr key={one.id}>
                      <td class="mat">{plain(one.name)}</td>
                      <td class="sub hide-n">{plain(one.voice)}</td>
                      <td class="sub">{one.retracted ? <b class="bad">taken back</b> : one.standing}</td>
                      <td class="num">{figure(one.observations)}</td>
                      <td class="sub hide-n">
                        {one.firstPublished && periodWords(one.firstPublished.slice(0, 10))}
                        {one.lastPublished &&
                          one.lastPublished !== one.firstPublished &&
                          ` to ${periodWords(one.lastPublished.slice(0, 10))}`}
                      </td>
                      <td>
                        <TakeBack target={one.id} what={one.name} back={!!one.retracted} small />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Sheet>
        );
      }}
    </Await>
  );
}

function Stale({ data }: { data: StaleList }) {
  if (data.items.length === 0) {
    return (
      <Empty title="Nothing is stale">
        <p>No result on file rests on something that was taken back or superseded.</p>
      </Empty>
    );
  }
  return (
    <Sheet title="Results that no longer stand on their grounds">
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Result</th>
              <th>Rests on</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.kind === 'verdict' ? (
                    <a
                      class="v"
                      href={`/check/${one.id.split('.')[0]}#s${Number(one.id.split('.').at(-1)) + 1}`}
                    >
                      verdict {one.id}
                    </a>
                  ) : (
                    `${one.kind} ${one.id}`
                  )}
                </td>
                <td class="sub">{one.reasons[0]?.restsOn}</td>
                <td class="sub">
                  {one.reasons[0]?.why}
                  {one.reasons[0]?.mark && `: ${one.reasons[0].mark.why} (${one.reasons[0].mark.who})`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

/** Takes something back, with who says so and why; or lets it count again. */
function TakeBack({
  target,
  what,
  back,
  small,
}: {
  target: string;
  what: string;
  back: boolean;
  small?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const [who, setWho] = useState('');
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState<MarkAnswer>();
  const verb = back ? 'Let it count again' : 'Take back';
  const act = async () => {
    try {
      setDone(await send<MarkAnswer>(back ? '/api/reinstate' : '/api/retract', { target, who, why }));
      forget();
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof ApiError ? error.problem : { title: 'It was not done', status: 0 });
    }
  };
  if (done) {
    const n = done.dependents.length;
    return (
      <p class="sub" role="status">
        {back ? 'It counts again.' : 'Taken back.'} {n} {n === 1 ? 'result rests' : 'results rest'} on it.{' '}
        <a href="/sources?show=stale">See what is stale</a>
      </p>
    );
  }
  if (!open) {
    return (
      <button
        type="button"
        class={small ? 'linkish' : 'btn'}
        onClick={() => setOpen(true)}
        aria-label={`${verb}: ${what}`}
      >
        {verb}
      </button>
    );
  }
  return (
    <form
      class="take-back"
      onSubmit={(event) => {
        event.preventDefault();
        act();
      }}
    >
      <label class="pick">
        Who says so
        <input class="field" required value={who} onInput={(event) => setWho(event.currentTarget.value)} />
      </label>
      <label class="pick">
        Why
        <input class="field" required value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
      </label>
      <button type="submit" class="btn main">
        {verb}
      </button>
      <button type="button" class="btn quiet" onClick={() => setOpen(false)}>
        Not now
      </button>
      {problem && <Failed problem={problem} />}
    </form>
  );
}

function Document({ id }: { id: string }) {
  const asked = useAnswer<DocumentRow>(api(`documents/${encodeURIComponent(id)}`));
  const rows = useAnswer<{ items: LedgerRow[]; total: number }>(
    api('observations', { document: id, limit: 200 }),
  );
  return (
    <Await asked={asked} what="Loading the document">
      {(document) => (
        <>
          <Head
            title={plain(document.title)}
            lede={`${plain(document.source)}, ${document.published ? periodWords(document.published) : 'without a date'}. ${figure(document.observations)} figures; ${figure(document.unread)} of ${figure(document.numbers)} numbers unread. ${plain(document.origin)}`}
            actions={
              <>
                {document.checked && (
                  <a class="btn" href={`/check/${id}`}>
                    <Icon name="check" />
                    Open the page
                  </a>
                )}
                <TakeBack target={id} what={document.title} back={!!document.retracted} />
              </>
            }
          />
          {document.retracted && (
            <p class="banner">
              <Icon name="warn" />
              <span>
                Taken back on {periodWords(document.retracted.recorded.slice(0, 10))} by{' '}
                {document.retracted.who}: {document.retracted.why}
              </span>
            </p>
          )}
          <Await asked={rows} what="Loading its figures">
            {({ items, total }) => (
              <Sheet
                title={`${figure(total)} figures`}
                note={
                  document.sample
                    ? 'a sample: never used as evidence'
                    : document.retracted
                      ? 'taken back: no evidence'
                      : undefined
                }
                csv={api('observations', { document: id, limit: 10_000, format: 'csv' })}
                cite={{ title: document.title, source: document.source }}
              >
                <div class="scroll">
                  <table>
                    <thead>
                      <tr>
                        <th>Figure</th>
                        <th>About</th>
                        <th class="hide-n">Words</th>
                      </tr>
                    </thead>
                    <tbody>
                      {items.map((row) => {
                        const { value, unit } = valueWords(row.observation);
                        return (
                          <tr key={row.id}>
                            <td class="num">
                              <Num row={row.id}>
                                {value} <span class="unit">{unit}</span>
                              </Num>
                            </td>
                            <td class="sub">{aboutWords(row.observation)}</td>
                            <td class="sub hide-n">{plain(row.observation.quote.slice(0, 140))}</td>
                          </tr>
                        );
                      })}
                    </tbody>
                  </table>
                </div>
                {items.length === 0 && (
                  <p class="body sub">Samples and documents taken back are no evidence.</p>
                )}
                {total > items.length && (
                  <p class="more-row sub">The first {items.length} are shown; the CSV has all of them.</p>
                )}
              </Sheet>
            )}
          </Await>
        </>
      )}
    </Await>
  );
}

function Row({ id }: { id: string }) {
  const asked = useAnswer<ObservationDetail>(api(`observations/${encodeURIComponent(id)}`));
  return (
    <Await asked={asked} what="Loading the ledger row">
      {(detail) => {
        const { value, unit } = valueWords(detail.observation);
        return (
          <>
            <Head
              title={`${value} ${unit}`}
              lede={`${aboutWords(detail.observation)}. Ledger row ${id}.`}
              actions={<TakeBack target={id} what="this figure" back={detail.status === 'retracted'} />}
            />
            <div class="pair">
              <Sheet title="Where it comes from">
                <div class="body">
                  <div class="origin flat">
                    <Origin detail={detail} />
                  </div>
                </div>
              </Sheet>
              <Sheet title="On file">
                <dl class="body facts">
                  <dt>Source</dt>
                  <dd>{plain(detail.source)}</dd>
                  <dt>Whose figure</dt>
                  <dd>
                    {plain(detail.voice)}, {detail.standing}
                  </dd>
                  <dt>Document</dt>
                  <dd>
                    <a class="v" href={`/sources/${detail.document.id}`}>
                      {plain(detail.document.title ?? detail.document.id)}
                    </a>
                  </dd>
                  <dt>Recorded</dt>
                  <dd>{detail.recorded.slice(0, 16).replace('T', ' ')}</dd>
                  <dt>Standing</dt>
                  <dd>
                    {detail.status.replaceAll('_', ' ')}
                    {!detail.current && ', superseded by a later reading'}
                  </dd>
                </dl>
              </Sheet>
            </div>
          </>
        );
      }}
    </Await>
  );
}
