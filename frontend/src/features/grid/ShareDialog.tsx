import { ScanCode } from '@/components/scan/ScanCode';
import { Dialog } from '@/components/ui/Dialog';
import type { ScanView } from '@/live/protocol.gen';
import { GuestsSwitch } from './GuestsSwitch';
import { QrCode } from './QrCode';
import { ReachNote } from './ReachNote';
import { ReopenButton } from './ReopenButton';
import { useWayIn } from './shareLink';
import { ShareLink } from './ShareLink';
import { words } from './shareWords';
import { words as shared } from './words';
import styles from './Share.module.css';

type ShareDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** How others come in: a code to type, one for their cameras, a link, and three sentences. */
export default function ShareDialog({ scan, open, onClose }: ShareDialogProps) {
  // Asked before it opens: where the network is quick, nothing in it has to be waited for.
  const way = useWayIn(scan);
  return (
    <Dialog open={open} title={shared.share.title} onClose={onClose} width="42rem">
      {scan.status === 'closed' ? <NobodyComesIn scan={scan} /> : <WayIn scan={scan} way={way} />}
    </Dialog>
  );
}

/** There is no code any more, and the link is good for those who have been there before. */
function NobodyComesIn({ scan }: { scan: ScanView }) {
  return (
    <div className={styles.closed}>
      <p>{words.closed}</p>
      {scan.can.includes('edit') && <ReopenButton scan={scan} />}
    </div>
  );
}

function WayIn({ scan, way }: { scan: ScanView; way: ReturnType<typeof useWayIn> }) {
  return (
    <>
      <div className={styles.share}>
        <QrCode text={way.link} label={words.code} />
        <div className={styles.side}>
          {scan.code && <ScanCode code={scan.code} origin={way.origin} />}
          <ShareLink link={way.link} />
          <ol className={styles.steps}>
            {words.steps(scan.guests).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {scan.can.includes('edit') && <GuestsSwitch scan={scan} />}
        </div>
      </div>
      <ReachNote reach={way.reach} />
    </>
  );
}
