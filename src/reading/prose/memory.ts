import { type Draft, hasLevel } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { isMonth, type Moment, periodOf } from '../periods.ts';
import { isCompared } from './compared.ts';
import type { ImpliedUnit } from './implied.ts';
import { followsSemicolon, type Item, type Row } from './items.ts';
import { partOf } from './places.ts';
import { isGuarded } from './scope.ts';

/** What is said of all acts of a list. */
export interface ActListFate {
  readonly status: PolicyStatus;
  readonly period?: string;
  /** Where it is said, if that is not beside each act. */
  readonly said?: { readonly start: number; readonly end: number };
}

/** What earlier sentences named, for sentences that do not say it again. */
export interface Memory {
  material?: { readonly code: string; readonly passage: number };
  /** What the last figure was of: carried before what is merely named. */
  subject?: { readonly code: string; readonly passage: number };
  tradeSubject?: string;
  flow?: { readonly value: 'export' | 'import'; readonly passage: number };
  org?: { readonly name: string; readonly passage: number };
  /** Period of the last figure of trade, of accounts and of prices. */
  tradeMonth?: { readonly period: string; readonly passage: number };
  tradePeriod?: { readonly period: string; readonly passage: number };
  /** Whom the last sentence about trade was about, if it was about one country. */
  tradePartner?: { readonly code: string; readonly flow: string; readonly passage: number };
  /** The latest month told of each trade. */
  latestMonth?: Map<string, string>;
  /** The last half or run of months that a sentence about trade named. */
  tradeRun?: { readonly period: string; readonly passage: number };
  accountsPeriod?: { readonly period: string; readonly passage: number };
  pricePeriod?: { readonly period: string; readonly passage: number };
  /** The last day that was named and is near the page's own. */
  day?: string;
  /** Market of the last price in a currency that has no market of its own. */
  pricePlace?: { readonly place: string; readonly passage: number };
  reporter?: string;
  /** The place or company that a sentence began with. */
  topic?: { readonly type: 'org' | 'place'; readonly value: string; readonly passage: number };
  /** The last sentence that gave a quota. */
  quota?: number;
  quotaPeriod?: string;
  /** Kind of the last quota that was given. */
  quotaMetric?: string;
  /** The last sentence that counted licences or gave the rate of their approval. */
  licences?: number;
  /** The last money that was granted, lent or raised. */
  funding?: { readonly draft: Draft; readonly passage: number };
  /** The last sentence that named an aim, with its year and place. */
  aim?: { readonly passage: number; readonly period?: string; readonly place?: string };
  /** What becomes of the acts that a list names, from the sentence before it. */
  actList?: { readonly fates: readonly ActListFate[]; readonly passage: number };
  /** The day of the last act. */
  actDay?: { readonly period: string; readonly passage: number };
  /** The acts that the last sentence about numbered acts named. */
  actsTold?: {
    readonly acts: readonly { readonly numbers: readonly number[]; readonly year?: number }[];
    readonly passage: number;
  };
  /** The last measure without a number. */
  measure?: { readonly draft: Draft; readonly passage: number };
  /** The last act with a number. */
  act?: { readonly draft: Draft; readonly passage: number };
  /** What a sentence gave a change of, but no figure. */
  open?: { readonly code: string; readonly passage: number };
  /** The last output of a place or company. */
  production?: Draft;
  /** The figures of the last sentence that gave any, but comparisons. */
  levels?: { readonly drafts: readonly Draft[]; readonly passage: number };
  /** The last figure that was no comparison. */
  last?: Draft;
  /** A price unit that a heading or a bracket names for the figures after it. */
  declared?: ImpliedUnit & { readonly passage: number };
}

/** How many sentences a subject, flow or name is carried over. */
export const CARRIED = { material: 2, flow: 6, org: 12 } as const;

/** Keeps what a sentence named. */
export function remember(
  memory: Memory,
  row: Row,
  passage: number,
  page: PageContext,
  drafts: readonly Draft[],
): void {
  const materials = row.items.filter(({ type }) => type === 'material');
  if (materials.length > 0) {
    memory.material = { code: materials.at(-1)!.value, passage };
    delete memory.subject;
  }
  const spoken = drafts.findLast(({ kind, subject }) => subject !== undefined && kind !== 'financial');
  if (spoken) memory.subject = { code: spoken.subject!, passage };
  else if (memory.material && row.figures.length === 0 && row.items.some(({ type }) => type === 'commodity'))
    delete memory.material;
  const day = row.items.find(
    (item) => item.type === 'date' && item.date!.grain === 'day' && !isCompared(row, item),
  );
  const period = day && periodOf(day.date!, page.published);
  if (period && page.published?.day !== undefined && isNearPage(period, page.published)) memory.day = period;
  const market = row.items.find(
    ({ type, value }) => type === 'place' && (value === 'EUROPE' || value === 'EU'),
  );
  if (market) memory.pricePlace = { place: 'EU', passage };
  const flow = row.items.findLast((item) => item.type === 'flow' && !isGuarded(row, item));
  if (flow) memory.flow = { value: flow.value as 'export' | 'import', passage };
  const traded = drafts.findLast(({ kind, isEarlier }) => kind === 'trade' && !isEarlier);
  const partner = traded?.partner ?? (flow && drafts.length === 0 ? soleDestination(row) : undefined);
  if (partner && partner !== 'WORLD' && memory.flow)
    memory.tradePartner = { code: partner, flow: memory.flow.value, passage };
  const run =
    (flow ?? memory.flow) && row.items.find(({ type, date }) => type === 'date' && RUNS.has(date!.grain));
  const named = run && !isCompared(row, run) ? periodOf(run.date!, page.published) : undefined;
  if (named) memory.tradeRun = { period: named, passage };
  const topic = topicOf(row, page);
  if (topic) memory.topic = { ...topic, passage };
  else if (
    memory.topic?.passage === passage - 1 &&
    (followsSemicolon(row) || row.phrases.pronoun.endAfter(row.normal.low, row.passage.start) !== undefined)
  )
    memory.topic = { ...memory.topic, passage };
  const org = row.items.findLast(
    ({ type, value }) => type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company',
  );
  if (org) memory.org = { name: org.value, passage };
  const last = drafts.findLast((draft) => hasLevel(draft) && !draft.isEarlier);
  if (last) memory.last = last;
  const produced = drafts.findLast(({ kind, isEarlier }) => kind === 'production' && !isEarlier);
  if (produced && hasLevel(produced)) memory.production = produced;
  if (drafts.length > 0)
    memory.levels = { drafts: drafts.filter((draft) => hasLevel(draft) && !draft.isEarlier), passage };
  const end = drafts.at(-1);
  if (end?.subject && end.kind === 'price' && !hasLevel(end)) memory.open = { code: end.subject, passage };
  const quota = drafts.findLast(({ read_by }) => read_by === 'prose/quota');
  if (quota) {
    memory.quota = passage;
    if (quota.metric) memory.quotaMetric = quota.metric;
  }
  const quotaTime = row.items.some(({ type }) => type === 'quotaWord')
    ? row.items.find(({ type, date }) => type === 'date' && QUOTA_TIMES.has(date!.grain))
    : undefined;
  const quotaPeriod =
    quotaTime && !isCompared(row, quotaTime) ? periodOf(quotaTime.date!, page.published) : undefined;
  if (quotaPeriod) memory.quotaPeriod = quotaPeriod;
  if (drafts.some(({ kind }) => kind === 'funding')) {
    const funded = drafts.findLast(({ kind }) => kind === 'funding')!;
    memory.funding = { draft: funded, passage };
  }
  const aim = aimOf(row, page);
  if (aim) memory.aim = { ...aim, passage };
  if (drafts.some(({ kind }) => kind === 'approval')) memory.licences = passage;
  for (const { read_by, period } of drafts)
    if (read_by === 'prose/quota' && period) memory.quotaPeriod = period;
  for (const draft of drafts) {
    if (!draft.period || draft.isEarlier) continue;
    const kept = { period: draft.period, passage };
    if (draft.kind === 'trade') {
      if (draft.subject) memory.tradeSubject = draft.subject;
      memory.tradePeriod = kept;
      if (isMonth(draft.period)) {
        const isBefore = isBackward(memory, draft) || isLookedBack(draft, row, memory, page);
        if (!isBefore) memory.tradeMonth = kept;
      } else if (/[/H]/.test(draft.period)) memory.tradeRun = kept;
    }
    // a sum since January is said as an aside to the quarter that the page is about
    if (draft.kind === 'financial' && !row.items.some(({ type }) => type === 'ytd'))
      memory.accountsPeriod = kept;
    if (draft.kind === 'price') memory.pricePeriod = kept;
    if (draft.reporter) memory.reporter = draft.reporter;
  }
}

/** The place or company before the first figure of a sentence: what it is about. */
function topicOf(row: Row, page: PageContext): { type: 'org' | 'place'; value: string } | undefined {
  const first = row.figures.length > 0 ? row.items[row.figures[0]!]!.start : row.passage.end;
  const item = row.items.find(
    (item) =>
      item.start < first &&
      ((item.type === 'place' &&
        !isElsewhere(row, item) &&
        item.value !== 'WORLD' &&
        !page.vocabulary.continents.has(item.value)) ||
        (item.type === 'org' && page.vocabulary.organisations.get(item.value)?.kind === 'company')),
  );
  return item && { type: item.type as 'org', value: item.value };
}

const isElsewhere = (row: Row, place: Item): boolean => /^(?:origin|destination)$/.test(partOf(row, place));

/** A figure of a month before the last one told of the same trade is a comparison: what follows is not of it. */
function isBackward(memory: Memory, { subject, partner, flow, period }: Draft): boolean {
  const key = `${subject}|${partner}|${flow}`;
  memory.latestMonth ??= new Map();
  const latest = memory.latestMonth.get(key);
  if (latest === undefined || period! >= latest) memory.latestMonth.set(key, period!);
  return latest !== undefined && period! < latest;
}

/** A sentence that names an aim: its year to come, and whose it is. */
function aimOf(row: Row, page: PageContext): { period?: string; place?: string } | undefined {
  if (!row.items.some(({ type, value }) => type === 'kind' && value === 'target')) return undefined;
  const year = row.items.find(
    ({ type, date }) =>
      type === 'date' && date!.grain === 'year' && date!.year! >= (page.published?.year ?? 9999),
  );
  const place = row.items.find(({ type }) => type === 'place');
  return {
    ...(year ? { period: String(year.date!.year) } : {}),
    ...(place ? { place: place.value } : {}),
  };
}

/** "They stood at 5,079 tonnes in October" on a page about November: the next sentence is of November again. */
function isLookedBack(draft: Draft, row: Row, memory: Memory, page: PageContext): boolean {
  const { topicMonth } = page;
  if (!topicMonth || memory.tradeMonth?.period !== topicMonth || draft.period! >= topicMonth) return false;
  const date = row.items.find(({ type }) => type === 'date');
  return date !== undefined && date.start > draft.start;
}

/** The only place that a sentence sends goods to. */
function soleDestination(row: Row): string | undefined {
  const places = row.items.filter((item) => item.type === 'place' && partOf(row, item) === 'destination');
  return new Set(places.map(({ value }) => value)).size === 1 ? places[0]!.value : undefined;
}

const QUOTA_TIMES: ReadonlySet<string> = new Set(['half', 'quarter', 'year']);
const RUNS: ReadonlySet<string> = new Set(['half', 'run']);
const NEAR_DAYS = 10;

/** Whether a day is the page's own or at most ten days before it. */
function isNearPage(day: string, page: Moment): boolean {
  const age = (Date.UTC(page.year, page.month - 1, page.day) - Date.parse(day)) / 86_400_000;
  return age >= 0 && age <= NEAR_DAYS;
}
