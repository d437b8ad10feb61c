import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Rows that are drawn beyond the edges, so that a quick scroll does not show the void. */
const SPARE = 12;

export type RowWindow = { readonly first: number; readonly end: number };

/** Return which of `count` rows of that height are to be drawn while the pane is scrolled to `top`. */
export function rowsIn(count: number, height: number, top: number, pane: number): RowWindow {
  const first = Math.max(0, Math.floor(top / height) - SPARE);
  const end = Math.min(count, Math.ceil((top + pane) / height) + SPARE);
  return { first: Math.min(first, end), end };
}

/**
 * Return the rows to draw, in order: those in sight, and the one with the focus wherever it is, with its
 * neighbours, so that the keyboard goes on from there.
 */
export function rowsToDraw(first: number, end: number, focused: number, count: number): number[] {
  const rows = Array.from({ length: end - first }, (_, index) => first + index);
  if (focused < 0 || (focused > first && focused < end - 1)) return rows;
  const beside = [focused - 1, focused, focused + 1].filter((row) => row >= 0 && row < count && (row < first || row >= end));
  return beside[0] !== undefined && beside[0] < first ? [...beside, ...rows] : [...rows, ...beside];
}

/** Follow which rows of a scrolling pane are in sight. Draws again only when that changes. */
export function useRowWindow(pane: RefObject<HTMLElement | null>, count: number, height: number): RowWindow {
  const [seen, setSeen] = useState<RowWindow>({ first: 0, end: 0 });

  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const look = () => {
      const next = rowsIn(count, height, element.scrollTop, element.clientHeight);
      setSeen((now) => (now.first === next.first && now.end === next.end ? now : next));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    const leaving = new AbortController();
    const { signal } = leaving;
    element.addEventListener('scroll', look, { passive: true, signal });
    // Paper has no pane: all that was read is on it, by the time that the browser takes the picture.
    window.addEventListener('beforeprint', () => flushSync(() => setSeen({ first: 0, end: count })), { signal });
    window.addEventListener('afterprint', look, { signal });
    return () => {
      observer.disconnect();
      leaving.abort();
    };
  }, [pane, count, height]);

  return seen;
}
