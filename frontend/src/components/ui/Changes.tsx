import { withoutTurns } from '@/lib/bidi';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import { wordDiff, type KeyOf, type Piece } from '@/lib/wordDiff';
import styles from './Changes.module.css';

// Of what is the same, so much on either side tells where one is.
const AROUND = 60;
const CUT = ' … ';

type ChangesProps = {
  before: string;
  after: string;
  className?: string | undefined;
  /** What two words are compared by, where not every letter counts. */
  keyOf?: KeyOf;
};

/** What was changed in a text, word by word: told by strokes and by words as well as by colour. */
export default function Changes({ before, after, className, keyOf }: ChangesProps) {
  const pieces = wordDiff(withoutTurns(before), withoutTurns(after), keyOf);
  return (
    <p className={cx('typed', styles.changes, className)} dir="auto">
      {pieces.map((piece, index) => (
        <Changed key={index} piece={piece} isFirst={index === 0} isLast={index === pieces.length - 1} />
      ))}
    </p>
  );
}

function Changed({ piece: { kind, text }, isFirst, isLast }: { piece: Piece; isFirst: boolean; isLast: boolean }) {
  if (kind === 'same') return shortened(text, isFirst, isLast);
  const Mark = kind === 'gone' ? 'del' : 'ins';
  return (
    <Mark className={styles[kind]}>
      <span className="sr-only"> {words.changes[kind]}: </span>
      {text}
      <span className="sr-only">. </span>
    </Mark>
  );
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  const [head, tail] = [isFirst ? 0 : AROUND, isLast ? 0 : AROUND];
  const letters = Array.from(text);
  if (letters.length <= head + tail + AROUND) return text;
  return letters.slice(0, head).join('') + CUT + letters.slice(letters.length - tail).join('');
}
