// What the room shows of its runs, by tab.
import type { ComponentChildren } from 'preact';
import type { Lever } from '../../../src/chain/settings.ts';
import { choose } from '../address.ts';
import { Switch } from '../components/field.tsx';
import { Binding } from './binding.tsx';
import { Compare } from './compare.tsx';
import { Covered, Stops } from './dates.tsx';
import { FanSheet, type Series } from './fans.tsx';
import { Flows } from './flows.tsx';
import { Heat } from './heat.tsx';
import type { Model } from './messages.ts';
import type { Results } from './use-runs.ts';
import { ITSELF, TABS, type Tab, type View, without } from './view.ts';
import { settingWords } from './words.ts';

/** What every sheet of the room needs. */
export interface Context {
  readonly model: Model;
  readonly levers: readonly Lever[];
  readonly view: View;
  readonly results: Results;
  /** The place that it is seen from; absent: everywhere. */
  readonly place:
    | { readonly key: string; readonly name: string; readonly places: readonly string[] }
    | undefined;
  readonly placeName: (code: string) => string;
  /** What was asked, in words, for citations. */
  readonly question: string;
  readonly baseWords: string;
  /** What the figures rest on. */
  readonly source: string;
  readonly spans: readonly { readonly from: string; readonly until: string }[];
  /** Day as of which the record is shown. */
  readonly day: string | undefined;
}

const NAMES: Readonly<Record<Tab, string>> = {
  overview: 'Overview',
  prices: 'Prices',
  flows: 'Flows',
  dates: 'Stops and dates',
};

export function ResultViews({ context }: { context: Context }) {
  const { tab } = context.view;
  return (
    <>
      <div class="over">
        <Switch
          label="What to show"
          value={tab}
          options={TABS.map((value) => ({ value, label: NAMES[value] }))}
          onChange={(value) => choose({ tab: value === 'overview' ? undefined : value }, true)}
        />
        <Against context={context} />
      </div>
      <div class="stack">{VIEWS[tab](context)}</div>
    </>
  );
}

/** What the run is held against. */
function Against({ context: { model, view, levers } }: { context: Context }) {
  const moved = view.settings.length > 0;
  const single = view.settings.length > 1 ? view.settings : [];
  return (
    <label class="pick against">
      Held against
      <select
        class="field"
        value={view.against}
        onChange={(event) => choose({ against: event.currentTarget.value, cell: undefined }, true)}
      >
        {(moved || view.against === ITSELF) && <option value={ITSELF}>the same with no lever moved</option>}
        {single.map((setting) => (
          <option key={setting.key} value={without(setting.key)}>
            this without: {settingWords(setting, levers)}
          </option>
        ))}
        <optgroup label="Another scenario">
          {model.scenarios.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

const fans = (context: Context, series: readonly Series[]) => (
  <div class="two">
    {series
      .filter(({ name }) => context.results.run.central.series[name])
      .map((one) => (
        <FanSheet key={one.name} series={one} context={context} />
      ))}
  </div>
);

const VIEWS: Readonly<Record<Tab, (context: Context) => ComponentChildren>> = {
  overview: (context) => (
    <>
      {fans(context, [
        exportsTo(context.place),
        context.place ? magnetPrice('magnet-UH', context.place) : oxidePrice('Dy', false),
      ])}
      <Heat context={context} />
      <Compare context={context} />
      <Binding context={context} />
    </>
  ),
  prices: (context) =>
    fans(context, [
      ...(['PrNd', 'Dy', 'Tb'] as const).flatMap((element) => [
        oxidePrice(element, false),
        oxidePrice(element, true),
      ]),
      ...(['magnet-NM', 'magnet-HSH', 'magnet-UH'] as const).flatMap((carrier) => [
        magnetPrice(carrier, context.place ?? { name: 'Europe', places: ['EU'] }),
        magnetPrice(carrier, undefined),
      ]),
    ]),
  flows: (context) => (
    <>
      <Flows context={context} />
      {fans(context, [exportsTo(undefined), ...context.model.levers.places.map(exportsTo)])}
    </>
  ),
  dates: (context) => (
    <>
      <div class="two">
        <Stops context={context} />
        <Covered context={context} />
      </div>
      {fans(
        context,
        context.model.levers.places.map(({ name, places }) => ({
          name: `coverage:${places[0]}`,
          title: `Use in ${name} met from allied makers`,
          unit: 'share, 12 months',
        })),
      )}
    </>
  ),
};

const ELEMENTS = { PrNd: 'PrNd', Dy: 'Dysprosium', Tb: 'Terbium' } as const;

const oxidePrice = (element: keyof typeof ELEMENTS, inside: boolean): Series => ({
  name: `price:${element}-oxide:${inside ? 'CN' : 'outside'}`,
  title: `${ELEMENTS[element]} oxide ${inside ? 'in China' : 'outside China'}`,
  unit: 'USD/kg ex VAT',
  record: { of: 'price', material: `${element}-oxide`, inside },
});

const CLASSES = {
  'magnet-NM': 'Magnets N–M',
  'magnet-HSH': 'Magnets H–SH',
  'magnet-UH': 'Magnets UH and above',
} as const;

const magnetPrice = (
  carrier: keyof typeof CLASSES,
  place: { readonly name: string; readonly places: readonly string[] } | undefined,
): Series => ({
  name: `price:${carrier}:${place?.places[0] ?? 'CN'}`,
  title: `${CLASSES[carrier]} ${place ? `to buyers in ${place.name}` : 'in China'}`,
  unit: 'USD/kg ex VAT',
});

const exportsTo = (
  place: { readonly name: string; readonly places: readonly string[] } | undefined,
): Series => {
  const code = place?.places[0];
  return {
    name: code ? `exports:magnet:CN>${code}` : 'exports:magnet:CN',
    title: place ? `China's magnets to ${place.name}` : "China's magnet exports",
    unit: 't a month',
    record: { of: 'exports', partner: code ?? 'WORLD' },
  };
};
