import { CopyPlus } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/Button';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import type { TaskView } from '@/live/protocol.gen';
import styles from './TaskItem.module.css';
import { TypedText } from './TypedText';
import { intakeWords } from './words';

type TaskItemProps = {
  task: TaskView;
  clockOffset: number;
  onCopyToNew: ((text: string) => void) | null;
};

/** One of the worker's suggestions as the server has it. */
export const TaskItem = memo(function TaskItem({ task, clockOffset, onCopyToNew }: TaskItemProps) {
  const { status, number, text, reason } = task;
  const mayCopy = status === 'refused' || status === 'returned';
  return (
    <li className={cx('glass', styles.item, status !== 'pending' && styles[status])}>
      <StatusMark mark={status} className={styles.mark} />
      <TypedText text={text} />
      <p className={styles.meta}>
        <span className="num">#{number}</span>
        <span aria-hidden="true">·</span>
        <RelativeTime className="num" at={task.decided_at ?? task.created_at} clockOffset={clockOffset} />
        <span aria-hidden="true">·</span>
        <span className={styles.state}>{stateOf(task)}</span>
      </p>
      {reason && (
        <p className={cx('typed', styles.reason)} dir="auto">
          {reason}
        </p>
      )}
      {mayCopy && onCopyToNew && (
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

function stateOf({ status, version }: TaskView): string {
  const { list } = intakeWords;
  if (status !== 'pending') return list[status];
  return version > 1 ? list.takenBack : list.saved;
}
