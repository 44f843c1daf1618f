import type { Draft } from '../draft.ts';
import type { PageContext } from '../page.ts';
import { periodOf } from '../periods.ts';
import { draftOf, statedPeriod, statedValue } from './build.ts';
import { between, figureAt, type Item, MOST_FIGURES, type Row } from './items.ts';
import type { Figure, Statement } from './levels.ts';
import type { Memory } from './memory.ts';

type Fate = 'granted' | 'refused' | 'pending' | 'applied';

const METRICS: Readonly<Record<Fate, string>> = {
  granted: 'licences_granted',
  refused: 'licences_refused',
  pending: 'licences_pending',
  applied: 'licences_applied',
};
const MOST_LICENCES = 100_000;
/** How many sentences the talk of licences is carried over. */
const CARRIED = 2;
/** "19 of 141", "38 out of the 60", "19 von 141", "3 sur 12". */
const OF_JOINT =
  /^(?: ?(?:份|件|건|项|个|张)?(?:\/|／)| (?:licences |licenses |permits |were granted |were approved )?(?:out )?of (?:the |its |their |all |some |about |a total of |more than |around )*| von (?:den |insgesamt |rund )*| sur (?:les |un total de )?| de (?:las |los |un total de |um total de )?| des | das | dos | av )$/;
/** "Of the 141 applications, 19": what comes before the larger figure. */
const OF_BEFORE =
  /(?:^|[\s,，(])(?:(?:out )?of|von|sur|de|des|das|dos|av|entre|unter)(?: (?:the|its|their|all|some|about|around|roughly|nearly|a total of|more than|den|insgesamt|rund|les|las|los|un total de|um total de))* ?$/i;
const OF_WHICH =
  /of (?:which|them|these|those)|wovon|davon|dont|de las cuales|de los cuales|das quais|dos quais|其中|のうち|うち|中|가운데|중|varav/;
const COUNTER = /^ ?(?:份|件|건|张|项|批|通|장)/;

/**
 * Counts of licences: how many were asked for, granted, refused or wait. Only of licences to trade: those of mines,
 * buildings and patents are not read.
 */
export function licenceCounts(row: Row, passage: number, page: PageContext, memory: Memory): Draft[] {
  if (row.figures.length === 0 || row.figures.length > MOST_FIGURES) return [];
  if (!isAboutLicences(row, passage, memory)) return [];
  const counts = row.figures.map((_, figure) => figure).filter((figure) => isCount(row, figure));
  if (counts.length === 0) return [];
  const fates = new Map<number, Fate>();
  for (let i = 0; i + 1 < counts.length; i++) {
    const [first, second] = [counts[i]!, counts[i + 1]!];
    const pair = second === first + 1 && !fates.has(first) ? pairOf(row, first, second) : undefined;
    if (!pair) continue;
    const outcome = outcomeOf(row, pair.part);
    if (!outcome) continue;
    fates.set(pair.whole, 'applied');
    fates.set(pair.part, outcome);
  }
  const isRead = fates.size > 0 || isOfTrade(row, passage, page, memory);
  for (const figure of isRead ? counts : []) {
    if (fates.has(figure) || !(isOfLicences(row, figure) || isOfWhich(row, figure, fates))) continue;
    const fate = fateOf(row, figure);
    if (fate) fates.set(figure, fate);
  }
  const drafts = [...fates]
    .sort(([a], [b]) => a - b)
    .map(([figure, fate]) => countDraft(row, figure, METRICS[fate], passage, page));
  const holders = drafts.length === 0 ? holdersOf(row, counts, page) : undefined;
  return holders === undefined ? drafts : [countDraft(row, holders, 'companies_licensed', passage, page)];
}

function isAboutLicences(row: Row, passage: number, memory: Memory): boolean {
  const names = (type: string): boolean => row.items.some((item) => item.type === type);
  if (names('licenceOther') || !names('fate')) return false;
  return names('licence') || names('licenceRate') || isCarried(passage, memory);
}

const isCarried = (passage: number, memory: Memory): boolean =>
  memory.licences !== undefined && passage - memory.licences <= CARRIED;

/** Whether the sentence or the page says whose trade the licences are for. */
const isOfTrade = (row: Row, passage: number, page: PageContext, memory: Memory): boolean =>
  page.reporter !== undefined ||
  isCarried(passage, memory) ||
  row.items.some(({ type }) => type === 'flow' || type === 'act' || type === 'place') ||
  agencyOf(row, page) !== undefined;

/** A whole number without a unit, or of what licences are given to. */
function isCount(row: Row, figure: number): boolean {
  const { quantity } = figureAt(row, figure);
  const { kind, low, high, sign, currency, hasMultiplier } = quantity!;
  if (kind !== 'bare' && kind !== 'count') return false;
  return (
    low === high && Number.isInteger(low) && sign === 0 && !currency && !hasMultiplier && low < MOST_LICENCES
  );
}

/** Which of two figures beside each other is a part of the other. */
function pairOf(row: Row, first: number, second: number): { part: number; whole: number } | undefined {
  const [a, b] = [figureAt(row, first), figureAt(row, second)];
  const gap = between(row, a.quantity!.numberEnd, b.quantity!.numberStart);
  if (gap.length > 90 || /[;。]/.test(gap)) return undefined;
  const [low, high] = [a.quantity!.low, b.quantity!.low];
  if (OF_JOINT.test(gap) && low <= high && isOfLicences(row, second)) return { part: first, whole: second };
  const isWhole =
    OF_BEFORE.test(between(row, Math.max(row.passage.start, a.start - 24), a.start)) || OF_WHICH.test(gap);
  if (isWhole && high <= low && isOfLicences(row, first)) return { part: second, whole: first };
  return undefined;
}

/** Whether the noun of a figure is licences, right before or after it. */
function isOfLicences(row: Row, figure: number): boolean {
  const own = figureAt(row, figure);
  const { numberEnd } = own.quantity!;
  if (own.quantity!.kind === 'count' && !COUNTER.test(between(row, numberEnd, own.end + 1))) return false;
  return row.items.some(({ type, start, end }) => {
    if (type !== 'licence') return false;
    if (start >= numberEnd) {
      const gap = between(row, numberEnd, start);
      const words = row.isCjk ? 24 : 48;
      return (
        gap.length <= words &&
        !/[,;:。，]|\b(?:for|to|by|in|and|with|from)\b/.test(gap) &&
        !hasFigure(row, numberEnd, start)
      );
    }
    if (end > own.start) return false;
    return own.start - end <= (row.isCjk ? 6 : 3) && !/[,;。，]/.test(between(row, end, own.start));
  });
}

const hasFigure = (row: Row, from: number, to: number): boolean =>
  row.figures.some((index) => row.items[index]!.start >= from && row.items[index]!.end <= to);

/** "of which 380 were granted and 70 refused": figures that go on from one of licences. */
function isOfWhich(row: Row, figure: number, fates: ReadonlyMap<number, Fate>): boolean {
  const own = figureAt(row, figure);
  const before = figure > 0 ? figureAt(row, figure - 1) : undefined;
  const isListed = before !== undefined && (fates.has(figure - 1) || isOfLicences(row, figure - 1));
  const after = between(row, own.quantity!.numberEnd, own.quantity!.numberEnd + 24);
  const isCounted =
    COUNTER.test(after) ||
    /^ (?:have |had |has |were |was |are |is |of them |wurden? |sind |ont |fueron |foram |han |the rest )/.test(
      after,
    );
  if (isListed && (isCounted || isBesideFate(row, figure))) return true;
  return COUNTER.test(after) && isBesideFate(row, figure);
}

const isBesideFate = (row: Row, figure: number): boolean => {
  const own = figureAt(row, figure);
  return row.items.some(
    ({ type, start, end }) =>
      type === 'fate' &&
      ((start >= own.end && start - own.end <= 14) || (end <= own.start && own.start - end <= 10)),
  );
};

/** What became of the part of a pair: the nearest word that says so; what is only asked for says nothing of it. */
function outcomeOf(row: Row, part: number): Fate | undefined {
  const own = figureAt(row, part);
  let best: Item | undefined;
  const distance = (item: Item): number =>
    item.start >= own.end ? item.start - own.end : own.start - item.end;
  for (const item of row.items) {
    if (item.type !== 'fate' || item.value === 'applied') continue;
    if (!best || distance(item) < distance(best)) best = item;
  }
  return best?.value as Fate | undefined;
}

/** What became of the licences of a single figure: the word behind it, else the one before it. */
function fateOf(row: Row, figure: number): Fate | undefined {
  const index = row.figures[figure]!;
  const own = row.items[index]!;
  const next = row.figures[figure + 1];
  const before = figure > 0 ? row.figures[figure - 1]! : -1;
  const behind = row.items
    .slice(index + 1, next ?? row.items.length)
    .filter(
      ({ type, start }) =>
        type === 'fate' && start - own.end <= 60 && !/[;。]/.test(between(row, own.end, start)),
    );
  const ahead = row.items
    .slice(before + 1, index)
    .filter(
      ({ type, end }) =>
        type === 'fate' && own.start - end <= 40 && !/[;。]/.test(between(row, end, own.start)),
    );
  const outcome = (items: readonly Item[]): Item | undefined =>
    items.find(({ value }) => value !== 'applied');
  const after = outcome(behind);
  const lead = outcome([...ahead].reverse());
  const isPassive = after && PASSIVE.test(between(row, own.quantity!.numberEnd, after.start));
  const found = isPassive ? after : (lead ?? after);
  return (found?.value ?? behind[0]?.value ?? ahead.at(-1)?.value) as Fate | undefined;
}

/** Between a count and the verb that says what became of it. */
const PASSIVE =
  /^(?: ?(?:份|件|건|张|项|批))?(?:[^,;。，]{0,40} )?(?:(?:were|was|have|had|has|been|are|is|still|already|finally|of them|wurden?|worden|sind|waren|ont|ete|fueron|han|sido|foram|ja|since)(?: |$)){0,4}$|^ ?(?:份|件|건|张|项|批|가|이|は|が|已|被|获|得到|已经){0,4}$/;

/** "licences to 12 companies", "three firms received licences". */
function holdersOf(row: Row, counts: readonly number[], page: PageContext): number | undefined {
  const granted = row.items.filter(({ type, value }) => type === 'fate' && value === 'granted');
  return counts.find((figure) => {
    const own = figureAt(row, figure);
    if (!countsHolders(row, own, page)) return false;
    return granted.some(
      ({ start, end }) =>
        row.items.some((item) => item.type === 'licence' && Math.abs(item.start - end) <= 34) &&
        (start >= own.end ? start - own.end <= 22 : own.start - end <= 44),
    );
  });
}

const HOLDER_REACH = 22;

/** Whether companies are counted: "12 companies", "12 Indian carmakers". */
function countsHolders(row: Row, own: Item, page: PageContext): boolean {
  const { numberEnd } = own.quantity!;
  const { low, text } = row.normal;
  const end = Math.min(row.passage.end, numberEnd + HOLDER_REACH);
  for (let at = numberEnd; at < end && !/[,;。，]/.test(low[at]!); at++) {
    for (const { meaning } of page.vocabulary.words.matchesAt(low, text, at))
      if (meaning.type === 'licenceHolder') return true;
  }
  return false;
}

function countDraft(row: Row, figure: number, metric: string, passage: number, page: PageContext): Draft {
  const item = figureAt(row, figure);
  const { quantity } = item;
  const noun = row.items.find(
    ({ type, start }) => type === 'licence' && start >= item.end && start - item.end <= 40,
  );
  const period = countedAt(row, item, page);
  const org = row.items.findLast(
    ({ type, value, start }) =>
      type === 'org' && start < item.start && page.vocabulary.organisations.get(value)?.kind === 'company',
  );
  const place = grantor(row, page);
  return {
    kind: 'approval',
    metric,
    value: quantity!.low,
    unit: 'count',
    ...(period ? { period } : {}),
    ...(place ? { place } : {}),
    ...(org ? { org: org.value } : {}),
    change: [],
    start: item.start,
    end: noun && !/[,;。，]/.test(between(row, item.end, noun.start)) ? noun.end : item.end,
    read_by: 'prose/licences',
    passage,
    figures: [quantity!],
  };
}

const SINCE = /(?:since|seit|depuis|desde|ever since|sedan|自) (?:the |dem |den |early |late |mid-?)*$|自$/;

/** The time that a count is of: the date before it in its sentence, else the one behind; never a "since". */
function countedAt(row: Row, own: Item, page: PageContext): string | undefined {
  const dates = row.items.filter(
    (item) =>
      item.type === 'date' &&
      item.date!.grain !== 'clock' &&
      !SINCE.test(between(row, Math.max(row.passage.start, item.start - 14), item.start)) &&
      !/^ ?(?:から|以来|以降|부터|이후|以後)/.test(between(row, item.end, item.end + 4)),
  );
  const date = dates.findLast(({ end }) => end <= own.start) ?? dates.find(({ start }) => start >= own.end);
  return date && periodOf(date.date!, page.published);
}

const agencyOf = (row: Row, page: PageContext): Item | undefined =>
  row.items.find(
    ({ type, value }) => type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'agency',
  );

/** Whose licences they are: the agency's country, China where the page speaks of it, else the first place named. */
function grantor(row: Row, page: PageContext): string | undefined {
  const agency = agencyOf(row, page);
  const home = agency && page.vocabulary.organisations.get(agency.value)?.place;
  if (home) return home;
  const places = row.items.filter(({ type }) => type === 'place');
  return places.some(({ value }) => value === 'CN') || page.reporter === 'CN' ? 'CN' : places[0]?.value;
}

/** A percentage that is the share of requests granted: with a word for such a rate, or "approved 70% of requests". */
export function approvalRate(figure: Figure): Statement | undefined {
  const { row, page } = figure;
  const own = figureAt(row, figure.figure);
  if (own.quantity!.kind !== 'percent') return undefined;
  if (row.items.some(({ type }) => type === 'licenceOther')) return undefined;
  const distance = ({ start, end }: Item): number => (start >= own.end ? start - own.end : own.start - end);
  const near = (type: string, most: number, value?: string): Item | undefined =>
    row.items.find(
      (item) => item.type === type && (value === undefined || item.value === value) && distance(item) <= most,
    );
  const rate = near('licenceRate', 110);
  const isShare = near('licence', 60) && near('fate', 60, 'granted');
  if (!rate && !isShare) return undefined;
  const stated = statedPeriod(figure);
  const place = grantor(row, page);
  const fields = {
    metric: 'licence_approval_rate',
    ...statedValue(figure),
    unit: 'pct',
    ...(stated ? { period: stated } : {}),
    ...(place ? { place } : {}),
  };
  const lead = rate ?? near('fate', 60, 'granted');
  return {
    draft: draftOf(
      figure,
      'approval',
      'prose/approval-rate',
      fields,
      lead && lead.start < own.start ? lead : undefined,
    ),
  };
}
