import type { ComponentChildren } from 'preact';

/** What may be wider than its sheet and holds nothing that takes the focus: so it takes it itself, to be scrolled by keys. */
export const Scroll = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus
  <section class="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
