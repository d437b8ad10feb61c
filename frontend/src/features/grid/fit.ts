/** How many cards fit how: the one place that turns a count and a pane into a layout. Pure. */

/**
 * What a card of some size can show; `tiny` is the smallest, a number or only a colour. A `block` stands
 * for several tasks, where there are too many for a card each.
 */
export type Level = 'large' | 'full' | 'compact' | 'chip' | 'tiny' | 'block';

export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

export type Box = Point & Size;

/** A layout of `count` equal places, in whole pixels. `geometry.ts` says where each of them is. */
export type Fit = {
  readonly count: number;
  /** How many tasks one place stands for: one, but in blocks. The slots of a place follow each other. */
  readonly per: number;
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
export const isSmall = (level: Level): boolean => level === 'chip' || level === 'tiny' || level === 'block';

/** How many tasks a layout has room for. */
export const capacityOf = ({ count, per }: Fit): number => count * per;

/** A card of fewer pixels is not seen any more. */
const CARD_MIN = 3;
/** A block can be hit, and has room for a number; in rem. */
const BLOCK_MIN = { width: 2.5, height: 1.625 };

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
 * Return the layout for so many tasks whose cards are the most legible, or null where there is nothing to
 * lay out or no room. Every card lies inside the pane, none overlaps another. Where cards would be too small
 * to be seen, each place is a block of 2, 4, 8 … tasks: as few as leave it large enough to be pressed.
 */
export function fit(count: number, pane: Size, rem = 16): Fit | null {
  const cards = mostLegible(count, pane, rem);
  return cards && cards.card.height >= CARD_MIN ? cards : inBlocks(count, pane, rem);
}

function inBlocks(count: number, pane: Size, rem: number): Fit | null {
  for (let per = 2; per < 2 * count; per *= 2) {
    const blocks = mostLegible(Math.ceil(count / per), pane, rem);
    if (!blocks) continue;
    const { width, height } = blocks.card;
    const isRoomy = width >= BLOCK_MIN.width * rem && height >= BLOCK_MIN.height * rem;
    // In a pane that is smaller than one block, one must do.
    const isLast = blocks.count === 1 && height >= CARD_MIN;
    if (isRoomy || isLast) return { ...blocks, per, level: 'block' };
  }
  return null;
}

function mostLegible(count: number, pane: Size, rem: number): Fit | null {
  let best: Fit | null = null;
  for (let columns = 1; columns <= Math.min(count, pane.width); columns += 1) {
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
  return { count, per: 1, columns, rows, card, gap, pane, rem, level: levelOf(card, rem) };
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
