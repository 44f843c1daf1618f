// What the record says of a month beside what the model says. Pure.
import { figure } from '../../../src/brief/numbers.ts';
import type { TradeSeries } from '../../../src/server/shapes/series.ts';
import type { ChainModel, MonthView } from './messages.ts';
import type { PlaceWords } from './words.ts';

/** The same thing on record and modelled, tonnes. */
export interface RecordRow {
  readonly what: string;
  readonly period: string;
  readonly modelled: number;
  readonly observed: number;
  readonly derived: boolean;
  readonly row: string | undefined;
  readonly how?: string;
  /** The record holds only a part of what the model counts, so the two are not set against each other. */
  readonly isPart?: true;
}

/** Customs figures of the month beside what the model sends; of the union the sum of the members on record. */
export function exportRows(
  view: Pick<MonthView, 'month' | 'exports'>,
  series: readonly TradeSeries[],
  members: ChainModel['members'],
  places: PlaceWords,
): readonly RecordRow[] {
  const own = series.filter(
    ({ key }) => key.reporter === 'CN' && key.flow === 'export' && key.unit === 't' && key.partner,
  );
  const pointOf = (partner: string) => {
    for (const { key, months } of own) {
      const point = key.partner === partner && months.find((one) => one.period === view.month && one.counts);
      if (point) return point;
    }
    return undefined;
  };
  const total = pointOf('WORLD');
  const all = view.exports.reduce((sum, { tonnes }) => sum + tonnes, 0);
  const rows: RecordRow[] = [];
  if (total)
    rows.push({
      what: 'magnets sent from China',
      period: view.month,
      modelled: all,
      observed: total.value,
      derived: total.status === 'derived',
      row: total.observations[0],
    });
  for (const { place, tonnes } of view.exports) {
    const point = pointOf(place);
    if (point) {
      rows.push({
        what: `magnets sent from China to ${places.name(place)}`,
        period: view.month,
        modelled: tonnes,
        observed: point.value,
        derived: point.status === 'derived',
        row: point.observations[0],
      });
      continue;
    }
    const parts = members.flatMap(({ code, name, place: within }) => {
      const part = within === place ? pointOf(code) : undefined;
      return part ? [{ name, part }] : [];
    });
    if (parts.length > 0)
      rows.push({
        what: `magnets sent from China to ${places.name(place)}; on record ${parts.map(({ name }) => name).join(', ')} alone`,
        period: view.month,
        modelled: tonnes,
        observed: parts.reduce((sum, { part }) => sum + part.value, 0),
        derived: parts.length > 1,
        row: parts[0]!.part.observations[0],
        isPart: true,
        ...(parts.length > 1 && {
          how: parts.map(({ name, part }) => `${name} ${figure(part.value, 0)} t`).join(' + '),
        }),
      });
  }
  return rows;
}
