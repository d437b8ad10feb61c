import { useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import type { Desk } from './desk';

/**
 * Follow the keyboard into the grid and out of it. The browser itself is listened to: React tells nothing of a
 * focus that comes back while it changes the page, as it does when a dialog closes.
 */
export function useHand(pane: RefObject<HTMLElement | null>, desk: Desk, onLeft: () => void): void {
  const left = useEffectEvent(onLeft);
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const onFocusIn = ({ target }: FocusEvent) => {
      desk.handEntered();
      const cell = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
      const { task, block } = cell?.dataset ?? {};
      if (task) desk.focus(task);
      else if (block) desk.point(Number(block));
    };
    // A cell that leaves the page takes the focus with it and names no successor: the hand is still here.
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node) || element.contains(relatedTarget)) return;
      desk.handLeft();
      left();
    };
    element.addEventListener('focusin', onFocusIn);
    element.addEventListener('focusout', onFocusOut);
    return () => {
      element.removeEventListener('focusin', onFocusIn);
      element.removeEventListener('focusout', onFocusOut);
    };
  }, [pane, desk]);
}
