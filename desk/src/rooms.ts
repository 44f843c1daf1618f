import type { ComponentType } from 'preact';
import type { IconName } from './components/icon.tsx';

export interface Room {
  /** First part of the address. */
  readonly path: string;
  readonly name: string;
  /** After `g`. */
  readonly key: string;
  readonly icon: IconName;
  /** Rooms are loaded when they are first opened. */
  readonly load: () => Promise<{ default: ComponentType }>;
}

export const ROOMS: readonly Room[] = [
  { path: '', name: 'Today', key: 't', icon: 'today', load: () => import('./rooms/today.tsx') },
  { path: 'check', name: 'Check', key: 'c', icon: 'check', load: () => import('./rooms/check.tsx') },
  { path: 'prices', name: 'Prices', key: 'p', icon: 'prices', load: () => import('./rooms/prices.tsx') },
  { path: 'trade', name: 'Trade', key: 'r', icon: 'trade', load: () => import('./rooms/trade.tsx') },
  { path: 'chain', name: 'Chain', key: 'h', icon: 'chain', load: () => import('./rooms/chain.tsx') },
  {
    path: 'scenarios',
    name: 'Scenarios',
    key: 's',
    icon: 'scenarios',
    load: () => import('./rooms/scenarios.tsx'),
  },
  { path: 'law', name: 'Law', key: 'l', icon: 'law', load: () => import('./rooms/law.tsx') },
  { path: 'parts', name: 'Parts', key: 'b', icon: 'parts', load: () => import('./rooms/parts.tsx') },
  {
    path: 'statements',
    name: 'Statements',
    key: 'm',
    icon: 'statements',
    load: () => import('./rooms/statements.tsx'),
  },
  { path: 'sources', name: 'Sources', key: 'o', icon: 'sources', load: () => import('./rooms/sources.tsx') },
];

/** The sheet of marks and states; in no menu, reached from the list of keys. */
export const SYSTEM: Room = {
  path: 'system',
  name: 'Marks',
  key: '',
  icon: 'more',
  load: () => import('./rooms/system.tsx'),
};

/** Rooms of the bar at the foot of a phone; the others are under More. */
export const TABS = ['', 'check', 'scenarios', 'parts'];
