import { useCallback, useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored';

// What a user has set for this browser: kept as a word under a key, at once the same in all its tabs.
const listeners = new Set<() => void>();

/** Keep a setting, or go back to what holds without, with null. */
export function writeSetting(key: string, value: string | null): void {
  writeStored(key, value);
  for (const listener of listeners) listener();
}

/** Hear whenever a setting may have changed, here or in another tab, until the answer is called. */
export function onSetting(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Return the setting as it is now; null while there is none. */
export function useSetting(key: string): string | null {
  const read = useCallback(() => readStored(key), [key]);
  return useSyncExternalStore(onSetting, read);
}
