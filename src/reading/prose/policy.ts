import type { Draft } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import type { Passage, PreparedText } from '../passages.ts';
import { periodOf } from '../periods.ts';
import { between, type Item, type Row, rowOf } from './items.ts';

/** The numbers of acts in one phrase: "Nos. 55 to 58, 61 and 62". */
interface Acts {
  readonly start: number;
  readonly end: number;
  readonly numbers: readonly number[];
  readonly year?: number;
}

const NUMBER_LIST =
  /(?:(?:(\d{4}) ?年?)? ?第? ?)?(?:nos?\.?|numbers?|nr\.?|n°|n\.º|num\.?)? ?(\d{1,4}(?:号|호)?(?:(?:, ?(?:no\.? ?|第)?| and (?:no\.? ?)?|, and (?:no\.? ?)?| & |和|及|、(?:第)?| to (?:no\.? ?)?| through |-|~|至| und | bis | y | a | et | e )\d{1,4}(?:号|호)?){0,9})(?: ?(?:号|호))?(?: ?(?:\(|of |,? ?from |de |von )?(\d{4})\)?)?/y;
const REACH = 110;
/** What has more than this in one sentence is a list or debris. */
const MOST_ITEMS = 200;

/** Reads the acts of government of one sentence: what became of them, when and by whom. */
export function readPolicy(
  passage: Passage,
  index: number,
  prepared: PreparedText,
  page: PageContext,
): Draft[] {
  const words = passage.words;
  if (!words.some(({ meaning }) => meaning.type === 'act' || meaning.type === 'status')) return [];
  const row = rowOf(passage, prepared.normal);
  if (row.items.length > MOST_ITEMS) return [];
  const drafts: Draft[] = [];
  for (const acts of numberedActs(row)) {
    for (const [status, item, date] of fates(row, acts, page)) {
      for (const number of acts.numbers)
        drafts.push(draftOf(row, index, acts, number, status, item, date, page));
    }
  }
  if (drafts.length === 0) drafts.push(...namedActs(row, index, page));
  if (drafts.length === 0) drafts.push(...measures(row, index, page));
  return drafts;
}

/** Numbers that stand with a word for an act. */
function numberedActs(row: Row): Acts[] {
  const found: Acts[] = [];
  const low = row.normal.low;
  for (const item of row.items) {
    if (item.type !== 'act' || item.value !== 'numbered') continue;
    const before = /(?:第|no\. ?)(\d{1,4}) ?(?:号|호)? ?$/.exec(
      low.slice(Math.max(row.passage.start, item.start - 10), item.start),
    );
    let at = item.end;
    while (at < row.passage.end && /[ ([:,]/.test(low[at]!)) at++;
    NUMBER_LIST.lastIndex = at;
    const list = NUMBER_LIST.exec(low);
    if (list && list.index === at && at - item.end <= 3 && list[0].length > 0) {
      const numbers = expand(list[2]!);
      const year = list[3] ? Number(list[3]) : list[1] ? Number(list[1]) : undefined;
      const isNumber = numbers.every((number) => number < 1000 || /no|第|号/.test(list[0]));
      if (
        numbers.length > 0 &&
        isNumber &&
        !(numbers.length === 1 && numbers[0]! > 1900 && numbers[0]! < 2100)
      ) {
        found.push({ start: item.start, end: at + list[0].length, numbers, ...(year ? { year } : {}) });
        continue;
      }
    }
    if (before) {
      const start = item.start - before[0].length;
      found.push({ start, end: item.end, numbers: [Number(before[1])] });
    }
  }
  return found;
}

/** "55-58, 61 and 62" is six numbers. */
function expand(list: string): number[] {
  const numbers: number[] = [];
  const parts = list.matchAll(/(to|through|bis|至|-|~| a )?[^\d]{0,8}(\d{1,4})/g);
  let joint = '';
  for (const part of parts) {
    const number = Number(part[2]);
    joint = part[0].slice(0, part[0].length - part[2]!.length);
    const last = numbers.at(-1);
    if (
      last !== undefined &&
      /to|through|bis|至|-|~| a /.test(joint) &&
      number > last &&
      number - last < 30
    ) {
      for (let next = last + 1; next <= number; next++) numbers.push(next);
    } else numbers.push(number);
  }
  return numbers;
}

type Fate = readonly [PolicyStatus, Item, Item | undefined];

/** What a sentence says became of an act, with the date of it. */
function fates(row: Row, acts: Acts, page: PageContext): Fate[] {
  const statuses = row.items.filter(({ type }) => type === 'status');
  const suspending = statuses.find(
    ({ value, start, end }) => value === 'suspended' && isReached(row, start, end, acts),
  );
  if (suspending) return [['suspended', suspending, dateFor(row, suspending, page)]];
  const repealing = statuses.find(
    ({ value, start, end }) => value === 'repealed' && isReached(row, start, end, acts),
  );
  if (repealing) return [['repealed', repealing, dateFor(row, repealing, page)]];
  const out: Fate[] = [];
  const inForce = statuses.filter(
    ({ value, start }) => value === 'in_force' && Math.abs(start - acts.start) < 220,
  );
  for (const item of inForce.slice(0, 2)) {
    const date = dateFor(row, item, page);
    if (date && !out.some(([, , other]) => other === date)) out.push(['in_force', item, date]);
  }
  const other = statuses.find(
    ({ value, start, end }) => /announced|proposed|clarified/.test(value) && isReached(row, start, end, acts),
  );
  if (other) {
    const date = dateFor(row, other, page);
    if (!out.some(([, , taken]) => taken && taken === date) || !date)
      out.push([other.value as PolicyStatus, other, date]);
  }
  return out;
}

function isReached(row: Row, start: number, end: number, acts: Acts): boolean {
  const gap = start >= acts.end ? between(row, acts.end, start) : between(row, end, acts.start);
  return gap.length < REACH && !/[;。]/.test(gap);
}

const isDayOrMonth = ({ date }: Item): boolean =>
  date!.grain === 'day' ||
  date!.grain === 'month' ||
  (date!.grain === 'relative' && /^(?:weekday|today|yesterday|last month)/.test(date!.relative!));

/** The day, or else month, nearest to a verb and not the end of something. */
function dateFor(row: Row, verb: Item, page: PageContext): Item | undefined {
  let best: Item | undefined;
  let bestDistance = 140;
  for (const item of row.items) {
    if (item.type !== 'date' || !isDayOrMonth(item)) continue;
    if (periodOf(item.date!, page.published) === undefined) continue;
    const lead = between(row, Math.max(0, item.start - 12), item.start);
    if (/(?:until|till|through|bis(?: zum)?|hasta(?: el)?|ate|jusqu'au|至|到|до) ?$/.test(lead)) continue;
    const after = between(row, item.end, item.end + 3);
    if (/^ ?(?:まで|까지)/.test(after)) continue;
    const gap =
      item.start >= verb.end ? between(row, verb.end, item.start) : between(row, item.end, verb.start);
    if (/[;。]/.test(gap)) continue;
    const distance = gap.length + (item.date!.grain === 'day' ? 0 : 25);
    if (distance < bestDistance) [best, bestDistance] = [item, distance];
  }
  return best;
}

function draftOf(
  row: Row,
  index: number,
  acts: Acts,
  number: number,
  status: PolicyStatus,
  verb: Item,
  date: Item | undefined,
  page: PageContext,
): Draft {
  const issuer = issuerOf(row, page, acts.start);
  const period = date ? periodOf(date.date!, page.published) : undefined;
  const year = acts.year ?? (period ? Number(period.slice(0, 4)) : page.published?.year);
  return {
    kind: 'policy',
    instrument: `Announcement No. ${number}${year ? ` of ${year}` : ''}`,
    status,
    ...(period ? { period } : {}),
    ...issuer,
    change: [],
    start: Math.min(acts.start, verb.start),
    end: Math.max(acts.end, verb.end),
    read_by: 'policy/numbered',
    passage: index,
    figures: [],
  };
}

/** The agency of the sentence; else the place named right before the act; else the page's own. */
function issuerOf(row: Row, page: PageContext, start: number): Pick<Draft, 'org' | 'place'> {
  const agency = row.items.find(
    ({ type, value }) => type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'agency',
  );
  const home = agency ? page.vocabulary.organisations.get(agency.value)?.place : undefined;
  const beside = row.items.findLast(({ type, end }) => type === 'place' && end <= start && start - end <= 14);
  const place =
    home ?? beside?.value ?? page.reporter ?? row.items.find(({ type }) => type === 'place')?.value;
  return { ...(agency ? { org: agency.value } : {}), ...(place ? { place } : {}) };
}

/** Words of a name: capitals, and the small words between them. */
const NAME_BEFORE =
  /(?:(?:["'(]|\b)[A-Z][\w&'’-]*(?:[ -](?:of|on|for|the|and|to|in|[A-Z][\w&'’-]*)){0,9}[ -])$/;
const NAME_AFTER = /^ (?:to|for|on|of) [A-Z][\w'’-]*(?:[ -](?:of|on|for|the|and|to|in|[A-Z][\w'’-]*)){0,10}/;

/** Acts with a name: "the Critical Raw Materials Act", with a verb and a date; and what an agency made clear. */
function namedActs(row: Row, index: number, page: PageContext): Draft[] {
  const { text } = row.normal;
  const verbs = row.items.filter(({ type }) => type === 'status');
  const isAgency = ({ type, value }: Item): boolean =>
    type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'agency';
  for (const act of row.items) {
    if (act.type !== 'act' || act.value !== 'scheme' || !/[A-Z]/.test(text[act.start]!)) continue;
    const before =
      NAME_BEFORE.exec(text.slice(Math.max(row.passage.start, act.start - 90), act.start))?.[0] ?? '';
    const after = NAME_AFTER.exec(text.slice(act.end, Math.min(row.passage.end, act.end + 120)))?.[0] ?? '';
    const start = act.start - before.length;
    const end = act.end + after.length;
    const verb = nearestTo(
      verbs.filter((each) => each.start >= end || each.end <= start),
      start,
      end,
      90,
    );
    const date = verb && dateFor(row, verb, page);
    if (!verb || !date || end - start < 8) continue;
    return [
      plain(
        row,
        index,
        page,
        text.slice(start, end).replace(/^["'( ]+/, ''),
        verb,
        date,
        start,
        end,
        'policy/named',
      ),
    ];
  }
  const clarified = verbs.find(({ value }) => value === 'clarified');
  const agency = row.items.find(isAgency);
  const date = clarified && agency ? dateFor(row, clarified, page) : undefined;
  if (!clarified || !agency || !date) return [];
  const end = Math.min(row.passage.end, clarified.end + 90);
  const words = text.slice(clarified.start, end).split(/[.,;]/)[0]!;
  return [
    plain(
      row,
      index,
      page,
      words,
      clarified,
      date,
      agency.start,
      clarified.start + words.length,
      'policy/clarified',
    ),
  ];
}

function nearestTo(items: readonly Item[], start: number, end: number, most: number): Item | undefined {
  return items
    .map((item) => ({ item, distance: item.start >= end ? item.start - end : start - item.end }))
    .filter(({ distance }) => distance >= 0 && distance < most)
    .sort((a, b) => a.distance - b.distance)[0]?.item;
}

function plain(
  row: Row,
  index: number,
  page: PageContext,
  instrument: string,
  verb: Item,
  date: Item,
  start: number,
  end: number,
  rule: string,
): Draft {
  return {
    kind: 'policy',
    instrument: instrument.trim(),
    status: verb.value as PolicyStatus,
    period: periodOf(date.date!, page.published)!,
    ...issuerOf(row, page, start),
    change: [],
    start: Math.min(start, verb.start),
    end: Math.max(end, verb.end),
    read_by: rule,
    passage: index,
    figures: [],
  };
}

/** Acts without a number: a measure with a verb and a date, or with its month beside it ("the April controls"). */
function measures(row: Row, index: number, page: PageContext): Draft[] {
  const measure = row.items.find(({ type, value }) => type === 'act' && value === 'measure');
  if (!measure) return [];
  const verb = nearestTo(
    row.items.filter(({ type }) => type === 'status'),
    measure.start,
    measure.end,
    90,
  );
  const date = verb && dateFor(row, verb, page);
  if (verb && date && isWithReach(row, measure, verb, date)) {
    const from = Math.min(measure.start, verb.start);
    const to = Math.max(measure.end, verb.end);
    return [
      plain(
        row,
        index,
        page,
        row.normal.text.slice(measure.start, measure.end),
        verb,
        date,
        from,
        to,
        'policy/measure',
      ),
    ];
  }
  const month = row.items.find(
    (item) => item.type === 'date' && item.date!.grain === 'month' && isMonthOf(row, measure, item),
  );
  if (!month || periodOf(month.date!, page.published) === undefined) return [];
  const from = Math.min(measure.start, month.start);
  const to = Math.max(measure.end, month.end);
  const inForce = { ...measure, value: 'in_force' };
  return [
    plain(
      row,
      index,
      page,
      row.normal.text.slice(from, to),
      inForce,
      month,
      from,
      to,
      'policy/measure-of-month',
    ),
  ];
}

/** A day reaches across a sentence, a month only within its clause; words of since need their date at once. */
function isWithReach(row: Row, measure: Item, verb: Item, date: Item): boolean {
  const gap =
    date.start >= verb.end ? between(row, verb.end, date.start) : between(row, date.end, verb.start);
  if (/^(?:since|seit|depuis|desde)$/.test(between(row, verb.start, verb.end)) && gap.length > 8)
    return false;
  if (date.date!.grain !== 'day' && (gap.match(/[,，]/g)?.length ?? 0) > 1) return false;
  return Math.abs(date.start - measure.end) <= (date.date!.grain === 'day' ? 170 : 110);
}

/** "the controls of April", "the April curbs", "los controles chinos de abril". */
function isMonthOf(row: Row, measure: Item, month: Item): boolean {
  const before = month.end <= measure.start ? between(row, month.end, measure.start) : undefined;
  if (before !== undefined) return /^(?: |'s | export )$/.test(before);
  return /^(?: [a-z]{4,12})? (?:of|de|vom|von|du|d'|imposed in|from) $/.test(
    between(row, measure.end, month.start),
  );
}
