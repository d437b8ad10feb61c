import { expect, test } from 'vitest';
import { words } from './likeWords';

const MARKS = [
  // However many wait, that one like them was decided is not left out: it is what one most wants to know.
  [3, null, { large: '3 alike', full: '3 alike', compact: '×3' }],
  [1, 'refused', { large: 'refused before', full: 'refused before', compact: 'known' }],
  [3, 'refused', { large: '3 alike, refused before', full: '×3, refused before', compact: '×3 known' }],
  [2, 'returned', { large: '2 alike, sent back before', full: '×2, sent back before', compact: '×2 known' }],
] as const;

test.each(MARKS)('of %i that wait, one like them %s, a card says as much as it has room for', (count, decided, said) => {
  for (const level of ['large', 'full', 'compact'] as const) expect(words.mark({ count, decided }, level)).toBe(said[level]);
});
