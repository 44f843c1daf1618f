/**
 * How near a source stands to the fact, as the ledger says it: `record` keeps the official count (customs,
 * statistics), `assessor` and `agency` report first hand, `copy` prints what another said.
 */
export type Standing = 'record' | 'assessor' | 'agency' | 'unknown' | 'copy';

/**
 * What one voice of a standing weighs against another (a judgement): agency against agency is like against
 * like; a page that relays an agency weighs a little less than the agency; a page that names nobody is
 * outweighed by either.
 */
const WEIGHT = { record: 4, assessor: 3, agency: 3, copy: 2.5, nobody: 1.5 } as const;

export interface Voiced {
  readonly publisher: string;
  readonly voice: string;
  readonly standing: Standing;
}

/** The one origin that counts: of several ("FerroAlloyNet, Nikkei") the first. */
export const originOf = ({ voice }: Voiced): string => voice.split(/, | \/ /)[0]!;

/** True where the figures are somebody's of whom more is known than this page. */
export const isKnown = ({ publisher, voice, standing }: Voiced): boolean =>
  standing !== 'unknown' && !(standing === 'copy' && voice === publisher);

export const weightOf = (source: Voiced): number =>
  isKnown(source) && source.standing !== 'unknown' ? WEIGHT[source.standing] : WEIGHT.nobody;

/** From this weight on a contradiction is enough to say that a statement fails. */
export const SOLID = 2;
