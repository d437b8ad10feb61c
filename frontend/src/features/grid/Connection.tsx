import { LiveStatus } from '@/components/ui/LiveStatus';
import { useConnection, useStanding } from '@/live/hooks';
import styles from './Connection.module.css';
import { useDesk } from './deskContext';
import { useMedia } from './useMedia';

/** Below this what is counted needs the room. */
const TINY = '(width < 26rem)';

/** Whether the page is in step. Its own component, since the measured way to the server changes by itself. */
export function Connection() {
  const status = useStanding(useDesk().live);
  const { rtt } = useConnection();
  const tiny = useMedia(TINY);
  return (
    <div className={styles.live}>
      <LiveStatus status={status} rtt={tiny ? null : rtt} />
    </div>
  );
}
