import { useRef, useState, type PointerEvent } from 'react';
import type { Desk, Seen } from './desk';
import type { Box, Fit, Point } from './fit';
import { placeAt, slotsIn } from './geometry';

/** A hand that moved less than this meant a press. */
const SWEEP_PX = 12;

type Begun = { readonly from: Point; readonly pane: DOMRect; readonly kept: readonly Seen[]; readonly pointer: number };

/**
 * The pointer's side of choosing: with shift a range, with Ctrl or ⌘ one more, and a rectangle that is
 * drawn over the cards. It goes by where the pointer is, and asks no element what it is. A finger only presses.
 */
export function useSweep(desk: Desk) {
  const begun = useRef<Begun | null>(null);
  const [box, setBox] = useState<Box | null>(null);

  const end = () => {
    begun.current = null;
    setBox(null);
  };

  return {
    box,
    sweeping: {
      onPointerDownCapture: (event: PointerEvent<HTMLElement>) => {
        const { fit } = desk.grid.layout;
        const grid = event.currentTarget.querySelector('[role="grid"]');
        // What floats over the cards has presses of its own.
        const isOnCards = event.target instanceof Node && grid?.contains(event.target) === true;
        if (!fit || !grid || !isOnCards || event.pointerType === 'touch' || event.button !== 0 || !desk.grid.takesPresses()) return;
        const pane = grid.getBoundingClientRect();
        const from = { x: event.clientX - pane.x, y: event.clientY - pane.y };
        const adds = event.shiftKey || event.ctrlKey || event.metaKey;
        begun.current = { from, pane, kept: adds ? desk.selection.tasks : [], pointer: event.pointerId };
        if (adds && pick(desk, fit, from, event.shiftKey)) event.stopPropagation();
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { fit } = desk.grid.layout;
        if (!begun.current || !fit || event.pointerId !== begun.current.pointer) return;
        const { from, pane, kept } = begun.current;
        const to = { x: event.clientX - pane.x, y: event.clientY - pane.y };
        if (box === null && Math.hypot(to.x - from.x, to.y - from.y) < SWEEP_PX) return;
        // Drawn out of the grid, it goes on.
        if (box === null) event.currentTarget.setPointerCapture(event.pointerId);
        const next = boxOf(from, to);
        setBox(next);
        desk.selectSlots(slotsIn(fit, next), kept);
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
  };
}

/** Select the card or the block at a point, or all up to it. Returns whether there was one. */
function pick(desk: Desk, fit: Fit, at: Point, upTo: boolean): boolean {
  const under = placeAt(fit, at);
  const id = under === null ? null : desk.oldestAt(under);
  if (id === null) return false;
  if (upTo) desk.selectTo(id);
  else desk.toggle(id);
  return true;
}

const boxOf = (one: Point, other: Point): Box => ({
  x: Math.min(one.x, other.x),
  y: Math.min(one.y, other.y),
  width: Math.abs(one.x - other.x),
  height: Math.abs(one.y - other.y),
});
