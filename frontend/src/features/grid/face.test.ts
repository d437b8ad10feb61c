import { describe, expect, test } from 'vitest';
import { faceOf } from './face';
import type { Fit } from './fit';

const layoutOf = (count: number, per = 1): Fit => ({
  count, per, columns: 1, rows: count, card: { width: 9, height: 5 }, gap: 1, pane: { width: 9, height: 9 }, rem: 16, level: 'tiny',
});

describe('the face of the grid', () => {
  test.each([
    [120, 0, 'cards'],
    [121, 0, 'canvas'],
    [10, 30, 'cards'],
    [10, 31, 'canvas'],
  ] as const)('of %i slots with %i arrivals a second is %s', (slots, arrivals, face) => {
    expect(faceOf(layoutOf(slots), arrivals, 'cards')).toBe(face);
  });

  test('does not change with each card that comes or goes', () => {
    expect(faceOf(layoutOf(100), 0, 'canvas')).toBe('canvas');
    expect(faceOf(layoutOf(100), 0, 'cards')).toBe('cards');
    expect(faceOf(layoutOf(96), 15, 'canvas')).toBe('cards');
    expect(faceOf(layoutOf(50), 20, 'canvas')).toBe('canvas');
  });

  test('of blocks is always the canvas', () => {
    expect(faceOf(layoutOf(3, 2), 0, 'cards')).toBe('canvas');
    expect(faceOf(null, 0, 'cards')).toBe('cards');
  });
});
