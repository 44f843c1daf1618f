import type { Vocabulary } from '../../vocabulary/index.ts';
import type { Quantity } from '../quantity.ts';
import { bracketTime, isCompared, isComparedBehind, ownerTime } from './compared.ts';
import {
  between,
  figureAt,
  gapWithoutMeasures,
  type Item,
  itemsAfter,
  itemsBefore,
  type Row,
} from './items.ts';

export type Direction = 'up' | 'down' | 'flat';

/** What a figure is in its sentence. */
export interface Role {
  /**
   * `level`: where something stands; `from`: where it stood; `step`: how far it moved, in its own unit; `change`: how
   * far in percent, points or as a multiple; `earlier`: the change that a change is compared with; `aside`: said
   * again in another unit; `none`: nothing that is read.
   */
  readonly role: 'level' | 'from' | 'step' | 'change' | 'earlier' | 'aside' | 'none';
  /** Which way, where said. */
  readonly direction?: Direction;
  /** The word that says it, so that it is not used twice. */
  readonly directionItem?: Item;
  readonly reason?: string;
}

const STOP = /[;。！？]/;
/** What may stand between a word of change and how far it went. */
const BY_GAP_LATIN =
  /^(?: ?[,(]? ?(?:by|of|about|around|approximately|roughly|nearly|almost|some|only|just|a|an|as much as|another|a further|further|slightly|sharply|by about|by around|by nearly|by over|by more than|over|more than|up to|to|in|um|rund|etwa|knapp|fast|de|d'|un|une|del|el|en un|en|cerca de|mais de|mas de|plus de|environ|pres de|em|com|med|cirka|на|sich|was|were|is|margin|range|rate|amount|it)){0,4} ?[(:]? ?[+~≈]? ?$/;
const BY_GAP_CJK = /^[^,。;,、，;]{0,8}$/;
const TO_BEFORE =
  /(?:\bto(?: (?:about|around|nearly|over|just|only|merely|barely|mere|more|than|some|approximately|an?|average|record|high|total|low|as|little|much|of)){0,4}|\bto close at|\bat|\breach(?:ed|ing)?|\bhit|\bquoted at|\b(?:auf|bei)(?: (?:rund|etwa|knapp|uber|nur|noch)){0,2}|\bhasta(?: los| las| el)?|\bpara|\bate|\btill|\bpour atteindre|до|至|到|为|达|达到|报|报价|收于) ?[(~]?$/;
/** Small words that are "to" in one language and something else in another. */
const TO_OF_LANGUAGE: Readonly<Record<string, RegExp>> = {
  es: /(?:\ba(?: unas| unos)?|\bal) ?[(~]?$/,
  pt: /(?:\ba|\bao|\baos) ?[(~]?$/,
  fr: /(?:\ba|\bau|\baux) ?[(~]?$/,
};
/** 跌至月末的155万元: a movement that says where it ended. */
const ENDS_IN_TO = /[至到]$/;
const FROM_GAP_MOST = 34;
const CJK_TO_AFTER = /^ ?(?:に|へ|となった|となり|となっ|まで|로|으로|까지|선으로|선까지)/;
const CJK_FROM_AFTER = /^ ?(?:から|より|에서|보다)/;

/** Decides the role of every figure of a sentence. */
export function rolesOf(row: Row, vocabulary: Vocabulary, isCjk: boolean): Role[] {
  const roles: Role[] = [];
  for (let figure = 0; figure < row.figures.length; figure++)
    roles.push(
      listedStart(
        row,
        figure,
        roles.at(-1),
        elliptic(row, figure, roles, roleOf(row, figure, vocabulary, isCjk, roles.at(-1)?.directionItem)),
      ),
    );
  return row.isCjk ? withVerbAtEnd(row, roles) : roles;
}

const JOINT_AT_END = /^(?:,|、|，|와|과|と|和|及) ?$/;

/** 12.5%, 10.4% 늘어난: the word of change at the end of a list of percentages is of all of it. */
function withVerbAtEnd(row: Row, roles: Role[]): Role[] {
  for (let at = roles.length - 2; at >= 0; at--) {
    const [own, next] = [figureAt(row, at), figureAt(row, at + 1)];
    const later = roles[at + 1]!;
    if (roles[at]!.role !== 'level' || later.role !== 'change' || !later.directionItem) continue;
    if (own.quantity!.kind !== 'percent' || next.quantity!.kind !== 'percent') continue;
    if (later.directionItem.start < next.end || !JOINT_AT_END.test(between(row, own.end, next.start)))
      continue;
    roles[at] = { role: 'change', direction: later.direction!, directionItem: later.directionItem };
  }
  return roles;
}

const START_JOINT = /^[^,;.]{0,30}?,? (?:and|und|et|y|e) (?:with |from |against |de |von )?$/;

/** "compared with 516 t in May and 1,024 t in June 2024": a comparison goes on where both have a time of their own. */
function listedStart(row: Row, figure: number, before: Role | undefined, own: Role): Role {
  if (before?.role !== 'from' || own.role !== 'level' || own.direction) return own;
  const [previous, here] = [figureAt(row, figure - 1), figureAt(row, figure)];
  if (previous.quantity!.kind !== here.quantity!.kind) return own;
  const isTime = ({ type }: Item): boolean => type === 'date' || type === 'basis';
  const inner = itemsBefore(row, figure);
  if (!inner.some(isTime) || !itemsAfter(row, figure).some(isTime)) return own;
  if (!inner.every((item) => isTime(item) || item.type === 'from' || item.type === 'to')) return own;
  return START_JOINT.test(between(row, previous.end, here.start)) ? { role: 'from' } : own;
}

const NAMES: ReadonlySet<string> = new Set(['material', 'place']);
const IN_ELLIPSIS: ReadonlySet<string> = new Set(['material', 'place', 'by', 'precision', 'to', 'from']);
/** What is left of the text between two members of such a list when names and short words are taken out. */
const ELLIPSIS_GAP =
  /^[\s,，、:：]*(?:(?:and|und|sowie|et|y|e|och|while|that of|those of|by|um|de|of|about|around|etwa|rund|the|to|nach|l'|d'|celui de l'|和|及|与|而|と|や|が|は|で|の|은|는|이|가)[\s,，、]*)*$/;
const MOST_ELLIPTIC = 90;
const ELLIPSIS_MOST = 80;

/** "Nd oxide fell by 60%, Tb oxide by 55%": the word of change is said once for a list of names. */
function elliptic(row: Row, figure: number, roles: readonly Role[], own: Role): Role {
  const before = roles.at(-1);
  const { quantity, start } = figureAt(row, figure);
  if (own.role !== 'level' || before?.role !== 'change' || !before.direction) return own;
  if (quantity!.kind !== 'percent' || quantity!.low >= MOST_ELLIPTIC) return own;
  const previous = figureAt(row, figure - 1);
  const items = itemsBefore(row, figure);
  if (previous.quantity!.kind !== 'percent' || !items.some(({ type }) => NAMES.has(type))) return own;
  if (!items.every((item) => item === before.directionItem || IN_ELLIPSIS.has(item.type))) return own;
  let rest = '';
  let at = previous.end;
  for (const item of items) {
    if (!NAMES.has(item.type) && item !== before.directionItem) continue;
    rest += `${between(row, at, item.start)} `;
    at = item.end;
  }
  rest += between(row, at, start);
  return rest.length <= ELLIPSIS_MOST && ELLIPSIS_GAP.test(rest)
    ? { role: 'change', direction: before.direction }
    : own;
}

function roleOf(
  row: Row,
  figure: number,
  vocabulary: Vocabulary,
  isCjk: boolean,
  taken: Item | undefined,
): Role {
  const item = figureAt(row, figure);
  const quantity = item.quantity!;
  if (quantity.kind === 'count') return { role: 'none', reason: 'a count of something else' };
  if (isAside(row, figure)) return { role: 'aside', reason: 'the figure before it in another unit' };
  const behind = directionAfter(row, figure, isCjk) ?? verbAtEnd(row, figure);
  // in Japanese and Korean the verb comes last, so one behind the figure is the figure's
  const isVerbFinal =
    behind !== undefined &&
    /[\u3041-\u30ff\uac00-\ud7a3]/.test(between(row, figureAt(row, figure).end, behind.item.end + 2));
  const found = isVerbFinal ? undefined : directionBefore(row, figure, vocabulary, isCjk);
  // a word of change that a percentage has before it is not the next figure's as well: "a 93% drop, and 353 t"
  const ahead = found && found.item === taken && /[,，、]/.test(found.gap) ? undefined : found;
  if (quantity.kind === 'percent' || quantity.kind === 'points') {
    const role = relativeRole(row, figure, quantity, ahead, behind);
    return role.role === 'change' && role.directionItem && isInAside(row, role.directionItem, item)
      ? { ...role, role: 'earlier' }
      : role;
  }
  if (quantity.kind === 'times') return { role: 'change', ...directed(ahead ?? behind) };
  return amountRole(row, figure, item, quantity, ahead, behind, isCjk);
}

/** "after falling 6.4% in October", "nach einem Einbruch um die Hälfte im Mai": a change told aside. */
function isInAside(row: Row, moved: Item, figure: Item): boolean {
  // the only change of a sentence is no aside to another
  if (row.figures.length < 2) return false;
  const { phrases, normal } = row;
  const { low } = normal;
  let at = Math.min(moved.start, figure.start);
  for (let i = 0; i < ASIDE_LINKS_MOST; i++)
    at = phrases.asideLink.startBefore(low, at, row.passage.start) ?? at;
  return phrases.aside.startBefore(low, at, row.passage.start) !== undefined;
}

const ASIDE_LINKS_MOST = 4;

/** "CNY 2,075 ($333.67)", "560,000 yuan (about 78,000 dollars)": money said again in brackets. */
export function isAside(row: Row, figure: number): boolean {
  if (figure === 0) return false;
  const before = figureAt(row, figure - 1).quantity!;
  const here = figureAt(row, figure).quantity!;
  const isMoney = (kind: string): boolean => kind === 'price' || kind === 'money';
  if (!isMoney(before.kind) || !isMoney(here.kind) || !here.currency) return false;
  if (before.currency === here.currency) return isBracketOfPrice(row, figure);
  const gap = withoutTerms(row, figureAt(row, figure - 1).end, figureAt(row, figure).start);
  if (gap.length > 40) return false;
  return (
    /^ ?\(|^, ?(?:or )?(?:about|around|approximately|some) /.test(gap) ||
    itemsBefore(row, figure).some(({ type }) => type === 'equals')
  );
}

/** "at $144.2 ($194.4)/kg": two prices with one unit behind the bracket are one price in two currencies. */
function isBracketOfPrice(row: Row, figure: number): boolean {
  const [before, here] = [figureAt(row, figure - 1), figureAt(row, figure)];
  return (
    /^ ?\($/.test(between(row, before.end, here.start)) &&
    /^ ?\) ?(?:\/|per |a |pro |por )/.test(between(row, here.end - 1, here.end + 8).replace(/^[^)]*/, ''))
  );
}

/** The text between two figures without terms of delivery and tax: "572,000 yuan/t including VAT ($71.20/kg)". */
function withoutTerms(row: Row, from: number, to: number): string {
  let text = '';
  let at = from;
  for (const { type, start, end } of row.items) {
    if ((type !== 'vat' && type !== 'priceBasis') || start < at || end > to) continue;
    text += between(row, at, start).trimEnd();
    at = end;
  }
  return text + between(row, at, to);
}

interface Found {
  readonly item: Item;
  readonly direction: Direction;
  readonly gap: string;
}

/** The word of change before a figure that may govern it: no other statement stands between them. */
function directionBefore(
  row: Row,
  figure: number,
  vocabulary: Vocabulary,
  isCjk: boolean,
): Found | undefined {
  const start = figureAt(row, figure).start;
  const items = itemsBefore(row, figure);
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i]!;
    if (item.type === 'notDirection') continue;
    if (item.type !== 'direction' && item.type !== 'multiple') continue;
    if (item.type === 'multiple') return undefined;
    const gap = between(row, item.end, start);
    const isBound = BY_BEFORE.test(between(row, Math.max(0, start - 24), start));
    if (gap.length > (isBound ? FAR_VERB : 60) || STOP.test(gap)) return undefined;
    if (isCjk && isOfClauseBefore(row, item, start)) return undefined;
    const word = between(row, item.start, item.end);
    const isTiny = isCjk && item.end - item.start === 1;
    if (isTiny && gap.length > 3) continue;
    const isSign = row.language === 'de' && SIGN_WORD.test(word) && gap === ' ';
    if (isSign) return { item, direction: item.value as Direction, gap };
    if (vocabulary.afterOnly.has(word) && gap.trim() !== '' && !/^(?: by| um)?[ :]*$/.test(gap)) continue;
    if (
      vocabulary.afterOnly.has(word) &&
      /^(?:over|above|under|below|more|less|mehr|weniger|plus|moins|mas|menos|mais|多|高|安)$/.test(word)
    )
      continue;
    return { item, direction: item.value as Direction, gap };
  }
  return undefined;
}

/** "(plus 10,3 Prozent)": in German a word for a sign. */
const SIGN_WORD = /^(?:plus|minus)$/;

/** "by 17.5%", "um rund 17,5 Prozent": a word that binds a figure to its verb, however far that stands. */
const BY_BEFORE =
  /(?:^|[ ,])(?:by|um|med)(?: (?:about|around|nearly|almost|over|more than|some|just|only|a further|rund|etwa|knapp|fast|uber|mehr als|nur|weitere|gut|nastan|cirka))? ?$/;
const FAR_VERB = 130;

/** "sind im September um 29,5 Prozent auf 420 Tonnen gesunken": the verb at the end of its clause, behind where it ended. */
function verbAtEnd(row: Row, figure: number): Found | undefined {
  const own = figureAt(row, figure);
  if (row.language !== 'de' || !BY_BEFORE.test(between(row, Math.max(0, own.start - 24), own.start)))
    return undefined;
  const next = figure + 1 < row.figures.length ? figureAt(row, figure + 1) : undefined;
  const item = row.items.find(
    ({ type, value, start }) => type === 'direction' && value !== 'flat' && start >= own.end,
  );
  if (!item || item.start - own.end > FAR_VERB) return undefined;
  const gap = between(row, own.end, item.start);
  const endsThere = next !== undefined && next.end <= item.start && isToBefore(row, next);
  const isPassed = row.figures
    .slice(figure + (endsThere ? 2 : 1))
    .some((at) => row.items[at]!.end <= item.start);
  return isPassed || /[;:]|, (?:und|aber|wahrend|wobei) /.test(gap)
    ? undefined
    : { item, direction: item.value as Direction, gap };
}

const STARTS_CLAUSE: ReadonlySet<string> = new Set(['flow', 'metric', 'kind', 'material', 'measure']);

/**
 * 단가가 내려 수출액은 7억 달러: in Japanese and Korean the verb ends its clause, so that one with a further subject
 * between it and the figure is not of the figure.
 */
function isOfClauseBefore(row: Row, verb: Item, figureStart: number): boolean {
  const isInflected = /[\u3041-\u3096\uac00-\ud7a3]/.test(between(row, verb.start, verb.end + 2));
  return (
    isInflected &&
    row.items.some(
      ({ type, start, end }) => STARTS_CLAUSE.has(type) && start >= verb.end && end <= figureStart,
    )
  );
}

/** The word of change after a figure: "12% more", 5000元上涨, 6.1%減. */
function directionAfter(row: Row, figure: number, isCjk: boolean): Found | undefined {
  const end = figureAt(row, figure).end;
  for (const item of itemsAfter(row, figure)) {
    if (item.type !== 'direction') continue;
    const gap = between(row, end, item.start);
    const word = between(row, item.start, item.end);
    if (gap.length > (isCjk ? 6 : 26) || /[;。,，、(:]/.test(gap)) return undefined;
    if (/\b(?:and|to|from|but|while|und|y|e|et)\b/.test(gap)) return undefined;
    if (isCjk && item.end - item.start === 1 && gap.length > 1) return undefined;
    if (governsNext(row, figure, item)) return undefined;
    if (word === 'up' || word === 'down')
      return gap.trim() === '' && isEndOfClause(row, item.end)
        ? { item, direction: item.value as Direction, gap }
        : undefined;
    return { item, direction: item.value as Direction, gap };
  }
  return undefined;
}

/** 29亿元 同比下降48%: the word of change goes with the figure that follows it at once. */
function governsNext(row: Row, figure: number, item: Item): boolean {
  if (figure + 1 >= row.figures.length) return false;
  const gap = between(row, item.end, figureAt(row, figure + 1).start);
  return gap.length <= 8 && /^(?: ?(?:by|of|about|了|约|近|超|逾|达)?){0,2} ?$/.test(gap);
}

const isEndOfClause = (row: Row, at: number): boolean =>
  /^\s*(?:[.,;)]|on |from |$)/.test(between(row, at, at + 8));

const directed = (found: Found | undefined): Pick<Role, 'direction' | 'directionItem'> =>
  found ? { direction: found.direction, directionItem: found.item } : {};

/** Percent and points: a change if a word of change or a sign goes with it, else a share or rate. */
function relativeRole(
  row: Row,
  figure: number,
  quantity: Quantity,
  ahead: Found | undefined,
  behind: Found | undefined,
): Role {
  const item = figureAt(row, figure);
  if (ahead && ahead.direction !== 'flat' && isNounOfChange(ahead))
    return { role: 'change', ...directed(ahead) };
  if (isEndOfRange(row, figure)) return { role: 'change' };
  const isRightBehind = behind && behind.direction !== 'flat' && !row.isCjk && behind.gap.trim() === '';
  if (isRightBehind && !isFrom(row, figure)) return { role: 'change', ...directed(behind) };
  if (isOfRatio(row, item)) {
    if (quantity.fromOf) return { role: 'from', ...directed(ahead) };
    if (figure > 0 && figureAt(row, figure - 1).quantity?.fromOf)
      return { role: 'level', ...directed(ahead) };
    const after = between(row, item.end, item.end + 6);
    if (isFrom(row, figure) || (row.isCjk && CJK_FROM_AFTER.test(after))) return { role: 'from' };
    if (isToBefore(row, item) || (row.isCjk && CJK_TO_AFTER.test(after)))
      return { role: 'level', ...directed(ahead ?? behind) };
  } else if (
    isFrom(row, figure) &&
    figure > 0 &&
    figureAt(row, figure - 1).quantity?.kind === 'percent' &&
    !(ahead && OF_NOUN.test(ahead.gap))
  ) {
    return { role: 'earlier' };
  }
  if (ahead && ahead.direction !== 'flat' && isGoverning(row, ahead, item))
    return { role: 'change', ...directed(ahead) };
  if (behind && behind.direction !== 'flat') return { role: 'change', ...directed(behind) };
  const compared = comparedBehind(row, item);
  if (compared) return { role: 'change', direction: compared };
  if (quantity.sign !== 0) {
    return { role: 'change', direction: quantity.sign < 0 ? 'down' : 'up' };
  }
  if (figure > 0 && isListedChange(row, figure)) {
    return { role: 'change' };
  }
  if (quantity.kind === 'points') return { role: 'none', reason: 'points without a direction' };
  return { role: 'level' };
}

/** "alta de 17,5%", "hausse de 17,5 %": the word is "of", not "from". */
const OF_NOUN =
  /^ (?:de|d'|del|do|da|von) ?(?:environ |pres de |plus de |casi |cerca de |quase |mais de |mas de |rund |etwa )?$/;

/** "a rise of 63% to 84%": how far it went, whatever it is a rise of; "its share rose by 3% to 40%". */
const isNounOfChange = ({ gap }: Pick<Found, 'gap'>): boolean =>
  /^ (?:of|by|um) (?:about |around |nearly |over |between )?$/.test(gap);

/** "a rise of 63% to 84%": the other end of a range of changes. */
function isEndOfRange(row: Row, figure: number): boolean {
  if (figure === 0) return false;
  const [before, here] = [figureAt(row, figure - 1), figureAt(row, figure)];
  const ahead = itemsBefore(row, figure - 1).findLast(({ type }) => type === 'direction');
  return (
    ahead !== undefined &&
    before.quantity!.kind === 'percent' &&
    before.quantity!.low < here.quantity!.low &&
    /^ (?:to|bis) $/.test(between(row, before.end, here.start)) &&
    isNounOfChange({ gap: between(row, ahead.end, before.start) })
  );
}

/** "12.7% more than a year before", "38.1% below June 2024", "8 % de moins qu'en mai". */
function comparedBehind({ normal, phrases, passage, items }: Row, { end }: Item): Direction | undefined {
  const { low } = normal;
  if (phrases.moreThan.endAfter(low, end, passage.end) !== undefined) return 'up';
  if (phrases.lessThan.endAfter(low, end, passage.end) !== undefined) return 'down';
  const above = phrases.levelAbove.endAfter(low, end, passage.end);
  const at = above ?? phrases.levelBelow.endAfter(low, end, passage.end);
  if (at === undefined) return undefined;
  const isTime = items.some(
    ({ type, start }) => (type === 'date' || type === 'basis') && start >= at && start - at <= TIME_REACH,
  );
  const isMarked = phrases.levelMark.endAfter(low, at, passage.end) !== undefined;
  return isTime || isMarked ? (above !== undefined ? 'up' : 'down') : undefined;
}

const TIME_REACH = 8;

/** Whether a percentage is of something that is itself one: a margin, a share. */
const isOfRatio = (row: Row, item: Item): boolean =>
  row.items.some(
    ({ type, value, end }) =>
      end <= item.start &&
      item.start - end < 110 &&
      ((type === 'metric' && /margin|ratio/.test(value)) ||
        type === 'licenceRate' ||
        (type === 'kind' && value === 'share' && item.start - end < 40)),
  );

/** Between a word of change and its percent there may be how, of what and since when, but no other thing that is said. */
function isGoverning(row: Row, found: Found, item: Item): boolean {
  const inner = row.items.filter(({ start, end }) => start >= found.item.end && end <= item.start);
  if (/[,，]/.test(found.gap) && found.gap.length > 20 && !BY_BEFORE.test(found.gap)) return false;
  if (/^ ?(?:to|auf|bis) (?:about |around |nearly )?$/.test(found.gap)) return true;
  return (
    !inner.some(
      (each) =>
        each.type === 'kind' &&
        (each.value === 'share' || (each.value === 'target' && !isQuotaWord(row, each))),
    ) && found.gap.length <= (BY_BEFORE.test(found.gap) ? FAR_VERB : 48)
  );
}

/** What is aimed at may be raised itself: "lifts its quotas by 20%". */
const isQuotaWord = (row: Row, { start, end }: Item): boolean =>
  row.items.some((item) => item.type === 'quotaWord' && item.start === start && item.end === end);

/** "an increase of 45% year on year and 4.7% month on month": each may say what it is measured against. */
const LISTED_WITHIN: ReadonlySet<string> = new Set(['measure', 'basis']);

/** "up 6.1% and 17.5%": a percent in a list after a change is one too. */
function isListedChange(row: Row, figure: number): boolean {
  const before = figureAt(row, figure - 1);
  const gap = gapWithoutMeasures(row, before.end, figureAt(row, figure).start, LISTED_WITHIN);
  if (before.quantity!.kind !== 'percent') return false;
  if (!/^(?:,|、| and | und | y | e | et |和|及|与|,? and |から?|と)\s?(?:by |about |a |an )?$/.test(gap))
    return false;
  const items = itemsBefore(row, figure - 1);
  return (
    items.some(({ type, value }) => type === 'direction' && value !== 'flat') || before.quantity!.sign !== 0
  );
}

function amountRole(
  row: Row,
  figure: number,
  item: Item,
  quantity: Quantity,
  ahead: Found | undefined,
  behind: Found | undefined,
  isCjk: boolean,
): Role {
  if (quantity.fromOf) return { role: 'from', ...directed(ahead) };
  const after = between(row, item.end, item.end + 6);
  if (CJK_FROM_AFTER.test(after) && isCjk) {
    return isTranslatedStep(row, figure)
      ? { role: 'step', ...directedLater(row, figure) }
      : { role: 'from', ...directed(behind) };
  }
  if (CJK_TO_AFTER.test(after) && isCjk) return { role: 'level', ...directed(behind ?? ahead) };
  if (isFrom(row, figure) || isStartOfMove(row, figure, ahead)) return { role: 'from', ...directed(ahead) };
  if (behind && behind.direction !== 'flat' && isStepBefore(behind, isCjk) && !isToBefore(row, item)) {
    return { role: 'step', ...directed(behind) };
  }
  if (ahead) {
    if (ahead.direction === 'flat')
      return isCjk && namesBetween(row, ahead.item.end, item.start)
        ? { role: 'level' }
        : { role: 'level', ...directed(ahead) };
    if (isCjk && /^(?:の|した|し|된|한|난|른|인)/.test(ahead.gap))
      return { role: 'level', ...directed(ahead) };
    const isFinal = /[\uac00-\ud7a3]/.test(between(row, ahead.item.start, ahead.item.end));
    if (isFinal && ahead.gap.length <= 3) return { role: 'level', ...directed(ahead) };
    const isBy = isCjk
      ? BY_GAP_CJK.test(ahead.gap) &&
        !ENDS_IN_TO.test(between(row, ahead.item.start, ahead.item.end)) &&
        !/[至到为达报在]/.test(ahead.gap) &&
        !/\bto\b/.test(ahead.gap)
      : BY_GAP_LATIN.test(ahead.gap) && !/\bto ?$/.test(ahead.gap);
    const isSmall = quantity.kind === 'bare' && quantity.high < 50;
    if (isBy && !isToBefore(row, item)) {
      if (isAsLargeAsStart(row, figure, ahead))
        return { role: 'none', reason: 'a step as large as what it starts from' };
      return isSmall
        ? { role: 'none', reason: 'a small number without a unit' }
        : { role: 'step', ...directed(ahead) };
    }
    return { role: 'level', ...directed(ahead) };
  }
  const isNamed = itemsBefore(row, figure).some(({ type }) => type === 'metric');
  if (quantity.sign !== 0 && figure > 0 && quantity.kind !== 'bare' && !isNamed)
    return { role: 'step', direction: quantity.sign < 0 ? 'down' : 'up' };
  return { role: 'level' };
}

/** 氧化镝162万元，与昨日持平，氧化铽705万元: a word of no change is not of the next thing that is named. */
const namesBetween = (row: Row, from: number, to: number): boolean =>
  row.items.some(({ type, start, end }) => NAMES.has(type) && start >= from && end <= to);

const OF_BEFORE = /(?:^| )(?:de|du|des|do|da|dos|das|von|from) ?(?:us|a|c|r)?[$€£¥]?$/;
const TO_NEXT =
  /(?:^|[ ,])(?:a|à|aux?|auf|bis|para|hasta|ate|to|jusqu'a) ?(?:unos |environ |rund |etwa |about |cerca de )?(?:us|a|c|r)?[$€£¥]?$/;
const LEAST_START = 0.4;

/**
 * "subió de 63 a 88 dólares": "de" is "by" and "from". It is "from" where the next figure is joined by "to", lies where
 * the movement goes, and the first is no small part of it.
 */
function isStartOfMove(row: Row, figure: number, ahead: Found | undefined): boolean {
  if (!ahead || ahead.direction === 'flat' || figure + 1 >= row.figures.length) return false;
  const [own, next] = [figureAt(row, figure), figureAt(row, figure + 1)];
  const [here, there] = [own.quantity!, next.quantity!];
  if (here.kind !== there.kind || (here.currency ?? there.currency) !== there.currency) return false;
  if (!OF_BEFORE.test(between(row, Math.max(0, own.start - 10), own.start))) return false;
  const gap = between(row, own.end, next.start);
  if (gap.length > FROM_GAP_MOST || !TO_NEXT.test(gap)) return false;
  return ahead.direction === 'up'
    ? here.low < there.low && here.low >= there.low * LEAST_START
    : here.low > there.low;
}

/** "rose more than 900 from 850": whether it rose to that or by that is not said. */
function isAsLargeAsStart(row: Row, figure: number, ahead: Found): boolean {
  if (ahead.direction !== 'up' || figure + 1 >= row.figures.length || !isFrom(row, figure + 1)) return false;
  const [here, start] = [figureAt(row, figure).quantity!, figureAt(row, figure + 1).quantity!];
  return here.kind === start.kind && here.high >= start.low * 0.8;
}

/** Machine translation writes "fell by 5,000 to 402,500" as "from 5,000 to 402,500": the first is far too small. */
function isTranslatedStep(row: Row, figure: number): boolean {
  if (figure + 1 >= row.figures.length) return false;
  const [here, next] = [figureAt(row, figure).quantity!, figureAt(row, figure + 1).quantity!];
  return here.kind === next.kind && here.unit === next.unit && here.high < next.low * 0.2;
}

/** The direction of a list is said at its end. */
function directedLater(row: Row, figure: number): Pick<Role, 'direction'> {
  const start = figureAt(row, figure).start;
  const later = row.items.find(
    ({ type, start: at, value }) => type === 'direction' && at > start && value !== 'flat',
  );
  const earlier = row.items.findLast(
    ({ type, start: at, value }) => type === 'direction' && at < start && value !== 'flat',
  );
  const found = later ?? earlier;
  return found ? { direction: found.value as Direction } : {};
}

const isStepBefore = (found: Found, isCjk: boolean): boolean =>
  isCjk ? found.gap.length <= 3 : /^ ?(?:a |an |per day |in )?$/.test(found.gap);

/** "to 46 tonnes", "to just over 46 tonnes": words of how exactly may stand between. */
function isToBefore(row: Row, item: Item): boolean {
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
function isFrom(row: Row, figure: number): boolean {
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
