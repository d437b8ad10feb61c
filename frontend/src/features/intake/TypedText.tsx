import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { withoutTurns } from '@/lib/bidi';
import { cx } from '@/lib/cx';
import styles from './TaskItem.module.css';
import { intakeWords } from './words';

// About four lines on a phone.
const LONG_CHARACTERS = 200;
const LONG_LINES = 5;

const isLong = (text: string) => text.length > LONG_CHARACTERS || text.split('\n').length >= LONG_LINES;

/** A suggestion as it was typed; a long one folded until asked for. */
export function TypedText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const long = isLong(text);
  return (
    <div>
      <p className={cx('typed', styles.text, long && !open && styles.folded)} dir="auto">
        {withoutTurns(text)}
      </p>
      {long && (
        <Button look="plain" className={cx(styles.action, styles.fold)} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? intakeWords.list.showLess : intakeWords.list.showAll}
        </Button>
      )}
    </div>
  );
}
