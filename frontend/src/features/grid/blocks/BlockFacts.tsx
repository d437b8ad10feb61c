import { StatusMark } from '@/components/ui/StatusMark';
import { waitsSince } from '@/live/wait';
import { Age } from '../Age';
import { useCountedAs, useDeskTask } from '../deskContext';
import { headed } from '../heading';
import { words } from './words';
import styles from './BlockFacts.module.css';

/** How many tasks a block stands for, and what its oldest says. */
export function BlockFacts({ ids, oldest: id }: { ids: readonly string[]; oldest: string | null }) {
  const oldest = useDeskTask(id);
  const as = useCountedAs('pending');
  if (!oldest) return null;
  return (
    <div className={styles.facts}>
      <p className={styles.count}>
        <StatusMark mark="pending" />
        {words.count(ids.length)}
      </p>
      <p className={styles.oldest}>
        {words.oldest(as)} <Age since={waitsSince(oldest)} />
      </p>
      <p className={styles.heading} dir="auto">
        {headed(oldest.text).heading.trim()}
      </p>
    </div>
  );
}
