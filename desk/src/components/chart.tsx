import type * as PlotModule from '@observablehq/plot';
import { useEffect, useRef, useState } from 'preact/hooks';
import { THEME_CHANGE } from '../frame/theme.ts';

export type Plot = typeof PlotModule;

interface ChartProps {
  /** Draws at a width; colours are read from the tokens at that moment. */
  readonly draw: (plot: Plot, width: number, colour: (token: string) => string) => Element;
  /** The chart in a sentence, for those who do not see it. */
  readonly label: string;
  readonly height: number;
}

/** Class of every chart: the content policy knows the one style rule that Plot writes for it. */
export const PLOT_CLASS = 'plot';

const colour = (token: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim();

/** Options that all charts share. */
export const base = (width: number, height: number): PlotModule.PlotOptions => ({
  className: PLOT_CLASS,
  width,
  height,
  marginLeft: 56,
  marginRight: 16,
  marginTop: 18,
  marginBottom: 28,
  style: { fontFamily: 'inherit', fontSize: '12px', background: 'transparent', color: 'var(--ink-2)' },
});

/** A chart with Observable Plot, sized to its box and drawn again when width or theme change. */
export function Chart({ draw, label, height }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    let gone = false;
    let plot: Plot | undefined;
    let width = 0;
    const paint = () => {
      if (!plot || gone || el.clientWidth === 0) return;
      width = el.clientWidth;
      const figure = draw(plot, width, colour);
      // Plot names every group of marks; the chart as a whole has its sentence, and its figures a table.
      for (const group of figure.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
      figure.setAttribute('role', 'img');
      figure.setAttribute('aria-label', label);
      el.replaceChildren(figure);
    };
    import('@observablehq/plot').then(
      (module) => {
        plot = module;
        paint();
      },
      () => setFailed(true),
    );
    const resized = new ResizeObserver(() => el.clientWidth !== width && paint());
    resized.observe(el);
    addEventListener(THEME_CHANGE, paint);
    return () => {
      gone = true;
      resized.disconnect();
      removeEventListener(THEME_CHANGE, paint);
    };
  }, [draw, label]);
  return (
    <div class="chart" ref={box} style={{ minHeight: `${height}px` }}>
      {failed && <p class="sub">The chart could not be drawn; its figures are in the table.</p>}
    </div>
  );
}
