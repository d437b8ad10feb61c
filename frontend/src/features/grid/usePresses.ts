import { useRef, type MouseEvent, type PointerEvent } from 'react';
import type { Desk, Seen } from './desk';
import { meant, pressAt, slide, type Press } from './press';

export type PressPorts = {
  readonly onOpen: () => void;
  readonly onRefuse: ((seen: Seen) => void) | null;
  /** What is painted under a pointer, of a block its oldest task; or null. */
  readonly seenAt: (event: PointerEvent) => Seen | null;
  /** Whether a finger that slides over the cards goes on from one to the next. */
  readonly slides: boolean;
  /** A finger is on this task now, or on none any more. */
  readonly onFinger: (id: string | null) => void;
};

/**
 * The pointer's side of the grid. A press is read when it begins and done when it is let go, so it
 * is about the card it began on, also when the cards have moved in between.
 */
export function usePresses(desk: Desk, { onOpen, onRefuse, seenAt, slides, onFinger }: PressPorts) {
  const begun = useRef<Press | null>(null);

  const act = ({ seen, act: action }: Press) => {
    if (desk.zoom.showsBlocks) {
      desk.focus(seen.id);
      return;
    }
    if (action === 'refuse' && onRefuse) {
      desk.focus(seen.id);
      onRefuse(seen);
      return;
    }
    if (action) {
      void desk.give({ ...seen, action });
      return;
    }
    desk.focus(seen.id);
    onOpen();
  };

  const begin = (event: PointerEvent): Press | null => {
    if (!event.isPrimary || event.button !== 0 || !desk.grid.takesPresses()) return null;
    return pressAt(event) ?? touch(event);
  };

  const touch = (event: PointerEvent): Press | null => {
    const seen = seenAt(event);
    return seen && { seen, act: null, pointer: event.pointerId, x: event.clientX, y: event.clientY };
  };

  /** A finger that was put down beside the cards, and has come to one. */
  const pickUp = (event: PointerEvent): Press | null =>
    event.isPrimary && event.buttons === 1 && desk.grid.takesPresses() ? touch(event) : null;

  return {
    onPointerEnter: () => desk.grid.pointerEntered(),
    onPointerMove: (event: PointerEvent) => {
      desk.grid.stirred();
      if (!slides || event.pointerType === 'mouse') return;
      const press = begun.current;
      begun.current = press ? slide(press, event, () => seenAt(event)) : pickUp(event);
      if (begun.current) onFinger(begun.current.seen.id);
    },
    onPointerLeave: () => desk.grid.pointerLeft(),
    onPointerDown: (event: PointerEvent) => {
      begun.current = begin(event);
      if (slides && event.pointerType !== 'mouse') onFinger(begun.current?.seen.id ?? null);
    },
    // Without this a press that does nothing would still move the focus.
    onMouseDown: (event: MouseEvent) => {
      if (begun.current === null) event.preventDefault();
    },
    onPointerUp: (event: PointerEvent) => {
      const press = begun.current;
      begun.current = null;
      if (event.pointerType !== 'mouse') onFinger(null);
      if (press && meant(press, event)) act(press);
    },
    onPointerCancel: () => {
      begun.current = null;
      onFinger(null);
    },
    // A click without a pointer: by assistive technology, or by a key on a button.
    onClick: ({ detail, target }: MouseEvent) => {
      if (detail !== 0) return;
      const press = pressAt({ pointerId: -1, clientX: 0, clientY: 0, target });
      if (press) act(press);
    },
  };
}
