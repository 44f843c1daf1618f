import { count, datesInWords, periodWords } from '../../../src/brief/numbers.ts';
import { VERDICTS, type Verdict } from '../../../src/judging/verdict.ts';
import type { Statements as Answer } from '../../../src/server/shapes/sources.ts';
import { choose, useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { cut, plain, reasonOf } from '../check/text.ts';
import { Choices, Select, Switch } from '../components/field.tsx';
import { TallyBar, VerdictMark } from '../components/marks.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await, Empty } from '../components/states.tsx';

const PAGE = 50;

/** Who said what, and was it so. */
export default function Statements() {
  const { query } = useAddress();
  const verdict = query.get('verdict') ?? '';
  const kind = query.get('kind') ?? '';
  const words = query.get('q') ?? '';
  const ahead = query.get('ahead') ?? '';
  const offset = Number(query.get('offset') ?? 0) || 0;
  const filters = {
    verdict: verdict || undefined,
    kind: kind || undefined,
    q: words || undefined,
    ahead: ahead || undefined,
  };
  const asked = useAnswer<Answer>(api('statements', { ...filters, limit: PAGE, offset }));
  const { data } = asked;
  const all = data ? Object.values(data.counts).reduce((a, b) => a + b, 0) : 0;
  return (
    <>
      <Head
        title={data ? findingOf(data.counts, all, ahead === 'true') : 'Who said what, and was it so?'}
        lede="Statements of all documents on file, as last judged. A forecast gets a verdict when its day has come, a probability until then."
      />
      <Choices>
        <Switch
          label="Time that is spoken of"
          value={ahead}
          options={[
            { value: '', label: 'all' },
            { value: 'true', label: 'forecasts and promises' },
            { value: 'false', label: 'what is or was' },
          ]}
          onChange={(value) => choose({ ahead: value, offset: undefined })}
        />
        <Switch
          label="Verdict"
          value={verdict}
          options={[{ value: '', label: 'all' }, ...VERDICTS.map((value) => ({ value, label: value }))]}
          onChange={(value) => choose({ verdict: value, offset: undefined })}
        />
        <Select
          label="What is asserted"
          value={kind}
          options={[
            { value: '', label: 'anything' },
            ...(data?.kinds ?? []).map((value) => ({ value, label: value })),
          ]}
          onChange={(value) => choose({ kind: value, offset: undefined })}
        />
        <label class="pick">
          Words
          <input
            class="field"
            type="search"
            value={words}
            onChange={(event) => choose({ q: event.currentTarget.value, offset: undefined })}
          />
        </label>
      </Choices>
      <Await asked={asked} what="Loading statements">
        {({ items, total, counts }) =>
          items.length === 0 ? (
            <Empty title="No statement fits">
              <p>
                <a href="/check">Check a page</a> and save it: its statements stand here.
              </p>
            </Empty>
          ) : (
            <Sheet
              title={`${total} statements`}
              note={
                <span class="wide-bar">
                  <TallyBar counts={counts as Partial<Record<Verdict, number>>} />
                </span>
              }
              csv={api('statements', { ...filters, limit: 10_000, format: 'csv' })}
              cite={{ title: 'Statements and verdicts', source: 'Documents on file, as last judged' }}
            >
              <div class="scroll">
                <table>
                  <thead>
                    <tr>
                      <th>Verdict</th>
                      <th>Said</th>
                      <th class="hide-n">Expected</th>
                      <th class="hide-n">By whom, when, until</th>
                      <th>Where</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.id}>
                        <td>
                          <VerdictMark verdict={one.verdict} />
                          <br />
                          <span class="age">{one.kind}</span>
                        </td>
                        <td>
                          <a class="v said" href={`/check/${one.documentId}#s${one.index + 1}`}>
                            {plain(cut(one.quote.replace(/\s+/g, ' '), 120))}
                          </a>
                          <br />
                          <span class={one.verdict === 'forecast' ? 'sub model-n' : 'sub'}>
                            {datesInWords(plain(cut(reasonOf(one), 120)))}
                          </span>
                          <OverTime one={one} />
                        </td>
                        <td class="sub hide-n">{datesInWords(plain(cut(one.expected, 140)))}</td>
                        <td class="sub hide-n">
                          <Said one={one} />
                        </td>
                        <td class="sub">
                          {plain(cut(one.title ?? one.documentId, 60))}
                          {one.asOf && (
                            <>
                              <br />
                              <span class="age">as of {periodWords(one.asOf)}</span>
                            </>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {total > PAGE && (
                <p class="more-row">
                  {offset > 0 && (
                    <button
                      type="button"
                      class="btn"
                      onClick={() => choose({ offset: String(Math.max(0, offset - PAGE)) }, true)}
                    >
                      Before
                    </button>
                  )}{' '}
                  {offset + 1} to {Math.min(total, offset + PAGE)} of {total}{' '}
                  {offset + PAGE < total && (
                    <button
                      type="button"
                      class="btn"
                      onClick={() => choose({ offset: String(offset + PAGE) }, true)}
                    >
                      Next
                    </button>
                  )}
                </p>
              )}
            </Sheet>
          )
        }
      </Await>
    </>
  );
}

type Row = Answer['items'][number];

/** Who said it on which day, and until when it can be held to. */
function Said({ one: { outlook, published, source } }: { one: Row }) {
  const said = outlook?.said ?? published;
  return (
    <>
      {plain(outlook?.speaker ?? (outlook ? 'speaker not named' : (source ?? 'not known')))}
      {said && (
        <>
          <br />
          <span class="age">{periodWords(said)}</span>
        </>
      )}
      {outlook && (
        <>
          <br />
          <span class="age">
            {outlook.until ? `until ${periodWords(outlook.until)}` : 'no date to be held to'}
          </span>
        </>
      )}
    </>
  );
}

/** What earlier checks made of it, the oldest first, up to the present one. */
const OverTime = ({ one }: { one: Row }) =>
  one.before.length === 0 ||
  (!one.outlook && one.before.every(({ verdict }) => verdict === one.verdict)) ? null : (
    <ol class="overtime">
      {[...one.before, { asOf: one.asOf ?? '', verdict: one.verdict, found: one.found }].map((then) => (
        <li key={then.asOf + then.found}>
          <span class="age">{then.asOf && periodWords(then.asOf)}</span>{' '}
          <VerdictMark verdict={then.verdict} label={plain(cut(then.found, 60))} />
        </li>
      ))}
    </ol>
  );

function findingOf(counts: Readonly<Record<string, number>>, all: number, ahead: boolean): string {
  if (all === 0) return 'No statement is on file yet';
  const of = (verdict: Verdict) => counts[verdict] ?? 0;
  if (ahead) {
    const came = all - of('forecast') - of('undecided');
    return `${count(all, 'statement')} about what is to come: ${of('forecast')} with a probability, ${of('undecided')} undecided, ${came} whose time has come`;
  }
  const rest = [
    of('fails') && `${of('fails')} ${of('fails') === 1 ? 'fails' : 'fail'}`,
    of('forecast') && `${of('forecast')} ${of('forecast') === 1 ? 'is' : 'are'} about the future`,
  ].filter(Boolean);
  return `${of('holds')} of ${all} statements hold${rest.length ? `, ${rest.join(', ')}` : ''}`;
}
