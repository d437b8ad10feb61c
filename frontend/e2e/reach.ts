/** What of the page cannot be worked with: what does not come into sight, and boxes too small to read in. Runs in the page. */
export function findOutOfReach(): string[] {
  const SLACK = 1.5;
  const faults: string[] = [];
  const letter = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { clientWidth, clientHeight } = document.documentElement;
  const nameOf = (element: Element) => element.getAttribute('aria-label') ?? ([element.textContent.trim(), element.id].find(Boolean) ?? element.tagName);

  /** For assistive technology only, or shown once it has the focus. */
  const isUnseen = (element: Element | null): boolean => {
    if (element === null) return false;
    const { width, height } = element.getBoundingClientRect();
    return width <= 1 || height <= 1 || getComputedStyle(element).opacity === '0' || element.matches('[inert], [aria-hidden="true"], a[href^="#"]') || isUnseen(element.parentElement);
  };

  // What stands before the page takes every press; the rest waits behind it.
  const inFront = document.querySelector('dialog:modal, [popover]:popover-open') ?? document;

  for (const control of inFront.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (!control.checkVisibility({ visibilityProperty: true }) || isUnseen(control)) continue;
    const { width, height } = control.getBoundingClientRect();
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = control.getBoundingClientRect();
    const isBeside = box.left < -SLACK || box.right > clientWidth + SLACK;
    const isOut = height <= clientHeight && (box.top < -SLACK || box.bottom > clientHeight + SLACK);
    // As a finger would: what lies over it would take the press.
    const met = document.elementFromPoint(box.left + width / 2, Math.min(box.top + height / 2, clientHeight - 1));
    const isCovered = !control.contains(met) && met?.closest('label')?.control !== control;
    if (isBeside || isOut) faults.push(`does not come into sight: ${nameOf(control)}`);
    else if (isCovered) faults.push(`lies under ${met?.outerHTML.slice(0, 80)}: ${nameOf(control)}`);
  }

  for (const box of inFront.querySelectorAll('*')) {
    const { overflowY } = getComputedStyle(box);
    if (!/auto|scroll/.test(overflowY) || box.scrollHeight <= box.clientHeight + 1 || box.matches('textarea') || !box.checkVisibility()) continue;
    if (box.clientHeight < 3.5 * letter) faults.push(`${Math.round(box.clientHeight)} px to read in: ${nameOf(box).slice(0, 60)}`);
  }
  for (const box of document.querySelectorAll('*')) box.scrollTop = 0;
  return [...new Set(faults)];
}
