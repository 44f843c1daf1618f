import type { Change, Observation } from '../reading/index.ts';
import { table } from './terminal.ts';

const number = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 4 });

/** A figure as it is printed in tables: range or value with its unit. */
export function figureText({
  low,
  high,
  value,
  unit = '',
}: Pick<Observation, 'low' | 'high' | 'value' | 'unit'>): string {
  if (value !== undefined) return `${number(value)} ${unit}`.trim();
  if (low === undefined && high === undefined) return '';
  return `${low === high ? number(low ?? 0) : `${low === undefined ? '' : number(low)}–${high === undefined ? '' : number(high)}`} ${unit}`.trim();
}

/** Stated changes: `mom -6.1%, yoy +17.5%`. */
export function changesText(changes: readonly Change[] = []): string {
  return changes
    .map(({ basis, value, unit, direction }) =>
      value === undefined
        ? `${basis} ${direction ?? ''}`
        : `${basis} ${value > 0 ? '+' : ''}${number(value)}${unit === 'pct' ? '%' : unit === 'pp' ? ' pp' : ''}`,
    )
    .join(', ');
}

/** What the observation is about, in one cell. */
export function subjectText(o: Observation): string {
  const about = [o.subject, o.org !== o.subject ? o.org : undefined, o.metric, o.instrument]
    .filter(Boolean)
    .join(' ');
  const route = o.flow ? ` ${o.reporter ?? '?'} ${o.flow === 'export' ? '→' : '←'} ${o.partner ?? '?'}` : '';
  return `${about}${route}`;
}

/** Observations as an aligned table. */
export function observationTable(observations: readonly Observation[]): string {
  return table(
    [
      { head: 'kind' },
      { head: 'about' },
      { head: 'period' },
      { head: 'figure', align: 'right' },
      { head: 'changes' },
      { head: 'at', align: 'right' },
    ],
    observations.map((o) => [
      o.kind,
      subjectText(o),
      o.period ?? '',
      figureText(o) || (o.status ?? ''),
      changesText(o.change),
      `${o.start}–${o.end}`,
    ]),
  );
}
