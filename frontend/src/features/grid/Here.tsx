import { UsersRound } from 'lucide-react';
import { Initials } from '@/components/ui/Initials';
import { formatNumber } from '@/lib/format';
import { useInStep, useScanState } from '@/live/hooks';
import { useDesk } from './deskContext';
import { words } from './words';
import styles from './Here.module.css';

/** So many are shown by their initials; who is only one more than that is shown, too. */
const SHOWN = 3;

/** Who moderates the scan at this moment, and how many workers are in it. */
export function Here() {
  const { live, me } = useDesk();
  const presence = useScanState(live, (state) => state.presence);
  const inStep = useInStep(live);
  if (!presence?.moderators) return null;
  const { moderators, workers = 0 } = presence;
  const shown = moderators.slice(0, moderators.length === SHOWN + 1 ? SHOWN + 1 : SHOWN);
  const names = moderators.map(({ id, name }) => (id === me ? words.here.you(name) : name));
  return (
    // While nobody knows, nothing is said, and nothing beside it moves.
    <div className={styles.here} style={{ visibility: inStep ? 'visible' : 'hidden' }} title={words.here.atDesk(names)}>
      <span className="sr-only">{words.here.said(names, workers)}</span>
      <span className={styles.desk} aria-hidden="true">
        {shown.map(({ id, name }) => (
          <Initials key={id} name={name} className={styles.one} />
        ))}
        {moderators.length > shown.length && (
          <span className={styles.rest}>+{formatNumber(moderators.length - shown.length)}</span>
        )}
      </span>
      <span className={styles.workers} aria-hidden="true" title={words.here.workers(workers)}>
        <UsersRound size={15} />
        <span className="num">{formatNumber(workers)}</span>
      </span>
    </div>
  );
}
