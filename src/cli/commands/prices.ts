import type { Command } from 'commander';
import { latest, type PriceSeries, priceSeries } from '../../ledger/index.ts';
import { SAMPLE_SOURCE } from '../../workbench/index.ts';
import { parseDay, withWorkbench } from '../context.ts';
import { CommandError } from '../exit.ts';
import { writeLine } from '../jsonl.ts';
import { paint, table } from '../terminal.ts';

interface Options {
  readonly market?: string;
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly rows?: boolean;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('prices')
    .summary('what a material costs, on which basis, from whom')
    .description(
      'Lists the price series of a material: one line for each basis (unit, market, terms, VAT, kind of price, publisher).\nSeries of different bases are never mixed. Without a material: the newest price of every material on record.',
    )
    .argument('[material]', 'a material such as Dy-oxide, PrNd-oxide, NdFeB-magnet')
    .option('--market <place>', 'CN inside China; EU, WORLD, JP, US outside')
    .option('--unit <unit>', 'such as CNY/t; kilograms and tonnes of a currency are brought together')
    .option('--from <day>', 'first day', parseDay)
    .option('--to <day>', 'last day', parseDay)
    .option('--as-of <day>', 'only what had been published by that day', parseDay)
    .option('--rows', 'print every point, not only the newest')
    .option('--json', 'print one JSON object a series')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity prices\n  coercivity prices Dy-oxide --market CN\n  coercivity prices PrNd-oxide --from 2025-04-01 --to 2025-06-30 --rows',
    )
    .action(async (material: string | undefined, options: Options, command: Command) => {
      await withWorkbench(command, async (workbench) => {
        const ledger = await workbench.ledger();
        const { market, unit, from, to, asOf } = options;
        const request = {
          ...(market && { market }),
          ...(unit && { unit }),
          ...(from && { from }),
          ...(to && { to }),
          ...(asOf && { asOf: { published: asOf } }),
          exceptVoices: [SAMPLE_SOURCE.voice],
        };
        const known = await workbench.materials('price');
        if (material && !known.includes(material)) {
          throw new CommandError(`No price of "${material}" is on record. There are: ${known.join(', ')}.`);
        }
        const wanted = material ? [material] : known;
        const series = (
          await Promise.all(wanted.map((code) => priceSeries(ledger, { material: code, ...request })))
        ).map((all) => (material ? all : newestFirst(all).slice(0, 1)));
        const flat = series.flat();
        if (options.json) for (const one of flat) await writeLine(one);
        else if (options.rows) for (const one of flat) printPoints(one);
        else console.log(overview(flat));
        if (flat.length === 0) console.log('No price fits.');
      });
    });
}

const newestFirst = (all: readonly PriceSeries[]) =>
  [...all].sort((a, b) => newestDay(b).localeCompare(newestDay(a)));

/** A price of a month or year speaks for its beginning only as far as it is new. */
const newestDay = (series: PriceSeries) => latest(series)?.point.start ?? '';

/** A change against an older price than this says nothing about today, in days. */
const OLDEST_BASE = 31;

const daysApart = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const number = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 4 });
const range = (low: number, high: number) => (low === high ? number(low) : `${number(low)}–${number(high)}`);

/** A series' basis in words, as far as anyone states it. */
function basisOf({ key }: PriceSeries): string {
  return [
    key.basis,
    key.vat && `VAT ${key.vat}`,
    key.priceType,
    key.spec,
    key.purity,
    key.span !== 'day' ? key.span : null,
  ]
    .filter(Boolean)
    .join(', ');
}

function overview(series: readonly PriceSeries[]): string {
  const rows = series.flatMap((one) => {
    const newest = latest(one);
    if (!newest) return [];
    const { point, previous, changePct } = newest;
    const change =
      previous && changePct !== undefined && daysApart(previous.end, point.start) <= OLDEST_BASE
        ? `${changePct > 0 ? '+' : ''}${changePct.toFixed(1)}% since ${previous.period}`
        : '';
    return [
      [
        one.key.material,
        one.key.market ?? '?',
        range(point.low, point.high),
        one.key.unit,
        point.period,
        change,
        point.voice,
        basisOf(one),
        String(one.points.length),
      ],
    ];
  });
  return table(
    [
      { head: 'material' },
      { head: 'market' },
      { head: 'newest', align: 'right' },
      { head: 'unit' },
      { head: 'of' },
      { head: 'change' },
      { head: 'source' },
      { head: 'basis' },
      { head: 'points', align: 'right' },
    ],
    rows,
  );
}

function printPoints(series: PriceSeries): void {
  const { key, points, gaps } = series;
  console.log(
    paint(
      'bold',
      `${key.material}, ${key.market ?? 'market not stated'}, ${key.unit}${key.voice ? `, ${key.voice}` : ''}${basisOf(series) ? `, ${basisOf(series)}` : ''}`,
    ),
  );
  console.log(
    table(
      [
        { head: 'of' },
        { head: 'low', align: 'right' },
        { head: 'high', align: 'right' },
        { head: 'status' },
        { head: 'ledger row' },
      ],
      points.map((point) => [
        point.period,
        number(point.low),
        number(point.high),
        point.counts ? '' : `${point.status}, not counted`,
        point.observations.join(' '),
      ]),
    ),
  );
  if (gaps.length)
    console.log(
      paint(
        'dim',
        `months without a price: ${gaps.map((gap) => (gap.from === gap.to ? gap.from : `${gap.from} to ${gap.to}`)).join(', ')}`,
      ),
    );
  console.log();
}
