import { z } from 'zod';

/** A column of a data table: the schema of its values and what the data dictionary says about it. */
export interface Column<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  /** How the text of a cell becomes a value before the schema sees it. An empty cell is an absent field. */
  readonly cell: 'text' | 'number' | 'list';
  readonly description: string;
  /** Unit of the number, where it is the same in every row. */
  readonly unit?: string;
  /** What is right, in words; shown when a cell is wrong and in the data dictionary. */
  readonly expected: string;
  /** Table and column whose values this one may take, such as `places.code`. */
  readonly references?: string;
}

const isRealDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const month = '\\d{4}-(?:0[1-9]|1[0-2])';
const periodPattern = new RegExp(
  `^(?:\\d{4}|${month}|\\d{4}-(?:Q[1-4]|H[12])|${month}/${month}|\\d{4}/\\d{4})$`,
);
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Whether a text is a period in the project's notation: `2025`, `2025-09`, `2025-09-23`, `2025-Q3`, `2025-H1`, or a
 * run of months or years such as `2025-01/2025-09`.
 */
export function isPeriod(text: string): boolean {
  if (dayPattern.test(text)) return isRealDay(text);
  if (!periodPattern.test(text)) return false;
  const [from, to] = text.split('/');
  return to === undefined || from! < to;
}

/** Any text that is not empty. */
export const text = (description: string): Column<z.ZodString> => ({
  schema: z.string().min(1),
  cell: 'text',
  description,
  expected: 'text',
});

/** A text of a given form. `expected` names the form in words. */
export const pattern = (form: RegExp, expected: string, description: string): Column<z.ZodString> => ({
  schema: z.string().regex(form),
  cell: 'text',
  description,
  expected,
});

/** One of a closed list of words. */
export const choice = <const T extends readonly string[]>(
  options: T,
  description: string,
): Column<z.ZodEnum<{ [K in T[number]]: K }>> => ({
  schema: z.enum(options),
  cell: 'text',
  description,
  expected: `one of: ${options.join(', ')}`,
});

interface NumberLimits {
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly integer?: boolean;
}

/** A decimal number with a point, without thousands separators. */
export function number(description: string, limits: NumberLimits = {}): Column<z.ZodNumber> {
  const { unit, min, max, above, integer } = limits;
  let schema = z.number();
  const said = [integer ? 'a whole number' : 'a number'];
  if (integer) schema = schema.int();
  if (above !== undefined) {
    schema = schema.gt(above);
    said.push(`above ${above}`);
  }
  if (min !== undefined) {
    schema = schema.min(min);
    said.push(`of at least ${min}`);
  }
  if (max !== undefined) {
    schema = schema.max(max);
    said.push(`${min === undefined && above === undefined ? 'of' : 'and'} at most ${max}`);
  }
  return { schema, cell: 'number', description, expected: said.join(' '), ...(unit ? { unit } : {}) };
}

/** A period in the project's notation, see {@link isPeriod}. */
export const period = (description: string): Column<z.ZodString> => ({
  schema: z.string().refine(isPeriod),
  cell: 'text',
  description,
  expected: 'a period such as 2025, 2025-09, 2025-09-23, 2025-Q3, 2025-H1 or 2025-01/2025-09',
});

/** A day of the calendar. */
export const day = (description: string): Column<z.ZodString> => ({
  schema: z.string().refine((value) => dayPattern.test(value) && isRealDay(value)),
  cell: 'text',
  description,
  expected: 'a day such as 2025-09-23',
});

/** A web address. */
export const url = (description: string): Column<z.ZodString> => ({
  schema: z.string().regex(/^https?:\/\/[^\s/]+\.[^\s/]+\/?\S*$/),
  cell: 'text',
  description,
  expected: 'a web address that begins with http:// or https:// and holds no blanks',
});

/** A value of another table's column, such as `places.code`. */
export const reference = (target: string, description: string): Column<z.ZodString> => ({
  schema: z.string().min(1),
  cell: 'text',
  description,
  expected: `a value of ${target}`,
  references: target,
});

/** Several values of one kind, parted by `|` in the file. */
export const list = <S extends z.ZodType>(item: Column<S>, description: string): Column<z.ZodArray<S>> => ({
  schema: z.array(item.schema).min(1),
  cell: 'list',
  description,
  expected: `one or more, parted by "|", each ${item.expected}`,
  ...(item.references ? { references: item.references } : {}),
});

/** A column whose cell may be empty; the field is then absent from the row. */
export const optional = <S extends z.ZodType>(column: Column<S>): Column<z.ZodOptional<S>> => ({
  ...column,
  schema: column.schema.optional(),
});
