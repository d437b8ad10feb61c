import { createContext } from 'react';
import { useSetting, writeSetting } from './setting';

// Whoever speaks to his computer, or has it write for him, may press keys that he does not mean:
// what is done by one sign alone can be switched off (WCAG 2.1.4). Kept in the browser for each user.
const keyOf = (userId: string): string => `taskstream.keys.${userId}`;
const OFF = 'off';

/** Switch a user's keys of one sign on or off, in all tabs of this browser. */
export const setCharacterKeys = (userId: string, on: boolean): void => writeSetting(keyOf(userId), on ? null : OFF);

/** Whether a user's keys of one sign are on, as they are unless he has switched them off. */
export const useCharacterKeys = (userId: string): boolean => useSetting(keyOf(userId)) !== OFF;

/** Whether keys of one sign do something here, and are worth a hint. */
export const CharacterKeysContext = createContext(true);

/** Return whether this press is of one sign alone. */
export const isCharacterKey = ({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  key.length === 1 && !ctrlKey && !metaKey;
