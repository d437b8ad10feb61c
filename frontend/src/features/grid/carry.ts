import { capacityOf, type Fit, type Point } from './fit';
import { place, placeOf } from './geometry';

/**
 * Say where each card goes when the layout changes: to the free slot that is nearest to its
 * relative place. Growing in both directions is one-to-one and keeps every order. A block moves as a
 * whole, with all that is in it.
 *
 * @returns the new slot of each occupied one, no two the same; null where blocks become others than they were.
 * @throws RangeError when the new layout has fewer slots than there are cards.
 */
export function carry(from: Fit, to: Fit, occupied: readonly number[]): ReadonlyMap<number, number> | null {
  if (occupied.length > capacityOf(to)) throw new RangeError('more cards than slots');
  if (from.per !== to.per) return null;
  const places = [...new Set(occupied.map((slot) => placeOf(from, slot)))];
  if (places.length > to.count) return null;
  const moves = carryPlaces(from, to, places);
  return new Map(occupied.map((slot) => {
    const at = placeOf(from, slot);
    return [slot, (moves.get(at) ?? 0) * to.per + (slot - at * from.per)];
  }));
}

function carryPlaces(from: Fit, to: Fit, occupied: readonly number[]): ReadonlyMap<number, number> {
  const scale = { x: to.pane.width / from.pane.width, y: to.pane.height / from.pane.height };
  const old = relative(from);
  const rows = freeRows(to);
  const moves = new Map<number, number>();
  for (const at of occupied) {
    const { x, y } = old(at);
    moves.set(at, takeNearest(rows, { x: x * scale.x, y: y * scale.y }));
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

/** One row of slots that are given away one by one. */
type Row = {
  readonly first: number;
  readonly y: number;
  readonly middles: Float64Array;
  /** From each slot, the nearest free one to its left and to its right, itself included; one place further in. */
  readonly left: Int32Array;
  readonly right: Int32Array;
};

function freeRows(layout: Fit): Row[] {
  const middle = relative(layout);
  return Array.from({ length: layout.rows }, (_, row) => {
    const first = row * layout.columns;
    const slots = Math.min(layout.columns, layout.count - first);
    const ends = () => Int32Array.from({ length: slots + 2 }, (__, index) => index);
    return {
      first,
      y: middle(first).y,
      middles: Float64Array.from({ length: slots }, (__, index) => middle(first + index).x),
      left: ends(),
      right: ends(),
    };
  });
}

/** Take the free slot that is nearest to a point, the first of those that are equally near. */
function takeNearest(rows: readonly Row[], { x, y }: Point): number {
  let [best, shortest] = [-1, Infinity];
  const look = (row: Row | undefined): boolean => {
    if (!row || (row.y - y) ** 2 > shortest) return false;
    for (const index of freeBeside(row, x)) {
      const distance = ((row.middles[index] ?? 0) - x) ** 2 + (row.y - y) ** 2;
      const slot = row.first + index;
      if (distance > shortest || (distance === shortest && slot > best)) continue;
      [best, shortest] = [slot, distance];
    }
    return true;
  };
  const home = nearestOf(rows.length, (index) => rows[index]?.y ?? 0, y);
  let [up, down] = [home, home + 1];
  for (let goesOn = true; goesOn; up -= 1, down += 1) {
    const above = look(rows[up]);
    const below = look(rows[down]);
    goesOn = above || below;
  }
  take(rows, best);
  return best;
}

function take(rows: readonly Row[], slot: number): void {
  const row = rows.findLast(({ first }) => first <= slot);
  if (!row) return;
  const index = slot - row.first + 1;
  row.left[index] = index - 1;
  row.right[index] = index + 1;
}

/** The nearest free slots of a row on either side of `x`: the one or the other is the nearest of all. */
function freeBeside({ middles, left, right }: Row, x: number): number[] {
  const home = nearestOf(middles.length, (index) => middles[index] ?? 0, x) + 1;
  const before = follow(left, home) - 1;
  const after = follow(right, home) - 1;
  return [before, after].filter((index) => index >= 0 && index < middles.length);
}

/** Go on from slot to slot until a free one, or the end; next time the way is short. */
function follow(next: Int32Array, from: number): number {
  let end = from;
  while (next[end] !== end) end = next[end] ?? end;
  for (let at = from; at !== end; ) {
    const after = next[at] ?? end;
    next[at] = end;
    at = after;
  }
  return end;
}

/** Return the index of the value nearest to `wanted`, of values that rise. */
function nearestOf(length: number, value: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (value(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low > 0 && wanted - value(low - 1) <= value(low) - wanted ? low - 1 : low;
}
