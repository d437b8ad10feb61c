/** How many cards fit how: the one place that turns a count and a pane into a layout. Pure. */

/** What a card of some size can show; `tiny` is the smallest, a number and nothing else. */
export type Level = 'large' | 'full' | 'compact' | 'chip' | 'tiny';

export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

export type Box = Point & Size;

/** A layout of `count` equal cards, in whole pixels. `geometry.ts` says where each of them is. */
export type Fit = {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  readonly card: Size;
  readonly gap: number;
  readonly pane: Size;
  /** One rem in pixels, when this was laid out. */
  readonly rem: number;
  readonly level: Level;
};

/** Whether cards of this level show so little of a task that it takes a loupe to know it. */
export const isSmall = (level: Level): boolean => level === 'chip' || level === 'tiny';

const NARROWEST = 1.25;
const WIDEST = 2.6;
/** The shape in which a text reads best: cards are compared by the largest such box inside them. */
const IDEAL = 1.6;

const GAP_SHARE = 0.1;
const GAP_MIN = 2;
/** Where cards have less than this, two pixels between them would be a third of the picture. */
const NARROW_BELOW = 7;
const GAP_MAX = 12;

/** Smallest size of each level, in rem: larger text then chooses a coarser level. */
const LEVELS: readonly (readonly [Level, number, number])[] = [
  ['large', 20, 11.25],
  ['full', 13.75, 8],
  ['compact', 8, 4.25],
  ['chip', 3.25, 1.625],
];

/** Return the level of detail for a card of this size. `rem` is the size of one rem in pixels. */
export function levelOf(card: Size, rem: number): Level {
  const found = LEVELS.find(
    ([, width, height]) => card.width >= width * rem && card.height >= height * rem,
  );
  return found ? found[0] : 'tiny';
}

/**
 * Return the layout whose cards are the most legible, or null where there is nothing to lay out
 * or no room for cards of 2 by 1 pixels. Every card lies inside the pane, none overlaps another.
 */
export function fit(count: number, pane: Size, rem = 16): Fit | null {
  let best: Fit | null = null;
  for (let columns = 1; columns <= count; columns += 1) {
    const candidate = layOut(count, columns, pane, rem);
    if (candidate && (best === null || better(candidate, best))) best = candidate;
  }
  return best;
}

/** Return the same layout with its last row filled up: room for what arrives next. */
export function filled(layout: Fit): Fit {
  return { ...layout, count: layout.columns * layout.rows };
}

function layOut(count: number, columns: number, pane: Size, rem: number): Fit | null {
  const rows = Math.ceil(count / columns);
  const gap = gapFor(pane.width / columns, pane.height / rows);
  const width = Math.floor((pane.width - gap * (columns - 1)) / columns);
  const height = Math.floor((pane.height - gap * (rows - 1)) / rows);
  if (width < 2 || height < 1) return null;
  const card = {
    width: Math.min(width, Math.floor(height * WIDEST)),
    height: Math.min(height, Math.floor(width / NARROWEST)),
  };
  return { count, columns, rows, card, gap, pane, rem, level: levelOf(card, rem) };
}

function gapFor(pitchX: number, pitchY: number): number {
  const box = Math.min(pitchX / IDEAL, pitchY);
  if (box < NARROW_BELOW) return 1;
  return Math.max(GAP_MIN, Math.min(GAP_MAX, Math.round(box * GAP_SHARE)));
}

function better(one: Fit, other: Fit): boolean {
  const difference = legibility(one) - legibility(other);
  return difference > 0 || (difference === 0 && area(one) > area(other));
}

const legibility = ({ card }: Fit): number => Math.min(card.width / IDEAL, card.height);
const area = ({ card }: Fit): number => card.width * card.height;
