import { Activity, CircleAlert, LoaderCircle, Unplug, WifiOff, type LucideIcon } from 'lucide-react';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import styles from './LiveStatus.module.css';

type Status = 'connecting' | 'live' | 'stale' | 'reconnecting' | 'offline' | 'refused';

// Not green: green means validated and nothing else.
const LOOKS: Record<Status, { tone: 'good' | 'wary' | 'busy' | 'bad'; Picture: LucideIcon }> = {
  connecting: { tone: 'busy', Picture: LoaderCircle },
  live: { tone: 'good', Picture: Activity },
  stale: { tone: 'wary', Picture: CircleAlert },
  reconnecting: { tone: 'busy', Picture: LoaderCircle },
  offline: { tone: 'bad', Picture: WifiOff },
  refused: { tone: 'bad', Picture: Unplug },
};

type LiveStatusProps = {
  status: Status;
  /** The way to the server and back in milliseconds. */
  rtt?: number | null;
  /** How many things wait to be sent. */
  unsent?: number;
};

/** How the connection stands: "Live 14 ms", "Reconnecting", "Offline: 2 waiting". */
export function LiveStatus({ status, rtt = null, unsent = 0 }: LiveStatusProps) {
  const { tone, Picture } = LOOKS[status];
  const waiting = status !== 'live' && unsent > 0 ? `: ${words.live.unsent(unsent)}` : '';
  return (
    <span className={cx(styles.live, styles[tone])} title={words.liveHint[status]}>
      <Picture size={15} strokeWidth={2.4} aria-hidden="true" />
      <span>
        {words.live[status]}
        {waiting && <span className={styles.more}>{waiting}</span>}
      </span>
      {status === 'live' && rtt !== null && (
        <span className={cx('num', styles.more, styles.ms)}>{words.live.roundTrip(Math.round(rtt))}</span>
      )}
    </span>
  );
}
