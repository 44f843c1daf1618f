/** An assessment as CSV, as plain data for JSON, and as the sheets of a workbook. */
import type { PartResult } from '../assess.ts';
import { isRefusal } from '../prices.ts';
import type { Assessment } from '../whole.ts';
import { type CellKind, RESULT_COLUMNS } from './columns.ts';
import { toCsv } from './delimited.ts';

const DIGITS: Readonly<Record<CellKind, number>> = {
  text: 0,
  count: 0,
  mass: 4,
  money: 4,
  share: 4,
  percent: 3,
  weeks: 1,
};

const rounded = (value: string | number | undefined, kind: CellKind) =>
  typeof value === 'number' ? Number(value.toFixed(DIGITS[kind])) : value;

/** One line for each part; money is in the assessment's currency, named in the last column. */
export function resultsCsv({ results, options }: Assessment): string {
  return toCsv(
    [...RESULT_COLUMNS.map((column) => column.name), 'currency', 'priced_on'],
    results.map((result) => [
      ...RESULT_COLUMNS.map((column) => rounded(column.value(result), column.kind)),
      options.currency,
      options.date,
    ]),
  );
}

/** A sheet of a workbook: head and rows. */
export interface ResultSheet {
  readonly name: string;
  readonly heads: readonly { readonly title: string; readonly kind: CellKind }[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

const text = (title: string) => ({ title, kind: 'text' }) as const;
const money = (title: string) => ({ title, kind: 'money' }) as const;

/** All that was worked out, as sheets: the whole, the parts, their sums, their substitutes, prices, the file's problems. */
export function resultSheets(assessment: Assessment): readonly ResultSheet[] {
  const { bill, results, whole, options } = assessment;
  return [
    {
      name: 'Whole',
      heads: [text('What'), text('Figure'), text('Unit or note')],
      rows: wholeRows(assessment),
    },
    {
      name: 'Parts',
      heads: RESULT_COLUMNS.map(({ title, kind }) => ({ title, kind })),
      rows: results.map((result) =>
        RESULT_COLUMNS.map((column) => rounded(column.value(result), column.kind)),
      ),
    },
    {
      name: 'Sums',
      heads: [text('Part'), text('Step'), money('Amount'), text('Unit'), text('Arithmetic')],
      rows: results.flatMap(sumRows),
    },
    {
      name: 'Substitutes',
      heads: [
        text('Part'),
        text('Substitute'),
        { title: 'Magnet mass %', kind: 'percent' },
        { title: 'Machine volume %', kind: 'text' },
        { title: 'Up to °C', kind: 'count' },
        { title: 'Cost %', kind: 'percent' },
        text('Range'),
        text('Export licence'),
        { title: 'Years', kind: 'weeks' },
        text('Basis'),
        text('Note'),
      ],
      rows: results.flatMap(substituteRows),
    },
    {
      name: 'Scenarios',
      heads: [
        text('Part'),
        text('Scenario'),
        { title: 'Not met, worst quarter', kind: 'share' },
        text('Range'),
        { title: 'Price %', kind: 'percent' },
        text('Short from'),
      ],
      rows: results.flatMap(scenarioRows),
    },
    {
      name: 'Prices',
      heads: [
        'Element',
        'Quotation',
        'Of',
        'Low',
        'High',
        'Unit',
        'Tax',
        'Source',
        'Address',
        'Row',
        'To the element',
      ].map(text),
      rows: priceRows(results),
    },
    {
      name: 'Law',
      heads: ['Part', 'Question', 'Answer', 'Says', 'Acts', 'Not given'].map(text),
      rows: results.flatMap(lawRows),
    },
    {
      name: 'File',
      heads: ['Row', 'Column', 'What became of it', 'Found', 'What would be right'].map(text),
      rows: bill.problems.map((p) => [p.row, p.column, p.kind, p.found, p.expected]),
    },
    {
      name: 'Basis',
      heads: ['What', 'How'].map(text),
      rows: [
        ['Priced on', options.date],
        ['Currency', whole.currency],
        ['Metal', options.feed ?? 'inside China without tax for makers there, with it for others'],
        ['Kinds of quotation', (options.priceTypes ?? ['assessed', 'asked', 'traded']).join(', ')],
        ['Compositions', 'best estimates by class and route where the maker does not tell'],
        ['Law', 'not legal advice'],
        ...[...new Set(results.flatMap((result) => result.notes))].map((note) => ['Assumed', note]),
      ],
    },
  ];
}

function wholeRows({ whole, bill }: Assessment): (string | number)[][] {
  const { currency } = whole;
  return [
    ['File', bill.name, ''],
    ['Parts', whole.parts, `${whole.priced} with a price, ${whole.counted} with a year's volume`],
    ['Rows left out', whole.leftOut, 'see the sheet File'],
    ['Magnets a year', Math.round(whole.magnetKg), 'kg'],
    [
      'Cost a year',
      Math.round(whole.cost.value),
      `${currency}, ${Math.round(whole.cost.low)} to ${Math.round(whole.cost.high)}`,
    ],
    ['of it rare earths', Math.round(whole.materialCost), `${currency} without tax`],
    ...whole.elements.map(({ element, kg, cost, swing10 }) => [
      `${element} a year`,
      Math.round(kg),
      `kg; ${Math.round(cost)} ${currency}; +10% on its price adds ${Math.round(swing10)} ${currency}`,
    ]),
    ['Yuan +10%', Math.round(whole.swing10.CNY), currency],
    ['Dollar +10%', Math.round(whole.swing10.USD), currency],
    ...Object.entries(whole.licence).map(([word, count]) => [`Export licence: ${word}`, count, 'parts']),
    ['Stock ends before a licence comes', whole.shortOfLicence, 'parts'],
    ...whole.scenarios.map(({ title, unmet, extraCost }) => [
      `Scenario: ${title}`,
      Number(unmet.value.toFixed(3)),
      `of the need not met in the worst quarter; price adds ${Math.round(extraCost.value)} ${currency}`,
    ]),
    ...whole.china.map(({ stage, share }) => [
      `China's share, ${stage}`,
      Number(share.toFixed(3)),
      'by magnet mass',
    ]),
  ];
}

function sumRows({ part, cost, delivered }: PartResult): (string | number | undefined)[][] {
  if (isRefusal(cost)) return [[part.part, 'not priced', undefined, undefined, cost.refused]];
  const lines = cost.lines.map((line) => [part.part, line.what, line.amount, cost.linesUnit, line.formula]);
  const unit = `${cost.currency}/kg`;
  const rate = cost.rate ? [[part.part, 'in other money', cost.exWorks.value, unit, cost.rate]] : [];
  const landed =
    delivered && !isRefusal(delivered)
      ? [[part.part, 'delivered with freight and duty', delivered.perKg.value, unit, delivered.formula]]
      : [];
  return [...lines, ...rate, ...landed];
}

const substituteRows = ({ part, substitutes }: PartResult) =>
  substitutes.map((each) => [
    part.part,
    each.to,
    Math.round(each.massPct.value),
    each.machineVolumePct && `${each.machineVolumePct.low} to ${each.machineVolumePct.high}`,
    each.maxTemperature_C,
    each.costPct && Number(each.costPct.value.toFixed(1)),
    each.costPct && `${each.costPct.low.toFixed(1)} to ${each.costPct.high.toFixed(1)}`,
    each.licence,
    each.years,
    each.basis,
    each.note,
  ]);

function scenarioRows({ part, shortages }: PartResult): (string | number | undefined)[][] {
  if (isRefusal(shortages)) return [[part.part, shortages.refused]];
  return shortages.map(({ title, unmet, costPct, from }) => [
    part.part,
    title,
    Number(unmet.value.toFixed(4)),
    `${unmet.low.toFixed(2)} to ${unmet.high.toFixed(2)}`,
    Number(costPct.value.toFixed(1)),
    from,
  ]);
}

function priceRows(results: readonly PartResult[]): (string | number | undefined)[][] {
  const rows = new Map<string, (string | number | undefined)[]>();
  for (const { cost } of results) {
    if (isRefusal(cost)) continue;
    for (const { price } of cost.elements) {
      const { quote: q } = price;
      rows.set(`${price.element} ${q.material} ${q.period} ${q.row}`, [
        price.element,
        q.material,
        q.period,
        q.low,
        q.high,
        q.unit,
        `tax ${q.vat}`,
        q.source,
        q.url,
        q.row,
        price.formula,
      ]);
    }
  }
  return [...rows.values()];
}

const LAW_QUESTIONS = [
  ['licence', 'export licence'],
  ['duty', 'import duty'],
  ['procurement', 'US defence purchase'],
  ['label', 'EU label'],
  ['recycledShare', 'EU recycled share, to publish'],
  ['minimumShare', 'EU recycled share, minimum'],
] as const;

function lawRows({ part, law }: PartResult): (string | undefined)[][] {
  if (isRefusal(law)) return [[part.part, 'all', 'not known', law.refused, undefined, undefined]];
  return LAW_QUESTIONS.flatMap(([key, title]) => {
    const answer = law[key];
    return answer
      ? [[part.part, title, answer.word, answer.says, answer.acts.join(', '), answer.needs.join(', ')]]
      : [];
  });
}

/** The assessment as plain data for JSON: everything, with the tables' names for what a table holds. */
export function resultsJson(assessment: Assessment): object {
  const { bill, options, whole, results } = assessment;
  return {
    file: bill.name,
    options,
    whole,
    columns: bill.columns,
    problems: bill.problems,
    parts: results.map((result) => ({
      ...Object.fromEntries(
        RESULT_COLUMNS.map((column) => [column.name, rounded(column.value(result), column.kind)]),
      ),
      cost: result.cost,
      delivered: result.delivered,
      since_order: result.sinceOrder,
      clause: result.clause,
      law: result.law,
      origin: result.origin,
      cover: result.cover,
      shortages: result.shortages,
      substitutes: result.substitutes,
      notes: result.notes,
    })),
  };
}
