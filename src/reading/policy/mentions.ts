import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from '../prose/items.ts';
import type { ActMention } from './act-draft.ts';

/** Words of a name: capitals, and the small words between them. */
const NAME_BEFORE =
  /(?:(?:["'(]|\b)[A-Z][\w&'’-]*(?:[ -](?:of|on|for|the|and|to|in|[A-Z][\w&'’-]*)){0,9}[ -])$/;
const NAME_AFTER =
  /^ (?:to|for|on|of) (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*\b)[A-Z][\w'’-]*(?:[ -](?:of|on|for|the|and|to|in|[A-Z][\w'’-]*)){0,10}/;
const NAME_REACH = 90;
const TITLE = /《([^《》\n]{2,80})》|「([^「」\n]{4,60})」/g;
/** Sentence openers that are capitals without being names. */
const OPENER =
  /^(?:["'(]?(?:The|A|An|This|That|These|Its|Their|On|In|Under|After|Since|When|As|For|By|With|And|But)[ -])+/;

/** Acts that have a name: a title in brackets, a name in capitals that ends in "Act", "scheme" or the like. */
export function namedActs(row: Row): ActMention[] {
  const found = [...titles(row)];
  const { text } = row.normal;
  for (const { type, value, start, end } of row.items) {
    if (type === 'act' && value === 'title' && !isWithin(found, start))
      found.push({ start, end, instrument: text.slice(start, end), rule: 'policy/named' });
  }
  for (const act of row.items) {
    if (act.type !== 'act' || act.value !== 'scheme' || isWithin(found, act.start)) continue;
    if (isContract(row, act)) continue;
    const before =
      NAME_BEFORE.exec(text.slice(Math.max(row.passage.start, act.start - NAME_REACH), act.start))?.[0] ?? '';
    const name = before.replace(OPENER, '');
    const after = NAME_AFTER.exec(text.slice(act.end, Math.min(row.passage.end, act.end + 120)))?.[0] ?? '';
    const start = act.start - name.length;
    const end = act.end + after.length;
    const isName = /[A-Z]/.test(text[act.start]!) ? name.length + after.length > 0 : isProper(row, name);
    if (!isName || end - start < 8) continue;
    found.push({
      start,
      end,
      instrument: text.slice(start, end).replace(/^["'( ]+/, ''),
      rule: 'policy/named',
    });
  }
  return found;
}

/** "RESourceEU plan", "Critical Minerals deal": a name before a common noun, which is more than a place or company. */
function isProper(row: Row, name: string): boolean {
  const words = name
    .replace(/["'(]/g, '')
    .trim()
    .split(/[ -]/)
    .filter((word) => /^[A-Z]/.test(word));
  if (words.length === 0) return false;
  const isAcronym = words.some((word) => /^[A-Z]{4,}$|[a-z][A-Z]/.test(word));
  return isAcronym || (words.length >= 2 && !namesOnly(row, name));
}

/** Whether a name is only that of a place or an organisation. */
function namesOnly(row: Row, name: string): boolean {
  const low = name.toLowerCase();
  return row.items.some(
    ({ type, start, end }) =>
      (type === 'place' || type === 'org' || type === 'date') &&
      low.includes(between(row, start, end)) &&
      end - start >= low.trim().length - 4,
  );
}

function* titles(row: Row): Generator<ActMention> {
  const { start, end } = row.passage;
  const text = row.normal.text.slice(start, end);
  for (const match of text.matchAll(TITLE)) {
    const at = start + match.index;
    const to = at + match[0].length;
    const isAct = row.items.some(
      ({ type, value, start: from, end: until }) =>
        type === 'act' && value !== 'measure' && from > at && until <= to && to - until <= 8,
    );
    if (isAct) yield { start: at, end: to, instrument: match[1] ?? match[2]!, rule: 'policy/named' };
  }
}

const isWithin = (acts: readonly ActMention[], at: number): boolean =>
  acts.some(({ start, end }) => start <= at && at < end);

/** Acts without a name or number: "export controls", "a ban on", "need a licence". */
export function measures(row: Row, taken: readonly ActMention[]): ActMention[] {
  return row.items.flatMap((item) =>
    item.type === 'act' &&
    (item.value === 'measure' || item.value === 'deed') &&
    !isWithin(taken, item.start) &&
    !isContract(row, item) &&
    !isFigured(row, item)
      ? [
          {
            start: item.start,
            end: item.end,
            instrument: row.normal.text.slice(item.start, item.end),
            rule: 'policy/measure' as const,
          },
        ]
      : [],
  );
}

/** A quota that a sentence gives a figure for is a target, not an act. */
const isFigured = (row: Row, item: Item): boolean =>
  row.items.some(({ type, start, end }) => type === 'quotaWord' && start < item.end && item.start < end) &&
  row.items.some(({ quantity }) => quantity?.kind === 'mass' || quantity?.kind === 'percent');

const LEADING = 24;

/** Schemes of governments told in small letters: "India's cabinet approved a scheme", "the two signed a deal". */
export function plainSchemes(row: Row, page: PageContext): ActMention[] {
  const isGovernment = row.items.some(
    ({ type, value }) =>
      type === 'government' ||
      (type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'agency'),
  );
  const places = new Set(row.items.filter(({ type }) => type === 'place').map(({ value }) => value));
  const isCompany = row.items.some(
    ({ type, value }) => type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company',
  );
  // "India adopted a programme for magnets", "the regulation entered into force"
  const [first] = row.items.filter(({ type }) => type === 'place');
  const isAlone =
    first !== undefined &&
    first.start - row.passage.start <= LEADING &&
    row.items.some(({ type }) => type === 'material' || type === 'commodity');
  const isInForce = row.items.some(({ type, value }) => type === 'status' && value === 'in_force');
  if (!(isGovernment || isInForce || ((places.size >= 2 || isAlone) && !isCompany))) return [];
  return row.items.flatMap((item) =>
    item.type === 'act' && item.value === 'scheme' && !isContract(row, item) && !isNumberable(row, item)
      ? [
          {
            start: item.start,
            end: item.end,
            instrument: row.normal.text.slice(item.start, item.end),
            rule: 'policy/measure' as const,
          },
        ]
      : [],
  );
}

/** An announcement or notice is an act only with its number or title. */
const isNumberable = (row: Row, { start }: Item): boolean =>
  row.items.some((item) => item.type === 'act' && item.value === 'numbered' && item.start === start);

/** "offtake agreement": business, not government. */
const isContract = (row: Row, act: Item): boolean =>
  row.items.some(
    ({ type, start, end }) => type === 'contract' && start <= act.end + 2 && end >= act.start - 2,
  );
