export type Theme = 'system' | 'light' | 'dark';

const KEY = 'theme';
const THEMES: Theme[] = ['system', 'light', 'dark'];

export function kept(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
}

export function wear(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  document.documentElement.dataset.theme = theme;
}
