import { isAlphabetic, type Phrases, type Vocabulary } from '../../vocabulary/index.ts';
import type { NormalText } from '../normalise.ts';
import type { Passage } from '../passages.ts';
import type { Span } from '../sentences.ts';
import type { Item } from './items.ts';

const PARTED_MOST = 160;
const SHORT_PART = 3;
/** What ends the clause of a verb: its second part stands there, and no preposition or article does. */
const CLAUSE_END = /^ ?(?:[.,;:!?)-]|$|und |aber |als |wie )/;

/** A verb of a flow whose second part stands behind the amount: "führte im September 5.774 Tonnen aus". */
export function partedFlowsIn(
  passage: Passage,
  { low }: NormalText,
  { partedFlows, flowParts }: Pick<Vocabulary, 'partedFlows' | 'flowParts'>,
): Item[] {
  if (passage.quantities.length === 0 || wordsIn(low, passage, flowParts).length === 0) return [];
  const flows = partedFlows.flatMap(({ flow, verbs, parts }) => {
    const found = wordsIn(low, passage, verbs);
    return found.length > 0 ? [{ flow, verbs: found, parts: wordsIn(low, passage, parts) }] : [];
  });
  if (flows.length === 0) return [];
  for (const { start, end } of passage.quantities) {
    for (const { flow, verbs, parts } of flows) {
      const verb = verbs.findLast((word) => word.end < start);
      // a short second part is a preposition as well: only at the end of its clause
      const part =
        verb &&
        parts.find(
          (word) =>
            word.start > end &&
            (word.end - word.start > SHORT_PART || CLAUSE_END.test(low.slice(word.end, word.end + 6))),
        );
      if (!verb || !part || start - verb.start > PARTED_MOST || part.end - end > PARTED_MOST) continue;
      return [{ type: 'flow', start: verb.start, end: verb.end, value: flow }];
    }
  }
  return [];
}

/** The words of a list that a sentence holds. */
function wordsIn(low: string, { start, end }: Span, list: Phrases): Span[] {
  const found: Span[] = [];
  for (let at = start; at < end; at++) {
    if (low.charCodeAt(at) === 32 || isAlphabetic(low.charCodeAt(at - 1))) continue;
    const to = list.endAfter(low, at, end);
    if (to === undefined) continue;
    found.push({ start: at, end: to });
    at = to - 1;
  }
  return found;
}

/** German verbs of change whose second part ends the clause: "brachen um 31 Prozent auf 4.000 Tonnen ein". */
export function partedDirectionsIn(
  passage: Passage,
  { low }: NormalText,
  { partedDirections }: Pick<Vocabulary, 'partedDirections'>,
  items: readonly Item[],
): Item[] {
  if (passage.quantities.length === 0) return [];
  const found: Item[] = [];
  for (const { direction, verbs, parts } of partedDirections) {
    for (const verb of wordsIn(low, passage, verbs)) {
      const part = wordsIn(low, { start: verb.end, end: passage.end }, parts).find(({ end }) =>
        CLAUSE_END.test(low.slice(end, Math.min(passage.end, end + 6))),
      );
      if (!part || part.start - verb.end > PARTED_MOST) continue;
      const isParted = passage.quantities.some(({ start, end }) => start > verb.end && end < part.start);
      const isKnown = items.some(({ type, start }) => type === 'direction' && start === verb.start);
      if (isParted && !isKnown)
        found.push({ type: 'direction', start: verb.start, end: verb.end, value: direction });
    }
  }
  return found;
}
