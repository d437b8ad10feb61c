import { Link } from 'react-router-dom';
import { ScanCode } from '@/components/scan/ScanCode';
import { Logo } from '@/components/ui/Logo';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import type { ScanView } from '@/live/protocol.gen';
import { words } from './emptyWords';
import { QrCode } from './QrCode';
import { ReachNote } from './ReachNote';
import { ReopenButton } from './ReopenButton';
import { useWayIn } from './shareLink';
import { ShareLink } from './ShareLink';
import { words as share } from './shareWords';
import { words as shared } from './words';
import styles from './Empty.module.css';

type EmptyProps = { scan: ScanView; begun: boolean };

/** How to begin, or that all is done. */
export default function Empty({ scan, begun }: EmptyProps) {
  return <div className={styles.middle}>{scan.status !== 'open' || begun ? <AllDone scan={scan} /> : <Invitation scan={scan} />}</div>;
}

function Invitation({ scan }: { scan: ScanView }) {
  const way = useWayIn(scan);
  return (
    <section className={styles.invitation}>
      <QrCode text={way.link} label={share.code} />
      <div className={styles.words}>
        <h2 className={styles.title}>{words.title}</h2>
        <p className={styles.text}>{words.text}</p>
        {scan.code && <ScanCode code={scan.code} origin={way.origin} />}
        <ShareLink link={way.link} />
        <ReachNote reach={way.reach} />
      </div>
    </section>
  );
}

function AllDone({ scan }: { scan: ScanView }) {
  const { title, text } = words[scan.status];
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
          {words.told} <q>{scan.pause_message}</q>
        </p>
      )}
      {scan.status === 'closed' && <Link to={`/admin/scans/${scan.id}/summary`}>{shared.manage.summaryOf}</Link>}
      {scan.status !== 'open' && scan.can.includes('edit') && <ReopenButton scan={scan} />}
    </section>
  );
}
