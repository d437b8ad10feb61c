import { describe, expect, it } from 'vitest';
import { pressed, sorted, type Column } from './sorting';

type Row = { name: string; wait: number | null };
const NAME: Column<Row> = { key: 'name', title: 'Name', value: ({ name }) => name };
const WAIT: Column<Row> = { key: 'wait', title: 'Wait', value: ({ wait }) => wait };
const COLUMNS = [NAME, WAIT];
const ROWS: Row[] = [
  { name: 'Gate 10', wait: null },
  { name: 'gate 9', wait: 5 },
  { name: 'Äther', wait: 7 },
];
const names = (sort: string) => sorted(ROWS, COLUMNS, sort).map(({ name }) => name);

describe('a table', () => {
  it('is sorted as people read, and what has no number comes last', () => {
    expect(names('name')).toEqual(['Äther', 'gate 9', 'Gate 10']);
    expect(names('-wait')).toEqual(['Äther', 'gate 9', 'Gate 10']);
    expect(names('wait')).toEqual(['gate 9', 'Äther', 'Gate 10']);
  });

  it('stays as it came where nobody knows the column', () => {
    expect(names('-nothing')).toEqual(ROWS.map(({ name }) => name));
  });

  it('begins with A for names and with the most for numbers, and turns round when pressed again', () => {
    expect([pressed(NAME, ROWS, '-wait'), pressed(WAIT, ROWS, 'name'), pressed(WAIT, ROWS, '-wait'), pressed(NAME, ROWS, 'name')]).toEqual(['name', '-wait', 'wait', '-name']);
  });
});
