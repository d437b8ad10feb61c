import { useCallback, useRef } from 'react';
import type { News } from './news';
import { placeOf } from './TaskItem';

/** Return what leads to the suggestions that a piece of news is about: to what can be corrected first, and on with each call. */
export function useShowNews(): (news: News) => void {
  const shown = useRef({ upTo: 0, count: 0 });
  return useCallback(({ upTo, about }) => {
    const count = shown.current.upTo === upTo ? shown.current.count : 0;
    shown.current = { upTo, count: count + 1 };
    const place = document.getElementById(placeOf(about[count % about.length] ?? 0));
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  }, []);
}
