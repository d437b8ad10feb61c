import { Link } from 'react-router-dom';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import type { ScanView } from '@/live/protocol.gen';
import { words } from './words';
import styles from './TopBar.module.css';

/** The scan's state. That of a closed one leads to what it came to: whoever comes back to it may look for that. */
export function ScanState({ scan }: { scan: ScanView }) {
  const badge = <ScanStatusBadge status={scan.status} />;
  if (scan.status !== 'closed') return badge;
  return (
    <Link className={styles.summary} to={`/admin/scans/${scan.id}/summary`} title={words.manage.summaryOf}>
      {badge} <span className="sr-only">{words.manage.summary}</span>
    </Link>
  );
}
