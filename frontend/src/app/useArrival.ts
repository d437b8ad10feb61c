import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom';

// The desk has its heading in a bar, and its cards in what takes the keys.
const TARGETS = ['main h1', 'main[tabindex]', 'h1'];

let hadFocus = false;
document.addEventListener('focusin', () => (hadFocus = true), { once: true, capture: true });

/**
 * Begin each page where it begins, as a browser does that loads one: at its top, and with the keyboard at its heading,
 * which a screen reader then reads. What a page focuses by itself keeps the focus.
 */
export function useArrival(): void {
  const { pathname } = useLocation();
  const isBack = useNavigationType() === NavigationType.Pop;
  const toTop = useEffectEvent(() => {
    // How far a page that one comes back to was scrolled is the browser's to know.
    if (!isBack) window.scrollTo(0, 0);
  });
  useLayoutEffect(() => toTop(), [pathname]);

  useEffect(() => {
    // The first page has been loaded, and the browser begins at the way around its bar.
    if (!hadFocus || focusPage()) return undefined;
    // Its heading comes with what is fetched for it.
    const watch = new MutationObserver(() => focusPage() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [pathname]);
}

/** Return whether the focus is somewhere now. */
function focusPage(): boolean {
  if (document.activeElement !== document.body) return true;
  const target = TARGETS.map((selector) => document.querySelector<HTMLElement>(selector)).find((element) => element !== null);
  if (!target) return false;
  if (!target.hasAttribute('tabindex')) {
    // For now only: a press on a heading is a press beside everything.
    target.tabIndex = -1;
    target.addEventListener('blur', () => target.removeAttribute('tabindex'), { once: true });
  }
  target.focus({ preventScroll: true });
  return document.activeElement === target;
}
