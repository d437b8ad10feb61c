import { expect, test } from 'vitest';
import { Late } from './late';

const TARGET = 180_000;

function noted(...waits: (number | null)[]): boolean[] {
  const late = new Late();
  return waits.map((wait) => late.note(wait, TARGET));
}

test('says once that the wait is too long', () => {
  expect(noted(0, 180_000, 180_001, 200_000, 190_000)).toEqual([false, false, true, false, false]);
});

test('says it again only after the wait was well below the target', () => {
  expect(noted(0, 190_000, 170_000, 190_000, 144_000, 190_000)).toEqual([false, true, false, false, false, true]);
});

test('nothing that waits is on time', () => {
  expect(noted(0, 190_000, null, 190_000)).toEqual([false, true, false, true]);
});

test('says nothing of what was so before', () => {
  expect(noted(190_000, 200_000)).toEqual([false, false]);
});

test('knows whether it is late, at the border too', () => {
  const late = new Late();
  const states = [100_000, 181_000, 150_000, 144_000].map((wait) => {
    late.note(wait, TARGET);
    return late.isLate;
  });
  expect(states).toEqual([false, true, true, false]);
});
