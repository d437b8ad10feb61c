import { useRef, type MouseEvent, type PointerEvent } from 'react';
import type { Desk, Seen } from './desk';
import { meant, pressAt, type Press } from './press';

/**
 * The pointer's side of the grid. A press is read when it begins and done when it is let go, so it
 * is about the card it began on, also when the cards have moved in between.
 */
export function usePresses(desk: Desk, onOpen: () => void, onRefuse: ((seen: Seen) => void) | null) {
  const begun = useRef<Press | null>(null);

  const act = ({ seen, act: action }: Press) => {
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

  return {
    onPointerEnter: () => desk.grid.pointerEntered(),
    onPointerMove: () => desk.grid.pointerMoved(),
    onPointerLeave: () => desk.grid.pointerLeft(),
    onPointerDown: (event: PointerEvent) => {
      const takes = event.isPrimary && event.button === 0 && desk.grid.takesPresses();
      begun.current = takes ? pressAt(event) : null;
    },
    // Without this a press that does nothing would still move the focus.
    onMouseDown: (event: MouseEvent) => {
      if (begun.current === null) event.preventDefault();
    },
    onPointerUp: (event: PointerEvent) => {
      const press = begun.current;
      begun.current = null;
      if (press && meant(press, event)) act(press);
    },
    onPointerCancel: () => {
      begun.current = null;
    },
    // A click without a pointer: by assistive technology, or by a key on a button.
    onClick: ({ detail, target }: MouseEvent) => {
      if (detail !== 0) return;
      const press = pressAt({ pointerId: -1, clientX: 0, clientY: 0, target });
      if (press) act(press);
    },
  };
}
