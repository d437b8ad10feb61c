/** Bring the keyboard to the card that shows the ring, or to where the keys act while there is none. */
export function focusCurrent(): void {
  const card = document.querySelector<HTMLElement>('[role="gridcell"][data-current]');
  (card ?? document.querySelector<HTMLElement>('main'))?.focus({ preventScroll: true });
}
