import type { Draft } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import type { Item, Row } from '../prose/items.ts';
import { issuerOf } from './act-draft.ts';
import type { Acts } from './act-numbers.ts';

export const isBeside = (item: Item, date: Item): boolean =>
  item.type === 'start'
    ? date.start >= item.end && date.start - item.end <= 6
    : item.start >= date.end && item.start - date.end <= 2;

export function draftOf(
  row: Row,
  passage: number,
  acts: Acts,
  number: number,
  status: PolicyStatus,
  verb: Item,
  period: string | undefined,
  page: PageContext,
): Draft {
  const year = acts.year ?? (period ? Number(period.slice(0, 4)) : page.published?.year);
  return {
    kind: 'policy',
    instrument: `Announcement No. ${number}${year ? ` of ${year}` : ''}`,
    status,
    ...(period ? { period } : {}),
    ...issuerOf(row, page, acts.start, verb.start),
    change: [],
    start: Math.min(acts.start, verb.start),
    end: Math.max(acts.end, verb.end),
    read_by: 'policy/numbered',
    passage,
    figures: [],
  };
}
