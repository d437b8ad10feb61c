import { expect, test } from 'vitest';
import { Late } from './late';

const TARGET = 180_000;

const MINUTE = 60_000;

/** What is said of waits, one every six minutes. */
function noted(...waits: (number | null)[]): boolean[] {
  const late = new Late();
  return waits.map((wait, index) => late.note(wait, TARGET, index * 6 * MINUTE));
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

test('says it once in five minutes, however often one waits too long and is gone', () => {
  const late = new Late();
  late.note(null, TARGET, 0);
  const said = [1, 2, 3, 4, 5, 6].map((minute) => {
    const news = late.note(190_000, TARGET, minute * MINUTE);
    late.note(null, TARGET, minute * MINUTE);
    return news;
  });
  expect(said).toEqual([true, false, false, false, false, true]);
});

test('says nothing of what was so before', () => {
  expect(noted(190_000, 200_000)).toEqual([false, false]);
});

test('knows whether it is late, at the border too', () => {
  const late = new Late();
  const states = [100_000, 181_000, 150_000, 144_000].map((wait) => {
    late.note(wait, TARGET, 0);
    return late.isLate;
  });
  expect(states).toEqual([false, true, true, false]);
});
