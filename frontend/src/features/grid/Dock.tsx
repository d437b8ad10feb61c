import { ListChecks, SkipForward } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { formatNumber } from '@/lib/format';
import { useBoard } from './deskContext';
import { MoreMenu } from './MoreMenu';
import { useShortcut } from './shortcuts';
import { UndoButton } from './UndoButton';
import { useOldest } from './useOldest';
import { words } from './words';
import styles from './Dock.module.css';

/** The lane of a narrow screen: a count, and the one button that is always there. */
export function Dock({ mayDecide, onOpen }: { mayDecide: boolean; onOpen: () => void }) {
  const shortcut = useShortcut();
  const lookAtOldest = useOldest();
  const waiting = useBoard((board) => board.waiting.length);
  const count = useBoard(({ totals }) => totals.validated + totals.refused + totals.returned);
  const openOldest = () => {
    if (lookAtOldest()) onOpen();
  };
  return (
    <GlassPanel as="footer" className={styles.dock}>
      <p className={styles.count} title={words.decidedCount(formatNumber(count))}>
        <ListChecks size={18} aria-hidden="true" />
        <span aria-hidden="true">{formatNumber(count)}</span>
        <span className="sr-only">{words.decidedCount(formatNumber(count))}</span>
      </p>
      <MoreMenu />
      <UndoButton mayDecide={mayDecide} touch />
      <Button
        tone="accent"
        look="solid"
        size="touch"
        disabled={waiting === 0}
        icon={<SkipForward size={18} aria-hidden="true" />}
        {...shortcut('oldest')}
        onClick={openOldest}
      >
        {words.oldest}
      </Button>
    </GlassPanel>
  );
}
