import type { RecordedObservation, Standing } from '../ledger/index.ts';

/** Nearest to the fact first; the order is the ledger's. */
const ORDER: readonly Standing[] = ['record', 'assessor', 'agency', 'unknown', 'copy'];

/** Which of several sources of one figure is shown: the lower, the better placed. */
export const standingRank = (row: RecordedObservation): number => ORDER.indexOf(row.standing);
