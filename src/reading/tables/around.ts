import type { Draft } from '../draft.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import type { TablePage } from './context.ts';
import type { Grid, GridRow } from './grid.ts';
import type { RowLabel } from './labels.ts';

/** What a figure is of: its kind, subject and owners, without figure, period and changes. */
export type Identity = Pick<
  Draft,
  'kind' | 'subject' | 'reporter' | 'partner' | 'flow' | 'metric' | 'org' | 'place' | 'isEarlier'
>;

type Words = Pick<Meaning, 'words' | 'materials'>;

/** What a whole table says about each of its rows, worked out once. */
export interface TableFacts {
  readonly grid: Grid;
  readonly page: TablePage;
  /** Places that rows are named after. */
  readonly rowPlaces: ReadonlySet<string>;
  readonly hasOrgRows: boolean;
  readonly captionPlaces: readonly string[];
  /** Of places in the captions and labels, those that goods go to or come from. */
  readonly sides: ReadonlyMap<string, 'destination' | 'origin'>;
  /** Whether the table gives shares of a whole in percent, as its captions say. */
  readonly isOfShares: boolean;
}

/** What a row and the lines around a table say, the nearest first. */
export interface Around {
  readonly facts: TableFacts;
  readonly label: RowLabel;
  readonly column: Column;
  readonly cells: readonly Cell[];
  readonly places: readonly (Words | undefined)[];
}

export const wordsIn = (place: Words | undefined, type: string): readonly string[] =>
  place?.words.get(type as 'place') ?? [];

export const textCells = (row: GridRow): readonly Cell[] => row.cells.filter(({ kind }) => kind === 'text');

export function tableFacts(grid: Grid, page: TablePage): TableFacts {
  const cells = grid.rows.flatMap(textCells);
  // the corner over the names may say whose all rows are
  const captions = [...grid.heads.flatMap(([corner]) => corner ?? []), ...grid.above];
  return {
    grid,
    page,
    rowPlaces: new Set(cells.flatMap((cell) => wordsIn(cell, 'place'))),
    hasOrgRows: cells.some(({ words }) => words.has('org')),
    captionPlaces: [...new Set(captions.flatMap((line) => wordsIn(line, 'place')))],
    sides: new Map(
      [...grid.rows.map(({ section }) => section), ...captions].flatMap((each) => [...(each?.sides ?? [])]),
    ),
    isOfShares: isOfShares(grid),
  };
}

/** Captions that name shares and percent and no other unit. */
export function isOfShares({ above, heads }: Grid): boolean {
  const isPercent = ({ units }: Pick<Meaning, 'units'>): boolean =>
    units.length > 0 && units.every(({ kind }) => kind === 'percent');
  return (
    !heads.flat().some(({ units }) => units.length > 0) &&
    above
      .slice(0, 3)
      .some((line) => isPercent(line) && (line.roles.has('share') || wordsIn(line, 'kind').includes('share')))
  );
}

export const wordsOfRow = ({ cells }: Around, type: string): readonly string[] =>
  cells.flatMap((cell) => wordsIn(cell, type));

export const isRest = (meaning: Pick<Meaning, 'roles'>): boolean => meaning.roles.has('others');

export const isTotal = ({ cells }: Around): boolean =>
  cells.some(
    (cell) =>
      !isRest(cell) && (cell.words.has('total') || cell.words.has('world') || cell.roles.has('total')),
  );

/** The value of the nearest word of a type. */
export function nearest({ places }: Around, type: string): string | undefined {
  for (const place of places) {
    const found = wordsIn(place, type)[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What tonnages of goods are of; the nearest says it. */
export const OUTPUT_KINDS: ReadonlySet<string> = new Set([
  'production',
  'capacity',
  'target',
  'demand',
  'supply',
  'sales',
]);

/** The flow of a row, its column or its heading, unless a nearer place says that the figure is of something else. */
export function flowOf({ places }: Around): 'export' | 'import' | undefined {
  for (const place of places) {
    const flows = new Set(wordsIn(place, 'flow'));
    if (flows.size > 1) return undefined;
    if (flows.size === 1) return [...flows][0] as 'export';
    if (wordsIn(place, 'kind').some((kind) => OUTPUT_KINDS.has(kind))) return undefined;
  }
  return undefined;
}

/** The one good that the row, the column or the heading names. */
export function subjectOf(
  { label, places }: Around,
  weighedAs: 'RE-oxide' | 'RE-all',
  isOutput = false,
): string | undefined {
  if (label.subject) return label.subject;
  for (const place of places) {
    const named = new Set(place?.materials ?? []);
    // "rare earths, tonnes of REO": countries report rare earths, companies the oxide in their products
    if (named.size > 1) named.delete(weighedAs === 'RE-all' ? 'RE-oxide' : 'RE-all');
    // what countries mine is weighed as oxide
    if (named.size === 1)
      return weighedAs === 'RE-all' && isOutput && named.has('RE-oxide') ? 'RE-all' : [...named][0]!;
    if (named.size > 1) return undefined;
  }
  return undefined;
}

/** The company of a row or heading, else the one that the page is about. */
export function orgOf({ places, facts }: Around): string | undefined {
  const { organisations } = facts.page.vocabulary;
  for (const place of places) {
    const companies = wordsIn(place, 'org').filter((name) => organisations.get(name)?.kind === 'company');
    if (companies.length === 1) return companies[0];
    if (companies.length > 1) return undefined;
  }
  return facts.page.mainOrg;
}
