// The record beside the model: where both know the same thing, both are shown, each drawn as what it is.
import { useMemo } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import type { ChainElement } from '../../../src/chain/network.ts';
import { toCsv } from '../../../src/parts/output/delimited.ts';
import type { LedgerRow } from '../../../src/server/shapes/observation.ts';
import type { TradeSeries } from '../../../src/server/shapes/series.ts';
import { api, useAnswer } from '../api.ts';
import { Known } from '../components/marks.tsx';
import { Num } from '../components/origin-card.tsx';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import { useModel } from './client.ts';
import type { ChainModel, MonthView } from './messages.ts';
import { exportRows, type RecordRow } from './record.ts';
import { capital, type PlaceWords } from './words.ts';

/** Products whose output the record counts as the model does, by element; the mines' and the magnets' for all. */
const MADE_OF: Readonly<Record<ChainElement, readonly (readonly [subject: string, words: string])[]>> = {
  PrNd: [
    ['PrNd-oxide', 'PrNd oxide made in'],
    ['PrNd-metal', 'PrNd metal made in'],
  ],
  Dy: [['Dy-oxide', 'dysprosium oxide made in']],
  Tb: [['Tb-oxide', 'terbium oxide made in']],
  Sm: [],
};
const MADE_ALWAYS = [
  ['RE-all', 'rare earths mined in'],
  ['NdFeB-magnet', 'sintered magnets made in'],
] as const;

export function RecordSheet({
  model,
  view,
  scenario,
  scenarioTitle,
  places,
}: {
  model: ChainModel;
  view: MonthView;
  scenario: string;
  scenarioTitle: string;
  places: PlaceWords;
}) {
  const year = view.month.slice(0, 4);
  const trade = useAnswer<{ items: TradeSeries[] }>(api('trade', { product: 'NdFeB-magnet' }));
  const produced = useAnswer<{ items: LedgerRow[] }>(
    api('observations', { kind: 'production', from: year, to: year, limit: 500 }),
  );
  const kinds = useMemo(
    () => new Map<string, string>([...MADE_OF[view.element], ...MADE_ALWAYS]),
    [view.element],
  );
  // Places of the record that the model has too; what a company made is not what its country made.
  const counted = useMemo(() => {
    const known = new Set([...model.tables.chainPlaces.map(({ code }) => code), 'WORLD']);
    const seen = new Map<string, LedgerRow>();
    for (const row of produced.data?.items ?? []) {
      const { subject, place, period, value, unit, org } = row.observation;
      if (!subject || !place || !period || value === undefined || unit !== 't' || org) continue;
      if (!kinds.has(subject) || !known.has(place)) continue;
      if (period !== year && period !== view.month) continue;
      if (row.observation.metric) continue;
      seen.set(`${subject}@${place}@${period}`, row);
    }
    return [...seen.values()];
  }, [produced.data, kinds, model, year, view.month]);
  const made = useModel<'made'>(
    model,
    counted.length > 0
      ? {
          kind: 'made',
          scenario,
          items: counted.map(({ observation: o }) => ({
            subject: o.subject!,
            place: o.place!,
            period: o.period!,
          })),
        }
      : undefined,
  );
  const rows = useMemo(() => {
    const sent = exportRows(view, trade.data?.items ?? [], model.members, places);
    const answered = !made.loading && made.data?.length === counted.length ? made.data : [];
    const output = counted.flatMap(({ id, observation: o, status }, i): RecordRow[] => {
      const modelled = answered[i];
      if (modelled === null || modelled === undefined) return [];
      return [
        {
          what: `${kinds.get(o.subject!)} ${o.place === 'WORLD' ? 'the world' : places.name(o.place!)}`,
          period: o.period!,
          modelled,
          observed: o.value!,
          derived: status === 'derived',
          row: id,
        },
      ];
    });
    return [...sent, ...output.sort((a, b) => b.observed - a.observed)];
  }, [view, trade.data, model, places, made.data, made.loading, counted, kinds]);
  return (
    <Sheet
      title="The record beside the model"
      note={`tonnes, ${periodWords(view.month)} and ${year}`}
      csv={() =>
        toCsv(
          [
            'scenario',
            'what',
            'period',
            'modelled_tonnes',
            'recorded_tonnes',
            'recorded_status',
            'ledger_row',
          ],
          rows.map((row) => [
            scenario,
            row.what,
            row.period,
            row.modelled,
            row.observed,
            row.derived ? 'derived' : 'observed',
            row.row,
          ]),
        )
      }
      cite={{
        title: `Record and model, ${periodWords(view.month)}`,
        source: `Ledger; model of the chain, ${scenarioTitle}`,
      }}
    >
      {rows.length === 0 ? (
        <p class="body sub">
          {trade.data && produced.data
            ? `The record has no figure for ${periodWords(view.month)} or ${year} that the model has too.`
            : 'Looking into the record.'}
        </p>
      ) : (
        <Scroll label="Record and model">
          <table>
            <thead>
              <tr>
                <th>What</th>
                <th class="hide-n">Period</th>
                <th class="num">on record</th>
                <th class="num">modelled</th>
                <th class="num">model is</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.what + row.period}>
                  <td>{capital(row.what)}</td>
                  <td class="hide-n muted nowrap">{periodWords(row.period)}</td>
                  <td class="num">
                    <Num row={row.row} {...(row.how && { how: row.how })}>
                      <Known as={row.derived ? 'derived' : 'observed'} />
                      <b>{figure(row.observed, row.observed < 100 ? 1 : 0)}</b>
                    </Num>
                  </td>
                  <td class="num model-n">{figure(row.modelled, row.modelled < 100 ? 1 : 0)}</td>
                  <td class="num model-n">
                    {row.observed > 0 && !row.isPart ? `${figure(row.modelled / row.observed, 2)}×` : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Sheet>
  );
}
