import { expect, test } from 'vitest';
import { leftOutOf, readQuery, writeQuery } from './query';

test('what of the address makes no sense is left out, and known as it was written', () => {
  const search = new URLSearchParams('kind=gossip&days=12&by=01j');
  expect(readQuery(search)).toEqual({ kind: null, days: null, by: '01j', scan: null });
  expect(leftOutOf(search)).toEqual(['kind=gossip', 'days=12']);
  expect(leftOutOf(writeQuery({ kind: 'people', days: 7, by: null, scan: '01k' }))).toEqual([]);
});
