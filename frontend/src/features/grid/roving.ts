import type { Fit } from './fit';
import { place } from './geometry';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * Return the slot to which the focus goes from another one. Left and right walk the cards in
 * reading order; up and down go to the nearest row that has a card, and there to the nearest card.
 * Where there is none, the focus stays.
 */
export function neighbour(
  layout: Fit,
  taken: readonly boolean[],
  from: number,
  to: Direction,
): number {
  const cards = taken.flatMap((isTaken, slot) => (isTaken ? [slot] : []));
  switch (to) {
    case 'left':
      return cards.filter((slot) => slot < from).at(-1) ?? from;
    case 'right':
      return cards.find((slot) => slot > from) ?? from;
    case 'first':
      return cards[0] ?? from;
    case 'last':
      return cards.at(-1) ?? from;
    case 'up':
      return inNextRow(layout, cards, from, -1);
    case 'down':
      return inNextRow(layout, cards, from, 1);
  }
}

function inNextRow(layout: Fit, cards: readonly number[], from: number, step: 1 | -1): number {
  const rowOf = (slot: number) => Math.floor(slot / layout.columns);
  const x = place(layout, from).x;
  for (let row = rowOf(from) + step; row >= 0 && row < layout.rows; row += step) {
    const [nearest] = cards
      .filter((slot) => rowOf(slot) === row)
      .toSorted((a, b) => Math.abs(place(layout, a).x - x) - Math.abs(place(layout, b).x - x));
    if (nearest !== undefined) return nearest;
  }
  return from;
}
