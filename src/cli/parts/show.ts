// Assessments and costs as a person at a terminal sees them.
import {
  type Assessment,
  type Cost,
  type CostLine,
  isRefusal,
  type MagnetCost,
  type PartResult,
  type PartsReport,
  partsReport,
  shortageWords,
} from '../../parts/index.ts';
import { type Column, paint, table, wrap } from '../terminal.ts';

const money = (value: number): string =>
  value.toLocaleString('en-GB', {
    minimumFractionDigits: Math.abs(value) < 1000 ? 2 : 0,
    maximumFractionDigits: Math.abs(value) < 1000 ? 2 : 0,
  });
const pct = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(1)}%`;
const WIDTH = 110;
const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** The whole in a few lines, the table of parts, what to do, what could not be used. */
export function assessmentText(assessment: Assessment): string {
  const report = partsReport(assessment);
  const heads = report.heads.map(
    ({ label, value, note }) => `  ${label}: ${paint('bold', value)}${note ? ` (${note})` : ''}`,
  );
  const actions = report.actions.map(({ parts, text }, i) =>
    wrap(`${i + 1}. ${parts.join(', ')}: ${text}`, WIDTH, '   ').replace(/^ {3}/, '  '),
  );
  return [
    paint('bold', report.title),
    wrap(report.lede, WIDTH),
    '',
    ...heads,
    '',
    partsTable(assessment),
    '',
    ...(actions.length > 0 ? [paint('bold', 'What to do first'), ...actions, ''] : []),
    wrap(`Shortage: ${report.shortage}`, WIDTH),
    ...(report.scenarios.length > 0 ? [scenarioTable(report)] : []),
    ...(report.problems.length > 0 ? ['', problemsText(report)] : []),
    '',
    paint(
      'dim',
      wrap(
        `${report.caveats.join(' ')} Costs are worked out, compositions are best estimates unless told. --part ID shows one part with its sums; --out FILE writes .html, .md, .xlsx, .csv or .json.`,
        WIDTH,
      ),
    ),
  ].join('\n');
}

function partsTable({ results, whole }: Assessment): string {
  const right = (head: string): Column => ({ head, align: 'right' });
  return table(
    [
      { head: 'part' },
      { head: 'magnet' },
      right(`a unit, ${whole.currency}`),
      right('range'),
      right('a year'),
      right('since order'),
      { head: 'licence' },
      right('duty'),
      right('stock'),
      { head: 'short' },
    ],
    results.map(partCells),
  );
}

const scenarioTable = ({ scenarios, currency }: PartsReport): string =>
  table(
    [
      { head: '  scenario' },
      { head: 'parts short', align: 'right' },
      { head: 'not met, worst quarter', align: 'right' },
      { head: `price adds, ${currency} a year`, align: 'right' },
    ],
    scenarios.map(({ title, short, unmet, extra }) => [`  ${title}`, short, unmet, extra]),
  );

function partCells({
  part,
  magnet,
  cost,
  perUnit,
  perYear,
  sinceOrder,
  law,
  cover,
  shortages,
}: PartResult): string[] {
  const licence = isRefusal(law) ? 'not known' : (law.licence?.word ?? 'not needed');
  const duty = isRefusal(law) ? undefined : law.duty;
  const rate = duty?.ratePct;
  return [
    part.part,
    [
      part.grade ?? magnet?.temperatureClass ?? magnet?.family ?? '?',
      magnet?.route,
      magnet?.estimated ? '(est.)' : '',
    ]
      .filter(Boolean)
      .join(' '),
    perUnit ? money(perUnit.value) : isRefusal(cost) ? 'not priced' : 'no mass',
    perUnit ? `${money(perUnit.low)}–${money(perUnit.high)}` : '',
    perYear ? money(perYear.value) : '',
    sinceOrder && !isRefusal(sinceOrder) ? pct(sinceOrder.materialPct) : '',
    licence,
    rate ? (rate.low === rate.high ? `${rate.value}%` : `${rate.low} or ${rate.high}%`) : '',
    `${Number(cover.stockWeeks.toFixed(1))} wk${cover.told ? '' : '*'}${cover.gapWeeks ? ` −${Number(cover.gapWeeks.toFixed(1))}` : ''}`,
    isRefusal(shortages) ? '?' : shortageWords(shortages),
  ];
}

/** Rows and cells that could not be used, for the error stream as for the report. */
export const problemsText = ({ problems }: Pick<PartsReport, 'problems'>): string =>
  [
    paint('bold', 'In the file'),
    ...problems.map(({ row, column, kind, found, expected }) =>
      wrap(
        `  ${row > 0 ? `row ${row}` : 'file'}${column ? `, column ${column}` : ''}: ${found} (${kind})${expected ? `. Right would be: ${expected}` : ''}`,
        WIDTH,
        '    ',
      ).replace(/^ {4}/, '  '),
    ),
  ].join('\n');

const lineRows = (lines: readonly CostLine[]): string[][] =>
  lines.map(({ what, amount, formula }) => [`  ${what}`, money(amount), formula]);

const LINES: readonly Column[] = [{ head: '' }, { head: '', align: 'right' }, { head: '' }];

const plainTable = (rows: readonly string[][]): string => table(LINES, rows).split('\n').slice(1).join('\n');

/** The sum of a cost step by step, and where its prices come from. */
export function costText(cost: MagnetCost): string {
  const { exWorks, material, currency, elements } = cost;
  return [
    `Cost of a kilogram, ${cost.linesUnit}, made in ${cost.madeIn}, metal ${cost.feed}, priced on ${cost.date}`,
    plainTable(lineRows(cost.lines)),
    '',
    `  at the maker, without tax: ${paint('bold', `${money(exWorks.value)} ${currency}/kg`)} (${money(exWorks.low)}–${money(exWorks.high)})${cost.rate ? `; ${cost.rate}` : ''}`,
    `  of it rare earths: ${money(material.value)} (${money(material.low)}–${money(material.high)}); with tax: ${money(cost.withTax)}; for export: ${money(cost.forExport.value)}`,
    `  +10%: ${elements.map(({ element, swing10 }) => `${element} +${money(swing10)}`).join(', ')}; yuan +${money(cost.swing10.CNY)}, dollar +${money(cost.swing10.USD)}`,
    '',
    'Prices',
    plainTable(
      elements.map(({ element, price: { quote, formula, value, unit } }) => [
        `  ${element}`,
        `${money(value)} ${unit}`,
        `${formula}; ${quote.material} ${money(quote.low)}–${money(quote.high)} of ${quote.period}, tax ${quote.vat}, ${quote.source}${quote.row ? ` (${quote.row})` : ''}`,
      ]),
    ),
    ...cost.notes.map((note) => `  ${note}`),
  ].join('\n');
}

export const sumText = (title: string, cost: Cost, unit: string): string =>
  [title, plainTable([...lineRows(cost.lines), [paint('bold', '  together'), money(cost.total), unit]])].join(
    '\n',
  );

/** Everything about one part. */
export function partText(result: PartResult): string {
  const { part, magnet, cost, delivered, law, origin, substitutes, clause, sinceOrder } = result;
  const percent = (value: number) => `${Math.round(100 * value)}%`;
  const composition = magnet
    ? Object.entries(magnet.known.composition)
        .filter(([, value]) => value > 0)
        .map(([element, value]) => `${element} ${Number(value.toFixed(2))}`)
        .join(', ')
    : '';
  return [
    paint('bold', `${part.part}${part.description ? `, ${part.description}` : ''}`),
    magnet ? `${magnet.family}, class ${magnet.temperatureClass ?? 'n/a'}, ${magnet.route ?? ''}` : '',
    composition ? `${composition} wt%; ${magnet!.known.note}` : '',
    '',
    isRefusal(cost) ? `Not priced: ${cost.refused}` : costText(cost),
    delivered && !isRefusal(delivered)
      ? `  delivered: ${paint('bold', money(delivered.perKg.value))} = ${delivered.formula}`
      : '',
    sinceOrder
      ? isRefusal(sinceOrder)
        ? `Since the last order: ${sinceOrder.refused}`
        : `Since ${sinceOrder.ordered}: rare earths ${pct(sinceOrder.materialPct)}${sinceOrder.paidPerKg === undefined ? '' : `; paid ${money(sinceOrder.paidPerKg)} a kg`}${sinceOrder.paidAgainstModelPct === undefined ? '' : ` (${pct(sinceOrder.paidAgainstModelPct)} against the arithmetic of that day)`}`
      : '',
    clause
      ? isRefusal(clause)
        ? `Index clause: ${clause.refused}`
        : `Index clause: ${money(clause.price)} ${clause.currency}/kg by the means of ${clause.period} (${pct(clause.changePct)}${clause.withinBand ? ', within the band' : ''}). ${clause.findings.join('. ')}`
      : '',
    '',
    'Law',
    ...lawLines(law),
    '',
    `Origin: ${origin.map(({ stage, china, ground }) => `${stage} China ${percent(china)} (${ground})`).join('; ')}`,
    '',
    ...shortageLines(result.shortages),
    '',
    substitutes.length > 0 ? 'What may stand in' : 'No substitute on record fits.',
    ...substitutes.map(
      ({ to, massPct, costPct, licence, years, maxTemperature_C, note }) =>
        `  ${to}: cost ${costPct ? pct(costPct.value) : 'not known'}, magnet mass ${pct(massPct.value)}${maxTemperature_C ? `, to ${maxTemperature_C} °C` : ''}${licence ? `, export licence: ${licence}` : ''}, ${count(years, 'year')}${note ? `. ${note}` : ''}`,
    ),
    '',
    ...result.notes.map((note) => `Note: ${note}`),
  ]
    .filter((line, i, all) => line !== '' || all[i - 1] !== '')
    .join('\n');
}

function shortageLines(shortages: PartResult['shortages']): string[] {
  if (isRefusal(shortages)) return [`Shortage: ${shortages.refused}`];
  const of = (value: number) => `${Math.round(100 * value)}%`;
  return [
    'Shortage by scenario (not met in the worst quarter; price against its base)',
    ...shortages.map(
      ({ title, unmet, costPct, from }) =>
        `  ${title}: ${of(unmet.value)} (${of(unmet.low)}–${of(unmet.high)})${from ? ` from ${from}` : ''}; price ${pct(costPct.value)}`,
    ),
  ];
}

function lawLines(law: PartResult['law']): string[] {
  if (isRefusal(law)) return [`  not known: ${law.refused}`];
  const { licence, duty, procurement, label, recycledShare, minimumShare } = law;
  const named = {
    'export licence': licence,
    'import duty': duty,
    procurement,
    'EU label': label,
    'EU recycled share': recycledShare,
    'EU minimum share': minimumShare,
  };
  return Object.entries(named).flatMap(([name, answer]) =>
    answer
      ? [
          wrap(
            `  ${name}: ${answer.word}. ${answer.says}${answer.acts.length ? ` [${answer.acts.join(', ')}]` : ''}`,
            WIDTH,
            '    ',
          ).replace(/^ {4}/, '  '),
        ]
      : [],
  );
}
