import { expect, test } from 'vitest';
import { aTask } from '@/testing/make';
import { askedOf, belongs, leftOutOf, readQuery, sortedBy, withoutFilters, writeQuery, type ListQuery } from './query';
import { rowsIn, rowsToDraw } from './useRowWindow';

const plain = readQuery(new URLSearchParams());
const every: ListQuery = {
  statuses: ['pending', 'returned'],
  text: 'seal & cut',
  author: 'S. Okafor',
  reason: 'seen?',
  list: '2',
  from: '2026-01-31T12:00',
  to: '2026-02-01T12:00',
  sort: 'changed',
};

test('what stands in the address is read as it was written', () => {
  const written = writeQuery(new URLSearchParams('task=01j'), every);
  expect(readQuery(new URLSearchParams(written.toString()))).toEqual(every);
  expect(written.get('task')).toBe('01j');
  expect(writeQuery(written, withoutFilters({ ...every, sort: '-number' })).toString()).toBe('task=01j');
});

test('what makes no sense there is left out', () => {
  expect(readQuery(new URLSearchParams('status=lost,refused,refused&sort=text&from=now&list=x'))).toEqual({ ...plain, statuses: ['refused'] });
  expect(plain.sort).toBe('-number');
});

test('what is left out is known as it was written', () => {
  const leftOut = (search: string) => leftOutOf(new URLSearchParams(search));
  expect(leftOut('status=lost,refused,found&sort=text&from=now&to=2026-13-41T25:61&list=x&text=x')).toEqual([
    'status=lost,found',
    'list=x',
    'from=now',
    'to=2026-13-41T25:61',
    'sort=text',
  ]);
  expect(leftOut(writeQuery(new URLSearchParams('task=01j'), every).toString())).toEqual([]);
  expect(leftOut('status=&sort=&from=')).toEqual([]);
});

test('the server is asked for no more than was said, in its own time', () => {
  expect(askedOf({ ...plain, text: '  ' }).toString()).toBe('sort=-number');
  const asked = askedOf(every);
  expect(asked.get('status')).toBe('pending,returned');
  expect(asked.get('reasons_version')).toBe('2');
  expect(asked.get('from')).toBe(new Date(2026, 0, 31, 12).toISOString());
});

test('a task that has come is held against the same filters', () => {
  const task = aTask({ text: 'Café door', status: 'refused', reason: 'Seen already', reasons_version: 2 });
  const yes: Partial<ListQuery>[] = [{}, { text: 'door CAFE' }, { statuses: ['pending', 'refused'] }, { reason: 'seen' }, { list: '2' }, { from: '2000-01-01T00:00' }];
  const no: Partial<ListQuery>[] = [{ text: 'window' }, { statuses: ['pending'] }, { reason: 'blurred' }, { list: '1' }, { to: '2000-01-01T00:00' }, { author: 'nobody' }];
  expect(yes.map((part) => belongs(task, { ...plain, ...part }))).toEqual(yes.map(() => true));
  expect(no.map((part) => belongs(task, { ...plain, ...part }))).toEqual(no.map(() => false));
});

test('a column sorts by its newest first, then the other way', () => {
  expect(sortedBy('changed', '-number')).toBe('-changed');
  expect(sortedBy('changed', '-changed')).toBe('changed');
  expect(sortedBy('changed', 'changed')).toBe('-changed');
});

test('rows are drawn for what is in sight, and some more', () => {
  expect(rowsIn(20_000, 44, 44 * 1000, 440)).toEqual({ first: 988, end: 1022 });
  expect(rowsIn(5, 44, 0, 440)).toEqual({ first: 0, end: 5 });
  expect(rowsIn(0, 44, 0, 440)).toEqual({ first: 0, end: 0 });
  // Scrolled far, and then a filter leaves less.
  expect(rowsIn(3, 44, 44 * 1000, 440)).toEqual({ first: 3, end: 3 });
});

test('the row with the focus is drawn wherever it is, and what is beside it', () => {
  expect(rowsToDraw(10, 13, -1, 100)).toEqual([10, 11, 12]);
  expect(rowsToDraw(10, 13, 11, 100)).toEqual([10, 11, 12]);
  expect(rowsToDraw(10, 13, 40, 100)).toEqual([10, 11, 12, 39, 40, 41]);
  expect(rowsToDraw(10, 13, 0, 100)).toEqual([0, 1, 10, 11, 12]);
  expect(rowsToDraw(10, 13, 99, 100)).toEqual([10, 11, 12, 98, 99]);
  // At the edge its neighbour is out of sight.
  expect(rowsToDraw(10, 13, 12, 100)).toEqual([10, 11, 12, 13]);
  expect(rowsToDraw(10, 13, 10, 100)).toEqual([9, 10, 11, 12]);
});
