import { expect, test } from 'vitest';
import { aTask } from '@/testing/make';
import { large, stepsOf, withKept } from './recalled';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const ago = (ms: number) => new Date(NOW - ms).toISOString();
const decided = (id: string, ms: number, by = 'me', status: 'validated' | 'refused' = 'validated') =>
  aTask({ id, version: 2, status, decided_at: ago(ms), decided_by: { id: by, name: by } });
const ids = (...tasks: Parameters<typeof stepsOf>[0]) => stepsOf(tasks, 'me', NOW).map((step) => step.map(({ id }) => id));

test('one’s own verdicts of late are steps, the last one last', () => {
  expect(ids(decided('last', 1000), decided('his', 1500, 'bo'), decided('first', 90_000), decided('old', 11 * 60_000))).toEqual([['first'], ['last']]);
  expect(stepsOf([decided('last', 1000)], 'me', NOW)).toEqual([[{ id: 'last', version: 2, at: ago(1000) }]]);
});

test('verdicts of one kind and one moment are one step', () => {
  expect(ids(decided('b', 500), decided('a', 500), decided('c', 500, 'me', 'refused'), decided('d', 400))).toEqual([['b', 'a'], ['c'], ['d']]);
});

test('a task that waits is none', () => {
  expect(ids(aTask({ id: 'waits' }))).toEqual([]);
});

const mine = (id: string, ms: number) => ({ id, version: 2, at: ago(ms) });

test('what the tab has kept as one step is one again, at its place, as long as it is of late', () => {
  const steps = [[mine('first', 5000)], [mine('a', 4000)], [mine('b', 3000)], [mine('last', 1000)]];
  const kept = [[mine('a', 4000), mine('b', 3000), mine('c', 3000)]];
  expect(withKept(steps, kept, NOW).map((step) => step.map(({ id }) => id))).toEqual([['first'], ['a', 'b', 'c'], ['last']]);
  expect(withKept(steps, [[mine('old', 11 * 60_000)]], NOW)).toEqual(steps);
});

test('a step is kept that was more than one call', () => {
  const step = (count: number) => Array.from({ length: count }, (_, index) => mine(String(index), 1000));
  expect(large([step(1), step(200), step(201)]).map(({ length }) => length)).toEqual([201]);
});
