import { Share2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link } from 'react-router-dom';
import { AccountMenu } from '@/components/layout/AccountMenu';
import { Button, IconButton } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Logo } from '@/components/ui/Logo';
import { withoutTurns } from '@/lib/bidi';
import { lazyPart } from '@/lib/lazyPart';
import type { ScanView } from '@/live/protocol.gen';
import { useCommands } from './commands';
import { Connection } from './Connection';
import { Counters } from './Counters';
import { Here } from './Here';
import { ManageMenu } from './ManageMenu';
import { PaceFigures } from './pace/PaceFigures';
import { PauseLine } from './PauseLine';
import { useRoom } from './roomContext';
import { ScanState } from './ScanState';
import { useMedia } from './useMedia';
import { words } from './words';
import styles from './TopBar.module.css';

// Fetched once the console is there: what is in it is asked for before it opens.
const ShareDialog = lazyPart(() => import('./ShareDialog'));

/** Below this the scan's name needs the room that the product's has. */
const TIGHT = '(width < 93.75rem)';

type TopBarProps = { scan: ScanView; narrow: boolean };

/** Which scan this is, how it stands, and whether the page is in step with the server. */
export function TopBar({ scan, narrow }: TopBarProps) {
  const [sharing, setSharing] = useState(false);
  const { show } = useRoom();
  const tight = useMedia(TIGHT);
  const share = () => setSharing(true);
  useCommands([
    { label: words.share.title, known: 'share', onSelect: share },
    { label: words.figures, known: 'figures', onSelect: () => show('figures') },
  ]);
  return (
    <GlassPanel as="header" className={styles.bar}>
      <Link to="/admin" className={styles.home} title={words.allScans}>
        <Logo bare={tight} />
      </Link>
      <div className={styles.scan}>
        <h1 className={styles.name} dir="auto" title={withoutTurns(scan.name)}>
          {withoutTurns(scan.name)}
        </h1>
        <ScanState scan={scan} />
      </div>
      <div className={styles.figures}>
        <Counters narrow={narrow} />
        <PaceFigures shown={!narrow} />
      </div>
      <div className={styles.standing}>
        <Here />
        <Connection />
      </div>
      <div className={styles.tools}>
        {narrow ? (
          <IconButton label={words.share.button} onClick={share}>
            <Share2 size={18} aria-hidden="true" />
          </IconButton>
        ) : (
          <Button tone="accent" icon={<Share2 size={16} aria-hidden="true" />} onClick={share}>
            {words.share.button}
          </Button>
        )}
        {scan.can.includes('edit') && <ManageMenu scan={scan} />}
        <AccountMenu />
      </div>
      <PauseLine scan={scan} narrow={narrow} />
      <Suspense><ShareDialog scan={scan} open={sharing} onClose={() => setSharing(false)} /></Suspense>
    </GlassPanel>
  );
}
