import { useMemo } from 'preact/hooks';
import { figure, periodWords, signed } from '../../../src/brief/numbers.ts';
import { addMonths } from '../../../src/brief/trade-months.ts';
import type { Choices as Options, TradeSeries } from '../../../src/server/shapes/series.ts';
import { choose, useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { type MonthBar, monthBars } from '../charts/months.ts';
import { plain } from '../check/text.ts';
import { Chart } from '../components/chart.tsx';
import { Choices, Select, Switch } from '../components/field.tsx';
import { Known } from '../components/marks.tsx';
import { Num } from '../components/origin-card.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await, Empty } from '../components/states.tsx';
import { useDay } from '../frame/bar.tsx';
import { monthFacts, yearToDate } from '../trade/month-facts.ts';

const SHOWN_MONTHS = 36;

export default function Trade() {
  const { query } = useAddress();
  const { day } = useDay();
  const product = query.get('product') ?? 'NdFeB-magnet';
  const reporter = query.get('reporter') ?? 'CN';
  const flow = query.get('flow') ?? (reporter === 'CN' ? 'export' : 'import');
  const wanted = query.get('partner') ?? 'WORLD';
  const products = useAnswer<Options>(api('trade/products'));
  const path = day && api('trade', { product, asOf: day });
  const asked = useAnswer<{ items: TradeSeries[] }>(path || undefined);
  const all = asked.data?.items ?? [];
  const reporters = new Map(all.map(({ key, reporterName }) => [key.reporter ?? '', reporterName]));
  const own = all.filter(({ key }) => key.reporter === reporter && key.flow === flow && key.unit === 't');
  const chosen =
    own.find(({ key }) => key.partner === wanted) ?? own.find(({ key }) => key.partner === 'WORLD') ?? own[0];
  return (
    <>
      <Head
        title={chosen ? findingOf(chosen) : 'Who got how much?'}
        lede="Customs figures by month. Sums as published stand apart from months; of several sources the one nearest to customs counts, and those that differ are named."
      />
      <Choices>
        <Select
          label="Product"
          value={product}
          options={(products.data?.items ?? [{ code: product, name: product, rows: 0 }]).map((one) => ({
            value: one.code,
            label: one.rows ? `${one.name} (${one.rows})` : one.name,
          }))}
          onChange={(value) =>
            choose({ product: value, partner: undefined, reporter: undefined, flow: undefined }, true)
          }
        />
        <Select
          label="Reported by"
          value={reporter}
          options={(reporters.size ? [...reporters] : [[reporter, reporter] as const]).map(
            ([value, label]) => ({
              value,
              label,
            }),
          )}
          onChange={(value) => choose({ reporter: value, partner: undefined, flow: undefined }, true)}
        />
        <Switch
          label="Flow"
          value={flow}
          options={[
            { value: 'export', label: 'Exports' },
            { value: 'import', label: 'Imports' },
          ]}
          onChange={(value) => choose({ flow: value, partner: undefined })}
        />
      </Choices>
      <Await asked={asked} what="Loading customs figures">
        {() =>
          !chosen ? (
            <Empty title="No such figures in tonnes are on record">
              <p>Choose another reporter, flow or product.</p>
            </Empty>
          ) : (
            <Flow chosen={chosen} own={own} all={all} csv={`${path}&format=csv`} asOf={day ?? ''} />
          )
        }
      </Await>
    </>
  );
}

const words = ({ key, partnerName, reporterName }: TradeSeries) =>
  key.partner === 'WORLD'
    ? `${reporterName} ${key.flow}s`
    : key.flow === 'export'
      ? `${reporterName} to ${partnerName}`
      : `${reporterName} from ${partnerName}`;

function findingOf(series: TradeSeries): string {
  const facts = monthFacts(series);
  if (!facts) return `${words(series)}: only sums are on record, no months`;
  const { newest, onMonth, streak, extreme } = facts;
  const parts = [
    `${figure(newest.value, 0)} t in ${periodWords(newest.period)}`,
    onMonth && `${signed(onMonth.pct)}% on the month`,
    extreme?.since
      ? `${extreme.what} since ${periodWords(extreme.since)}`
      : streak && streak.length > 1
        ? `${streak.length} ${streak.what}s in a row`
        : undefined,
  ];
  return `${words(series)}: ${parts.filter(Boolean).join(', ')}`;
}

function Flow({
  chosen,
  own,
  all,
  csv,
  asOf,
}: {
  chosen: TradeSeries;
  own: readonly TradeSeries[];
  all: readonly TradeSeries[];
  csv: string;
  asOf: string;
}) {
  const bars = useMemo((): MonthBar[] => {
    const counted = chosen.months.filter(({ counts }) => counts);
    const newest = counted.at(-1);
    if (!newest) return [];
    const known = new Map(counted.map((point) => [point.period, point]));
    const months = Array.from({ length: SHOWN_MONTHS }, (_, i) =>
      addMonths(newest.period, i - SHOWN_MONTHS + 1),
    );
    const first = months.findIndex((month) => known.has(month));
    return months.slice(first).map((month) => {
      const point = known.get(month);
      return { month, derived: point?.status === 'derived', ...(point && { value: point.value }) };
    });
  }, [chosen]);
  const draw = useMemo(() => monthBars(bars, 't', 240), [bars]);
  const mirror = all.filter(
    ({ key }) =>
      key.unit === 't' &&
      key.reporter === chosen.key.partner &&
      key.partner === chosen.key.reporter &&
      key.flow !== chosen.key.flow,
  );
  return (
    <div class="pair">
      <div class="stack">
        {bars.length > 0 && (
          <Sheet
            title={words(chosen)}
            note={chosen.key.hs ? `tonnes a month, customs line ${chosen.key.hs}` : 'tonnes a month'}
            csv={csv}
            picture
            cite={{
              title: `${words(chosen)}, ${chosen.key.product}`,
              source: 'Customs figures as published',
              asOf,
            }}
          >
            <div class="body">
              <Chart
                draw={draw}
                height={240}
                label={`Bars of months from ${bars[0]?.month} to ${bars.at(-1)?.month}, in tonnes; the same figures are in the table below.`}
              />
            </div>
          </Sheet>
        )}
        <Months series={chosen} mirror={mirror} csv={csv} asOf={asOf} />
        <Totals series={chosen} csv={csv} asOf={asOf} />
      </div>
      <Partners own={own} chosen={chosen} csv={csv} asOf={asOf} />
    </div>
  );
}

const pct = (value: number | undefined) =>
  value === undefined ? <span class="muted">n/a</span> : `${signed(value)}%`;

/** Where the sheets of the room are taken along from. */
interface Taken {
  readonly csv: string;
  readonly asOf: string;
}

function Months({
  series,
  mirror,
  csv,
  asOf,
}: { series: TradeSeries; mirror: readonly TradeSeries[] } & Taken) {
  const counted = new Map(series.months.filter(({ counts }) => counts).map((point) => [point.period, point]));
  const other = new Map(mirror.flatMap(({ months }) => months).map((point) => [point.period, point]));
  const rows = [...series.months].reverse();
  if (rows.length === 0) return null;
  const change = (value: number, month: string) => {
    const base = counted.get(month);
    return base && 100 * (value / base.value - 1);
  };
  return (
    <Sheet
      title="Months"
      note={
        series.gaps.length
          ? `${series.gaps.reduce((n, gap) => n + gap.months, 0)} months without a figure`
          : undefined
      }
      csv={csv}
      cite={{ title: `${words(series)} by month`, source: 'Customs figures as published', asOf }}
    >
      <div class="scroll tall">
        <table>
          <thead>
            <tr>
              <th>Month</th>
              <th class="num">t</th>
              <th class="num">on the month</th>
              <th class="num">on the year</th>
              <th class="num hide-n">year to date</th>
              {other.size > 0 && <th class="num hide-n">partner says</th>}
              <th class="hide-n">Source, and others that differ</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((point) => {
              const ytd = yearToDate(counted, point.period);
              const differing = point.alternatives.filter(({ agrees }) => !agrees);
              const said = other.get(point.period);
              return (
                <tr key={point.period}>
                  <td>{periodWords(point.period)}</td>
                  <td class="num">
                    <Num row={point.observations[0]}>
                      {point.status === 'derived' && <Known as="derived" />}
                      {(!point.counts || differing.length > 0) && <Known as="disputed" />}
                      <b>{figure(point.value, point.value < 100 ? 1 : 0)}</b>
                    </Num>
                  </td>
                  <td class="num">
                    {pct(point.counts ? change(point.value, addMonths(point.period, -1)) : undefined)}
                  </td>
                  <td class="num">
                    {pct(point.counts ? change(point.value, addMonths(point.period, -12)) : undefined)}
                  </td>
                  <td class="num hide-n">
                    {ytd ? (
                      <span class="derived-n">
                        <Known as="derived" />
                        {figure(ytd.value, 0)}{' '}
                        {ytd.onYear !== undefined && <span class="age">{signed(ytd.onYear)}%</span>}
                      </span>
                    ) : (
                      <span class="muted">n/a</span>
                    )}
                  </td>
                  {other.size > 0 && (
                    <td class="num hide-n">
                      {said ? (
                        <Num row={said.observations[0]}>{figure(said.value, 0)}</Num>
                      ) : (
                        <span class="muted">n/a</span>
                      )}
                    </td>
                  )}
                  <td class="sub hide-n">
                    {plain(point.voice)}
                    {point.status !== 'as_published' && `, ${point.status.replaceAll('_', ' ')}`}
                    {differing.map((one) => (
                      <span key={one.observations[0]}>
                        {'; '}
                        <Num row={one.observations[0]}>{figure(one.value)}</Num> {plain(one.voice)}
                      </span>
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

function Totals({ series, csv, asOf }: { series: TradeSeries } & Taken) {
  if (series.totals.length === 0) return null;
  return (
    <Sheet
      title="Sums as published"
      note="never added to months"
      csv={csv}
      cite={{ title: `${words(series)}, sums`, source: 'Customs figures as published', asOf }}
    >
      <div class="scroll tall">
        <table>
          <tbody>
            {[...series.totals].reverse().map((point) => (
              <tr key={point.period}>
                <td>{periodWords(point.period)}</td>
                <td class="num">
                  <Num row={point.observations[0]}>{figure(point.value, 0)} t</Num>
                </td>
                <td class="sub">{plain(point.voice)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

function Partners({ own, chosen, csv, asOf }: { own: readonly TradeSeries[]; chosen: TradeSeries } & Taken) {
  const rows = own
    .flatMap((series) => {
      const facts = monthFacts(series);
      return facts ? [{ series, facts }] : [];
    })
    .sort(
      (a, b) =>
        b.facts.newest.period.localeCompare(a.facts.newest.period) ||
        b.facts.newest.value - a.facts.newest.value,
    );
  return (
    <Sheet
      title="Partners"
      note="newest month of each"
      csv={csv}
      cite={{
        title: `${chosen.reporterName} ${chosen.key.flow}s by partner, newest month of each`,
        source: 'Customs figures as published',
        asOf,
      }}
    >
      <div class="scroll tall">
        <table>
          <thead>
            <tr>
              <th>Partner</th>
              <th class="num">t</th>
              <th class="num">on the year</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ series, facts }) => (
              <tr
                key={series.key.partner + String(series.key.hs)}
                aria-current={series === chosen ? 'true' : undefined}
              >
                <td class="mat">
                  <button
                    type="button"
                    class="linkish"
                    onClick={() => choose({ partner: series.key.partner ?? undefined }, true)}
                  >
                    {series.partnerName}
                  </button>
                  <small>{periodWords(facts.newest.period)}</small>
                </td>
                <td class="num">
                  <Num
                    row={
                      series.months.find(({ period, counts }) => counts && period === facts.newest.period)
                        ?.observations[0]
                    }
                  >
                    {figure(facts.newest.value, facts.newest.value < 100 ? 1 : 0)}
                  </Num>
                </td>
                <td class="num">{pct(facts.onYear?.pct)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}
