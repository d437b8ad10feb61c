import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutTurns } from '@/lib/bidi';
import { headed } from './heading';

test.each([
  ['Badge 12 is torn', 'Badge 12 is torn', ''],
  ['Badge 12 is torn. Please replace it.', 'Badge 12 is torn. ', 'Please replace it.'],
  ['Badge 12\nTorn at the edge', 'Badge 12\n', 'Torn at the edge'],
  ['See e.g. gate 4. Then act.', 'See e.g. gate 4. ', 'Then act.'],
  ['Is it 3.5 mm? Yes', 'Is it 3.5 mm? ', 'Yes'],
  ['門を確認。次に報告', '門を確認。', '次に報告'],
])('%j is headed %j', (text, heading, body) => {
  expect(headed(text)).toEqual({ heading, body });
});

test('a long line is cut between words', () => {
  const { heading, body } = headed('word '.repeat(40).trim());
  expect(heading.trimEnd().length).toBeLessThanOrEqual(90);
  expect(heading.trimEnd().endsWith('word')).toBe(true);
  expect(body.startsWith('word')).toBe(true);
});

test('a cut never goes through a character that is made of several', () => {
  const { heading } = headed('👨‍👩‍👧'.repeat(120));
  expect(heading).toBe('👨‍👩‍👧'.repeat(90));
});

test('both parts together are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const { heading, body } = headed(text);
      expect(heading + body).toBe(withoutTurns(text));
    }),
  );
});

test('nothing in a heading turns it around', () => {
  expect(headed('This is \u202eevil. \u2067Really.')).toEqual({ heading: 'This is ◌evil. ', body: '◌Really.' });
});
