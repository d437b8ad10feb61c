import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router-dom';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { countedAs } from '@/live/countedAs';
import { formatNumber, formatShort } from '@/lib/format';
import { words as shared } from '@/lib/words';
import type { Counts, ScanStatus, ScanView, TaskStatus } from '@/live/protocol.gen';
import styles from './ScansPage.module.css';
import { words } from './words';

const ORDER: readonly TaskStatus[] = ['pending', 'validated', 'refused', 'returned'];

/** One scan: the whole row leads to its console. */
export function ScanRow({ scan }: { scan: ScanView }) {
  const path = scan.links.console ?? scan.links.worker;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Link to={path} className={styles.link} dir="auto">
            {withoutTurns(scan.name)}
          </Link>
        </h2>
        <p className={styles.meta}>
          <ScanStatusBadge status={scan.status} />
          <span>
            {words.opened} <RelativeTime at={scan.created_at} coarse /> {words.ago} {words.by} <bdi>{scan.owner.name}</bdi>
          </span>
        </p>
      </div>
      {scan.counts && <RowCounts counts={scan.counts} of={scan.status} />}
      <ChevronRight className={styles.chevron} size={18} aria-hidden="true" />
    </li>
  );
}

function RowCounts({ counts, of }: { counts: Counts; of: ScanStatus }) {
  return (
    <dl className={styles.counts}>
      {ORDER.map((status) => (
        <div key={status} className={styles.count} data-none={counts[status] === 0 ? '' : undefined}>
          <dt>
            <StatusMark mark={status} />
            <span className={styles.countName}>{shared.status[countedAs(status, of)]}</span>
          </dt>
          <dd className="num" title={formatNumber(counts[status])}>
            {formatShort(counts[status])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
