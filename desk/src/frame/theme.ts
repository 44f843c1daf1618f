/** Told when light turns to dark or back: charts read their colours once and must be drawn again. */
export const THEME_CHANGE = 'desk:theme';

export function switchTheme(): void {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem('theme', root.dataset.theme);
  } catch {
    // A browser that keeps nothing still switches.
  }
  dispatchEvent(new Event(THEME_CHANGE));
}
