import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import Changes from '@/components/ui/Changes';
import { cx } from '@/lib/cx';
import styles from './TaskItem.module.css';
import { fixWords } from './fixWords';

/** What its author changed in a suggestion that had been sent back, shown when he asks. */
export default function WhatChanged({ before, after }: { before: string; after: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.left}>
      <Button look="plain" className={cx(styles.action, styles.fold)} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? fixWords.hideChanges : fixWords.showChanges}
      </Button>
      {isOpen && <Changes className={styles.text} before={before} after={after} />}
    </div>
  );
}
