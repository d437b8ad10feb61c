/** A part of the window, in pixels from its left and its upper edge. */
export type Box = { left: number; top: number; width: number; height: number };

type Size = { width: number; height: number };

/** What lies in the window: what is worked with, what is read, and the grid's cards, of which some may be covered. */
export type Obstacles = { controls: readonly Box[]; texts: readonly Box[]; cards: readonly Box[] };

const MARGIN = 16;
// Coarse enough to be found within a frame among a hundred cards.
const STEP = 16;
const AIR = 4;
// With what names a field, the bar that a thumb reaches for, and what is read at a glance while one works.
const CONTROLS = 'button, a[href], input, textarea, select, summary, label, footer, [contenteditable="true"], [data-glance]';
const TEXTS = 'h1, h2, h3, p, li, dt, dd, [role="status"]';
const CARDS = 'canvas, [role="gridcell"]';

/** What a covered square pixel costs, against a pixel of the way from where it is wished. */
const COST = { control: 1e6, text: 20, card: 2 };

/**
 * Return where a box of this size lies over no control, and over as little else as can be; of such places the one
 * nearest to the wish. Where every place covers a control, the one that covers least. Pure.
 */
export function freePlace(size: Size, room: Size, { controls, texts, cards }: Obstacles, wish: { left: number; top: number }): { left: number; top: number } {
  const lefts = stepsTo(room.width - size.width);
  const tops = stepsTo(room.height - size.height);
  let best = { left: MARGIN, top: MARGIN };
  let least = Infinity;
  for (const top of tops) {
    for (const left of lefts) {
      const box = { left: left - AIR, top: top - AIR, width: size.width + 2 * AIR, height: size.height + 2 * AIR };
      const lost = COST.control * covered(box, controls) + COST.text * covered(box, texts) + COST.card * covered(box, cards);
      const cost = lost + Math.hypot(left - wish.left, top - wish.top);
      if (cost < least) [best, least] = [{ left, top }, cost];
    }
  }
  return best;
}

/** Return how much of the boxes lies under this one, in square pixels. Pure. */
export function covered(box: Box, boxes: readonly Box[]): number {
  let sum = 0;
  for (const other of boxes) {
    const width = Math.min(box.left + box.width, other.left + other.width) - Math.max(box.left, other.left);
    const height = Math.min(box.top + box.height, other.top + other.height) - Math.max(box.top, other.top);
    if (width > 0 && height > 0) sum += width * height;
  }
  return sum;
}

/** Read from the page what can be seen of it now, but for what is in this element. */
export function findObstacles(but: Element): Obstacles {
  const boxesOf = (selector: string) =>
    [...document.querySelectorAll(selector)].filter((element) => !but.contains(element) && isOnTop(element, but)).map((element) => element.getBoundingClientRect());
  return { controls: boxesOf(CONTROLS), texts: boxesOf(TEXTS), cards: boxesOf(CARDS) };
}

/** Whether a part of it can be pressed: what is scrolled away, or lies under a sheet, has its box all the same. */
function isOnTop(element: Element, but: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0 || !element.checkVisibility({ opacityProperty: true })) return false;
  return [0.5, 0.1, 0.9].some((part) => {
    const hit = document.elementsFromPoint(left + width / 2, top + height * part).find((one) => !but.contains(one));
    return hit !== undefined && element.contains(hit);
  });
}

/** From one margin to the other, both among them. */
function stepsTo(rest: number): number[] {
  const last = Math.max(MARGIN, rest - MARGIN);
  const steps = Array.from({ length: Math.ceil((last - MARGIN) / STEP) }, (_, index) => MARGIN + index * STEP);
  return [...steps, last];
}
