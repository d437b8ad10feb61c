import { expect, test } from 'vitest';
import { aTask } from '../../testing/make';
import { commandsFor, nearest, tasksFor } from './paletteItems';

const tasks = [
  aTask({ id: 'a', number: 1, text: 'Gate is open', status: 'validated' }),
  aTask({ id: 'b', number: 2, text: 'Gate is torn' }),
  aTask({ id: 'c', number: 12, text: 'Badge' }),
];

test.each([
  ['', []],
  ['gate', ['b', 'a']],
  ['#12', ['c']],
  ['gate torn', ['b']],
])('%j leads to the tasks %j', (query, ids) => {
  expect(tasksFor(query, tasks).map(({ id }) => id)).toEqual(ids);
});

test('a command is found by any of its words, and all are offered without one', () => {
  const commands = ['Full screen', 'All keys'].map((label) => ({ label, onSelect: () => undefined }));
  expect(commandsFor('SCREEN', commands).map(({ label }) => label)).toEqual(['Full screen']);
  expect(commandsFor('', commands)).toHaveLength(2);
});

test('a command is found by another word for it', () => {
  const commands = [{ label: 'Resume', also: 'continue, reopen', onSelect: () => undefined }];
  for (const query of ['resume', 'continue', 'reop']) expect(commandsFor(query, commands)).toHaveLength(1);
});

test('where none has the name, those are near that begin alike, the likest first', () => {
  const commands = ['Full screen', 'Close the scan', 'All scans', 'Undo'].map((label) => ({ label, onSelect: () => undefined }));
  const near = (query: string) => nearest(query, commands).map(({ label }) => label);
  expect(near('clsoe scanner')).toEqual(['Close the scan', 'All scans']);
  expect(near('closing of scans')).toEqual(['Close the scan', 'All scans']);
  expect(near('un')).toEqual([]);
});
