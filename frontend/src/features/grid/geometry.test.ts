import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fit, type Fit } from './fit';
import { place, placeAt } from './geometry';

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
