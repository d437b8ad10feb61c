import { useEffect, useId, useRef } from 'react';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import { Button } from './Button';
import styles from './Dialog.module.css';

type DiscardQuestionProps = { onKeep: () => void; onDiscard: () => void };

/** Asked in the place of a dialog's buttons, before what was typed in it is lost. */
export function DiscardQuestion({ onKeep, onDiscard }: DiscardQuestionProps) {
  const question = useId();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div className={cx(styles.foot, styles.asks)} role="group" aria-labelledby={question}>
      <p id={question}>{words.discard.question}</p>
      <Button tone="danger" look="plain" onClick={onDiscard}>
        {words.discard.discard}
      </Button>
      <Button ref={keep} tone="accent" look="solid" onClick={onKeep}>
        {words.discard.keep}
      </Button>
    </div>
  );
}
