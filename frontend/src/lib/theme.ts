import { onSetting, useSetting, writeSetting } from './setting';
import { readStored } from './stored';

export type ThemeWish = 'system' | 'dark' | 'light';
/** `calm`: nothing is blurred. `solid`: nothing shines through, and hardly anything moves. */
export type Effects = 'full' | 'calm' | 'solid';

// public/theme.js reads the same keys before the first paint.
const THEME = 'taskstream.theme';
const EFFECTS = 'taskstream.effects';
const systemIsLight = () => window.matchMedia('(prefers-color-scheme: light)');

const themeOf = (stored: string | null): ThemeWish => (stored === 'dark' || stored === 'light' ? stored : 'system');
const effectsOf = (stored: string | null): Effects => (stored === 'calm' || stored === 'solid' ? stored : 'full');

function paint() {
  const wish = themeOf(readStored(THEME));
  const light = wish === 'light' || (wish === 'system' && systemIsLight().matches);
  const { dataset } = document.documentElement;
  dataset.theme = light ? 'light' : 'dark';
  dataset.effects = effectsOf(readStored(EFFECTS));
}

/** Choose the theme, for this browser. */
export const setTheme = (wish: ThemeWish): void => writeSetting(THEME, wish === 'system' ? null : wish);

/** Choose how much shines and moves, for this browser. */
export const setEffects = (effects: Effects): void => writeSetting(EFFECTS, effects === 'full' ? null : effects);

/** Follow the choices and the system's wish for as long as the page lives. */
export function watchTheme(): void {
  systemIsLight().addEventListener('change', paint);
  onSetting(paint);
}

export const useTheme = (): ThemeWish => themeOf(useSetting(THEME));
export const useEffects = (): Effects => effectsOf(useSetting(EFFECTS));
