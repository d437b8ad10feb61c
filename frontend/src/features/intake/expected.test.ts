import { expect, test } from 'vitest';
import { expectedIn } from './expected';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NOW = Date.parse('2026-03-01T10:00:00Z');

test.each([
  [50 * SECOND, 'usually under a minute'],
  [60 * SECOND, 'usually about 1 min'],
  [61 * SECOND, 'usually about 2 min'],
  [59 * MINUTE, 'usually about 59 min'],
  [61 * MINUTE, 'usually about 2 h'],
])('while nothing of his waits it says what it takes: %i ms', (usual, said) => {
  expect(expectedIn(usual, null, NOW)).toBe(said);
});

test.each([
  [0, 'yours in about 3 min'],
  [90 * SECOND, 'yours in about 2 min'],
  [160 * SECOND, 'yours in under a minute'],
  [3 * MINUTE, 'yours any moment now'],
  [6 * MINUTE, 'yours takes longer than usual'],
])('the longer the oldest of his has waited, the less is left: %i ms', (waited, said) => {
  expect(expectedIn(3 * MINUTE, NOW - waited, NOW)).toBe(said);
});

test('a desk that answers at once makes nobody late at once', () => {
  expect(expectedIn(100, NOW - 20 * SECOND, NOW)).toBe('yours in under a minute');
});
