import { CirclePause } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import type { ScanView } from '@/live/protocol.gen';
import { useBoard } from './deskContext';
import { ReopenButton } from './ReopenButton';
import { words } from './words';
import styles from './PauseLine.module.css';

/** On a phone more than this is more than two lines: then it is unfolded by a press. */
const FOLDED_ABOVE = 70;

/** While a scan is paused and something waits in it: what its workers read, and how they go on. Where nothing waits, that stands in the middle. */
export function PauseLine({ scan, narrow }: { scan: ScanView; narrow: boolean }) {
  const waiting = useBoard((board) => board.waiting.length);
  const [isOpen, setOpen] = useState(false);
  if (scan.status !== 'paused' || waiting === 0) return null;
  const message = scan.pause_message ?? '';
  const folds = narrow && message.length > FOLDED_ABOVE;
  return (
    <div className={styles.line}>
      <CirclePause size={14} aria-hidden="true" />
      <p className={cx(styles.message, folds && (isOpen ? styles.unfolded : styles.folded))} dir="auto">
        {message || words.manage.paused}
      </p>
      {folds && (
        <Button size="dense" look="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.manage.less : words.manage.whole}
        </Button>
      )}
      {scan.can.includes('edit') && <ReopenButton scan={scan} size="dense" />}
    </div>
  );
}
