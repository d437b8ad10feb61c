import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

// Less than a card away from the end counts as being there.
const NEAR_PX = 48;

type Stick<T> = { ref: RefObject<T | null>; isAtEnd: boolean; toEnd: () => void };

/**
 * Keep a scrolling list at its end while the reader is there, whatever is added (`length`) and
 * however its box changes (a phone's keyboard). A reader who has scrolled back is left in peace.
 */
export function useStickToEnd<T extends HTMLElement>(length: number): Stick<T> {
  const ref = useRef<T>(null);
  const stuck = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const toEnd = () => {
    const list = ref.current;
    list?.scrollTo({ top: list.scrollHeight });
  };

  useLayoutEffect(() => {
    if (stuck.current) toEnd();
  }, [length]);

  useEffect(() => {
    const list = ref.current;
    if (!list) return;
    const onScroll = () => {
      stuck.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
      setIsAtEnd(stuck.current);
    };
    const onResize = new ResizeObserver(() => {
      if (stuck.current) toEnd();
    });
    list.addEventListener('scroll', onScroll, { passive: true });
    onResize.observe(list);
    return () => {
      list.removeEventListener('scroll', onScroll);
      onResize.disconnect();
    };
  }, []);

  return { ref, isAtEnd, toEnd };
}
