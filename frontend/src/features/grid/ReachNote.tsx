import { StatusMark } from '@/components/ui/StatusMark';
import type { Reach } from '@/lib/wayIn';
import { words } from './shareWords';
import styles from './Share.module.css';

/** Starts a server that others reach. Without a port: this page's may be another's, of a proxy or of Vite. */
const COMMAND = 'TASKSTREAM_HOST=0.0.0.0 make run';

/** Who does not get in with the link, if there is anybody: and what to do about it. */
export function ReachNote({ reach }: { reach: Reach | null }) {
  if (reach === 'anybody' || reach === null) return null;
  if (reach === 'network') return <p className={styles.nearby}>{words.network}</p>;
  // A link to this very computer is of no use to a phone.
  return (
    <div className={styles.note}>
      <p>
        <StatusMark mark="warning" /> {words.loopback} <code translate="no">{COMMAND}</code>
      </p>
    </div>
  );
}
