import type { Point } from './fit';
import type { Seat } from './slots';

/** What one slot shows. The object stays the same until that changes. */
export type SlotView = {
  readonly id: string;
  readonly leaving: boolean;
  /** It has come just now, rather than with the first snapshot. */
  readonly arrived: boolean;
  /** Where the card was before the last re-fit, in pixels; null when it did not move. */
  readonly from: Point | null;
};

/**
 * Return what a seat shows. `before` is what its slot showed last, `from` where its card was if a
 * re-fit has moved it, and `fresh` are the tasks that have come just now.
 */
export function viewOf(
  seat: Seat | null,
  before: SlotView | null,
  from: Point | null,
  fresh: ReadonlySet<string>,
): SlotView | null {
  if (!seat) return null;
  const leaving = seat.leftAt !== null;
  const stays = from === null && before?.id === seat.id;
  if (stays && before.leaving === leaving) return before;
  const arrived = stays ? before.arrived : fresh.has(seat.id) && from === null;
  return { id: seat.id, leaving, arrived, from: from ?? (stays ? before.from : null) };
}
