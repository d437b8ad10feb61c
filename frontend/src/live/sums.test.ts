import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aTask } from '@/testing/make';
import type { TaskStatus } from './protocol.gen';
import { NO_SUMS, resum } from './sums';

test('a task’s share is the crc32 that Python and zlib give', () => {
  expect(resum(NO_SUMS, undefined, aTask({ id: 'scan1.task1', version: 1 }))).toEqual({ count: 1, digest: 71_344_832 });
  expect(resum(NO_SUMS, undefined, aTask({ id: '7k2.01j', version: 12 }))).toEqual({ count: 1, digest: 70_209_287 });
});

test('only open tasks count, and what goes takes its share along', () => {
  const waits = aTask();
  const back = aTask({ version: 2, status: 'returned' });
  const decided = aTask({ version: 3, status: 'refused' });
  const one = resum(NO_SUMS, undefined, waits);
  const other = resum(one, waits, back);
  expect(other.count).toBe(1);
  expect(other.digest).not.toBe(one.digest);
  expect(resum(other, back, decided)).toEqual(NO_SUMS);
  expect(resum(one, waits, undefined)).toEqual(NO_SUMS);
  expect(resum(NO_SUMS, undefined, decided)).toBe(NO_SUMS);
});

test('whatever happened to a task, the sums are those of how it is now', () => {
  const statuses = fc.array(fc.constantFrom<TaskStatus[]>('pending', 'returned', 'validated', 'refused'), { minLength: 1 });
  fc.assert(
    fc.property(statuses, (lives) => {
      const tasks = lives.map((status, index) => aTask({ status, version: index + 1 }));
      const kept = tasks.reduce((sums, task, index) => resum(sums, tasks[index - 1], task), NO_SUMS);
      expect(kept).toEqual(resum(NO_SUMS, undefined, tasks.at(-1)));
    }),
  );
});
