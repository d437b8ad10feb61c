import { useEffect, useRef, useState, type RefObject } from 'react';
import { keepFocus } from './keepFocus';

// Less than a card away from the end counts as being there.
const NEAR_PX = 48;

type Stick<T> = {
  /** The box that scrolls; its first child holds all that it shows. */
  ref: RefObject<T | null>;
  isAtEnd: boolean;
  /** Go to the end, and stay there. */
  toEnd: () => void;
};

/**
 * Keep a scrolling list at its end while the reader is there, whatever is added, however its
 * entries grow and its box changes (a phone's keyboard). Who has scrolled back is left in peace.
 */
export function useStickToEnd<T extends HTMLElement>(): Stick<T> {
  const ref = useRef<T>(null);
  const stuck = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const toEnd = () => {
    stuck.current = true;
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
    // Where the page scrolls as well.
    ref.current?.scrollIntoView({ block: 'nearest' });
  };

  useEffect(() => {
    const list = ref.current;
    if (!list) return;
    const leaving = new AbortController();
    const lookAfterFocus = keepFocus(list, leaving.signal);
    let height = 0;
    const onScroll = () => {
      // It grew, and the browser moved to keep its place: the reader has not scrolled.
      if (list.scrollHeight !== height) return;
      stuck.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
      setIsAtEnd(stuck.current);
    };
    const onResize = new ResizeObserver(() => {
      height = list.scrollHeight;
      lookAfterFocus();
      // Somebody who is at work inside the list has what he works on before him.
      const busy = list.contains(document.activeElement);
      if (stuck.current && !busy) list.scrollTo({ top: list.scrollHeight });
    });
    list.addEventListener('scroll', onScroll, { passive: true, signal: leaving.signal });
    onResize.observe(list);
    if (list.firstElementChild) onResize.observe(list.firstElementChild);
    return () => {
      leaving.abort();
      onResize.disconnect();
    };
  }, []);

  return { ref, isAtEnd, toEnd };
}
