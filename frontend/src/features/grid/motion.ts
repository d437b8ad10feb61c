import type { Point } from './fit';

const MOVE_MS = 240;
const FADE_MS = 160;
/** With more cards than this a move would cost more frames than it shows. */
const MOVES_UP_TO = 120;
const EASE_OUT = 'cubic-bezier(.2,.8,.2,1)';

/**
 * Let a card be seen to go from where it was to where it is. Both places come from the fit, so
 * nothing is measured; its size has already snapped, and its content fades in.
 */
export function moveFrom(card: HTMLElement, from: Point, to: Point, cards: number): void {
  if (cards > MOVES_UP_TO || isStill()) return;
  card.animate([{ transform: at(from) }, { transform: at(to) }], {
    duration: MOVE_MS,
    easing: EASE_OUT,
  });
  card.firstElementChild?.animate([{ opacity: 0.25 }, { opacity: 1 }], { duration: FADE_MS });
}

const at = ({ x, y }: Point) => `translate(${x}px, ${y}px)`;

/** Return whether nothing is to move, by the system's wish or the user's. */
export function isStill(): boolean {
  const { effects } = document.documentElement.dataset;
  return effects === 'solid' || matchMedia('(prefers-reduced-motion: reduce)').matches;
}
