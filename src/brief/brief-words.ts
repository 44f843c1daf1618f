import type { JudgedStatement } from '../judging/verdict.ts';
import { type Brief, verdictsOf } from './brief.ts';
import { count, daysBetween, figure, periodWords, signed } from './numbers.ts';
import type { BoardChange, BoardRow } from './price-board.ts';

/** The brief's finding: what moved on the month, or, where nothing can be said, how old the record is. */
export function briefFinding({ board, trade, documents, asOf }: Brief): string {
  const moved = board
    .filter((row): row is BoardRow & { onMonth: { pct: number } } => 'pct' in row.onMonth)
    .slice(0, 6);
  const most = [...moved].sort((a, b) => Math.abs(b.onMonth.pct) - Math.abs(a.onMonth.pct)).slice(0, 2);
  const words = ({ name, onMonth }: (typeof most)[number]) =>
    Math.abs(onMonth.pct) < 0.05
      ? `${name} is where it was a month ago`
      : `${name} is ${figure(Math.abs(onMonth.pct), 1)}% ${onMonth.pct > 0 ? 'dearer' : 'cheaper'} than a month ago`;
  if (most[0]) return `${most.map(words).join(', ')}.`;
  const newest = board
    .map((row) => row.china?.day)
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  const failing = verdictsOf({ documents }).get('fails') ?? 0;
  const parts = [
    newest
      ? `Prices on record end on ${periodWords(newest)}, ${count(daysBetween(newest, asOf), 'day')} before this brief`
      : 'No price is on record',
    trade.newest ? `the last customs month is ${periodWords(trade.newest.month)}` : undefined,
    documents.length
      ? `${count(failing, 'statement')} judged since the last brief ${failing === 1 ? 'fails' : 'fail'}`
      : undefined,
  ].filter(Boolean);
  return `${parts.join('; ')}.`;
}

/** A change with its base, or the reason that there is none. */
export function changeText(change: BoardChange): string {
  return 'none' in change
    ? `n/a (${change.none})`
    : `${signed(change.pct)}% since ${periodWords(change.since)}`;
}

/** `in 48 days`, `12 days ago`, `today`. */
export function daysAway(from: string, to: string): string {
  const full = /^\d{4}-\d\d-\d\d$/.test(to) ? to : undefined;
  if (!full) return '';
  const days = daysBetween(from, full);
  return days === 0 ? 'today' : days > 0 ? `in ${count(days, 'day')}` : `${count(-days, 'day')} ago`;
}

/** Why a statement got its verdict, in one line. */
export function statementLine({ expected, found }: JudgedStatement): string {
  return `Expected ${expected}; found ${found}.`;
}
