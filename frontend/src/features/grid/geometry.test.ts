import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fit, type Fit } from './fit';
import { beside, place, placeAt, upon } from './geometry';

const layouts = fc
  .tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 360, max: 2560 }), fc.integer({ min: 300, max: 1440 }))
  .map(([count, width, height]) => fit(count, { width, height }))
  .filter((layout): layout is Fit => layout !== null);
const some = fc.nat();

describe('the slot under a point', () => {
  test('is the one whose card is there, at any count', () => {
    fc.assert(
      fc.property(layouts, some, fc.double({ min: 0, max: 0.99, noNaN: true }), (layout, any, share) => {
        const slot = any % layout.count;
        const { x, y } = place(layout, slot);
        const point = { x: x + layout.card.width * share, y: y + layout.card.height * share };
        expect(placeAt(layout, point)).toBe(slot);
      }),
    );
  });

  test('is never nothing between two cards, also where a gap is wider by a pixel that was left over', () => {
    fc.assert(
      fc.property(layouts, some, (layout, any) => {
        const rows = layout.count >= layout.columns ? Math.floor(layout.count / layout.columns) : 0;
        fc.pre(rows > 1);
        const [first, last] = [place(layout, 0), place(layout, (rows - 1) * layout.columns)];
        const y = first.y + (any % (last.y - first.y));
        expect(placeAt(layout, { x: first.x, y })).not.toBeNull();
        const end = place(layout, layout.columns - 1);
        expect(placeAt(layout, { x: first.x + (any % (end.x - first.x + 1)), y: first.y })).not.toBeNull();
      }),
    );
  });

  test('is nothing outside the cards', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        expect(placeAt(layout, { x: -20, y: 1 })).toBeNull();
        expect(placeAt(layout, { x: 1, y: layout.pane.height + 20 })).toBeNull();
      }),
    );
  });

  test('is nothing beside a last row that is not full', () => {
    const layout = fit(7, { width: 800, height: 600 });
    if (!layout) throw new Error('nothing fits');
    const first = place(layout, (layout.rows - 1) * layout.columns);
    expect(first.x).toBeGreaterThan(layout.gap);
    expect(placeAt(layout, { x: 1, y: first.y + 5 })).toBeNull();
  });
});

describe('what belongs to a card', () => {
  const sizes = fc.record({ width: fc.integer({ min: 40, max: 360 }), height: fc.integer({ min: 40, max: 300 }) });

  test('stands within the pane, wherever the card is', () => {
    fc.assert(
      fc.property(layouts, some, sizes, fc.boolean(), (layout, any, size, on) => {
        const at = any % layout.count;
        const { x, y } = on ? upon(layout, at, size, 80, 8) : beside(layout, at, size, 8);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + size.width).toBeLessThanOrEqual(layout.pane.width);
        expect(y + size.height).toBeLessThanOrEqual(layout.pane.height);
      }),
    );
  });

  test('stands over the foot of a card that has room for it, and beside any other, which it leaves in sight', () => {
    const size = { width: 300, height: 200 };
    fc.assert(
      fc.property(layouts, some, (layout, any) => {
        const at = any % layout.count;
        const card = place(layout, at);
        const { y } = upon(layout, at, size, 80, 8);
        const end = card.y + layout.card.height;
        const hasRoom = layout.card.height >= 128 && card.y + 280 <= layout.pane.height;
        if (hasRoom) {
          expect(y).toBeGreaterThanOrEqual(card.y + 80);
          expect(y).toBeLessThanOrEqual(end - 48);
        } else if (card.y >= 208) {
          expect(y + size.height).toBe(card.y - 8);
        } else if (layout.card.height < 128 && end + 208 <= layout.pane.height) {
          expect(y).toBe(end + 8);
        }
      }),
    );
  });
});
