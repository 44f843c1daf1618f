/** An empty bill of materials to fill in, made from the list of columns. */
import type { Facts } from '../../facts/index.ts';
import { toCsv } from './delimited.ts';
import type { ResultSheet } from './results.ts';

type Columns = Facts['partColumns']['columns'];

/** Heads and one example line. */
export const templateCsv = (columns: Columns): string =>
  toCsv(
    columns.map((column) => column.title),
    [columns.map((column) => column.example)],
  );

/** The same with a sheet that says what each column means. */
export const templateSheets = (columns: Columns): readonly ResultSheet[] => [
  {
    name: 'Parts',
    heads: columns.map(({ title }) => ({ title, kind: 'text' })),
    rows: [columns.map((column) => column.example)],
  },
  {
    name: 'What goes where',
    heads: ['Column', 'Needed', 'What it means', 'Example', 'Other headings that are understood'].map(
      (title) => ({ title, kind: 'text' }),
    ),
    rows: columns.map((column) => [
      column.title,
      column.needed ? 'yes' : '',
      column.means,
      column.example,
      Object.values(column.words).flat().join(', '),
    ]),
  },
];
