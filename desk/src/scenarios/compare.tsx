// The run and its base side by side, in the figures that people ask for first.
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import { csvText } from './csv.ts';
import type { Outcome } from './outcome.ts';
import type { Context } from './results.tsx';
import { peakOf, type Ranged, ranged, shortTonnes, sumOf, troughOf } from './summary.ts';
import { yearOf } from './view.ts';
import { changeWords, priceDigits, rangedWords, shareWords } from './words.ts';

interface Row {
  readonly words: string;
  readonly unit: string;
  readonly value: (outcome: Outcome) => number;
  readonly digits?: number;
  readonly share?: true;
}

export function Compare({ context }: { context: Context }) {
  const { results, view, place } = context;
  const { run, base } = results;
  const { from, to } = yearOf(view);
  const rows = rowsOf(from, to, place).filter(({ value }) => Number.isFinite(value(run.central)));
  const shown = (row: Row, of: Ranged) =>
    row.share ? shareWords(of) : rangedWords(of, row.digits ?? priceDigits(of.mid));
  const told = rows.map((row) => {
    const now = ranged(run, row.value);
    const before = base && ranged(base, row.value);
    return { row, now, before };
  });
  const csv = () =>
    csvText(
      ['figure', 'unit', 'run', 'run_p10', 'run_p90', 'base', 'base_p10', 'base_p90'],
      told.map(({ row, now, before }) => [
        row.words,
        row.share ? 'share' : row.unit,
        now.mid,
        now.low,
        now.high,
        before?.mid,
        before?.low,
        before?.high,
      ]),
    );
  return (
    <Sheet
      title="Side by side"
      note={`${periodWords(from)}–${periodWords(to)}`}
      cite={{ title: `Side by side: ${context.question}`, source: context.source }}
      csv={csv}
    >
      <Scroll label="This run and the base side by side">
        <table class="side">
          <thead>
            <tr>
              <th>In these months</th>
              <th class="num">This run</th>
              {base && <th class="num">Base: {context.baseWords}</th>}
              {base && <th class="num">Change</th>}
            </tr>
          </thead>
          <tbody>
            {told.map(({ row, now, before }) => (
              <tr key={row.words}>
                <td>
                  {row.words} {!row.share && <span class="unit">{row.unit}</span>}
                </td>
                <td class="num model-n" data-head="This run">
                  {shown(row, now)}
                </td>
                {before && (
                  <td class="num muted" data-head="Base">
                    {shown(row, { mid: before.mid })}
                  </td>
                )}
                {before && (
                  <td class="num" data-head="Change">
                    {row.share
                      ? points(now.mid, before.mid)
                      : changeWords(now.mid, before.mid, row.digits ?? priceDigits(now.mid))}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Sheet>
  );
}

const points = (now: number, before: number) => {
  const change = Math.round(100 * now) - Math.round(100 * before);
  return change === 0 ? 'as base' : `${change > 0 ? '+' : '\u2212'}${figure(Math.abs(change))} points`;
};

function rowsOf(from: string, to: string, place: Context['place']): readonly Row[] {
  const main = place?.places[0];
  const where = place ? ` to ${place.name}` : '';
  const exports = main ? `exports:magnet:CN>${main}` : 'exports:magnet:CN';
  const worst = ({ months, uses }: Outcome) =>
    Math.max(
      0,
      ...uses
        .filter((use) => use.place !== 'CN' && (!place || place.places.includes(use.place)))
        .flatMap(({ wanted, short }) =>
          months.map((month, t) =>
            month >= from && month <= to && wanted[t]! > 0 ? short[t]! / wanted[t]! : 0,
          ),
        ),
    );
  return [
    {
      words: `China's magnet exports${where}, in all`,
      unit: 't',
      value: sumOf(exports, from, to),
      digits: 0,
    },
    {
      words: `China's magnet exports${where}, lowest month`,
      unit: 't',
      value: troughOf(exports, from, to),
      digits: 0,
    },
    {
      words: `Magnets unserved${place ? ` in ${place.name}` : ''}, in all`,
      unit: 't',
      value: shortTonnes(from, to, place?.places),
      digits: 0,
    },
    {
      words: `Worst month of a class${place ? ` in ${place.name}` : ' at a place'}, share unserved`,
      unit: '',
      value: worst,
      share: true,
    },
    ...(main && main !== 'CN'
      ? [
          {
            words: `Magnets UH and above in ${place.name}, dearest month`,
            unit: 'USD/kg',
            value: peakOf(`price:magnet-UH:${main}`, from, to),
          },
        ]
      : []),
    {
      words: 'Dysprosium oxide outside China, dearest month',
      unit: 'USD/kg',
      value: peakOf('price:Dy-oxide:outside', from, to),
    },
    {
      words: 'Dysprosium oxide in China, dearest month',
      unit: 'USD/kg',
      value: peakOf('price:Dy-oxide:CN', from, to),
    },
    {
      words: 'Terbium oxide outside China, dearest month',
      unit: 'USD/kg',
      value: peakOf('price:Tb-oxide:outside', from, to),
    },
    {
      words: 'PrNd oxide outside China, dearest month',
      unit: 'USD/kg',
      value: peakOf('price:PrNd-oxide:outside', from, to),
    },
  ];
}
