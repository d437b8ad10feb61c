import type { Fit } from './fit';

/** Whether each card is an element of its own, or all of them are painted on one canvas. Pure. */
export type Face = 'cards' | 'canvas';

/** Elements cost too much beyond so many cards, or so many arrivals in a second. */
const CARDS_UP_TO = 120;
const ARRIVALS_UP_TO = 30;
/** On the way back there is some slack, so that a count that sways does not change the face each time. */
const CARDS_AGAIN = 96;
const ARRIVALS_AGAIN = 15;

/** Return the face for a layout and so many arrivals in the last second. `before` is the one it has now. */
export function faceOf(layout: Fit | null, arrivals: number, before: Face): Face {
  if (layout && layout.per > 1) return 'canvas';
  const slots = layout?.count ?? 0;
  if (before === 'cards') return slots > CARDS_UP_TO || arrivals > ARRIVALS_UP_TO ? 'canvas' : 'cards';
  return slots <= CARDS_AGAIN && arrivals <= ARRIVALS_AGAIN ? 'cards' : 'canvas';
}
