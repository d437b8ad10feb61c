import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacityOf, filled, fit, levelOf, type Fit, type Point, type Size } from './fit';
import { place } from './geometry';

const panes = fc.record({
  width: fc.integer({ min: 240, max: 2560 }),
  height: fc.integer({ min: 200, max: 1440 }),
});
const counts = fc.integer({ min: 1, max: 700 });
const layouts = fc.tuple(counts, panes).map(([count, pane]) => {
  const layout = fit(count, pane);
  if (!layout) throw new Error(`nothing fits: ${JSON.stringify({ count, pane })}`);
  return layout;
});

const boxes = (layout: Fit) =>
  Array.from({ length: layout.count }, (_, slot) => ({ ...place(layout, slot), ...layout.card }));

/** Take these pixels of a picture; returns whether all of them are in it and were free. */
function takes(taken: Uint8Array, width: number, box: Point & Size): boolean {
  let isFree = true;
  for (let y = box.y; y < box.y + box.height; y += 1) {
    const row = taken.subarray(y * width + box.x, y * width + box.x + box.width);
    isFree &&= row.length === box.width && row.every((pixel) => pixel === 0);
    row.fill(1);
  }
  return isFree;
}

describe('fit', () => {
  test('shows everything, inside the pane, in whole pixels', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        for (const { x, y, width, height } of boxes(layout)) {
          expect([x, y, width, height].every(Number.isInteger)).toBe(true);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(layout.pane.width);
          expect(y + height).toBeLessThanOrEqual(layout.pane.height);
        }
      }),
    );
  });

  test('lets no card overlap another', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const all = boxes(layout);
        all.forEach((box, slot) => {
          const right = all[slot + 1];
          const below = all[slot + layout.columns];
          if (right?.y === box.y) {
            expect(right.x).toBeGreaterThanOrEqual(box.x + box.width + layout.gap);
          }
          if (below) expect(below.y).toBeGreaterThanOrEqual(box.y + box.height + layout.gap);
        });
      }),
    );
  });

  test.each([1, 7, 50, 300, 2000, 5000, 20_000])('shows %i on a phone, a desk and a wall, none on another', (count) => {
    for (const [width, height] of [[374, 620], [1080, 740], [2080, 1250]] as const) {
      const layout = fit(count, { width, height });
      if (!layout) throw new Error(`${count} cards have no place in ${width} by ${height}`);
      const taken = new Uint8Array(width * height);
      expect(boxes(layout).find((box) => !takes(taken, width, box))).toBeUndefined();
      expect(capacityOf(layout)).toBeGreaterThanOrEqual(count);
      expect(layout.card.height).toBeGreaterThanOrEqual(3);
    }
  });

  test('keeps cards between 1.25 and 2.6 times as wide as high', () => {
    fc.assert(
      fc.property(layouts, ({ card }) => {
        expect(card.width / card.height).toBeGreaterThanOrEqual(1.25);
        expect(card.width / card.height).toBeLessThanOrEqual(2.6);
      }),
    );
  });

  test('finds no larger legible card with another number of columns', () => {
    const legible = ({ card }: Fit) => Math.min(card.width / 1.6, card.height);
    fc.assert(
      fc.property(layouts, fc.integer({ min: 1, max: 40 }), (layout, columns) => {
        const pitch = layout.pane.width / columns;
        const rows = Math.ceil(layout.count / columns);
        const roughly = Math.min(pitch / 1.6, layout.pane.height / rows);
        // The gap is at most 12 pixels, so no other division can be better by more than that.
        expect(legible(layout)).toBeGreaterThanOrEqual(roughly - 14);
      }),
    );
  });

  test('spreads the pixels that are left over between the cards', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const { columns, card, pane, gap } = layout;
        const last = place(layout, columns - 1);
        const right = last.x + card.width;
        if (columns > 1 && right < pane.width) {
          const gaps = Array.from(
            { length: columns - 1 },
            (_, slot) => place(layout, slot + 1).x - place(layout, slot).x - card.width,
          );
          expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap);
          expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('puts a last row that is not full in the middle', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const first = place(layout, (layout.rows - 1) * layout.columns).x;
        const end = place(layout, layout.count - 1).x + layout.card.width;
        expect(Math.abs(first - (layout.pane.width - end))).toBeLessThanOrEqual(layout.columns + 1);
      }),
    );
  });

  test('fills the last row up without moving the rows above', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const full = filled(layout);
        expect(full.count).toBe(layout.columns * layout.rows);
        for (let slot = 0; slot < (layout.rows - 1) * layout.columns; slot += 1) {
          expect(place(full, slot)).toEqual(place(layout, slot));
        }
      }),
    );
  });

  test('shows blocks only where a card would not be seen, and none that cannot be pressed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), panes, (count, pane) => {
        const layout = fit(count, pane);
        if (!layout) throw new Error('nothing fits');
        if (layout.per === 1) {
          expect(layout.card.height).toBeGreaterThanOrEqual(3);
          expect(layout.count).toBe(count);
          return;
        }
        expect(layout.level).toBe('block');
        expect(layout.card.width).toBeGreaterThanOrEqual(40);
        expect(layout.card.height).toBeGreaterThanOrEqual(26);
        // The last block has something in it, and half as many in each would make blocks too small.
        expect(capacityOf(layout) - count).toBeLessThan(layout.per);
        const { width, height } = pane;
        expect((width * height) / (count / 3)).toBeLessThan(60 * 40 * layout.per);
      }),
    );
  });

  test('one block must do where there is room for no more', () => {
    expect(fit(500, { width: 30, height: 12 })).toMatchObject({ count: 1, per: 512, level: 'block' });
  });

  test.each([
    [0, 800, 600],
    [5, 0, 0],
    [5, 1, 1],
  ])('has no layout for %i cards in %i by %i', (count, width, height) => {
    expect(fit(count, { width, height })).toBeNull();
  });

  test.each([
    // The screens that people have: 1440 by 900 with the panel, and a phone.
    [1, 1080, 720, 'large'],
    [7, 1080, 720, 'large'],
    [30, 1080, 720, 'compact'],
    [50, 1080, 720, 'compact'],
    [300, 1080, 720, 'chip'],
    [3, 374, 620, 'large'],
    [30, 374, 620, 'chip'],
    [300, 374, 620, 'tiny'],
  ])('shows %i cards in %i by %i at level %s', (count, width, height, level) => {
    expect(fit(count, { width, height })?.level).toBe(level);
  });

  test('chooses a coarser level for larger text', () => {
    expect(levelOf({ width: 320, height: 180 }, 16)).toBe('large');
    expect(levelOf({ width: 320, height: 180 }, 20)).toBe('full');
    expect(levelOf({ width: 320, height: 180 }, 32)).toBe('compact');
  });
});
