import { CopyPlus } from 'lucide-react';
import { memo, Suspense } from 'react';
import { useUser } from '@/auth/AuthContext';
import { Button } from '@/components/ui/Button';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { cx } from '@/lib/cx';
import { lazyPart } from '@/lib/lazyPart';
import type { ScanStatus, TaskStatus, TaskView } from '@/live/protocol.gen';
import { waitsSince } from '@/live/wait';
import type { Round } from '@/live/round';
import type { ScanLive } from '@/live/scanLive';
import { hasCorrections } from './drafts';
import styles from './TaskItem.module.css';
import { TypedText } from './TypedText';
import { intakeWords } from './words';

// Loaded as soon as something was sent back.
const Correcting = lazyPart(() => import('./Correcting'));
const WhatChanged = lazyPart(() => import('./WhatChanged'));

type TaskItemProps = {
  live: ScanLive;
  scanStatus: ScanStatus;
  task: TaskView;
  /** Why a task that has changed waits again; undefined until that is known. */
  round: Round | undefined;
  clockOffset: number;
  onCopyToNew: ((text: string) => void) | null;
};

/** The name of a suggestion's place in the list. */
export const placeOf = (number: number): string => `suggestion-${number}`;

/** One of the worker's suggestions as the server has it. */
export const TaskItem = memo(function TaskItem({ task, round, clockOffset, onCopyToNew, ...place }: TaskItemProps) {
  const { status, number, text, reason } = task;
  const user = useUser();
  return (
    <li id={placeOf(number)} tabIndex={-1} className={cx('glass', styles.item, status !== 'pending' && styles[status])}>
      <StatusMark mark={status} className={styles.mark} />
      <TypedText text={text} />
      <p className={styles.meta}>
        <span className="num">#{number}</span>
        <span aria-hidden="true">·</span>
        <RelativeTime className="num" at={task.decided_at ?? waitsSince(task)} clockOffset={clockOffset} />
        <span aria-hidden="true">·</span>
        <span className={styles.state}>{stateOf(status, round, place.scanStatus)}</span>
      </p>
      {reason && (
        <p className={cx('typed', styles.reason)} dir="auto">
          {withoutTurns(reason)}
        </p>
      )}
      {status === 'pending' && round?.before && (
        <Suspense fallback={null}>
          <WhatChanged before={round.before} after={text} />
        </Suspense>
      )}
      {(status === 'returned' || hasCorrections(user.id, task.id)) && (
        <Suspense fallback={null}>
          <Correcting userId={user.id} task={task} onCopyToNew={onCopyToNew} {...place} />
        </Suspense>
      )}
      {status === 'refused' && onCopyToNew && (
        <div className={styles.actions}>
          <Button
            look="plain"
            className={cx(styles.action, styles.copy)}
            icon={<CopyPlus size={16} aria-hidden="true" />}
            onClick={() => onCopyToNew(text)}
          >
            {intakeWords.list.copyToNew}
          </Button>
        </div>
      )}
    </li>
  );
});

/** What has become of a suggestion, in the worker's words. */
export function stateOf(status: TaskStatus, round: Round | undefined, scanStatus: ScanStatus): string {
  const { list } = intakeWords;
  if (status !== 'pending') return list[status];
  if (scanStatus === 'closed') return list.undecided;
  if (round?.isTakenBack) return list.takenBack;
  return round && round.number > 1 ? list.savedAgain(round.number) : list.saved;
}
