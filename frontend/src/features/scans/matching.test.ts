import { expect, test } from 'vitest';
import { aScan } from '@/testing/make';
import { matching } from './matching';

const scan = (name: string, owner: string) => aScan({ name, owner: { id: owner, name: owner } });

const scans = [scan('Gate sweep 14:00', 'Ada'), scan('Café inventory', 'Bo')];

test.each([
  ['', ['Gate sweep 14:00', 'Café inventory']],
  ['gate', ['Gate sweep 14:00']],
  ['  SWEEP ada ', ['Gate sweep 14:00']],
  ['cafe', ['Café inventory']],
  ['gate bo', []],
])('%j finds %j', (term, names) => {
  expect(matching(scans, term).map(({ name }) => name)).toEqual(names);
});
