import type { Command } from 'commander';
import { type TradeSeries, tradeSeries } from '../../ledger/index.ts';
import { SAMPLE_SOURCE } from '../../workbench/index.ts';
import { parseDay, withWorkbench } from '../context.ts';
import { CommandError } from '../exit.ts';
import { writeLine } from '../jsonl.ts';
import { paint, table } from '../terminal.ts';

interface Options {
  readonly reporter: string;
  readonly partner?: string;
  readonly flow: string;
  readonly unit: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('trade')
    .summary('who got how much: customs months by destination')
    .description(
      'Prints customs figures by month with the change on the month and on the year, and the totals as published.\nYear-to-date sums are never mixed with months. Of several sources the one nearest to customs is shown, with\nthose that differ.',
    )
    .argument('[product]', 'what is traded: NdFeB-magnet, RE-all, ...', 'NdFeB-magnet')
    .option('--reporter <place>', 'whose customs', 'CN')
    .option(
      '--partner <place>',
      'destination or origin; WORLD for the total (default: every partner, newest month)',
    )
    .option('--flow <flow>', 'export or import', 'export')
    .option('--unit <unit>', 't, or a currency', 't')
    .option('--from <day>', 'first day', parseDay)
    .option('--to <day>', 'last day', parseDay)
    .option('--as-of <day>', 'only what had been published by that day', parseDay)
    .option('--json', 'print one JSON object a series')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity trade\n  coercivity trade --partner US --from 2025-01-01\n  coercivity trade RE-all --partner WORLD --json',
    )
    .action(async (product: string, options: Options, command: Command) => {
      if (options.flow !== 'export' && options.flow !== 'import') {
        throw new CommandError(`"${options.flow}" is no flow; write export or import.`);
      }
      const { flow, reporter, partner, unit, from, to, asOf } = options;
      await withWorkbench(command, async (workbench) => {
        const series = await tradeSeries(await workbench.ledger(), {
          product,
          reporter,
          flow,
          unit,
          ...(partner && { partner }),
          ...(from && { from }),
          ...(to && { to }),
          ...(asOf && { asOf: { published: asOf } }),
          exceptVoices: [SAMPLE_SOURCE.voice],
        });
        if (options.json) {
          for (const one of series) await writeLine(one);
        } else if (series.length === 0) {
          const known = await workbench.materials('trade');
          console.log(`No such figures are on record. Products on record: ${known.join(', ')}.`);
        } else if (partner) {
          for (const one of series) printMonths(one);
        } else {
          console.log(newestByPartner(series));
        }
      });
    });
}

const number = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
const pct = (now: number, then: number | undefined) => {
  if (then === undefined) return '';
  const change = 100 * (now / then - 1);
  return `${change > 0 ? '+' : ''}${change.toFixed(1)}%`;
};

function monthBefore(month: string, n: number): string {
  const [year = 0, m = 1] = month.split('-').map(Number);
  const index = year * 12 + m - 1 - n;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months that count, by month. */
const counted = ({ months }: TradeSeries) =>
  new Map(months.filter((point) => point.counts).map((point) => [point.period, point.value]));

function printMonths(series: TradeSeries): void {
  const { key, months, totals, gaps } = series;
  const values = counted(series);
  console.log(
    paint(
      'bold',
      `${key.product}, ${key.reporter} ${key.flow} ${key.partner}, ${key.unit}${key.hs ? `, customs line ${key.hs}` : ''}`,
    ),
  );
  console.log(
    table(
      [
        { head: 'month' },
        { head: key.unit, align: 'right' },
        { head: 'on month', align: 'right' },
        { head: 'on year', align: 'right' },
        { head: 'source' },
        { head: 'others that differ' },
        { head: 'ledger row' },
      ],
      months.map((point) => [
        point.period,
        number(point.value),
        pct(point.value, values.get(monthBefore(point.period, 1))),
        pct(point.value, values.get(monthBefore(point.period, 12))),
        `${point.voice}${point.status === 'as_published' ? '' : `, ${point.status}`}`,
        point.alternatives
          .filter(({ agrees }) => !agrees)
          .map(({ value, voice }) => `${number(value)} ${voice}`)
          .join('; '),
        point.observations[0] ?? '',
      ]),
    ),
  );
  if (totals.length) {
    console.log(paint('dim', '\nsums as published'));
    console.log(
      table(
        [{ head: 'of' }, { head: key.unit, align: 'right' }, { head: 'source' }],
        totals.map((point) => [point.period, number(point.value), point.voice]),
      ),
    );
  }
  if (gaps.length)
    console.log(
      paint(
        'dim',
        `\nmonths without a figure: ${gaps.map((gap) => (gap.from === gap.to ? gap.from : `${gap.from} to ${gap.to}`)).join(', ')}`,
      ),
    );
  console.log();
}

function newestByPartner(series: readonly TradeSeries[]): string {
  const rows = series.flatMap((one) => {
    const values = counted(one);
    const newest = one.months.filter((point) => point.counts).at(-1);
    if (!newest) return [];
    const { period, value, voice } = newest;
    return [
      [
        one.key.partner ?? '?',
        period,
        number(value),
        pct(value, values.get(monthBefore(period, 1))),
        pct(value, values.get(monthBefore(period, 12))),
        voice,
      ],
    ];
  });
  rows.sort(
    (a, b) =>
      (b[1] ?? '').localeCompare(a[1] ?? '') ||
      Number((b[2] ?? '').replaceAll(',', '')) - Number((a[2] ?? '').replaceAll(',', '')),
  );
  return table(
    [
      { head: 'partner' },
      { head: 'newest month' },
      { head: 'value', align: 'right' },
      { head: 'on month', align: 'right' },
      { head: 'on year', align: 'right' },
      { head: 'source' },
    ],
    rows,
  );
}
