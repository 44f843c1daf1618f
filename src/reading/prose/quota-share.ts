import { draftOf, statedValue } from './build.ts';
import { figureAt, type Item } from './items.ts';
import type { Figure, Statement } from './levels.ts';
import { shareWord } from './share-words.ts';
import { quotaHolder, quotaOf, quotaPeriod } from './target.ts';

/** The part of a quota that a group of companies was given: 占指标总量的69.44%, 获得67.94%的配额. */
export function quotaShare(figure: Figure): Statement | undefined {
  const { row, passage, memory } = figure;
  const own = figureAt(row, figure.figure);
  const word = row.items.findLast(
    ({ type, start }) => type === 'quotaWord' && start - own.end <= QUOTA_REACH,
  );
  const hasQuota = word !== undefined || figure.last?.read_by === 'prose/quota';
  const isGoingOn = memory.quota !== undefined && passage - memory.quota <= 1;
  if (!hasQuota && !isGoingOn) return undefined;
  const quota = quotaOf(figure);
  const holder = quotaHolder(figure);
  const org = holder ?? figure.page.mainOrg;
  if (!quota || !org) return undefined;
  const share = shareWord(figure) ?? (word && isBeside(word, own) ? word : undefined) ?? takenBefore(figure);
  if (!share) return undefined;
  const period = quotaPeriod(figure);
  const fields = {
    subject: 'RE-all',
    ...statedValue(figure),
    unit: 'pct',
    ...(period ? { period } : {}),
    metric: quota,
    org,
  };
  return {
    draft: draftOf(figure, 'share', 'prose/quota-share', fields, share.start < own.start ? share : undefined),
  };
}

const QUOTA_REACH = 10;

export const isBeside = (word: Item, own: Item): boolean =>
  word.start >= own.end ? word.start - own.end <= QUOTA_REACH : own.start - word.end <= QUOTA_REACH;

/** The holder right before the figure, with a verb of taking between: 北方稀土分配80%, 分别获得17.96%. */
const takenBefore = ({ row, figure }: Figure): Item | undefined => {
  const own = figureAt(row, figure);
  return row.items.findLast(
    ({ type, end }) => type === 'org' && end <= own.start && own.start - end <= TAKEN_REACH,
  );
};

const TAKEN_REACH = 8;
