import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { choose } from '../address.ts';
import type { Problem } from '../api.ts';
import { Icon } from '../components/icon.tsx';
import { SheetFoot } from '../components/sheet.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { isTyping } from '../frame/keys.tsx';
import { nodeAddress } from './flow-picture.tsx';
import type { AccountRow, BoundRow, Neighbour, NodeView, PoolRow, TraceRow } from './messages.ts';
import { Prices, Quoted } from './node-prices.tsx';
import { nodeCsv } from './tables.ts';
import { priceFinding, stepsOf } from './trace-steps.ts';
import { capital, money, type PlaceWords, percent, stageAtWords, tonnesWords } from './words.ts';

interface PanelProps {
  readonly node: string;
  readonly asked: { readonly data?: NodeView; readonly error?: Problem; readonly loading: boolean };
  /** Other goods of the same stage at the same place. */
  readonly siblings: readonly PoolRow[];
  readonly places: PlaceWords;
  readonly scenario: string;
  readonly element: string;
  readonly source: string;
}

/** One node: what comes in and goes out, its price and why, what binds, who depends on it. */
export function NodePanel({ node, asked, siblings, places, scenario, element, source }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  const { data } = asked;
  useEffect(() => {
    // Where the panel lies below the picture, what was opened is brought into sight.
    const top = panel.current?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > innerHeight * 0.7) panel.current?.scrollIntoView({ block: 'start' });
  }, [node]);
  const close = () => {
    // The focus goes back to where the goods were opened from.
    const from = document.querySelector<SVGAElement>('.flow-node[aria-current="true"]');
    choose({ node: undefined });
    from?.focus();
  };
  useEffect(() => {
    const key = (event: KeyboardEvent) => event.key === 'Escape' && !isTyping(event) && close();
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
  return (
    <section class="sheet node-panel" ref={panel} aria-label="The chosen goods">
      <header>
        <h2>{data?.name ?? 'Opening'}</h2>
        <button type="button" class="btn quiet" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <p class="sr" aria-live="polite">
        {data && !asked.loading && `${data.name}: ${priceFinding(data)}`}
      </p>
      {asked.error ? (
        <Failed problem={asked.error} />
      ) : !data ? (
        <div class="body">
          <Loading what="Asking the model" />
        </div>
      ) : (
        <div class={asked.loading ? 'waiting' : ''}>
          {siblings.length > 1 && <Siblings siblings={siblings} node={node} />}
          <Head view={data} />
          <Why view={data} />
          <Binds bounds={data.bounds} month={data.month} places={places} />
          <Balance view={data} />
          <Depends view={data} places={places} element={element} />
          <Prices view={data} scenario={scenario} source={source} />
          <SheetFoot
            cite={{ title: `${data.name}, ${periodWords(data.month)}`, source }}
            csv={() => nodeCsv(data, { scenario, places })}
          />
        </div>
      )}
    </section>
  );
}

const Siblings = ({ siblings, node }: { siblings: readonly PoolRow[]; node: string }) => (
  <label class="pick siblings">
    Goods here
    <select
      class="field"
      value={node}
      onChange={({ currentTarget }) => choose({ node: currentTarget.value })}
    >
      {siblings.map((one) => (
        <option key={one.node} value={one.node}>
          {`${one.short}: ${figure(one.ask, one.ask < 100 ? 1 : 0)} USD/kg`}
        </option>
      ))}
    </select>
  </label>
);

function Head({ view }: { view: NodeView }) {
  return (
    <div class="body">
      <p class="finding">{priceFinding(view)}</p>
      <div class="three">
        <p>
          <span class="label">Asked, {periodWords(view.month)}</span>
          <b class="model-n">{money(view.ask)}</b> <span class="unit">USD/kg</span>
          <span class="age">what one more tonne would cost now</span>
        </p>
        <p>
          <span class="label">Traded</span>
          <b class="model-n">{money(view.traded)}</b> <span class="unit">USD/kg</span>
          <span class="age">what the goods here cost on the mean</span>
        </p>
        <p>
          <span class="label">Base year</span>
          <b class="model-n">{money(view.base)}</b> <span class="unit">USD/kg</span>
          <span class="age">
            {view.base > 0 && view.ask > 0 ? `asked is ${figure(view.ask / view.base, 1)}×` : ''}
          </span>
        </p>
      </div>
      <Quoted view={view} />
    </div>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  cost: 'cost',
  freight: 'freight and margin',
  tax: 'tax',
  duty: 'duty',
  rent: 'rents of what binds',
  band: 'margins that move with volume',
  premium: 'having it now',
  stock: 'out of stock',
  input: 'other materials',
  side: 'less by-products',
};

/** Lines thinner than this are told together. */
const LEAST_LINE = 0.004;

function Why({ view }: { view: NodeView }) {
  const byKind = new Map<string, number>();
  for (const { kind, usdPerKg } of view.trace) byKind.set(kind, (byKind.get(kind) ?? 0) + usdPerKg);
  const shown = view.trace.filter(
    ({ usdPerKg }) => Math.abs(usdPerKg) >= LEAST_LINE * Math.max(0.01, Math.abs(view.ask)),
  );
  const rest =
    view.trace.reduce((sum, one) => sum + one.usdPerKg, 0) - shown.reduce((s, one) => s + one.usdPerKg, 0);
  const widest = Math.max(0.01, ...shown.map(({ usdPerKg }) => Math.abs(usdPerKg)));
  return (
    <Part title="Why it costs that" note="back along the largest supplier, USD/kg">
      <p class="small sub kinds">
        {Object.entries(KINDS)
          .filter(([kind]) => Math.abs(byKind.get(kind) ?? 0) >= 0.005)
          .map(([kind, words], i) => (
            <span key={kind}>
              {i > 0 && (byKind.get(kind)! < 0 ? ' − ' : ' + ')}
              {words.replace('less ', '')} <b class="model-n">{money(Math.abs(byKind.get(kind)!))}</b>
            </span>
          ))}{' '}
        = <b class="model-n">{money(view.ask)}</b>
      </p>
      <table class="why">
        <thead class="sr">
          <tr>
            <th>What</th>
            <th>Share</th>
            <th>USD/kg</th>
          </tr>
        </thead>
        {stepsOf(shown).map(({ step, lines }, i) => (
          <tbody key={`${step}${i}`}>
            {step && (
              <tr class="step">
                <th colSpan={3} scope="rowgroup">
                  {capital(step)}
                </th>
              </tr>
            )}
            {lines.map((line) => (
              <WhyRow key={line.words} line={line} widest={widest} />
            ))}
          </tbody>
        ))}
        <tbody>
          {Math.abs(rest) >= 0.005 && (
            <tr>
              <td class="muted">lines of less than {figure(100 * LEAST_LINE, 1)}% each</td>
              <td />
              <td class="num model-n">{money(rest)}</td>
            </tr>
          )}
          <tr class="total">
            <td>asked price</td>
            <td />
            <td class="num model-n">{money(view.ask)}</td>
          </tr>
        </tbody>
      </table>
    </Part>
  );
}

const WhyRow = ({ line, widest }: { line: TraceRow; widest: number }) => (
  <tr class={line.kind === 'rent' ? 'is-rent' : ''}>
    <td>{line.node ? <a href={nodeAddress(line.node)}>{capital(line.words)}</a> : capital(line.words)}</td>
    <td class="bar-cell">
      <i
        class={line.usdPerKg < 0 ? 'neg' : line.kind === 'rent' ? 'rent' : ''}
        style={{ '--w': `${Math.max(1, (100 * Math.abs(line.usdPerKg)) / widest)}%` }}
      />
    </td>
    <td class="num model-n">{money(line.usdPerKg)}</td>
  </tr>
);

export const BOUND_WORDS: Readonly<Record<BoundRow['kind'], string>> = {
  licence: 'licence',
  closure: 'closure',
  contract: 'contracts',
  plant: 'plants',
  process: 'capacity',
};

function Binds({
  bounds,
  month,
  places,
}: {
  bounds: readonly BoundRow[];
  month: string;
  places: PlaceWords;
}) {
  return (
    <Part title="What binds here" note={bounds.length > 0 ? 'rent, USD/kg' : undefined}>
      {bounds.length === 0 ? (
        <p class="sub">
          Nothing that brings these goods here, or takes them away, is at its limit in {periodWords(month)}.
        </p>
      ) : (
        <ul class="rows">
          {bounds.map((row) => (
            <li key={row.what + row.where}>
              <span>
                {capital(row.what)}
                {row.destinations.length > 0 && ` to ${row.destinations.map(places.name).join(', ')}`}
                <small>
                  {capital(row.where)}; {tonnesWords(row.tonnes)} t of {tonnesWords(row.allowed)} t allowed,{' '}
                  {tonnesWords(row.normal)} t in a normal month
                </small>
              </span>
              <b class="model-n">+{money(row.dearestUsdPerKg)}</b>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Balance({ view }: { view: NodeView }) {
  const sum = (rows: readonly AccountRow[]) => rows.reduce((total, { tonnes }) => total + tonnes, 0);
  const change =
    (view.outOf.find(({ words }) => words.startsWith('in stock'))?.tonnes ?? 0) -
    (view.into.find(({ words }) => words.startsWith('in stock'))?.tonnes ?? 0);
  // One precision down the column, so that it can be added by eye.
  const digits = sum(view.into) < 1000 ? 2 : 1;
  const side = (title: string, rows: readonly AccountRow[]) => (
    <tbody>
      <tr class="side">
        <th scope="rowgroup">{title}</th>
        <th class="num">t</th>
      </tr>
      {rows.map((row) => (
        <tr key={row.words}>
          <td>
            {row.node && row.node !== view.node ? (
              <a href={nodeAddress(row.node)}>{capital(row.words)}</a>
            ) : (
              capital(row.words)
            )}
          </td>
          <td class="num model-n">{figure(row.tonnes, digits)}</td>
        </tr>
      ))}
      <tr class="total">
        <td>Sum</td>
        <td class="num model-n">{figure(sum(rows), digits)}</td>
      </tr>
    </tbody>
  );
  return (
    <Part title="Balance" note={view.basis.startsWith('t ') ? view.basis : `t, ${view.basis}`}>
      <table class="balance">
        {side('In', view.into)}
        {side('Out', view.outOf)}
      </table>
      <p class="small sub">
        Stock {change < 0 ? 'falls' : 'grows'} by <b class="model-n">{tonnesWords(Math.abs(change))} t</b>
        {view.weeksOfStock !== undefined && (
          <>
            {' '}
            and would last <b class="model-n">{figure(view.weeksOfStock, 1)} weeks</b>
          </>
        )}
        ; <b class="model-n">{tonnesWords(view.onTheWay)} t</b> more set out for here this month and arrive
        later.
        {view.short > 0.0005 && (
          <>
            {' '}
            <b class="model-n">{tonnesWords(view.short)} t</b> were wanted and not served.
          </>
        )}
      </p>
    </Part>
  );
}

function Depends({ view, places, element }: { view: NodeView; places: PlaceWords; element: string }) {
  if (!view.at) return null;
  const here = stageAtWords(view.at, places);
  const list = (rows: readonly Neighbour[], none: string) =>
    rows.length === 0 ? (
      <p class="sub">{none}</p>
    ) : (
      <ul class="rows">
        {rows.slice(0, 8).map(({ who, share, tonnes, bound }) => (
          <li key={`${who.stage}@${who.place}`}>
            <span>
              {who.stage === 'stock' ? `Stock in ${places.name(who.place)}` : stageAtWords(who, places)}
              <small>
                {tonnesWords(tonnes)} t of {element}
                {bound > 0.5 && ', as much as is allowed'}
              </small>
            </span>
            <b class="model-n">{percent(share)}</b>
          </li>
        ))}
      </ul>
    );
  return (
    <>
      <Part title="Who depends on it" note={`share of their ${element}`}>
        {list(view.dependents, 'Nobody further along: here the magnets go into products.')}
      </Part>
      <Part
        title="What it depends on"
        note={`where ${here.charAt(0).toLowerCase()}${here.slice(1)} takes from`}
      >
        {list(view.dependsOn, 'Nothing before it: here the element comes out of the ground.')}
      </Part>
    </>
  );
}

const Part = ({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children: ComponentChildren;
}) => (
  <div class="part">
    <h3>
      {title}
      {note && <span class="note">{note}</span>}
    </h3>
    {children}
  </div>
);
