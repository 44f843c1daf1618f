/**
 * How near a source stands to the fact, as the ledger says it: `record` keeps the official count (customs,
 * statistics), `assessor` and `agency` report first hand, `copy` prints what another said.
 */
export type Standing = 'record' | 'assessor' | 'agency' | 'unknown' | 'copy';

/**
 * What one voice of a standing weighs against another (a judgement): agency against agency is like against
 * like, a page that nobody knows is outweighed by an agency, two such pages are not.
 */
const WEIGHT: Readonly<Record<Standing, number>> = {
  record: 4,
  assessor: 3,
  agency: 3,
  copy: 2,
  unknown: 1.5,
};

export const weightOf = (standing: Standing): number => WEIGHT[standing];

/** From this weight on a contradiction is enough to say that a statement fails. */
export const SOLID = 2;
