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
  [4, 'rowStart', 3],
  [4, 'rowEnd', 5],
  [6, 'rowStart', 6],
  [6, 'rowEnd', 6],
  [4, 'last', 6],
])('from %i %s is %i', (from, to, slot) => {
  expect(neighbour(layout, full, from, to)).toBe(slot);
});

test('a page leads a quarter of the rows on, and to the edge where there are fewer', () => {
  const tall = fit(200, { width: 400, height: 2000 });
  if (!tall) throw new Error('nothing fits');
  const { columns, rows, count } = tall;
  const quarter = Math.ceil(rows / 4);
  expect(rows).toBeGreaterThan(8);
  const down = (from: number, isReachable: (at: number) => boolean = full) => neighbour(tall, isReachable, from, 'pageDown');
  expect(down(1)).toBe(1 + quarter * columns);
  expect(neighbour(tall, full, 1 + quarter * columns, 'pageUp')).toBe(1);
  expect(neighbour(tall, full, 1 + columns, 'pageUp')).toBe(1);
  expect(down(count - columns)).toBe(count - columns);
  // Where that row is empty, the nearest one that is not.
  const isNotThere = (at: number) => Math.floor(at / columns) !== quarter;
  expect([quarter - 1, quarter + 1]).toContain(Math.floor(down(1, isNotThere) / columns));
  expect(down(1, (at) => at <= columns)).toBe(columns);
});

test('empty slots are stepped over', () => {
  expect(neighbour(layout, without(1), 0, 'right')).toBe(2);
  expect(neighbour(layout, without(4), 1, 'down')).toBe(3);
  expect(neighbour(layout, without(3, 4, 5), 1, 'down')).toBe(6);
  expect(neighbour(layout, without(3, 5), 4, 'rowStart')).toBe(4);
  expect(neighbour(layout, without(0), 1, 'rowStart')).toBe(1);
});
