import type { Draft } from '../draft.ts';
import type { Change } from '../observation.ts';

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
export function factorTo(from: string, to: string | undefined): number | undefined {
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
