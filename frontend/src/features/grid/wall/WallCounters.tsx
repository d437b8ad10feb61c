import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import { formatNumber } from '@/lib/format';
import type { TaskStatus } from '@/live/protocol.gen';
import { useBoard, useCountedAs } from '../deskContext';
import { words as desk } from '../words';
import styles from './WallCounters.module.css';

const ORDER: readonly TaskStatus[] = ['pending', 'validated', 'refused', 'returned'];

/** How the scan stands, in four numbers that are read from the last row. */
export function WallCounters() {
  return (
    <dl className={styles.counters} aria-label={desk.countersName}>
      {ORDER.map((status) => (
        <Counter key={status} status={status} />
      ))}
    </dl>
  );
}

/** Its own component: a number that changes draws nothing but itself. */
function Counter({ status }: { status: TaskStatus }) {
  const value = useBoard((board) => board.totals[status]);
  const as = useCountedAs(status);
  return (
    <div className={cx(styles.counter, styles[status])}>
      <dt>
        <StatusMark mark={status} />
        <span className="one-line">{desk.counters[as]}</span>
      </dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  );
}
