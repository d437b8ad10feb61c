import { useEffect } from 'react';
import { withoutTurns } from './bidi';
import { words } from './words';

/** Each new title goes to the browser's own process: a count that changes with every frame need not. */
const AT_MOST_EVERY_MS = 500;
let namedAt = -Infinity;

/** Name the tab while the component is there: "Scans · TaskStream". */
export function useTitle(title: string): void {
  useEffect(() => {
    const name = () => {
      namedAt = performance.now();
      document.title = `${withoutTurns(title)} · ${words.product}`;
    };
    const wait = namedAt + AT_MOST_EVERY_MS - performance.now();
    if (wait <= 0) {
      name();
      return undefined;
    }
    const timer = setTimeout(name, wait);
    return () => clearTimeout(timer);
  }, [title]);
}
