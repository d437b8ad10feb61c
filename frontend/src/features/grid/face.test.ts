import { describe, expect, test } from 'vitest';
import { faceOf } from './face';

describe('the face of the grid', () => {
  test.each([
    [120, 0, 'cards'],
    [121, 0, 'canvas'],
    [10, 30, 'cards'],
    [10, 31, 'canvas'],
  ] as const)('of %i slots with %i arrivals a second is %s', (slots, arrivals, face) => {
    expect(faceOf(slots, arrivals, 'cards')).toBe(face);
  });

  test('does not change with each card that comes or goes', () => {
    expect(faceOf(100, 0, 'canvas')).toBe('canvas');
    expect(faceOf(100, 0, 'cards')).toBe('cards');
    expect(faceOf(96, 15, 'canvas')).toBe('cards');
    expect(faceOf(50, 20, 'canvas')).toBe('canvas');
  });
});
