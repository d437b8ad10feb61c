import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carry } from './carry';
import { fit, type Fit } from './fit';
import { place } from './geometry';

function layout(count: number, width: number, height: number): Fit {
  const found = fit(count, { width, height });
  if (!found) throw new Error('nothing fits');
  return found;
}

const all = (from: Fit) => Array.from({ length: from.count }, (_, slot) => slot);
const panes = fc.record({
  width: fc.integer({ min: 320, max: 1600 }),
  height: fc.integer({ min: 300, max: 1200 }),
});

function movesOf(from: Fit, to: Fit, occupied: readonly number[]): ReadonlyMap<number, number> {
  const moves = carry(from, to, occupied);
  if (!moves) throw new Error('nothing is carried');
  return moves;
}

describe('carry', () => {
  test('gives every card a slot of its own', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 80 }),
        panes,
        panes,
        (count, more, before, after) => {
          const from = layout(count, before.width, before.height);
          const to = layout(count + more, after.width, after.height);
          const moves = movesOf(from, to, all(from));
          const slots = [...moves.values()];
          expect(moves.size).toBe(count);
          expect(new Set(slots).size).toBe(count);
          expect(slots.every((slot) => slot >= 0 && slot < to.count)).toBe(true);
        },
      ),
    );
  });

  test('growing in both directions keeps the order in every row and column', () => {
    const grids = fc.record({
      columns: fc.integer({ min: 1, max: 10 }),
      rows: fc.integer({ min: 1, max: 10 }),
      wider: fc.integer({ min: 0, max: 5 }),
      higher: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(grids, ({ columns, rows, wider, higher }) => {
        const from = regular(columns, rows);
        const to = regular(columns + wider, rows + higher);
        const moves = movesOf(from, to, all(from));
        const at = (slot: number) => {
          const target = moves.get(slot) ?? -1;
          return { column: target % to.columns, row: Math.floor(target / to.columns) };
        };
        for (const slot of all(from)) {
          if ((slot + 1) % columns !== 0) {
            expect(at(slot + 1).column).toBeGreaterThan(at(slot).column);
            expect(at(slot + 1).row).toBe(at(slot).row);
          }
          if (slot + columns < from.count) {
            expect(at(slot + columns).row).toBeGreaterThan(at(slot).row);
          }
        }
      }),
    );
  });

  test('finds no slot that is further than need be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 90 }), panes, fc.nat(), (count, pane, seed) => {
        const from = layout(count, pane.width, pane.height);
        const some = all(from).filter((slot) => (slot * 7919 + seed) % 3 === 0);
        const to = layout(Math.max(1, Math.ceil(count / 2)), pane.width, pane.height);
        const moves = movesOf(from, to, some);
        const middle = middles(to);
        const free = new Set(all(to));
        for (const [slot, target] of moves) {
          const { x, y } = middles(from)(slot);
          const away = (other: number) => (middle(other).x - x) ** 2 + (middle(other).y - y) ** 2;
          expect(Math.sqrt(away(target))).toBeLessThanOrEqual(Math.sqrt(Math.min(...[...free].map(away))) + 1);
          free.delete(target);
        }
      }),
    );
  });

  test('moves nothing when columns and rows stay as they are', () => {
    const from = layout(56, 1080, 720);
    const moves = movesOf(from, { ...from, count: from.columns * from.rows }, all(from));
    expect([...moves].every(([old, fresh]) => old === fresh)).toBe(true);
  });

  test('shrinking keeps a lone card in its corner', () => {
    const from = regular(8, 7);
    const to = regular(3, 2);
    expect([...movesOf(from, to, [0, 7, 48, 55]).values()]).toEqual([0, 2, 3, 5]);
  });

  test('moves a block with all that is in it', () => {
    const inBlocks = (columns: number, rows: number): Fit => ({ ...regular(columns, rows), per: 4, level: 'block' });
    const moves = movesOf(inBlocks(2, 2), inBlocks(3, 2), [0, 3, 5, 8, 14]);
    expect([...moves]).toEqual([[0, 0], [3, 3], [5, 9], [8, 12], [14, 22]]);
  });

  test('does not carry blocks that become others', () => {
    expect(carry({ ...regular(2, 2), per: 4 }, { ...regular(2, 2), per: 8 }, [0, 1])).toBeNull();
    expect(carry(regular(8, 8), { ...regular(2, 2), per: 8 }, [0, 1])).toBeNull();
    // Fewer blocks than are in use, and room enough.
    expect(carry({ ...regular(3, 3), per: 4 }, { ...regular(2, 2), per: 4 }, [0, 4, 8, 12, 16])).toBeNull();
  });

  test('refuses to lose a card', () => {
    expect(() => carry(regular(3, 3), regular(2, 2), [0, 1, 2, 3, 4])).toThrow(RangeError);
  });
});

/** Where the middles of the slots are, if the layout's own edges were those of its pane. */
function middles(of: Fit) {
  const first = place(of, 0);
  const right = place(of, of.columns - 1).x + of.card.width;
  const bottom = place(of, (of.rows - 1) * of.columns).y + of.card.height;
  return (slot: number) => {
    const { x, y } = place(of, slot);
    return {
      x: ((x + of.card.width / 2 - first.x) / (right - first.x)) * of.pane.width,
      y: ((y + of.card.height / 2 - first.y) / (bottom - first.y)) * of.pane.height,
    };
  };
}

/** A layout of given columns and rows, in a pane that suits it. */
function regular(columns: number, rows: number): Fit {
  const gap = 8;
  const card = { width: 160, height: 100 };
  const pane = {
    width: columns * (card.width + gap) - gap,
    height: rows * (card.height + gap) - gap,
  };
  return { count: columns * rows, per: 1, columns, rows, card, gap, pane, rem: 16, level: 'full' };
}
