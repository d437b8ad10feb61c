import { GlassPanel } from '@/components/ui/GlassPanel';
import { cx } from '@/lib/cx';
import type { TaskStatus, TaskView } from '@/live/protocol.gen';
import styles from './ClosedNote.module.css';
import { intakeWords } from './words';

/** In the composer's place once the scan is closed: the sum, and what was left unsent. */
export function ClosedNote({ tasks, draft }: { tasks: readonly TaskView[]; draft: string }) {
  const words = intakeWords.closed;
  const count = (status: TaskStatus) => tasks.filter((task) => task.status === status).length;
  return (
    <GlassPanel as="section" className={styles.note}>
      <h2 className={styles.title}>{words.title}</h2>
      <p>{words.sum(count('validated'), count('refused'))}</p>
      {draft !== '' && (
        <>
          <p>{words.draft}</p>
          <p className={cx('typed', styles.draft)} dir="auto">
            {draft}
          </p>
        </>
      )}
    </GlassPanel>
  );
}
