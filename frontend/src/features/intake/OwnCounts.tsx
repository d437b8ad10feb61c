import { cx } from '@/lib/cx';
import { countedAs } from '@/live/countedAs';
import { formatNumber } from '@/lib/format';
import { words } from '@/lib/words';
import type { ScanStatus, TaskView } from '@/live/protocol.gen';
import styles from './OwnCounts.module.css';
import { STATUSES } from './statuses';
import { intakeWords } from './words';

/** How the worker's own suggestions stand. */
export function OwnCounts({ tasks, of }: { tasks: readonly TaskView[]; of: ScanStatus }) {
  return (
    <ul className={styles.counts} data-glance="" aria-label={intakeWords.counts}>
      {STATUSES.map((status) => {
        const count = tasks.filter((task) => task.status === status).length;
        return (
          <li key={status} className={cx(styles.count, styles[status], count === 0 && styles.none)}>
            <span className={cx('num', styles.value)}>{formatNumber(count)}</span>
            {words.status[countedAs(status, of)]}
          </li>
        );
      })}
    </ul>
  );
}
