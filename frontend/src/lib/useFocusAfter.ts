import { useEffectEvent, useLayoutEffect, useRef } from 'react';

/** When a question has gone and the focus with it, bring that to where the hand goes on. */
export function useFocusAfter(asks: boolean, goOn: () => void): void {
  const asked = useRef(false);
  const bring = useEffectEvent(goOn);
  useLayoutEffect(() => {
    if (asked.current && !asks && document.activeElement === document.body) bring();
    asked.current = asks;
  }, [asks]);
}
