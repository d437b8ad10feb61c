import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elided, wrap } from './wrap';

// As in a face in which every letter is as wide as the next.
const measure = (text: string) => Array.from(text).length;

describe('lines', () => {
  test('break between words', () => {
    expect(wrap('Verify badge read at gate 4', 12, 9, measure)).toEqual(['Verify badge', 'read at gate', '4']);
  });

  test('break within a word that is too long for one', () => {
    expect(wrap('a 88214882141 b', 5, 9, measure)).toEqual(['a', '88214', '88214', '1 b']);
  });

  test('end where the text says so', () => {
    expect(wrap('one\ntwo', 12, 9, measure)).toEqual(['one', 'two']);
  });

  test('say that there is more', () => {
    expect(wrap('one two three four', 9, 1, measure)).toEqual(['one two…']);
    expect(wrap('one two three', 5, 2, measure)).toEqual(['one', 'two…']);
  });

  test('are never too many or too wide, and begin as the text does', () => {
    const room = fc.record({ width: fc.integer({ min: 3, max: 40 }), most: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), room, (text, { width, most }) => {
        const lines = wrap(text, width, most, measure);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        const letters = (words: string) => words.replace(/\s/gu, '');
        expect(letters(text).startsWith(letters(lines.join('')).replace(/…$/u, ''))).toBe(true);
      }),
    );
  });
});

test('what does not fit on one line ends in an ellipsis', () => {
  expect(elided('S. Okafor', 9, measure)).toBe('S. Okafor');
  expect(elided('S. Okafor', 5, measure)).toBe('S. O…');
});
