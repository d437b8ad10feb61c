import { useEffect } from 'react';
import { words } from './words';

/** Name the tab while the component is there: "Scans · TaskStream". */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title]);
}
