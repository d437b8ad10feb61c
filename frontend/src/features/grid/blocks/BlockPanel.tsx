import { ZoomIn } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { BlockFacts } from './BlockFacts';
import { useDesk, useIdsAt } from '../deskContext';
import { KeyOf, useShortcut } from '../shortcuts';
import { words } from './words';
import styles from './BlockPanel.module.css';

/** In the panel, while a block has the focus. Nothing is decided from here: nobody has seen what is in it. */
export default function BlockPanel({ at }: { at: number }) {
  const { desk } = useDesk();
  const shortcut = useShortcut();
  const ids = useIdsAt(at);
  return (
    <>
      <div className={styles.facts}>
        <BlockFacts ids={ids} oldest={desk.oldestAt(at)} />
        <p className={styles.hint}>{words.hint}</p>
      </div>
      <div className={styles.acts}>
        <Button wide tone="accent" look="solid" icon={<ZoomIn size={16} aria-hidden="true" />} {...shortcut('open')} onClick={() => desk.enterBlock()}>
          {words.open} <KeyOf act="open" />
        </Button>
      </div>
    </>
  );
}
