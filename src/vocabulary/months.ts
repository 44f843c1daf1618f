/**
 * The months of a period in the project's notation, first to last: one for a day or a month, three for a quarter, all
 * of a run such as `2025-01/2025-09`. Undefined where the text is no period.
 */
export function monthsOf(period: string): readonly string[] | undefined {
  const ends = period.split('/').map(monthsOfPoint);
  if (ends.length > 2 || ends.includes(undefined)) return undefined;
  const first = ends[0]![0]!;
  const last = ends.at(-1)!.at(-1)!;
  const count = index(last) - index(first) + 1;
  return count > 0 && count <= 1200 ? run(first, count) : undefined;
}

function monthsOfPoint(point: string): readonly string[] | undefined {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])(?:-\d{2})?|Q([1-4])|H([12])))?$/.exec(point);
  if (!match) return undefined;
  const [, year, month, quarter, half] = match;
  if (month) return [`${year}-${month}`];
  if (quarter) return run(`${year}-${two(Number(quarter) * 3 - 2)}`, 3);
  if (half) return run(`${year}-${two(Number(half) * 6 - 5)}`, 6);
  return run(`${year}-01`, 12);
}

/** The month that lies some months before another. */
export function monthBefore(month: string, back: number): string {
  const at = index(month) - back;
  return `${Math.floor(at / 12)}-${two((at % 12) + 1)}`;
}

const index = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

const two = (value: number): string => String(value).padStart(2, '0');

const run = (first: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => monthBefore(first, -at));
