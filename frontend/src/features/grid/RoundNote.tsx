import { Suspense } from 'react';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { lazyPart } from '@/lib/lazyPart';
import type { TaskView } from '@/live/protocol.gen';
import { roundOf } from '@/live/round';
import { useHistory } from './useHistory';
import { words } from './roundWords';
import styles from './TaskPanel.module.css';

// Few tasks come twice.
const Changes = lazyPart(() => import('@/components/ui/Changes'));

/** Of a task that was corrected: what was asked of its author, and what he made of it. Nothing while it is in its first round. */
export function RoundNote({ task }: { task: TaskView }) {
  // The first version has no history to be asked for.
  return task.status === 'pending' && task.version > 1 ? <Note task={task} /> : null;
}

function Note({ task }: { task: TaskView }) {
  const { data } = useHistory(task);
  const round = data && roundOf(data.history);
  if (!round?.sentBack || round.number === 1) return null;
  return (
    <div className={styles.round}>
      <p className={styles.roundHead}>
        <StatusMark mark="returned" />
        <span>
          <strong>{words.round(round.number)}</strong> · {words.sentBackBefore} <bdi>{round.sentBack.by.name}</bdi>
        </span>
      </p>
      {round.sentBack.reason && (
        <p className="typed" dir="auto">
          {withoutTurns(round.sentBack.reason)}
        </p>
      )}
      {round.before !== null && (
        <div role="group" aria-label={words.changed}>
          <Suspense fallback={null}>
            <Changes before={round.before} after={task.text} />
          </Suspense>
        </div>
      )}
    </div>
  );
}
