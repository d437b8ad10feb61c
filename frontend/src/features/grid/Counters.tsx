import { Link } from 'react-router-dom';
import { cx } from '@/lib/cx';
import { formatNumber, formatShort } from '@/lib/format';
import type { TaskStatus } from '@/live/protocol.gen';
import { useBoard, useCountedAs, useDesk } from './deskContext';
import { words } from './words';
import styles from './TopBar.module.css';

const ORDER: readonly TaskStatus[] = ['pending', 'validated', 'refused', 'returned'];

/** How the scan stands, in four numbers; what waits is the large one. Where room is dear they are rounded: their names are not. */
export function Counters({ narrow }: { narrow: boolean }) {
  return (
    <dl className={styles.counters} aria-label={words.countersName}>
      {ORDER.map((status) => (
        <Counter key={status} status={status} narrow={narrow} />
      ))}
    </dl>
  );
}

/** Its own component: a number that changes draws nothing but itself. It leads to the list of what it counts. */
function Counter({ status, narrow }: { status: TaskStatus; narrow: boolean }) {
  const value = useBoard((board) => board.totals[status]);
  const { live } = useDesk();
  const as = useCountedAs(status);
  return (
    <div className={cx(styles.counter, styles[status])}>
      <dt className="one-line">{words.counters[as]}</dt>
      <dd>
        <Link
          to={`/admin/scans/${live.scanId}/tasks?status=${status}`}
          className={styles.counted}
          aria-label={words.listOf(formatNumber(value), as)}
          title={words.listHint}
        >
          {narrow ? formatShort(value) : formatNumber(value)}
        </Link>
      </dd>
    </div>
  );
}
