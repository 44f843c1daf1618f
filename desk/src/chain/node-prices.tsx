// Prices of a node by month, with what the record quotes for the same goods.
import { useMemo } from 'preact/hooks';
import { periodWords, rangeOf } from '../../../src/brief/numbers.ts';
import type { PriceSeries } from '../../../src/server/shapes/series.ts';
import { api, useAnswer } from '../api.ts';
import { plain } from '../check/text.ts';
import { Chart } from '../components/chart.tsx';
import { Known } from '../components/marks.tsx';
import { Num } from '../components/origin-card.tsx';
import { Sheet } from '../components/sheet.tsx';
import type { NodeView } from './messages.ts';
import { priceChart, type QuotedPoint } from './price-chart.ts';
import { pricesCsv } from './tables.ts';
import { money } from './words.ts';

/** Goods of the model that the record quotes under the same code. */
const QUOTED = new Set(['PrNd-oxide', 'Dy-oxide', 'Tb-oxide', 'PrNd-metal', 'DyFe-alloy', 'Tb-metal']);

/** Quotations of the record for the goods of a node: China's inside, Europe's elsewhere. */
function useQuoted(view: NodeView): readonly PriceSeries[] {
  const known = QUOTED.has(view.carrier);
  const asked = useAnswer<{ items: PriceSeries[] }>(
    known ? api('prices', { material: view.carrier, unit: 'USD/kg', vat: 'excluded' }) : undefined,
  );
  return useMemo(
    () =>
      (known ? (asked.data?.items ?? []) : []).filter(
        ({ key }) =>
          key.span !== 'year' &&
          key.priceType === 'assessed' &&
          (view.place === 'CN' ? key.market === 'CN' : key.market === 'EU'),
      ),
    [asked.data, known, view.place],
  );
}

/** What the record quotes in the month that is looked at. */
export function Quoted({ view }: { view: NodeView }) {
  const series = useQuoted(view);
  const found = series
    .flatMap(({ key, points }) =>
      points
        .filter((point) => point.counts && point.converted && point.start.startsWith(view.month))
        .map((point) => ({ key, point })),
    )
    .slice(0, 4);
  if (!QUOTED.has(view.carrier)) return null;
  const where = view.place === 'CN' ? 'China' : 'Europe';
  if (found.length === 0)
    return (
      <p class="small sub">
        No quotation for {where} in {periodWords(view.month)} is on record.
      </p>
    );
  return (
    <p class="small sub">
      On record for {where}, USD/kg ex VAT:{' '}
      {found.map(({ key, point }, i) => (
        <span key={point.observations[0]}>
          {i > 0 && '; '}
          <Num row={point.observations[0]} {...(point.converted!.how && { how: point.converted!.how })}>
            <Known as={point.converted!.how ? 'derived' : 'observed'} />
            <b>{rangeOf(point.converted!.low, point.converted!.high, point.converted!.high < 100 ? 1 : 0)}</b>
          </Num>{' '}
          {plain(key.voice ?? point.voice)}, {periodWords(point.period)}
        </span>
      ))}
    </p>
  );
}

/** Asked and traded price by month, with the quotations. */
export function Prices({ view, scenario, source }: { view: NodeView; scenario: string; source: string }) {
  const series = useQuoted(view);
  const quoted = useMemo(
    () =>
      series.flatMap(({ points }) =>
        points
          .filter((point) => point.counts && point.converted && point.start >= '2024')
          .map(
            (point): QuotedPoint => ({
              day: point.start,
              value: (point.converted!.low + point.converted!.high) / 2,
              derived: point.converted!.how !== '',
            }),
          ),
      ),
    [series],
  );
  const draw = useMemo(() => priceChart(view.prices, quoted, view.month, 190), [view, quoted]);
  if (view.prices.length < 2) return null;
  return (
    <Sheet
      title="Price by month"
      note={
        quoted.length > 0 ? (
          <>
            <Known as="modelled" />
            modelled <Known as={quoted.some(({ derived }) => derived) ? 'derived' : 'observed'} />
            quoted
          </>
        ) : (
          <>
            <Known as="modelled" />
            modelled
          </>
        )
      }
      class="inner"
      picture
      csv={() => pricesCsv(view, { scenario, places: { name: String, short: String } })}
      cite={{ title: `Price of ${view.name}`, source }}
    >
      <div class="body">
        <Chart
          draw={draw}
          height={190}
          label={`Asked and traded price by month, modelled, USD/kg; in ${periodWords(view.month)} ${money(view.ask)} asked and ${money(view.traded)} traded`}
        />
      </div>
    </Sheet>
  );
}
