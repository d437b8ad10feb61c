import { LiveStatus } from '@/components/ui/LiveStatus';
import { useConnection, useStanding } from '@/live/hooks';
import styles from './Connection.module.css';
import { useDesk } from './deskContext';

/** Whether the page is in step. Its own component, since the measured way to the server changes by itself. */
export function Connection() {
  const status = useStanding(useDesk().live);
  const { rtt } = useConnection();
  return (
    <div className={styles.live}>
      <LiveStatus status={status} rtt={rtt} />
    </div>
  );
}
