import { useEffect, useState } from 'preact/hooks';
import { datesInWords, periodWords } from '../../../src/brief/numbers.ts';
import type { Decision } from '../../../src/server/shapes/law.ts';
import { addressWith } from '../address.ts';
import { ApiError, type Problem, send } from '../api.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Empty, Failed, Loading } from '../components/states.tsx';

type Answer = Decision['answers'][number];

export interface Decided {
  readonly shipment?: Record<string, unknown>;
  readonly data?: Decision;
  readonly problem?: Problem;
  /** The main answer in a sentence. */
  readonly finding?: string;
}

/** The law's answer for a shipment on a day; nothing is asked before there is one. */
export function useDecision(day: string | undefined, shipment: Record<string, unknown> | undefined): Decided {
  const [state, setState] = useState<Decided>({});
  useEffect(() => {
    if (!day || !shipment) {
      setState({});
      return;
    }
    let wanted = true;
    send<Decision>('/api/decide', { date: day, shipment }).then(
      (data) => wanted && setState({ shipment, data, finding: findingOf(data) }),
      (error) =>
        wanted &&
        setState({
          shipment,
          problem:
            error instanceof ApiError ? error.problem : { title: 'It could not be decided', status: 0 },
        }),
    );
    return () => {
      wanted = false;
    };
  }, [day, shipment]);
  return shipment && state.shipment === shipment ? state : shipment ? { shipment } : {};
}

function findingOf({ answers }: Decision): string {
  const licence = answers.find(({ question }) => question === 'export_licence') ?? answers[0];
  if (!licence) return 'no question of the law applies';
  if (licence.outcome === 'two_readings') return 'the law has two readings for this shipment';
  if (licence.outcome === 'depends')
    return `it depends on ${licence.needs.map(fieldWords).join(' and ') || 'what is missing'}`;
  return `${licence.questionWords.toLowerCase()} ${licence.outcomeWords}`;
}

const fieldWords = (field: string) => (field.split('.').at(-1) ?? field).replaceAll('_', ' ');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Act ids among words become links. */
const withActs = (texts: readonly string[], titles: Decision['titles']) =>
  texts.map((text, i) => (
    <span key={text}>
      {i > 0 && '; '}
      {/^[a-z]{2}(-[a-z0-9]+)+$/.test(text) ? (
        <a class="v" href={addressWith({ act: text })}>
          {titles[text] ?? text}
        </a>
      ) : (
        datesInWords(text)
      )}
    </span>
  ));

const ICONS: Record<string, IconName> = {
  required: 'lock',
  barred: 'lock',
  denied_in_principle: 'lock',
  not_compliant: 'lock',
  not_required: 'open',
  covered: 'open',
  compliant: 'open',
  exempt: 'open',
  none: 'open',
  two_readings: 'basis',
  depends: 'undecided',
  unclear: 'undecided',
  unknown: 'undecided',
};

export function DecisionSheets({
  decision: { shipment, data, problem },
  day,
}: {
  decision: Decided;
  day: string;
}) {
  if (!shipment) {
    return (
      <Empty title="No shipment yet">
        <p>
          Describe the goods, where they come from and where they go; the law of the day is asked: export
          licence, duties, purchasing rules, product duties.
        </p>
      </Empty>
    );
  }
  if (problem) return <Failed problem={problem} />;
  if (!data) return <Loading what="Deciding" />;
  return (
    <>
      {data.problems.length > 0 && (
        <div class="banner">
          <Icon name="warn" />
          <div>
            {data.problems.map(({ field, found, expected }) => (
              <p key={field + found}>
                <b>{fieldWords(field)}</b>: “{found}” was not understood; right would be {expected}.
              </p>
            ))}
          </div>
        </div>
      )}
      {data.answers.map((answer) => (
        <AnswerSheet key={answer.question} answer={answer} day={day} titles={data.titles} />
      ))}
      {(data.not_applicable.length > 0 || data.caveats.length > 0) && (
        <Sheet title="What does not apply, and what is not known">
          <ul class="body plain-list small">
            {data.not_applicable.map(({ questionWords, says }) => (
              <li key={questionWords}>
                <b>{questionWords}</b>: {datesInWords(says)}
              </li>
            ))}
            {data.caveats.map((caveat) => (
              <li key={caveat}>{datesInWords(caveat)}</li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}

function AnswerSheet({ answer, day, titles }: { answer: Answer; day: string; titles: Decision['titles'] }) {
  const { questionWords, outcome, outcomeWords, readings, reasons, acts, flags, needs } = answer;
  // Where readings part over the day of an act, all that follows differs as well; the day is the turn.
  const overDate = reasons.some(({ step, parts }) => parts && step === 'date');
  return (
    <Sheet
      title={questionWords}
      note={
        <span class={`lic ${answer.certainty === 'unsure' || outcome === 'depends' ? 'maybe' : 'need'}`}>
          <Icon name={ICONS[outcome] ?? 'law'} />
          {outcomeWords}
        </span>
      }
      cite={{
        title: `${questionWords} on ${periodWords(day)}: ${outcomeWords}`,
        source: acts.length ? acts.map(({ title }) => title).join('; ') : 'No act binds',
        asOf: day,
      }}
    >
      <div class={readings.length > 1 ? 'readings' : 'readings one'}>
        {readings.map((reading, i) => (
          <div class="reading" key={reading.outcome + reading.assuming.join()}>
            <span class="tag">
              {readings.length > 1 ? `Reading ${String.fromCharCode(65 + i)}` : 'One reading'}
              {reading.assuming.length > 0 && ` · if ${datesInWords(reading.assuming.join('; or if '))}`}
            </span>
            <h3>
              <Icon name={ICONS[reading.outcome] ?? 'law'} /> {capital(reading.outcomeWords)}
              {reading.rate_pct !== undefined && ` ${reading.rate_pct}%`}
            </h3>
            <p>{datesInWords(reading.says)}</p>
            {reading.arithmetic && <p class="formula">{reading.arithmetic}</p>}
            {(reading.rests.length > 0 || reading.missing.length > 0) && (
              <dl>
                {reading.rests.length > 0 && (
                  <>
                    <dt>Rests on</dt>
                    <dd>{withActs(reading.rests, titles)}</dd>
                  </>
                )}
                {reading.missing.length > 0 && (
                  <>
                    <dt>Missing</dt>
                    <dd>{withActs(reading.missing, titles)}</dd>
                  </>
                )}
              </dl>
            )}
          </div>
        ))}
      </div>
      <ol class="steps">
        {reasons.map((reason) => (
          <li
            key={reason.step + reason.says}
            class={reason.parts && (!overDate || reason.step === 'date') ? 'turn' : ''}
          >
            <b>{STEP_WORDS[reason.step]}</b>
            <p>{datesInWords(reason.says)}</p>
            <span class="res">
              {reason.acts.map((act) => (
                <a
                  key={act}
                  class="v"
                  href={addressWith({ act })}
                  title={titles[act]}
                  aria-label={`act: ${titles[act] ?? act}`}
                >
                  act
                </a>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {(flags.length > 0 ||
        needs.length > 0 ||
        answer.other_days.length > 0 ||
        answer.would_change.length > 0) && (
        <div class="body prose">
          {flags.map((flag) => (
            <p key={flag} class="sub">
              <Icon name="warn" /> {datesInWords(flag)}
            </p>
          ))}
          {needs.length > 0 && <p class="sub">Say more about: {needs.map(fieldWords).join(', ')}.</p>}
          {answer.would_change.length > 0 && (
            <details>
              <summary class="sub">What would change the answer</summary>
              <ul class="plain-list small">
                {answer.would_change.map((change) => (
                  <li key={change.what}>
                    <b>{datesInWords(change.what)}</b>: {datesInWords(change.says)}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {answer.other_days.length > 0 && (
            <details open>
              <summary class="sub">Same goods, other days</summary>
              <ul class="plain-list small">
                {answer.other_days.map((other) => (
                  <li key={other.from}>
                    <a class="v" href={addressWith({ day: other.from })}>
                      <b>{periodWords(other.from)}</b>
                    </a>{' '}
                    {other.outcomeWords}
                    {other.says && `: ${datesInWords(other.says)}`}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </Sheet>
  );
}

const STEP_WORDS: Record<string, string> = {
  parties: 'Parties',
  item: 'Item',
  depth: 'Depth',
  date: 'Date',
  place: 'Place',
  licence: 'Licence',
  buyer: "Buyer's side",
};
