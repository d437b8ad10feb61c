import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { heldOf, KEYS, REASON_KEYS, shownKey } from './keys';

const readme = readFileSync('e2e/README.md', 'utf8');
const rows = readme
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (key|gesture|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const specsOf = (cells: readonly string[]) => (cells.at(-2) ?? '').split(', ');
const pathOf = (spec: string) => `e2e/${spec}.spec.ts`;

const lines = [...KEYS, ...REASON_KEYS].flatMap((line) => line.keys.map((key) => ({ sign: [...heldOf(line), shownKey(key)].join(' '), held: line.held, key })));
const HELD = { shift: 'Shift\\+', mod: '(Control|Meta)\\+' } as const;

describe('the list of what drives the console', () => {
  test.each(lines)('$sign is pressed where the list says so, in company first', ({ sign, held, key }) => {
    const row = rows.find(([, signs]) => signs?.includes(`\`${sign}\``)) ?? [];
    const specs = specsOf(row);
    expect(specs[0]).toMatch(/^console-everything/);
    const name = key.replace(/[?/]/, '\\$&');
    const pressed = new RegExp(`'${held ? HELD[held] : ''}${name}'`);
    expect(specs.filter((spec) => !pressed.test(readFileSync(pathOf(spec), 'utf8')))).toEqual([]);
  });

  test('names no file that is not there', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.flatMap(specsOf).filter((spec) => !existsSync(pathOf(spec)))).toEqual([]);
  });
});
