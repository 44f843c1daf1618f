import type { Command } from 'commander';
import { monthMeans, onePriceSeries, type PriceRequest } from '../../ledger/index.ts';
import { parseDay, withWorkbench } from '../context.ts';
import { writeLine } from '../jsonl.ts';
import { paint, table } from '../terminal.ts';

interface Options {
  readonly unit?: string;
  readonly market?: string;
  readonly basis?: string;
  readonly vat?: string;
  readonly type?: string;
  readonly spec?: string;
  readonly span?: string;
  readonly voice?: string;
  readonly together?: boolean;
  readonly months?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

export function register(program: Command): void {
  program
    .command('series')
    .summary('one price series, on one basis, with its gaps')
    .description(
      'Prints exactly one series. Where the request leaves open what tells several apart, it is refused and says what\nto choose: bases are never mixed.',
    )
    .argument('<material>', 'such as Dy-oxide')
    .option('--unit <unit>', 'such as CNY/t')
    .option('--market <place>', 'CN, EU, WORLD, JP, US')
    .option('--basis <terms>', 'EXW, FOB, CIF or DDP; "-" for not stated')
    .option('--vat <vat>', 'included or excluded; "-" for not stated')
    .option('--type <type>', 'assessed, asked, traded, list, contract, tender, floor')
    .option('--spec <spec>', 'kind of ore, grade of a blank; "-" for none')
    .option('--span <span>', 'how long each price speaks for: day, week, month, quarter, year')
    .option('--voice <source>', 'whose prices')
    .option('--together', 'put all sources of the basis into one series, each point with its own')
    .option('--months', 'print means of months')
    .option('--from <day>', 'first day', parseDay)
    .option('--to <day>', 'last day', parseDay)
    .option('--as-of <day>', 'only what had been published by that day', parseDay)
    .option('--csv', 'print CSV')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity series PrNd-oxide --market CN --unit CNY/t --type assessed --voice SMM --months\n  coercivity series Dy-oxide --market CN --unit CNY/t --together --csv > dy.csv',
    )
    .action(async (material: string, options: Options, command: Command) => {
      const open = (value: string | undefined) => (value === '-' ? null : value);
      const given = {
        unit: options.unit,
        market: options.market,
        basis: open(options.basis),
        vat: open(options.vat),
        priceType: options.type,
        spec: open(options.spec),
        span: options.span,
        voice: options.voice,
        together: options.together,
        from: options.from,
        to: options.to,
      };
      const request = {
        material,
        ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
        ...(options.asOf && { asOf: { published: options.asOf } }),
      } as PriceRequest;
      await withWorkbench(command, async (workbench) => {
        const series = await onePriceSeries(await workbench.ledger(), request);
        const rows = options.months
          ? monthMeans(series).map(
              ({ month, low, high, mean, observations }) =>
                [month, low, high, mean, observations.join(' ')] as const,
            )
          : series.points
              .filter((point) => point.counts)
              .map(
                ({ period, low, high, mid, observations }) =>
                  [period, low, high, mid, observations.join(' ')] as const,
              );
        const heads = ['period', 'low', 'high', options.months ? 'mean' : 'middle', 'ledger_rows'];
        if (options.json)
          await writeLine({ ...series, ...(options.months && { months: monthMeans(series) }) });
        else if (options.csv) console.log([heads.join(','), ...rows.map((row) => row.join(','))].join('\n'));
        else {
          const { key, gaps } = series;
          console.log(paint('bold', Object.values(key).filter(Boolean).join(', ')));
          console.log(
            table(
              heads.map((head, i) => ({ head, align: i > 0 && i < 4 ? 'right' : 'left' }) as const),
              rows.map((row) =>
                row.map((cell) =>
                  typeof cell === 'number'
                    ? cell.toLocaleString('en-GB', { maximumFractionDigits: 4 })
                    : cell,
                ),
              ),
            ),
          );
          if (gaps.length)
            console.log(
              paint(
                'dim',
                `months without a price: ${gaps.map((gap) => (gap.from === gap.to ? gap.from : `${gap.from} to ${gap.to}`)).join(', ')}`,
              ),
            );
        }
      });
    });
}
