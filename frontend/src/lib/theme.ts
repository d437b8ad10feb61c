import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored';

export type ThemeWish = 'system' | 'dark' | 'light';
/** `calm`: nothing is blurred. `solid`: nothing shines through, and hardly anything moves. */
export type Effects = 'full' | 'calm' | 'solid';

// public/theme.js reads the same keys before the first paint.
const THEME = 'taskstream.theme';
const EFFECTS = 'taskstream.effects';
const systemIsLight = () => window.matchMedia('(prefers-color-scheme: light)');
const listeners = new Set<() => void>();

function readTheme(): ThemeWish {
  const stored = readStored(THEME);
  return stored === 'dark' || stored === 'light' ? stored : 'system';
}

function readEffects(): Effects {
  const stored = readStored(EFFECTS);
  return stored === 'calm' || stored === 'solid' ? stored : 'full';
}

function paint() {
  const wish = readTheme();
  const light = wish === 'light' || (wish === 'system' && systemIsLight().matches);
  const { dataset } = document.documentElement;
  dataset.theme = light ? 'light' : 'dark';
  dataset.effects = readEffects();
}

function choose(key: string, value: string | null) {
  writeStored(key, value);
  paint();
  for (const listener of listeners) listener();
}

/** Choose the theme, for this browser, at once in all its tabs. */
export const setTheme = (wish: ThemeWish): void => choose(THEME, wish === 'system' ? null : wish);

/** Choose how much shines and moves, for this browser, at once in all its tabs. */
export const setEffects = (effects: Effects): void => choose(EFFECTS, effects === 'full' ? null : effects);

/** Follow the system's wish and the other tabs for as long as the page lives. */
export function watchTheme(): void {
  systemIsLight().addEventListener('change', paint);
  window.addEventListener('storage', ({ key }) => {
    if (key !== THEME && key !== EFFECTS) return;
    paint();
    for (const listener of listeners) listener();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTheme = (): ThemeWish => useSyncExternalStore(subscribe, readTheme);
export const useEffects = (): Effects => useSyncExternalStore(subscribe, readEffects);
