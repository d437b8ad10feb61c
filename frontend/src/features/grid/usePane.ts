import { useEffect, type RefObject } from 'react';
import type { Zoom } from './zoom';

/** Tell the grid how large its pane is, whenever that or the size of the text changes. */
export function usePane(pane: RefObject<HTMLElement | null>, zoom: Zoom): void {
  useEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      zoom.setPane({ width: Math.floor(width), height: Math.floor(height) }, rem);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [pane, zoom]);
}
