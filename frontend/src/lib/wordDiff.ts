/** A stretch of two texts: in both, only in the earlier one, or only in the later one. */
export type Piece = { readonly kind: 'same' | 'gone' | 'come'; readonly text: string };

// 1,500 words each, and about as long as a frame takes. Beyond, what differs counts as all new.
const MOST_STEPS = 2_250_000;

const splitter = new Intl.Segmenter(undefined, { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(splitter.segment(text), ({ segment }) => segment);

/** What a word is compared by; two words are the same where it is. */
export type KeyOf = (word: string) => string;

const asWritten: KeyOf = (word) => word;

/**
 * Return the two texts as one, word by word. Pure: without what has come it is `before`, without what is gone `after`.
 * Where `keyOf` takes other words for the same, they stand there as in `after`.
 */
export function wordDiff(before: string, after: string, keyOf: KeyOf = asWritten): readonly Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const [oldKeys, nowKeys] = [old.map(keyOf), now.map(keyOf)];
  let start = 0;
  while (start < old.length && start < now.length && oldKeys[start] === nowKeys[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && oldKeys.at(-1 - end) === nowKeys.at(-1 - end)) end += 1;
  const middle = [old.slice(start, old.length - end), now.slice(start, now.length - end)] as const;
  return joined([
    { kind: 'same', text: now.slice(0, start).join('') },
    ...differing(...middle, keyOf),
    { kind: 'same', text: now.slice(now.length - end).join('') },
  ]);
}

/** The longest common subsequence, by the table that every textbook has. */
function differing(old: readonly string[], now: readonly string[], keyOf: KeyOf): Piece[] {
  const width = now.length + 1;
  if (old.length * width > MOST_STEPS) return [{ kind: 'gone', text: old.join('') }, { kind: 'come', text: now.join('') }];
  const [oldKeys, nowKeys] = [old.map(keyOf), now.map(keyOf)];
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        oldKeys[row] === nowKeys[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    const [gone, come] = [old[row], now[column]];
    if (gone !== undefined && come !== undefined && oldKeys[row] === nowKeys[column]) {
      pieces.push({ kind: 'same', text: come });
      row += 1;
      column += 1;
    } else if (gone !== undefined && (come === undefined || at(row + 1, column) >= at(row, column + 1))) {
      pieces.push({ kind: 'gone', text: gone });
      row += 1;
    } else {
      pieces.push({ kind: 'come', text: come ?? '' });
      column += 1;
    }
  }
  return pieces;
}

/** Side by side what belongs together: first all that is gone, then all that has come. Lone spaces between changes go with them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let change = { gone: '', come: '' };
  const close = () => {
    if (change.gone !== '') result.push({ kind: 'gone', text: change.gone });
    if (change.come !== '') result.push({ kind: 'come', text: change.come });
    change = { gone: '', come: '' };
  };
  pieces.forEach(({ kind, text }, index) => {
    if (text === '') return;
    const isChanging = change.gone + change.come !== '';
    if (kind !== 'same') {
      change[kind] += text;
    } else if (isChanging && text.trim() === '' && pieces[index + 1]?.kind !== 'same') {
      change.gone += text;
      change.come += text;
    } else {
      close();
      const last = result.at(-1);
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text };
      else result.push({ kind, text });
    }
  });
  close();
  return result;
}
