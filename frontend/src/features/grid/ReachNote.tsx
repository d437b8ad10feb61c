import { StatusMark } from '@/components/ui/StatusMark';
import type { Reach } from '@/lib/wayIn';
import { words } from './shareWords';
import styles from './Share.module.css';

const DEFAULT_PORT = '5000';

/** The start of a server that others reach, with the port that this one listens at where that has been chosen. */
function command(): string {
  const { port } = location;
  const chosen = port === '' || port === DEFAULT_PORT ? '' : `TASKSTREAM_PORT=${port} `;
  return `TASKSTREAM_HOST=0.0.0.0 ${chosen}make run`;
}

/** Who does not get in with the link, if there is anybody: and what to do about it. */
export function ReachNote({ reach }: { reach: Reach | null }) {
  if (reach === 'anybody' || reach === null) return null;
  if (reach === 'network') return <p className={styles.nearby}>{words.network}</p>;
  // A link to this very computer is of no use to a phone.
  return (
    <div className={styles.note}>
      <p>
        <StatusMark mark="warning" /> {words.loopback} <code translate="no">{command()}</code>
      </p>
    </div>
  );
}
