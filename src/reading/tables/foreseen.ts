import { startOfPeriod } from '../periods.ts';
import type { Meaning } from './cell.ts';
import type { TablePage } from './context.ts';

type Words = Pick<Meaning, 'words'>;

const saysForecast = (place: Words | undefined): boolean =>
  place?.words.get('kind')?.includes('forecast') ?? false;

/**
 * Whether a figure of a table is of what is still to come: its row or column is marked so, its period lies ahead of
 * the page, or the captions say so and the period is not over.
 *
 * @param period as observations have it @param near its row and its column @param captions lines around the table
 */
export function isForeseen(
  period: string | undefined,
  near: readonly (Words | undefined)[],
  { published }: Pick<TablePage, 'published'>,
  captions: readonly Words[],
): boolean {
  if (near.some(saysForecast)) return true;
  if (!period || !published) return false;
  const today = published.year * 10000 + published.month * 100 + 31;
  if (startOfPeriod(period) > today) return true;
  const isRunning = /^\d{4}$/.test(period) && Number(period) === published.year;
  return isRunning && captions.slice(0, 3).some(saysForecast);
}

/** Whether a table is of forecasts on a page without a date: which of its columns were past, nobody knows. */
export const isForecastTable = (
  captions: readonly Words[],
  { published }: Pick<TablePage, 'published'>,
): boolean => !published && captions.slice(0, 3).some(saysForecast);

/** The figures of such a table without those of its first time, which may be past; a table of one time is of what is to come. */
export function foreseenOnly<F extends { readonly period?: string; readonly isForeseen: boolean }>(
  figures: readonly F[],
): F[] {
  const periods = new Set(figures.map(({ period }) => period ?? ''));
  const [first] = [...periods].sort();
  return figures
    .filter(({ period }) => periods.size === 1 || (period ?? '') !== first)
    .map((figure) => ({ ...figure, isForeseen: true }));
}
