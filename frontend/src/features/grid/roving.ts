import type { Fit } from './fit';
import { place } from './geometry';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * Return the place to which the focus goes from another one. Left and right walk in reading order; up and
 * down go to the nearest row in which one can be reached, and there to the nearest. Where there is none, the
 * focus stays.
 */
export function neighbour(layout: Fit, isReachable: (at: number) => boolean, from: number, to: Direction): number {
  const next = (first: number, step: 1 | -1): number => {
    for (let at = first; at >= 0 && at < layout.count; at += step) if (isReachable(at)) return at;
    return from;
  };
  switch (to) {
    case 'left':
      return next(from - 1, -1);
    case 'right':
      return next(from + 1, 1);
    case 'first':
      return next(0, 1);
    case 'last':
      return next(layout.count - 1, -1);
    case 'up':
      return inNextRow(layout, isReachable, from, -1);
    case 'down':
      return inNextRow(layout, isReachable, from, 1);
  }
}

function inNextRow(layout: Fit, isReachable: (at: number) => boolean, from: number, step: 1 | -1): number {
  const x = place(layout, from).x;
  const away = (at: number) => Math.abs(place(layout, at).x - x);
  for (let row = Math.floor(from / layout.columns) + step; row >= 0 && row < layout.rows; row += step) {
    const first = row * layout.columns;
    const ofRow = Array.from({ length: Math.min(layout.columns, layout.count - first) }, (_, index) => first + index);
    const [nearest] = ofRow.filter(isReachable).toSorted((one, other) => away(one) - away(other));
    if (nearest !== undefined) return nearest;
  }
  return from;
}
