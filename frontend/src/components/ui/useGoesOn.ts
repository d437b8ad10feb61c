import { useEffect, useState, type RefObject } from 'react';

/** Whether there is more of a box that scrolls below what is seen of it. `end`: the last thing in it, of no height to speak of. */
export function useGoesOn(box: RefObject<HTMLElement | null>, end: RefObject<HTMLElement | null>): boolean {
  const [goesOn, setGoesOn] = useState(false);
  useEffect(() => {
    if (!end.current) return;
    // Looked at by the browser itself, whatever grows or is scrolled.
    const look = new IntersectionObserver((seen) => setGoesOn(seen.at(-1)?.isIntersecting === false), { root: box.current });
    look.observe(end.current);
    return () => look.disconnect();
  }, [box, end]);
  return goesOn;
}
