import type { Vocabulary } from '../vocabulary/index.ts';

const GRADE = /(?:^|[^A-Za-z\d.,])([A-Z]?)(\d{2})([A-Z]{0,2})(?![A-Za-z\d]|[.,]\d|\s?%)/;

/** A magnet grade of the sintered series: N52, 45SH; digits alone are none. */
export function gradeIn(text: string, { grades }: Pick<Vocabulary, 'grades'>): { grade?: string } {
  const match = GRADE.exec(text);
  if (!match) return {};
  const [, prefix, digits, suffix] = match as unknown as [string, string, string, string];
  const series = prefix ? grades.sinteredSeries : grades.bare;
  if (prefix && !grades.sinteredSeries.prefix.includes(prefix)) return {};
  const isKnown =
    Number(digits) >= series.from && Number(digits) <= series.to && series.suffixes.includes(suffix);
  return isKnown && (prefix || suffix) ? { grade: prefix + digits + suffix } : {};
}
