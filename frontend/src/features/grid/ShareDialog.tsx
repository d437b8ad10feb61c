import { ScanCode } from '@/components/scan/ScanCode';
import { Dialog } from '@/components/ui/Dialog';
import { StatusMark } from '@/components/ui/StatusMark';
import type { ScanView } from '@/live/protocol.gen';
import { GuestsSwitch } from './GuestsSwitch';
import { QrCode } from './QrCode';
import { isLoopback, workerLink } from './shareLink';
import { ShareLink } from './ShareLink';
import { words } from './words';
import styles from './Share.module.css';

type ShareDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** How others come in: a code to type, one for their cameras, a link, and three sentences. */
export function ShareDialog({ scan, open, onClose }: ShareDialogProps) {
  const link = workerLink(scan);
  return (
    <Dialog open={open} title={words.share.title} onClose={onClose} width="42rem">
      <div className={styles.share}>
        <QrCode text={link} label={words.share.code} />
        <div className={styles.side}>
          {scan.code && <ScanCode code={scan.code} />}
          <ShareLink link={link} />
          <ol className={styles.steps}>
            {words.share.steps(scan.guests).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {scan.can.includes('edit') && <GuestsSwitch scan={scan} />}
        </div>
      </div>
      {isLoopback(link) && <LoopbackNote />}
    </Dialog>
  );
}

const COMMAND = 'TASKSTREAM_HOST=0.0.0.0 make run';

/** A link to this very computer is of no use to a phone: say so, and say what to do. */
export function LoopbackNote() {
  return (
    <div className={styles.note}>
      <StatusMark mark="warning" />
      <p>
        {words.share.loopback} <code translate="no">{COMMAND}</code>
      </p>
    </div>
  );
}
