// Ranges of a series through the months: this run, the base, the record.
import { useMemo } from 'preact/hooks';
import { figure } from '../../../src/brief/numbers.ts';
import { fanChart } from '../charts/fan.ts';
import { Chart } from '../components/chart.tsx';
import { Known } from '../components/marks.tsx';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import { csvText } from './csv.ts';
import { type Recorded, useRecord } from './record.ts';
import type { Context } from './results.tsx';
import { type Band, bandsOf, LEAST_DRAWS } from './summary.ts';

export interface Series {
  /** Name in an outcome's series. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly record?: Recorded;
}

export function FanSheet({ series, context }: { series: Series; context: Context }) {
  const { results, view, source, day } = context;
  const { name, title, unit } = series;
  const record = useRecord(series.record, day);
  const fan = useMemo(() => {
    const { run, base } = results;
    return {
      run: bandsOf(run, name, view.from, view.to),
      base: base ? bandsOf(base, name, view.from, view.to) : [],
      record,
      spans: context.spans,
      ranges: run.draws.length >= LEAST_DRAWS,
    };
  }, [results, name, view.from, view.to, record, context.spans]);
  const draw = useMemo(() => fanChart(fan), [fan]);
  const csv = () =>
    csvText(
      [
        'month',
        ...['median', 'p10', 'p25', 'p75', 'p90'].map((head) => `run_${head}`),
        ...['median', 'p10', 'p90'].map((head) => `base_${head}`),
        'record',
        'unit',
      ],
      fan.run.map((band) => {
        const before = fan.base.find(({ month }) => month === band.month);
        return [
          band.month,
          ...[band.p50, band.p10, band.p25, band.p75, band.p90],
          ...[before?.p50, before?.p10, before?.p90],
          record.find(({ month }) => month === band.month)?.value,
          unit,
        ];
      }),
    );
  const seen = new Set(
    record.filter(({ month }) => month >= view.from && month <= view.to).map(({ known }) => known),
  );
  return (
    <Sheet
      title={title}
      note={unit}
      picture
      csv={csv}
      cite={{ title: `${title}, ${unit}: ${context.question}`, source }}
    >
      <div class="body">
        <Chart
          draw={draw}
          height={230}
          label={`${title} by month, ${unit}: ${fan.ranges ? 'median, 50% and 80% of draws' : 'best estimate'}, this run against the base. The figures by year are below.`}
        />
        <p class="legend">
          {[...seen].map((known) => (
            <span key={known}>
              <Known as={known} /> {known}
            </span>
          ))}
          <span>
            <Known as="modelled" /> modelled{fan.ranges ? ', 50% and 80% of draws' : ', best estimate'}
          </span>
        </p>
        <details class="figures">
          <summary>Figures by year</summary>
          <YearTable run={fan.run} base={fan.base} unit={unit} title={title} ranges={fan.ranges} />
        </details>
      </div>
    </Sheet>
  );
}

/** Means of the months of each year shown. */
function YearTable({
  run,
  base,
  unit,
  title,
  ranges,
}: {
  run: readonly Band[];
  base: readonly Band[];
  unit: string;
  title: string;
  ranges: boolean;
}) {
  const years = [...new Set(run.map(({ month }) => month.slice(0, 4)))];
  const mean = (bands: readonly Band[], year: string, at: 'p10' | 'p50' | 'p90') => {
    const of = bands.filter(({ month }) => month.startsWith(year));
    const value = of.reduce((sum, band) => sum + band[at], 0) / of.length;
    return figure(value, Math.abs(value) < 20 ? 1 : 0);
  };
  return (
    <Scroll label={`${title}, by year`}>
      <table>
        <thead>
          <tr>
            <th>Mean of the months</th>
            <th class="num">This run, {unit}</th>
            {ranges && <th class="num">80% of draws</th>}
            {base.length > 0 && <th class="num">Base</th>}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year}>
              <td>{year}</td>
              <td class="num model-n">{mean(run, year, 'p50')}</td>
              {ranges && (
                <td class="num model-n">
                  {mean(run, year, 'p10')}–{mean(run, year, 'p90')}
                </td>
              )}
              {base.length > 0 && <td class="num muted">{mean(base, year, 'p50')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
