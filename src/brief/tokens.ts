// The tokens of the design: one source for the desk's stylesheet and for pages that stand alone. The contrast of
// every pair that meets on screen is held by test/desk/tokens.test.ts.

const FONTS = {
  sans: '"IBM Plex Sans",system-ui,-apple-system,"Segoe UI","Noto Sans CJK SC","Hiragino Sans","Microsoft YaHei",sans-serif',
  cond: '"IBM Plex Sans Condensed","Arial Narrow",var(--sans)',
  serif: '"Source Serif 4",Georgia,"Noto Serif CJK SC","Songti SC",serif',
  mono: '"IBM Plex Mono",ui-monospace,Menlo,Consolas,monospace',
} as const;

/** Sizes of type, space and corners; the same in both themes. */
const SIZES = {
  't-11': '0.6875rem',
  't-12': '0.75rem',
  't-13': '0.8125rem',
  't-14': '0.875rem',
  't-16': '1rem',
  't-18': '1.125rem',
  't-22': '1.375rem',
  't-28': '1.75rem',
  's-1': '4px',
  's-2': '8px',
  's-3': '12px',
  's-4': '16px',
  's-5': '24px',
  's-6': '32px',
  's-7': '48px',
  'r-1': '3px',
  'r-2': '6px',
} as const;

const LIGHT = {
  paper: '#f7f6f2',
  sheet: '#fffefb',
  sunk: '#efede6',
  line: '#dfdcd2',
  'line-2': '#c4c0b3',
  edge: '#8a867a',
  grid: '#e6e3da',
  ink: '#1b1c1f',
  'ink-2': '#4b4e55',
  'ink-3': '#676a70',
  accent: '#2b45c4',
  'accent-wash': '#e6e9fa',
  'on-accent': '#ffffff',
  holds: '#1c6a41',
  fails: '#b3261e',
  basis: '#855300',
  conflicts: '#8b1d78',
  undecided: '#585d66',
  forecast: '#0a6480',
  'holds-wash': '#e6f1e9',
  'fails-wash': '#fbe8e4',
  'basis-wash': '#f8eed8',
  'conflicts-wash': '#f6e7f3',
  'undecided-wash': '#ecebe8',
  'forecast-wash': '#e0f0f4',
  'model-band': '#0a648026',
  shadow: '0 1px 0 #1b1c1f0a, 0 8px 24px -12px #1b1c1f24',
} as const;

const DARK: Record<keyof typeof LIGHT, string> = {
  paper: '#121315',
  sheet: '#191b1e',
  sunk: '#0d0e10',
  line: '#2b2e33',
  'line-2': '#474b52',
  edge: '#747982',
  grid: '#26292d',
  ink: '#ecebe6',
  'ink-2': '#b9bbbf',
  'ink-3': '#94979d',
  accent: '#9db0ff',
  'accent-wash': '#232a48',
  'on-accent': '#10142b',
  holds: '#74c997',
  fails: '#ff8f80',
  basis: '#e2b355',
  conflicts: '#ea92d8',
  undecided: '#a9adb4',
  forecast: '#63c3dc',
  'holds-wash': '#182a20',
  'fails-wash': '#351d1b',
  'basis-wash': '#2f2614',
  'conflicts-wash': '#301c2d',
  'undecided-wash': '#26282c',
  'forecast-wash': '#142a32',
  'model-band': '#63c3dc2e',
  shadow: '0 1px 0 #ffffff08',
};

const rule = (selector: string, scheme: string, values: Record<string, string>) =>
  `${selector}{color-scheme:${scheme};${Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}}`;

const SHARED = { ...FONTS, ...SIZES, model: 'var(--forecast)' };

/** For pages that stand alone: the reader's system says whether light or dark. */
export const tokensBySystem: string = [
  rule(':root', 'light', { ...SHARED, ...LIGHT }),
  `@media (prefers-color-scheme:dark){${rule(':root', 'dark', DARK)}}`,
].join('\n');

/** For the desk: its `data-theme` says so, set before the first paint. */
export const tokensByTheme: string = [
  rule(':root', 'light', { ...SHARED, ...LIGHT }),
  rule(':root[data-theme="dark"]', 'dark', DARK),
].join('\n');
