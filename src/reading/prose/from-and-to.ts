import { bracketTime, isCompared, isComparedBehind, ownerTime } from './compared.ts';
import { between, figureAt, type Item, itemsBefore, type Row } from './items.ts';

const TO_BEFORE =
  /(?:\bto(?: (?:about|around|nearly|over|just|only|merely|barely|mere|more|than|some|approximately|an?|average|record|high|total|low|as|little|much|of)){0,4}|\bto close at|\bat|\breach(?:ed|ing)?|\bhit|\bquoted at|\b(?:auf|bei)(?: (?:rund|etwa|knapp|uber|nur|noch)){0,2}|\bhasta(?: los| las| el)?|\bpara|\bate|\btill|\bpour atteindre|до|至|到|为|达|达到|报|报价|收于) ?[(~]?$/;

/** Small words that are "to" in one language and something else in another. */
const TO_OF_LANGUAGE: Readonly<Record<string, RegExp>> = {
  es: /(?:\ba(?: unas| unos)?|\bal) ?[(~]?$/,
  pt: /(?:\ba|\bao|\baos) ?[(~]?$/,
  fr: /(?:\ba|\bau|\baux) ?[(~]?$/,
};

export const FROM_GAP_MOST = 34;

export const CJK_TO_AFTER = /^ ?(?:に|へ|となった|となり|となっ|まで|로|으로|까지|선으로|선까지)/;

export const CJK_FROM_AFTER = /^ ?(?:から|より|에서|보다)/;

/** "to 46 tonnes", "to just over 46 tonnes": words of how exactly may stand between. */
export function isToBefore(row: Row, item: Item): boolean {
  let { start } = item;
  for (const { type, end, start: from } of row.items.slice(0, row.items.indexOf(item)).reverse()) {
    if (type !== 'precision' || start - end > 1) break;
    start = from;
  }
  const lead = between(row, Math.max(0, start - 24), start);
  return TO_BEFORE.test(lead) || (TO_OF_LANGUAGE[row.language]?.test(lead) ?? false);
}

/** 上年同期亏损3000万元, 前年同期は3億円: where it stood a year before, told as a figure of its own. */
const YEAR_BEFORE =
  /(?:上年同期|去年同期|前年同期|上年|去年|前年|전년 ?동기|전년|작년)[:：]?(?:[^\d,，。;:、同增减升降涨跌长比较]{0,8})$/;

/** "from 6,146 tons", "against 500 t a year earlier", 较8月的6146吨. */
export function isFrom(row: Row, figure: number): boolean {
  const start = figureAt(row, figure).start;
  const items = itemsBefore(row, figure);
  const { kind } = figureAt(row, figure).quantity!;
  if (
    row.isCjk &&
    (kind === 'money' || kind === 'mass' || kind === 'price') &&
    YEAR_BEFORE.test(between(row, Math.max(row.passage.start, start - 18), start))
  )
    return true;
  if (figure > 0 && figureAt(row, figure - 1).quantity?.kind === 'percent') {
    const gap = between(row, figureAt(row, figure - 1).end, start);
    if (/^ ?(?:more|less|higher|lower|fewer|above|below|greater|smaller)(?: than)? (?:the |its )?$/.test(gap))
      return true;
  }
  if (isBracketedDate(row, items, start) || isBracketedBase(row, figure)) return true;
  const own = figureAt(row, figure);
  if (figure > 0 && (ownerTime(row, own) || bracketTime(row, own))) return true;
  const lead = between(row, Math.max(row.passage.start, start - 40), start);
  if (/\bturn(?:ed|ing|s)? (?:a|an|its|the|last year's) [^,;.]{0,24}$/.test(lead)) return true;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i]!;
    if (start - item.end > FROM_GAP_MOST) return false;
    if (
      item.type === 'direction' ||
      item.type === 'material' ||
      item.type === 'flow' ||
      item.type === 'metric'
    )
      return false;
    if (item.type === 'to' && start - item.end < 4) return false;
    if (item.type !== 'from') continue;
    // "de las que 3.800 toneladas": a part, not a start
    if (row.phrases.partOfIt.startBefore(row.normal.low, start, row.passage.start) !== undefined)
      return false;
    // "Umsatz von", "chiffre d'affaires de": the figure of the line, not where it came from
    const named = items[i - 1];
    if (
      named &&
      AMOUNT_OF.has(named.type) &&
      item.start - named.end <= 1 &&
      !/^(?:from|against)/.test(between(row, item.start, item.end))
    )
      return false;
    const gap = between(row, item.end, start);
    if (/[,，;。]| (?:to|auf|hasta|à|and|und|et) |至|到/.test(gap)) return false;
    if (items.slice(i + 1).some(({ type }) => type === 'place' || type === 'org')) return false;
    const word = between(row, item.start, item.end);
    // one-letter and two-letter words are also "of": only right before the figure, and only after a movement
    if (/^(?:de|dos|das|d|da|von|nach|由|自|从|比|contra|desde)$/.test(word) && word.length <= 4) {
      const isStart =
        gap.trim().length <= 14 &&
        !/\d/.test(row.isCjk ? '' : gap) &&
        (hasMovement(row, figure) || YEAR_BEFORE.test(gap) || (word === 'nach' && isOfEarlierTime(row, own)));
      if (isStart || row.isCjk) return isStart;
      // "contre une perte de 34,1 millions": "of", and the word before it says more
      continue;
    }
    return true;
  }
  return false;
}

const EARLIER_REACH = 24;

/** "nach 120,5 Millionen im Vorjahr": a time that is compared with stands behind the figure. */
const isOfEarlierTime = (row: Row, { end }: Item): boolean =>
  row.items.some(({ type, start }) => type === 'basis' && start >= end && start - end <= EARLIER_REACH);

/** What an amount is "of": "Umsatz von", "exportations en septembre de". */
const AMOUNT_OF: ReadonlySet<string> = new Set(['metric', 'date', 'flow', 'total']);

/** "(June quarter: 171 million)", "(FY24: 130.6 million)", （上年同期：3亿元）: an earlier time right before the figure, in brackets. */
function isBracketedDate(row: Row, items: readonly Item[], start: number): boolean {
  const date = items.findLast(({ type }) => type === 'date' || type === 'basis');
  if (!date) return false;
  return (
    /^ ?[:：] ?(?:us|a|c)?[$€£¥]?$/.test(between(row, date.end, start)) &&
    /\( ?(?:the )?$/.test(between(row, Math.max(row.passage.start, date.start - 6), date.start))
  );
}

/** 전달(6146톤)보다, 较8月(6146吨): the figure of a time that is compared with, in brackets behind it. */
function isBracketedBase(row: Row, figure: number): boolean {
  const own = figureAt(row, figure);
  const time = itemsBefore(row, figure).at(-1);
  if (!row.isCjk || (time?.type !== 'date' && time?.type !== 'basis')) return false;
  if (!/^ ?\( ?$/.test(between(row, time.end, own.start))) return false;
  const end = own.end + (/^ ?\)/.exec(between(row, own.end, own.end + 2))?.[0].length ?? Number.NaN);
  return (
    Number.isFinite(end) &&
    (isComparedBehind(row, end) || (time.type === 'date' ? isCompared(row, time) : time.type === 'basis'))
  );
}

const hasMovement = (row: Row, figure: number): boolean =>
  row.items.some(
    ({ type, start }) => type === 'direction' && Math.abs(start - figureAt(row, figure).start) < 90,
  ) &&
  !/(?:um|betrug|de) $/.test(
    between(row, Math.max(0, figureAt(row, figure).start - 8), figureAt(row, figure).start).replace(
      /de $/,
      '',
    ),
  );
