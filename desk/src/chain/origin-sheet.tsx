import { useMemo } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import type { ChainElement } from '../../../src/chain/network.ts';
import { choose, useAddress } from '../address.ts';
import { Switch } from '../components/field.tsx';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { useModel } from './client.ts';
import { originFinding } from './finding.ts';
import { FlowDiagram, nodeAddress } from './flow-picture.tsx';
import type { ChainModel, MonthView, PoolRow } from './messages.ts';
import { ORIGIN_COLUMNS, originGraph } from './origin-graph.ts';
import { originCsv } from './tables.ts';
import { ELEMENT_WORDS, type PlaceWords, percent, tonnesWords } from './words.ts';

const CLASSES = ['NM', 'HSH', 'UH'] as const;
/** Places whose users the model tells apart; the union first, where most readers sit. */
const ENDS = ['EU', 'US', 'JP', 'KR', 'IN', 'VN', 'CN', 'ROW'];
const MONTHS = [
  { value: '1', label: 'This month' },
  { value: '12', label: '12 months' },
];

/** What the reader's part is: a kind of product with its mix of classes, a class, or all magnets of the place. */
function ends(model: ChainModel) {
  const products = model.tables.chainApplications
    .filter((row) => row.NM + row.HSH + row.UH > 0)
    .map((row) => ({
      value: row.application,
      label: row.name,
      mix: Object.fromEntries(CLASSES.map((c) => [`magnet-${c}`, row[c]])) as Record<string, number>,
    }));
  const classes = model.tables.chainCarriers
    .filter(({ kind }) => kind === 'magnet')
    .map(({ carrier, name }) => ({
      value: carrier,
      label: name,
      mix: { [carrier]: 1 } as Record<string, number>,
    }));
  return { products, classes };
}

/** Node of the users' goods that are most of a mix; within a class, of the users who keep least stock. */
export function pricedGoods(
  pools: readonly PoolRow[],
  mix: Readonly<Record<string, number>> | undefined,
): string | undefined {
  const of = (row: PoolRow) => row.node.slice(0, row.node.indexOf('@'));
  const weight = (row: PoolRow) => (mix ? (mix[of(row)] ?? 0) : 1);
  const most = Math.max(0, ...pools.map(weight));
  return [...pools].filter((row) => most > 0 && weight(row) === most).sort((a, b) => b.ask - a.ask)[0]?.node;
}

export function OriginSheet({
  model,
  scenario,
  month,
  element,
  places,
  source,
  pools,
}: {
  model: ChainModel;
  scenario: string;
  month: string;
  element: ChainElement;
  places: PlaceWords;
  source: string;
  pools: MonthView['pools'];
}) {
  const { query } = useAddress();
  const { products, classes } = useMemo(() => ends(model), [model]);
  const wanted = query.get('end') ?? 'EU';
  const member = model.members.find(({ code }) => code === wanted);
  const place = member?.place ?? (ENDS.includes(wanted) ? wanted : 'EU');
  const end = member ? wanted : place;
  const what = [...products, ...classes].find(({ value }) => value === query.get('for'));
  const months = query.get('over') === '12' ? 12 : 1;
  const asked = useModel<'origin'>(model, {
    kind: 'origin',
    scenario,
    month,
    months,
    element,
    place,
    ...(what && { mix: what.mix }),
  });
  const view = asked.data;
  const graph = useMemo(() => view && originGraph(view, place), [view, place]);
  const where = places.name(place);
  const period = months === 12 ? `the twelve months to ${periodWords(month)}` : periodWords(month);
  const name = ELEMENT_WORDS[element].name;
  // The goods whose price the reader's magnets have: of the class that is most of them, with the least stock.
  const priced = pricedGoods(pools[`use@${place}`] ?? [], what?.mix);
  const title = `Origin of the ${name} in ${what ? what.label : 'magnets'} used in ${member?.name ?? where}, ${period}`;
  return (
    <Sheet
      title={`Where does the ${name} come from?`}
      note="followed through every stage, stocks mixing what is in them"
      picture
      class="origin-sheet"
      csv={() => (view ? originCsv(view, month, title, { scenario, places }) : '')}
      cite={{ title, source }}
    >
      <div class="body">
        <div class="choices inner-choices">
          <label class="pick">
            Used in
            <select
              class="field"
              value={end}
              onChange={({ currentTarget }) => choose({ end: currentTarget.value })}
            >
              {ENDS.map((code) => (
                <option key={code} value={code}>
                  {places.name(code).replace(/^the /, '')}
                </option>
              ))}
              <optgroup label="Within the European Union">
                {model.members.map(({ code, name: own }) => (
                  <option key={code} value={code}>
                    {own}
                  </option>
                ))}
              </optgroup>
            </select>
          </label>
          <label class="pick">
            In
            <select
              class="field"
              value={what?.value ?? ''}
              onChange={({ currentTarget }) => choose({ for: currentTarget.value || undefined })}
            >
              <option value="">all magnets used there</option>
              <optgroup label="Products">
                {products.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </optgroup>
              <optgroup label="Magnets">
                {classes.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </optgroup>
            </select>
          </label>
          <Switch
            label="Months counted together"
            value={String(months)}
            options={MONTHS}
            onChange={(value) => choose({ over: value === '1' ? undefined : value })}
          />
        </div>
        {asked.error ? (
          <Failed problem={asked.error} />
        ) : !view || !graph ? (
          <Loading what="Following the element through the stages" />
        ) : (
          <div class={asked.loading ? 'waiting' : ''}>
            <p class="finding">{originFinding(view, name, member?.name ?? where, places)}</p>
            <p class="sub">
              {member &&
                `The model keeps the European Union as one user: ${member.name}'s share of it is not told apart. `}
              {what &&
                products.includes(what as (typeof products)[number]) &&
                `The mix of classes is that of “${what.label}” in the demand tables, the content that of the magnets that ${where} used in ${period}. `}
              {view.tonnes > 0 && (
                <>
                  Magnets of these kinds used in {where} hold{' '}
                  <span class="model-n">{tonnesWords(view.tonnes)} t</span> in all.{' '}
                </>
              )}
              {priced && <a href={nodeAddress(priced)}>What binds their price?</a>}
            </p>
            {graph.links.length > 0 && (
              <FlowDiagram
                graph={graph}
                columns={ORIGIN_COLUMNS}
                places={places}
                label={`${title}: shares by place at every stage; the same figures are in the table below.`}
                value={percent}
                unit="of it"
                height={320}
              />
            )}
          </div>
        )}
      </div>
      {view && view.paths.length > 0 && (
        <details class="below">
          <summary>The shares as a table</summary>
          <Scroll label="Origin by path">
            <table>
              <thead>
                <tr>
                  {ORIGIN_COLUMNS.slice(0, 4).map(({ head }) => (
                    <th key={head}>{head}</th>
                  ))}
                  <th class="num">share</th>
                </tr>
              </thead>
              <tbody>
                {view.paths.slice(0, 24).map(({ path, share }) => (
                  <tr key={path.join()}>
                    {path.map((code, i) => (
                      <td key={`${i}${code}`}>
                        {code === '?' ? <span class="muted">n/a</span> : places.short(code)}
                      </td>
                    ))}
                    <td class="num model-n">{figure(100 * share, 1)}%</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <p class="body small muted">
            Stocks when the run begins, in January 2024, are taken to come from where goods came from in the
            base year. “Unexplained” is oxide on the Chinese market that no mine of the tables accounts for.
          </p>
        </details>
      )}
    </Sheet>
  );
}
