import { useMemo } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { type ChainElement, ELEMENTS } from '../../../src/chain/network.ts';
import { choose, useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { runAgain, stopRun, useModel, useRunState } from '../chain/client.ts';
import { findingOf } from '../chain/finding.ts';
import { COLUMNS, type FlowNode, flowGraph } from '../chain/flow-layout.ts';
import { FlowDiagram, nodeAddress } from '../chain/flow-picture.tsx';
import { FlowTable } from '../chain/flow-table.tsx';
import { MAP_SOURCE } from '../chain/geography.ts';
import { MAP_GOODS } from '../chain/map-flows.ts';
import { FlowMap } from '../chain/map-picture.tsx';
import type { ChainModel, MonthView } from '../chain/messages.ts';
import { BoundsSheet, ConcentrationSheet, DependenceSheet, ShortSheet } from '../chain/month-sheets.tsx';
import { FIRST_MONTH, LAST_MONTH, MonthStrip } from '../chain/month-strip.tsx';
import { NodePanel } from '../chain/node-panel.tsx';
import { OriginSheet } from '../chain/origin-sheet.tsx';
import { RecordSheet } from '../chain/record-sheet.tsx';
import { flowsCsv } from '../chain/tables.ts';
import { ELEMENT_WORDS, placeWords, tonnesWords } from '../chain/words.ts';
import { Choices, Select, Switch } from '../components/field.tsx';
import { Known } from '../components/marks.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await, Empty, Failed, Loading } from '../components/states.tsx';

const SCENARIO = 'april-2025';
const MONTH = '2025-05';
const VIEWS = [
  { value: 'flow', label: 'Flow' },
  { value: 'map', label: 'Map' },
  { value: 'table', label: 'Table' },
];

export default function Chain() {
  const asked = useAnswer<ChainModel>(api('chain/model'));
  return (
    <Await asked={asked} what="Loading the model">
      {(model) => <Room model={model} />}
    </Await>
  );
}

/** The element that goods are named for, so that a link to a node need not say it. */
const elementOf = (node: string | null) => ELEMENTS.find((element) => node?.startsWith(element));

/** What the address asks for, held to what there is. */
function useChoice(model: ChainModel) {
  const { query } = useAddress();
  const scenarios = model.scenarios.map(({ name }) => name);
  const wanted = query.get('scenario') ?? SCENARIO;
  const month = query.get('month') ?? MONTH;
  const of = query.get('of') as ChainElement | null;
  const goods = MAP_GOODS.find(({ kind }) => kind === query.get('goods')) ?? MAP_GOODS[3]!;
  return {
    scenario: scenarios.includes(wanted) ? wanted : SCENARIO,
    month:
      /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && month >= FIRST_MONTH && month <= LAST_MONTH ? month : MONTH,
    element: of && ELEMENTS.includes(of) ? of : (elementOf(query.get('node')) ?? 'Dy'),
    view: VIEWS.some(({ value }) => value === query.get('view')) ? query.get('view')! : 'flow',
    goods: goods.kind,
    node: query.get('node') ?? undefined,
  } as const;
}

function Room({ model }: { model: ChainModel }) {
  const chosen = useChoice(model);
  const { scenario, month, element, node } = chosen;
  const places = useMemo(() => placeWords(model), [model]);
  const running = useRunState();
  const asked = useModel<'month'>(model, { kind: 'month', scenario, month, element });
  const timeline = useModel<'timeline'>(model, { kind: 'timeline', scenario });
  const opened = useModel<'node'>(model, node ? { kind: 'node', scenario, month, element, node } : undefined);
  const { title, description } = model.scenarios.find(({ name }) => name === scenario)!;
  const words = ELEMENT_WORDS[element];
  const source = `Model, “${title}”`;
  const view = asked.data;
  return (
    <>
      <Head
        title={
          view && !asked.loading
            ? findingOf(view, places)
            : `Who depends on whom for ${words.name} in ${periodWords(month)}?`
        }
        lede={
          <>
            {description} Best estimate of the model; ranges and levers are in{' '}
            <a href={`/scenarios?scenario=${encodeURIComponent(scenario)}`}>Scenarios</a>.
          </>
        }
      />
      <Choices>
        <Select
          label="Scenario"
          wide
          value={scenario}
          options={model.scenarios.map((one) => ({ value: one.name, label: one.title }))}
          onChange={(value) => choose({ scenario: value }, true)}
        />
        <Switch
          label="Element"
          value={element}
          options={ELEMENTS.map((one) => ({ value: one, label: ELEMENT_WORDS[one].switch }))}
          onChange={(value) => choose({ of: value, node: undefined })}
        />
        <Switch
          label="Shown as"
          value={chosen.view}
          options={VIEWS}
          onChange={(value) => choose({ view: value === 'flow' ? undefined : value })}
        />
      </Choices>
      <MonthStrip month={month} timeline={timeline.data} choose={(value) => choose({ month: value })} />
      {running && <RunBar state={running} month={month} />}
      {asked.error ? (
        <Failed problem={asked.error} again={runAgain} />
      ) : !view ? (
        running?.stopped ? (
          <Empty title={`Nothing is known of ${periodWords(month)} yet`}>
            <p>The run was stopped at {periodWords(running.month)}, before it came there.</p>
          </Empty>
        ) : (
          <Loading what={`Running the model to ${periodWords(month)}`} />
        )
      ) : (
        <div class={`stack${asked.loading ? ' waiting' : ''}`}>
          <div class={node ? 'chain with-panel' : 'chain'}>
            <Picture
              model={model}
              view={view}
              chosen={chosen}
              opened={opened.data && node ? opened.data.at : undefined}
              source={source}
              title={title}
            />
            {node && (
              <NodePanel
                node={node}
                asked={opened}
                siblings={siblingsOf(view, node)}
                places={places}
                scenario={title}
                element={words.name}
                source={source}
              />
            )}
          </div>
          <OriginSheet
            model={model}
            scenario={scenario}
            month={month}
            element={element}
            places={places}
            source={source}
            pools={view.pools}
          />
          <div class="two">
            <div class="stack">
              <ConcentrationSheet
                view={view}
                places={places}
                scenario={title}
                element={words.name}
                source={source}
              />
              <DependenceSheet
                view={view}
                places={places}
                scenario={title}
                element={words.name}
                source={source}
              />
              <RecordSheet
                model={model}
                view={view}
                scenario={scenario}
                scenarioTitle={title}
                places={places}
              />
            </div>
            <div class="stack">
              <BoundsSheet
                view={view}
                places={places}
                scenario={title}
                element={words.name}
                source={source}
              />
              <ShortSheet view={view} places={places} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}

const siblingsOf = ({ pools }: MonthView, node: string) =>
  Object.values(pools).find((list) => list.some((one) => one.node === node)) ?? [];

function RunBar({ state, month }: { state: NonNullable<ReturnType<typeof useRunState>>; month: string }) {
  return (
    <section class="sheet runbar" aria-label="Run">
      <b>
        {figure(state.done)} of {figure(state.of)} months
      </b>
      <progress max={state.of} value={state.done} aria-label="Months done" />
      <span class="small muted" aria-live="polite">
        {state.stopped
          ? `stopped at ${periodWords(state.month)}`
          : state.month >= month
            ? `${periodWords(month)} is done; the rest is solved in this page`
            : 'solved in this page'}
      </span>
      {state.stopped ? (
        <button type="button" class="btn" onClick={runAgain}>
          Run again
        </button>
      ) : (
        <button type="button" class="btn" onClick={stopRun}>
          Stop here
        </button>
      )}
    </section>
  );
}

function Picture({
  model,
  view,
  chosen,
  opened,
  source,
  title,
}: {
  model: ChainModel;
  view: MonthView;
  chosen: ReturnType<typeof useChoice>;
  opened: { readonly stage: string; readonly place: string } | undefined;
  source: string;
  title: string;
}) {
  const places = useMemo(() => placeWords(model), [model]);
  const { name } = ELEMENT_WORDS[view.element];
  const graph = useMemo(() => flowGraph(view.links), [view]);
  const open = openNode(graph.nodes, opened);
  const addressOf = (node: FlowNode) => {
    const first = view.pools[`${node.at.stage}@${node.at.place}`]?.[0];
    return first && nodeAddress(first.node);
  };
  const period = periodWords(view.month);
  const cite = { title: `Flows of ${name}, ${period}: ${title}`, source };
  const csv = () => flowsCsv(view, { scenario: title, places });
  const note = (
    <>
      <Known as="modelled" />
      modelled, t of {name} in {period}
    </>
  );
  const empty = view.links.length === 0;
  if (chosen.view === 'table' || empty)
    return (
      <Sheet title={`Flows of ${name}`} note={note} csv={csv} cite={cite}>
        {empty ? (
          <p class="body sub">No {name} moves in this month.</p>
        ) : (
          <FlowTable view={view} places={places} element={name} />
        )}
      </Sheet>
    );
  if (chosen.view === 'map')
    return (
      <Sheet
        title={`${MAP_GOODS.find(({ kind }) => kind === chosen.goods)!.label} from place to place`}
        note={note}
        picture
        csv={csv}
        cite={{ ...cite, source: `${source}. ${MAP_SOURCE}` }}
      >
        <div class="body">
          <Switch
            label="Goods on the map"
            value={chosen.goods}
            options={MAP_GOODS.map(({ kind, label }) => ({ value: kind, label }))}
            onChange={(value) => choose({ goods: value === 'magnet' ? undefined : value })}
          />
          <FlowMap
            model={model}
            view={view}
            kind={chosen.goods}
            places={places}
            element={name}
            open={opened && `${opened.stage}@${opened.place}`}
          />
          <p class="legend">
            <span>
              <svg class="swatch" viewBox="0 0 22 10" aria-hidden="true">
                <circle cx="6" cy="5" r="4.5" fill="none" stroke="var(--model)" />
              </svg>
              made there, by area
            </span>
            <span>
              <svg class="swatch" viewBox="0 0 22 10" aria-hidden="true">
                <path d="M0 5h22" stroke="var(--model)" stroke-width="3" />
              </svg>
              sent, by width
            </span>
            <span>
              <svg class="swatch" viewBox="0 0 22 10" aria-hidden="true">
                <path d="M0 5h22" stroke="url(#map-bound)" stroke-width="8" />
              </svg>
              as much as is allowed
            </span>
            <span>out of stock counts where the stock lies</span>
          </p>
        </div>
      </Sheet>
    );
  return (
    <Sheet
      title={`${name.charAt(0).toUpperCase()}${name.slice(1)} from mine to magnet`}
      note={note}
      picture
      csv={csv}
      cite={cite}
    >
      <div class="body">
        <FlowDiagram
          graph={graph}
          columns={COLUMNS}
          places={places}
          label={`Flows of ${name} from stage to stage in ${period}, modelled; the same figures are in the table view.`}
          value={tonnesWords}
          unit="t"
          address={addressOf}
          {...(open && { open })}
        />
        <p class="legend">
          <span>
            <svg class="swatch" viewBox="0 0 22 10" aria-hidden="true">
              <path d="M0 5h22" stroke="var(--model)" stroke-opacity="0.3" stroke-width="8" />
            </svg>
            taken from there
          </span>
          <span>
            <svg class="swatch" viewBox="0 0 22 10" aria-hidden="true">
              <path d="M0 5h22" stroke="url(#flow-bound)" stroke-width="8" />
            </svg>
            as much as is allowed
          </span>
          <span>what a place takes and does not pass on is lost in making</span>
        </p>
      </div>
    </Sheet>
  );
}

/** The node of the picture in whose goods the open ones are. */
function openNode(
  nodes: readonly FlowNode[],
  opened: { readonly stage: string; readonly place: string } | undefined,
): string | undefined {
  return opened && nodes.find(({ at }) => at.stage === opened.stage && at.place === opened.place)?.id;
}
