import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * Whether the page is being printed. Then the theme is the light one: what is painted takes its colours from what is
 * on the screen, and paper gets the light ones whichever is chosen.
 */
export function usePaper(): boolean {
  const [isPaper, setPaper] = useState(false);
  useEffect(() => {
    const { dataset } = document.documentElement;
    let chosen: string | undefined;
    const begin = () => {
      chosen ??= dataset.theme;
      dataset.theme = 'light';
      // The browser looks at the page when this returns.
      flushSync(() => setPaper(true));
    };
    const end = () => {
      if (chosen !== undefined) dataset.theme = chosen;
      chosen = undefined;
      setPaper(false);
    };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPaper;
}
