import { beforeEach, expect, test } from 'vitest';
import { catalogue } from './catalogue';
import { disguised, mirrorPage } from './disguise';

const WORDS = {
  plain: 'Send back',
  none: '',
  many: (count: number) => (count === 0 ? undefined : `${count} more`),
  deeper: { list: ['One', 'Two'] },
};

beforeEach(() => document.documentElement.removeAttribute('dir'));

test('words stand as they are until the browser is told otherwise', () => {
  expect(catalogue(WORDS)).toBe(WORDS);
  mirrorPage();
  expect(document.documentElement.dir).toBe('');
});

test('longer: every word that a catalogue holds or makes is accented, in brackets, and longer by two fifths', () => {
  localStorage.setItem('taskstream.disguise', 'longer');
  const { plain, none, many, deeper } = disguised(WORDS);
  expect(plain).toMatch(/^⟦Š.+⟧$/);
  expect(plain.slice(1, -1)).toHaveLength(Math.ceil(1.4 * WORDS.plain.length));
  expect(none).toBe('');
  expect([many(3), many(0)]).toEqual(['⟦3 möörééé⟧', undefined]);
  expect(deeper.list).toEqual(['⟦Öñééé⟧', '⟦Twööé⟧']);
});

test('mirrored: words run from right to left, and the page with them', () => {
  localStorage.setItem('taskstream.disguise', 'mirrored');
  expect(disguised(WORDS).plain).toBe('\u202eSend back\u202c');
  mirrorPage();
  expect(document.documentElement.dir).toBe('rtl');
});
