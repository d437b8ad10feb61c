import { expect, test } from 'vitest';
import { fit } from './fit';
import { neighbour, type Direction } from './roving';

const layout = fit(7, { width: 1080, height: 720 });
if (!layout) throw new Error('nothing fits');
const full = () => true;
const without = (...places: number[]) => (at: number) => !places.includes(at);

test.each<[number, Direction, number]>([
  [0, 'right', 1],
  [2, 'right', 3],
  [6, 'right', 6],
  [0, 'left', 0],
  [1, 'down', 4],
  // The last row has one card, in the middle.
  [3, 'down', 6],
  [6, 'up', 4],
  [4, 'first', 0],
  [4, 'last', 6],
])('from %i %s is %i', (from, to, slot) => {
  expect(neighbour(layout, full, from, to)).toBe(slot);
});

test('empty slots are stepped over', () => {
  expect(neighbour(layout, without(1), 0, 'right')).toBe(2);
  expect(neighbour(layout, without(4), 1, 'down')).toBe(3);
  expect(neighbour(layout, without(3, 4, 5), 1, 'down')).toBe(6);
});
