import { useMemo } from 'preact/hooks';
import { periodWords } from '../../../src/brief/numbers.ts';
import type { ScenarioFile } from '../../../src/chain/scenario.ts';
import { type Lever, leversOf, monthsOf } from '../../../src/chain/settings.ts';
import { useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { Icon } from '../components/icon.tsx';
import { Copy, Head } from '../components/sheet.tsx';
import { Await, Empty, Failed, Loading } from '../components/states.tsx';
import { useDay } from '../frame/bar.tsx';
import { Levers } from '../scenarios/levers.tsx';
import type { Model } from '../scenarios/messages.ts';
import { type Context, ResultViews } from '../scenarios/results.tsx';
import { RunBar, RunChoices } from '../scenarios/run-bar.tsx';
import { useRuns } from '../scenarios/use-runs.ts';
import { commandOf, ITSELF, leftOut, runsOf, scenarioNamed, type View, viewOf } from '../scenarios/view.ts';
import { findingOf, leverWords, settingWords } from '../scenarios/words.ts';

export default function Scenarios() {
  const asked = useAnswer<Model>(api('chain/model'));
  return (
    <Await asked={asked} what="Loading the model">
      {(model) => <Room model={model} />}
    </Await>
  );
}

function Room({ model }: { model: Model }) {
  const { query } = useAddress();
  const { day } = useDay();
  const address = query.toString();
  const view = useMemo(() => viewOf(new URLSearchParams(address), model), [address, model]);
  const levers = useMemo(() => leversOf(model.levers), [model]);
  const scenario = useMemo(() => scenarioNamed(model, view.scenario), [model, view.scenario]);
  const gone = leftOut(view.against);
  const against = view.against === ITSELF || gone ? scenario : scenarioNamed(model, view.against);
  const known = scenario !== undefined && against !== undefined;
  const runs = useRuns(model, known ? { ...runsOf(view), draws: view.draws, seed: view.seed } : undefined);
  const place = model.levers.places.find(({ key }) => key === view.place);
  const moved = view.settings.map((setting) => settingWords(setting, levers));
  const spans = useMemo(
    () =>
      spansOf(
        view,
        levers,
        model.scenarios.find(({ name }) => name === view.scenario),
      ),
    [view, levers, model],
  );
  if (!scenario || !against) {
    const missing = scenario ? view.against : view.scenario;
    return (
      <>
        <Head title="There is no such scenario" />
        <Empty title={`None is called "${missing}"`}>
          <p>
            These are ready:{' '}
            {model.scenarios.map(({ name, title }, i) => (
              <span key={name}>
                {i > 0 && '; '}
                <a href={`/scenarios?scenario=${name}`}>{title}</a>
              </span>
            ))}
            .
          </p>
        </Empty>
      </>
    );
  }
  // Until there is an answer the title is the question.
  const asking = moved.length > 0 ? `What if: ${moved.join('; ')}?` : scenario.title;
  const question = moved.length > 0 ? `${scenario.title}; moved: ${moved.join('; ')}` : scenario.title;
  const baseWords =
    view.against === ITSELF
      ? 'the same with no lever moved'
      : gone
        ? `this without “${leverWords(levers.find(({ key }) => key === gone) ?? { label: gone })}”`
        : `“${against.title}”`;
  const { results } = runs;
  const context: Context | undefined = results && {
    model,
    levers,
    view,
    results,
    place,
    placeName: (code) => placeName(model, code),
    question,
    baseWords,
    source: sourceOf(results.run.draws.length, view.seed, day),
    spans,
    day,
  };
  return (
    <>
      <Head
        title={results && !runs.old ? findingOf(results, view, place) : asking}
        lede={
          <>
            <b>{scenario.title}. </b>
            {moved.length === 0 ? scenario.description : `Moved: ${moved.join('; ')}.`}
            {results?.base && ` Held against ${baseWords}.`}
          </>
        }
        actions={
          <>
            <Copy class="btn" icon="link" label="Share" text={() => location.href} />
            <Copy class="btn" icon="copy" label="Command" text={() => commandOf(view)} />
          </>
        }
      />
      {view.wrong.length > 0 && (
        <p class="banner" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not all of the address could be used.</b> {view.wrong.join(' ')}
          </span>
        </p>
      )}
      <div class="scen">
        <div class="lever-column">
          <Levers model={model} view={view} scenario={scenario}>
            <RunChoices view={view} />
          </Levers>
        </div>
        <div class="results">
          <RunBar runs={runs} view={view} />
          {runs.failed && (
            <div class="sheet">
              <Failed
                problem={{
                  title: 'The model did not finish',
                  detail: `${runs.failed}${results ? ' What is below is of the last run that did.' : ''}`,
                  status: 0,
                }}
                again={runs.again}
              />
            </div>
          )}
          {context ? (
            <div class={runs.old ? 'old' : ''} aria-busy={runs.old}>
              {runs.old && <p class="sr">These are the results of what was asked before.</p>}
              <ResultViews context={context} />
            </div>
          ) : (
            !runs.failed &&
            (runs.running ? (
              <div class="sheet">
                <div class="body">
                  <Loading what="Running the best estimate" />
                </div>
              </div>
            ) : (
              <div class="sheet">
                <Empty title="Stopped before there was anything to show">
                  <p>“Go on” above takes it up again.</p>
                </Empty>
              </div>
            ))
          )}
        </div>
      </div>
    </>
  );
}

/** Months in which levers are moved, or in which the scenario's own events hold for a time. */
function spansOf(
  { settings, until }: View,
  levers: readonly Lever[],
  file: ScenarioFile | undefined,
): Context['spans'] {
  const moved = settings.flatMap((setting) => {
    const lever = levers.find(({ key }) => key === setting.key);
    const months = lever ? monthsOf(lever, setting) : {};
    return months.from ? [{ from: months.from, until: months.until ?? until }] : [];
  });
  const spans = moved.length > 0 ? moved : (file?.events ?? []).flatMap(ownSpan);
  const whole = spans.filter((span) => span.until < until);
  return [...new Map(whole.map((span) => [`${span.from}${span.until}`, span])).values()];
}

/** Months in which an event of a scenario holds, where it ends: for licences, until all are given again. */
function ownSpan(event: ScenarioFile['events'][number]): Context['spans'] {
  if (!('from' in event) || !event.from) return [];
  const free =
    event.kind === 'control'
      ? Object.entries(event.licensed.default ?? {})
          .filter(([, share]) => share === 1)
          .map(([month]) => month)
          .sort()[0]
      : undefined;
  const until = ('until' in event && event.until) || free;
  return until ? [{ from: event.from, until }] : [];
}

const placeName = (model: Model, code: string) =>
  model.tables.chainPlaces.find((row) => row.code === code)?.short_name ?? code;

const sourceOf = (draws: number, seed: number, day: string | undefined) =>
  `Modelled by the chain model: ${draws > 0 ? `${draws} draws, seed ${seed}` : 'best estimate'}${day ? `; record to ${periodWords(day)}` : ''}`;
