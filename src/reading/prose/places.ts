import type { PageContext } from '../page.ts';
import { between, figureAt, type Item, type Row } from './items.ts';
import { isGuarded, type Scope } from './scope.ts';

const LIST_JOINT = /^(?:、|和|及|与|と|や|・|와|과|,) ?$/;

type Part = 'destination' | 'origin' | 'owner' | 'listed';

const TO =
  /(?:\b(?:to|into|for|towards?|nach|in (?:die|den)|auf|an|hacia|a|para|vers|a la|aux?|en|till|в) (?:the |den |die |los |las |l'|la |el )?|向|对|至|往|输往|出口到|销往)$/;
const FROM =
  /(?:\b(?:from|aus|von|de|desde|d'|du|des|do|da|dos|fran|из) ?(?:the |los |las |l'|la )?|自|从|由|来自)$/;
const TO_AFTER = /^ ?(?:向け|への|に対する|へ|に向け|로의?|으로의?|향|행)/;
const FROM_AFTER = /^ ?(?:から|からの|より|产(?![量出能业])|산(?![업출])|로부터|에서)/;
const OWNER_AFTER = /^(?:'s?|s'|の|的|의|은|는|이|가|は|が|,)? ?/;

/**
 * Whether the small words around the name of a place say that goods go there or come from there.
 *
 * @param lead the text before it @param after the text behind it
 */
export function sideOf(lead: string, word: string, after: string): 'destination' | 'origin' | undefined {
  if (/^(?:对|対|대)/.test(word) && word.length > 1) return 'destination';
  if (TO_AFTER.test(after)) return 'destination';
  if (FROM_AFTER.test(after)) return 'origin';
  if (TO.test(lead)) return 'destination';
  return FROM.test(lead) && !isAdjective(word) ? 'origin' : undefined;
}

/** What a place does in its sentence about trade. */
export function partOf(row: Row, place: Item): Part {
  const lead = between(row, Math.max(0, place.start - 16), place.start);
  const after = between(row, place.end, place.end + 8);
  const word = between(row, place.start, place.end);
  const side = sideOf(lead, word, after);
  if (side === 'destination') return side;
  if (/(?:followed by|ahead of|gefolgt von|seguid[oa]s? (?:de|por)|suivie? (?:de|par)|foljt av) $/.test(lead))
    return 'listed';
  if (side === 'origin') return side;
  // 对日本、韩国分别出口: a list goes where its first member goes
  const before = row.isCjk
    ? row.items.findLast(({ type, end }) => type === 'place' && end <= place.start && place.start - end <= 2)
    : undefined;
  if (
    before &&
    LIST_JOINT.test(between(row, before.end, place.start)) &&
    partOf(row, before) === 'destination'
  )
    return 'destination';
  if (isAdjectiveOfFlow(row, place)) return 'owner';
  const isSeller = row.items.some(
    ({ type, value, start }) =>
      type === 'kind' && value === 'sales' && start >= place.end && start - place.end <= 2,
  );
  if (isSeller) return 'owner';
  const flow = row.items.find(
    (item) => item.type === 'flow' && item.start >= place.end && !isGuarded(row, item),
  );
  // "Germany remained the No.1 export destination": the flow names what the place is, and is not the place's
  const isPart = row.items.some(
    ({ type, start }) => type === 'tradePart' && flow && start >= flow.end && start - flow.end <= 1,
  );
  if (flow && !isPart) {
    const gap = between(row, place.end, flow.start);
    const hasFigure = row.items.some(
      (item) => item.type === 'quantity' && item.start >= place.end && item.end <= flow.start,
    );
    if (gap.length <= 60 && !/[,;:，。、(]/.test(gap) && !hasFigure && OWNER_AFTER.test(gap)) return 'owner';
  }
  return 'listed';
}

/** Languages whose subject may stand right behind its verb: "führte Deutschland ein", "exportó China". */
const INVERTING: ReadonlySet<string> = new Set(['de', 'es', 'pt', 'sv']);

/** "exportations chinoises", "Ausfuhren Chinas": right behind the flow, in small letters or as its subject. */
const isAdjectiveOfFlow = (row: Row, place: Item): boolean => {
  const letter = row.normal.text[place.start]!;
  const isSmall = letter >= 'a' && letter <= 'z';
  return (
    (isSmall || INVERTING.has(row.language)) &&
    row.items.some(({ type, end }) => type === 'flow' && place.start - end === 1)
  );
};

const isAdjective = (word: string): boolean =>
  /(?:ese|ish|an|ean|isch\w*|ais\w*|ois\w*)$/.test(word) && word.length > 5;

/** Who reports, with whom, for one figure of trade. */
export interface Parties {
  readonly reporter?: string;
  readonly partner: string;
}

const TOTAL_LEAD = 40;

/** 全体の49.8%, "of the total 20%": the whole that a percentage is of. */
const isWholeOfShare = (row: Row, total: Item): boolean =>
  row.items.some(
    ({ type, quantity, start }) =>
      type === 'quantity' && quantity!.kind === 'percent' && start >= total.end && start - total.end <= 2,
  );

/** Reporter and partner of a figure. The partner is the world where no other is named for it. */
export function partiesOf(
  row: Row,
  figure: number,
  scope: Scope,
  flow: string,
  page: PageContext,
  paired: Item | undefined,
): Parties | undefined {
  const places = row.items.filter((item) => item.type === 'place' || item.type === 'region');
  const isCountry = ({ type, value }: Item): boolean =>
    type === 'place' && value !== 'WORLD' && !page.vocabulary.continents.has(value);
  const own = figureAt(row, figure);
  const owner = places.find(
    (place) =>
      isCountry(place) &&
      partOf(row, place) === 'owner' &&
      !isSentTo(row, places, place, page) &&
      // what a clause behind the figure is about owns no figure before it
      (place.start < own.end || !/[,;]/.test(between(row, own.end, place.start))),
  );
  const home = homeOf(row, places, flow, page);
  const origin = originOf(row, own, places);
  const importer = flow === 'import' && !owner && !origin ? importerOf(row, own, places) : undefined;
  if (importer && isCountry(importer)) return { partner: 'WORLD', reporter: importer.value };
  const isTotal = row.items.some(
    (item) =>
      item.type === 'total' &&
      item.end <= own.start &&
      own.start - item.end < TOTAL_LEAD &&
      !isWholeOfShare(row, item) &&
      (!scope.place || item.start > scope.place.start),
  );
  let partner: Item | undefined = paired?.type === 'place' ? paired : undefined;
  // "1,050 tonnes of Chinese magnets": whose they are, not where they went
  const ownedPlace = scope.owned.find(
    (item) =>
      item.type === 'place' &&
      !(flow === 'export' && item.value === home && partOf(row, item) !== 'destination'),
  );
  partner ??= ownedPlace ?? (isTotal || (scope.places.length > 1 && !paired) ? undefined : scope.place);
  if (!partner && !isTotal && scope.places.length > 1) {
    // a list of partners with one figure for all of them is no figure of any
    const named = scope.places.filter((place) => place !== owner);
    if (named.length === 1) partner = named[0];
    else if (named.some((place) => partOf(row, place) === 'destination')) return undefined;
  }
  if (partner && (partner === owner || (partOf(row, partner) === 'owner' && !ownedPlace)))
    partner = undefined;
  if (partner && isPassed(row, partner, own, scope)) partner = undefined;
  if (!isTotal && (!partner || partner.value === home))
    partner = counterpartOf(row, own, flow, places, owner, home, page) ?? partner;
  let partnerCode = partner?.value;
  let reporter = owner?.value ?? home;
  if (flow === 'import' && origin && origin.value !== owner?.value) {
    partnerCode ??= origin.value;
  }
  if (flow === 'export' && !owner && origin && partnerCode !== origin.value) reporter = origin.value;
  if (flow === 'export' && partner && partOf(row, partner) === 'origin' && !owner) {
    reporter = partner.value;
    partnerCode = undefined;
  }
  if (reporter !== undefined && partnerCode === reporter) {
    // "imports from China" on a page about China: the other side reports
    const other = places.find(({ value }) => value !== partnerCode);
    const isOrigin = partner ? partOf(row, partner) === 'origin' : origin?.value === partnerCode;
    if (flow === 'import' && isOrigin) reporter = other?.value;
    else partnerCode = undefined;
  }
  return { partner: partnerCode ?? 'WORLD', ...(reporter ? { reporter } : {}) };
}

/**
 * Whose trade the page is about; nothing where it is the other side of this row's flow: "exports to Germany rose". China is
 * never that of goods it reports (Portuguese "a China" is its name and no direction).
 */
function homeOf(row: Row, places: readonly Item[], flow: string, page: PageContext): string | undefined {
  const otherSide: Part = flow === 'export' ? 'destination' : 'origin';
  const own = places.filter(({ value }) => value === page.reporter);
  const isOtherSide = own.length > 0 && own.every((place) => partOf(row, place) === otherSide);
  return isOtherSide && page.reporter !== 'CN' ? undefined : page.reporter;
}

const PARTICIPLE = /iert(?:e|en)?$/;

/** "Nach einer Reaktion der USA erholten sich die Exporte in die USA": where goods go is not whose exports they are. */
const isSentTo = (row: Row, places: readonly Item[], owner: Item, page: PageContext): boolean =>
  owner.value !== page.reporter &&
  places.some((place) => place.value === owner.value && partOf(row, place) === 'destination');

/** "Die EU hat 2022 etwa 18.400 Tonnen importiert": a German participle behind the figure, whose doer stands first. */
function importerOf(row: Row, own: Item, places: readonly Item[]): Item | undefined {
  const verb = row.items.find(({ type, start }) => type === 'flow' && start >= own.end);
  if (!verb || !PARTICIPLE.test(between(row, verb.start, verb.end))) return undefined;
  const before = places.filter((place) => place.end <= own.start);
  return new Set(before.map(({ value }) => value)).size === 1 && partOf(row, before[0]!) === 'listed'
    ? before[0]
    : undefined;
}

/**
 * Where goods come from, as far as it is said of a figure: named before it, or after it in the same clause, or of all
 * of it.
 */
function originOf(row: Row, own: Item, places: readonly Item[]): Item | undefined {
  const origins = places.filter((place) => partOf(row, place) === 'origin');
  const before = origins.findLast(({ end }) => end <= own.start);
  if (before) return before;
  return origins.find((place) => {
    if (place.start < own.end) return false;
    const hasAmountBetween = row.items.some(
      ({ type, quantity, start, end }) =>
        type === 'quantity' &&
        (quantity!.kind === 'mass' || quantity!.kind === 'money') &&
        start >= own.end &&
        end <= place.start,
    );
    if (hasAmountBetween) return false;
    const gap = between(row, own.end, place.start);
    return !/[,，;。]/.test(gap) || ALL_OF.test(gap);
  });
}

const ALL_OF =
  /\b(?:all of (?:which|it|them)|all (?:came|coming|shipped)|entirely|exclusively|alles|samtlich|ausschliesslich|toutes?|tous|todas?|todos?)\b|全部|全数|均来自|すべて|全て|전량|모두/;

/** "Germany was the biggest buyer with 1,050 t", "Germany took 1,050 t", "1,050 t went, the most of all, to Germany". */
function counterpartOf(
  row: Row,
  own: Item,
  flow: string,
  places: readonly Item[],
  owner: Item | undefined,
  home: string | undefined,
  page: PageContext,
): Item | undefined {
  const part = row.items.find(
    ({ type, value }) => type === 'tradePart' && (value === flow || value === 'moved'),
  );
  if (!part) return undefined;
  const isOther = (place: Item): boolean =>
    place !== owner &&
    place.type === 'place' &&
    place.value !== 'WORLD' &&
    place.value !== (owner?.value ?? home) &&
    !page.vocabulary.continents.has(place.value);
  const isFigureBetween = (place: Item): boolean => {
    const [from, to] = place.start < own.start ? [place.end, own.start] : [own.end, place.start];
    return row.items.some((item) => isAmount(item) && item.start >= from && item.end <= to);
  };
  const candidates = places.filter((place) => isOther(place) && !isFigureBetween(place));
  const before = candidates.filter(({ end }) => end <= own.start);
  const pool =
    before.length > 0
      ? before
      : candidates.filter(
          (place) =>
            partOf(row, place) === 'destination' || (place.start < part.start && part.start > own.end),
        );
  const values = new Set(pool.map(({ value }) => value));
  return values.size === 1 ? pool[0] : undefined;
}

/** A partner named for an earlier figure no longer holds once another flow is named after that figure. */
function isPassed(row: Row, partner: Item, own: Item, scope: Scope): boolean {
  if (partner.start > own.start) return false;
  const figureBetween = row.items.some(
    (item) => isAmount(item) && item.start > partner.end && item.end < own.start,
  );
  if (!figureBetween) return false;
  const flow = scope.flow;
  const isFlowAfter =
    flow !== undefined &&
    flow.start > partner.end &&
    row.items.some((item) => isAmount(item) && item.start > partner.end && item.end <= flow.start);
  const isDateAfter = row.items.some(
    (item) => item.type === 'ytd' && item.start > partner.end && item.end <= own.start,
  );
  return isFlowAfter || isDateAfter;
}

const RANKS = 20;

/** A figure that is no rank: "the No.1 destination". */
const isAmount = ({ type, quantity }: Item): boolean =>
  type === 'quantity' && !(quantity!.kind === 'bare' && quantity!.decimals === 0 && quantity!.low <= RANKS);
