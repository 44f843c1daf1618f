import { type Draft, hasLevel } from '../draft.ts';
import type { Change, ChangeBasis } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { periodOf } from '../periods.ts';
import { addChanges, factorTo } from './attach.ts';
import { eachBefore, listedTarget, targetOf, type Walked } from './change-target.ts';
import { basisByPeriod, basisOf, changeOf, directionChange } from './changes.ts';
import { isCompared } from './compared.ts';
import { multipleAhead } from './forecast.ts';
import { between, figureAt, type Item, itemsBefore, type Row } from './items.ts';
import { type Figure, type Statement, statementOf } from './levels.ts';
import { flatWords, multiples } from './lone-words.ts';
import type { Memory } from './memory.ts';
import { pairLists } from './pairs.ts';
import type { Role } from './role.ts';
import type { Scope } from './scope.ts';

const PENDING_MOST = 110;

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

export class Walk {
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
    flatWords(this.#walked);
    this.drafts.push(...multiples(this.#walked, (item) => multipleAhead(this.#context(undefined), item)));
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

  get #walked(): Walked {
    return {
      row: this.#row,
      roles: this.#roles,
      scopes: this.#scopes,
      drafts: this.drafts,
      names: this.#names,
      last: this.#last,
      lastFigure: this.#lastFigure,
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
      : (listedTarget(this.#walked, figure, name) ?? targetOf(this.#walked, figure, name));
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
      for (const other of eachBefore(this.#walked, figure, target)) {
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
    const target = targetOf(this.#walked, figure, name);
    if (target && hasLevel(target)) {
      const factor = factorTo(quantity!.unit, target.unit);
      const level = target.high ?? target.value ?? 0;
      if (factor !== undefined && quantity!.high * factor <= Math.abs(level) * 1.5) {
        const basis = this.#basis(figure, target);
        for (const other of eachBefore(this.#walked, figure, target)) {
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
}

const GOES_ON: ReadonlySet<string> = new Set(['price', 'trade', 'financial', 'target', 'production']);

const AMOUNTS: ReadonlySet<string> = new Set(['mass', 'money', 'price']);

const ATTRIBUTE_REACH = 4;
