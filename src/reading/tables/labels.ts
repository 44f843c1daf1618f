import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import type { Grid, GridRow } from './grid.ts';

/** What a row is about. */
export interface RowLabel {
  readonly cell?: Cell;
  /** Material code, as its label and its specification say together. */
  readonly subject?: string;
  /** Whether it is about some other commodity. */
  readonly isOther: boolean;
  /** Whether it may be of any of several goods. */
  readonly isUnclear?: boolean;
  /** Whether rows of its parts are set in under it. */
  readonly isWhole?: boolean;
  readonly purity?: string;
  readonly grade?: string;
}

const isBare = (code: string): boolean => /^(?:[A-Z][a-z]?){1,2}$/.test(code);
const elementOf = (code: string): string => code.split('-')[0]!;

/** The labels of all rows, with forms that the table says once and not in each row. */
export function labelsOf(grid: Grid, columns: readonly Column[]): RowLabel[] {
  const labels = grid.rows.map((row) => labelOf(grid, row, columns));
  return nested(promoted(labels), grid);
}

/**
 * Rows of places under a row that names a good are of that good where they are set in: "Magnets", then "to Germany".
 * Where they are not, of which good they are is not said.
 */
function nested(labels: readonly RowLabel[], grid: Grid): RowLabel[] {
  let good: { readonly subject: string; readonly indent: number; readonly index: number } | undefined;
  const wholes = new Set<number>();
  const read = labels.map((label, index): RowLabel => {
    const { cell, subject } = label;
    const row = grid.rows[index]!;
    if (!cell || row.section !== grid.rows[index - 1]?.section) good = undefined;
    if (!cell) return label;
    const indent = indentOf(grid, index, label);
    if (subject) good = { subject, indent, index };
    if (subject || !good || !cell.words.has('place')) return label;
    if (indent <= good.indent) return { ...label, isUnclear: true };
    wholes.add(good.index);
    return { ...label, subject: good.subject };
  });
  // where one good has its partners set in under it, one without partners is a whole too
  const indents = new Set([...wholes].map((index) => indentOf(grid, index, read[index]!)));
  return read.map((label, index) =>
    label.subject && !label.cell?.words.has('place') && indents.has(indentOf(grid, index, label))
      ? { ...label, isWhole: true }
      : label,
  );
}

const indentOf = (grid: Grid, index: number, { cell }: RowLabel): number =>
  (cell?.start ?? 0) - grid.rows[index]!.start;

function labelOf(grid: Grid, row: GridRow, columns: readonly Column[]): RowLabel {
  const cells = labelCells(row, columns);
  const named = cells.find((cell) => cell.materials.length > 0);
  const first = cells.find((cell) => cell.kind === 'text');
  const graded = cells.find((cell) => cell.grade !== undefined);
  const magnet = graded ? magnetOf(graded, row, grid) : undefined;
  if (graded && magnet) return { cell: graded, subject: magnet, isOther: false, grade: graded.grade! };
  const purity = cells.find((cell) => cell.purity !== undefined)?.purity ?? percentPurity(row, columns);
  if (!named) {
    const isOther = cells.some((cell) => cell.words.has('commodity'));
    return { ...(first ? { cell: first } : {}), isOther, ...(purity ? { purity } : {}) };
  }
  if (named.materials.length > 1 && new Set(named.materials).size > 1) {
    // two goods in one label: which of them the figures are of is not said
    return { cell: named, isOther: false };
  }
  const subject = withForm(named.materials[0]!, cells, named, row, grid);
  const label =
    cells.indexOf(named) > 0 && first && first !== named && first.end <= named.start ? first : named;
  return { cell: label, subject, isOther: false, ...(purity ? { purity } : {}) };
}

/** The magnet that a row of a grade is of: named in it, or over its group of rows. */
function magnetOf(cell: Cell, row: GridRow, grid: Grid): string | undefined {
  for (const meaning of [cell, ...row.cells, row.section, ...grid.above.slice(0, 2)]) {
    const magnets = (meaning?.materials ?? []).filter((code) => code.endsWith('-magnet'));
    if (new Set(magnets).size === 1) return magnets[0];
  }
  return undefined;
}

/** The cells of a row that are no figures, those under heads of names first. */
function labelCells(row: GridRow, columns: readonly Column[]): Cell[] {
  const cells: { cell: Cell; order: number }[] = [];
  row.cells.forEach((cell, index) => {
    if (cell.kind !== 'text') return;
    const measure = columns[index]?.measure;
    cells.push({ cell, order: measure === 'label' ? 0 : measure === 'spec' || measure === 'aside' ? 2 : 1 });
  });
  return cells.sort((a, b) => a.order - b.order || a.cell.start - b.cell.start).map(({ cell }) => cell);
}

/** A purity in a cell of its own: 99.5%, under a head that says so or left of all figures. */
function percentPurity(row: GridRow, columns: readonly Column[]): string | undefined {
  const index = row.cells.findIndex((cell) => cell.figures.length > 0);
  const spec = row.cells.findIndex((cell, i) => columns[i]?.measure === 'spec' && cell.figures.length > 0);
  const cell = row.cells[spec >= 0 ? spec : index];
  const figure = cell?.figures[0];
  if (figure?.unit?.kind !== 'percent' || figure.sign !== 0 || figure.low < 90) return undefined;
  return `${figure.low}%`;
}

/** An element without a form takes the form of its specification, or of the group that it stands in. */
function withForm(code: string, cells: readonly Cell[], named: Cell, row: GridRow, grid: Grid): string {
  if (!isBare(code)) return code;
  const formed = cells
    .filter((cell) => cell !== named)
    .flatMap(({ materials }) => materials)
    .find((other) => elementOf(other) === code && other.includes('-'));
  if (formed) return formed;
  const group = groupForm(row.section) ?? groupForm(grid.above[0]);
  return group ? `${code}-${group}` : code;
}

function groupForm(meaning: Meaning | undefined): 'oxide' | 'metal' | undefined {
  const forms = new Set(
    (meaning?.materials ?? []).map((code) =>
      code === 'RE-oxide' ? 'oxide' : code === 'RE-metal' ? 'metal' : '',
    ),
  );
  if (forms.size !== 1) return undefined;
  return forms.has('oxide') ? 'oxide' : forms.has('metal') ? 'metal' : undefined;
}

/** A bare element in a list that also has its oxide is the metal. */
function promoted(labels: readonly RowLabel[]): RowLabel[] {
  const subjects = new Set(labels.map(({ subject }) => subject));
  return labels.map((label) => {
    const { subject } = label;
    if (!subject || !isBare(subject) || !subjects.has(`${subject}-oxide`) || subjects.has(`${subject}-metal`))
      return label;
    return { ...label, subject: `${subject}-metal` };
  });
}
