/**
 * Keep the focus in a list whose rows change: what goes while it has the focus leaves it to its row, and a row that goes
 * to the list. Browsers let go of it without a word. Returns what looks after it when something has changed.
 */
export function keepFocus(list: HTMLElement, signal: AbortSignal): () => void {
  let holder: { row: HTMLElement | null } | null = null;
  const onIn = ({ target }: FocusEvent) => {
    holder = target instanceof Element ? { row: target.closest('li') } : null;
  };
  const onOut = ({ target }: FocusEvent) => {
    // What is still there was left on purpose, but for a button that rests while what it sends is on its way.
    queueMicrotask(() => {
      if (target instanceof Element && target.isConnected && !target.matches(':disabled')) holder = null;
    });
  };
  list.addEventListener('focusin', onIn, { signal });
  list.addEventListener('focusout', onOut, { signal });
  return () => {
    if (holder === null || document.activeElement !== document.body) return;
    (holder.row?.isConnected ? holder.row : list).focus();
  };
}
