import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from './wordDiff';

const without = (kind: 'gone' | 'come', before: string, after: string) =>
  wordDiff(before, after)
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('');

test('both texts can be read out of it, letter by letter', () => {
  const text = fc.array(fc.constantFrom('door', 'gate', '4', ' ', '\n', ', ', '門', 'باب'), { maxLength: 30 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(without('come', before, after)).toBe(before);
      expect(without('gone', before, after)).toBe(after);
    }),
  );
});

test('words are told apart, and what belongs together stays so', () => {
  expect(wordDiff('Verify badge at gate', 'Verify the badge at gate 4')).toEqual([
    { kind: 'same', text: 'Verify ' },
    { kind: 'come', text: 'the ' },
    { kind: 'same', text: 'badge at gate' },
    { kind: 'come', text: ' 4' },
  ]);
  expect(wordDiff('seal was cut', 'lock is broken')).toEqual([
    { kind: 'gone', text: 'seal was cut' },
    { kind: 'come', text: 'lock is broken' },
  ]);
});

test('words that are the same but for something stand as in the later text', () => {
  expect(wordDiff('Badge reader at GATE 4', 'The badge Reader at gate 4', (word) => word.toLowerCase())).toEqual([
    { kind: 'come', text: 'The ' },
    { kind: 'same', text: 'badge Reader at gate 4' },
  ]);
});

test('two texts without a word in common, as long as they may be, are still shown at once', () => {
  const [before, after] = ['a '.repeat(2000), 'b\n'.repeat(2000)];
  expect(wordDiff(before, after).map(({ kind }) => kind)).toEqual(['gone', 'come']);
});
