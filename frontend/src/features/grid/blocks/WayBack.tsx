import { ArrowLeft } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { useBoard, useDesk } from '../deskContext';
import { KeyOf, useShortcut } from '../shortcuts';
import { words } from './words';
import styles from './ZoomBar.module.css';

/** How many tasks of a block are left, and the way out of it. */
export default function WayBack({ narrow }: { narrow: boolean }) {
  const { desk } = useDesk();
  const shortcut = useShortcut();
  const left = useBoard(() => desk.zoom.left);
  const all = useBoard((board) => board.waiting.length);
  return (
    <div className={styles.bar}>
      <Button
        size={narrow ? 'touch' : 'dense'}
        icon={<ArrowLeft size={narrow ? 18 : 15} className={styles.arrow} aria-hidden="true" />}
        {...shortcut('clear')}
        onClick={() => desk.leaveBlock()}
      >
        {words.back} {!narrow && <KeyOf act="clear" />}
      </Button>
      <span className={styles.count}>{words.part(left ?? 0, all)}</span>
    </div>
  );
}
