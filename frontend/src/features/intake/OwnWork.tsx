import { useUser } from '@/auth/AuthContext';
import { CopyText } from '@/components/ui/CopyText';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { cx } from '@/lib/cx';
import { useClockOffset } from '@/live/hooks';
import type { ScanStatus, TaskView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { waitsSince } from '@/live/wait';
import { noEntryWords } from './noEntryWords';
import styles from './OwnWork.module.css';
import { stateOf } from './TaskItem';
import item from './TaskItem.module.css';
import { TypedText } from './TypedText';
import { useOwnWork } from './useOwnWork';

const words = noEntryWords.moderator;

/** For who moderates by now: what he had written here before, to be read and copied. */
export function OwnWork({ live, scanStatus }: { live: ScanLive; scanStatus: ScanStatus }) {
  const { tasks, unsent } = useOwnWork(live, useUser().id);
  return (
    <div className={styles.work}>
      {unsent.length > 0 && (
        <section className={styles.part}>
          <h2 className={styles.title}>{words.unsent}</h2>
          <p className={styles.hint}>{words.unsentHint}</p>
          <ul className={styles.texts}>
            {unsent.map((text, index) => (
              // Two may say the same, and none comes or goes while they are shown.
              <li key={index} className={cx('glass', item.item, item.unsent)}>
                <StatusMark mark="unsent" className={item.mark} />
                <div className={styles.text}>
                  <TypedText text={text} />
                  <CopyText text={text} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {tasks.length > 0 && (
        <section className={styles.part}>
          <h2 className={styles.title}>{words.sent}</h2>
          <ol className={styles.texts}>
            {tasks.map((task) => (
              <SentBefore key={task.id} task={task} scanStatus={scanStatus} />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

function SentBefore({ task, scanStatus }: { task: TaskView; scanStatus: ScanStatus }) {
  const { status, number, text, reason } = task;
  const clockOffset = useClockOffset();
  return (
    <li className={cx('glass', item.item, status !== 'pending' && item[status])}>
      <StatusMark mark={status} className={item.mark} />
      <TypedText text={text} />
      <p className={item.meta}>
        <span className="num">#{number}</span>
        <span aria-hidden="true">·</span>
        <RelativeTime className="num" at={task.decided_at ?? waitsSince(task)} clockOffset={clockOffset} />
        <span aria-hidden="true">·</span>
        <span className={item.state}>{stateOf(status, undefined, scanStatus)}</span>
      </p>
      {reason && (
        <p className={cx('typed', item.reason)} dir="auto">
          {withoutTurns(reason)}
        </p>
      )}
    </li>
  );
}
