import { Link } from 'react-router-dom';
import { ScanCode } from '@/components/scan/ScanCode';
import { Logo } from '@/components/ui/Logo';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import type { ScanView } from '@/live/protocol.gen';
import { useBoard } from './deskContext';
import { QrCode } from './QrCode';
import { ReachNote } from './ReachNote';
import { ReopenButton } from './ReopenButton';
import { useWayIn } from './shareLink';
import { ShareLink } from './ShareLink';
import { words } from './words';
import styles from './NothingWaits.module.css';

/** What stands in the middle while no task waits: how to begin, or that all is done. */
export function NothingWaits({ scan }: { scan: ScanView }) {
  const waiting = useBoard((board) => board.waiting.length);
  const begun = useBoard((board) => board.decided.length > 0);
  if (waiting > 0) return null;
  return (
    <div className={styles.middle}>
      {scan.status !== 'open' || begun ? <AllDone scan={scan} /> : <Invitation scan={scan} />}
    </div>
  );
}

function Invitation({ scan }: { scan: ScanView }) {
  const way = useWayIn(scan);
  return (
    <section className={styles.invitation}>
      <QrCode text={way.link} label={words.share.code} />
      <div className={styles.words}>
        <h2 className={styles.title}>{words.empty.title}</h2>
        <p className={styles.text}>{words.empty.text}</p>
        {scan.code && <ScanCode code={scan.code} origin={way.origin} />}
        <ShareLink link={way.link} />
        <ReachNote reach={way.reach} />
      </div>
    </section>
  );
}

function AllDone({ scan }: { scan: ScanView }) {
  const { title, text } = words.empty[scan.status];
  return (
    <section className={styles.done}>
      {scan.status === 'open' ? (
        <StatusMark mark="validated" className={styles.mark} />
      ) : (
        <Logo bare size="large" />
      )}
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{text}</p>
      {scan.pause_message && (
        <p className={cx('typed', styles.text)} dir="auto">
          {words.manage.told} <q>{scan.pause_message}</q>
        </p>
      )}
      {scan.status === 'closed' && <Link to={`/admin/scans/${scan.id}/summary`}>{words.manage.summaryOf}</Link>}
      {scan.status !== 'open' && scan.can.includes('edit') && <ReopenButton scan={scan} />}
    </section>
  );
}
