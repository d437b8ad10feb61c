import { Suspense } from 'react';
import { Button } from '@/components/ui/Button';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import { lazyPart } from '@/lib/lazyPart';
import type { OutboxItem } from '@/live/outboxStore';
import styles from './TaskItem.module.css';
import { TypedText } from './TypedText';
import { intakeWords } from './words';

export type WaitReason = 'network' | 'opening' | 'closed' | 'sending';

type UnsentItemProps = {
  item: OutboxItem;
  /** What it waits for. */
  reason: WaitReason;
  onRetry: () => void;
  onDiscard: () => void;
  onCopyToNew: ((text: string) => void) | null;
};

// Only of use once the scan is closed.
const LeftActions = lazyPart(() => import('./LeftActions'));

const { list } = intakeWords;
const WAITS = { network: list.unsent, opening: list.unsentPaused, closed: list.closedFirst, sending: list.sending };

/** A suggestion that the server has not confirmed. One that it refuses is kept until the worker decides. */
export function UnsentItem({ item, reason, onRetry, onDiscard, onCopyToNew }: UnsentItemProps) {
  const failed = item.problem !== null;
  const isClosed = reason === 'closed';
  return (
    <li className={cx('glass', styles.item, failed ? styles.refused : styles.unsent)}>
      <StatusMark mark={failed ? 'warning' : 'unsent'} className={styles.mark} />
      <TypedText text={item.text} />
      <p className={styles.meta}>
        <span className={styles.state}>{failed ? list.notSent : WAITS[reason]}</span>
      </p>
      {failed && <p className={styles.reason}>{item.problem}</p>}
      {isClosed && (
        <div className={styles.left}>
          <Suspense fallback={null}>
            <LeftActions text={item.text} onDiscard={onDiscard} />
          </Suspense>
        </div>
      )}
      {failed && !isClosed && (
          <div className={styles.actions}>
            <Button className={styles.action} onClick={onRetry}>
              {list.sendAgain}
            </Button>
            {onCopyToNew && (
              <Button
                className={styles.action}
                onClick={() => {
                  onCopyToNew(item.text);
                  onDiscard();
                }}
              >
                {list.copyToNew}
              </Button>
            )}
            <Button className={styles.action} tone="danger" look="plain" onClick={onDiscard}>
              {list.discard}
            </Button>
          </div>
      )}
    </li>
  );
}
