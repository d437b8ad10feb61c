import { createContext, useCallback, useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored';

// Whoever speaks to his computer, or has it write for him, may press keys that he does not mean:
// what is done by one sign alone can be switched off (WCAG 2.1.4). Kept in the browser for each user.
const keyOf = (userId: string): string => `taskstream.keys.${userId}`;
const OFF = 'off';
const listeners = new Set<() => void>();

/** Switch a user's keys of one sign on or off, in all tabs of this browser. */
export function setCharacterKeys(userId: string, on: boolean): void {
  writeStored(keyOf(userId), on ? null : OFF);
  for (const listener of listeners) listener();
}

/** Whether a user's keys of one sign are on, as they are unless he has switched them off. */
export function useCharacterKeys(userId: string): boolean {
  const read = useCallback(() => readStored(keyOf(userId)) !== OFF, [userId]);
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Whether keys of one sign do something here, and are worth a hint. */
export const CharacterKeysContext = createContext(true);

/** Return whether this press is of one sign alone. */
export const isCharacterKey = ({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  key.length === 1 && !ctrlKey && !metaKey;
