import { useCallback, useEffect, useState } from 'react';

type Sheet = { isUp: boolean; open: () => void; close: () => void };

const isMarked = (): boolean => (history.state as { sheet?: true } | null)?.sheet === true;

/**
 * Whether the sheet is up. Where it covers the page it has an entry of its own in the history: who goes back on a
 * phone means the sheet, and not the scan.
 */
export function useSheet(covers: boolean): Sheet {
  const [isUp, setUp] = useState(false);
  const open = useCallback(() => setUp(true), []);
  const close = useCallback(() => setUp(false), []);
  const hasEntry = isUp && covers;
  useEffect(() => {
    if (!hasEntry) return undefined;
    history.pushState({ ...history.state, sheet: true }, '');
    const onBack = () => {
      if (!isMarked()) setUp(false);
    };
    window.addEventListener('popstate', onBack);
    return () => {
      window.removeEventListener('popstate', onBack);
      // Closed by a button; a link that was followed, or the way back, has left the entry already.
      if (isMarked()) history.back();
    };
  }, [hasEntry]);
  return { isUp, open, close };
}
