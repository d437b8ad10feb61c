import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored';

export type ThemeWish = 'system' | 'dark' | 'light';

// public/theme.js reads the same key before the first paint.
const KEY = 'taskstream.theme';
const systemIsLight = () => window.matchMedia('(prefers-color-scheme: light)');
const listeners = new Set<() => void>();

function readWish(): ThemeWish {
  const stored = readStored(KEY);
  return stored === 'dark' || stored === 'light' ? stored : 'system';
}

function paint() {
  const wish = readWish();
  const light = wish === 'light' || (wish === 'system' && systemIsLight().matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
}

/** Choose the theme, for this browser, at once in all its tabs. */
export function setTheme(wish: ThemeWish): void {
  writeStored(KEY, wish === 'system' ? null : wish);
  paint();
  for (const listener of listeners) listener();
}

/** Follow the system's wish and the other tabs for as long as the page lives. */
export function watchTheme(): void {
  systemIsLight().addEventListener('change', paint);
  window.addEventListener('storage', (event) => {
    if (event.key !== KEY) return;
    paint();
    for (const listener of listeners) listener();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTheme = (): ThemeWish => useSyncExternalStore(subscribe, readWish);
