import { useMemo, useState } from 'preact/hooks';
import { daysBetween, figure, periodWords, rangeOf, signed } from '../../../src/brief/numbers.ts';
import type { Choices as Options, PriceSeries } from '../../../src/server/shapes/series.ts';
import { choose, useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { type LinePoint, priceLines } from '../charts/price-lines.ts';
import { plain } from '../check/text.ts';
import { Chart } from '../components/chart.tsx';
import { Choices, Select, Switch } from '../components/field.tsx';
import { Known, Unit } from '../components/marks.tsx';
import { Num } from '../components/origin-card.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await, Empty } from '../components/states.tsx';
import { useDay } from '../frame/bar.tsx';

const UNITS = ['', 'CNY/t', 'USD/kg', 'EUR/kg'];
const SPANS: Record<string, number | undefined> = { '1y': 1, '3y': 3, all: undefined };
const ROWS_AT_ONCE = 40;

type Point = PriceSeries['points'][number];

/** The level of a point on the basis asked for; nothing where it cannot be brought there. */
const levelOf = (point: Point, asked: boolean) =>
  point.converted ??
  (asked && point.refused ? undefined : { low: point.low, high: point.high, how: undefined });

/** Why a point does not count, as far as its status tells. */
const standing = ({ counts, status }: Point) =>
  counts ? '' : status === 'as_published' ? 'not counted' : `${status.replaceAll('_', ' ')}, not counted`;

const basisOf = ({ key }: PriceSeries) =>
  [
    key.market ?? 'market not stated',
    key.basis,
    key.vat && `VAT ${key.vat}`,
    key.priceType && key.priceType !== 'assessed' && key.priceType,
    key.spec,
    key.purity,
    key.span && key.span !== 'day' && `a ${key.span}`,
  ]
    .filter(Boolean)
    .join(', ');

const idOf = ({ key }: PriceSeries) => Object.values(key).join('|');

export default function Prices() {
  const { query } = useAddress();
  const { day } = useDay();
  const material = query.get('material') ?? 'PrNd-oxide';
  const unit = query.get('unit') ?? '';
  const vat = query.get('vat') ?? '';
  const span = query.get('span') ?? '3y';
  const side = query.get('side') ?? 'cn';
  const years = SPANS[span];
  const from =
    years && day ? `${Number(day.slice(0, 4)) - years}${day.slice(4)}`.replace('02-29', '02-28') : undefined;
  const materials = useAnswer<Options>(api('prices/materials'));
  const path =
    day && api('prices', { material, asOf: day, from, unit: unit || undefined, vat: vat || undefined });
  const asked = useAnswer<{ items: PriceSeries[] }>(path || undefined);
  const name =
    materials.data?.items.find(({ code }) => code === material)?.name ?? material.replaceAll('-', ' ');
  const shown = useMemo(
    () =>
      (asked.data?.items ?? []).filter(({ key }) =>
        side === 'all' ? true : side === 'cn' ? key.market === 'CN' : key.market !== 'CN',
      ),
    [asked.data, side],
  );
  const picked = query.get('series');
  const chosen = shown.find((one) => idOf(one) === picked) ?? [...shown].sort(byUse)[0];
  return (
    <>
      <Head
        title={
          asked.data && day
            ? findingOf(name, chosen, day, !!(unit || vat), unit || (chosen?.key.unit ?? ''))
            : name
        }
        lede="One line for each source and basis; bases are never mixed. What does not count is marked and not joined."
      />
      <Choices>
        <Select
          label="Material"
          value={material}
          options={(materials.data?.items ?? [{ code: material, name, rows: 0 }]).map(
            ({ code, name: label, rows }) => ({
              value: code,
              label: rows ? `${label} (${rows})` : label,
            }),
          )}
          onChange={(value) => choose({ material: value, series: undefined }, true)}
        />
        <Switch
          label="Inside or outside China"
          value={side}
          options={[
            { value: 'cn', label: 'Inside China' },
            { value: 'outside', label: 'Outside' },
            { value: 'all', label: 'Both' },
          ]}
          onChange={(value) => choose({ side: value === 'cn' ? undefined : value, series: undefined })}
        />
        <Switch
          label="Unit"
          value={unit}
          options={UNITS.map((value) => ({ value, label: value || 'As printed' }))}
          onChange={(value) => choose({ unit: value })}
        />
        <Switch
          label="Value added tax"
          value={vat}
          options={[
            { value: '', label: 'VAT as printed' },
            { value: 'included', label: 'incl.' },
            { value: 'excluded', label: 'excl.' },
          ]}
          onChange={(value) => choose({ vat: value })}
        />
        <Switch
          label="Span"
          value={span}
          options={Object.keys(SPANS).map((value) => ({ value, label: value }))}
          onChange={(value) => choose({ span: value === '3y' ? undefined : value })}
        />
      </Choices>
      <Await asked={asked} what={`Loading prices of ${name}`}>
        {() =>
          !chosen ? (
            <Empty title={`No price of ${name} fits`}>
              <p>Try the other side of China's border, or a longer span.</p>
            </Empty>
          ) : (
            <Series
              shown={shown}
              chosen={chosen}
              name={name}
              asked={!!(unit || vat)}
              {...(unit && { unit })}
              csv={`${path}&format=csv`}
              asOf={day ?? ''}
            />
          )
        }
      </Await>
    </>
  );
}

/** Newest first, of equally new ones the longer. */
const byUse = (a: PriceSeries, b: PriceSeries) =>
  (b.points.at(-1)?.end.slice(0, 7) ?? '').localeCompare(a.points.at(-1)?.end.slice(0, 7) ?? '') ||
  b.points.length - a.points.length;

function findingOf(
  name: string,
  series: PriceSeries | undefined,
  day: string,
  asked: boolean,
  unit: string,
): string {
  const counted = series?.points.filter(({ counts }) => counts) ?? [];
  const newest = counted.at(-1);
  if (!newest) return `${name}: no price that counts`;
  const level = levelOf(newest, asked);
  const old = daysBetween(newest.end, day);
  if (old > 60)
    return `The last ${name} price here is of ${periodWords(newest.period)}, ${figure(old)} days old`;
  const year = counted.findLast(({ end }) => daysBetween(end, newest.end) >= 350);
  const before = year && daysBetween(year.end, newest.end) <= 400 ? levelOf(year, asked) : undefined;
  if (!before || !level)
    return `${name} stands at ${level ? `${rangeOf(level.low, level.high)} ${unit}` : 'an unknown level'}`;
  const change = 100 * ((level.low + level.high) / (before.low + before.high) - 1);
  return `${name} is ${figure(Math.abs(change), 0)}% ${change >= 0 ? 'dearer' : 'cheaper'} than a year before`;
}

function Series({
  shown,
  chosen,
  name,
  asked,
  unit,
  csv,
  asOf,
}: {
  shown: readonly PriceSeries[];
  chosen: PriceSeries;
  name: string;
  asked: boolean;
  unit?: string;
  csv: string;
  asOf: string;
}) {
  // Only what is in one unit can stand in one picture.
  const target = unit ?? chosen.key.unit;
  const lines = useMemo(
    () =>
      shown
        .filter((one) => one.points.length > 0 && (unit !== undefined || one.key.unit === chosen.key.unit))
        .sort((a, b) => b.points.length - a.points.length)
        .slice(0, 8)
        .map((one) => ({
          name: plain(one.key.voice ?? 'several'),
          chosen: one === chosen,
          points: one.points.flatMap((point): LinePoint[] => {
            const level = levelOf(point, asked);
            if (!level) return [];
            return [
              {
                day: new Date(`${point.end}T00:00:00Z`),
                low: level.low,
                high: level.high,
                mid: (level.low + level.high) / 2,
                known: !point.counts
                  ? 'disputed'
                  : point.converted || point.status === 'derived'
                    ? 'derived'
                    : 'observed',
                title: `${plain(point.voice)}\n${periodWords(point.period)}\n${rangeOf(level.low, level.high)} ${target}${point.counts ? '' : `\n${point.status.replaceAll('_', ' ')}, not counted`}`,
              },
            ];
          }),
        }))
        .sort((a, b) => Number(a.chosen) - Number(b.chosen)),
    [shown, chosen, asked, unit, target],
  );
  const draw = useMemo(() => priceLines(lines, target), [lines, target]);
  const refused = chosen.points.find((point) => asked && point.refused)?.refused;
  return (
    <div class="stack">
      <Sheet
        title={name}
        note={
          <span class="legend">
            <span>
              <Known as="observed" />
              observed
            </span>
            <span>
              <Known as="derived" />
              derived
            </span>
            <span>
              <Known as="disputed" />
              not counted
            </span>
          </span>
        }
        csv={csv}
        picture
        cite={{
          title: `${name}, ${target}`,
          source: `${plain(chosen.key.voice ?? 'several sources')} and others`,
          asOf,
        }}
      >
        <div class="body">
          {refused && (
            <p class="banner">
              <span>
                Some points cannot be brought to {target}: {refused}.
              </span>
            </p>
          )}
          <Chart
            draw={draw}
            height={300}
            label={`Prices of ${name} in ${target}: ${lines.map((line) => `${line.name}, ${line.points.length} points`).join('; ')}`}
          />
        </div>
      </Sheet>
      <div class="two">
        <Sheet
          title="Sources and bases"
          note={`${shown.length} series`}
          csv={csv}
          cite={{ title: `${name}: sources and bases`, source: 'Quotations as published', asOf }}
        >
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>Source</th>
                  <th class="hide-n">Basis</th>
                  <th class="num">Newest</th>
                  <th class="num hide-n">Points</th>
                </tr>
              </thead>
              <tbody>
                {[...shown].sort(byUse).map((one) => {
                  const newest = one.points.at(-1);
                  const level = newest && levelOf(newest, asked);
                  return (
                    <tr key={idOf(one)} aria-current={one === chosen ? 'true' : undefined}>
                      <td class="mat">
                        <button type="button" class="linkish" onClick={() => choose({ series: idOf(one) })}>
                          {plain(one.key.voice ?? 'several')}
                        </button>
                        <small class="only-n">
                          {basisOf(one)}, {one.key.unit}
                        </small>
                      </td>
                      <td class="sub hide-n">
                        {basisOf(one)}, {one.key.unit}
                      </td>
                      <td class="num">
                        <Num row={newest?.observations[0]} {...(level?.how && { how: level.how })}>
                          {level?.how && <Known as="derived" />}
                          {level ? rangeOf(level.low, level.high) : 'n/a'}
                        </Num>
                        <br />
                        <span class="age">{newest && periodWords(newest.period)}</span>
                      </td>
                      <td class="num hide-n">{figure(one.points.length)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </Sheet>
        <Table series={chosen} asked={asked} target={target} name={name} csv={csv} asOf={asOf} />
      </div>
    </div>
  );
}

function Table({
  series,
  asked,
  target,
  name,
  csv,
  asOf,
}: {
  series: PriceSeries;
  asked: boolean;
  target: string;
  name: string;
  csv: string;
  asOf: string;
}) {
  const [rows, setRows] = useState(ROWS_AT_ONCE);
  const points = [...series.points].reverse();
  return (
    <Sheet
      title={plain(series.key.voice ?? 'Several sources')}
      note={
        <>
          {basisOf(series)}, <Unit>{target}</Unit>
        </>
      }
      csv={csv}
      cite={{
        title: `${name}, ${target}, ${plain(series.key.voice ?? 'several sources')}`,
        source: `Quotations as published, ${basisOf(series)}`,
        asOf,
      }}
    >
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Period</th>
              <th class="num">{target}</th>
              <th class="num">change</th>
              <th>Standing</th>
            </tr>
          </thead>
          <tbody>
            {points.slice(0, rows).map((point, i) => {
              const level = levelOf(point, asked);
              const before = points.slice(i + 1).find(({ counts }) => counts);
              const base = before && levelOf(before, asked);
              const far = before && daysBetween(before.end, point.start) > 45;
              return (
                <tr key={point.period + point.observations[0]}>
                  <td class="nowrap">{periodWords(point.period)}</td>
                  <td class="num">
                    <Num row={point.observations[0]} {...(level?.how && { how: level.how })}>
                      {point.converted && <Known as="derived" />}
                      {!point.counts && <Known as="disputed" />}
                      {level ? rangeOf(level.low, level.high) : 'n/a'}
                    </Num>
                  </td>
                  <td class="num">
                    {level && base && point.counts && !far ? (
                      <>{signed(100 * ((level.low + level.high) / (base.low + base.high) - 1))}%</>
                    ) : (
                      <span class="muted">n/a</span>
                    )}
                  </td>
                  <td class="sub">{standing(point)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {points.length > rows && (
        <p class="more-row">
          <button type="button" class="btn" onClick={() => setRows(rows + 200)}>
            Show more of {figure(points.length)}
          </button>
        </p>
      )}
    </Sheet>
  );
}
