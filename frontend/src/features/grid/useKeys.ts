import { useEffect, useEffectEvent } from 'react';
import { isCharacterKey } from '@/lib/characterKeys';

/** Whoever presses the next letter sooner is still typing the same word. */
const IN_A_WORD_MS = 1000;
/** Keys with which one goes out of a field oneself. */
const LEAVES: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Tab']);

/**
 * Hear each key in the console, wherever in it the focus is, and where nothing has it. What a part of the page
 * has taken for itself is not heard, nor what is pressed while a dialog stands before the page, nor the rest of a
 * word whose field has left the page.
 */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent(onKey);
  useEffect(() => {
    let word: { readonly field: Element; readonly at: number } | null = null;
    const onTyped = ({ target, key, timeStamp }: KeyboardEvent) => {
      const field = target instanceof Element ? target.closest('input, textarea') : null;
      if (field) word = LEAVES.has(key) ? null : { field, at: timeStamp };
    };
    const onPress = () => {
      word = null;
    };
    const isRestOfWord = (event: KeyboardEvent): boolean => {
      if (word === null || word.field.isConnected || !isCharacterKey(event)) return false;
      if (event.timeStamp - word.at > IN_A_WORD_MS) return false;
      word = { ...word, at: event.timeStamp };
      return true;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') || isRestOfWord(event)) return;
      hear(event);
    };
    window.addEventListener('keydown', onTyped, true);
    window.addEventListener('pointerdown', onPress, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onTyped, true);
      window.removeEventListener('pointerdown', onPress, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
