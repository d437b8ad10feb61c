import { useEffect, useEffectEvent } from 'react';

/**
 * Hear each key in the console, wherever in it the focus is, and where nothing has it. What a part of the page
 * has taken for itself is not heard, nor what is pressed while a dialog stands before the page.
 */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent(onKey);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      hear(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
