import type { Draft } from '../draft.ts';
import type { PageContext } from '../page.ts';
import type { Passage, PreparedText } from '../passages.ts';
import { licenceCounts } from './approval.ts';
import { addDetails } from './details.ts';
import { multiplesAhead } from './forecast.ts';
import { declaredIn, withImpliedUnits } from './implied.ts';
import { figureAt, MOST_FIGURES, rowOf, WORDS_OF_ACTS, withoutFigures } from './items.ts';
import { type Memory, remember } from './memory.ts';
import { rolesOf } from './roles.ts';
import { scopesOf } from './scope.ts';
import { unchangedOf } from './unchanged.ts';
import { Walk } from './walk.ts';

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
