import { describe, expect, it } from 'vitest';
import { tokensBySystem, tokensByTheme } from '../../src/brief/tokens.ts';

type Rgb = readonly [number, number, number];

/** The custom properties of each block of a stylesheet, in order: light, then dark on top of it. */
function themes(css: string): readonly Record<string, string>[] {
  const blocks = [...css.matchAll(/:root(?:\[[^\]]*\])?\{([^}]*)\}/g)].map(([, body = '']) =>
    Object.fromEntries([...body.matchAll(/--([\w-]+):([^;]+)/g)].map(([, name, value]) => [name, value])),
  );
  const [light = {}, dark = {}] = blocks;
  return [light, { ...light, ...dark }];
}

function rgb(hex: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(hex);
  if (!match) throw new Error(`${hex} is no colour of six digits`);
  return [1, 2, 3].map((i) => Number.parseInt(match[i] as string, 16)) as unknown as Rgb;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(rgb(a)), luminance(rgb(b))].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['paper', 'sheet', 'sunk'];
const VERDICTS = ['holds', 'fails', 'basis', 'conflicts', 'undecided', 'forecast'];
const TEXT = 4.5;
const CONTROL = 3;

describe.each(themes(tokensByTheme).map((theme, i) => [i === 0 ? 'light' : 'dark', theme] as const))(
  'the tokens of the %s theme',
  (_, theme) => {
    const pair = (text: string, ground: string) => contrast(theme[text] as string, theme[ground] as string);

    it.each(['ink', 'ink-2', 'ink-3', 'accent', ...VERDICTS])('let %s be read on every ground', (text) => {
      for (const ground of GROUNDS) expect(pair(text, ground)).toBeGreaterThanOrEqual(TEXT);
    });

    it.each(VERDICTS)('let %s be read on its own wash, and ink with it', (verdict) => {
      expect(pair(verdict, `${verdict}-wash`)).toBeGreaterThanOrEqual(TEXT);
      expect(pair('ink', `${verdict}-wash`)).toBeGreaterThanOrEqual(TEXT);
    });

    it('let the main action and what is chosen be read', () => {
      expect(pair('on-accent', 'accent')).toBeGreaterThanOrEqual(TEXT);
      expect(pair('ink', 'accent-wash')).toBeGreaterThanOrEqual(TEXT);
      expect(pair('ink-2', 'accent-wash')).toBeGreaterThanOrEqual(TEXT);
    });

    it('let the edges of controls be seen', () => {
      for (const ground of ['paper', 'sheet', 'sunk']) {
        expect(pair('edge', ground)).toBeGreaterThanOrEqual(CONTROL);
      }
    });
  },
);

describe('the tokens', () => {
  it('are the same for the desk and for pages that stand alone', () => {
    expect(themes(tokensBySystem)).toEqual(themes(tokensByTheme));
  });

  it('measure contrast as the standard does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
