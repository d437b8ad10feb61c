import { StatusMark } from '@/components/ui/StatusMark';
import type { Reach } from '@/lib/wayIn';
import { words } from './shareWords';
import styles from './Share.module.css';

/** What a server is told that others reach. Whatever else it was started with, its data above all, stays. */
const SETTING = 'TASKSTREAM_HOST=0.0.0.0';

/** Who does not get in with the link, if there is anybody: and what to do about it. */
export function ReachNote({ reach }: { reach: Reach | null }) {
  if (reach === 'anybody' || reach === null) return null;
  if (reach === 'network') return <p className={styles.nearby}>{words.network}</p>;
  // A link to this very computer is of no use to a phone.
  return (
    <div className={styles.note}>
      <p>
        <StatusMark mark="warning" /> {words.loopback} <code translate="no">{SETTING}</code>
      </p>
    </div>
  );
}
