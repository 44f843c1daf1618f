import { html, Markup } from './html.ts';

/** Paths of the marks, on a 16 by 16 grid, drawn with a stroke (design: one mark for each verdict). */
export const PATHS = {
  holds: 'M3 8.6l3.2 3.1L13 4.8',
  fails: 'M4 4l8 8M12 4l-8 8',
  basis: 'M2 5.5h8M6 10.5h8',
  conflicts: 'M1.5 8H6M4 5.5L6.5 8 4 10.5M14.5 8H10M12 5.5L9.5 8l2.5 2.5',
  undecided: 'M5.4 5.6a2.6 2.6 0 1 1 3.7 2.4C8.3 8.4 8 8.9 8 9.8M8 12.7v.1',
  forecast: 'M1.5 12C6 12 9 8.5 14.5 3M1.5 12c5 0 8-.5 13-1M1.5 12c5-.5 9-2.5 13-5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.3 1.5',
} as const;
export type IconName = keyof typeof PATHS;

/** All icons once, to be put at the top of a page. */
export const sprite: Markup = html`<svg class="sr" aria-hidden="true"><defs>${Object.entries(PATHS).map(
  ([name, path]) => html`<symbol id="i-${name}" viewBox="0 0 16 16"><path d="${path}"/></symbol>`,
)}</defs></svg>`;

/** A reference to one icon of the sprite. */
export const icon = (name: IconName): Markup =>
  html`<svg class="ic" aria-hidden="true"><use href="#i-${name}"/></svg>`;

/** The word mark. */
export const logo: Markup = new Markup(
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 19.5C9 19.5 6.5 4.5 22 4.5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/><path d="M2 19.5C17.5 19.5 15 4.5 22 4.5" fill="none" stroke="var(--accent)" stroke-width="2" stroke-linecap="round"/></svg>',
);
