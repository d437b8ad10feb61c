import type { Box, Fit, Point, Size } from './fit';

/** Where the columns and the rows of a layout begin. */
type Tables = {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  /** An unfinished last row stands in the middle: so far it is moved in. */
  readonly indent: number;
};

/** What takes less of a card than this looks as if it had slipped there; in rem. */
const FOOT = 3;

/** A layout is laid out once: 20,000 places are looked up, not worked out. */
const known = new WeakMap<Fit, Tables>();

/** Return in which place of a layout a slot is: its own, or the one that it shares with the others of its block. */
export const placeOf = (layout: Fit, slot: number): number => Math.floor(slot / layout.per);

/** Return the slots of a place. */
export function slotsOf({ per }: Fit, at: number): number[] {
  return Array.from({ length: per }, (_, index) => at * per + index);
}

/** Return the top left corner of a place. */
export function place(layout: Fit, at: number): Point {
  const { columns, rows, indent } = tablesOf(layout);
  const row = Math.floor(at / layout.columns);
  const x = columns[at % layout.columns] ?? 0;
  return { x: x + (row === layout.rows - 1 ? indent : 0), y: rows[row] ?? 0 };
}

/** Return the place under a point of the pane, or null. A gap belongs to the places beside it, half to each. */
export function placeAt(layout: Fit, { x, y }: Point): number | null {
  const { columns, rows, indent } = tablesOf(layout);
  const reach = layout.gap / 2;
  const row = under(rows, layout.card.height, reach, y);
  if (row === null) return null;
  const column = under(columns, layout.card.width, reach, x - (row === layout.rows - 1 ? indent : 0));
  const at = column === null ? null : row * layout.columns + column;
  return at !== null && at < layout.count ? at : null;
}

/** Return the slots of the places that a box touches. */
export function slotsIn(layout: Fit, box: Box): number[] {
  const { card, count } = layout;
  const touched = Array.from({ length: count }, (_, at) => at).filter((at) => {
    const { x, y } = place(layout, at);
    return x <= box.x + box.width && x + card.width >= box.x && y <= box.y + box.height && y + card.height >= box.y;
  });
  return touched.flatMap((at) => slotsOf(layout, at));
}

/** Return where a box of that size stands that belongs to a place: above it, below where there is no room above, and never outside the pane. */
export function beside(layout: Fit, at: number, size: Size, clearance: number): Point {
  const { x, y } = place(layout, at);
  const { card, pane } = layout;
  const middle = x + card.width / 2 - size.width / 2;
  const above = y - size.height - clearance;
  const below = Math.min(y + card.height + clearance, pane.height - size.height);
  return {
    x: Math.round(Math.max(0, Math.min(middle, pane.width - size.width))),
    y: Math.round(above >= 0 ? above : Math.max(0, below)),
  };
}

/**
 * Return where a box of that size stands on a card: over its foot, so that `left` pixels of its head are to be read. Where
 * the card has no room for both, or the box none below, it stands beside the card.
 */
export function upon(layout: Fit, at: number, size: Size, left: number, clearance: number): Point {
  const { card, pane } = layout;
  const { y } = place(layout, at);
  const next = beside(layout, at, size, clearance);
  const foot = Math.max(y + left, y + card.height - size.height);
  const isOn = card.height >= left + FOOT * layout.rem && foot + size.height <= pane.height;
  return { x: next.x, y: isOn ? Math.round(foot) : next.y };
}

/** Return which of these pieces, in rising order, is at a position, or null. Between two it is the nearer; around them all they reach so far. */
function under(starts: Int32Array, piece: number, reach: number, at: number): number | null {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] ?? 0;
  const end = start + piece;
  // Not all gaps are equally wide: pixels that division leaves over are in them.
  const next = starts[low + 1];
  if (at >= end && next !== undefined) return at - end < next - at ? low : low + 1;
  return at >= start - reach && at < end + reach ? low : null;
}

function tablesOf(layout: Fit): Tables {
  const tables = known.get(layout) ?? lay(layout);
  known.set(layout, tables);
  return tables;
}

function lay({ columns, rows, count, card, gap, pane }: Fit): Tables {
  const across = spread(columns, card.width, gap, pane.width);
  const down = spread(rows, card.height, gap, pane.height);
  const inLastRow = count - (rows - 1) * columns;
  const margin = Math.floor((pane.width - across.total) / 2);
  return {
    columns: Int32Array.from({ length: columns }, (_, column) => margin + across.at(column)),
    rows: Int32Array.from({ length: rows }, (_, row) => down.at(row)),
    indent: inLastRow < columns ? Math.floor((across.at(columns - 1) - across.at(inLastRow - 1)) / 2) : 0,
  };
}

/** Positions of equal pieces along a length. Pixels that division leaves over widen the gaps. */
function spread(pieces: number, piece: number, gap: number, length: number) {
  const gaps = pieces - 1;
  const free = Math.min(length - pieces * piece, (gap + 1) * gaps);
  return {
    total: pieces * piece + free,
    at: (index: number) => index * piece + (gaps === 0 ? 0 : Math.floor((index * free) / gaps)),
  };
}
