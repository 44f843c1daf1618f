/** Pieces of one line with no gap between them that parts columns: a line of prose, or one cell. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** Pieces that stand beside each other. */
export interface Line {
  readonly y: number;
  readonly size: number;
  /** Cut at wide gaps, as between columns. */
  readonly segments: readonly Segment[];
  /** Cut at every gap wider than a space: in a narrow table these are the cells. */
  readonly atoms: readonly Segment[];
}
