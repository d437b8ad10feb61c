import { memo, type CSSProperties } from 'react';
import { PersonName } from '@/components/scan/PersonName';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { words as shared } from '@/lib/words';
import type { TaskView } from '@/live/protocol.gen';
import { useCountedAs } from '../deskContext';
import { Moment } from './Moment';
import { useNewest } from './useNewest';
import { words } from './words';
import styles from './Tasks.module.css';

type RowProps = {
  task: TaskView;
  index: number;
  height: number;
  isOpen: boolean;
  onOpen: (id: string) => void;
};

/** One task, as it is now. The whole row opens it. */
export const Row = memo(function Row({ task: listed, index, height, isOpen, onOpen }: RowProps) {
  const task = useNewest(listed);
  const as = useCountedAs(task.status);
  // CSSProperties knows no custom properties; the class reads it.
  const place = { '--y': `${index * height}px`, blockSize: height } as CSSProperties;
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={place} data-task={listed.id} data-open={isOpen ? '' : undefined}>
      <div role="cell" className={styles.number}>
        {task.number}
      </div>
      <div role="cell" className={styles.text}>
        <button type="button" className={styles.open} aria-label={words.open(task.number)} aria-expanded={isOpen} onClick={() => onOpen(task.id)} />
        <span className={styles.said} dir="auto">
          {withoutTurns(task.text)}
        </span>
      </div>
      <div role="cell" className={styles.author}>
        <PersonName person={task.author} />
      </div>
      <div role="cell" className={styles.status} data-status={task.status}>
        <StatusMark mark={task.status} /> <span className={styles.word}>{shared.status[as]}</span>
      </div>
      <div role="cell" className={styles.received}>
        <Moment iso={task.created_at} />
      </div>
      <div role="cell" className={styles.decided}>
        {task.decided_at && (
          <>
            <Moment iso={task.decided_at} /> <span className={styles.by}>{words.by} <bdi>{task.decided_by?.name}</bdi></span>
          </>
        )}
      </div>
      <div role="cell" className={styles.reason} dir="auto">
        {withoutTurns(task.reason ?? '')}
      </div>
    </div>
  );
});
