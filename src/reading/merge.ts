import { type Draft, hasLevel } from './draft.ts';
import { addChanges } from './prose/attach.ts';

/**
 * Makes one observation of what a document says several times: the same figure with its changes united, and a change
 * said apart from its figure put to it.
 */
export function mergeDrafts(drafts: readonly Draft[]): Draft[] {
  nameMetals(drafts);
  const levels = new Map<string, Draft[]>();
  const out: Draft[] = [];
  for (const draft of drafts) {
    if (draft.kind === 'policy') {
      addAct(out, draft);
      continue;
    }
    if (!hasLevel(draft)) {
      out.push(draft);
      continue;
    }
    const key = figureKey(draft);
    const same = levels.get(key)?.find((other) => areSamePeriod(draft, other));
    if (same) {
      unite(same, draft);
      continue;
    }
    const list = levels.get(key);
    if (list) list.push(draft);
    else levels.set(key, [draft]);
    out.push(draft);
  }
  return joinChanges(out);
}

/**
 * An act told again is one act: the same number and fate, or, without a number, the same fate and place at the same
 * time. A numbered or named telling stands before one that only says what kind of measure it is, a day before its
 * month.
 */
function addAct(out: Draft[], draft: Draft): void {
  const at = out.findIndex((other) => other.kind === 'policy' && areSameAct(other, draft));
  if (at < 0) out.push(draft);
  else if (weightOf(draft) > weightOf(out[at]!)) out[at] = draft;
}

const ACT_WEIGHTS: Readonly<Record<string, number>> = {
  'policy/numbered': 6,
  'policy/named': 4,
  'policy/measure': 2,
};

const weightOf = ({ read_by, period, org }: Draft): number =>
  (ACT_WEIGHTS[read_by] ?? 0) + (period?.length === 10 ? 1 : 0) + (org ? 0.5 : 0);

function areSameAct(a: Draft, b: Draft): boolean {
  const isNumbered = (draft: Draft): boolean => draft.read_by === 'policy/numbered';
  if (isNumbered(a) && isNumbered(b))
    return a.instrument === b.instrument && a.status === b.status && isSameTime(a, b);
  if (a.period === undefined && b.period === undefined)
    return a.status === b.status && a.place === b.place && isSameName(a, b);
  if (a.period === undefined || b.period === undefined) return false;
  const isSamePlace = a.place === undefined || b.place === undefined || a.place === b.place;
  const isSameFate = a.status === b.status || isNumbered(a) || isNumbered(b);
  return isSamePlace && isSameFate && isSameTime(a, b);
}

/** One name is in the other, as "controls" in "export controls". */
function isSameName(a: Draft, b: Draft): boolean {
  const [one, other] = [(a.instrument ?? '').toLowerCase(), (b.instrument ?? '').toLowerCase()];
  return one.includes(other) || other.includes(one);
}

/** The same time, or a day and its month. */
const isSameTime = (a: Draft, b: Draft): boolean =>
  a.period === undefined ||
  b.period === undefined ||
  a.period.startsWith(b.period) ||
  b.period.startsWith(a.period);

/**
 * An element without a form is its metal where the page prices its oxide too and the two are not the same figure.
 * Where no oxide is priced the bare symbol stays.
 */
function nameMetals(drafts: readonly Draft[]): void {
  const prices = drafts.filter(({ kind }) => kind === 'price');
  for (const draft of prices) {
    if (!/^(?:[A-Z][a-z]?|PrNd)$/.test(draft.subject ?? '')) continue;
    const oxides = prices.filter(
      ({ subject, unit }) =>
        subject === `${draft.subject}-oxide` && currencyOf(unit) === currencyOf(draft.unit),
    );
    const isOther = oxides.length > 0 && oxides.every((oxide) => !saysSame(oxide, draft));
    if (isOther && oxides.some((oxide) => hasLevel(oxide) === hasLevel(draft))) {
      Object.assign(draft, { subject: `${draft.subject}-metal` });
    }
  }
}

const currencyOf = (unit: string | undefined): string | undefined => unit?.split('/')[0];

/** Two drafts with one figure, or one change, between them. */
const saysSame = (a: Draft, b: Draft): boolean =>
  hasLevel(a) && hasLevel(b)
    ? a.low === b.low && a.high === b.high
    : a.change.some((one) => b.change.some((other) => one.value === other.value && one.unit === other.unit));

const figureKey = (draft: Draft): string =>
  [
    draft.kind,
    draft.subject,
    draft.value,
    draft.low,
    draft.high,
    draft.unit,
    draft.partner,
    draft.flow,
    draft.metric,
    draft.org,
  ].join('|');

/**
 * Cells of tables that say the same of two times or two places are two statements: this week's price and last week's,
 * what one country mined and what another did.
 */
const areOfTwoCells = (a: Draft, b: Draft): boolean =>
  a.read_by.startsWith('table/') &&
  b.read_by.startsWith('table/') &&
  (a.isEarlier !== b.isEarlier || a.place !== b.place || a.reporter !== b.reporter || a.period !== b.period);

const areSamePeriod = (a: Draft, b: Draft): boolean =>
  !areOfTwoCells(a, b) && (a.period === undefined || b.period === undefined || a.period === b.period);

/** Gives the first of two drafts of one figure what the second says besides. */
function unite(first: Draft, second: Draft): void {
  if (!first.isEarlier && !second.isEarlier) addChanges(first, second.change);
  else if (first.isEarlier && !second.isEarlier) {
    first.change.length = 0;
    addChanges(first, second.change);
  }
  first.figures.push(...second.figures);
  for (const field of [
    'period',
    'place',
    'reporter',
    'basis',
    'vat',
    'price_type',
    'grade',
    'purity',
    'hs',
  ] as const) {
    if (first[field] === undefined && second[field] !== undefined)
      Object.assign(first, { [field]: second[field] });
  }
}

/** A change without a figure joins the figure of the same thing and time; several of them become one. */
function joinChanges(drafts: readonly Draft[]): Draft[] {
  const out: Draft[] = [];
  const byThing = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (!hasLevel(draft) || draft.isEarlier || draft.kind === 'policy') continue;
    const list = byThing.get(thingKey(draft));
    if (list) list.push(draft);
    else byThing.set(thingKey(draft), [draft]);
  }
  const alone = new Map<string, Draft>();
  for (const draft of drafts) {
    if (hasLevel(draft) || draft.kind === 'policy') {
      out.push(draft);
      continue;
    }
    const level = byThing
      .get(thingKey(draft))
      ?.find((other) => areSamePeriod(draft, other) && agree(other, draft));
    if (level) {
      addChanges(level, draft.change);
      level.figures.push(...draft.figures);
      continue;
    }
    const key = `${thingKey(draft)}|${draft.period}`;
    const before = alone.get(key);
    if (before && agree(before, draft)) {
      addChanges(before, draft.change);
      before.figures.push(...draft.figures);
      continue;
    }
    alone.set(key, draft);
    out.push(draft);
  }
  return out;
}

const thingKey = (draft: Draft): string =>
  [draft.kind, draft.subject, draft.partner, draft.flow, draft.reporter, draft.metric, draft.org].join('|');

/** No two different changes of one kind against one basis, and none against a basis that is not said. */
const agree = (level: Draft, change: Draft): boolean =>
  change.change.every(
    (one) =>
      level.change.some((other) => other.value === one.value && other.unit === one.unit) ||
      level.change.every(
        (other) =>
          other.value === undefined ||
          one.value === undefined ||
          (other.basis !== one.basis && other.basis !== 'prev' && one.basis !== 'prev') ||
          (other.unit !== one.unit && other.value !== 0 && one.value !== 0) ||
          other.value === one.value,
      ),
  );
