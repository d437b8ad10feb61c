import { Button } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { cx } from '@/lib/cx';
import { formatNumber } from '@/lib/format';
import { words as shared } from '@/lib/words';
import type { TaskView } from '@/live/protocol.gen';
import styles from './ClosedNote.module.css';
import { closedWords } from './closedWords';
import LeftActions from './LeftActions';
import { STATUSES } from './statuses';
import { intakeWords } from './words';

type ClosedNoteProps = {
  tasks: readonly TaskView[];
  /** How many were sent off and have not reached the desk. */
  unsent: number;
  draft: string;
  /** How many more drafts there are, and the way to the next one. */
  left: number;
  onTakeUp: () => void;
  onDiscard: () => void;
};

/** In the composer's place once the scan is closed: the sum, and what was left unsent. */
export default function ClosedNote({ tasks, unsent, draft, left, onTakeUp, onDiscard }: ClosedNoteProps) {
  const words = closedWords;
  const parts = STATUSES.flatMap((status) => {
    const count = tasks.filter((task) => task.status === status).length;
    if (count === 0) return [];
    return [status === 'pending' ? words.undecided(count) : `${formatNumber(count)} ${shared.status[status]}`];
  });
  return (
    <GlassPanel as="section" className={styles.note}>
      <h2 className={styles.title}>{words.title}</h2>
      <p>{parts.length > 0 ? words.sum(parts) : words.none}</p>
      {tasks.some(({ status }) => status === 'returned') && <p>{words.returned}</p>}
      {unsent > 0 && <p>{words.unsent(unsent)}</p>}
      {draft !== '' && (
        <>
          <p>{words.draft}</p>
          <p className={cx('typed', styles.draft)} dir="auto">
            {draft}
          </p>
          <LeftActions text={draft} onDiscard={onDiscard} />
        </>
      )}
      {draft === '' && left > 0 && <Button onClick={onTakeUp}>{intakeWords.composer.takeUp(left)}</Button>}
    </GlassPanel>
  );
}
