import { createRoute, z } from '@hono/zod-openapi';
import {
  type BoardRow as BriefRow,
  GRAVITY,
  type Quotation,
  type TradeSection,
  tally,
} from '../../brief/index.ts';
import { stale } from '../../ledger/index.ts';
import { makeBrief } from '../../workbench/index.ts';
import { answersOrTable } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { placeName } from '../names.ts';
import { type Room, routes } from '../options.ts';
import { asOf, format } from '../shapes/common.ts';
import { type BoardRow, Today } from '../shapes/today.ts';

/** A price is called the lowest or highest only where it has not been so for at least this many days. */
const EXTREME_DAYS = 180;

const today = createRoute({
  method: 'get',
  path: '/today',
  summary: 'Price board, last customs month, acts near, last verdicts, what is stale',
  request: { query: z.object({ asOf, format }) },
  responses: answersOrTable(Today, 'The day in figures; as a table: the price board'),
});

export const todayRoutes = ({ workbench }: Room) =>
  routes().openapi(today, async (context) => {
    const { asOf: day = workbench.today, format: wanted } = context.req.valid('query');
    const brief = await makeBrief(workbench, day);
    const board = brief.board.map(boardRow);
    if (wanted === 'csv') {
      return csvAnswer(
        context,
        `price-board-${day}`,
        [
          'material',
          'day',
          'low_cny_t',
          'high_cny_t',
          'source',
          'age_days',
          'since_last_pct',
          'since',
          'on_month_pct',
          'month_base',
          'china_usd_kg_ex_vat',
          'outside_place',
          'outside_day',
          'outside_low_usd_kg',
          'outside_high_usd_kg',
          'ledger_row',
        ],
        board.map((row) => [
          row.code,
          row.china?.day,
          row.china?.low,
          row.china?.high,
          row.china?.source,
          row.age,
          ...('pct' in row.sinceLast ? [row.sinceLast.pct, row.sinceLast.since] : [null, null]),
          ...('pct' in row.onMonth ? [row.onMonth.pct, row.onMonth.since] : [null, null]),
          row.chinaUsdPerKg?.value,
          row.outside?.place,
          row.outside?.day,
          row.outside?.low,
          row.outside?.high,
          row.china?.row,
        ]),
      ) as never;
    }
    const ledger = await workbench.ledger();
    return context.json(
      {
        asOf: day,
        board,
        staleAfter: workbench.facts.board.change.stale,
        trade: tradeShape(brief.trade, (code) => placeName(workbench.facts, code)),
        acts: brief.acts.map(({ url: _, ...act }) => act),
        documents: brief.documents
          .map(({ id, title, published, sample, statements }) => ({
            id,
            title: title.split(/[\\/]/).at(-1) ?? title,
            ...(published && { published }),
            sample,
            counts: tally(statements),
            gravest: statements
              .map(({ verdict, quote, expected }, index) => ({
                index,
                verdict,
                quote: quote.slice(0, 200),
                expected,
              }))
              .filter(({ verdict }) => verdict !== 'holds')
              .sort((a, b) => GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict))
              .slice(0, 3),
          }))
          .sort((a, b) => (b.published ?? '').localeCompare(a.published ?? '')),
        gaps: brief.gaps,
        stale: (await stale(ledger)).length,
      },
      200,
    );
  });

const quotation = ({ day, low, high, row }: Quotation) => ({
  day,
  low,
  high,
  row: row.id,
  source: row.source,
});
const change = (of: BriefRow['sinceLast']) =>
  'none' in of ? { none: of.none } : { pct: of.pct, since: of.since, row: of.row.id };

function boardRow({ china, outside, sinceLast, onMonth, year, ...rest }: BriefRow): BoardRow {
  const extreme = extremeOf(year);
  return {
    ...rest,
    ...(china && { china: quotation(china) }),
    sinceLast: change(sinceLast),
    onMonth: change(onMonth),
    ...(outside && {
      outside: {
        ...quotation(outside),
        place: outside.place,
        age: outside.age,
        ...(outside.multiple && { multiple: outside.multiple }),
      },
    }),
    year: year.map(({ day, low, high }) => [day, low, high] as [string, number, number]),
    ...(extreme && { extreme }),
  };
}

/** Whether the newest price is the lowest or highest for long, within the year that the board looks back. */
function extremeOf(year: BriefRow['year']): BoardRow['extreme'] {
  const newest = year.at(-1);
  if (!newest || year.length < 10) return undefined;
  const middle = (one: Quotation) => (one.low + one.high) / 2;
  const before = year.slice(0, -1);
  for (const [what, beyond] of [
    ['lowest', (one: Quotation) => middle(one) <= middle(newest)],
    ['highest', (one: Quotation) => middle(one) >= middle(newest)],
  ] as const) {
    const since = before.findLast(beyond)?.day;
    const days = since ? (Date.parse(newest.day) - Date.parse(since)) / 86_400_000 : EXTREME_DAYS;
    if (days >= EXTREME_DAYS) return { what, ...(since && { since }) };
  }
  return undefined;
}

function tradeShape(trade: TradeSection, name: (code: string) => string): Today['trade'] {
  const month = ({ month: of, tonnes, derived, row }: TradeSection['months'][number]) => ({
    month: of,
    tonnes,
    derived,
    row: row.id,
  });
  return {
    months: trade.months.map(month),
    missing: trade.missing,
    ...(trade.newest && { newest: month(trade.newest) }),
    ...(trade.onMonth !== undefined && { onMonth: trade.onMonth }),
    ...(trade.onYear !== undefined && { onYear: trade.onYear }),
    partners: trade.partners.map(({ partner, at, onYear }) => ({
      partner,
      name: name(partner),
      at: month(at),
      ...(onYear !== undefined && { onYear }),
    })),
  };
}
