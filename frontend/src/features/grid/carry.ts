import { place, type Fit, type Point } from './fit';

/**
 * Say where each card goes when the layout changes: to the free slot that is nearest to its
 * relative place. Growing in both directions is one-to-one and keeps every order.
 *
 * @returns the new slot of each occupied one; no two are the same.
 * @throws RangeError when the new layout has fewer slots than there are cards.
 */
export function carry(
  from: Fit,
  to: Fit,
  occupied: readonly number[],
): ReadonlyMap<number, number> {
  if (occupied.length > to.count) throw new RangeError('more cards than slots');
  const scale = { x: to.pane.width / from.pane.width, y: to.pane.height / from.pane.height };
  const old = relative(from);
  const fresh = relative(to);
  const centres = Array.from({ length: to.count }, (_, slot) => fresh(slot));
  const free = new Set(centres.keys());
  const moves = new Map<number, number>();
  for (const slot of occupied) {
    const centre = old(slot);
    const target = nearest({ x: centre.x * scale.x, y: centre.y * scale.y }, free, centres);
    free.delete(target);
    moves.set(slot, target);
  }
  return moves;
}

/** Middles of the slots, stretched so that the layout's own edges are those of its pane. */
function relative(layout: Fit): (slot: number) => Point {
  const { card, columns, rows, pane } = layout;
  const first = place(layout, 0);
  const right = place(layout, columns - 1).x + card.width;
  const bottom = place(layout, (rows - 1) * columns).y + card.height;
  return (slot) => {
    const { x, y } = place(layout, slot);
    return {
      x: ((x + card.width / 2 - first.x) / (right - first.x)) * pane.width,
      y: ((y + card.height / 2 - first.y) / (bottom - first.y)) * pane.height,
    };
  };
}

function nearest(point: Point, free: ReadonlySet<number>, centres: readonly Point[]): number {
  let best = -1;
  let shortest = Infinity;
  for (const slot of free) {
    const centre = centres[slot];
    if (!centre) continue;
    const distance = (centre.x - point.x) ** 2 + (centre.y - point.y) ** 2;
    if (distance < shortest) {
      shortest = distance;
      best = slot;
    }
  }
  return best;
}
