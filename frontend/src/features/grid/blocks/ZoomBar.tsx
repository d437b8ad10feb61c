import { ArrowLeft } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/Button';
import { useBoard, useDesk } from '../deskContext';
import { KeyOf, useShortcut } from '../shortcuts';
import { words } from './words';
import styles from './ZoomBar.module.css';

/** Over the grid, while it shows the tasks of one block: how many of them are left, and the way back. */
export function ZoomBar({ narrow }: { narrow: boolean }) {
  const { zoom } = useDesk().desk;
  const isIn = useSyncExternalStore(zoom.onChange, () => zoom.isIn);
  const turn = useSyncExternalStore(zoom.onChange, () => zoom.turn);
  return (
    <>
      {isIn && <Bar narrow={narrow} />}
      <p key={turn} className="sr-only" role="status">
        {turn === 0 ? '' : isIn ? words.entered(zoom.left ?? 0) : words.left}
      </p>
    </>
  );
}

function Bar({ narrow }: { narrow: boolean }) {
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
