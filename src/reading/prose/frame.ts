import type { Draft } from '../draft.ts';
import { hasLevel } from '../draft.ts';
import type { Change, ChangeBasis } from '../observation.ts';
import type { PageContext } from '../page.ts';
import type { Passage, PreparedText } from '../passages.ts';
import { periodOf } from '../periods.ts';
import { licenceCounts } from './approval.ts';
import { basisByPeriod, basisOf, changeOf, directionChange } from './changes.ts';
import { isCompared } from './compared.ts';
import { addDetails } from './details.ts';
import { multipleAhead, multiplesAhead } from './forecast.ts';
import { declaredIn, withImpliedUnits } from './implied.ts';
import {
  between,
  figureAt,
  type Item,
  itemsBefore,
  MOST_FIGURES,
  type Row,
  rowOf,
  WORDS_OF_ACTS,
  withoutFigures,
} from './items.ts';
import { type Figure, type Statement, statementOf } from './levels.ts';
import { type Memory, remember } from './memory.ts';
import { pairLists } from './pairs.ts';
import { type Role, rolesOf } from './roles.ts';
import { type Scope, scopesOf } from './scope.ts';
import { unchangedOf } from './unchanged.ts';

const PENDING_MOST = 110;
const MULTIPLE_BASIS_REACH = 24;
const OWN_NAMES: ReadonlySet<string> = new Set([
  'material',
  'place',
  'flow',
  'metric',
  'org',
  'commodity',
  'kind',
  'price',
  'ytd',
]);

/** One change that still looks for the figure it is of. */
interface Pending {
  readonly changes: Change[];
  readonly draft: Draft;
  readonly end: number;
}

/** Reads the figures of one sentence. What it names is kept in `memory` for the next one. */
export function readSentence(
  passage: Passage,
  index: number,
  prepared: PreparedText,
  page: PageContext,
  memory: Memory,
): { readonly drafts: readonly Draft[]; readonly reasons: ReadonlyMap<number, string> } {
  const declared = declaredIn(passage, prepared.normal.low, prepared.units, page);
  if (declared) memory.declared = { ...declared, passage: index };
  if (isEmpty(passage)) return NOTHING;
  const whole = rowOf(passage, prepared, page.vocabulary, WORDS_OF_ACTS);
  const drafts = licenceCounts(whole, index, page, memory);
  const row = withImpliedUnits(withoutFigures(whole, drafts), index, prepared.units, page, memory);
  const reasons = new Map<number, string>();
  for (const { start } of row.purities) reasons.set(start, 'a purity');
  if (row.figures.length > MOST_FIGURES) {
    for (const index of row.figures)
      reasons.set(row.items[index]!.start, 'in a sentence with too many figures');
    return { drafts, reasons };
  }
  let last: Draft | undefined;
  if (row.figures.length > 0) {
    const roles = rolesOf(row, page.vocabulary, row.isCjk);
    const scopes = scopesOf(row, roles, page);
    const walk = new Walk(row, roles, scopes, index, page, memory);
    walk.run();
    last = walk.last;
    drafts.push(...walk.drafts);
    for (const [figure, reason] of walk.reasons) reasons.set(figureAt(row, figure).start, reason);
  } else drafts.push(...multiplesAhead(row, index, page, memory));
  drafts.push(...unchangedOf(row, index, page, memory, drafts));
  addDetails(row, page, drafts);
  remember(memory, row, index, page, drafts);
  if (last && drafts.includes(last)) memory.last = last;
  return { drafts, reasons };
}

const NOTHING = { drafts: [], reasons: new Map<number, string>() };

const isEmpty = ({ words, materials, dates, quantities }: Passage): boolean =>
  words.length + materials.length + dates.length + quantities.length === 0;

/** A date right after a figure, in words that do not join it: "18.9% registered in the first half". */
function dateBeside(row: Row, figure: number): Item | undefined {
  const { end } = figureAt(row, figure);
  return row.items.find(({ type, start }) => type === 'date' && start >= end && start - end < 24);
}

const EXPECTED_REACH = 70;

/** "expects output to grow by 10%": a word of forecast before the word of change, in the same clause. */
const isExpected = (row: Row, figure: number): boolean => {
  const own = figureAt(row, figure);
  const word = itemsBefore(row, figure).findLast(
    ({ type, value }) => type === 'kind' && value === 'forecast',
  );
  return (
    !row.isCjk &&
    word !== undefined &&
    own.start - word.end <= EXPECTED_REACH &&
    !/[;,]/.test(between(row, word.end, own.start))
  );
};

class Walk {
  readonly drafts: Draft[] = [];
  readonly reasons = new Map<number, string>();
  readonly #row: Row;
  readonly #roles: readonly Role[];
  readonly #scopes: readonly Scope[];
  readonly #passage: number;
  readonly #page: PageContext;
  readonly #memory: Memory;
  #last: Draft | undefined;
  /** The last figure that was no comparison and stood in no bracket. */
  get last(): Draft | undefined {
    return this.#last;
  }
  #lastFigure = -1;
  /** The last figure that stands for something that is not read: what changed is not read either. */
  #unread = -1;
  #names: ReadonlyMap<number, Item> = new Map();
  #pending: Pending[] = [];

  constructor(
    row: Row,
    roles: readonly Role[],
    scopes: readonly Scope[],
    passage: number,
    page: PageContext,
    memory: Memory,
  ) {
    this.#row = row;
    this.#roles = roles;
    this.#scopes = scopes;
    this.#passage = passage;
    this.#page = page;
    this.#memory = memory;
  }

  run(): void {
    const { names, torn } = pairLists(this.#row, this.#roles);
    this.#names = names;
    for (let figure = 0; figure < this.#row.figures.length; figure++) {
      const role = this.#roles[figure]!;
      if (torn.has(figure))
        this.reasons.set(figure, 'in a list whose names and figures do not agree in number');
      else if (role.role === 'none' || role.role === 'aside')
        this.reasons.set(figure, role.reason ?? 'not a figure of this trade');
      else if (role.role === 'earlier') this.#earlier(figure);
      else if (role.role === 'change') this.#change(figure, role, names.get(figure));
      else if (role.role === 'step') this.#step(figure, role, names.get(figure));
      else this.#level(figure, role, names.get(figure));
    }
    this.#flatWords();
    this.#multiples();
    this.#flush();
  }

  #statement(figure: number, role: Role, name: Item | undefined): Statement | undefined {
    return statementOf({
      ...this.#context(name),
      figure,
      role,
      scope: this.#scopes[figure]!,
      before: this.#draftBefore(figure),
    });
  }

  /** What is known beside the figure itself. */
  #context(name: Item | undefined): Omit<Figure, 'figure' | 'role' | 'scope'> {
    return {
      row: this.#row,
      name,
      page: this.#page,
      memory: this.#memory,
      passage: this.#passage,
      last: this.#last,
      before: undefined,
    };
  }

  /** What a change at a figure is measured against. */
  #basis(figure: number, draft: Draft): ChangeBasis {
    const basis = basisOf(this.#row, figure, draft.period, this.#page);
    return draft.kind === 'trade' ? basisByPeriod(basis, draft.period) : basis;
  }

  /** The draft that the figure right before holds. */
  #draftBefore(figure: number): Draft | undefined {
    if (figure === 0) return undefined;
    const { quantity } = figureAt(this.#row, figure - 1);
    return this.drafts.findLast(({ figures }) => figures.includes(quantity!));
  }

  #level(figure: number, role: Role, name: Item | undefined): void {
    const statement = this.#statement(figure, role, name);
    if (!statement) return;
    if ('reason' in statement) {
      this.reasons.set(figure, statement.reason);
      // what is said next of a figure that is not read is not said of the one before it
      if (role.role === 'from') return;
      this.#last = undefined;
      const { kind } = figureAt(this.#row, figure).quantity!;
      if (kind === 'mass' || kind === 'money') this.#unread = figure;
      return;
    }
    const { draft, further } = statement;
    this.drafts.push(...(further ?? []), draft);
    if (role.role === 'from') {
      this.#upFrom(figure, role);
      return;
    }
    if (draft.isEarlier) return;
    if (this.#saysAgain(draft, figure)) {
      this.drafts.pop();
      this.reasons.set(figure, 'a figure in brackets of a time that is not named');
      return;
    }
    // what is said after the bracket is said of the amount before it
    if (draft.metric === 'value' && this.#isBracketed(figure)) return;
    this.#adopt(draft, figure);
    this.#last = draft;
    this.#lastFigure = figure;
    const before = figure > 0 ? this.#roles[figure - 1]! : undefined;
    const moved = role.direction ?? (before?.role === 'from' ? before.direction : undefined);
    if (moved && moved !== 'flat' && draft.change.length === 0) {
      // only kept if no figure says how far
      draft.change.push(directionChange(moved, basisOf(this.#row, figure, draft.period, this.#page)));
    } else if (role.direction === 'flat') {
      for (const each of [draft, ...(further ?? [])])
        each.change.push(directionChange('flat', this.#basis(figure, draft)));
    }
  }

  /** 5774톤으로 전달(6146톤)보다: a bracket with the same measure, of another time or thing that is not understood. */
  #saysAgain(draft: Draft, figure: number): boolean {
    const before = this.#last;
    return (
      this.#row.isCjk &&
      before !== undefined &&
      before.unit === draft.unit &&
      before.kind === draft.kind &&
      before.subject === draft.subject &&
      before.period === draft.period &&
      before.partner === draft.partner &&
      before.metric === draft.metric &&
      this.#isBracketed(figure)
    );
  }

  #isBracketed(figure: number): boolean {
    const { start, end } = figureAt(this.#row, figure);
    const { low } = this.#row.normal;
    return (
      /\( ?(?:about |around |worth |约|약 ?|약)?$/.test(low.slice(Math.max(0, start - 9), start)) &&
      /^[^(,;]{0,12}\)/.test(low.slice(end, end + 14))
    );
  }

  /** "at $700, up from $250 a month ago": the direction is of the figure before. */
  #upFrom(figure: number, role: Role): void {
    const last = this.#last;
    if (!last || !role.direction || role.direction === 'flat' || last.change.length > 0) return;
    last.change.push(directionChange(role.direction, basisOf(this.#row, figure, last.period, this.#page)));
  }

  /** A change before its figure: "jumped 56.1% to 656 tons". */
  #adopt(draft: Draft, figure: number): void {
    const start = figureAt(this.#row, figure).start;
    this.#pending = this.#pending.filter((pending) => {
      const isSame =
        pending.draft.subject === draft.subject ||
        pending.draft.subject === undefined ||
        draft.subject === undefined;
      const isPartner =
        pending.draft.partner === draft.partner ||
        draft.kind !== 'trade' ||
        pending.draft.partner === 'WORLD' ||
        draft.partner === 'WORLD';
      // a share takes no change of a price or an amount
      if ((draft.kind === 'share') !== (pending.draft.kind === 'share')) return true;
      const isMetric = pending.draft.metric === draft.metric || pending.draft.metric === undefined;
      if (!isSame || !isPartner || !isMetric || start - pending.end > PENDING_MOST) return true;
      const level = Math.abs(draft.high ?? draft.value ?? 0);
      if (pending.changes.some(({ unit, value }) => unit === 'abs' && Math.abs(value ?? 0) > level))
        return false;
      addChanges(draft, pending.changes);
      draft.figures.push(...pending.draft.figures);
      return false;
    });
  }

  #change(figure: number, role: Role, name: Item | undefined): void {
    const { quantity } = figureAt(this.#row, figure);
    if (!this.#row.isCjk && !name && this.#names.get(figure - 1)?.type === 'date') {
      // "7,780 t and 2,886 t respectively in January and February, up 40%"
      this.reasons.set(figure, 'a change of no one figure of a list');
      return;
    }
    const target = this.#isOfNext(figure, role)
      ? undefined
      : (this.#listedTarget(figure, name) ?? this.#targetOf(figure, name));
    if (!role.direction && quantity!.kind !== 'times') {
      const before = figure > 0 ? this.#roles[figure - 1] : undefined;
      if (before?.direction === undefined) {
        this.reasons.set(figure, 'a change without a direction');
        return;
      }
    }
    const directed = role.direction
      ? role
      : { ...role, direction: this.#roles[figure - 1]?.direction ?? 'up' };
    if (target) {
      const basis = this.#basis(figure, target);
      for (const other of this.#eachBefore(figure, target)) {
        addChanges(other, changeOf(this.#row, figure, directed, basis));
      }
      addChanges(target, changeOf(this.#row, figure, directed, basis));
      target.figures.push(quantity!);
      return;
    }
    if (quantity!.kind === 'times') {
      this.#multipleAhead(figure, role, name);
      return;
    }
    if (
      !this.#row.isCjk &&
      !name &&
      this.#unread === figure - 1 &&
      figure > 0 &&
      !this.#scopes[figure]!.isNew
    ) {
      this.#unread = figure;
      this.reasons.set(figure, 'a change of a figure that is not read');
      return;
    }
    this.#wait(figure, directed, name);
  }

  /** "a tenfold rise in demand by 2040": a multiple of something that is to come. */
  #multipleAhead(figure: number, role: Role, name: Item | undefined): void {
    const { quantity, start, end } = figureAt(this.#row, figure);
    const draft = multipleAhead(this.#context(name), {
      type: 'multiple',
      start,
      end,
      value: String(quantity!.low),
    });
    if (!draft || role.role !== 'change') {
      this.reasons.set(figure, 'a multiple of nothing that is read');
      return;
    }
    draft.figures.push(quantity!);
    this.drafts.push(draft);
  }

  #step(figure: number, role: Role, name: Item | undefined): void {
    const { quantity } = figureAt(this.#row, figure);
    const target = this.#targetOf(figure, name);
    if (target && hasLevel(target)) {
      const factor = factorTo(quantity!.unit, target.unit);
      const level = target.high ?? target.value ?? 0;
      if (factor !== undefined && quantity!.high * factor <= Math.abs(level) * 1.5) {
        const basis = this.#basis(figure, target);
        for (const other of this.#eachBefore(figure, target)) {
          addChanges(other, changeOf(this.#row, figure, role, basis, factor));
        }
        addChanges(target, changeOf(this.#row, figure, role, basis, factor));
        target.figures.push(quantity!);
        return;
      }
      this.reasons.set(figure, 'a step that does not fit the figure beside it');
      return;
    }
    this.#wait(figure, role, name);
  }

  /**
   * The change of an earlier time: that a change is set against ("narrowing to 15% from 18.9% in the first half") or that
   * an aside tells ("after falling 6.4% in October"). Of no time that is named it is not read.
   */
  #earlier(figure: number): void {
    const own = this.#roles[figure]!;
    const later = own.direction ? figure : figure - 1;
    const role = this.#roles[later]!;
    const date =
      this.#scopes[figure]!.owned.find(({ type }) => type === 'date') ?? dateBeside(this.#row, figure);
    const period = date && periodOf(date.date!, this.#page.published);
    const statement = period ? this.#statement(figure, { ...role, role: 'change' }, undefined) : undefined;
    if (!statement || 'reason' in statement || (later < figure && role.role !== 'change')) {
      this.reasons.set(figure, 'an earlier change of no time that is named');
      return;
    }
    const basis = basisOf(this.#row, later, period, this.#page);
    this.drafts.push({
      ...statement.draft,
      period: period!,
      change: changeOf(this.#row, figure, role, basis),
      isEarlier: true,
    });
  }

  /**
   * 16.8% 감소한 6만7000톤, 5%減の1000トン, 同比下降5%至1000吨: in these languages a change with its verb right before an amount
   * is of that amount.
   */
  #isOfNext(figure: number, { directionItem }: Role): boolean {
    if (!this.#row.isCjk || !directionItem || this.#roles[figure + 1]?.role !== 'level') return false;
    const [own, next] = [figureAt(this.#row, figure), figureAt(this.#row, figure + 1)];
    if (!AMOUNTS.has(next.quantity!.kind)) return false;
    const from = Math.max(own.end, directionItem.end);
    const gap = this.#row.normal.low.slice(from, next.start);
    return gap.length <= ATTRIBUTE_REACH && !/[,，、;。(]/.test(gap);
  }

  /** "5,774 t worth $298 million, up 17.5% and 9.2% respectively": as many changes as figures, one for each. */
  #listedTarget(figure: number, name: Item | undefined): Draft | undefined {
    if (name) return undefined;
    const isChange = (at: number): boolean => this.#roles[at]?.role === 'change';
    let first = figure;
    while (isChange(first - 1)) first--;
    let end = figure;
    while (isChange(end + 1)) end++;
    const count = end - first + 1;
    const levels = this.drafts.filter((draft) => hasLevel(draft) && !draft.isEarlier);
    const isListed =
      this.#row.items.some(({ type }) => type === 'respectively') ||
      (levels.length === count && count === first && this.#isPlainList(first, end));
    return isListed && count > 1 && levels.length >= count
      ? levels[levels.length - count + figure - first]
      : undefined;
  }

  /** "up 12.5% and 10.4%" with nothing between: behind as many amounts, one for each. */
  #isPlainList(first: number, end: number): boolean {
    for (let at = first + 1; at <= end; at++) {
      const gap = between(this.#row, figureAt(this.#row, at - 1).end, figureAt(this.#row, at).start);
      if (!PLAIN_GAP.test(gap)) return false;
    }
    return true;
  }

  /** The figure that a change is of: the last one, unless another subject was named since. */
  #targetOf(figure: number, name: Item | undefined): Draft | undefined {
    if (!this.#last || this.#namesOther(figure)) return undefined;
    if (name)
      return name.type === 'quota'
        ? this.drafts.findLast((draft) => !draft.isEarlier && hasLevel(draft) && draft.metric === name.value)
        : this.drafts.find(
            (draft) =>
              !draft.isEarlier &&
              hasLevel(draft) &&
              (draft.subject === name.value || draft.partner === name.value || draft.org === name.value),
          );
    const measure = this.#scopes[figure]!.measure;
    if (
      measure &&
      this.#last.kind === 'trade' &&
      measure.start >= figureAt(this.#row, this.#lastFigure).end
    ) {
      const isValue = measure.value === 'value';
      if ((this.#last.metric === 'value') !== isValue)
        return this.drafts.findLast(
          (draft) =>
            draft.kind === 'trade' &&
            !draft.isEarlier &&
            hasLevel(draft) &&
            (draft.metric === 'value') === isValue &&
            draft.partner === this.#last!.partner,
        );
    }
    for (let between = this.#lastFigure + 1; between <= figure; between++) {
      const scope = this.#scopes[between]!;
      if (scope.isNew && !this.#namesLast(scope)) return undefined;
    }
    return this.#pastShare(figure) ?? (this.#isPastThing(figure) ? undefined : this.#last);
  }

  /** "30% of demand, and sales have jumped by 24%": behind a share another thing is named that the change is of. */
  #isPastThing(figure: number): boolean {
    if (this.#last!.kind !== 'share' || this.#row.isCjk) return false;
    const [from, to] = [figureAt(this.#row, this.#lastFigure).end, figureAt(this.#row, figure).start];
    return this.#row.items.some(
      ({ type, value, start, end }) =>
        start >= from &&
        end <= to &&
        (type === 'flow' || type === 'price' || (type === 'kind' && MOVED.has(value))),
    );
  }

  /** "with a decline of 10,000 yuan/t in prices of europium oxide": what a change names behind itself. */
  #namesOther(figure: number): boolean {
    const owned = this.#scopes[figure]!.owned.find(({ type }) => type === 'material');
    return owned !== undefined && this.#last!.kind === 'price' && owned.value !== this.#last!.subject;
  }

  /** 获得3万吨，占20%，同比增长5%: a change in percent behind a share is of the amount that the share is a part of. */
  #pastShare(figure: number): Draft | undefined {
    if (this.#last!.kind !== 'share' || figureAt(this.#row, figure).quantity!.kind !== 'percent')
      return undefined;
    const before = this.drafts.findLast((draft) => draft !== this.#last && !draft.isEarlier);
    return before && hasLevel(before) && before.unit !== 'pct' ? before : undefined;
  }

  /** The other figures of a list that a change is of as well: "set at 132,000 and 127,000 t, both up 12,000 t". */
  #eachBefore(figure: number, target: Draft): Draft[] {
    const { start } = figureAt(this.#row, figure);
    const isEach =
      this.#row.items.some(({ type, start: at }) => type === 'each' && at >= target.end && at < start) ||
      this.#isOfWholeList(figure, target);
    if (!isEach) return [];
    return this.drafts.filter(
      (draft) =>
        draft !== target &&
        hasLevel(draft) &&
        !draft.isEarlier &&
        draft.unit === target.unit &&
        draft.change.length === 0,
    );
  }

  /** 指标分别为10万吨和9万吨，同比增长5%: one change behind a list that was told with "respectively" is of all of it. */
  #isOfWholeList(figure: number, target: Draft): boolean {
    if (this.#roles[figure + 1]?.role === 'change') return false;
    const list = this.#row.items.find(({ type }) => type === 'respectively');
    const at = this.#row.figures.findIndex((index) => target.figures[0] === this.#row.items[index]!.quantity);
    return (
      list !== undefined &&
      at === this.#lastFigure &&
      list.end <= figureAt(this.#row, Math.max(0, at - 1)).start &&
      this.#names.has(at) &&
      this.#names.has(at - 1)
    );
  }

  /** Whether what a scope names is what the last figure is of, named after it: "At 2,075 yuan, Dy oxide was down". */
  #namesLast(scope: Scope): boolean {
    const last = this.#last!;
    const material = scope.material;
    const isAfter = material !== undefined && material.start > figureAt(this.#row, this.#lastFigure).start;
    return (
      isAfter &&
      material.value === last.subject &&
      (scope.place === undefined || scope.place.start < last.start)
    );
  }

  /** Keeps a change for a figure to come, or to stand alone. */
  #wait(figure: number, role: Role, name: Item | undefined): void {
    const statement = this.#statement(figure, { ...role, role: 'change' }, name);
    if (this.#goesOn(figure, role)) return;
    if (!statement) return;
    if ('reason' in statement) {
      this.reasons.set(figure, statement.reason);
      return;
    }
    if (!hasLevel(statement.draft) && isExpected(this.#row, figure)) {
      this.reasons.set(figure, 'a change that is expected');
      return;
    }
    const item = figureAt(this.#row, figure);
    for (const draft of [statement.draft, ...(statement.further ?? [])]) {
      const factor =
        item.quantity!.kind === 'percent' ||
        item.quantity!.kind === 'points' ||
        item.quantity!.kind === 'times'
          ? 1
          : (factorTo(item.quantity!.unit, draft.unit) ?? 1);
      const changes = changeOf(this.#row, figure, role, this.#basis(figure, draft), factor);
      const before = this.#pending.at(-1);
      if (
        before &&
        before.draft.subject === draft.subject &&
        before.draft.partner === draft.partner &&
        before.draft.metric === draft.metric &&
        !this.#scopes[figure]!.isNew
      ) {
        before.changes.push(...changes);
        before.draft.figures.push(item.quantity!);
      } else this.#pending.push({ changes, draft, end: item.end });
    }
  }

  /** Changes that found no figure stand alone. */
  #flush(): void {
    for (const { changes, draft } of this.#pending) {
      addChanges(draft, changes);
      this.drafts.push(draft);
    }
    this.#pending = [];
  }

  /**
   * The figure of the sentence before that a change goes on about: its last, or where this one lists as many changes as
   * that one had figures, one for each: 各々前年比12.5%、10.4%の増加となった.
   */
  #levelBefore(figure: number): Draft | undefined {
    const { levels, last } = this.#memory;
    const isList = this.#row.items.some(({ type }) => type === 'respectively');
    if (!isList || !levels || this.#passage - levels.passage !== 1) return last;
    const changes = this.#roles.flatMap(({ role }, at) => (role === 'change' ? [at] : []));
    return changes.length === levels.drafts.length ? levels.drafts[changes.indexOf(figure)] : undefined;
  }

  /** A change in a sentence that names nothing of its own goes on about the last figure of the sentence before. */
  #goesOn(figure: number, role: Role): boolean {
    const before = this.#levelBefore(figure);
    const { quantity } = figureAt(this.#row, figure);
    if (!before || this.#last || this.#passage - before.passage !== 1) return false;
    if (quantity!.kind !== 'percent' && quantity!.kind !== 'points') return false;
    if (!GOES_ON.has(before.kind) || this.#isOfOtherTime(before)) return false;
    if (this.#scopes[figure]!.measure?.value === 'value' && before.metric !== 'value') return false;
    if (
      this.#row.items.some(
        ({ type }) => OWN_NAMES.has(type) && !(before.kind === 'price' && type === 'price'),
      )
    )
      return false;
    addChanges(before, changeOf(this.#row, figure, role, this.#basis(figure, before)));
    before.figures.push(quantity!);
    return true;
  }

  /** "The September figure was still 17.5% up" behind a sum since January: of the time that the sentence names. */
  #isOfOtherTime({ kind, period }: Draft): boolean {
    if (this.#row.isCjk || kind !== 'trade' || period === undefined) return false;
    const date = this.#row.items.find((item) => item.type === 'date' && !isCompared(this.#row, item));
    const named = date && periodOf(date.date!, this.#page.published);
    return named !== undefined && named !== period;
  }

  /** "(unchanged)", "持平" and "(increased)" after a figure, where no figure says how far. */
  #flatWords(): void {
    const used = new Set(this.#roles.map(({ directionItem }) => directionItem));
    for (const item of this.#row.items) {
      if (item.type !== 'direction' || used.has(item)) continue;
      const each = this.#row.items.find(
        ({ type, end }) => type === 'each' && end <= item.start && item.start - end <= 8,
      );
      if (each) {
        for (const draft of this.drafts) {
          if (hasLevel(draft) && !draft.isEarlier && draft.end <= each.start && draft.change.length === 0) {
            draft.change.push(directionChange(item.value as 'up' | 'down' | 'flat', 'prev'));
          }
        }
        continue;
      }
      const owner = this.#ownerOf(item);
      if (!owner || owner.change.length > 0) continue;
      owner.change.push(
        directionChange(item.value as 'up' | 'down' | 'flat', item.value === 'flat' ? 'prev' : 'prev'),
      );
    }
  }

  /** "tripled to 300 tons", "has doubled, reaching $850": a multiple in a word, for the figure beside it. */
  #multiples(): void {
    for (const item of this.#row.items) {
      if (item.type !== 'multiple') continue;
      const draft =
        // "auf 3.000 Tonnen verdoppeln": a verb at the end is of the figure right before it
        this.drafts.findLast(
          (each) => hasLevel(each) && !each.isEarlier && each.end <= item.start && item.start - each.end <= 2,
        ) ??
        this.drafts.find(
          (each) => hasLevel(each) && !each.isEarlier && each.end > item.end && each.end - item.end < 90,
        ) ??
        this.drafts.findLast(
          (each) => hasLevel(each) && !each.isEarlier && each.end <= item.start && item.start - each.end < 60,
        );
      const ahead = draft ? undefined : multipleAhead(this.#context(undefined), item);
      if (ahead) this.drafts.push(ahead);
      const isMeasured = draft?.change.some(({ value }) => value !== undefined) ?? true;
      if (!draft || isMeasured) continue;
      const basis = this.#row.items.find(
        ({ type, start }) =>
          type === 'basis' && start >= item.end && start - item.end <= MULTIPLE_BASIS_REACH,
      );
      addChanges(draft, [
        { basis: (basis?.value ?? 'prev') as ChangeBasis, value: Number(item.value), unit: 'x' },
      ]);
    }
  }

  /** The text between two positions without terms of delivery, days and markets: "ex-works today, stable". */
  #withoutTerms(from: number, to: number): string {
    let text = '';
    let at = from;
    for (const { type, start, end } of this.#row.items) {
      if (!TERMS.has(type) || start < at || end > to) continue;
      text += this.#row.normal.low.slice(at, start);
      at = end;
    }
    return text + this.#row.normal.low.slice(at, to);
  }

  /** The figure right before a lone word of change: in brackets or behind a comma. */
  #ownerOf(item: Item): Draft | undefined {
    const draft = this.drafts.findLast((each) => hasLevel(each) && !each.isEarlier && each.end <= item.start);
    if (!draft) return undefined;
    const gap = this.#row.normal.low.slice(draft.end, item.start);
    const isJoined =
      this.#row.isCjk && item.value === 'flat' && gap.length <= JOINED_FLAT && !/[,，、;。(]/.test(gap);
    const isBeside =
      isJoined ||
      (item.value === 'flat'
        ? gap.length <= FLAT_REACH &&
          /^ *(?:(?:on|at|in) *)?[,，(、]/.test(this.#withoutTerms(draft.end, item.start)) &&
          !/[;。]/.test(gap)
        : /^ ?[(,，] ?$/.test(gap) &&
          /^[ ]?(?:[),，.]|$)/.test(this.#row.normal.low.slice(item.end, item.end + 2)));
    return isBeside ? draft : undefined;
  }
}

const MOVED: ReadonlySet<string> = new Set(['sales', 'production', 'supply']);
const GOES_ON: ReadonlySet<string> = new Set(['price', 'trade', 'financial', 'target', 'production']);
const AMOUNTS: ReadonlySet<string> = new Set(['mass', 'money', 'price']);
const ATTRIBUTE_REACH = 4;
const PLAIN_GAP = /^,? ?(?:and|und|et|y|e|,) ?(?:by )?$/;
const FLAT_REACH = 60;
/** 1630元前後で横ばい: between a figure and the word behind it. */
const JOINED_FLAT = 10;
const TERMS: ReadonlySet<string> = new Set(['priceBasis', 'vat', 'date', 'place']);

/** Adds changes; a figured change takes the place of a bare direction, and nothing is added twice. */
export function addChanges(draft: Draft, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.value !== undefined) {
      const bare = draft.change.findIndex(({ value }) => value === undefined);
      if (bare >= 0) draft.change.splice(bare, 1);
    }
    const same = draft.change.findIndex(
      (other) =>
        other.value === change.value &&
        other.unit === change.unit &&
        (other.basis === change.basis || other.basis === 'prev' || change.basis === 'prev'),
    );
    if (same < 0) draft.change.push(change);
    else if (draft.change[same]!.basis === 'prev') draft.change[same] = change;
  }
}

/** The factor from a step's unit to its figure's: both per kilogram, or money of the same currency, or nothing said. */
function factorTo(from: string, to: string | undefined): number | undefined {
  if (!to || from === '' || from === to) return 1;
  const [a, b] = [from.split('/'), to.split('/')];
  if (a[0] === b[0] && (a.length === 1 || a[1] === b[1])) return 1;
  if (a[0] === '$' || a[0] === '?') return 1;
  if (a[0] === b[0] && a[1] === 'kg' && b[1] === 't') return 1000;
  if (a[0] === b[0] && a[1] === 't' && b[1] === 'kg') return 0.001;
  if (from === 'kg' && to === 't') return 0.001;
  if (from === 't' && to === 'kg') return 1000;
  return undefined;
}
