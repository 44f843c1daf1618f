import { PATHS } from '../../../src/brief/icons.ts';

/** Paths on a 16 by 16 grid, drawn with a stroke; the verdicts' marks are shared with the written report. */
const ALL = {
  ...PATHS,
  today: 'M2.5 13.5h11M4 11V7M8 11V3M12 11V5.5',
  check: 'M3 2.5h7l3 3v8H3zM5.5 9l1.8 1.8L10.8 7',
  prices: 'M2 11l3.5-4 3 2.5L14 3.5',
  trade: 'M2 5.5h10M9.5 3L12 5.5 9.5 8M14 10.5H4M6.5 8L4 10.5 6.5 13',
  chain: 'M3.5 4.5h.1M3.5 11.5h.1M8 8h.1M12.5 8h.1M4 4.8l3.5 2.7M4 11.2l3.5-2.7M8.5 8h3.5',
  scenarios: 'M3 3v10M8 3v10M13 3v10M1.5 6h3M6.5 10.5h3M11.5 5h3',
  law: 'M8 2.5v11M4.5 13.5h7M3 5h10M3 5l-1.5 4h3zM13 5l-1.5 4h3z',
  parts: 'M8 2l5.5 3v6L8 14l-5.5-3V5zM2.5 5L8 8l5.5-3M8 8v6',
  statements: 'M2.5 3.5h11v7H8L5 13.3V10.5H2.5z',
  sources: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h7',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.8 10.8L14 14',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  down: 'M8 2.5v8M4.8 7.5L8 10.7l3.2-3.2M3 13.5h10',
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a2.5 2.5 0 0 1 3.5 3.5L10.5 8M9 11.5L7.5 13A2.5 2.5 0 0 1 4 9.5L5.5 8',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2',
  open: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1',
  warn: 'M8 2.5l6 11H2zM8 6.5V10M8 11.9v.1',
  moon: 'M13 9.5A5.5 5.5 0 1 1 6.5 3 4.5 4.5 0 0 0 13 9.5z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  close: 'M4 4l8 8M12 4l-8 8',
  chev: 'M5 6.5l3 3 3-3',
  back: 'M9.5 4.5L6 8l3.5 3.5',
  forth: 'M6.5 4.5L10 8l-3.5 3.5',
} as const;
export type IconName = keyof typeof ALL;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="ic" viewBox="0 0 16 16" aria-hidden="true">
    <path d={ALL[name]} />
  </svg>
);

export const Logo = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke-width="2" stroke-linecap="round">
    <path d="M2 19.5C9 19.5 6.5 4.5 22 4.5" stroke="currentColor" />
    <path d="M2 19.5C17.5 19.5 15 4.5 22 4.5" stroke="var(--accent)" />
  </svg>
);
