import { expect, test } from 'vitest';
import { withoutTurns } from './bidi';

test('signs that turn letters around are seen, and do nothing', () => {
  expect(withoutTurns('This is \u202eevil\u202c.')).toBe('This is ◌evil◌.');
  const turns = '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
  expect(withoutTurns(turns)).toBe('◌'.repeat(turns.length));
});

test('what languages need stays as it is', () => {
  // Hebrew with a mark of its direction, Arabic with another, and a family of joined signs.
  for (const text of ['שלום\u200f!', 'مرحبا\u061c', 'a\u200eb', '👨‍👩‍👧', 'می\u200cخواهم']) expect(withoutTurns(text)).toBe(text);
});
