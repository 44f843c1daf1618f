import type { Vocabulary } from '../../vocabulary/index.ts';
import { amountRole, NAMES } from './amount-role.ts';
import { isAside, isInAside } from './asides.ts';
import { directed, directionAfter, directionBefore, verbAtEnd } from './change-words.ts';
import { between, figureAt, type Item, itemsAfter, itemsBefore, type Row } from './items.ts';
import { relativeRole } from './percent-role.ts';
import type { Role } from './role.ts';

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
