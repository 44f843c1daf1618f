import type { Item } from './items.ts';

export type Direction = 'up' | 'down' | 'flat';

/** What a figure is in its sentence. */
export interface Role {
  /**
   * `level`: where something stands; `from`: where it stood; `step`: how far it moved, in its own unit; `change`: how
   * far in percent, points or as a multiple; `earlier`: the change that a change is compared with; `aside`: said
   * again in another unit; `none`: nothing that is read.
   */
  readonly role: 'level' | 'from' | 'step' | 'change' | 'earlier' | 'aside' | 'none';
  /** Which way, where said. */
  readonly direction?: Direction;
  /** The word that says it, so that it is not used twice. */
  readonly directionItem?: Item;
  readonly reason?: string;
}
