import type { Draft } from '../draft.ts';
import { gradeIn } from '../grade.ts';
import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from './items.ts';

/**
 * What a sentence says beside its figures: how pure the product is, its magnet grade, the customs code, and who says it.
 * Every figure has what stands nearest to it; where it is not clear whose it is, nobody has it.
 */
export function addDetails(row: Row, page: PageContext, drafts: readonly Draft[]): void {
  if (drafts.length === 0) return;
  addPurities(row, drafts);
  addGrade(row, page, drafts);
  addCodes(row, page, drafts);
  const speaker = row.isCjk ? undefined : speakerOf(row, page);
  if (speaker) for (const draft of drafts) Object.assign(draft, { speaker });
}

function addPurities({ purities }: Row, drafts: readonly Draft[]): void {
  if (purities.length === 0) return;
  for (const draft of drafts) {
    if (draft.kind !== 'price' && draft.kind !== 'trade' && draft.kind !== 'capacity') continue;
    const own = purities.filter(({ material }) => material === draft.subject);
    const nearest = own.sort((a, b) => Math.abs(a.start - draft.start) - Math.abs(b.start - draft.start))[0];
    if (nearest && draft.purity === undefined) Object.assign(draft, { purity: nearest.printed });
  }
}

/** "N52 magnets at 210 yuan/kg": the only grade of the sentence, of its magnets. */
function addGrade({ normal, passage }: Row, { vocabulary }: PageContext, drafts: readonly Draft[]): void {
  const magnets = drafts.filter(({ kind, subject }) => kind === 'price' && subject?.endsWith('-magnet'));
  if (magnets.length === 0) return;
  const { grade } = gradeIn(normal.text.slice(passage.start, passage.end), vocabulary);
  if (grade) for (const draft of magnets) Object.assign(draft, { grade });
}

const CODE = /\d{4}(?:[. ]?\d{2}){0,3}(?![\d%]|[.,]\d)/y;
const WORD_REACH = 10;

interface Code {
  readonly start: number;
  readonly end: number;
  readonly hs: string;
}

/**
 * Customs codes of a sentence: a number behind a word for one ("HS 2846"), or one with points that begins like a code of
 * this trade ("8505.11").
 */
export function codesOf({ items, normal, passage }: Row, { vocabulary }: PageContext): Code[] {
  const { low } = normal;
  const codes: Code[] = [];
  for (let at = passage.start; at < passage.end; at++) {
    const code = low.charCodeAt(at);
    if (code < 48 || code > 57) continue;
    CODE.lastIndex = at;
    const match = CODE.exec(low);
    let end = at;
    while (end < passage.end && /[\d.,]/.test(low[end]!)) end++;
    if (match && match.index + match[0].length <= passage.end) {
      const hs = match[0].replace(/[. ]/g, '');
      const isNamed = items.some(
        ({ type, end: until }) =>
          type === 'hsWord' && until <= at && at - until <= WORD_REACH && !/\d/.test(low.slice(until, at)),
      );
      const isKnown = [...vocabulary.customsCodes.keys()].some(
        (known) => hs.startsWith(known) || (hs.length >= 6 && known.startsWith(hs)),
      );
      if (isNamed || (isKnown && match[0].includes('.'))) {
        codes.push({ start: at, end: at + match[0].length, hs });
        end = Math.max(end, at + match[0].length);
      }
    }
    at = Math.max(at, end - 1);
  }
  return codes;
}

function addCodes(row: Row, page: PageContext, drafts: readonly Draft[]): void {
  const traded = drafts.filter(({ kind }) => kind === 'trade');
  if (traded.length === 0) return;
  const codes = codesOf(row, page);
  for (const draft of traded) {
    const own =
      codes.length === 1
        ? codes[0]
        : (codes.findLast(({ end }) => end <= draft.end) ?? codes.find(({ start }) => start >= draft.end));
    if (own && draft.hs === undefined) Object.assign(draft, { hs: own.hs });
  }
}

const PERSON =
  /(?:^|[^\p{L}.])((?:\p{Lu}[\p{Ll}'’-]{1,18}|\p{Lu}\.) (?:\p{Lu}\. |van |von |de |da )?\p{Lu}[\p{L}'’-]{1,20})$/u;
const PERSON_AHEAD =
  /^(\p{Lu}[\p{Ll}'’-]{1,18} (?:\p{Lu}\. |van |von |de |da )?\p{Lu}[\p{L}'’-]{1,20})(?![\p{L}])/u;
const NAME_MOST = 48;
/** Between a name and its verb: ", chief executive of the company,". */
const APPOSITION = /,[^,;.]{3,70},? ?$/;
const NOT_IN_NAMES: ReadonlySet<string> = new Set([
  'place',
  'material',
  'date',
  'month',
  'act',
  'commodity',
  'metric',
]);

/** Who a sentence says it: a person or an organisation right before a verb of speech, or right behind it. */
export function speakerOf(row: Row, page: PageContext): string | undefined {
  for (const verb of row.items) {
    if (verb.type !== 'speech') continue;
    const found = before(row, page, verb) ?? behind(row, page, verb);
    if (found) return found;
  }
  return undefined;
}

function before(row: Row, page: PageContext, verb: Item): string | undefined {
  const org = row.items.findLast((item) => isSpeaker(item, page) && item.end <= verb.start);
  const own = between(row, org?.end ?? verb.start, verb.start);
  const { text } = row.normal;
  let lead = text.slice(Math.max(row.passage.start, verb.start - NAME_MOST - 76), verb.start).trimEnd();
  const person =
    personIn(row, lead, verb.start) ?? personIn(row, (lead = lead.replace(APPOSITION, '')), verb.start);
  if (person) return person;
  return org && /^(?:'s)?,? ?$/.test(own) ? org.value : undefined;
}

function personIn(row: Row, lead: string, until: number): string | undefined {
  const name = PERSON.exec(lead)?.[1];
  if (!name) return undefined;
  const at = row.normal.text.lastIndexOf(name, until);
  return isPerson(row, at, at + name.length) ? name : undefined;
}

function behind(row: Row, page: PageContext, verb: Item): string | undefined {
  const { text, low } = row.normal;
  let at = verb.end;
  while (low[at] === ' ') at++;
  const title = row.phrases.speakerTitle.endAfter(low, at, row.passage.end);
  const from = title === undefined ? at : title + (low[title] === ' ' ? 1 : 0);
  const name = PERSON_AHEAD.exec(text.slice(from, Math.min(row.passage.end, from + NAME_MOST)))?.[1];
  if (name && isPerson(row, from, from + name.length)) return name;
  const org = row.items.find(
    (item) =>
      isSpeaker(item, page) &&
      item.start >= verb.end &&
      /^ (?:the |der |die |das |le |la |el |o |a )?$/.test(between(row, verb.end, item.start)),
  );
  return org?.value;
}

const isSpeaker = ({ type, value }: Item, page: PageContext): boolean =>
  type === 'org' && page.vocabulary.organisations.has(value);

/** Two capitals in a row are a name unless they are of a place, a product, a month or an organisation. */
const isPerson = (row: Row, start: number, end: number): boolean =>
  !row.items.some(
    (item) => (NOT_IN_NAMES.has(item.type) || item.type === 'org') && item.start < end && start < item.end,
  );
