import { useLayoutEffect, type RefObject } from 'react';

const LOOK_AGAIN_MS = 400;

const load = () => import('./place');

/** Have at hand what finds the place, where it may not be had later. */
export const fetchPlace = (): void => void load().catch(() => undefined);

/** Keep what floats over the page where it covers no control, for as long as it shows anything. */
export function usePlace(floating: RefObject<HTMLElement | null>, shows: readonly unknown[]): void {
  useLayoutEffect(() => {
    const element = floating.current;
    if (!element || shows.length === 0) return undefined;
    let stopped = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    // Loaded with the first that is shown: most pages never show one.
    load().then(
      ({ place }) => {
        if (stopped) return;
        place(element);
        timer = setInterval(() => place(element), LOOK_AGAIN_MS);
      },
      // Without it, it stays where the style sheet has it.
      () => element.setAttribute('data-placed', ''),
    );
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [floating, shows]);
}
