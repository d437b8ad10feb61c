import type { Fit } from './fit';
import { place } from './geometry';

/** `rowStart` and `rowEnd` are the ends of the row; `pageUp` and `pageDown` lead a quarter of the grid on. */
export type Direction = 'left' | 'right' | 'up' | 'down' | 'rowStart' | 'rowEnd' | 'pageUp' | 'pageDown' | 'first' | 'last';

/** All of the grid is in sight: so many pages lead from its one edge to the other. */
const PAGES = 4;

type Reachable = (at: number) => boolean;

/**
 * Return the place to which the focus goes from another one. Left and right walk in reading order; up and
 * down go to the nearest row in which one can be reached, and there to the nearest. Where there is none, the
 * focus stays.
 */
export function neighbour(layout: Fit, isReachable: Reachable, from: number, to: Direction): number {
  const { columns, count, rows } = layout;
  const start = from - (from % columns);
  const end = Math.min(start + columns, count) - 1;
  const among = (first: number, last: number): number => {
    const step = first <= last ? 1 : -1;
    for (let at = first; step * at <= step * last; at += step) if (isReachable(at)) return at;
    return from;
  };
  const down = (by: number) => inRow(layout, isReachable, from, by);
  switch (to) {
    case 'left':
      return from === 0 ? from : among(from - 1, 0);
    case 'right':
      return from === count - 1 ? from : among(from + 1, count - 1);
    case 'rowStart':
      return among(start, end);
    case 'rowEnd':
      return among(end, start);
    case 'first':
      return among(0, count - 1);
    case 'last':
      return among(count - 1, 0);
    case 'up':
      return down(-1);
    case 'down':
      return down(1);
    case 'pageUp':
      return down(-Math.ceil(rows / PAGES));
    case 'pageDown':
      return down(Math.ceil(rows / PAGES));
  }
}

/** Go so many rows down, or as near to that as there is one to be reached. */
function inRow(layout: Fit, isReachable: Reachable, from: number, by: number): number {
  const x = place(layout, from).x;
  const away = (at: number) => Math.abs(place(layout, at).x - x);
  const here = Math.floor(from / layout.columns);
  const off = (row: number) => Math.abs(row - here - by);
  const ahead = Array.from({ length: layout.rows }, (_, row) => row).filter((row) => (row - here) * by > 0);
  for (const row of ahead.toSorted((one, other) => off(one) - off(other))) {
    const first = row * layout.columns;
    const ofRow = Array.from({ length: Math.min(layout.columns, layout.count - first) }, (_, index) => first + index);
    const [nearest] = ofRow.filter(isReachable).toSorted((one, other) => away(one) - away(other));
    if (nearest !== undefined) return nearest;
  }
  return from;
}
