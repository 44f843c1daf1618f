import { useMemo } from 'preact/hooks';
import { daysBetween, figure, periodWords } from '../../../src/brief/numbers.ts';
import type { ActDetail, ActRow, Acts } from '../../../src/server/shapes/law.ts';
import { choose, useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { Icon } from '../components/icon.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await } from '../components/states.tsx';
import { useDay } from '../frame/bar.tsx';
import { DecisionSheets, useDecision } from '../law/decision.tsx';
import { ShipmentForm, shipmentOf } from '../law/shipment-form.tsx';
import { Timeline } from '../law/timeline.tsx';

export default function Law() {
  const { query } = useAddress();
  const { day } = useDay();
  const text = query.toString();
  const shipment = useMemo(() => shipmentOf(new URLSearchParams(text)), [text]);
  const acts = useAnswer<Acts>(day && api('acts', { asOf: day }));
  const decision = useDecision(day, shipment);
  const act = query.get('act');
  const cited = decision.data?.answers.flatMap((answer) => answer.acts.map((one) => one.act));
  const unsure = acts.data?.items.filter(({ on }) => on.certainty === 'unsure').length ?? 0;
  const binding = acts.data?.items.filter(({ on }) => on.status === 'in_force').length ?? 0;
  const title =
    decision.finding ?? (acts.data ? `${binding} acts are in force, ${unsure} are unsure` : 'May I ship it?');
  return (
    <>
      <Head
        title={day && acts.data ? `On ${periodWords(day)}: ${title}` : title}
        lede={
          acts.data &&
          `Acts were looked up to ${periodWords(acts.data.evidence)}; what came after is unknown. Where the texts allow two readings, both stand.`
        }
        actions={
          <a class="btn" href={api('acts', { asOf: day, format: 'csv' })} download>
            <Icon name="down" />
            Acts
          </a>
        }
      />
      <div class="law">
        <div class="stack">
          <DecisionSheets decision={decision} day={day ?? ''} />
          <Await asked={acts} what="Loading the acts">
            {(data) => <ActsSheet acts={data} chosen={act} cited={cited} />}
          </Await>
        </div>
        <div class="stack">
          {act && day && <ActSheet id={act} day={day} />}
          <ShipmentForm key={text} query={query} day={day ?? ''} />
        </div>
      </div>
    </>
  );
}

/** The acts that the answer rests on; without a shipment those whose state changes near the day. */
function ActsSheet({
  acts,
  chosen,
  cited,
}: {
  acts: Acts;
  chosen: string | null;
  cited: readonly string[] | undefined;
}) {
  const { query } = useAddress();
  const every = query.get('acts') === 'all';
  const shown = acts.items.filter(
    (act) => every || act.id === chosen || (cited ? cited.includes(act.id) : isLive(act, acts.day)),
  );
  return (
    <Sheet
      title="Acts"
      note={
        <span class="legend">
          <span>
            <i class="lg force" />
            in force
          </span>
          <span>
            <i class="lg susp" />
            suspended
          </span>
          <span>
            <i class="lg unsure" />
            unsure
          </span>
          <span>
            <i class="lg ann" />
            announced
          </span>
        </span>
      }
      csv={api('acts', { asOf: acts.day, format: 'csv' })}
      cite={{
        title: 'Acts and their days',
        source: `${shown.length} of ${acts.items.length} acts shown`,
        asOf: acts.day,
      }}
    >
      <Timeline acts={shown} day={acts.day} chosen={chosen} />
      <p class="more-row">
        <button type="button" class="btn" onClick={() => choose({ acts: every ? undefined : 'all' })}>
          {every
            ? cited
              ? 'Only what the answer rests on'
              : 'Only what changes near the day'
            : `Show all ${figure(acts.items.length)} acts`}
        </button>
      </p>
    </Sheet>
  );
}

const BINDING = new Set(['law', 'policy']);

const NEAR_DAYS = 420;

/** Worth a line on the day: binding texts whose state changes within about a year of it. */
const isLive = ({ standing, spans }: ActRow, day: string) =>
  BINDING.has(standing) &&
  spans.some(({ from }) => from !== 'unknown' && Math.abs(daysBetween(day, from)) <= NEAR_DAYS);

/** One act: what it is that day and why. */
function ActSheet({ id, day }: { id: string; day: string }) {
  const asked = useAnswer<ActDetail>(api(`acts/${encodeURIComponent(id)}`, { asOf: day }));
  return (
    <Sheet
      title="The chosen act"
      note={
        <button type="button" class="linkish" onClick={() => choose({ act: undefined })}>
          Close
        </button>
      }
      {...(asked.data && {
        cite: {
          title: `${asked.data.title}: ${asked.data.on.words}`,
          source: 'The act as published, with the sources named on the sheet',
          asOf: day,
        },
      })}
    >
      <div class="body prose">
        <Await asked={asked} what="Loading the act">
          {(act) => (
            <div class="prose">
              <p class="finding">{act.title}</p>
              <p>
                <b class={act.on.certainty === 'unsure' ? 'unsure-word' : ''}>{act.on.words}</b>{' '}
                <span class="sub">on {periodWords(day)}</span>
              </p>
              {act.summary && <p class="sub">{act.summary}</p>}
              {act.readings.length > 1 && (
                <ul class="plain-list">
                  {act.readings.map((reading) => (
                    <li key={reading.status + reading.basis}>
                      <b>{reading.status.replaceAll('_', ' ')}</b>{' '}
                      <span class="sub">
                        {reading.basis === 'text' ? 'as printed' : reading.basis}: {reading.rests.join('; ')}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              <ul class="plain-list small">
                {act.happenings.map((happening) => (
                  <li key={happening.from + happening.words}>
                    <b>{happening.from === 'unknown' ? 'before' : periodWords(happening.from)}</b>{' '}
                    {happening.words}
                  </li>
                ))}
              </ul>
              <p class="small muted">
                {act.standing}, looked up to {periodWords(act.evidence)}.{' '}
                {act.sources.map(({ url, name }, i) => (
                  <span key={url ?? name}>
                    {i > 0 && ', '}
                    {url ? (
                      <a href={url} target="_blank" rel="noreferrer noopener">
                        {new URL(url).hostname}
                      </a>
                    ) : (
                      name
                    )}
                  </span>
                ))}
              </p>
            </div>
          )}
        </Await>
      </div>
    </Sheet>
  );
}
